"""The queue and the page of one report. Whom a claim helps is shown on neither."""

from __future__ import annotations

from datetime import datetime, timedelta
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
from jurdil.apps.elections.law import calendar_for
from jurdil.apps.elections.models import Election, Region
from jurdil.apps.intake.models import Report
from jurdil.core import assessment as rules
from jurdil.core.errors import InvalidTransition, NotAllowed, StaleCase
from jurdil.core.law.calendar import Calendar

from . import actions, queue, words
from .forms import AskForm, AssessmentForm, DecideForm
from .models import Incident, Outcome
from .ready import ready
from .recount import recount_if_changed

SIGHTED = (Role.COORDINATOR, Role.REVIEWER)


def _district(report: Report) -> str:
    region = report.region
    if region is None:
        return ""
    return region.parent.name if region.level == "village" and region.parent else region.name


def _row(report: Report, now: datetime, calendar: Calendar) -> dict[str, Any]:
    """One line of the queue. It counts assessments and names nobody."""
    turn = 1 + sum(outcome.decision == Outcome.Decision.NEED_MORE for outcome in report.outcomes.all())
    people = list(report.reported.all())
    return {
        "report": report,
        "left": words.time_left(report, now, _today(report, now)),
        "office": words.label("categories", people[0].category) if people else _("belum disebut"),
        "others": len(people) - 1 if people else 0,
        "act": words.label("acts", report.act),
        "district": _district(report),
        "evidence": len(report.evidence.all()),
        "ready": ready(report, now, calendar),
        "assessed": sum(one.round == turn for one in report.assessments.all()),
        "needed": rules.REVIEWERS_NEEDED,
    }


def _today(report: Report, now: datetime) -> Any:
    return now.astimezone(ZoneInfo(report.election.office_timezone)).date()


def _districts() -> list[tuple[str, str]]:
    """The parts of the current election's region, for the filter."""
    rows = Region.objects.filter(parent__in=Election.objects.filter(current=True).values("region")).order_by("name")
    return list(rows.values_list("code", "name"))


@desk()
@require_safe
def show_queue(request: HttpRequest) -> HttpResponse:
    person: Person = request.user  # type: ignore[assignment]
    if not person.has_role(*SIGHTED):
        return redirect("cases:list" if person.has_role(Role.ADVOCATE) else "accounts:me")
    now = settings.CLOCK.now()
    recount = recount_if_changed(now)
    asked = {name: request.GET.get(name, "") for name in ("stage", "act", "office", "region", "limit")}
    filters = queue.Filters(**asked)
    after = request.GET.get("after", "")
    found = queue.page(filters, today=now.astimezone(ZoneInfo(settings.TIME_ZONE)).date(), after=after)
    reports = queue.load(found.rows)
    calendars = {row.pk: calendar_for(row) for row in {report.election for report in reports}}
    kept = {name: value for name, value in asked.items() if value}
    context = {
        "rows": [_row(report, now, calendars[report.election_id]) for report in reports],
        "asked": asked,
        "filtered": bool(kept),
        "stages": [(stage, Report.Stage(stage).label) for stage in (*rules.OPEN_STAGES, *rules.CLOSED_STAGES)],
        "acts": words.options("acts"),
        "offices": words.options("categories"),
        "districts": _districts(),
        "first_page": f"?{urlencode(kept)}" if after else "",
        "next_page": f"?{urlencode({**kept, 'after': found.after})}" if found.after else "",
        "recount": recount if recount.changed and now - recount.at < timedelta(days=3) else None,
        "unknown": queue.unknown_waiting() if not kept and not after else 0,
    }
    return render(request, "verification/queue.html", context)


def _report(report_id: UUID) -> Report:
    """The report of a page with what stands on it. A stranger's guess finds nothing."""
    rows = Report.objects.select_related("election", "region__parent").prefetch_related(
        "reported", "evidence__item", "messages", "outcomes__by", "assessments__reviewer"
    )
    report = rows.filter(pk=report_id).first()
    if report is None:
        raise Http404
    return report


class _Blind:
    """Hides whom a claim helps in every text of one report's page."""

    def __init__(self, report: Report) -> None:
        self.pairs = tuple(report.election.pairs.values_list("number", "label"))

    def __call__(self, text: str) -> str:
        return rules.blind(text, self.pairs)


def _story(report: Report, hide: _Blind) -> dict[str, Any]:
    """What was told, without the pair that it helps. Beneficiary and pair are not even handed to the template."""
    return {
        "act": words.label("acts", report.act),
        "circumstances": [words.label("circumstances", code) for code in report.circumstances],
        "denied": [words.label("circumstances", code) for code in report.denied_circumstances],
        "people": [
            {
                "category": words.label("categories", one.category),
                "type": words.label("civil_servant_types", one.civil_servant_type),
                "office": hide(one.office),
                "workplace": hide(one.workplace),
                "name": hide(one.name),
            }
            for one in report.reported.all()
        ],
        "event_date": report.event_date,
        "event_time": hide(report.event_time),
        "known_date": report.known_date,
        "known_how": hide(report.known_how),
        "region": report.region.name if report.region else "",
        "district": _district(report),
        "place": hide(report.place),
        "tps": report.tps,
        "others": report.other_witnesses,
        "narrative": hide(report.narrative),
        "evidence": [
            {"number": one.number, "caption": hide(one.caption), "item": one.item, "kind": one.item.get_kind_display()}
            for one in report.evidence.all()
        ],
        "messages": [
            {"text": hide(one.text), "from_witness": one.from_witness, "at": one.at} for one in report.messages.order_by("pk")
        ],
    }


