"""Every limit of time, counted and explained: `compute` gives a `Clock`, `clock_text.explain` puts it into a sentence.

A clock has two ends. The safe end is the earlier one that the sources allow, the outer end the later one; where the
start of the count is settled both readings still differ only if the unit does. What we must do goes by the safe end;
an authority is late, by our reading, only after the outer end. Source of the rules: section "deadlines" of the law.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from jurdil.core.errors import LawNotFound
from jurdil.core.law.calendar import Calendar
from jurdil.core.law.desk import Office, Opening, desk_on, last_opening
from jurdil.core.law.in_force import on as in_force_on
from jurdil.core.law.in_force import rows_for
from jurdil.core.law.model import DeadlineRule, DeadlineVersion, Law, RuleId, Start, Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One day of the count. `number` is 0 for a day that is passed over; `why` is then the name of the day off."""

    day: date
    number: int
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherValue:
    """What the same clock would say under another dated row of the same rule."""

    valid_from: date
    valid_to: date | None
    n: int
    unit: Unit
    safe_last_day: date
    outer_last_day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """One limit of time for one anchor. `safe_last_moment` is None where no office opens in time or none is needed."""

    rule: DeadlineRule
    version: DeadlineVersion
    rule_version: str
    calendar_version: str
    timezone: str
    anchor: date
    anchor_moment: datetime | None
    safe_last_day: date
    outer_last_day: date
    safe_last_moment: datetime | None
    outer_last_moment: datetime | None
    opening: Opening | None
    steps: tuple[Step, ...]
    closed_days: tuple[Step, ...]
    uncovered_years: tuple[int, ...]
    others: tuple[OtherValue, ...] = ()

    @property
    def ours(self) -> bool:
        return self.rule.ours

    @property
    def no_opening(self) -> bool:
        """The rule needs a desk, and no desk opens between the anchor and the safe end."""
        return self.rule.at_desk and self.opening is None


def compute(
    law: Law,
    rule_id: str,
    anchor: date | datetime,
    calendar: Calendar,
    office: Office,
    on: date | None = None,
) -> Clock:
    """The clock of a rule from its anchor. `on` is the day of the step that chooses the version (default: the anchor).

    Raises LawNotFound when there is no such rule, or none was in force that day.
    """
    rule = law.deadlines.get(RuleId(rule_id))
    if rule is None:
        raise LawNotFound(f"no deadline rule {rule_id}", rule=rule_id, known=tuple(law.deadlines))
    start, moment = _anchor(anchor, office)
    chosen = on or start
    version = in_force_on(rows_for(rule.versions, office.regime), chosen)
    if version is None:
        raise LawNotFound(f"{rule_id} was not in force on {chosen}", rule=rule_id, day=chosen)
    table = calendar.with_local(office.extra_holidays)
    clock = _count(law, rule, version, start, moment, table, office, chosen)
    return replace(clock, others=_others(rule, version, start, moment, table, office))


def _anchor(anchor: date | datetime, office: Office) -> tuple[date, datetime | None]:
    if isinstance(anchor, datetime):
        local = anchor.astimezone(office.zone)
        return local.date(), local
    return anchor, None


def _count(
    law: Law,
    rule: DeadlineRule,
    version: DeadlineVersion,
    start: date,
    moment: datetime | None,
    calendar: Calendar,
    office: Office,
    chosen: date,
) -> Clock:
    safe, outer = _ends(rule, version, start, moment, calendar, office)
    opening = None
    last_moment: datetime | None = None
    outer_moment: datetime | None = None
    if version.unit is Unit.HOUR:
        last_moment, outer_moment = _hours(version.n, start, moment, office)
    elif rule.at_desk and (desk := desk_on(law.desks, office.regime, chosen)):
        opening = last_opening(desk, office, calendar, start, safe)
        last_moment = opening.closes if opening else None
    steps = () if version.unit in (Unit.HOUR, Unit.MONTH) else _steps(version, start, safe, calendar)
    return Clock(
        rule=rule,
        version=version,
        rule_version=version_name(rule, version),
        calendar_version=calendar.version,
        timezone=office.timezone,
        anchor=start,
        anchor_moment=moment,
        safe_last_day=safe,
        outer_last_day=outer,
        safe_last_moment=last_moment,
        outer_last_moment=outer_moment,
        opening=opening,
        steps=steps,
        closed_days=_closed(opening, start, safe, calendar, office) if rule.at_desk else (),
        uncovered_years=_uncovered(rule, version, start, outer, calendar),
    )


def version_name(rule: DeadlineRule, version: DeadlineVersion) -> str:
    """A name that changes when the row's value does, even if somebody edits the row in place."""
    said = f"{version.n}|{version.unit}|{version.start}|{version.span.end}|{rule.backwards}|{rule.at_desk}"
    return f"{rule.id}@{version.span.start}~{zlib.crc32(said.encode()):08x}"


def _ends(
    rule: DeadlineRule,
    version: DeadlineVersion,
    start: date,
    moment: datetime | None,
    calendar: Calendar,
    office: Office,
) -> tuple[date, date]:
    """The safe and the outer last day."""
    n, unit = version.n, version.unit
    if unit is Unit.MONTH:
        edge = add_months(start, -n if rule.backwards else n)
        # Backwards the clock guards a ban: its safe last free day is the one before the same-numbered day.
        return (edge - timedelta(days=1), edge) if rule.backwards else (edge, edge)
    if unit is Unit.HOUR:
        first, last = _hours(n, start, moment, office)
        return first.date(), last.date()
    sign = -1 if rule.backwards else 1
    early_unit = Unit.CALENDAR_DAY if unit is Unit.DAY else unit
    late_unit = Unit.WORKING_DAY if unit is Unit.DAY else unit
    early = _nth(start, n, early_unit, calendar, sign, day_zero=version.start is Start.NEXT_DAY)
    late = _nth(start, n, late_unit, calendar, sign, day_zero=version.start is not Start.SAME_DAY)
    return early, late


