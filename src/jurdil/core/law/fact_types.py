"""The facts of one report as frozen values. `facts.parse_facts` makes them; nothing else should.

"Not known" (the key is absent) and "does not exist" (null) are two things for the dates of an election, and None
means "not known" everywhere else.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum


class Gap(Enum):
    """Why a date of the election is not there."""

    NOT_KNOWN = "not known"
    NONE = "does not exist"


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Days from `start` up to, not including, `end`."""

    start: date
    end: date

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.start <= day < self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Election:
    kind: str | None = None
    pairs_determined: date | Gap = Gap.NOT_KNOWN
    campaign: Period | Gap = Gap.NOT_KNOWN
    quiet: Period | Gap = Gap.NOT_KNOWN
    voting_day: date | Gap = Gap.NOT_KNOWN
    office_timezone: str | None = None
    extra_holidays: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reporter:
    capacity: str | None = None
    voter_here: bool | None = None
    took_money: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    category: str | None = None
    civil_servant_type: str | None = None
    holds_office: bool | None = None
    identified: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What one report says, in codes. `signature` is None while not known, False while there is none that matches."""

    id: str
    regime: str
    election: Election
    event_date: date | None
    known_date: date | None
    reporter: Reporter
    reported: tuple[Reported, ...]
    act: str | None
    beneficiary: str | None
    circumstances: frozenset[str]
    denied_circumstances: frozenset[str]
    place_known: bool | None
    narrative_given: bool | None
    witnesses: int | None
    evidence_items: int | None
    signature: bool | None
    now: datetime
    remarks: tuple[str, ...] = ()

    @property
    def today(self) -> date:
        """The day of the question in the zone of the receiving office."""
        return self.now.date()


@dataclass(frozen=True, slots=True, kw_only=True)
class BadFact:
    """One answer that cannot stand, and what to do about it."""

    key: str
    id: str
    en: str