def _same_event(report: Report, hide: _Blind) -> list[tuple[str, str]]:
    """Open cases that may be the same occurrence: the same act or the same place, within three days."""
    tellings = Report.objects.filter(telling__incident__case__isnull=False).exclude(telling__incident__case__stage="closed")
    if report.event_date:
        tellings = tellings.filter(
            event_date__range=(report.event_date - timedelta(days=3), report.event_date + timedelta(days=3))
        )
    near = tellings.select_related("telling__incident__case", "region").order_by("-received_at")[:200]
    district = (report.region_id or "")[:8]

    def weight(other: Report) -> int:
        return 2 * (other.region_id == report.region_id) + ((other.region_id or "")[:8] == district) + (other.act == report.act)

    choices: dict[str, str] = {}
    for other in sorted(near, key=weight, reverse=True):
        incident = other.telling.incident
        where = other.region.name if other.region else hide(other.place)
        choices.setdefault(str(incident.pk), f"{incident.case.number} · {words.label('acts', other.act)} · {where}")
    return list(choices.items())[:20]


def _page(request: HttpRequest, report: Report, status: int = 200, **forms: Any) -> HttpResponse:
    person: Person = request.user  # type: ignore[assignment]
    now = settings.CLOCK.now()
    hide, review, who = _Blind(report), actions.reviewing(report), actions.colleague(person)
    turn = actions.round_of(report)
    both_in = rules.why_not(rules.MAY_SEE_ASSESSMENTS, review, who) is None
    shown = [one for one in report.assessments.all() if one.round < turn or both_in]
    mine = next((one for one in report.assessments.all() if one.round == turn and one.reviewer_id == person.pk), None)
    why = rules.why_not(rules.MAY_ASSESS, review, who)
    coordinator = person.has_role(Role.COORDINATOR)
    pair_of = [(one.reliability, one.credibility) for one in shown if one.round == turn]
    context = {
        "report": report,
        "story": _story(report, hide),
        "left": words.time_left(report, now, _today(report, now)),
        "row": _row(report, now, calendar_for(report.election)),
        "limit_changes": report.limit_changes.select_related("recount"),
        "count": len(review.assessed_by),
        "needed": rules.REVIEWERS_NEEDED,
        "round": turn,
        "assessments": [_graded(one, hide) for one in shown],
        "agreement": rules.agreement(*pair_of) if len(pair_of) == rules.REVIEWERS_NEEDED else None,
        "mine": _graded(mine, hide) if mine else None,
        "may_assess": why is None,
        "why_not": words.REFUSED.get(why or "", "") if person.has_role(Role.REVIEWER) else "",
        "may_declare": rules.why_not(rules.MAY_DECLARE_CONFLICT, review, who) is None and person.pk not in review.conflicted,
        "may_ask": report.code_digest is not None,
        "coordinator": coordinator,
        "may_decide": _may_decide(review, who),
        "may_reopen": coordinator and report.stage in ("initial_information", "set_aside"),
        "waiting": coordinator and report.stage in rules.OPEN_STAGES and not review.complete,
        "outcomes": [
            {"decision": one.get_decision_display(), "reason": hide(one.reason), "who": one.by.name, "at": one.at}
            for one in report.outcomes.all()
        ],
        "case": Incident.objects.filter(tellings__report=report).values_list("case__pk", "case__number").first(),
        "assess_form": forms.get("assess_form") or AssessmentForm(auto_id="id_nilai_%s"),
        "ask_form": forms.get("ask_form") or AskForm(auto_id="id_tanya_%s"),
        "decide_form": forms.get("decide_form") or _decide_form(report, hide),
        "problem": forms.get("problem", ""),
    }
    return render(request, "verification/report.html", context, status=status)


def _may_decide(review: rules.Reviewing, who: rules.Colleague) -> bool:
    return rules.why_not(rules.MAY_DECIDE, review, who) is None and review.stage in rules.OPEN_STAGES and review.complete


def _decide_form(report: Report, hide: _Blind, data: Any = None) -> DecideForm:
    return DecideForm(data, cases=_same_event(report, hide), initial={"revision": report.revision}, auto_id="id_putus_%s")


def _graded(one: Any, hide: _Blind) -> dict[str, Any]:
    return {
        "round": one.round,
        "who": one.reviewer.name,
        "reliability": one.reliability,
        "reliability_words": words.RELIABILITY[one.reliability],
        "reliability_reason": hide(one.reliability_reason),
        "credibility": one.credibility,
        "credibility_words": words.CREDIBILITY[one.credibility],
        "credibility_reason": hide(one.credibility_reason),
        "at": one.submitted_at,
    }


