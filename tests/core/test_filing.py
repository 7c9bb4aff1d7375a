"""After lodging: whose turn it is, until when, and when we call it overdue by our reading."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from jurdil.core.filing import (
    DueStep,
    Happened,
    Lodged,
    State,
    WrongDay,
    check_event_day,
    check_lodging_day,
    due_steps,
    lodged_after,
)
from jurdil.core.law.calendar import Calendar
from jurdil.core.law.desk import Office
from jurdil.core.law.model import (
    Confidence,
    DeadlineRule,
    DeadlineVersion,
    Grounds,
    Law,
    Place,
    RuleId,
    Span,
    Start,
    Text,
    Unit,
    Vocabulary,
)

WIB = ZoneInfo("Asia/Jakarta")
LODGED = Lodged(at=datetime(2025, 4, 14, 14, 30, tzinfo=WIB), timezone="Asia/Jakarta", body="bawaslu")  # a Monday
OFFICE = Office(timezone="Asia/Jakarta", regime="local_election")
CALENDAR = Calendar.of([], [2025], "uji")
CIVIL = {"civil_service_discipline": ("bawaslu", "bkn", "appointing_authority")}


def rule(id_: str, anchor: str, n: int, unit: Unit = Unit.CALENDAR_DAY, *, ours: bool = False) -> DeadlineRule:
    grounds = Grounds(confidence=Confidence.V2, sources=("uji",), place=Place(file="uji", line=1))
    text = Text(id=id_, en=id_)
    start = Start.SAME_DAY if ours else Start.NEXT_DAY
    version = DeadlineVersion(span=Span(start=date(2014, 1, 1)), n=n, unit=unit, start=start, grounds=grounds)
    return DeadlineRule(
        id=RuleId(id_), title=text, regimes=("local_election",), purpose="uji", anchor=anchor, anchor_text=text, ours=ours,
        backwards=False, at_desk=False, condition=None, versions=(version,), place=grounds.place,
    )  # fmt: skip


LAW = Law(
    country="uji", name=Text(id="uji", en="test"), default_timezone="Asia/Jakarta", default_first="bawaslu", digest="0",
    vocabulary=Vocabulary(groups={}), sources={}, instruments={}, elements={}, provisions={},
    deadlines={
        one.id: one
        for one in (
            rule("prelim_study", "report_submitted", 2),
            rule("complete_report", "notice_to_reporter", 2, ours=True),
            rule("handling_base", "report_received_or_registered", 3),
            rule("handling_extra", "end_of_base", 2),
            rule("to_police", "bawaslu_decision", 24, Unit.HOUR),
            rule("sbt_task_force", "entry_in_sbt", 7),
        )
    },
    desks=(), routes=(), outcomes=(), requirements=(), forms={}, offices=(), procedures=(), warnings={}, audiences=(),
)  # fmt: skip


def on(day: int, kind: str, authority: str = "bawaslu", *, to: str = "", track: str = "") -> Happened:
    return Happened(kind=kind, on=date(2025, 4, day), authority=authority, forwarded_to=to, track=track)


def at(day: int, hour: int = 9) -> datetime:
    return datetime(2025, 4, day, hour, tzinfo=WIB)


def due(
    now: datetime, events: Sequence[Happened] = (), chains: dict[str, tuple[str, ...]] | None = None
) -> tuple[DueStep, ...]:
    return due_steps(lodged=LODGED, events=events, chains=chains or {}, law=LAW, calendar=CALENDAR, office=OFFICE, now=now)


def the(steps: Sequence[DueStep], rule_id: str, since: str | None = None) -> DueStep:
    found = [step for step in steps if step.clock and step.clock.rule.id == rule_id and since in (None, step.since)]
    assert len(found) == 1, [(step.step, step.since) for step in steps]
    return found[0]


def test_the_preliminary_study_has_two_days_counted_from_the_day_after_lodging() -> None:
    step = the(due(at(14, 15)), "prelim_study")
    assert step.clock is not None
    assert (step.who, step.step, step.clock.outer_last_day) == ("bawaslu", "register", date(2025, 4, 16))


def test_on_the_last_day_of_its_limit_an_authority_is_not_yet_overdue() -> None:
    assert the(due(at(16, 23)), "prelim_study").state is State.WAITING


def test_the_day_after_it_is_overdue_by_our_reading() -> None:
    assert the(due(at(17, 0)), "prelim_study").state is State.OVERDUE


def test_registration_ends_the_preliminary_study_even_when_it_came_late() -> None:
    step = the(due(at(22), [on(20, "registered")]), "prelim_study")
    assert (step.state, step.done_on) == (State.DONE, date(2025, 4, 20))


def test_a_receipt_is_no_registration() -> None:
    assert the(due(at(15)), "prelim_study").state is State.WAITING


def test_a_request_to_complete_gives_us_two_days_of_which_the_first_counts() -> None:
    step = the(due(at(16), [on(16, "completion_requested")]), "complete_report")
    assert step.clock is not None
    assert (step.who, step.clock.safe_last_day) == ("us", date(2025, 4, 17))


def test_after_we_completed_the_study_begins_again() -> None:
    steps = due(at(18), [on(16, "completion_requested"), on(17, "completed")])
    assert the(steps, "complete_report").state is State.DONE
    again = the(steps, "prelim_study")
    assert again.clock is not None
    assert (again.since, again.clock.outer_last_day) == ("completed", date(2025, 4, 19))


def test_handling_is_counted_from_receipt_and_from_registration_side_by_side() -> None:
    steps = due(at(17), [on(16, "registered")])
    ends = {step.since: step.clock.outer_last_day for step in steps if step.clock and step.clock.rule.id == "handling_base"}
    assert ends == {"lodged": date(2025, 4, 17), "registered": date(2025, 4, 19)}


def test_two_further_days_follow_the_three_only_if_more_information_is_needed() -> None:
    extra = the(due(at(17), [on(16, "registered")]), "handling_extra", "registered")
    assert extra.clock is not None
    assert extra.reason_needed
    assert extra.clock.outer_last_day == date(2025, 4, 21)


def test_a_decision_ends_the_handling() -> None:
    steps = due(at(30), [on(16, "registered"), on(18, "decided")])
    assert the(steps, "handling_base", "registered").state is State.DONE
    assert the(steps, "handling_extra", "registered").state is State.DONE


def test_after_a_decision_the_criminal_track_goes_to_the_police_within_24_hours() -> None:
    chains = {"criminal": ("bawaslu", "gakkumdu")}
    steps = due(at(18, 20), [on(16, "registered"), on(18, "decided")], chains)
    assert the(steps, "to_police").state is State.WAITING
    assert the(due(at(20, 1), [on(16, "registered"), on(18, "decided")], chains), "to_police").state is State.OVERDUE


def test_without_a_criminal_track_nobody_waits_for_the_police() -> None:
    steps = due(at(18), [on(16, "registered"), on(18, "decided")], CIVIL)
    assert not [step for step in steps if step.clock and step.clock.rule.id == "to_police"]


def test_a_case_forwarded_to_bkn_starts_its_seven_days() -> None:
    events = [on(16, "registered"), on(18, "decided"), on(19, "forwarded", to="bkn")]
    step = the(due(at(20), events, CIVIL), "sbt_task_force")
    assert step.clock is not None
    assert (step.who, step.clock.outer_last_day) == ("bkn", date(2025, 4, 26))


def test_a_recommended_sanction_is_waited_for_from_the_next_body_without_a_limit_that_we_know() -> None:
    events = [on(16, "registered"), on(18, "decided"), on(19, "forwarded", to="bkn"), on(25, "sanction_recommended", "bkn")]
    step = next(step for step in due(at(28), events, CIVIL) if step.track == "civil_service_discipline")
    assert (step.who, step.step, step.state, step.clock) == ("appointing_authority", "carry_out", State.OPEN, None)


def test_a_sanction_carried_out_ends_its_track_and_not_the_other() -> None:
    chains = {**CIVIL, "village": ("bawaslu", "bupati")}
    events = [
        on(16, "registered"),
        on(18, "decided"),
        on(19, "forwarded", to="bkn", track="civil_service_discipline"),
        on(19, "forwarded", to="bupati", track="village"),
        on(25, "sanction_carried_out", "appointing_authority", track="civil_service_discipline"),
    ]
    open_tracks = {step.track for step in due(at(28), events, chains) if step.state is not State.DONE}
    assert "village" in open_tracks
    assert "civil_service_discipline" not in open_tracks


def test_a_silence_moves_nothing_and_the_step_stays_overdue() -> None:
    assert the(due(at(20), [on(19, "silence")]), "prelim_study").state is State.OVERDUE


def test_what_is_overdue_stands_first_and_what_is_done_last() -> None:
    states = [step.state for step in due(at(20), [on(19, "registered")], CIVIL)]
    order = [State.OVERDUE, State.WAITING, State.OPEN, State.DONE]
    assert states == sorted(states, key=order.index)


def test_a_lodging_in_the_future_cannot_be_recorded() -> None:
    with pytest.raises(WrongDay) as refused:
        check_lodging_day(lodged_at=at(15), now=at(14), event_date=None, timezone="Asia/Jakarta")
    assert refused.value.facts["fault"] == "future"


def test_an_event_before_the_lodging_cannot_be_recorded_but_one_of_the_same_day_can() -> None:
    with pytest.raises(WrongDay) as refused:
        check_event_day(day=date(2025, 4, 13), lodged=LODGED, now=at(20))
    assert refused.value.facts["fault"] == "before_lodging"
    check_event_day(day=date(2025, 4, 14), lodged=LODGED, now=at(20))


def test_today_is_the_day_of_the_office_not_of_the_server() -> None:
    late = datetime(2025, 4, 19, 18, 0, tzinfo=ZoneInfo("UTC"))  # 01.00 WIB on the 20th
    check_event_day(day=date(2025, 4, 20), lodged=LODGED, now=late)
    with pytest.raises(WrongDay):
        check_event_day(day=date(2025, 4, 21), lodged=LODGED, now=late)


@pytest.mark.parametrize(
    ("minutes_after_safe", "said"), [(-1, "in_time"), (0, "in_time"), (1, "after_safe"), (60 * 24 * 3, "after_outer")]
)
def test_a_lodging_after_the_safe_moment_is_named_and_never_refused(minutes_after_safe: int, said: str) -> None:
    safe = datetime(2025, 4, 17, 16, 0, tzinfo=WIB)
    lodged_at = safe + timedelta(minutes=minutes_after_safe)
    assert lodged_after(lodged_at=lodged_at, safe=safe, outer_last_day=date(2025, 4, 19), timezone="Asia/Jakarta") == said
