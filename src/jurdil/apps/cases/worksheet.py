"""The qualification worksheet: provision × person → elements, as the engine reads them and as the advocate set them.

`worksheet(raw, …)` serves a case and a report that is no case yet alike. It decides nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from jurdil.apps.elections.law import calendar_for, current_law
from jurdil.apps.elections.models import Election
from jurdil.apps.intake.facts import facts_of
from jurdil.apps.intake.models import Report
from jurdil.core.law.conditions import Status
from jurdil.core.law.facts import parse_facts
from jurdil.core.law.model import Law
from jurdil.core.law.qualify import qualify
from jurdil.core.law.results import Applicability, ElementLine, ElementOverride, ProvisionLine, Qualification
from jurdil.core.questions import FactKey, behind

from .facts import facts_of_case
from .models import Case

_ORDER = {Applicability.APPLIES: 0, Applicability.POSSIBLE: 1, Applicability.DOES_NOT_APPLY: 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One element: as it stands, and as the engine alone reads it (None: alone it would not show the provision).

    `facts`: what could be answered to settle it.
    """

    line: ElementLine
    engine: ElementLine | None
    facts: tuple[FactKey, ...]

    @property
    def overruled(self) -> bool:
        return self.line.overridden is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One provision against one person, with its elements in the order of the provision."""

    line: ProvisionLine
    engine: Applicability
    cells: tuple[Cell, ...]

    @property
    def moved(self) -> bool:
        """The advocate's answers changed what the engine alone would say."""
        return self.line.applicability is not self.engine


@dataclass(frozen=True, slots=True, kw_only=True)
class Worksheet:
    """Everything that the case page and the dossier say about the law of one report."""

    raw: Mapping[str, Any]
    law: Law
    qualification: Qualification  # with the advocate's overrides
    engine: Qualification  # without them
    rows: tuple[Row, ...]

    def of_person(self, reported: int) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.line.reported == reported)


def worksheet(
    raw: Mapping[str, Any],
    overrides: Sequence[ElementOverride] = (),
    *,
    now: datetime,
    election: Election | None,
) -> Worksheet:
    """The worksheet of raw facts. Raises BadFacts when they contradict each other."""
    law, calendar = current_law(), calendar_for(election)
    facts = parse_facts(raw, law.vocabulary, now=now, default_zone=law.default_timezone)
    engine = qualify(law, facts, calendar)
    mine = qualify(law, facts, calendar, overrides) if overrides else engine
    rows = [_row(law, line, engine) for line in _lines(mine, engine)]
    rows.sort(key=lambda row: (row.line.reported, _ORDER[row.line.applicability], row.line.provision.kind))
    return Worksheet(raw=raw, law=law, qualification=mine, engine=engine, rows=tuple(rows))


def _lines(mine: Qualification, engine: Qualification) -> list[ProvisionLine]:
    """All lines that either reading shows: what an override takes out of sight stays in sight."""
    shown = {(line.provision.id, line.reported) for line in mine.lines}
    hidden = [line for line in engine.lines if (line.provision.id, line.reported) not in shown]
    return [*mine.lines, *(_taken_out(line, mine) for line in hidden)]


def _taken_out(line: ProvisionLine, mine: Qualification) -> ProvisionLine:
    """A line that the engine shows and the advocate's answers took out: with those answers in their places."""
    answers = {
        one.element: one for one in mine.overrides if (one.provision, one.reported) == (line.provision.id, line.reported)
    }
    elements = tuple(
        ElementLine(
            element=one.element, status=answers[one.element.id].status, why=one.why, question=None, exhibit=one.exhibit,
            readings=(), overridden=answers[one.element.id].reason,
        )
        if one.element.id in answers
        else one
        for one in line.elements
    )  # fmt: skip
    return ProvisionLine(
        provision=line.provision, version=line.version, reported=line.reported, sanctions=line.sanctions,
        applicability=Applicability.DOES_NOT_APPLY, elements=elements,
    )  # fmt: skip


def _row(law: Law, line: ProvisionLine, engine: Qualification) -> Row:
    own = next((one for one in engine.lines if (one.provision.id, one.reported) == (line.provision.id, line.reported)), None)
    by_id = {one.element.id: one for one in own.elements} if own else {}
    cells = tuple(
        Cell(
            line=one,
            engine=by_id.get(one.element.id),
            facts=behind(one.element.condition, lambda name: law.elements[name].condition),
        )
        for one in line.elements
    )
    return Row(line=line, engine=own.applicability if own else Applicability.DOES_NOT_APPLY, cells=cells)


def overrides_of(case: Case) -> tuple[ElementOverride, ...]:
    """The advocate's answers to single elements that hold: the last of each, unless it was given back to the engine."""
    last = {(row.provision, row.reported, row.element): row for row in case.overrides.order_by("pk")}
    return tuple(
        ElementOverride(
            provision=row.provision, reported=row.reported, element=row.element, status=Status(row.status), reason=row.reason
        )
        for row in last.values()
        if row.status
    )


def worksheet_of_case(case: Case, now: datetime, *, reporter: Mapping[str, Any] | None = None) -> Worksheet:
    """The worksheet of a case with its answers and overrides. `reporter`: see `facts_of_case`."""
    raw = facts_of_case(case, now, reporter=reporter)
    return worksheet(raw, overrides_of(case), now=now, election=case.report.election)


def worksheet_of_report(report: Report, now: datetime) -> Worksheet:
    """The worksheet of a report that is no case yet."""
    return worksheet(facts_of(report, now), now=now, election=report.election)
