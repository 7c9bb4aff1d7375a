"""Can the description of an election be used? Told before anything is made, with every fault named."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


class BadElection(Exception):
    """The description of the election cannot be used; the message says which key and what it needs."""


DATES = ("pairs_determined", "campaign_from", "campaign_to", "quiet_from", "quiet_to", "voting_day")
NEEDED = ("slug", "name", "regime", "kind", "region", "voting_day")
KNOWN = {*NEEDED, *DATES, "office_timezone", "monitors", "pairs", "offices", "extra_days"}
CHOICES = {"regime": ("local_election", "general_election"), "kind": ("regular", "revote")}
NAME, LABEL, ADDRESS = 160, 120, 240  # characters that the database takes


def checked(described: Mapping[str, Any]) -> dict[str, Any]:
    """The description of an election, or `BadElection` with every fault named."""
    faults = [*_faults(described), *_of_lists(described)]
    if not faults:
        for first, last in (("campaign_from", "campaign_to"), ("quiet_from", "quiet_to")):
            if bool(described.get(first)) != bool(described.get(last)):
                faults.append(f"`{first}` dan/and `{last}` harus berpasangan / go together")
            elif described.get(first) and described[first] >= described[last]:
                faults.append(f"`{first}` harus sebelum / must be before `{last}`")
    if faults:
        raise BadElection("; ".join(faults))
    return dict(described)


def _faults(described: Mapping[str, Any]) -> Iterator[str]:
    yield from (f"`{key}` belum diisi / is missing" for key in NEEDED if not described.get(key))
    yield from (f"`{key}` tidak dikenal / is not known" for key in described if key not in KNOWN)
    for key, allowed in CHOICES.items():
        if described.get(key) and described[key] not in allowed:
            yield f"`{key}` harus / must be {' | '.join(allowed)}"
    for key in DATES:
        if described.get(key) is not None and not _is_day(described[key]):
            yield f"`{key}` bukan tanggal / is no date, for example 2025-04-19"
    if described.get("name"):
        yield from _text("name", described["name"], NAME)
    if described.get("slug") and not re.fullmatch(r"[a-z0-9-]{1,50}", str(described["slug"])):
        yield "`slug` hanya huruf kecil, angka, dan - / takes small letters, digits and - only, for example psu-2025"
    if described.get("region") and not isinstance(described["region"], str):
        yield '`region` ditulis dalam tanda kutip / is written in quotes, for example "36.04"'
    monitors = described.get("monitors")
    if monitors is not None and (type(monitors) is not int or monitors < 0):
        yield "`monitors` harus bilangan / must be a whole number"
    try:
        ZoneInfo(str(described.get("office_timezone", "Asia/Jakarta")))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        yield "`office_timezone` tidak dikenal / is not known, for example Asia/Makassar"


def _of_lists(described: Mapping[str, Any]) -> Iterator[str]:
    """The faults of pairs, offices and further days off, each with its place in the list."""
    numbers = []
    for place, pair in _entries(described, "pairs"):
        if not isinstance(pair, dict):
            yield f"`{place}` harus / must be {{number: 1, label: …}}"
            continue
        if type(pair.get("number")) is not int or not 0 < pair["number"] < 1000:
            yield f"`{place}.number` harus bilangan / must be a whole number"
        numbers.append(pair.get("number"))
        yield from _text(f"{place}.label", pair.get("label"), LABEL)
    if len(set(map(str, numbers))) != len(numbers):
        yield "`pairs`: ada nomor yang sama / two have the same number"
    for place, office in _entries(described, "offices"):
        if not isinstance(office, dict):
            yield f"`{place}` harus / must be {{body: bawaslu, name: …}}"
            continue
        yield from _text(f"{place}.body", office.get("body"), 40)
        yield from _text(f"{place}.name", office.get("name"), NAME)
        if office.get("address"):
            yield from _text(f"{place}.address", office["address"], ADDRESS)
    days = []
    for place, extra in _entries(described, "extra_days"):
        if not isinstance(extra, dict) or not _is_day(extra.get("day")):
            yield f"`{place}` harus / must be {{day: 2025-04-19, reason: …}}"
            continue
        days.append(extra["day"])
        yield from _text(f"{place}.reason", extra.get("reason"), LABEL)
    if len(set(days)) != len(days):
        yield "`extra_days`: ada hari yang sama / two are the same day"
    for key in ("pairs", "offices", "extra_days"):
        if described.get(key) is not None and not isinstance(described[key], list):
            yield f"`{key}` harus daftar / must be a list"


def _entries(described: Mapping[str, Any], key: str) -> Iterator[tuple[str, Any]]:
    rows = described.get(key)
    if isinstance(rows, list):
        yield from ((f"{key}[{number}]", row) for number, row in enumerate(rows, start=1))


def _text(place: str, value: object, longest: int) -> Iterator[str]:
    if not isinstance(value, str) or not value.strip():
        yield f"`{place}` harus teks / must be text"
    elif len(value) > longest:
        yield f"`{place}` terlalu panjang, paling banyak {longest} huruf / is too long, at most {longest} characters"


def _is_day(value: object) -> bool:
    return isinstance(value, date) and not isinstance(value, datetime)
