"""The law and the calendar that the whole app goes by: the last good law of the folder, and our own table of days off."""

from __future__ import annotations

import time
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.db.models import Count, Max, Min, Q

from jurdil.adapters.law_files import LawDesk
from jurdil.core.errors import LawFault
from jurdil.core.law.calendar import Calendar
from jurdil.core.law.calendar import CalendarDay as DayOff
from jurdil.core.law.model import Law

from .models import CalendarDay, CalendarYear, Election


@lru_cache(maxsize=2)
def law_desk(folder: Path | None = None) -> LawDesk:
    """What holds the law of this process; `.fault` says what is wrong with newer files, if anything."""
    return LawDesk(folder or settings.LAW_FOLDER)


_looked_at = 0.0


def current_law() -> Law:
    """The law as it stands in the files, looked at every other second; the last good one if an edit broke them."""
    global _looked_at
    desk = law_desk()
    if time.monotonic() - _looked_at > 2:
        _looked_at = time.monotonic()
        desk.refresh()
    return desk.law


def law_fault() -> LawFault | None:
    """What is wrong with files newer than the law in use, with file and line; None when the newest is in use."""
    current_law()
    return law_desk().fault


def calendar_for(election: Election | None) -> Calendar:
    """The days off that count for an election: the national table, then the days off of its region."""
    calendar = _national(*_state_of_the_table())
    if election is None:
        return calendar
    return calendar.with_local(election.extra_days.values_list("day", flat=True))


def _state_of_the_table() -> tuple[object, ...]:
    """What changes whenever a day is added or withdrawn: rows of the table are never edited in place."""
    days = CalendarDay.objects.aggregate(
        rows=Count("pk"), last=Max("pk"), gone=Count("pk", filter=Q(removed=True)), day=Max("day")
    )
    years = CalendarYear.objects.aggregate(years=Count("pk"), first=Min("pk"), latest=Max("pk"), version=Max("version"))
    return (*days.values(), *years.values())


@lru_cache(maxsize=4)
def _national(*_state: object) -> Calendar:
    days = [
        DayOff(
            day=row.day,
            name=row.name,
            kind="collective_leave" if row.category == "government" else "local" if row.category == "local" else "holiday",
            decree=row.decree or None,
            seen_on=row.seen_on,
        )
        for row in CalendarDay.objects.filter(removed=False)
    ]
    years = list(CalendarYear.objects.order_by("year"))
    return Calendar.of(days, [row.year for row in years], years[-1].version if years else "kosong / empty")
