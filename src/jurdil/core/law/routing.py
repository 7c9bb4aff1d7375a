"""Where a track goes: which authority first, which next, with which form and which documents, on a given day.

The competent authority is that of the day of the step (`now`), never that of the day of the act.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from jurdil.core.law.in_force import on, rows_for
from jurdil.core.law.model import FormRole, FormVersion, Grounds, Law, Office, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A track that one provision opens for one category of person."""

    track: str
    provision: str
    category: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackRoute:
    """One track with its chain of authorities, and the paper that goes with it."""

    track: str
    chain: tuple[str, ...]
    next_body: str | None
    office: Office | None
    form: FormRole | None
    form_code: str | None
    documents: tuple[Text, ...]
    grounds: tuple[Grounds, ...]


def route(law: Law, opened: Iterable[Opened], regime: str, day: date) -> tuple[TrackRoute, ...]:
    """One route per open track, in the order of the vocabulary."""
    every = tuple(opened)
    order = law.vocabulary.codes("tracks")
    tracks = sorted({one.track for one in every}, key=order.index)
    return tuple(_route(law, track, [one for one in every if one.track == track], regime, day) for track in tracks)


def _route(law: Law, track: str, opened: Sequence[Opened], regime: str, day: date) -> TrackRoute:
    """The chains of all rows that fit one of the openings, joined without repetition; the first row names the form."""
    chain: dict[str, None] = {}
    grounds: list[Grounds] = []
    role: str | None = None
    level: str | None = None
    for row in law.routes:
        fits = row.track == track and any(
            (not row.subjects or one.category in row.subjects) and (not row.provisions or one.provision in row.provisions)
            for one in opened
        )
        version = on(row.versions, day) if fits else None
        if version:
            chain.update(dict.fromkeys(version.chain))
            grounds.append(version.grounds)
            role, level = role or row.form_role, level or row.level
    form = law.forms.get(role) if role else None
    paper = form_on(form, regime, day) if form else None
    bodies = tuple(chain)
    return TrackRoute(
        track=track,
        chain=bodies,
        next_body=bodies[1] if len(bodies) > 1 else None,
        office=next((one for one in law.offices if one.level == level), None),
        form=form,
        form_code=paper.display_code if paper else None,
        documents=form.documents if form else (),
        grounds=tuple(grounds),
    )


def form_on(form: FormRole, regime: str, day: date) -> FormVersion | None:
    """The row of a form that holds on a day in a kind of election; its display code may be unknown."""
    return on(rows_for(form.versions, regime), day)


def first_authority(law: Law, routes: Sequence[TrackRoute]) -> str:
    """Who gets the report first: the body at the head of every chain, else the country's general desk."""
    heads = {one.chain[0] for one in routes if one.chain}
    return heads.pop() if len(heads) == 1 else law.default_first


def desks(law: Law, takes: str = "report") -> tuple[Office, ...]:
    """The levels of office at which a report (or only a lead) can be handed in."""
    return tuple(office for office in law.offices if office.takes == takes)
