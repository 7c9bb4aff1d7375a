"""Which reports wait, and in which order? The fewest hours first, then those without a known day, then those too late.

Pages go by key, never by offset: each one costs the same however many reports are stored. The index `report_queue`
gives one stage of one part in order; the stages are merged here.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, QuerySet
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan, TupleLessThan

from jurdil.apps.intake.models import Report, ReportedParty
from jurdil.core.assessment import CLOSED_STAGES, OPEN_STAGES

PAGE = 50
RUNNING, UNKNOWN, OVER = "a", "b", "c"  # the parts of the queue, in order


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What the reader narrowed the queue to. Empty: everything that is open."""

    stage: str = ""
    act: str = ""
    office: str = ""
    region: str = ""
    limit: str = ""  # "", or one part of the queue

    @property
    def stages(self) -> tuple[str, ...]:
        if self.stage in (*OPEN_STAGES, *CLOSED_STAGES):
            return (self.stage,)
        return OPEN_STAGES

    def narrow(self, rows: QuerySet[Report]) -> QuerySet[Report]:
        if self.act:
            rows = rows.filter(act=self.act)
        if self.region:
            rows = rows.filter(region_id__gte=self.region, region_id__lt=self.region + "/")  # its villages too
        if self.office:
            rows = rows.filter(Exists(ReportedParty.objects.filter(report=OuterRef("pk"), category=self.office)))
        return rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Cursor:
    """The last row of a page: its part of the queue and the values that it is sorted by."""

    part: str
    day: date | None
    received: datetime
    id: UUID

    def __str__(self) -> str:
        return f"{self.part}_{self.day or ''}_{self.received.isoformat()}_{self.id.hex}"

    @classmethod
    def read(cls, text: str) -> Cursor | None:
        """The cursor in an address, or None when it is none: then the first page is shown."""
        try:
            part, day, received, key = text.split("_")
            moment = datetime.fromisoformat(received)
            known = date.fromisoformat(day) if day else None
            if part not in _PARTS or moment.tzinfo is None or (known is None) != (part == UNKNOWN):
                return None
            return cls(part=part, day=known, received=moment, id=UUID(key))
        except ValueError:
            return None

    @classmethod
    def of(cls, part: str, row: Report) -> Cursor:
        return cls(part=part, day=row.outer_last_day, received=row.received_at, id=row.pk)


def _running(rows: QuerySet[Report], today: date, after: Cursor | None) -> QuerySet[Report]:
    rows = rows.filter(outer_last_day__gte=today).order_by("outer_last_day", "received_at", "id")
    if after:
        rows = rows.filter(
            TupleGreaterThan(
                Tuple(F("outer_last_day"), F("received_at"), F("id")), (after.day, after.received, after.id)
            )
        )
    return rows


def _unknown(rows: QuerySet[Report], today: date, after: Cursor | None) -> QuerySet[Report]:
    rows = rows.filter(outer_last_day=None).order_by("received_at", "id")
    if after:
        rows = rows.filter(TupleGreaterThan(Tuple(F("received_at"), F("id")), (after.received, after.id)))
    return rows


def _over(rows: QuerySet[Report], today: date, after: Cursor | None) -> QuerySet[Report]:
    rows = rows.filter(outer_last_day__lt=today).order_by("-outer_last_day", "-received_at", "-id")
    if after:
        rows = rows.filter(
            TupleLessThan(Tuple(F("outer_last_day"), F("received_at"), F("id")), (after.day, after.received, after.id))
        )
    return rows


Part = Callable[[QuerySet[Report], date, Cursor | None], QuerySet[Report]]
_PARTS: dict[str, Part] = {RUNNING: _running, UNKNOWN: _unknown, OVER: _over}


def _key(part: str) -> Callable[[Report], Any]:
    if part == UNKNOWN:
        return lambda row: (row.received_at, row.pk)
    return lambda row: (row.outer_last_day, row.received_at, row.pk)


def _walk(filters: Filters, today: date, after: Cursor | None, size: int) -> Iterator[tuple[str, Report]]:
    names = list(_PARTS) if filters.limit not in _PARTS else [filters.limit]
    if after and after.part in names:
        names = names[names.index(after.part) :]
    for name in names:
        start = after if after and after.part == name else None
        streams = [
            _PARTS[name](filters.narrow(Report.objects.filter(stage=stage)), today, start)[:size] for stage in filters.stages
        ]
        merged = streams[0] if len(streams) == 1 else heapq.merge(*streams, key=_key(name), reverse=name == OVER)
        for row in merged:
            yield name, row


def page(filters: Filters, *, today: date, after: Cursor | None = None, size: int = PAGE) -> tuple[list[UUID], Cursor | None]:
    """The ids of one page in order, and the cursor of the next page, or None at the end."""
    found: list[tuple[str, Report]] = []
    for item in _walk(filters, today, after, size + 1):
        found.append(item)
        if len(found) > size:
            break
    shown = found[:size]
    more = Cursor.of(*shown[-1]) if len(found) > size else None
    return [row.pk for _, row in shown], more


def load(ids: Sequence[UUID]) -> list[Report]:
    """The reports of a page with what its rows show, in that order."""
    rows = (
        Report.objects.filter(pk__in=ids)
        .select_related("election", "region__parent")
        .prefetch_related("reported", "evidence", "assessments", "outcomes")
    )
    by_id = {row.pk: row for row in rows}
    return [by_id[key] for key in ids if key in by_id]


def unknown_waiting(limit: int = 100) -> int:
    """How many open reports have no known day, counted up to `limit`."""
    found = 0
    for stage in OPEN_STAGES:
        found += Report.objects.filter(stage=stage, outer_last_day=None).values("pk")[: limit - found].count()
        if found >= limit:
            break
    return found
