"""Days and hours as people say them, in Indonesian and in English."""

from __future__ import annotations

from datetime import date, datetime

MONTHS = {
    "id": ("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober",
           "November", "Desember"),
    "en": ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December"),
}  # fmt: skip
WEEKDAYS = {
    "id": ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}


def say_day(day: date, lang: str = "id", *, weekday: bool = True) -> str:
    """Kamis, 17 April 2025."""
    plain = f"{day.day} {MONTHS[lang][day.month - 1]} {day.year}"
    return f"{WEEKDAYS[lang][day.weekday()]}, {plain}" if weekday else plain


def say_hour(moment: datetime, lang: str, zone_name: str) -> str:
    """pukul 16.00 WIB."""
    return f"{moment:%H:%M} {zone_name}" if lang == "en" else f"pukul {moment:%H.%M} {zone_name}"
