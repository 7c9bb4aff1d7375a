"""The law and the calendar that the whole app goes by: the last good law of the folder, and our own table of days off."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from jurdil.adapters.law_files import LawDesk
from jurdil.core.law.calendar import Calendar
from jurdil.core.law.calendar import CalendarDay as DayOff
from jurdil.core.law.model import Law

from .models import CalendarDay, CalendarYear, Election


@lru_cache(maxsize=2)
def law_desk(folder: Path | None = None) -> LawDesk:
    """What holds the law of this process; `.fault` says what is wrong with newer files, if anything."""
    return LawDesk(folder or settings.LAW_FOLDER)


def current_law() -> Law:
    """The law as it stands in the files now; the last good one if an edit broke them."""
    desk = law_desk()
    desk.refresh()
    return desk.law


def calendar_for(election: Election | None) -> Calendar:
    """The days off that count for an election: the national table, then the days off of its region."""
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
    version = years[-1].version if years else "kosong / empty"
    calendar = Calendar.of(days, [row.year for row in years], version)
    if election is None:
        return calendar
    return calendar.with_local(election.extra_days.values_list("day", flat=True))
