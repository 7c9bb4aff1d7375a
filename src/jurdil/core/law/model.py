"""The law as frozen values: what a country's folder under `law/` says once it has been read.

Nothing here names a country. Codes (categories, acts, tracks, authorities …) are plain strings that the country's
own vocabulary declares; `parse` refuses any other. All spans are half-open: `start <= day < end`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from decimal import Decimal
from enum import StrEnum
from typing import NewType

from jurdil.core.law.conditions import Condition
from jurdil.core.law.grounds import Confidence, Grounds, Place, Reading, Source, Span, Text

ProvisionId = NewType("ProvisionId", str)
RuleId = NewType("RuleId", str)


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """A statute, regulation, circular or judgment."""

    key: str
    title: Text
    purpose: Text
    span: Span | None
    amended_by: tuple[str, ...]
    status: Text | None
    grounds: Grounds


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One code of the vocabulary: how people call it, and how to ask for it when it is not known."""

    code: str
    text: Text
    ask: Text | None = None
    exhibit: Text | None = None
    traits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """Group → code → word. The groups are those of `parse.GROUPS`."""

    groups: Mapping[str, Mapping[str, Word]]

    def codes(self, group: str) -> tuple[str, ...]:
        return tuple(self.groups[group])

    def word(self, group: str, code: str) -> Word:
        return self.groups[group][code]

    def with_trait(self, group: str, trait: str) -> tuple[str, ...]:
        return tuple(code for code, word in self.groups[group].items() if trait in word.traits)


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """One thing that must be shown before a provision can apply."""

    id: str
    text: Text
    condition: Condition
    ask: Text | None
    exhibit: Text | None
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A range of time or money; None is an open end."""

    least: Decimal | None
    most: Decimal | None
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Penalty:
    kind: str
    prison: Amount | None
    fine: Amount | None
    joined: str
    steps: tuple[Text, ...]
    under_review: bool
    note: Text | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """A track that a provision opens, always or only when something is known to be so."""

    track: str
    condition: Condition | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvisionVersion:
    """What a provision says in one span of time."""

    span: Span
    text: Text
    elements: tuple[Element, ...]
    opens: tuple[Opening, ...]
    penalty: Penalty | None
    grounds: Grounds


@dataclass(frozen=True, slots=True, kw_only=True)
class Provision:
    """A norm, or the sanction for breaking one, through time."""

    id: ProvisionId
    kind: str  # "norm" | "sanction"
    title: Text
    article: str
    instrument: str
    regimes: tuple[str, ...]
    versions: tuple[ProvisionVersion, ...]
    breach_of: tuple[ProvisionId, ...]
    place: Place


class Unit(StrEnum):
    CALENDAR_DAY = "calendar_day"
    WORKING_DAY = "working_day"
    DAY = "day"  # the source does not say which: the early end counts calendar days, the late end working days
    HOUR = "hour"
    MONTH = "month"


class Start(StrEnum):
    SAME_DAY = "same_day_counts"
    NEXT_DAY = "next_day"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineVersion:
    span: Span
    n: int
    unit: Unit
    start: Start
    grounds: Grounds
    readings: tuple[Reading, ...] = ()
    regimes: tuple[str, ...] = ()  # only for these kinds of election; empty = for those that have no row of their own


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineRule:
    """A limit of time through the years: how much, from when, for whom."""

    id: RuleId
    title: Text
    regimes: tuple[str, ...]
    purpose: str
    anchor: str
    anchor_text: Text
    ours: bool  # we must act; otherwise an authority must
    backwards: bool
    at_desk: bool
    condition: Text | None
    versions: tuple[DeadlineVersion, ...]
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    opens: time
    closes: time
    all_day: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """When the receiving offices are open: seven weekdays from Monday, and stages that override them."""

    regimes: tuple[str, ...]
    span: Span
    week: tuple[Hours | None, ...]
    stages: Mapping[str, Hours]
    grounds: Grounds


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteVersion:
    span: Span
    chain: tuple[str, ...]
    grounds: Grounds


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """Which authorities a track passes, for whom, when. Empty filters take everybody."""

    track: str
    subjects: tuple[str, ...]
    provisions: tuple[str, ...]
    form_role: str
    level: str | None  # of the receiving office, by the place of the event
    versions: tuple[RouteVersion, ...]
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeVersion:
    span: Span
    outcome: str
    text: Text
    grounds: Grounds


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What the outcome that one authority sends to another is called, and is worth."""

    track: str
    regimes: tuple[str, ...]
    via: str
    to: str
    versions: tuple[OutcomeVersion, ...]
    place: Place


