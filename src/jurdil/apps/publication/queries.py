"""What may the public see? Counts of one election, closed where they are small, and nothing else of any report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet
from django.db.models.functions import Substr

from jurdil.apps.elections.models import Election, Region
from jurdil.apps.followup.models import AuthorityEvent, Filing
from jurdil.apps.intake.models import Report, ReportedParty
from jurdil.core import publication
from jurdil.core.publication import Cell, Folded

DISTRICT_LENGTH = len("36.04.05")
NO_PLACE = ""

# The steps of the funnel. Each counts reports; a report whose case went further counts in each step that it passed.
STEPS = (
    "reported",
    "reviewed",
    "taken_up",
    "filed",
    "registered",
    "forwarded",
    "sanction_recommended",
    "sanction_carried_out",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of a table or of the open data. `share`: thousandths of the longest bar, 0 when the count is closed."""

    code: str
    count: int | None
    words: str
    closed: str
    share: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """All that is published of one election."""

    election: Election
    total: Row
    monitors: int | None
    steps: tuple[Row, ...]
    acts: tuple[Row, ...]
    offices: tuple[Row, ...]
    places: tuple[Row, ...]  # districts with enough reports; codes of regions
    other_places: Row
    places_behind_others: int
    without_place: Row | None  # reports that name no district; None when they stand among the others

    def tables(self) -> Iterator[tuple[str, tuple[Row, ...]]]:
        """Name and rows of each table, in the order of the page."""
        yield "step", self.steps
        yield "act", self.acts
        yield "office", self.offices
        yield "district", (*self.places, self.other_places, *((self.without_place,) if self.without_place else ()))


def current_election() -> Election | None:
    return Election.objects.filter(current=True).order_by("-voting_day").first()


def numbers_of(election: Election) -> Numbers:
    """The published counts of an election, from grouped queries: no report is loaded."""
    reports = Report.objects.filter(election=election)
    total = reports.count()
    folded, without_place = _places(election, reports, closed=total < publication.THRESHOLD)
    offices = dict(
        ReportedParty.objects.filter(report__election=election)
        .values_list("category")
        .annotate(n=Count("pk"))
        .order_by("-n", "category")
    )
    acts = dict(reports.values_list("act").annotate(n=Count("pk")).order_by("-n", "act"))
    return Numbers(
        election=election,
        total=_row("total", publication.shown(total)),
        monitors=election.monitors,
        steps=_bars([_row(step, publication.shown(count)) for step, count in _steps(reports, total).items()]),
        acts=_table(acts, total),
        offices=_table(offices, total),
        places=_bars([_row(cell.code, cell) for cell in folded.named]),
        other_places=_others(folded),
        places_behind_others=folded.others,
        without_place=without_place,
    )


def _steps(reports: QuerySet[Report], total: int) -> dict[str, int]:
    def of_cases(cases: QuerySet[Any]) -> int:
        return reports.filter(telling__incident__case__in=cases).count()

    counts = {
        "reported": total,
        "reviewed": reports.filter(outcomes__isnull=False).distinct().count(),
        "taken_up": reports.filter(telling__incident__case__isnull=False).count(),
        "filed": of_cases(Filing.objects.values("case")),
    }
    for kind in STEPS[4:]:
        counts[kind] = of_cases(AuthorityEvent.objects.filter(kind=kind).values("case"))
    return counts


def _places(election: Election, reports: QuerySet[Report], *, closed: bool) -> tuple[Folded, Row | None]:
    """Counts by district of the election's area; reports that name none are one more place, without a name."""
    by_district = reports.annotate(district=Substr("region_id", 1, DISTRICT_LENGTH)).values_list("district")
    found: dict[str | None, int] = dict(by_district.annotate(n=Count("pk")).order_by())
    area = Region.objects.filter(code__startswith=election.region_id) if election.region_id else Region.objects.none()
    districts = [code for code in area.values_list("code", flat=True) if len(code) == DISTRICT_LENGTH]
    if closed:
        return Folded(named=(), others=len(districts), others_count=None), None
    counts = {code: found.pop(code, 0) for code in districts}
    if elsewhere := sum(found.values()):
        counts[NO_PLACE] = elsewhere
    folded = publication.fold(counts)
    alone = next((cell for cell in folded.named if cell.code == NO_PLACE), None)
    named = tuple(cell for cell in folded.named if cell.code != NO_PLACE)
    others = folded.others - (1 if elsewhere and alone is None else 0)
    return (
        Folded(named=named, others=others, others_count=folded.others_count),
        Row(code="unknown", count=alone.count, words=str(alone.count), closed="") if alone else None,
    )


def _others(folded: Folded) -> Row:
    if folded.others_count is None:
        return Row(code="others", count=None, words="-", closed="protecting")
    return Row(code="others", count=folded.others_count, words=str(folded.others_count), closed="")


def _table(counts: Mapping[str, int], total: int) -> tuple[Row, ...]:
    """A closed table. While the total itself is small, or every row would be closed, not even the rows are told."""
    cells = publication.close(counts)
    if total < publication.THRESHOLD or all(cell.closed is publication.Closed.PROTECTING for cell in cells):
        return ()
    return _bars([_row(cell.code, cell) for cell in cells])


def _row(code: str, cell: Cell) -> Row:
    return Row(code=code, count=cell.count, words=cell.words(), closed=cell.closed.value if cell.closed else "")


def _bars(rows: list[Row]) -> tuple[Row, ...]:
    longest = max((row.count or 0 for row in rows), default=0)
    return tuple(
        Row(
            code=row.code, count=row.count, words=row.words, closed=row.closed,
            share=round(1000 * (row.count or 0) / longest) if longest else 0,
        )
        for row in rows
    )  # fmt: skip
