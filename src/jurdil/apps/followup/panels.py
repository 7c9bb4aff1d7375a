"""The two panels of this stage on the case page: the clocks beside the story, and what has happened since lodging."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest
from django.utils.formats import date_format

from jurdil.apps.accounts.models import Role
from jurdil.apps.cases.clocks import changes, keep
from jurdil.apps.cases.models import Case
from jurdil.apps.cases.panels import Panel, register
from jurdil.core.case import possible_steps
from jurdil.core.law.deadlines import Clock

from . import queries, words
from .models import Filing


def install() -> None:
    register(Panel(name="followup_clocks", place="side", order=10, template="followup/panel_clocks.html", fill=fill_clocks))
    register(
        Panel(name="followup_timeline", place="below", order=80, template="followup/panel_timeline.html", fill=fill_timeline)
    )


def fill_clocks(request: HttpRequest, case: Case) -> dict[str, Any] | None:
    """The lodging and what is due since; the clock of the filing window itself belongs to the case."""
    filing = queries.latest_filing(case)
    if filing is None:
        return None
    now = settings.CLOCK.now()
    steps = queries.due_of(case, now)
    lines = [words.due_line(step) for step in steps]
    running = [(line, step.clock) for line, step in zip(lines, steps, strict=True) if step.clock is not None]
    for (line, clock), readings in zip(running, keep(case, [clock for _, clock in running], now, by_anchor=True), strict=True):
        line["changes"] = changes(readings, ZoneInfo(clock.timezone))
    return {
        "case": case,
        "filing": filing_line(filing, queries.filing_window(case, now)),
        "due": [line for line in lines if line["mark"] != "done"],
        "done": [line for line in lines if line["mark"] == "done"],
    }


def fill_timeline(request: HttpRequest, case: Case) -> dict[str, Any] | None:
    """What has happened since lodging, and the door to record more; before it, the door to record the lodging."""
    may_edit = request.user.is_authenticated and request.user.has_role(Role.ADVOCATE, Role.COORDINATOR)
    if case.stage == "draft" and not case.dossiers.exists():
        return None
    now = settings.CLOCK.now()
    return {
        "case": case,
        "timeline": timeline(case, now),
        "may_edit": may_edit,
        "may_lodge": "lodged" in possible_steps(case.stage),
    }


def spoken(moment: datetime, zone: ZoneInfo) -> str:
    return date_format(moment.astimezone(zone), "l, j F Y, H.i T")


def filing_line(filing: Filing, window: Clock | None) -> dict[str, Any]:
    zone = ZoneInfo(filing.office.timezone)
    return {
        "filing": filing,
        "when": spoken(filing.lodged_at, zone),
        "timely": queries.timeliness(filing, window),
    }


def timeline(case: Case, now: datetime) -> list[dict[str, Any]]:
    """Lodgings and events in the order in which they happened."""
    window = queries.filing_window(case, now)
    rows: list[tuple[Any, int, dict[str, Any]]] = []
    for filing in case.filings.select_related("office", "dossier", "receipt_scan"):
        day = filing.lodged_at.astimezone(ZoneInfo(filing.office.timezone)).date()
        rows.append((day, filing.pk, {"filing": filing_line(filing, window), "day": day}))
    for event in case.events.select_related("document"):
        line = {
            "event": event,
            "day": event.on_date,
            "authority": words.authority(event.authority),
            "forwarded_to": words.authority(event.forwarded_to) if event.forwarded_to else "",
            "track": words.track(event.track),
        }
        rows.append((event.on_date, 1_000_000 + event.pk, line))
    return [line for _day, _key, line in sorted(rows, key=lambda row: row[:2])]