# The requirements whose state the engine can tell from the facts; a country chooses among them and words them.
REQUIREMENTS = (
    "reporter_identity", "reported_party", "within_deadline", "signature_match",
    "time_place", "description", "evidence", "witnesses",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """A formal or material requirement, with the words of an officer and a question for the witness."""

    id: str
    kind: str  # "formal" | "material"
    text: Text
    refusal: Text
    ask: Text
    weight: int
    wanted: int | None
    grounds: Grounds


@dataclass(frozen=True, slots=True, kw_only=True)
class FormVersion:
    span: Span
    display_code: str | None
    grounds: Grounds
    regimes: tuple[str, ...] = ()  # as in DeadlineVersion


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField:
    """One field of a form: "reporter" or "officer" fills it in, "attached" comes with it; required or not."""

    id: str
    label: Text
    filled_by: str
    required: bool
    grounds: Grounds


@dataclass(frozen=True, slots=True, kw_only=True)
class FormRole:
    """What a document is for. Its code on paper is dated and may be unknown."""

    role: str
    regimes: tuple[str, ...]
    title: Text
    documents: tuple[Text, ...]
    fields: tuple[FormField, ...]
    versions: tuple[FormVersion, ...]
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """A level at which reports can be handed in."""

    level: str
    text: Text
    takes: str  # "report" | "lead"
    grounds: Grounds


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    text: Text
    limit: Text | None
    grounds: Grounds


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedure:
    """A chain of steps that an authority follows, for people to read."""

    id: str
    title: Text
    regimes: tuple[str, ...]
    span: Span
    steps: tuple[Step, ...]
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class WarningRule:
    """A warning code, its words, and when the law files themselves raise it."""

    code: str
    text: Text
    condition: Condition | None
    per_person: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """Whom a "know the rules" page speaks to, and which provisions it tells them."""

    id: str
    title: Text
    categories: tuple[str, ...]
    provisions: tuple[str, ...]
    advice: tuple[Text, ...]
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Law:
    """All that one country's folder says. `digest` changes when any value does."""

    country: str
    name: Text
    default_timezone: str
    default_first: str
    digest: str
    vocabulary: Vocabulary
    sources: Mapping[str, Source]
    instruments: Mapping[str, Instrument]
    elements: Mapping[str, Element]
    provisions: Mapping[ProvisionId, Provision]
    deadlines: Mapping[RuleId, DeadlineRule]
    desks: tuple[Desk, ...]
    routes: tuple[Route, ...]
    outcomes: tuple[Outcome, ...]
    requirements: tuple[Requirement, ...]
    forms: Mapping[str, FormRole]
    offices: tuple[Office, ...]
    procedures: tuple[Procedure, ...]
    warnings: Mapping[str, WarningRule]
    audiences: tuple[Audience, ...]
    zone_names: Mapping[str, str] = field(default_factory=dict)

    def label(self, group: str, code: str) -> Text:
        return self.vocabulary.word(group, code).text


__all__ = [
    "REQUIREMENTS",
    "Amount", "Audience", "Confidence", "DeadlineRule", "DeadlineVersion", "Desk", "Element", "FormField", "FormRole",
    "FormVersion", "Grounds", "Hours", "Instrument", "Law", "Office", "Opening", "Outcome", "OutcomeVersion", "Penalty",
    "Place", "Procedure", "Provision", "ProvisionId", "ProvisionVersion", "Reading", "Requirement", "Route",
    "RouteVersion", "RuleId", "Source", "Span", "Start", "Step", "Text", "Unit", "Vocabulary", "WarningRule", "Word",
]  # fmt: skip
