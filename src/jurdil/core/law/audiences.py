"""Know the rules: what one audience must not do, from when, with which sanction and on which source, on a given day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from jurdil.core.errors import LawNotFound
from jurdil.core.law.in_force import on, punished_by
from jurdil.core.law.model import Audience, Grounds, Law, Provision, Span, Text
from jurdil.core.law.reference import say_penalty


@dataclass(frozen=True, slots=True, kw_only=True)
class Sanction:
    article: str
    text: Text
    grounds: Grounds


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One ban in plain words. `since` is the span of the row that is in force."""

    provision: str
    article: str
    regimes: tuple[Text, ...]
    title: Text
    text: Text
    since: Span
    sanctions: tuple[Sanction, ...]
    grounds: Grounds
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KnowTheRules:
    """A whole page for one audience."""

    id: str
    title: Text
    day: date
    rules: tuple[Rule, ...]
    advice: tuple[Text, ...]


def know_the_rules(law: Law, audience: str, day: date) -> KnowTheRules:
    """The page of one audience on a day; rules not in force that day are left out. Raises LawNotFound."""
    found = next((one for one in law.audiences if one.id == audience), None)
    if found is None:
        raise LawNotFound(f"no audience {audience}", audience=audience)
    rules = tuple(rule for name in found.provisions if (rule := _rule(law, found, name, day)))
    return KnowTheRules(id=found.id, title=found.title, day=day, rules=rules, advice=found.advice)


def _rule(law: Law, audience: Audience, name: str, day: date) -> Rule | None:
    provision = next(one for one in law.provisions.values() if one.id == name)
    version = on(provision.versions, day)
    if version is None:
        return None
    return Rule(
        provision=provision.id,
        article=provision.article,
        regimes=tuple(law.label("regimes", regime) for regime in provision.regimes),
        title=provision.title,
        text=version.text,
        since=version.span,
        sanctions=tuple(_sanctions(law, provision, day)),
        grounds=version.grounds,
        sources=tuple(law.sources[key].topic for key in version.grounds.sources),
    )


def _sanctions(law: Law, provision: Provision, day: date) -> Iterator[Sanction]:
    """Its own penalty first, then those of the provisions that punish its breach."""
    for other in (provision, *punished_by(law, provision.id)):
        version = on(other.versions, day)
        if version and version.penalty:
            said = Text(id=say_penalty(version.penalty, "id"), en=say_penalty(version.penalty, "en"))
            yield Sanction(article=other.article, text=said, grounds=version.grounds)
