"""What the engine answers about one report, as frozen values with every text that a page needs."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from jurdil.core.law.conditions import Status
from jurdil.core.law.deadlines import Clock
from jurdil.core.law.fact_types import Facts
from jurdil.core.law.model import Element, Provision, ProvisionVersion, Reading, Text
from jurdil.core.law.routing import TrackRoute


class Applicability(StrEnum):
    """applies: every element met; possible: none contradicted; does_not_apply: one contradicted."""

    APPLIES = "applies"
    POSSIBLE = "possible"
    DOES_NOT_APPLY = "does_not_apply"


@dataclass(frozen=True, slots=True, kw_only=True)
class ElementOverride:
    """An advocate's own answer to one element of one provision for one person, with the reason."""

    provision: str
    reported: int
    element: str
    status: Status
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ElementLine:
    """One element: what the facts say to it, what to ask, what would show it."""

    element: Element
    status: Status
    why: Text
    question: Text | None
    exhibit: Text | None
    readings: tuple[Reading, ...]
    overridden: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvisionLine:
    """One provision against one person. `reported` is the person's place in the report."""

    provision: Provision
    version: ProvisionVersion
    reported: int
    applicability: Applicability
    elements: tuple[ElementLine, ...]
    sanctions: tuple[Provision, ...]

    @property
    def used(self) -> bool:
        return self.applicability is not Applicability.DOES_NOT_APPLY


@dataclass(frozen=True, slots=True, kw_only=True)
class RequirementLine:
    """One requirement: "met", "missing" or "doubtful", what an officer would say, and what to ask."""

    id: str
    kind: str
    state: str
    text: Text
    reason: Text
    ask: Text
    weight: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """The intake class and why; `others` offers who else could be the reporter of record."""

    code: str
    reason: Text
    others: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Readiness:
    """How ready a report is to be registered. The score never stands alone: `parts` adds up to it."""

    requirements: tuple[RequirementLine, ...]
    score: int
    parts: tuple[tuple[str, int, int], ...]  # requirement, points got, points possible
    intake: Intake
    questions: tuple[Text, ...]

    def ids(self, state: str) -> tuple[str, ...]:
        return tuple(line.id for line in self.requirements if line.state == state)


@dataclass(frozen=True, slots=True, kw_only=True)
class Warned:
    """A warning code with its words, and what raised it."""

    code: str
    text: Text
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Qualification:
    """Everything the law says to one report. Reasons and gaps, no verdict."""

    facts: Facts
    lines: tuple[ProvisionLine, ...]
    tracks: tuple[str, ...]
    routes: tuple[TrackRoute, ...]
    first: str
    clocks: tuple[Clock, ...]
    readiness: Readiness
    outcome: str | None
    outcome_text: Text | None
    warnings: tuple[Warned, ...]
    law_digest: str
    overrides: tuple[ElementOverride, ...] = ()

    @property
    def used(self) -> tuple[ProvisionLine, ...]:
        return tuple(line for line in self.lines if line.used)

    def best(self, provision: str) -> Applicability | None:
        """The strongest answer for any person, as `applies` > `possible` > `does_not_apply`."""
        found = {line.applicability for line in self.lines if line.provision.id == provision}
        return next((one for one in Applicability if one in found), None)

    def warned(self, code: str) -> bool:
        return any(warning.code == code for warning in self.warnings)
