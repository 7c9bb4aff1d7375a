"""What moves when one fact is another? Two qualifications side by side, as a list of differences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .law.results import Qualification


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One thing that differs. `kind`: provision, track, chain, requirement, score, intake, clock, first, outcome, warning.

    `key` names it (a provision, a track, a requirement, a rule); `reported` is the person of a provision. `before` and
    `after` are codes or ISO times, "" where there is nothing.
    """

    kind: str
    key: str
    before: str
    after: str
    reported: int | None = None


def moves(before: Qualification, after: Qualification) -> tuple[Move, ...]:
    """All differences, in the order in which a reader asks: provisions, tracks, requirements, time, warnings."""
    return tuple(_moves(before, after))


def _moves(before: Qualification, after: Qualification) -> Iterator[Move]:
    yield from _provisions(before, after)
    old, new = ({one.track: " → ".join(one.chain) for one in each.routes} for each in (before, after))
    for track in dict.fromkeys([*old, *new]):
        if (track in old) != (track in new):
            yield Move(kind="track", key=track, before="open" if track in old else "", after="open" if track in new else "")
        elif old[track] != new[track]:
            yield Move(kind="chain", key=track, before=old[track], after=new[track])
    states = [{line.id: line.state for line in each.readiness.requirements} for each in (before, after)]
    for name in states[0]:
        if states[0][name] != states[1][name]:
            yield Move(kind="requirement", key=name, before=states[0][name], after=states[1][name])
    yield from _single(before, after)
    yield from _clocks(before, after)
    raised = [{one.code for one in each.warnings} for each in (before, after)]
    for code in sorted(raised[0] ^ raised[1]):
        yield Move(
            kind="warning", key=code, before="raised" if code in raised[0] else "", after="raised" if code in raised[1] else ""
        )


def _provisions(before: Qualification, after: Qualification) -> Iterator[Move]:
    old, new = ({(one.provision.id, one.reported): one.applicability for one in each.lines} for each in (before, after))
    for provision, reported in dict.fromkeys([*old, *new]):
        was, now = old.get((provision, reported), "does_not_apply"), new.get((provision, reported), "does_not_apply")
        if was != now:
            yield Move(kind="provision", key=provision, reported=reported, before=str(was), after=str(now))


def _single(before: Qualification, after: Qualification) -> Iterator[Move]:
    pairs = (
        ("score", str(before.readiness.score), str(after.readiness.score)),
        ("intake", before.readiness.intake.code, after.readiness.intake.code),
        ("first", before.first, after.first),
        ("outcome", before.outcome or "", after.outcome or ""),
    )
    for kind, was, now in pairs:
        if was != now:
            yield Move(kind=kind, key=kind, before=was, after=now)


def _clocks(before: Qualification, after: Qualification) -> Iterator[Move]:
    ends = [
        {
            str(one.rule.id): f"{one.safe_last_moment.isoformat() if one.safe_last_moment else one.safe_last_day.isoformat()}"
            for one in each.clocks
        }
        for each in (before, after)
    ]
    for rule in dict.fromkeys([*ends[0], *ends[1]]):
        was, now = ends[0].get(rule, ""), ends[1].get(rule, "")
        if was != now:
            yield Move(kind="clock", key=rule, before=was, after=now)
