"""The list of cases, the page of one, and what an advocate does on it."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jurdil.apps.accounts.access import desk
from jurdil.apps.accounts.models import Person, Role
from jurdil.apps.verification import words
from jurdil.apps.verification.keyset import Part
from jurdil.apps.verification.keyset import page as one_page
from jurdil.core.case import CASE_STAGES
from jurdil.core.errors import BadFacts, NotAllowed
from jurdil.core.law.facts import describe
from jurdil.core.law.what_if import Difference, differences
from jurdil.core.questions import Answer, FactKey, fact_key, with_answers

from . import actions, page, wording
from .facts import facts_of_case
from .forms import AskForm, FactForm, OverrideForm, ReasonForm
from .models import Case
from .panels import panels_for
from .worksheet import Worksheet, overrides_of, worksheet, worksheet_of_case

READERS = (Role.COORDINATOR, Role.ADVOCATE)
UNDERWAY = tuple(stage for stage in CASE_STAGES if stage not in ("draft", "closed"))


def _person(request: HttpRequest) -> Person:
    return request.user  # type: ignore[return-value]


def _case(case_id: UUID) -> Case:
    case = Case.objects.select_related("incident", "advocate").filter(pk=case_id).first()
    if case is None:
        raise Http404
    return case


def _parts(mine: Person | None, stage: str) -> list[Part]:
    rows = Case.objects.only("pk", "number", "due_at")
    if mine:
        rows = rows.filter(advocate=mine)
    draft = rows.filter(stage="draft")
    underway = [rows.filter(stage=one) for one in UNDERWAY]
    every = [
        Part(name="a", streams=[draft.filter(due_at__isnull=False)], fields=("due_at", "number")),
        Part(name="b", streams=[draft.filter(due_at=None)], fields=("number",)),
        Part(name="c", streams=underway, fields=("number",), descending=True),
        Part(name="d", streams=[rows.filter(stage="closed")], fields=("number",), descending=True),
    ]
    wanted = {"draft": "ab", "underway": "c", "closed": "d"}.get(stage, "abcd")
    return [part for part in every if part.name in wanted]


@desk(*READERS)
@require_safe
def show_list(request: HttpRequest) -> HttpResponse:
    """Cases by hours left; those that are at an authority follow, the closed ones come last."""
    now = settings.CLOCK.now()
    stage, mine = request.GET.get("stage", ""), request.GET.get("mine") == "1"
    after = request.GET.get("after", "")
    found = one_page(_parts(_person(request) if mine else None, stage), after=after)
    cases = {
        row.pk: row
        for row in Case.objects.filter(pk__in=[row.pk for row in found.rows])
        .select_related("advocate", "incident")
        .prefetch_related("incident__tellings__report__reported", "incident__tellings__report__region__parent",
                          "incident__tellings__report__election")
    }  # fmt: skip
    kept = {name: value for name, value in (("stage", stage), ("mine", "1" if mine else "")) if value}
    context = {
        "rows": [_line(cases[row.pk], now) for row in found.rows if row.pk in cases],
        "stage": stage,
        "mine": mine,
        "filtered": bool(kept),
        "first_page": f"?{urlencode(kept)}" if after else "",
        "next_page": f"?{urlencode({**kept, 'after': found.after})}" if found.after else "",
    }
    return render(request, "cases/list.html", context)


def _line(case: Case, now: datetime) -> dict[str, Any]:
    tellings = sorted(case.incident.tellings.all(), key=lambda one: one.pk)
    report = tellings[0].report
    people = list(report.reported.all())
    region = report.region
    district = (region.parent.name if region.level == "village" and region.parent else region.name) if region else ""
    report.safe_last_moment = case.due_at or report.safe_last_moment
    left = words.time_left(report, now, now.astimezone(ZoneInfo(report.election.office_timezone)).date())
    if case.stage != "draft":
        left = {"state": "done", "word": str(wording.STAGE[case.stage]), "more": ""}
    return {
        "case": case,
        "left": left,
        "stage": wording.STAGE[case.stage],
        "office": words.label("categories", people[0].category) if people else _("belum disebut"),
        "others": len(people) - 1 if people else 0,
        "act": words.label("acts", report.act),
        "district": district,
        "tellings": len(tellings),
    }


def _sheet(case: Case, now: datetime) -> tuple[Worksheet | None, str]:
    """The worksheet, or the words of what stands against it."""
    try:
        return worksheet_of_case(case, now), ""
    except BadFacts as bad:
        return None, _bad_words(bad)


def _bad_words(bad: BadFacts) -> str:
    return describe(bad.facts.get("problems", ()), words.language()) or _("Isian ini tidak bisa dipakai.")


@desk(*READERS)
@require_safe
def show_case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    return _show(request, _case(case_id))


def _show(request: HttpRequest, case: Case, status: int = 200, problem: str = "") -> HttpResponse:
    now = settings.CLOCK.now()
    printed = request.GET.get("print") == "1"  # everything open, nothing to press
    sheet, trouble = _sheet(case, now)
    exhibits = page.exhibits_of(case)
    context: dict[str, Any] = {
        "case": case,
        "stage": wording.STAGE[case.stage],
        "next": page.next_of(case, sheet),
        "story": page.story_of(case),
        "exhibits": exhibits,
        "problem": problem,
        "trouble": trouble,
        "mine": case.advocate_id == request.user.pk,
        "may_edit": _person(request).has_role(Role.ADVOCATE) and case.stage != "closed" and not printed,
        "printed": printed,
        "side": panels_for(request, case, "side"),
        "below": panels_for(request, case, "below"),
        "journal": page.journal_of(case),
        "ask_form": AskForm(),
    }
    if sheet:
        answer = sheet.qualification
        context |= {
            "sheet": sheet,
            "people": page.people_of(sheet, case.report, page.rows_of(sheet, case, exhibits)),
            "requirements": page.requirements_of(sheet),
            "readiness": answer.readiness,
            "met": len(answer.readiness.ids("met")),
            "intake": wording.INTAKE[answer.readiness.intake.code],
            "tracks": page.tracks_of(sheet, case),
            "clocks": page.clocks_of(case, sheet, now),
            "warnings": page.warnings_of(sheet),
            "first": words.label("authorities", answer.first),
            "outcome": answer.outcome_text,
        }
    return render(request, "cases/case.html", context, status=status)


def _back(case: Case, anchor: str = "") -> HttpResponse:
    return redirect(reverse("cases:case", args=[case.pk]) + anchor)


@desk(Role.ADVOCATE)
@require_POST
def take(request: HttpRequest, case_id: UUID) -> HttpResponse:
    case = _case(case_id)
    try:
        revision = int(request.POST.get("revision", ""))
    except ValueError:
        revision = -1
    actions.take_case(case_id=case.pk, by=_person(request), now=settings.CLOCK.now(), seen_revision=revision)
    messages.success(request, _("Anda menangani kasus ini."))
    return _back(case)


def _asked_fact(request: HttpRequest) -> tuple[FactKey, int | None]:
    """The fact and the person in the address. Raises Http404 for what does not exist."""
    try:
        fact = fact_key(request.GET.get("fact", ""))
        reported = int(request.GET["reported"]) if request.GET.get("reported") else None
    except (BadFacts, ValueError):
        raise Http404 from None
    if fact.group == "circumstances" and fact.key.removeprefix("circumstance:") not in words.current_law().vocabulary.codes(
        "circumstances"
    ):
        raise Http404
    return fact, (reported or 0) if fact.personal else None


def _choices(case: Case) -> list[tuple[str, str]]:
    return [(str(one["item"].pk), f"{one['label']} {one['caption']}".strip()) for one in page.exhibits_of(case)]


def _refusal(refusal: NotAllowed) -> str:
    reason = str(refusal.facts.get("reason", ""))
    return str({"not_its_exhibit": _("Bukti itu bukan milik kasus ini.")}.get(reason, words.REFUSED.get(reason, "")))


@desk(Role.ADVOCATE)
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """One question, one answer, with where it is known from."""
    case = _case(case_id)
    fact, reported = _asked_fact(request)
    history = [row for row in case.answers.select_related("by") if (row.fact, row.reported) == (fact.key, reported)]
    form = FactForm(
        request.POST if request.method == "POST" else None,
        fact=fact, question=wording.fact_words(fact), exhibits=_choices(case),
    )  # fmt: skip
    problem = ""
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer_fact(
                case_id=case.pk, fact=fact.key, reported=reported, value=form.value(), reason=form.cleaned_data["reason"],
                exhibit=UUID(form.cleaned_data["exhibit"]) if form.cleaned_data["exhibit"] else None,
                by=_person(request), now=settings.CLOCK.now(),
            )  # fmt: skip
        except BadFacts as bad:
            problem = _bad_words(bad)
        except NotAllowed as refusal:
            problem = _refusal(refusal)
        else:
            if fact.key == "known_date":
                page.refresh_clocks(case, settings.CLOCK.now())
            messages.success(request, _("Jawaban tersimpan. Lembar kerja dihitung ulang."))
            return _back(case, "#lembar")
    context = {
        "case": case, "form": form, "fact": fact, "problem": problem, "person": reported + 1 if reported is not None else None,
        "history": [{"row": row, "value": wording.value_words(fact, row.value)} for row in history],
    }  # fmt: skip
    return render(request, "cases/answer.html", context, status=422 if request.method == "POST" else 200)


@desk(Role.ADVOCATE)
@require_http_methods(["GET", "POST"])
def overrule(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The advocate sets one element; the engine's own reading stays beside it."""
    case = _case(case_id)
    sheet, trouble = _sheet(case, settings.CLOCK.now())
    row = cell = None
    for each in sheet.rows if sheet else ():
        if each.line.provision.id == request.GET.get("provision") and str(each.line.reported) == request.GET.get("reported"):
            row = each
            cell = next((one for one in each.cells if one.line.element.id == request.GET.get("element")), None)
    if row is None or cell is None:
        raise Http404
    form = OverrideForm(request.POST if request.method == "POST" else None, exhibits=_choices(case))
    problem = trouble
    if request.method == "POST" and form.is_valid():
        status = form.cleaned_data["status"]
        try:
            actions.overrule(
                case_id=case.pk, provision=row.line.provision.id, reported=row.line.reported, element=cell.line.element.id,
                status="" if status == "engine" else status, reason=form.cleaned_data["reason"],
                exhibit=UUID(form.cleaned_data["exhibit"]) if form.cleaned_data["exhibit"] else None,
                by=_person(request), now=settings.CLOCK.now(),
            )  # fmt: skip
        except NotAllowed as refusal:
            problem = _refusal(refusal)
        else:
            messages.success(request, _("Penilaian Anda tersimpan. Hitungan perangkat lunak tetap terlihat."))
            return _back(case, "#lembar")
    own = cell.engine or cell.line
    context = {
        "case": case, "form": form, "row": row, "cell": cell, "problem": problem, "person": row.line.reported + 1,
        "engine_words": wording.ELEMENT[str(own.status)], "engine_why": own.why,
        "history": case.overrides.filter(
            provision=row.line.provision.id, reported=row.line.reported, element=cell.line.element.id
        ).select_related("by"),
    }  # fmt: skip
    return render(request, "cases/overrule.html", context, status=422 if request.method == "POST" else 200)


