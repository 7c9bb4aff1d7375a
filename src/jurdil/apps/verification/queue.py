"""Which reports wait, and in which order? The fewest hours first, then those without a known day, then those too late."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from jurdil.apps.intake.models import Report, ReportedParty
from jurdil.core.assessment import CLOSED_STAGES, OPEN_STAGES

from .keyset import Page, Part
from .keyset import page as one_page

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
        return (self.stage,) if self.stage in (*OPEN_STAGES, *CLOSED_STAGES) else OPEN_STAGES

    def narrow(self, rows: QuerySet[Report]) -> QuerySet[Report]:
        if self.act:
            rows = rows.filter(act=self.act)
        if self.region:
            rows = rows.filter(region_id__gte=self.region, region_id__lt=self.region + "/")  # its villages too
        if self.office:
            rows = rows.filter(Exists(ReportedParty.objects.filter(report=OuterRef("pk"), category=self.office)))
        return rows


def parts(filters: Filters, today: date) -> list[Part]:
    """The parts of the queue. The index `report_queue` gives one stage of one part in order."""
    streams = [filters.narrow(Report.objects.filter(stage=stage).only(*SORTED_BY)) for stage in filters.stages]
    dated = ("outer_last_day", "received_at", "id")
    every = [
        Part(name=RUNNING, streams=[rows.filter(outer_last_day__gte=today) for rows in streams], fields=dated),
        Part(name=UNKNOWN, streams=[rows.filter(outer_last_day=None) for rows in streams], fields=("received_at", "id")),
        Part(name=OVER, streams=[rows.filter(outer_last_day__lt=today) for rows in streams], fields=dated, descending=True),
    ]
    return [part for part in every if part.name == filters.limit] or every


SORTED_BY = ("id", "outer_last_day", "received_at")


def page(filters: Filters, *, today: date, after: str = "", size: int = PAGE) -> Page:
    """The ids of one page in order, and the mark of the next page."""
    found = one_page(parts(filters, today), after=after, size=size)
    return Page(rows=[row.pk for row in found.rows], after=found.after)


def load(ids: Sequence[UUID]) -> list[Report]:
    """The reports of a page with what its rows show, in that order."""
    rows = (
        Report.objects.filter(pk__in=ids)
        .select_related("election", "region__parent")
        .prefetch_related("reported", "evidence", "assessments", "outcomes", "election__extra_days")
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
