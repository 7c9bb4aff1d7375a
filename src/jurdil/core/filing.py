"""After lodging: what is due next, from whom, until when, and what is overdue by our reading.

Nothing here says that an authority broke the law. A limit of an authority counts from the next day; when its outer end
is over and nothing was recorded, the step is overdue *by our reading*. Which rule hangs on which event is told by the
`anchor` of the rule in the law; the table below says which recorded event gives that anchor.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from .errors import DomainError, LawNotFound
from .law.calendar import Calendar
from .law.deadlines import Clock, compute
from .law.desk import Office
from .law.model import DeadlineRule, Law

LODGED = "lodged"
ANSWERS = ("registered", "not_registered", "completion_requested")
OUTCOMES = ("decided", "forwarded", "sanction_recommended", "sanction_carried_out", "closed")
US = "us"


class WrongDay(DomainError):
    """A day that cannot be. `fault`: "future", "before_event" or "before_lodging".

    `day`: what was said; `limit`: what it must fit.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class Lodged:
    """The act of lodging: when, at which body, in whose zone."""

    at: datetime
    timezone: str
    body: str

    @property
    def day(self) -> date:
        return self.at.astimezone(ZoneInfo(self.timezone)).date()


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """One recorded thing that an authority did. `track` is "" when it is about the whole case."""

    kind: str
    on: date
    authority: str
    forwarded_to: str = ""
    track: str = ""

    def concerns(self, track: str) -> bool:
        return not self.track or not track or self.track == track


class State(StrEnum):
    WAITING = "waiting"  # inside the limit
    OVERDUE = "overdue"  # past the outer end, by our reading
    OPEN = "open"  # nothing recorded and no limit that we know
    DONE = "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class DueStep:
    """One step somebody has to take.

    `track`: "" for the case as a whole; `step`: "register", "complete", "decide", "forward", "act", "carry_out";
    `who`: a code of the authorities, or "us"; `since`: the event that started it; `clock`: None where we know no limit.
    """

    track: str
    step: str
    who: str
    since: str
    since_day: date
    state: State
    clock: Clock | None = None
    done_on: date | None = None
    reason_needed: bool = False  # runs only if more information was asked for

    @property
    def overdue(self) -> bool:
        return self.state is State.OVERDUE


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """Which event starts the clock of an anchor, which events end it, and what the step is."""

    step: str
    starts: tuple[str, ...]
    ends: tuple[str, ...]
    to: tuple[str, ...] = ()  # only when the case was forwarded to one of these; they are then who must act
    tracks: tuple[str, ...] = ()  # only on these tracks; empty: for the case as a whole
    at: tuple[str, ...] = ()  # only when one of these authorities did what starts it


# anchor of a deadline rule → what is watched
ANCHORS: Mapping[str, Watch] = {
    "report_submitted": Watch(step="register", starts=(LODGED, "completed"), ends=(*ANSWERS, *OUTCOMES)),
    "notice_to_reporter": Watch(step="complete", starts=("completion_requested",), ends=("completed", *ANSWERS[:2], "closed")),
    "report_received_or_registered": Watch(step="decide", starts=(LODGED, "registered"), ends=("not_registered", *OUTCOMES)),
    "registered": Watch(step="decide", starts=("registered",), ends=OUTCOMES),
    "bawaslu_decision": Watch(step="forward", starts=("decided",), ends=OUTCOMES[1:], tracks=("criminal",)),
    "bawaslu_outcome_received": Watch(step="act", starts=("forwarded",), ends=OUTCOMES[2:], to=("kpu",)),
    "bawaslu_province_decision": Watch(step="act", starts=("decided",), ends=OUTCOMES[1:], at=("bawaslu_province",)),
    "entry_in_sbt": Watch(step="act", starts=("forwarded",), ends=OUTCOMES[2:], to=("bkn",)),
    "report_received_by_investigator": Watch(step="act", starts=("forwarded",), ends=OUTCOMES[2:], to=("gakkumdu",)),
}

# a rule whose anchor means more than one thing
RULES: Mapping[str, Watch] = {
    "tsm_decision": Watch(step="decide", starts=("registered",), ends=OUTCOMES, at=("bawaslu_province",)),
}


