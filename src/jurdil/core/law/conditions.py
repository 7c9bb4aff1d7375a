"""The small language in which an element says when it is met, and its four answers.

    met > contested > unknown > unmet      `any` takes the best of its parts, `all` the worst of
    met > contested > unknown > unmet      them, where a part that is not met decides first.

A leaf asks one thing of the facts (`act`, `subject`, `circumstance` …); `LEAVES` in `leaves.py` answers it.
`open` turns met into unknown: the facts show the act, but whether the norm reaches it is a question to ask.
`contested` turns met into contested: the sources, or practice, read the law in two ways.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from jurdil.core.law.grounds import Reading


class Status(StrEnum):
    MET = "met"
    UNMET = "unmet"
    UNKNOWN = "unknown"
    CONTESTED = "contested"


_RANK = {Status.UNMET: 0, Status.UNKNOWN: 1, Status.CONTESTED: 2, Status.MET: 3}


@dataclass(frozen=True, slots=True)
class Leaf:
    """One question to the facts, such as act ∈ values."""

    kind: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class All:
    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Any_:
    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    part: Condition


@dataclass(frozen=True, slots=True)
class Open:
    part: Condition


@dataclass(frozen=True, slots=True)
class Contested:
    part: Condition
    reading: Reading


@dataclass(frozen=True, slots=True)
class Shared:
    """The condition of a shared element, by its name."""

    name: str


Condition = Leaf | All | Any_ | Not | Open | Contested | Shared


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a leaf answered as it did: a sentence of `wording.REASONS` and the codes to put into it."""

    key: str
    group: str = ""
    codes: tuple[str, ...] = ()
    said: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """The answer to a condition, with its reasons, the codes that would settle it, and readings in conflict."""

    status: Status
    reasons: tuple[Reason, ...] = ()
    asks: tuple[tuple[str, str], ...] = ()
    readings: tuple[Reading, ...] = ()


def evaluate(condition: Condition, leaf: Callable[[Leaf], Finding], shared: Callable[[str], Finding]) -> Finding:
    """What the facts say to a condition. `leaf` answers one question, `shared` a condition that has a name."""
    match condition:
        case Leaf():
            return leaf(condition)
        case Shared(name):
            return shared(name)
        case Any_(parts):
            return _best([evaluate(part, leaf, shared) for part in parts])
        case All(parts):
            return _worst([evaluate(part, leaf, shared) for part in parts])
        case Not(part):
            found = evaluate(part, leaf, shared)
            flipped = {Status.MET: Status.UNMET, Status.UNMET: Status.MET}.get(found.status, found.status)
            return Finding(flipped, found.reasons, found.asks, found.readings)
        case Open(part):
            found = evaluate(part, leaf, shared)
            if found.status is Status.MET:
                return Finding(Status.UNKNOWN, (*found.reasons, Reason("open")), found.asks, found.readings)
            return found
        case Contested(part, reading):
            found = evaluate(part, leaf, shared)
            if found.status is Status.MET:
                return Finding(Status.CONTESTED, (*found.reasons, Reason("contested")), found.asks, (reading,))
            return found


def _best(found: list[Finding]) -> Finding:
    status = max((one.status for one in found), key=_RANK.__getitem__)
    # When every way fails, the first one is the rule and the others are its variants: its reasons say enough.
    return _join(status, found[:1] if status is Status.UNMET else found)


def _worst(found: list[Finding]) -> Finding:
    status = min((one.status for one in found), key=_RANK.__getitem__)
    joined = _join(status, found)
    if status in (Status.MET, Status.UNMET):
        return joined
    readings = tuple(dict.fromkeys(reading for one in found for reading in one.readings))
    return Finding(status, joined.reasons, joined.asks, readings)


def _join(status: Status, found: list[Finding]) -> Finding:
    """The reasons of those parts that decided, each once."""
    deciding = [one for one in found if one.status is status]
    return Finding(
        status,
        tuple(dict.fromkeys(reason for one in deciding for reason in one.reasons)),
        tuple(dict.fromkeys(ask for one in deciding for ask in one.asks)),
        tuple(dict.fromkeys(reading for one in deciding for reading in one.readings)),
    )


def leaves(found: Condition) -> Iterator[Leaf]:
    """Every leaf below a condition; shared conditions are not followed."""
    match found:
        case Leaf():
            yield found
        case All(parts) | Any_(parts):
            for part in parts:
                yield from leaves(part)
        case Not(part) | Open(part) | Contested(part, _):
            yield from leaves(part)


def shared_names(found: Condition) -> Iterator[str]:
    """The names of shared conditions used below a condition."""
    match found:
        case Shared(name):
            yield name
        case All(parts) | Any_(parts):
            for part in parts:
                yield from shared_names(part)
        case Not(part) | Open(part) | Contested(part, _):
            yield from shared_names(part)
