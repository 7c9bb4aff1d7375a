"""Which day does a person mean, writing day first as people in Indonesia do? And if none: what is wrong with it, in words?"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from .errors import DomainError

MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
_OTHER_NAMES = {
    "peb": 2, "pebruari": 2, "mrt": 3, "may": 5, "agt": 8, "ags": 8, "aug": 8, "oct": 10, "nop": 11, "nopember": 11, "dec": 12,
    "january": 1, "february": 2, "march": 3, "june": 6, "july": 7, "august": 8, "october": 10, "december": 12,
}  # fmt: skip
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:T.*)?")
_DAY_FIRST = re.compile(r"(?:[a-z'’]+,?\s*\(?)?(\d{1,2})[\s./-]+([a-z]+|\d{1,2})[\s./-]+(\d{4}|\d{2})\)?", re.IGNORECASE)


class NoSuchDay(DomainError):
    """`fault`: "unreadable", "month", "day" (with `month`, `days` and `year`), "year"."""


def month_number(words: str) -> int | None:
    """Which month (1–12) is "4", "04", "Apr", "April" or "Nopember"? None when it is none."""
    name = words.strip().lower().rstrip(".")
    if name.isascii() and name.isdigit():
        return int(name) if len(name) <= 2 and 1 <= int(name) <= 12 else None
    if name in _OTHER_NAMES:
        return _OTHER_NAMES[name]
    for number, month in enumerate(MONTHS, start=1):
        if len(name) >= 3 and month.lower().startswith(name):
            return number
    return None


def day_of(day: str, month: str, year: str) -> date:
    """The day from its three parts as typed. Raises `NoSuchDay`, naming what cannot be."""
    day, year = day.strip(), year.strip()
    if not (day.isascii() and day.isdigit() and year.isascii() and year.isdigit() and len(day) <= 2):
        raise NoSuchDay(fault="unreadable")
    number = month_number(month)
    if number is None:
        raise NoSuchDay(fault="month", typed=month[:20])
    if len(year) not in (2, 4):
        raise NoSuchDay(fault="year")
    in_year = int(year) + (2000 if len(year) == 2 else 0)
    if not 1900 <= in_year <= 2200:
        raise NoSuchDay(fault="year")
    days = monthrange(in_year, number)[1]
    if not 1 <= int(day) <= days:
        raise NoSuchDay(fault="day", typed=int(day), month=MONTHS[number - 1], days=days, year=in_year)
    return date(in_year, number, int(day))


def read_day(text: str) -> date:
    """The day in "31/10/2024", "31-10-2024", "Kamis, 31 Oktober 2024" or ISO "2024-10-31". Raises `NoSuchDay`."""
    words = text.strip()
    if iso := _ISO.fullmatch(words):
        return day_of(iso[3], iso[2], iso[1])
    if found := _DAY_FIRST.fullmatch(words):
        return day_of(found[1], found[2], found[3])
    raise NoSuchDay(fault="unreadable")


def fault_words(error: NoSuchDay) -> tuple[str, dict[str, object]]:
    """The sentence (to be translated) that says what cannot be, and what to fill in."""
    facts = error.facts
    if facts["fault"] == "day":
        return _("%(month)s %(year)s hanya %(days)s hari. Periksa lagi tanggalnya."), facts
    if facts["fault"] == "month":
        return _("Bulan ini tidak ada. Tulis angka 1 sampai 12, atau namanya."), facts
    if facts["fault"] == "year":
        return _("Tulis tahun dengan empat angka, misalnya 2025."), facts
    return _("Tulis tanggal, bulan, lalu tahun. Contoh: 17-04-2025."), facts


def _(text: str) -> str:
    """Marks a sentence for translation; the shell translates it."""
    return text