def check_lodging_day(*, lodged_at: datetime, now: datetime, event_date: date | None, timezone: str) -> None:
    """A lodging lies between the day of the event and now, by the days of the office. Raises `WrongDay`."""
    if lodged_at > now:
        raise WrongDay(fault="future", day=lodged_at, limit=now)
    if event_date is not None and lodged_at.astimezone(ZoneInfo(timezone)).date() < event_date:
        raise WrongDay(fault="before_event", day=lodged_at, limit=event_date)


def check_event_day(*, day: date, lodged: Lodged, now: datetime) -> None:
    """An authority acts after the lodging and not in the future, by the days of its office. Raises `WrongDay`."""
    today = now.astimezone(ZoneInfo(lodged.timezone)).date()
    if day > today:
        raise WrongDay(fault="future", day=day, limit=today)
    if day < lodged.day:
        raise WrongDay(fault="before_lodging", day=day, limit=lodged.day)


def lodged_after(*, lodged_at: datetime, safe: datetime | None, outer_last_day: date | None, timezone: str) -> str:
    """Was it lodged "in_time", "after_safe" or "after_outer"? It is recorded all the same."""
    if outer_last_day is not None and lodged_at.astimezone(ZoneInfo(timezone)).date() > outer_last_day:
        return "after_outer"
    if safe is not None and lodged_at > safe:
        return "after_safe"
    return "in_time"


def due_steps(
    *,
    lodged: Lodged,
    events: Sequence[Happened],
    chains: Mapping[str, Sequence[str]],
    law: Law,
    calendar: Calendar,
    office: Office,
    now: datetime,
) -> tuple[DueStep, ...]:
    """Everything that was or is due since the lodging: overdue first, then by limit, then what has no limit, then done.

    `chains`: for each open track the authorities in order, on the day of the question.
    """
    ordered = sorted(events, key=lambda event: event.on)
    steps = [
        *_clocked(lodged, ordered, tuple(chains), law, calendar, office, now),
        *(step for track, chain in chains.items() if (step := next_of_track(track, chain, lodged, ordered)) is not None),
    ]
    return tuple(sorted(_without_doubles(steps), key=_urgency))


def _clocked(
    lodged: Lodged,
    events: Sequence[Happened],
    tracks: Iterable[str],
    law: Law,
    calendar: Calendar,
    office: Office,
    now: datetime,
) -> Iterable[DueStep]:
    """The steps for which the law has a limit and a recorded event gives its anchor."""
    for rule in law.deadlines.values():
        watch = RULES.get(rule.id) or ANCHORS.get(rule.anchor)
        if watch is None or rule.backwards or (rule.regimes and office.regime not in rule.regimes):
            continue
        for track in [track for track in tracks if track in watch.tracks] if watch.tracks else [""]:
            relevant = [event for event in events if event.concerns(track)]
            for start in _starts(watch, lodged, relevant):
                step = _step(rule, watch, track, start, relevant, lodged, law, calendar, office, now)
                if step is not None:
                    yield step
    base = [rule for rule in law.deadlines.values() if rule.anchor == "end_of_base" and office.regime in rule.regimes]
    for rule in base:
        yield from _extra(rule, lodged, events, law, calendar, office, now)


def _extra(
    rule: DeadlineRule, lodged: Lodged, events: Sequence[Happened], law: Law, calendar: Calendar, office: Office, now: datetime
) -> Iterable[DueStep]:
    """The further days of handling. They need a reason, so they stand beside the base and never replace it."""
    watch = ANCHORS["report_received_or_registered"]
    base = next(
        (
            one
            for one in law.deadlines.values()
            if one.anchor == "report_received_or_registered" and office.regime in one.regimes
        ),
        None,
    )
    if base is None:
        return
    for start in _starts(watch, lodged, events):
        ended = _clock(law, base, start.on, calendar, office)
        if ended is None:
            continue
        later = Happened(kind=start.kind, on=ended.outer_last_day, authority=start.authority)
        step = _step(rule, watch, "", later, events, lodged, law, calendar, office, now, after=start.on)
        if step is not None:
            yield replace(step, since_day=start.on, reason_needed=True)


