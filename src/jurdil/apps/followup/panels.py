"""The two panels of this stage on the case page: the clocks beside the story, and what has happened since lodging."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from jurdil.apps.cases.models import Case
from jurdil.apps.cases.panels import Panel, register
from jurdil.apps.parts import ClockPart
from jurdil.core.law.deadlines import Clock

from . import queries, words
from .models import Filing


def install() -> None:
    register(Panel(name="followup_clocks", place="side", order=10, template="followup/panel_clocks.html", fill=fill_clocks))
    register(
        Panel(name="followup_timeline", place="below", order=80, template="followup/panel_timeline.html", fill=fill_timeline)
    )


def fill_clocks(request: HttpRequest, case: Case) -> dict[str, Any] | None:
    now = settings.CLOCK.now()
    window = queries.filing_window(case, now)
    filing = queries.latest_filing(case)
    lines = [words.due_line(step) for step in queries.due_of(case, now)]
    return {
        "case": case,
        "window": window_part(window, filing, now) if window else None,
        "filing": filing_line(filing, window) if filing else None,
        "due": [line for line in lines if line["mark"] != "done"],
        "done": [line for line in lines if line["mark"] == "done"],
    }


def fill_timeline(request: HttpRequest, case: Case) -> dict[str, Any] | None:
    if case.stage == "draft":
        return None
    return {"case": case, "timeline": timeline(case, settings.CLOCK.now())}


def end_of(clock: Clock) -> datetime:
    """The last moment of the outer day, in the office's zone."""
    if clock.outer_last_moment is not None:
        return clock.outer_last_moment
    return datetime.combine(clock.outer_last_day + timedelta(days=1), time(0), ZoneInfo(clock.timezone)) - timedelta(minutes=1)


def window_part(clock: Clock, filing: Filing | None, now: datetime) -> ClockPart:
    """The filing window as `parts/clock.html` draws it; it rests once something was lodged."""
    zone = ZoneInfo(clock.timezone)
    start = datetime.combine(clock.anchor, time(0), zone)
    safe = clock.safe_last_moment
    outer = end_of(clock)
    if filing is not None:
        said = _("Disampaikan %(moment)s") % {"moment": spoken(filing.lodged_at, zone)}
    elif now > outer:
        said = _("Batas luar sudah lewat: %(moment)s") % {"moment": spoken(outer, zone)}
    elif safe is not None and now <= safe:
        said = _("Aman sampai %(moment)s") % {"moment": spoken(safe, zone)}
    else:
        said = _("Batas aman lewat; batas luar %(moment)s") % {"moment": spoken(outer, zone)}
    return ClockPart.of(
        title=_("Batas lapor"), words=said, start=start, safe=safe, outer=outer, now=now,
        explain=[words.explained(clock)], done=filing is not None,
    )  # fmt: skip


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
