"""What changed between two days: every dated value of the law, compared in one way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from jurdil.core.law.day_words import say_day
from jurdil.core.law.in_force import R, rows_for
from jurdil.core.law.model import Desk, Grounds, Law, Place, ProvisionVersion, Span, Text
from jurdil.core.law.reference import say_penalty


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One dated value of a series, in words."""

    span: Span
    text: Text
    note: Text | None
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """One series of dated values: what it is, and each value with its span and the words to show."""

    kind: str
    name: str
    rows: tuple[Row, ...]


class _Versioned(Protocol):
    @property
    def span(self) -> Span: ...
    @property
    def grounds(self) -> Grounds: ...


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
            since = after.span.start if after else (before.span.end if before else None) or date.max
            found.append(
                LawChange(
                    kind=series.kind,
                    name=series.name,
                    since=since,
                    before=before.text if before else None,
                    after=after.text if after else None,
                    note=after.note if after else None,
                )
            )
    return tuple(sorted(found, key=lambda change: (change.since, change.kind, change.name)))


def _at(series: Dated, day: date) -> Row | None:
    return next((row for row in series.rows if day in row.span), None)


def _row(one: _Versioned, text: Text) -> Row:
    return Row(span=one.span, text=text, note=one.grounds.note, place=one.grounds.place)


def dated_series(law: Law) -> Iterator[Dated]:
    """Every series of dated values in the law: for `diff`, and for the search for gaps and overlaps."""
    for provision in law.provisions.values():
        yield Dated(
            kind="provision",
            name=provision.id,
            rows=tuple(_row(one, _with_penalty(one)) for one in provision.versions),
        )
    for rule in law.deadlines.values():
        for name, deadline_rows in _by_regime(rule.id, rule.regimes, rule.versions):
            yield Dated(
                kind="deadline",
                name=name,
                rows=tuple(_row(one, _both(f"{one.n} {one.unit}, {one.start}")) for one in deadline_rows),
            )
    for row in law.routes:
        filters = "+".join((*row.subjects, *row.provisions))
        yield Dated(
            kind="route",
            name=row.track + (f" [{filters}]" if filters else ""),
            rows=tuple(_row(one, _chain(law, one.chain)) for one in row.versions),
        )
    for outcome in law.outcomes:
        yield Dated(
            kind="outcome",
            name=f"{outcome.via} → {outcome.to} [{'+'.join(outcome.regimes)}]",
            rows=tuple(_row(one, one.text) for one in outcome.versions),
        )
    for form in law.forms.values():
        for name, form_rows in _by_regime(form.role, form.regimes, form.versions):
            yield Dated(
                kind="form",
                name=name,
                rows=tuple(_row(one, _both(one.display_code or "-")) for one in form_rows),
            )
    for instrument in law.instruments.values():
        if instrument.span:
            yield Dated(
                kind="instrument",
                name=instrument.key,
                rows=(
                    Row(
                        span=instrument.span,
                        text=instrument.purpose,
                        note=instrument.grounds.note,
                        place=instrument.grounds.place,
                    ),
                ),
            )
    for regime in law.vocabulary.codes("regimes"):
        desks = [desk for desk in law.desks if regime in desk.regimes]
        if desks:
            yield Dated(
                kind="desk",
                name=regime,
                rows=tuple(_row(one, _week(one)) for one in desks),
            )


def _by_regime(name: str, regimes: Iterable[str], versions: tuple[R, ...]) -> Iterator[tuple[str, tuple[R, ...]]]:
    """One series for all kinds of election, or one for each kind where a row names its own."""
    if not any(one.regimes for one in versions):
        yield name, versions
        return
    for regime in regimes:
        yield f"{name} [{regime}]", rows_for(versions, regime)


def _with_penalty(version: ProvisionVersion) -> Text:
    if version.penalty is None:
        return version.text
    return Text(
        id=f"{version.text.id} [{say_penalty(version.penalty, 'id')}]",
        en=f"{version.text.en} [{say_penalty(version.penalty, 'en')}]",
    )


def _both(words: str) -> Text:
    return Text(id=words, en=words)


def _chain(law: Law, chain: tuple[str, ...]) -> Text:
    return Text(
        id=" → ".join(law.label("authorities", body).id for body in chain),
        en=" → ".join(law.label("authorities", body).en for body in chain),
    )


def _week(desk: Desk) -> Text:
    hours = [f"{one.opens:%H.%M}–{one.closes:%H.%M}" if one else "-" for one in desk.week]
    stages = ", ".join(
        f"{name}: {'24' if one.all_day else f'{one.opens:%H.%M}–{one.closes:%H.%M}'}" for name, one in desk.stages.items()
    )
    return _both(" ".join(hours) + (f"; {stages}" if stages else ""))
