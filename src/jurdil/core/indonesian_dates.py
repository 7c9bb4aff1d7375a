"""How a day, an hour and a number are written in Indonesian: "Kamis, 17 April 2025, 16.00 WIB"."""

from __future__ import annotations

from datetime import date, datetime

DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)


def long_date(day: date) -> str:
    """The day with its weekday: "Kamis, 17 April 2025"."""
    return f"{DAYS[day.weekday()]}, {day.day} {MONTHS[day.month - 1]} {day.year}"


def long_moment(moment: datetime, zone: str) -> str:
    """The minute as its own offset shows it: "Kamis, 17 April 2025, 16.00 WIB"."""
    return f"{long_date(moment.date())}, {moment:%H.%M} {zone}".rstrip()


def grouped(number: int) -> str:
    """A whole number with dots between thousands: "3.145.728"."""
    return f"{number:,}".replace(",", ".")


def size_in_words(size: int) -> str:
    """A file size for people and for checking: "3,1 MB (3.145.728 byte)"."""
    if size < 1000:
        return f"{size} byte"
    unit, scale = ("MB", 1_000_000) if size >= 1_000_000 else ("kB", 1_000)
    return f"{size / scale:.1f} {unit} ({grouped(size)} byte)".replace(".", ",", 1)
