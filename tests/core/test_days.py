"""A day as people here write it is read day first; a day that cannot be is named."""

from __future__ import annotations

import contextlib
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from jurdil.core.days import MONTHS, NoSuchDay, day_of, fault_words, read_day
from jurdil.core.report import date_problems

DAYS = some.dates(min_value=date(1950, 1, 1), max_value=date(2150, 12, 31))


@given(DAYS)
def test_a_day_written_in_any_of_our_ways_is_read_back(day: date) -> None:
    name = MONTHS[day.month - 1]
    for text in (
        day.isoformat(),
        day.strftime("%d-%m-%Y"),
        f"{day.day}/{day.month}/{day.year}",
        f"{day.day} {name} {day.year}",
        f"Sabtu, {day.day} {name[:3]}. {day.year}",
    ):
        assert read_day(text) == day


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("31/11/2024", "November 2024 hanya 30 hari"),
        ("30-2-2024", "Februari 2024 hanya 29 hari"),
        ("29 Februari 2025", "Februari 2025 hanya 28 hari"),
        ("12/13/2024", "Bulan ini tidak ada"),
        ("kemarin", "Tulis tanggal, bulan, lalu tahun"),
    ],
)
def test_a_day_that_cannot_be_is_answered_with_what_is_wrong(text: str, words: str) -> None:
    with pytest.raises(NoSuchDay) as caught:
        read_day(text)
    message, facts = fault_words(caught.value)
    assert words in message % facts


@given(some.text(max_size=40))
def test_any_text_is_a_day_or_no_such_day(text: str) -> None:
    try:
        assert isinstance(read_day(text), date)
    except NoSuchDay as error:
        message, facts = fault_words(error)
        assert message % facts


@given(some.text(max_size=6), some.text(max_size=12), some.text(max_size=6))
def test_any_three_boxes_are_a_day_or_no_such_day(day: str, month: str, year: str) -> None:
    with contextlib.suppress(NoSuchDay):
        day_of(day, month, year)


@given(DAYS, DAYS, DAYS)
def test_days_that_fit_are_never_faulted_and_days_that_do_not_always_are(event: date, known: date, today: date) -> None:
    problems = date_problems(event=event, known=known, today=today)
    assert bool(problems) == (event > today or known > today or known < event)


def test_an_event_after_it_was_known_is_answered_with_both_days() -> None:
    problems = date_problems(event=date(2025, 4, 12), known=date(2025, 4, 11), today=date(2025, 4, 14))
    assert [problem.field for problem in problems] == ["known_date"]
    assert "12-04-2025" in problems[0].message % problems[0].facts


def test_a_known_date_in_the_future_is_refused() -> None:
    tomorrow = date(2025, 4, 14) + timedelta(days=1)
    assert [one.step for one in date_problems(event=None, known=tomorrow, today=date(2025, 4, 14))] == ["tahu"]
