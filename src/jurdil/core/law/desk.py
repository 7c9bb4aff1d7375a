"""When the receiving office is open, and when it closes for the last time before a day is over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from jurdil.core.law.calendar import Calendar
from jurdil.core.law.fact_types import Election, Gap, Period
from jurdil.core.law.model import Desk, Grounds

END_OF_DAY = time(23, 59)


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """The office that would receive the report, and what its election changes about its days."""

    timezone: str
    regime: str
    quiet: Period | None = None
    voting_day: date | None = None
    extra_holidays: tuple[date, ...] = ()

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    def stage(self, day: date) -> str | None:
        if day == self.voting_day:
            return "voting_day"
        return "quiet" if self.quiet and day in self.quiet else None


def office_of(regime: str, election: Election, default_zone: str) -> Office:
    """The office that receives reports of this election. Dates that are not known or do not exist change nothing."""
    return Office(
        timezone=election.office_timezone or default_zone,
        regime=regime,
        quiet=None if isinstance(election.quiet, Gap) else election.quiet,
        voting_day=None if isinstance(election.voting_day, Gap) else election.voting_day,
        extra_holidays=election.extra_holidays,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """One day on which the desk is open, until when, and why that day is special if it is."""

    closes: datetime
    stage: str | None
    all_day: bool
    grounds: Grounds


def desk_on(desks: Iterable[Desk], regime: str, day: date) -> Desk | None:
    """The desk hours in force for a kind of election on the day of the step."""
    return next((desk for desk in desks if regime in desk.regimes and day in desk.span), None)


def opening(desk: Desk, office: Office, calendar: Calendar, day: date) -> Opening | None:
    """The opening on one day, or None when the desk is closed. A stage with hours of its own beats every day off."""
    stage = office.stage(day)
    hours = desk.stages.get(stage) if stage else None
    if hours is None:
        stage = None
        if day in office.extra_holidays or not calendar.is_working(day):
            return None
        hours = desk.week[day.weekday()]
    if hours is None:
        return None
    closes = datetime.combine(day, END_OF_DAY if hours.all_day else hours.closes, office.zone)
    return Opening(closes=closes, stage=stage, all_day=hours.all_day, grounds=desk.grounds)


def last_opening(desk: Desk, office: Office, calendar: Calendar, first: date, last: date) -> Opening | None:
    """The latest opening from `first` to `last`, both included; None when the desk stays closed all that time."""
    day = last
    while day >= first:
        if found := opening(desk, office, calendar, day):
            return found
        day -= timedelta(days=1)
    return None
