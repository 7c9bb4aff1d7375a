"""Which days are days off: a table that is given, never looked up, with its version and the years that it covers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

SATURDAY = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarDay:
    """A day off on top of the weekends. `kind`: "holiday", "collective_leave" or "local"."""

    day: date
    name: str
    kind: str = "holiday"
    decree: str | None = None
    seen_on: date | None = None


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days off of the covered years. A year outside them is unknown, not free of holidays."""

    by_day: Mapping[date, CalendarDay]
    covered_years: frozenset[int]
    version: str

    @classmethod
    def of(cls, days: Iterable[CalendarDay], covered_years: Iterable[int], version: str) -> Calendar:
        return cls({one.day: one for one in days}, frozenset(covered_years), version)

    def with_days(self, days: Iterable[CalendarDay], *, version: str | None = None) -> Calendar:
        """The same calendar with more days off, such as those of one region."""
        extra = {one.day: one for one in days}
        return Calendar({**extra, **self.by_day}, self.covered_years, version or self.version) if extra else self

    def with_local(self, days: Iterable[date]) -> Calendar:
        return self.with_days(CalendarDay(day=day, name="hari libur setempat / local day off", kind="local") for day in days)

    def off(self, day: date) -> CalendarDay | None:
        return self.by_day.get(day)

    def is_working(self, day: date) -> bool:
        """Monday to Friday and no day off. Ask `covers` too before you rely on it."""
        return day.weekday() < SATURDAY and day not in self.by_day

    def covers(self, day: date) -> bool:
        return day.year in self.covered_years
