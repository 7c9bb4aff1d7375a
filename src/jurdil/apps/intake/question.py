"""One question a page: shows it, takes its answer, says where to go next."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jurdil.apps.elections.models import Election
from jurdil.apps.evidence.actions import accepted_endings
from jurdil.core import report as asked
from jurdil.core.report import BY_CODE, Step

from . import actions
from .clock import local_day
from .file_answers import fault_words, said_as_json, status_of, take_files, wants_json, warning_words
from .forms import NOT_IN_LIST, PersonForm, StepForm, WhoForm, initial_of
from .summary import describe_person
from .teller import Teller, forget, remember, teller_of
from .way import GATES, elsewhere, first_open, is_done, person_of, with_draft


@require_http_methods(["GET", "HEAD", "POST"])
@with_draft
def step(request: HttpRequest, teller: Teller, election: Election, code: str) -> HttpResponse:
    """One question."""
    answers = teller.answers
    steps = asked.steps_for(answers, election.regime)
    this = BY_CODE.get(code)
    if this is None:
        raise Http404
    if this not in steps:
        return elsewhere(request, first_open(teller, election))
    for gate in steps[: steps.index(this)]:
        if gate.code in GATES and not is_done(gate, answers):
            return elsewhere(request, reverse("intake:step", args=[gate.code]))
    page = Page(request, teller, election, this, steps, answers)
    return {"counsel": page.counsel, "parties": page.parties, "files": page.files}.get(this.custom, page.form)()


NAMING = ("office", "workplace", "name")


def counted(text: str) -> int:
    """The number of a person in the list, as the page wrote it; 0 for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0


