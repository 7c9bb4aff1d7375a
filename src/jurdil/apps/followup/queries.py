"""What has been lodged, what happened since, and what is due from whom: the rows of this stage as values of the core."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from jurdil.apps.cases.facts import facts_of_case
from jurdil.apps.cases.models import Case
from jurdil.apps.elections.law import calendar_for, current_law
from jurdil.apps.elections.models import Election
from jurdil.core.errors import BadFacts
from jurdil.core.filing import DueStep, Happened, Lodged, due_steps, lodged_after
from jurdil.core.law import routing
from jurdil.core.law.calendar import Calendar
from jurdil.core.law.deadlines import Clock, compute
from jurdil.core.law.desk import Office
from jurdil.core.law.facts import Period, parse_facts
from jurdil.core.law.in_force import on
from jurdil.core.law.model import Law
from jurdil.core.law.qualify import qualify

from .models import AuthorityEvent, Filing


def latest_filing(case: Case) -> Filing | None:
    """The lodging that counts: the last one."""
    return case.filings.select_related("office", "dossier", "receipt_scan", "recorded_by").order_by("lodged_at").last()


def lodged_of(case: Case) -> Lodged | None:
    filing = latest_filing(case)
    return as_lodged(filing) if filing else None


def as_lodged(filing: Filing) -> Lodged:
    return Lodged(at=filing.lodged_at, timezone=filing.office.timezone, body=filing.office.body)


def happened(events: Iterable[AuthorityEvent]) -> tuple[Happened, ...]:
    return tuple(
        Happened(kind=row.kind, on=row.on_date, authority=row.authority, forwarded_to=row.forwarded_to, track=row.track)
        for row in events
    )


def office_facts(election: Election, timezone: str | None = None) -> Office:
    """What the clocks must know of the office that receives, and of the days of its election."""
    quiet = Period(start=election.quiet_from, end=election.quiet_to) if election.quiet_from and election.quiet_to else None
    return Office(
        timezone=timezone or election.office_timezone,
        regime=election.regime,
        quiet=quiet,
        voting_day=election.voting_day,
        extra_holidays=tuple(election.extra_days.values_list("day", flat=True)),
    )


def open_tracks(case: Case) -> list[str]:
    return list(case.tracks.filter(dropped_at=None).order_by("opened_at", "pk").values_list("code", flat=True))


def chains_of(case: Case, law: Law, calendar: Calendar, now: datetime) -> dict[str, tuple[str, ...]]:
    """For each open track the authorities in order, as competent today.

    What the worksheet proposes comes with its provisions; a track that the advocate added beside it goes the general
    way of its kind for the people whom the report names.
    """
    tracks = open_tracks(case)
    report = case.report
    try:
        facts = parse_facts(facts_of_case(case, now), law.vocabulary, now=now, default_zone=law.default_timezone)
    except BadFacts:
        proposed = {}
    else:
        proposed = {one.track: one.chain for one in qualify(law, facts, calendar).routes}
    added = [track for track in tracks if track not in proposed]
    if added:
        categories = list(report.reported.values_list("category", flat=True)) or [None]
        opened = [routing.Opened(track=track, provision="", category=category) for track in added for category in categories]
        today = now.astimezone(ZoneInfo(report.election.office_timezone)).date()
        proposed |= {one.track: one.chain for one in routing.route(law, opened, report.election.regime, today)}
    return {track: proposed.get(track, ()) for track in tracks}


def due_of(case: Case, now: datetime) -> tuple[DueStep, ...]:
    """What is due on a lodged case; nothing before it was lodged or after it was closed."""
    lodged = lodged_of(case)
    if lodged is None or case.stage == "closed":
        return ()
    law = current_law()
    election = case.report.election
    calendar = calendar_for(election)
    return due_steps(
        lodged=lodged,
        events=happened(case.events.all()),
        chains=chains_of(case, law, calendar, now),
        law=law,
        calendar=calendar,
        office=office_facts(election, lodged.timezone),
        now=now,
    )


def filing_window(case: Case, now: datetime) -> Clock | None:
    """The clock of lodging, from the day on which the teller learned of it. None when that day is not known."""
    report = case.report
    if report is None or report.known_date is None:
        return None
    law, election = current_law(), report.election
    today = now.astimezone(ZoneInfo(election.office_timezone)).date()
    for rule in law.deadlines.values():
        if rule.purpose == "report" and election.regime in rule.regimes and on(rule.versions, today):
            return compute(law, rule.id, report.known_date, calendar_for(election), office_facts(election), on=today)
    return None


def timeliness(filing: Filing, window: Clock | None) -> str:
    """ "in_time", "after_safe", "after_outer", or "unknown" when no window could be counted."""
    if window is None:
        return "unknown"
    return lodged_after(
        lodged_at=filing.lodged_at,
        safe=window.safe_last_moment,
        outer_last_day=window.outer_last_day,
        timezone=filing.office.timezone,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class DueCase:
    case: Case
    step: DueStep


def due_everywhere(now: datetime) -> list[DueCase]:
    """What is due across all lodged cases: overdue first, then by limit, then what has no limit."""
    cases = (
        Case.objects.filter(filings__isnull=False)
        .exclude(stage="closed")
        .distinct()
        .select_related("advocate")
        .prefetch_related("events", "tracks")
    )
    found = [DueCase(case=case, step=step) for case in cases for step in due_of(case, now) if step.state != "done"]
    order = {"overdue": 0, "waiting": 1, "open": 2}
    return sorted(
        found,
        key=lambda row: (
            order[row.step.state],
            row.step.clock.outer_last_day if row.step.clock else row.step.since_day,
            row.case.number,
        ),
    )