@desk(*SIGHTED)
@require_safe
def show_report(request: HttpRequest, report_id: UUID) -> HttpResponse:
    return _page(request, _report(report_id))


def _back(report_id: UUID, anchor: str = "") -> HttpResponse:
    return redirect(reverse("verification:report", args=[report_id]) + anchor)


@desk(Role.REVIEWER)
@require_http_methods(["POST"])
def assess(request: HttpRequest, report_id: UUID) -> HttpResponse:
    report = _report(report_id)
    form = AssessmentForm(request.POST, auto_id="id_nilai_%s")
    if not form.is_valid():
        return _page(request, report, 422, assess_form=form)
    try:
        actions.submit_assessment(
            report_id=report_id,
            by=request.user,
            now=settings.CLOCK.now(),
            **form.cleaned_data,  # type: ignore[arg-type]
        )
    except NotAllowed as refusal:
        text = words.REFUSED.get(str(refusal.facts.get("reason")), words.REFUSED["role"])
        return _page(request, _report(report_id), 403, assess_form=form, problem=text)
    messages.success(request, _("Penilaian Anda tersimpan. Terima kasih."))
    return _back(report_id)


@desk(Role.REVIEWER)
@require_POST
def declare_conflict(request: HttpRequest, report_id: UUID) -> HttpResponse:
    report = _report(report_id)
    try:
        actions.declare_conflict(report_id=report.pk, by=request.user, now=settings.CLOCK.now())  # type: ignore[arg-type]
    except NotAllowed as refusal:
        text = words.REFUSED.get(str(refusal.facts.get("reason")), words.REFUSED["role"])
        return _page(request, report, 403, problem=text)
    messages.success(request, _("Tercatat. Orang lain yang menilai laporan ini."))
    return redirect("verification:queue")


@desk(*SIGHTED)
@require_POST
def ask(request: HttpRequest, report_id: UUID) -> HttpResponse:
    report = _report(report_id)
    form = AskForm(request.POST, auto_id="id_tanya_%s")
    if not form.is_valid():
        return _page(request, report, 422, ask_form=form)
    try:
        actions.ask_witness(
            report_id=report_id,
            text=form.cleaned_data["text"],
            by=request.user,
            now=settings.CLOCK.now(),  # type: ignore[arg-type]
        )
    except NotAllowed as refusal:
        return _page(request, report, 403, ask_form=form, problem=words.REFUSED[str(refusal.facts["reason"])])
    messages.success(request, _("Pertanyaan terkirim. Saksi membacanya dengan kode laporan."))
    return _back(report_id, "#percakapan")


@desk(Role.COORDINATOR)
@require_POST
def decide(request: HttpRequest, report_id: UUID) -> HttpResponse:
    report = _report(report_id)
    form = _decide_form(report, _Blind(report), request.POST)
    if not form.is_valid():
        return _page(request, report, 422, decide_form=form)
    typed = form.cleaned_data
    try:
        actions.decide(
            report_id=report_id, decision=typed["decision"], reason=typed["reason"], question=typed["question"],
            join=UUID(typed["join"]) if typed.get("join") else None, seen_revision=typed["revision"],
            by=request.user, now=settings.CLOCK.now(),  # type: ignore[arg-type]
        )  # fmt: skip
    except NotAllowed as refusal:
        text = words.REFUSED.get(str(refusal.facts.get("reason")), words.REFUSED["role"])
        return _page(request, _report(report_id), 403, decide_form=form, problem=text)
    except (StaleCase, InvalidTransition):
        return _again(request, report_id)
    messages.success(request, _("Keputusan tersimpan: %(decision)s.") % {"decision": Outcome.Decision(typed["decision"]).label})
    return _back(report_id)


def _again(request: HttpRequest, report_id: UUID) -> HttpResponse:
    """Somebody else was faster: nothing was saved, and what was typed stands on the page as it is now."""
    report = _report(report_id)
    typed = request.POST.copy()
    typed["revision"] = str(report.revision)
    form = _decide_form(report, _Blind(report), typed)
    text = _("Orang lain sudah mengubah laporan ini. Keputusan Anda belum tersimpan. Baca lagi, lalu kirim ulang.")
    return _page(request, report, 409, decide_form=form, problem=text)


@desk(Role.COORDINATOR)
@require_POST
def reopen(request: HttpRequest, report_id: UUID) -> HttpResponse:
    """A report that was put away comes back: the same decision "need more", from another stage."""
    report = _report(report_id)
    reason = request.POST.get("reason", "").strip()
    if not reason:
        return _page(request, report, 422, problem=words.REFUSED["no_reason"])
    try:
        revision = int(request.POST.get("revision", ""))
    except ValueError:
        revision = -1
    actions.decide(
        report_id=report_id, decision=Outcome.Decision.NEED_MORE, reason=reason[:2000], seen_revision=revision,
        by=request.user, now=settings.CLOCK.now(),  # type: ignore[arg-type]
    )  # fmt: skip
    messages.success(request, _("Laporan kembali ke antrean."))
    return _back(report_id)
