"""Which fact would settle an open element, and how is an answer put into the facts of a report?

Facts are addressed by keys: "event_date", "act", "witnesses", "circumstance:gave_support", and, for one person,
"category", "civil_servant_type", "holds_office", "identified". Raw facts are the mapping that `law.facts` parses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from .errors import BadFacts
from .law.conditions import All, Any_, Condition, Contested, Leaf, Not, Open, Shared

FLAG, CHOICE, DAY, COUNT = "flag", "choice", "day", "count"


@dataclass(frozen=True, slots=True, kw_only=True)
class FactKey:
    """One fact that can be answered. `group`: of the vocabulary, for a choice; `personal`: asked of one person."""

    key: str
    kind: str
    group: str = ""
    personal: bool = False


KEYS: Mapping[str, FactKey] = {
    one.key: one
    for one in (
        FactKey(key="event_date", kind=DAY),
        FactKey(key="known_date", kind=DAY),
        FactKey(key="act", kind=CHOICE, group="acts"),
        FactKey(key="beneficiary", kind=CHOICE, group="beneficiaries"),
        FactKey(key="place_known", kind=FLAG),
        FactKey(key="narrative_given", kind=FLAG),
        FactKey(key="witnesses", kind=COUNT),
        FactKey(key="evidence_items", kind=COUNT),
        FactKey(key="signature_matches_id", kind=FLAG),
        FactKey(key="reporter.capacity", kind=CHOICE, group="capacities"),
        FactKey(key="reporter.voter_here", kind=FLAG),
        FactKey(key="category", kind=CHOICE, group="categories", personal=True),
        FactKey(key="civil_servant_type", kind=CHOICE, group="civil_servant_types", personal=True),
        FactKey(key="holds_office", kind=FLAG, personal=True),
        FactKey(key="identified", kind=FLAG, personal=True),
    )
}

_BEHIND: Mapping[str, tuple[str, ...]] = {
    "subject": ("category",),
    "subject_type": ("civil_servant_type",),
    "holds_office": ("holds_office",),
    "act": ("act",),
    "beneficiary": ("beneficiary",),
    "during": ("event_date",),
    "since": ("event_date",),
    "before": ("event_date",),
    "within": ("event_date",),
}
_BY_CIRCUMSTANCE = ("circumstance", "exception", "stated")

# What settles a requirement.
OF_REQUIREMENT: Mapping[str, tuple[str, ...]] = {
    "reporter_identity": ("reporter.capacity", "reporter.voter_here"),
    "reported_party": ("identified",),
    "within_deadline": ("known_date",),
    "signature_match": ("signature_matches_id",),
    "time_place": ("event_date", "place_known"),
    "description": ("narrative_given",),
    "evidence": ("evidence_items",),
    "witnesses": ("witnesses",),
}


def fact_key(key: str) -> FactKey:
    """The kind of a fact by its key; raises BadFacts for one that does not exist."""
    if key.startswith("circumstance:"):
        return FactKey(key=key, kind=FLAG, group="circumstances")
    try:
        return KEYS[key]
    except KeyError:
        raise BadFacts(f"no fact {key}", fact=key) from None


def behind(condition: Condition, shared: Callable[[str], Condition]) -> tuple[FactKey, ...]:
    """The facts that a condition asks for, in the order in which it asks, each once."""
    return tuple(fact_key(key) for key in dict.fromkeys(_keys(condition, shared)))


def _keys(condition: Condition, shared: Callable[[str], Condition]) -> Iterable[str]:
    match condition:
        case Leaf(kind, values) if kind in _BY_CIRCUMSTANCE:
            yield from (f"circumstance:{code}" for code in values)
        case Leaf(kind):
            yield from _BEHIND.get(kind, ())
        case All(parts) | Any_(parts):
            for part in parts:
                yield from _keys(part, shared)
        case Not(part) | Open(part) | Contested(part):
            yield from _keys(part, shared)
        case Shared(name):
            yield from _keys(shared(name), shared)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What somebody of the desk found out. `value` None takes the fact back to "not known"."""

    key: str
    value: Any
    reported: int | None = None


def with_answers(raw: Mapping[str, Any], answers: Iterable[Answer]) -> dict[str, Any]:
    """The facts with the answers put in, in their order; the given facts stay as they are.

    Raises BadFacts for an unknown key or a person who is not in the report.
    """
    facts: dict[str, Any] = deepcopy(dict(raw))
    for answer in answers:
        _put(facts, answer)
    return facts


def _put(facts: dict[str, Any], answer: Answer) -> None:
    fact = fact_key(answer.key)
    if answer.key.startswith("circumstance:"):
        _put_circumstance(facts, answer.key.removeprefix("circumstance:"), answer.value)
    elif fact.personal:
        people = facts.get("reported") or []
        if answer.reported is None or not 0 <= answer.reported < len(people):
            raise BadFacts(f"no reported person {answer.reported}", fact=answer.key)
        _set(people[answer.reported], answer.key, answer.value)
    elif answer.key.startswith("reporter."):
        facts["reporter"] = dict(facts.get("reporter") or {})
        _set(facts["reporter"], answer.key.removeprefix("reporter."), answer.value)
    else:
        _set(facts, answer.key, answer.value)


def _set(part: dict[str, Any], key: str, value: Any) -> None:
    if value is None:
        part.pop(key, None)
    else:
        part[key] = value


def _put_circumstance(facts: dict[str, Any], code: str, value: Any) -> None:
    """True: it was so; False: it was asked and is not so; None: not known again."""
    said = [one for one in facts.get("circumstances") or [] if one != code]
    denied = [one for one in facts.get("denied_circumstances") or [] if one != code]
    if value is True:
        said.append(code)
    elif value is False:
        denied.append(code)
    facts["circumstances"], facts["denied_circumstances"] = said, denied