class Page:
    """One question of one draft: shows it, takes its answer, says where to go next."""

    def __init__(
        self,
        request: HttpRequest,
        teller: Teller,
        election: Election,
        this: Step,
        steps: tuple[Step, ...],
        answers: dict[str, dict[str, Any]],
    ) -> None:
        self.request, self.teller, self.election = request, teller, election
        self.this, self.steps, self.answers = this, steps, answers
        self.now = settings.CLOCK.now()
        self.today = local_day(election, self.now)
        self.checking = (request.POST.get("kembali_ke") or request.GET.get("kembali")) == "periksa"

    def context(self, **more: Any) -> dict[str, Any]:
        at = self.steps.index(self.this)
        draft = self.teller.draft
        return {
            "step": self.this,
            "title": self.this.title,
            "number": at + 1,
            "count": len(self.steps) + 1,
            "checking": self.checking,
            "first": at == 0,
            "expires_at": draft.expires_at if draft else None,
            "mark": self.teller.mark,
            **more,
        }

    def go(self) -> HttpResponse:
        """Where the pressed button leads, once what was typed is kept."""
        wish = self.request.POST.get("go", "")
        if wish == "simpan":
            return redirect("intake:save")
        fresh = teller_of(self.request)
        if fresh is None:
            return redirect("intake:start")
        if self.checking:
            return redirect(first_open(fresh, self.election))
        steps = asked.steps_for(fresh.answers, self.election.regime)
        at = steps.index(self.this) if self.this in steps else 0
        if wish == "kembali":
            return redirect("intake:step", steps[at - 1].code) if at else redirect("intake:start")
        return redirect("intake:step", steps[at + 1].code) if at + 1 < len(steps) else redirect("intake:check")

    def keep(self, values: dict[str, Any]) -> None:
        actions.answer_step(code_digest=self.teller.digest, step=self.this.code, values=values, now=self.now)

    @property
    def leaving(self) -> bool:
        """Back or save: nothing is required, what is there is kept."""
        return self.request.POST.get("go", "") in ("kembali", "simpan")

    def form(self) -> HttpResponse:
        stored = self.answers.get(self.this.code, {})
        common: dict[str, Any] = {"answers": self.answers, "election": self.election, "today": self.today}
        if self.request.method != "POST":
            form = StepForm(self.this, initial=initial_of(self.this, stored, self.today), **common)
            return render(self.request, "intake/step.html", self.context(form=form))
        form = StepForm(self.this, self.request.POST, **common)
        if form.is_valid():
            self.keep(form.values())
            if form.removed:
                messages.info(self.request, _("Kami membuang %(count)s tanda yang tidak tampak.") % {"count": form.removed})
            return remember(self.go(), self.teller.code)
        self.keep(form.partial())
        if self.leaving:
            return remember(self.go(), self.teller.code)
        return render(
            self.request,
            "intake/step.html",
            self.context(form=form, matches=form.matches, unlisted=NOT_IN_LIST if self.this.code == "tempat" else ""),
            status=422,
        )

    def counsel(self) -> HttpResponse:
        """Before any detail is asked of somebody who says that they took money."""
        if self.request.method != "POST":
            return render(self.request, "intake/counsel.html", self.context(told=self.told))
        choice = self.request.POST.get("pilihan", "")
        if choice == "hapus":
            actions.delete_draft(code_digest=self.teller.digest)
            return forget(redirect("intake:forgotten"))
        if choice == "pendamping":
            actions.submit_draft(
                code_digest=self.teller.digest, now=self.now, told_by=person_of(self.request), counsel_first=True
            )
            return remember(redirect("intake:done"), self.teller.code)
        if choice == "lanjut":
            self.keep({"choice": "lanjut"})
        return self.go() if choice == "lanjut" or self.leaving else render(
            self.request, "intake/counsel.html", self.context(undecided=True, told=self.told), status=422
        )  # fmt: skip

    @property
    def told(self) -> bool:
        """Has more than the act been told already, because the act was changed later?"""
        draft = self.teller.draft
        return bool(set(self.answers) - set(GATES)) or (draft is not None and draft.evidence.exists())

    def parties(self) -> HttpResponse:
        """The reported persons: a list, and a page or two for each."""
        people: list[dict[str, Any]] = list(self.answers.get("terlapor", {}).get("people", []))
        number = counted(self.request.GET.get("orang", ""))
        index = number - 1 if 0 < number <= len(people) + 1 else None
        if index is None and not people and not (self.request.method == "POST" and self.leaving):
            index = 0
        if self.request.method == "POST":
            return self._parties_post(people, index)
        if index is None or index >= asked.MAX_REPORTED:
            described = [describe_person(person) for person in people]
            return render(self.request, "intake/parties.html", self.context(people=described, most=asked.MAX_REPORTED))
        person = people[index] if index < len(people) else {}
        if person.get("category") and "rincian" in self.request.GET:
            form: Any = PersonForm(person["category"], initial=person)
        else:
            form = WhoForm(label_suffix="", initial=person)
        return render(self.request, "intake/person.html", self.context(form=form, person=index + 1, known=bool(people)))

    def _parties_post(self, people: list[dict[str, Any]], index: int | None) -> HttpResponse:
        here = reverse("intake:step", args=["terlapor"])
        back = "&kembali=periksa" if self.checking else ""
        gone = counted(self.request.POST.get("hapus", ""))
        if 0 < gone <= len(people):
            del people[gone - 1]
            self.keep({"people": people})
            return redirect(f"{here}?{back.lstrip('&')}")
        if index is None or self.request.POST.get("lewati"):
            self.keep({"people": people})
            return self.go()
        if self.leaving and not self.request.POST.get("category") and "rincian" not in self.request.GET:
            return self.go()
        person = dict(people[index]) if index < len(people) else {}
        if "rincian" in self.request.GET and person.get("category"):
            detail = PersonForm(person["category"], self.request.POST)
            valid = detail.is_valid()
            person = {"category": person["category"], **detail.values()}
            form: Any = detail
        else:
            who = WhoForm(self.request.POST, label_suffix="")
            valid = who.is_valid()
            form = who
            if valid:
                category = who.cleaned_data["category"]
                # Another office asks other questions; what names the person stays.
                stays = person if person.get("category") == category else {key: person[key] for key in NAMING if key in person}
                person = {**stays, "category": category}
        if not valid and not self.leaving:
            return render(
                self.request, "intake/person.html", self.context(form=form, person=index + 1, known=bool(people)), status=422
            )
        if person:
            people[index : index + 1] = [person]
            self.keep({"people": people[: asked.MAX_REPORTED]})
        if self.leaving:
            return self.go()
        if isinstance(form, WhoForm):
            return redirect(f"{here}?orang={index + 1}&rincian=1{back}")
        return redirect(f"{here}?{back.lstrip('&')}")

    def files(self) -> HttpResponse:
        """The exhibits: added, shown with their state, taken away."""
        draft = self.teller.draft
        if draft is None:
            return redirect("intake:start")
        if self.request.method != "POST":
            return self._files_page([])
        gone = self.request.POST.get("hapus", "")
        if gone:
            try:
                actions.remove_draft_evidence(code_digest=self.teller.digest, item_id=UUID(gone))
            except ValueError:
                raise Http404 from None
            return redirect(self.request.get_full_path())
        problems = take_files(
            self.request,
            lambda upload: actions.add_draft_evidence(
                code_digest=self.teller.digest, upload=upload, filename=upload.name, now=self.now
            ),
        )
        if wants_json(self.request):
            return said_as_json(problems)
        if problems:
            return remember(self._files_page(problems), self.teller.code)
        if self.request.FILES and self.request.POST.get("go", "") == "unggah":
            return remember(redirect(self.request.get_full_path()), self.teller.code)
        self.keep({"seen": True})
        return remember(self.go(), self.teller.code)

    def _files_page(self, problems: list[tuple[str, str]]) -> HttpResponse:
        draft = self.teller.draft
        rows = draft.evidence.select_related("item").order_by("pk") if draft else []
        files = [(row.item, [warning_words(one) for one in row.item.warnings if warning_words(one)]) for row in rows]
        faults = [fault for fault, _name in problems]
        context = self.context(
            files=files,
            problems=[fault_words(fault, name) for fault, name in problems],
            accept=accepted_endings(),
            most=actions.MAX_FILES,
            limit=settings.EVIDENCE_MAX_BYTES // (1024 * 1024),
        )
        return render(self.request, "intake/files.html", context, status=status_of(faults))
