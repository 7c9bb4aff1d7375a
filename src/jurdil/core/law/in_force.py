"""What was in force on a day. The day of the act chooses the norm, the day of the step the deadline and the body."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Protocol, TypeVar

from jurdil.core.errors import LawNotFound
from jurdil.core.law.model import Law, Provision, ProvisionId, ProvisionVersion, Span


class Dated(Protocol):
    @property
    def span(self) -> Span: ...


class ForRegimes(Dated, Protocol):
    @property
    def regimes(self) -> tuple[str, ...]: ...


D = TypeVar("D", bound=Dated)
R = TypeVar("R", bound=ForRegimes)


def on(versions: Iterable[D], day: date) -> D | None:
    """The version in force that day, or None."""
    return next((version for version in versions if day in version.span), None)


def rows_for(versions: Iterable[R], regime: str) -> tuple[R, ...]:
    """The rows of one kind of election: its own where there are any, else those that name no kind."""
    every = tuple(versions)
    own = tuple(one for one in every if regime in one.regimes)
    return own or tuple(one for one in every if not one.regimes)


def provision(law: Law, name: str) -> Provision:
    """The provision of that name; raises LawNotFound."""
    found = law.provisions.get(ProvisionId(name))
    if found is None:
        raise LawNotFound(f"no provision {name}", provision=name)
    return found


def provision_on(law: Law, name: str, day: date) -> ProvisionVersion:
    """What a provision said on a day; raises LawNotFound when it was not in force."""
    found = on(provision(law, name).versions, day)
    if found is None:
        raise LawNotFound(f"{name} was not in force on {day}", provision=name, day=day)
    return found


def provisions_on(law: Law, day: date) -> tuple[tuple[Provision, ProvisionVersion], ...]:
    """Every provision in force on a day, with what it said."""
    return tuple((one, version) for one in law.provisions.values() if (version := on(one.versions, day)))


def punished_by(law: Law, name: ProvisionId) -> tuple[Provision, ...]:
    """The sanctions for a provision: those that name it, and those that name a provision that names it."""
    found: dict[ProvisionId, Provision] = {}
    todo = [name]
    while todo:
        breached = todo.pop(0)
        for other in law.provisions.values():
            if breached in other.breach_of and other.id not in found:
                found[other.id] = other
                todo.append(other.id)
    return tuple(one for one in found.values() if one.kind == "sanction")
