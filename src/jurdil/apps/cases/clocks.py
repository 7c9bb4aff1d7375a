"""The clocks of a case, drawn; what a clock said before is shown beside what it says now, never overwritten."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from jurdil.apps.journal.actions import record
from jurdil.apps.parts import ClockPart
from jurdil.apps.verification.words import language, say
from jurdil.core.law.clock_text import explain
from jurdil.core.law.deadlines import Clock
from jurdil.core.law.model import Law

from .models import Case, ClockReading

COMPARED = ("anchor", "safe_last_day", "outer_last_day", "safe_last_moment", "rule_version", "calendar_version")


def spoken(moment: datetime, zone: ZoneInfo) -> str:
    return date_format(moment.astimezone(zone), "l, j F Y, H.i T")


def end_of(clock: Clock) -> datetime:
    """The last moment of the outer day, in the office's zone."""
    if clock.outer_last_moment is not None:
        return clock.outer_last_moment
    return datetime.combine(clock.outer_last_day + timedelta(days=1), time(0), ZoneInfo(clock.timezone)) - timedelta(minutes=1)


def _values(clock: Clock) -> dict[str, Any]:
    return {
        "anchor": (clock.anchor_moment or clock.anchor).isoformat(),
        "safe_last_day": clock.safe_last_day,
        "outer_last_day": clock.outer_last_day,
        "safe_last_moment": clock.safe_last_moment,
        "rule_version": clock.rule_version,
        "calendar_version": clock.calendar_version,
    }


def _differs(row: ClockReading, values: dict[str, Any]) -> bool:
    return any(getattr(row, name) != values[name] for name in COMPARED)


def keep(case: Case, clocks: Sequence[Clock], now: datetime, *, by_anchor: bool = False) -> list[list[ClockReading]]:
    """All readings of each clock, oldest first, with a new one where law, calendar or value changed.

    `by_anchor`: the same rule runs from several days, and each is a clock of its own. Otherwise a moved anchor is a change.
    """
    rows = list(case.clock_readings.order_by("pk"))
    found = []
    for clock in clocks:
        values = _values(clock)
        mine = [row for row in rows if row.rule == clock.rule.id and (not by_anchor or row.anchor == values["anchor"])]
        if not mine or _differs(mine[-1], values):
            mine.append(_keep(case, clock, now, by_anchor))
        found.append(mine)
    return found


def read_again(case: Case, clocks: Sequence[Clock], now: datetime) -> list[list[ClockReading]]:
    """`keep` for the clocks of the report itself; the list of cases then sorts by what they say now."""
    found = keep(case, clocks, now)
    due = next((clock.safe_last_moment for clock in clocks if clock.ours), None)
    if case.due_at != due:
        Case.objects.filter(pk=case.pk).update(due_at=due)
        case.due_at = due
    return found


@transaction.atomic
def _keep(case: Case, clock: Clock, now: datetime, by_anchor: bool) -> ClockReading:
    Case.objects.select_for_update().get(pk=case.pk)
    values = _values(clock)
    same = {"anchor": values["anchor"]} if by_anchor else {}
    last = case.clock_readings.filter(rule=str(clock.rule.id), **same).order_by("pk").last()
    if last is not None and not _differs(last, values):
        return last
    row = ClockReading.objects.create(case=case, rule=str(clock.rule.id), read_at=now, **values)
    record(
        verb="clock_read", subject=case.subject, actor="system", at=now, case=case.subject,
        detail={name: str(value) if value is not None else "" for name, value in values.items()} | {"rule": row.rule},
    )  # fmt: skip
    return row


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A clock for the page: the part, and how its value changed: [(when read, words of then, words of the next)]."""

    part: ClockPart
    changes: tuple[dict[str, str], ...]


def draw(law: Law, clock: Clock, readings: Sequence[ClockReading], now: datetime, *, done: bool = False) -> Drawn:
    """One clock of the report, with its sentence, its source and its earlier values."""
    zone = ZoneInfo(clock.timezone)
    safe, outer = clock.safe_last_moment, end_of(clock)
    if done:
        words = _("Laporan sudah disampaikan")
    elif now > outer:
        words = _("Batas luar sudah lewat: %(moment)s") % {"moment": spoken(outer, zone)}
    elif safe is not None and now <= safe:
        words = _("Aman sampai %(moment)s") % {"moment": spoken(safe, zone)}
    else:
        words = _("Batas aman lewat; batas luar %(moment)s") % {"moment": spoken(outer, zone)}
    part = ClockPart.of(
        title=say(clock.rule.title), words=words, now=now, safe=safe, outer=outer, done=done,
        start=datetime.combine(clock.anchor, time(0), zone),
        explain=[
            explain(law, clock, language()),
            _("Aturan %(rule)s; daftar hari libur %(calendar)s.") % {
                "rule": clock.rule_version, "calendar": clock.calendar_version
            },
        ],
        source=", ".join(clock.version.grounds.sources),
    )  # fmt: skip
    return Drawn(part=part, changes=tuple(changes(readings, zone)))


def changes(readings: Sequence[ClockReading], zone: ZoneInfo) -> list[dict[str, str]]:
    """How a clock's value moved from reading to reading: {"when", "old", "new", "why"}, in words."""
    found = []
    for old, new in pairwise(readings):
        found.append(
            {
                "when": spoken(new.read_at, zone),
                "old": _said(old, zone),
                "new": _said(new, zone),
                "why": _why(old, new),
            }
        )
    return found


def _said(row: ClockReading, zone: ZoneInfo) -> str:
    safe = spoken(row.safe_last_moment, zone) if row.safe_last_moment else _("tanpa jam kantor")
    outer = date_format(row.outer_last_day, "j F Y") if row.outer_last_day else "—"
    return _("aman sampai %(safe)s, batas luar %(outer)s") % {"safe": safe, "outer": outer}


def _why(old: ClockReading, new: ClockReading) -> str:
    reasons = []
    if old.anchor != new.anchor:
        reasons.append(_("tanggal tahu berubah"))
    if old.rule_version != new.rule_version:
        reasons.append(_("aturan berubah: %(old)s → %(new)s") % {"old": old.rule_version, "new": new.rule_version})
    if old.calendar_version != new.calendar_version:
        reasons.append(_("daftar hari libur berubah"))
    return "; ".join(reasons) or _("hitungan berubah")
