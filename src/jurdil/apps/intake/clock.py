"""How long can this still be lodged? The filing clock of an election's regime, by the law and calendar of this instance."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from jurdil.apps.elections.law import calendar_for, current_law
from jurdil.apps.elections.models import Election
from jurdil.core.errors import LawNotFound
from jurdil.core.law.deadlines import compute
from jurdil.core.law.desk import Office
from jurdil.core.law.facts import Period

RULES = {"local_election": "report_pilkada", "general_election": "report_pemilu"}


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingClock:
    """`safe_last_moment`, in the zone of the office, is None where no office opens in time."""

    known_date: date
    safe_last_day: date
    outer_last_day: date
    safe_last_moment: datetime | None

    def days_left(self, today: date) -> int:
        """Days from today to the last safe opening of the desk; negative when it is over."""
        return (self.last_day - today).days

    @property
    def last_day(self) -> date:
        """The day of the last safe opening, else the safe last day."""
        return self.safe_last_moment.date() if self.safe_last_moment else self.safe_last_day

    def over(self, now: datetime, today: date) -> bool:
        """Is the last safe moment behind us?"""
        return now > self.safe_last_moment if self.safe_last_moment else today > self.safe_last_day


def local_day(election: Election | None, moment: datetime) -> date:
    """The day at the office that receives the report."""
    return moment.astimezone(ZoneInfo(election.office_timezone if election else "Asia/Jakarta")).date()


def filing_clock(election: Election, known_date: date | None) -> FilingClock | None:
    """The clock from the day on which the reporter learned of it; None while that day, or a rule for it, is not known."""
    if known_date is None:
        return None
    quiet = Period(start=election.quiet_from, end=election.quiet_to) if election.quiet_from and election.quiet_to else None
    office = Office(
        timezone=election.office_timezone,
        regime=election.regime,
        quiet=quiet,
        voting_day=election.voting_day,
        extra_holidays=tuple(election.extra_days.values_list("day", flat=True)),
    )
    try:
        clock = compute(current_law(), RULES[election.regime], known_date, calendar_for(election), office)
    except LawNotFound:
        return None
    return FilingClock(
        known_date=known_date,
        safe_last_day=clock.safe_last_day,
        outer_last_day=clock.outer_last_day,
        safe_last_moment=clock.safe_last_moment,
    )
