"""What looks odd in an identity number (NIK): never a reason to refuse, always a reason to look at the card again.

A NIK has 16 digits: region of first registration (6), birth date DDMMYY with 40 added to the day for women, and a
serial from 0001. It has no check digit; the region never changes when a person moves, and the printed date can
differ from the true one.
"""

from __future__ import annotations

import re
from datetime import date

# Kemendagri codes of provinces, with the four split off from Papua in 2022.
_PROVINCES = frozenset(
    (
        *("11", "12", "13", "14", "15", "16", "17", "18", "19", "21"),
        *("31", "32", "33", "34", "35", "36"),
        *("51", "52", "53"),
        *("61", "62", "63", "64", "65"),
        *("71", "72", "73", "74", "75", "76"),
        *("81", "82"),
        *("91", "92", "93", "94", "95", "96"),
    )
)
FEMALE, MALE = "Perempuan", "Laki-laki"


def digits_of(typed: str) -> str:
    """The digits of a number as people type it, with spaces, dots or dashes."""
    return re.sub(r"[\s.\-]", "", typed)


def oddities(nik: str, *, birth_date: date | None = None, sex: str | None = None) -> tuple[str, ...]:
    """Codes of what looks odd: "length", "province", "date", "serial", "birth_date", "sex". Empty: nothing does."""
    if not re.fullmatch(r"[0-9]{16}", nik):
        return ("length",)
    found = []
    if nik[:2] not in _PROVINCES:
        found.append("province")
    day, month, year = int(nik[6:8]), int(nik[8:10]), int(nik[10:12])
    born = day - 40 if day > 40 else day
    if not (1 <= born <= 31 and 1 <= month <= 12):
        found.append("date")
    elif birth_date is not None and (birth_date.day, birth_date.month, birth_date.year % 100) != (born, month, year):
        found.append("birth_date")
    if sex in (FEMALE, MALE) and (day > 40) != (sex == FEMALE):
        found.append("sex")
    if nik[12:] == "0000":
        found.append("serial")
    return tuple(found)


def masked(nik: str) -> str:
    """The number as a list may show it: "3604********0003"."""
    return f"{nik[:4]}{'*' * (len(nik) - 8)}{nik[-4:]}" if len(nik) > 8 else "*" * len(nik)
