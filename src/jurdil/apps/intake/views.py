"""The guided pages of a report: start, one page a question, check, send, receipt; and the ways out."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

import segno
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jurdil.apps.accounts.models import Person
from jurdil.apps.elections.models import Election
from jurdil.apps.evidence.actions import accepted_endings
from jurdil.apps.evidence.uploads import refused_files
from jurdil.core import report as asked
from jurdil.core.errors import NotAllowed, RefusedFile, StaleCase, StorageFull
from jurdil.core.report import BY_CODE, Step

from . import actions
from .clock import filing_clock, local_day
from .codes import digest_of, new_code
from .forms import NOT_IN_LIST, PersonForm, StepForm, WhoForm, initial_of, said
from .summary import describe_person, gaps, rows_of
from .teller import Teller, forget, remember, teller_of

GATES = ("kejadian", "lain", "uang", "pendampingan")


def fault_words(fault: str, name: str) -> str:
    """Why a file was not taken, and what to do."""
    sentences = {
        "empty": _("Berkas %(name)s kosong (0 byte). Pilih lagi dari galeri."),
        "too_large": _("Berkas %(name)s terlalu besar. Paling besar %(limit)s MB. Tulisan Anda aman."),
        "executable": _("Berkas %(name)s sebuah program. Kirim foto, video, suara, atau dokumen."),
        "markup": _("Berkas %(name)s sebuah halaman web. Kirim tangkapan layar saja."),
        "archive": _("Berkas %(name)s sebuah arsip. Kirim isinya satu per satu."),
        "full": _("Berkas %(name)s belum tersimpan: penyimpanan penuh. Teks Anda aman. Coba lagi nanti."),
        "many": _("Paling banyak %(most)s berkas. Yang lain bisa dikirim nanti dengan kode."),
    }
    words = sentences.get(fault, _("Berkas %(name)s tidak kami kenali. Kirim foto, video, suara, atau dokumen."))
    limit = settings.EVIDENCE_MAX_BYTES // (1024 * 1024)
    return words % {"name": name, "limit": limit, "most": actions.MAX_FILES}


def warning_words(code: str) -> str:
    """What is odd about a file that was taken all the same."""
    return {
        "ending_differs": _("Nama berkas tidak cocok dengan isinya. Tetap kami simpan."),
        "truncated": _("Berkas ini tampaknya terpotong. Tetap kami simpan."),
    }.get(code, "")


DraftView = Callable[..., HttpResponse]


def with_draft(view: DraftView) -> DraftView:
    """Pages of a report in the making. Without a draft one starts; with a sent report one sees its receipt."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        teller = teller_of(request)
        if teller is None:
            if request.method == "POST":
                messages.warning(request, _("Draf ini sudah tidak ada. Mulai lagi, atau pakai kode Anda."))
            return redirect("intake:start")
        if teller.report is not None:
            return redirect("intake:done")
        election = Election.objects.filter(current=True).first()
        if election is None:
            return redirect("intake:start")
        return view(request, teller, election, *args, **kwargs)

    return guarded


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """The door of the house."""
    return render(request, "intake/home.html", {"election": Election.objects.filter(current=True).first()})


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """What this is and what to expect; begins a draft."""
    election = Election.objects.filter(current=True).first()
    teller = teller_of(request)
    if request.method == "POST" and election is not None:
        code = new_code()
        actions.start_draft(code_digest=digest_of(code), now=settings.CLOCK.now())
        return remember(redirect("intake:step", "kejadian"), code)
    context = {"election": election, "teller": teller if teller and teller.draft else None}
    if context["teller"] and election is not None:
        context["resume"] = _first_open(teller, election) if teller else ""
    return render(request, "intake/start.html", context)


def _first_open(teller: Teller, election: Election) -> str:
    """Where to go on: the first page that was not sent yet, else the check."""
    answers = teller.answers
    for step in asked.steps_for(answers, election.regime):
        if not _done(step, answers):
            return reverse("intake:step", args=[step.code])
    return reverse("intake:check")


def _done(step: Step, answers: asked.Answers) -> bool:
    return step.code in answers and not answers[step.code].get("partial")


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
        return redirect(_first_open(teller, election))
    for gate in steps[: steps.index(this)]:
        if gate.code in GATES and not _done(gate, answers):
            return redirect("intake:step", gate.code)
    page = Page(request, teller, election, this, steps, answers)
    return {"counsel": page.counsel, "parties": page.parties, "files": page.files}.get(this.custom, page.form)()


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
            return redirect(_first_open(fresh, self.election))
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
            return render(self.request, "intake/counsel.html", self.context())
        choice = self.request.POST.get("pilihan", "")
        if choice == "hapus":
            actions.delete_draft(code_digest=self.teller.digest)
            return forget(redirect("intake:forgotten"))
        if choice == "pendamping":
            actions.submit_draft(
                code_digest=self.teller.digest, now=self.now, told_by=_person(self.request), counsel_first=True
            )
            return remember(redirect("intake:done"), self.teller.code)
        if choice == "lanjut":
            self.keep({"choice": "lanjut"})
        return self.go() if choice == "lanjut" or self.leaving else render(
            self.request, "intake/counsel.html", self.context(undecided=True), status=422
        )  # fmt: skip

    def parties(self) -> HttpResponse:
        """The reported persons: a list, and a page or two for each."""
        people: list[dict[str, Any]] = list(self.answers.get("terlapor", {}).get("people", []))
        wanted = self.request.GET.get("orang", "")
        index = int(wanted) - 1 if wanted.isdigit() and len(wanted) < 4 and 0 < int(wanted) <= len(people) + 1 else None
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
        gone = self.request.POST.get("hapus", "")
        if gone.isdigit() and int(gone) <= len(people) and int(gone) > 0:
            del people[int(gone) - 1]
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
                person = {**person, "category": category} if person.get("category") == category else {"category": category}
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
        if "application/json" in self.request.headers.get("Accept", ""):
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
        return render(self.request, "intake/files.html", context, status=_status(faults))


