"""The parts that all pages share: a day in three boxes, a clock to draw, a choice with a picture."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django import forms
from django.template.loader import render_to_string

from jurdil.apps.parts import ClockPart, DayField, choice, month_number

NOW = datetime(2025, 4, 14, 2, 0, tzinfo=UTC)


class When(forms.Form):
    day = DayField(label="Kapan?")


def when(day: str, month: str, year: str) -> When:
    return When({"day_0": day, "day_1": month, "day_2": year})


@pytest.mark.parametrize("month", ["4", "04", "Apr", "april", "April"])
def test_a_day_is_taken_with_the_month_as_number_or_name(month: str) -> None:
    form = when("12", month, "2025")
    assert form.is_valid() and form.cleaned_data["day"] == date(2025, 4, 12)


@pytest.mark.parametrize(
    ("words", "number"),
    [("Agustus", 8), ("Agt", 8), ("Ags.", 8), ("Pebruari", 2), ("Mei", 5), ("Des", 12), ("13", None), ("xyz", None)],
)
def test_months_are_understood_as_people_write_them(words: str, number: int | None) -> None:
    assert month_number(words) == number


@pytest.mark.parametrize(
    ("boxes", "message"),
    [
        (("31", "11", "2025"), "Tanggal ini tidak ada di kalender."),
        (("12", "", "2025"), "dengan lengkap"),
        (("", "", ""), "Isi tanggal, bulan dan tahun."),
        (("12", "4", "20x5"), "tidak ada di kalender"),
        (("²", "4", "2025"), "tidak ada di kalender"),
        (("12", "4", "0"), "tidak ada di kalender"),
    ],
)
def test_an_impossible_day_gets_a_clear_message_and_keeps_what_was_typed(boxes: tuple[str, str, str], message: str) -> None:
    form = when(*boxes)
    assert not form.is_valid()
    page = render_to_string("parts/field.html", {"field": form["day"], "big": True})
    assert message in page
    assert all(f'value="{box}"' in page for box in boxes)
    assert 'aria-describedby="id_day_error"' in page and 'id="id_day_error"' in page


def test_the_clock_is_soon_within_48_hours_and_late_after_the_outer_limit() -> None:
    def state(hours_to_safe: int) -> str:
        safe = NOW + timedelta(hours=hours_to_safe)
        start, outer = NOW - timedelta(days=5), safe + timedelta(days=1)
        return ClockPart.of(title="", words="", start=start, safe=safe, outer=outer, now=NOW).state

    assert [state(hours) for hours in (49, 48, -1, -24, -25)] == ["open", "soon", "soon", "soon", "late"]


def test_the_clock_draws_even_when_its_limits_are_unknown() -> None:
    clock = ClockPart.of(title="Batas", words="Tidak diketahui", start=None, safe=None, outer=None, now=NOW)
    assert "Tidak diketahui" in render_to_string("parts/clock.html", {"clock": clock})


def test_a_choice_never_lets_markup_through() -> None:
    label = str(choice("a", "<b>x</b>", hint="<i>y</i>", icon="stage")[1])
    assert "<b>" not in label and "<i>" not in label and "#stage" in label


@pytest.mark.parametrize("template", ["400.html", "403.html", "403_csrf.html", "404.html", "409.html", "413.html", "500.html"])
def test_error_pages_say_what_is_safe_and_what_to_do_without_any_context(template: str) -> None:
    page = render_to_string(template)
    assert "Yang bisa Anda lakukan" in page and "<h1>" in page