def _nth(start: date, n: int, unit: Unit, calendar: Calendar, sign: int, *, day_zero: bool) -> date:
    """The n-th day that counts. With `day_zero` the start itself is not counted, otherwise it is if it may be."""
    counts: Callable[[date], bool] = calendar.is_working if unit is Unit.WORKING_DAY else lambda _: True
    day = start + timedelta(days=sign) if day_zero else start
    seen = 0
    while True:
        seen += counts(day)
        if seen >= n:
            return day
        day += timedelta(days=sign)


def _hours(n: int, start: date, moment: datetime | None, office: Office) -> tuple[datetime, datetime]:
    """Clock hours. When only the day is known, from its first minute for the safe end and its last for the outer."""
    if moment is not None:
        # Elapsed hours: add them in UTC terms, then show them in the office's zone.
        end = (moment.astimezone(UTC) + timedelta(hours=n)).astimezone(office.zone)
        return end, end
    first = datetime.combine(start, time(0), office.zone)
    last = datetime.combine(start + timedelta(days=1), time(0), office.zone)
    return tuple((edge.astimezone(UTC) + timedelta(hours=n)).astimezone(office.zone) for edge in (first, last))  # type: ignore[return-value]


def add_months(day: date, months: int) -> date:
    """The same-numbered day some months on; the last day of the month where that number does not exist."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    following = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return date(year, month + 1, min(day.day, (following - timedelta(days=1)).day))


def _steps(version: DeadlineVersion, start: date, safe: date, calendar: Calendar) -> tuple[Step, ...]:
    """The days from the anchor to the safe end, numbered as the safe reading counts them."""
    steps: list[Step] = []
    number = 0
    sign = 1 if safe >= start else -1
    for offset in range(abs((safe - start).days) + 1):
        day = start + timedelta(days=sign * offset)
        off = calendar.off(day)
        counted = version.unit is not Unit.WORKING_DAY or calendar.is_working(day)
        if offset == 0 and version.start is Start.NEXT_DAY:
            counted = False
        number += counted
        why = "" if counted else (off.name if off else "weekend" if day.weekday() > 4 else "start")
        steps.append(Step(day=day, number=number if counted else 0, why=why))
    return tuple(steps)


def _closed(opening: Opening | None, start: date, safe: date, calendar: Calendar, office: Office) -> tuple[Step, ...]:
    """The days from the last opening to the safe end on which the desk stays shut, with the reason."""
    first = opening.closes.date() + timedelta(days=1) if opening else start
    days = (first + timedelta(days=offset) for offset in range((safe - first).days + 1))
    return tuple(
        Step(day=day, number=0, why=off.name if (off := calendar.off(day)) else "weekend")
        for day in days
        if not calendar.is_working(day)
    )


def _uncovered(rule: DeadlineRule, version: DeadlineVersion, start: date, outer: date, calendar: Calendar) -> tuple[int, ...]:
    """Years that the count or the desk needs and the calendar does not know."""
    if not rule.at_desk and version.unit not in (Unit.WORKING_DAY, Unit.DAY):
        return ()
    first, last = sorted((start, outer))
    return tuple(year for year in range(first.year, last.year + 1) if year not in calendar.covered_years)


def _others(
    rule: DeadlineRule,
    chosen: DeadlineVersion,
    start: date,
    moment: datetime | None,
    calendar: Calendar,
    office: Office,
) -> tuple[OtherValue, ...]:
    found = []
    for version in rows_for(rule.versions, office.regime):
        if version is not chosen and (version.n, version.unit, version.start) != (chosen.n, chosen.unit, chosen.start):
            safe, outer = _ends(rule, version, start, moment, calendar, office)
            found.append(
                OtherValue(
                    valid_from=version.span.start,
                    valid_to=version.span.end,
                    n=version.n,
                    unit=version.unit,
                    safe_last_day=safe,
                    outer_last_day=outer,
                )
            )
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """The same clock before and after the rule or the calendar changed: both values stand side by side."""

    what: str
    old: str | None
    new: str | None


def changed(old: Clock, new: Clock) -> tuple[Change, ...]:
    """What differs between two readings of one clock; empty when nothing does. Nothing is overwritten silently."""
    return changed_reading(reading(old), reading(new))


def reading(clock: Clock) -> dict[str, str | None]:
    """What to store of a clock so that it can be compared with a later one."""
    return {
        "rule": str(clock.rule.id),
        "rule_version": clock.rule_version,
        "calendar_version": clock.calendar_version,
        "anchor": (clock.anchor_moment or clock.anchor).isoformat(),
        "safe_last_day": clock.safe_last_day.isoformat(),
        "outer_last_day": clock.outer_last_day.isoformat(),
        "safe_last_moment": clock.safe_last_moment.isoformat() if clock.safe_last_moment else None,
        "outer_last_moment": clock.outer_last_moment.isoformat() if clock.outer_last_moment else None,
    }


def changed_reading(old: dict[str, str | None], new: dict[str, str | None]) -> tuple[Change, ...]:
    """The same for two stored readings (see `reading`)."""
    return tuple(Change(what=key, old=old.get(key), new=new.get(key)) for key in new if old.get(key) != new.get(key))