@desk(Role.ADVOCATE)
@require_POST
def choose_track(request: HttpRequest, case_id: UUID) -> HttpResponse:
    case = _case(case_id)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _show(request, case, 422, words.REFUSED["no_reason"])
    act = actions.drop_track if request.POST.get("drop") == "1" else actions.open_track
    act(case_id=case.pk, by=_person(request), now=settings.CLOCK.now(), **form.cleaned_data)
    messages.success(request, _("Pilihan jalur tersimpan."))
    return _back(case, "#jalur")


@desk(Role.ADVOCATE)
@require_POST
def ask(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Sends a question of the worksheet to the witness as it is, or one of the advocate's own."""
    case = _case(case_id)
    form = AskForm(request.POST)
    if not form.is_valid():
        return _show(request, case, 422, _("Tulis pertanyaannya."))
    try:
        actions.ask_about_case(case_id=case.pk, text=form.cleaned_data["text"], by=_person(request), now=settings.CLOCK.now())
    except NotAllowed as refusal:
        return _show(request, case, 403, _refusal(refusal))
    messages.success(request, _("Pertanyaan terkirim. Saksi membacanya dengan kode laporan."))
    return _back(case, "#percakapan")


# What changes if …


def _facts_to_vary(sheet: Worksheet) -> list[tuple[str, str]]:
    """Everything that could be otherwise: "key" or "key@person" → its question."""
    found: dict[str, str] = {}
    several = len(sheet.qualification.facts.reported) > 1
    for row in sheet.rows:
        for cell in row.cells:
            for fact in cell.facts:
                key = f"{fact.key}@{row.line.reported}" if fact.personal else fact.key
                whose = _(" (terlapor %(n)s)") % {"n": row.line.reported + 1} if fact.personal and several else ""
                found.setdefault(key, wording.fact_words(fact) + whose)
    for key in (
        "known_date",
        "event_date",
        "act",
        "beneficiary",
        "witnesses",
        "evidence_items",
        "reporter.capacity",
        "reporter.voter_here",
    ):
        found.setdefault(key, wording.fact_words(key))
    return list(found.items())


@desk(*READERS)
@require_safe
def what_if(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Changes one fact and shows what moves. Nothing is saved: it is a GET."""
    case = _case(case_id)
    now = settings.CLOCK.now()
    sheet, trouble = _sheet(case, now)
    context: dict[str, Any] = {"case": case, "trouble": trouble}
    if sheet is None:
        return render(request, "cases/what_if.html", context)
    facts = _facts_to_vary(sheet)
    chosen = request.GET.get("fact", "")
    context |= {"facts": facts, "chosen": chosen}
    if chosen and chosen in dict(facts):
        key, _at, person = chosen.partition("@")
        fact = fact_key(key)
        asked = "value" in request.GET or "value_0" in request.GET
        form = FactForm(request.GET if asked else None, fact=fact, question=dict(facts)[chosen], exhibits=[])
        del form.fields["exhibit"], form.fields["reason"]
        context["form"] = form
        if asked and form.is_valid():
            context |= _compare(
                case, sheet, Answer(key=key, value=form.value(), reported=int(person) if person else None), fact, now
            )
    return render(request, "cases/what_if.html", context)


def _compare(case: Case, sheet: Worksheet, change: Answer, fact: FactKey, now: datetime) -> dict[str, Any]:
    try:
        raw = with_answers(facts_of_case(case, now), [change])
        other = worksheet(raw, overrides_of(case), now=now, election=case.report.election)
    except BadFacts as bad:
        return {"trouble": _bad_words(bad)}
    before, after = sheet.qualification, other.qualification
    found = list(differences(before, after))
    scores = before.readiness.score, after.readiness.score
    if scores[0] != scores[1]:
        found.append(Difference(what="score", name="score", before=str(scores[0]), after=str(scores[1])))
    return {
        "compared": True,
        "value": wording.value_words(fact, change.value),
        "moves": [wording.difference_words(one, sheet.law, zone_of(case)) for one in found],
    }


def zone_of(case: Case) -> ZoneInfo:
    return ZoneInfo(case.report.election.office_timezone)
