"""The calendar of days off, seeded from PyPI's `holidays`; an operator's own table goes on top of it.

Only years whose collective leave has been decreed are covered: without it the working days of a year are a guess.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.metadata import version

from jurdil.core.law.calendar import Calendar, CalendarDay

FIRST_YEAR = 2014
LOOK_AHEAD = 2035


@lru_cache(maxsize=4)
def seed_calendar(country: str = "ID") -> Calendar:
    """National holidays and collective leave of a country, with the years that are decreed and a version to show."""
    import holidays

    package = f"holidays {version('holidays')}"
    years = range(FIRST_YEAR, LOOK_AHEAD)
    leave = holidays.country_holidays(country, years=years, categories=("government",), language="id")
    decreed = {day.year for day in leave}
    covered = [year for year in years if year in decreed]
    every = holidays.country_holidays(country, years=covered, categories=("public", "government"), language="id")
    days = [
        CalendarDay(
            day=day,
            name=str(title),
            kind="collective_leave" if day in leave else "holiday",
            decree=package,
        )
        for day, title in sorted(every.items())
    ]
    name = f"{package} · {country} public+government · {covered[0]}–{covered[-1]}"
    return Calendar.of(days, covered, name)
