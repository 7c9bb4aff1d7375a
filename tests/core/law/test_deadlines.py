"""Every limit of time: what counts, where it ends, when the desk closes for the last time, and how it explains itself."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jurdil.adapters.holidays_seed import seed_calendar
from jurdil.adapters.law_files import load_law
from jurdil.core.errors import LawNotFound
from jurdil.core.law.calendar import Calendar, CalendarDay
from jurdil.core.law.clock_text import explain
from jurdil.core.law.deadlines import add_months, changed, compute
from jurdil.core.law.desk import Office
from jurdil.core.law.facts import Period
from jurdil.core.law.model import Unit

LAW, CALENDAR = load_law(), seed_calendar()
SERANG = Office(timezone="Asia/Jakarta", regime="local_election")
DAYS = st.dates(date(2016, 1, 1), date(2027, 6, 1))
RULES = st.sampled_from(sorted(rule for rule in LAW.deadlines if not LAW.deadlines[rule].backwards))


def clock(rule: str, anchor: date | datetime, office: Office = SERANG, on: date | None = None):  # type: ignore[no-untyped-def]
    return compute(LAW, rule, anchor, CALENDAR, office, on)


def test_the_day_of_knowledge_is_day_one_for_us_and_day_zero_at_the_outer_limit() -> None:
    found = clock("report_pilkada", date(2025, 4, 12))
    assert (found.safe_last_day, found.outer_last_day) == (date(2025, 4, 18), date(2025, 4, 19))


def test_a_holiday_moves_the_last_opening_forward_but_not_the_limit() -> None:
    found = clock("report_pilkada", date(2025, 4, 12))
    assert found.safe_last_moment == datetime(2025, 4, 17, 16, 0, tzinfo=SERANG.zone)
    assert [step.why for step in found.closed_days] == ["Wafat Yesus Kristus"]


def test_in_eleven_days_off_no_desk_opens_and_there_is_no_safe_moment() -> None:
    found = clock("report_pilkada", date(2025, 4, 1))
    assert found.safe_last_moment is None
    assert found.no_opening


def test_working_days_start_on_the_next_working_day_when_known_on_a_saturday() -> None:
    office = Office(timezone="Asia/Jakarta", regime="general_election")
    found = clock("report_pemilu", date(2024, 1, 27), office)
    assert found.safe_last_day == found.outer_last_day == date(2024, 2, 6)


def test_a_local_day_off_closes_the_desk_and_stops_working_days() -> None:
    office = Office(timezone="Asia/Jakarta", regime="general_election", extra_holidays=(date(2024, 1, 30),))
    assert clock("report_pemilu", date(2024, 1, 29), office).safe_last_day == date(2024, 2, 7)


def test_the_quiet_period_is_open_around_the_clock_only_since_the_new_regulation() -> None:
    quiet = Office(
        timezone="Asia/Jakarta", regime="local_election", quiet=Period(start=date(2024, 11, 24), end=date(2024, 11, 27))
    )
    known = date(2024, 11, 18)  # the safe day is Sunday 24 November
    assert clock("report_pilkada", known, quiet).safe_last_moment == datetime(2024, 11, 24, 23, 59, tzinfo=quiet.zone)
    before = clock("report_pilkada", known, quiet, on=date(2024, 9, 30))
    assert before.safe_last_moment == datetime(2024, 11, 22, 16, 30, tzinfo=quiet.zone)


def test_the_completion_window_was_three_days_and_is_two_and_each_clock_shows_the_other() -> None:
    earlier, later = clock("complete_report", date(2024, 9, 30)), clock("complete_report", date(2024, 10, 1))
    assert (earlier.version.n, earlier.others[0].n) == (3, 2)
    assert (later.version.n, later.others[0].n) == (2, 3)
    assert "3 hari kalender" in explain(LAW, later, "id")


def test_the_general_election_has_always_given_two_days_to_complete_a_report() -> None:
    general = Office(timezone="Asia/Jakarta", regime="general_election")
    found = clock("complete_report", date(2024, 2, 5), general)
    assert (found.version.n, found.safe_last_day, found.others) == (2, date(2024, 2, 6), ())


def test_twenty_four_hours_are_clock_hours() -> None:
    start = datetime(2025, 4, 10, 15, 30, tzinfo=SERANG.zone)
    assert clock("to_police", start).safe_last_moment == start + timedelta(hours=24)


def test_when_only_the_day_is_known_the_hours_run_from_both_ends_of_it() -> None:
    found = clock("to_police", date(2025, 4, 10))
    assert found.safe_last_moment == datetime(2025, 4, 11, tzinfo=SERANG.zone)
    assert found.outer_last_moment == datetime(2025, 4, 12, tzinfo=SERANG.zone)


def test_the_announcement_day_counts_for_a_result_dispute() -> None:
    found = clock("phpu_filing", date(2025, 4, 24))
    assert found.safe_last_day == found.outer_last_day == date(2025, 4, 28)


def test_sixty_days_for_the_revote_start_on_the_next_day() -> None:
    assert clock("mk_psu_serang", date(2025, 2, 24)).outer_last_day == date(2025, 4, 25)


def test_the_six_month_ban_opens_on_the_same_numbered_day() -> None:
    found = clock("incumbent_window", date(2024, 9, 22))
    assert (found.safe_last_day, found.outer_last_day) == (date(2024, 3, 21), date(2024, 3, 22))


@pytest.mark.parametrize(("day", "months", "there"), [
    (date(2024, 8, 31), -6, date(2024, 2, 29)),
    (date(2025, 8, 31), -6, date(2025, 2, 28)),
    (date(2024, 12, 15), 1, date(2025, 1, 15)),
    (date(2024, 1, 31), 1, date(2024, 2, 29)),
    (date(2024, 5, 31), -12, date(2023, 5, 31)),
])  # fmt: skip
def test_a_month_without_that_number_ends_on_its_last_day(day: date, months: int, there: date) -> None:
    assert add_months(day, months) == there


def test_where_the_source_does_not_name_the_unit_the_early_end_is_calendar_and_the_late_end_working_days() -> None:
    found = clock("sbt_task_force", date(2025, 3, 27))
    assert LAW.deadlines["sbt_task_force"].versions[0].unit is Unit.DAY  # type: ignore[index]
    assert (found.safe_last_day, found.outer_last_day) == (date(2025, 4, 2), date(2025, 4, 16))


def test_a_year_without_calendar_is_named_and_never_counted_silently() -> None:
    found = clock("report_pilkada", date(2035, 6, 12))
    assert found.uncovered_years == (2035,)
    assert "2035" in explain(LAW, found, "en")


def test_calendar_days_without_desk_need_no_holiday_table() -> None:
    assert clock("prelim_study", date(2035, 6, 12)).uncovered_years == ()


def test_an_unknown_rule_and_a_day_before_the_rule_are_told_apart() -> None:
    with pytest.raises(LawNotFound, match="no deadline rule"):
        clock("report_pilkda", date(2025, 1, 1))
    with pytest.raises(LawNotFound, match="not in force"):
        clock("report_pilkada", date(2010, 1, 1))


def test_a_changed_calendar_shows_both_values() -> None:
    extra = CALENDAR.with_days([CalendarDay(day=date(2025, 4, 17), name="decree")], version="decree of 1 April")
    old = clock("report_pilkada", date(2025, 4, 12))
    new = compute(LAW, "report_pilkada", date(2025, 4, 12), extra, SERANG)
    moved = {change.what: (change.old, change.new) for change in changed(old, new)}
    assert moved["safe_last_moment"] == ("2025-04-17T16:00:00+07:00", "2025-04-16T16:00:00+07:00")
    assert set(moved) == {"safe_last_moment", "calendar_version"}
    assert changed(old, old) == ()


def test_a_clock_explains_itself_in_a_sentence() -> None:
    told = explain(LAW, clock("report_pilkada", date(2025, 4, 12)), "id")
    assert told.startswith("Batas aman: Kamis, 17 April 2025 pukul 16.00 WIB, karena loket tutup")
    for part in ("Wafat Yesus Kristus", "batas luar Sabtu, 19 April 2025", "hari ke-1 Sabtu, 12 April 2025", "[s76]"):
        assert part in told


@pytest.mark.parametrize("zone", ["Asia/Makassar", "Asia/Jayapura"])
def test_the_moment_is_in_the_zone_of_the_office(zone: str) -> None:
    office = Office(timezone=zone, regime="local_election")
    found = clock("report_pilkada", date(2024, 10, 10), office)
    assert found.safe_last_moment == datetime(2024, 10, 16, 16, 0, tzinfo=office.zone)


@settings(max_examples=200, deadline=None)
@given(rule=RULES, day=DAYS, later=st.integers(0, 40))
def test_limits_never_move_back_when_the_anchor_moves_on(rule: str, day: date, later: int) -> None:
    start = max(day, LAW.deadlines[rule].versions[-1].span.start)  # type: ignore[index]
    on = start + timedelta(days=later)
    first, second = clock(rule, start, on=start), clock(rule, on, on=start)
    assert first.safe_last_day <= second.safe_last_day
    assert first.outer_last_day <= second.outer_last_day
    if first.safe_last_moment and second.safe_last_moment:
        assert first.safe_last_moment <= second.safe_last_moment


@settings(max_examples=200, deadline=None)
@given(rule=RULES, day=DAYS)
def test_the_safe_end_is_never_after_the_outer_end(rule: str, day: date) -> None:
    start = max(day, LAW.deadlines[rule].versions[-1].span.start)  # type: ignore[index]
    found = clock(rule, start)
    assert start <= found.safe_last_day <= found.outer_last_day
    if found.safe_last_moment and found.rule.at_desk:
        assert start <= found.safe_last_moment.date() <= found.safe_last_day
    assert explain(LAW, found, "id")
    assert explain(LAW, found, "en")


@settings(max_examples=100, deadline=None)
@given(day=DAYS, off=st.sets(st.dates(date(2016, 1, 1), date(2027, 12, 31)), max_size=60))
def test_more_days_off_never_bring_a_working_day_limit_forward(day: date, off: set[date]) -> None:
    plain = Calendar.of([], range(2014, 2029), "none")
    more = plain.with_local(off)
    for rule in ("pemilu_handling_max", "police_to_prosecutor"):
        start = max(day, date(2017, 8, 16))
        assert compute(LAW, rule, start, plain, SERANG).outer_last_day <= compute(LAW, rule, start, more, SERANG).outer_last_day


@settings(max_examples=50, deadline=None)
@given(moment=st.datetimes(datetime(2025, 1, 1), datetime(2026, 12, 31), timezones=st.just(UTC)))
def test_clock_hours_are_the_same_in_every_zone(moment: datetime) -> None:
    west = compute(LAW, "to_police", moment, CALENDAR, Office(timezone="Asia/Jakarta", regime="local_election"))
    east = compute(LAW, "to_police", moment, CALENDAR, Office(timezone="Asia/Jayapura", regime="local_election"))
    assert west.safe_last_moment == east.safe_last_moment