def _starts(watch: Watch, lodged: Lodged, events: Sequence[Happened]) -> list[Happened]:
    """The last event of each kind that starts this clock."""
    found = {LODGED: Happened(kind=LODGED, on=lodged.day, authority=lodged.body)} if LODGED in watch.starts else {}
    for event in events:
        fits = (not watch.to or event.forwarded_to in watch.to) and (not watch.at or event.authority in watch.at)
        if event.kind in watch.starts and fits:
            found[event.kind] = event
    if watch.step == "register" and "completed" in found:
        del found[LODGED]  # the study begins again with what was completed
    return list(found.values())


def _step(
    rule: DeadlineRule,
    watch: Watch,
    track: str,
    start: Happened,
    events: Sequence[Happened],
    lodged: Lodged,
    law: Law,
    calendar: Calendar,
    office: Office,
    now: datetime,
    after: date | None = None,
) -> DueStep | None:
    anchor: date | datetime = lodged.at if start.kind == LODGED and rule_in_hours(rule) else start.on
    clock = _clock(law, rule, anchor, calendar, office)
    if clock is None:
        return None
    who = US if rule.ours else start.forwarded_to or (lodged.body if start.kind == LODGED else start.authority)
    done = _ended(watch, start, events, after or start.on)
    return DueStep(
        track=track, step=watch.step, who=who, since=start.kind, since_day=start.on, clock=clock,
        done_on=done, state=_state(clock, done, now), reason_needed=rule.condition is not None,
    )  # fmt: skip


def rule_in_hours(rule: DeadlineRule) -> bool:
    return any(version.unit == "hour" for version in rule.versions)


def _clock(law: Law, rule: DeadlineRule, anchor: date | datetime, calendar: Calendar, office: Office) -> Clock | None:
    try:
        return compute(law, rule.id, anchor, calendar, office)
    except LawNotFound:
        return None


def _ended(watch: Watch, start: Happened, events: Sequence[Happened], not_before: date) -> date | None:
    """The day of the first event that ends the clock and is not the one that started it."""
    for event in events:
        if event is not start and event.kind in watch.ends and event.on >= not_before:
            return event.on
    return None


def _state(clock: Clock, done: date | None, now: datetime) -> State:
    if done is not None:
        return State.DONE
    if clock.outer_last_moment is not None:
        return State.OVERDUE if now > clock.outer_last_moment else State.WAITING
    today = now.astimezone(ZoneInfo(clock.timezone)).date()
    return State.OVERDUE if today > clock.outer_last_day else State.WAITING


def next_of_track(track: str, chain: Sequence[str], lodged: Lodged, events: Sequence[Happened]) -> DueStep | None:
    """Who has to do what next on one track? None when the track is at its end, or before anything was lodged."""
    relevant = [event for event in events if event.concerns(track)]
    if any(event.kind in ("sanction_carried_out", "closed") for event in relevant):
        return None
    place, since, day = 0, LODGED, lodged.day
    recommended = False
    for event in relevant:
        at = event.forwarded_to if event.kind == "forwarded" else event.authority
        if at in chain and event.kind in ("forwarded", "decided", "sanction_recommended", "registered"):
            place = max(place, chain.index(at))
            since, day = event.kind, event.on
        recommended = recommended or event.kind == "sanction_recommended"
    if not chain:
        return None
    if recommended:
        who, step = chain[min(place + 1, len(chain) - 1)] if since == "sanction_recommended" else chain[place], "carry_out"
    elif place:
        who, step = chain[place], "carry_out" if place == len(chain) - 1 else "act"
    else:
        who, step = chain[0], "forward" if any(event.kind in ("decided", "registered") for event in relevant) else "register"
    return DueStep(track=track, step=step, who=who, since=since, since_day=day, state=State.OPEN)


def _without_doubles(steps: Sequence[DueStep]) -> list[DueStep]:
    """A step without a limit is left out where the same body's limit on that track, or on the whole case, runs."""
    running = [step for step in steps if step.clock is not None and step.state is not State.DONE]

    def told_already(step: DueStep) -> bool:
        return any(
            one.who == step.who and one.track in ("", step.track) and (one.step == step.step or step.step == "register")
            for one in running
        )

    return [step for step in steps if step.clock is not None or not told_already(step)]


_ORDER = {State.OVERDUE: 0, State.WAITING: 1, State.OPEN: 2, State.DONE: 3}


def _urgency(step: DueStep) -> tuple[int, date, str]:
    return (_ORDER[step.state], step.clock.outer_last_day if step.clock else step.since_day, step.track)
