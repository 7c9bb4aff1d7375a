"""What changes if: one fact another way, and what moves in the answer. Nothing is saved.

The change is written in the vocabulary of the facts, merged over the raw facts: `{"act": "join_campaign"}`,
`{"election": {"quiet": None}}`, `{"reported": {0: {"holds_office": True}}}`; lists are replaced as a whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from jurdil.core.law.calendar import Calendar
from jurdil.core.law.facts import parse_facts
from jurdil.core.law.model import Law
from jurdil.core.law.qualify import qualify
from jurdil.core.law.results import Qualification


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing that moves: "provision", "element", "track", "authority", "deadline", "requirement", "intake",
    "outcome" or "warning", with its name and both values; None where there was or will be nothing."""

    what: str
    name: str
    before: str | None
    after: str | None


def what_if(law: Law, raw: Mapping[str, Any], change: Mapping[str, Any], calendar: Calendar) -> tuple[Difference, ...]:
    """Everything that the change moves. Raises BadFacts when the changed facts cannot stand."""
    before = _ask(law, raw, calendar)
    after = _ask(law, merged(raw, change), calendar)
    return differences(before, after)


def _ask(law: Law, raw: Mapping[str, Any], calendar: Calendar) -> Qualification:
    return qualify(law, parse_facts(raw, law.vocabulary, default_zone=law.default_timezone), calendar)


def merged(raw: Mapping[str, Any], change: Mapping[Any, Any]) -> dict[str, Any]:
    """The raw facts with the change laid over them; neither is altered."""
    made: dict[str, Any] = dict(raw)
    for key, value in change.items():
        old = made.get(key)
        if isinstance(old, list) and isinstance(value, Mapping):
            made[key] = [merged(one, value[place]) if place in value else one for place, one in enumerate(old)]
        elif isinstance(old, Mapping) and isinstance(value, Mapping):
            made[key] = merged(old, value)
        else:
            made[key] = value
    return made


def differences(before: Qualification, after: Qualification) -> tuple[Difference, ...]:
    """What differs between two answers, in a steady order."""
    old, new = dict(_facets(before)), dict(_facets(after))
    return tuple(
        Difference(what=key[0], name=key[1], before=old.get(key), after=new.get(key))
        for key in dict.fromkeys((*old, *new))
        if old.get(key) != new.get(key)
    )


def _facets(found: Qualification) -> Iterator[tuple[tuple[str, str], str]]:
    for line in found.lines:
        name = f"{line.provision.id}[{line.reported}]"
        yield ("provision", name), line.applicability.value
        if line.used:
            for element in line.elements:
                yield ("element", f"{name}.{element.element.id}"), element.status.value
    for route in found.routes:
        yield ("track", route.track), " → ".join(route.chain)
    yield ("authority", "first"), found.first
    for clock in found.clocks:
        moment = clock.safe_last_moment.isoformat() if clock.safe_last_moment else "-"
        yield ("deadline", str(clock.rule.id)), f"{clock.safe_last_day} / {clock.outer_last_day} / {moment}"
    for requirement in found.readiness.requirements:
        yield ("requirement", requirement.id), requirement.state
    yield ("intake", "class"), found.readiness.intake.code
    if found.outcome:
        yield ("outcome", "administrative"), found.outcome
    for warning in found.warnings:
        yield ("warning", warning.code), "raised"