def take_files(request: HttpRequest, take: Callable[[Any], object]) -> list[tuple[str, str]]:
    """Hands each file of the form over; (fault, name) of those that were not taken."""
    problems = [(refused.fault, refused.filename) for refused in refused_files(request)]
    for upload in request.FILES.getlist("berkas"):
        try:
            take(upload)
        except RefusedFile as refusal:
            problems.append((refusal.facts["fault"], upload.name or ""))
        except StorageFull:
            problems.append(("full", upload.name or ""))
        except NotAllowed:
            problems.append(("many", upload.name or ""))
            break
    return problems


def said_as_json(problems: list[tuple[str, str]]) -> JsonResponse:
    """The answer to the script that sends files one by one."""
    if not problems:
        return JsonResponse({"ok": True})
    words = " ".join(fault_words(fault, name) for fault, name in problems)
    return JsonResponse({"ok": False, "error": words}, status=_status([fault for fault, _name in problems]))


def _status(faults: list[str]) -> int:
    """413 too large, 507 no room, 422 anything else that was not taken."""
    if not faults:
        return 200
    return 413 if "too_large" in faults else 507 if "full" in faults else 422


@require_GET
@with_draft
def save(request: HttpRequest, teller: Teller, election: Election) -> HttpResponse:
    """The code with which one comes back to an unfinished report."""
    context = {
        "code": teller.code,
        "qr": qr_of(teller.code),
        "expires_at": teller.draft.expires_at if teller.draft else None,
        "resume": _first_open(teller, election),
    }
    return render(request, "intake/save.html", context)


@require_POST
@with_draft
def discard(request: HttpRequest, teller: Teller, election: Election) -> HttpResponse:
    """Its owner deletes a report that was not sent."""
    actions.delete_draft(code_digest=teller.digest)
    return forget(redirect("intake:forgotten"))


@require_http_methods(["GET", "HEAD", "POST"])
@with_draft
def check(request: HttpRequest, teller: Teller, election: Election) -> HttpResponse:
    """All answers on one page, each to be changed; then sent."""
    answers = teller.answers
    for step in asked.steps_for(answers, election.regime):
        if step.code in (*GATES, "anda") and not _done(step, answers):
            return redirect(reverse("intake:step", args=[step.code]) + "?kembali=periksa")
    now = settings.CLOCK.now()
    telling = asked.telling_of(answers)
    problems = asked.date_problems(event=telling.event_date, known=telling.known_date, today=local_day(election, now))
    unfinished = [step for step in asked.steps_for(answers, election.regime) if answers.get(step.code, {}).get("partial")]
    if request.method == "POST" and not problems and not unfinished:
        try:
            actions.submit_draft(code_digest=teller.digest, now=now, told_by=_person(request), election=election)
        except StaleCase:
            messages.warning(request, _("Draf ini baru saja berubah di tempat lain. Periksa sekali lagi."))
            return redirect("intake:check")
        except StorageFull:
            messages.error(request, _("Belum terkirim: penyimpanan penuh. Draf Anda aman. Coba lagi nanti."))
            return redirect("intake:check")
        return remember(redirect("intake:done"), teller.code)
    files = list(teller.draft.evidence.select_related("item").order_by("pk")) if teller.draft else []
    context = {
        "rows": rows_of(answers, election, files),
        "gaps": gaps(telling, len(files)),
        "problems": [(said(problem.message, problem.facts), problem.step) for problem in problems],
        "unfinished": unfinished,
        "count": len(asked.steps_for(answers, election.regime)) + 1,
        "expires_at": teller.draft.expires_at if teller.draft else None,
    }  # fmt: skip
    return render(request, "intake/check.html", context, status=422 if request.method == "POST" else 200)


@require_GET
def done(request: HttpRequest) -> HttpResponse:
    """The receipt: the code, and what happens next and when."""
    teller = teller_of(request)
    if teller is None or teller.report is None:
        return redirect("intake:start")
    report = teller.report
    now = settings.CLOCK.now()
    clock = filing_clock(report.election, report.known_date)
    today = local_day(report.election, now)
    context = {
        "code": teller.code,
        "qr": qr_of(teller.code),
        "report": report,
        "clock": clock,
        "days_left": (clock.safe_last_day - today).days if clock else None,
        "outer_left": (clock.outer_last_day - today).days if clock else None,
    }
    return render(request, "intake/done.html", context)


def qr_of(code: str) -> str:
    """The code as a picture for another phone: SVG without style attributes, dark on white in any mode."""
    return segno.make(code, error="m", micro=False).svg_inline(scale=5, border=3, dark="#000", light="#fff", omitsize=True)


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Leave quickly: this browser forgets us and lands somewhere harmless."""
    return forget(redirect("intake:weather"))


@require_POST
def forget_me(request: HttpRequest) -> HttpResponse:
    """The same without hurry: says what was taken away."""
    return forget(redirect("intake:forgotten"))


@require_GET
def forgotten(request: HttpRequest) -> HttpResponse:
    return render(request, "intake/forgotten.html")


@require_GET
def weather(request: HttpRequest) -> HttpResponse:
    """A page that tells nothing about us; goes on to the operator's address if one is set."""
    return render(request, "intake/weather.html", {"exit_url": settings.EXIT_URL})


def _person(request: HttpRequest) -> Person | None:
    return request.user if isinstance(request.user, Person) else None
