"""What changed between two days: every dated value of the law, compared in one way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from jurdil.core.law.day_words import say_day
from jurdil.core.law.in_force import on
from jurdil.core.law.model import Law, Place, Span, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """One series of dated values: what it is, and each value with its span and the words to show."""

    kind: str
    name: str
    place: Place
    values: tuple[tuple[Span, Text, Text | None], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LawChange:
    """One value on the earlier and on the later day; None where none was in force."""

    kind: str
    name: str
    since: date
    before: Text | None
    after: Text | None
    note: Text | None

    def say(self, lang: str) -> str:
        nothing = "nothing" if lang == "en" else "tidak ada"
        old = self.before.say(lang) if self.before else nothing
        new = self.after.say(lang) if self.after else nothing
        when = say_day(self.since, lang, weekday=False)
        note = f" ({self.note.say(lang)})" if self.note else ""
        change = f"{old}\n    → {new}" if old != new else new
        return f"{self.kind} {self.name}, {'from' if lang == 'en' else 'mulai'} {when}:\n    {change}{note}"

    def as_json(self, lang: str) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "name": self.name,
            "since": self.since.isoformat(),
            "before": self.before.say(lang) if self.before else None,
            "after": self.after.say(lang) if self.after else None,
            "note": self.note.say(lang) if self.note else None,
        }


def diff(law: Law, one: date, other: date) -> tuple[LawChange, ...]:
    """Every series whose value is not the same row on both days, in the order in which it changed."""
    earlier, later = sorted((one, other))
    found = []
    for series in dated_series(law):
        before, after = _at(series, earlier), _at(series, later)
        if before is not after:
            since = after[0].start if after else _end(before)
            found.append(
                LawChange(
                    kind=series.kind,
                    name=series.name,
                    since=since,
                    before=before[1] if before else None,
                    after=after[1] if after else None,
                    note=after[2] if after else None,
                )
            )
    return tuple(sorted(found, key=lambda change: (change.since, change.kind, change.name)))


def _at(series: Dated, day: date) -> tuple[Span, Text, Text | None] | None:
    return next((value for value in series.values if day in value[0]), None)


def _end(value: tuple[Span, Text, Text | None] | None) -> date:
    return value[0].end or date.max if value else date.max


def dated_series(law: Law) -> Iterator[Dated]:
    """Every series of dated values in the law: for `diff`, and for the search for gaps and overlaps."""
    for provision in law.provisions.values():
        yield Dated(
            kind="provision",
            name=provision.id,
            place=provision.place,
            values=tuple((one.span, one.text, one.grounds.note) for one in provision.versions),
        )
    for rule in law.deadlines.values():
        yield Dated(
            kind="deadline",
            name=rule.id,
            place=rule.place,
            values=tuple((one.span, _both(f"{one.n} {one.unit}, {one.start}"), one.grounds.note) for one in rule.versions),
        )
    for row in law.routes:
        filters = "+".join((*row.subjects, *row.provisions))
        yield Dated(
            kind="route",
            name=row.track + (f" [{filters}]" if filters else ""),
            place=row.place,
            values=tuple((one.span, _chain(law, one.chain), one.grounds.note) for one in row.versions),
        )
    for outcome in law.outcomes:
        yield Dated(
            kind="outcome",
            name=f"{outcome.via} → {outcome.to} [{'+'.join(outcome.regimes)}]",
            place=outcome.place,
            values=tuple((one.span, one.text, one.grounds.note) for one in outcome.versions),
        )
    for form in law.forms.values():
        yield Dated(
            kind="form",
            name=form.role,
            place=form.place,
            values=tuple((one.span, _both(one.display_code or "-"), one.grounds.note) for one in form.versions),
        )
    for instrument in law.instruments.values():
        if instrument.span:
            yield Dated(
                kind="instrument",
                name=instrument.key,
                place=instrument.grounds.place,
                values=((instrument.span, instrument.purpose, instrument.grounds.note),),
            )
    for regime in law.vocabulary.codes("regimes"):
        desks = [desk for desk in law.desks if regime in desk.regimes]
        if desks:
            yield Dated(
                kind="desk",
                name=regime,
                place=desks[0].grounds.place,
                values=tuple((one.span, _week(one), one.grounds.note) for one in desks),
            )


def _both(words: str) -> Text:
    return Text(id=words, en=words)


def _chain(law: Law, chain: tuple[str, ...]) -> Text:
    return Text(
        id=" → ".join(law.label("authorities", body).id for body in chain),
        en=" → ".join(law.label("authorities", body).en for body in chain),
    )


def _week(desk: Any) -> Text:
    hours = [f"{one.opens:%H.%M}–{one.closes:%H.%M}" if one else "-" for one in desk.week]
    stages = ", ".join(
        f"{name}: {'24' if one.all_day else f'{one.opens:%H.%M}–{one.closes:%H.%M}'}" for name, one in desk.stages.items()
    )
    return _both(" ".join(hours) + (f"; {stages}" if stages else ""))


__all__ = ["Dated", "LawChange", "dated_series", "diff", "on"]
