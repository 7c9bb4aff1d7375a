"""An odd identity number is pointed at and never refused."""

from __future__ import annotations

from datetime import date

import pytest

from jurdil.core.nik import FEMALE, MALE, digits_of, masked, oddities


@pytest.mark.parametrize(
    ("nik", "birth_date", "sex", "odd"),
    [
        ("3604054302900003", date(1990, 2, 3), FEMALE, ()),
        ("3604050302900003", date(1990, 2, 3), MALE, ()),
        ("3604050302900003", date(1990, 2, 3), FEMALE, ("sex",)),
        ("3604050302900003", date(1991, 2, 3), None, ("birth_date",)),
        ("3604050302900003", None, None, ()),
        ("0004050302900003", None, None, ("province",)),
        ("3604053502900003", None, None, ("date",)),
        ("3604050313900003", None, None, ("date",)),
        ("3604057302900003", None, None, ("date",)),
        ("3604050302900000", None, None, ("serial",)),
        ("36040503029000", None, None, ("length",)),
        ("36040503029000O3", None, None, ("length",)),
        ("", None, None, ("length",)),
    ],
)
def test_what_looks_odd_is_named(nik, birth_date, sex, odd):
    assert oddities(nik, birth_date=birth_date, sex=sex) == odd


def test_a_number_is_taken_as_people_type_it():
    assert digits_of("3604 0543.0290-0003") == "3604054302900003"


def test_a_list_shows_only_the_ends_of_a_number():
    assert masked("3604054302900003") == "3604********0003"
    assert masked("1234") == "****"
