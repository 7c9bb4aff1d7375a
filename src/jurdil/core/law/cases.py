"""Worked cases: facts with the answer that the law must give. `failures` compares an answer with an expectation.

Only what an expectation lists is checked; a key that is missing says nothing. With several persons a provision counts
as its best answer for anyone. `docs/how-to/law.md` shows how to write a case.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from jurdil.core.law.as_json import clock_json
from jurdil.core.law.calendar import Calendar
from jurdil.core.law.facts import parse_facts
from jurdil.core.law.model import Law
from jurdil.core.law.qualify import qualify
from jurdil.core.law.results import Qualification


def run_case(law: Law, case: Mapping[str, Any], calendar: Calendar) -> tuple[str, ...]:
    """Each way in which the answer differs from the expectation; empty when the case holds. Raises BadFacts."""
    facts = parse_facts(case["facts"], law.vocabulary, default_zone=law.default_timezone)
    found = qualify(law, facts, calendar)
    return tuple(failures(law, found, case.get("expect") or {}))


def failures(law: Law, found: Qualification, expect: Mapping[str, Any]) -> Iterator[str]:
    for key, wanted in expect.items():
        check = _CHECKS.get(key)
        if check is None:
            yield f"the expectation “{key}” is not known; use one of: {', '.join(_CHECKS)}"
        else:
            yield from check(law, found, wanted)


def _provisions(_: Law, found: Qualification, wanted: Mapping[str, Any]) -> Iterator[str]:
    for answer, names in wanted.items():
        for name in names:
            best = found.best(name)
            got = best.value if best else "does_not_apply"
            if got != answer:
                yield f"{name}: expected {answer}, got {got}"


def _subset(of: Callable[[Qualification], set[str]], name: str) -> Callable[..., Iterator[str]]:
    def check(_: Law, found: Qualification, wanted: Any) -> Iterator[str]:
        if lacking := set(wanted) - of(found):
            yield f"{name}: expected {sorted(lacking)} among {sorted(of(found))}"

    return check


def _absent(of: Callable[[Qualification], set[str]], name: str) -> Callable[..., Iterator[str]]:
    def check(_: Law, found: Qualification, wanted: Any) -> Iterator[str]:
        if present := set(wanted) & of(found):
            yield f"{name}: {sorted(present)} must not be among {sorted(of(found))}"

    return check


def _equal(of: Callable[[Qualification], Any], name: str) -> Callable[..., Iterator[str]]:
    def check(_: Law, found: Qualification, wanted: Any) -> Iterator[str]:
        if of(found) != wanted:
            yield f"{name}: expected {wanted}, got {of(found)}"

    return check


def _missing(_: Law, found: Qualification, wanted: Any) -> Iterator[str]:
    got = set(found.readiness.ids("missing"))
    if (not wanted and got) or set(wanted) - got:
        yield f"missing: expected {sorted(wanted)}, got {sorted(got)}"


def _deadline(law: Law, found: Qualification, wanted: Mapping[str, Any]) -> Iterator[str]:
    told = [clock_json(law, clock, "id") for clock in found.clocks]
    same = next((one for one in told if one["rule"] == wanted.get("rule", one["rule"])), None)
    if same is None:
        yield f"deadline: no clock {wanted.get('rule')}"
        return
    for key, value in wanted.items():
        plain = value if value is None else str(value)
        if same.get(key) != plain:
            yield f"deadline {key}: expected {plain}, got {same.get(key)}"


def _tracks(found: Qualification) -> set[str]:
    return set(found.tracks)


def _authorities(found: Qualification) -> set[str]:
    return {found.first, *(body for route in found.routes for body in route.chain)}


def _codes(found: Qualification) -> set[str]:
    return {warning.code for warning in found.warnings}


_CHECKS: dict[str, Callable[..., Iterator[str]]] = {
    "provisions": _provisions,
    "tracks": _subset(_tracks, "tracks"),
    "not_tracks": _absent(_tracks, "tracks"),
    "first_authority": _equal(lambda found: found.first, "first authority"),
    "authorities_include": _subset(_authorities, "authorities"),
    "authorities_exclude": _absent(_authorities, "authorities"),
    "intake_class": _equal(lambda found: found.readiness.intake.code, "intake class"),
    "missing": _missing,
    "warnings_include": _subset(_codes, "warnings"),
    "warnings_exclude": _absent(_codes, "warnings"),
    "administrative_outcome": _equal(lambda found: found.outcome, "administrative outcome"),
    "deadline": _deadline,
}
