"""The facts of one report, parsed at the door: `parse_facts(mapping, vocabulary)` gives `Facts` or raises BadFacts.

Every problem of a report is told at once, each with its key and what to do. Beyond this door nobody handles raw
dictionaries. The types themselves stand in `fact_types`.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from difflib import get_close_matches
from typing import Any
from zoneinfo import ZoneInfo

from jurdil.core.errors import BadFacts
from jurdil.core.law.day_words import MONTHS
from jurdil.core.law.fact_types import BadFact, Election, Facts, Gap, Period, Reported, Reporter
from jurdil.core.law.model import Vocabulary

KEYS = {
    "": ("id", "regime", "election", "event_date", "known_date", "reporter", "reported", "act", "beneficiary",
         "circumstances", "denied_circumstances", "place_known", "narrative_given", "witnesses", "evidence_items",
         "signature_matches_id", "now"),
    "election": ("kind", "pairs_determined", "campaign", "quiet", "voting_day", "office_timezone", "extra_holidays"),
    "reporter": ("capacity", "voter_here", "took_money"),
    "reported": ("category", "civil_servant_type", "holds_office", "identified"),
}  # fmt: skip


def parse_facts(
    raw: Mapping[str, Any], vocabulary: Vocabulary, *, now: datetime | None = None, default_zone: str = "UTC"
) -> Facts:
    """One report as `Facts`. `now` stands in when the mapping has none; raises BadFacts with every problem found."""
    if not isinstance(raw, Mapping):
        raise BadFacts(
            "not an object",
            problems=(_bad("", 'Isi harus satu objek JSON, misalnya {"id": …}.', "This must be one JSON object."),),
        )
    door = _Door(vocabulary)
    facts = door.facts(raw, now, default_zone)
    if door.problems:
        raise BadFacts("; ".join(f"{bad.key}: {bad.en}" for bad in door.problems), problems=tuple(door.problems))
    return facts


YEARS = range(1945, 2200)  # the years in which an election and its reports can lie
_NO_MOMENT = datetime(1, 1, 1, tzinfo=UTC)  # never leaves this module: without a moment there is a problem
_WRITTEN_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")


def _bad(key: str, id_: str, en: str) -> BadFact:
    return BadFact(key=key, id=id_, en=en)


class _Door:
    """Reads key by key and keeps every problem, so that a reader mends a report once and not ten times."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.problems: list[BadFact] = []
        self.remarks: list[str] = []

    def problem(self, key: str, id_: str, en: str) -> None:
        self.problems.append(_bad(key, id_, en))

    def facts(self, raw: Mapping[str, Any], now: datetime | None, default_zone: str) -> Facts:
        self.strangers(raw, "", "")
        election = self.election(self.part(raw, "election"))
        zone = self.zone(election.office_timezone, default_zone)
        asked = self.moment(raw, now, zone)
        event, known = self.day(raw, "event_date"), self.day(raw, "known_date")
        regime = self.code(raw, "regime", "regimes")
        if regime is None and "regime" not in {bad.key for bad in self.problems}:
            self.problem("regime", "Jenis pemilihan belum disebut.", "Say which kind of election this is.")
        stated, denied = self.codes(raw, "circumstances"), self.codes(raw, "denied_circumstances")
        for code in sorted(stated & denied):
            self.problem(
                "denied_circumstances",
                f"“{code}” disebut ada dan sekaligus tidak ada. Pilih satu.",
                f"“{code}” is stated and denied at once. Keep one of them.",
            )
        self.order(event, known, asked, zone)
        facts = Facts(
            id=str(raw.get("id", "")),
            regime=regime or "",
            election=election,
            event_date=event,
            known_date=known,
            reporter=self.reporter(self.part(raw, "reporter")),
            reported=self.persons(raw.get("reported")),
            act=self.code(raw, "act", "acts"),
            beneficiary=self.code(raw, "beneficiary", "beneficiaries"),
            circumstances=stated,
            denied_circumstances=denied,
            place_known=self.flag(raw, "place_known"),
            narrative_given=self.flag(raw, "narrative_given"),
            witnesses=self.count(raw, "witnesses"),
            evidence_items=self.count(raw, "evidence_items"),
            signature=False
            if "signature_matches_id" in raw and raw["signature_matches_id"] is None
            else self.flag(raw, "signature_matches_id"),
            now=asked.astimezone(zone) if asked else _NO_MOMENT,
        )
        return replace(facts, remarks=tuple(self.remarks))

    def election(self, raw: Mapping[str, Any]) -> Election:
        self.strangers(raw, "election", "election.")
        days = raw.get("extra_holidays")
        if days is not None and not isinstance(days, list):
            self.problem("election.extra_holidays", "Tulis sebagai daftar tanggal.", "Write this as a list of dates.")
            days = None
        election = Election(
            kind=self.code(raw, "kind", "election_kinds", "election."),
            pairs_determined=self.election_day(raw, "pairs_determined"),
            campaign=self.period(raw, "campaign"),
            quiet=self.period(raw, "quiet"),
            voting_day=self.election_day(raw, "voting_day"),
            office_timezone=raw.get("office_timezone"),
            extra_holidays=tuple(
                day for text in days or () if (day := self.read_day("election.extra_holidays", text)) is not None
            ),
        )
        vote = election.voting_day
        for name, period in (("campaign", election.campaign), ("quiet", election.quiet)):
            if isinstance(period, Period) and isinstance(vote, date) and period.start > vote:
                self.problem(
                    f"election.{name}",
                    f"Mulai {period.start}, sesudah hari pemungutan suara {vote}. Periksa tanggalnya.",
                    f"It starts on {period.start}, after voting day {vote}. Please check the dates.",
                )
        return election

    def reporter(self, raw: Mapping[str, Any]) -> Reporter:
        self.strangers(raw, "reporter", "reporter.")
        return Reporter(
            capacity=self.code(raw, "capacity", "capacities", "reporter."),
            voter_here=self.flag(raw, "voter_here", "reporter."),
            took_money=self.flag(raw, "took_money", "reporter."),
        )

    def persons(self, raw: object) -> tuple[Reported, ...]:
        if raw is None:
            return ()
        if not isinstance(raw, list) or not all(isinstance(one, Mapping) for one in raw):
            self.problem("reported", "Tulis sebagai daftar orang: [{…}].", "Write this as a list of persons: [{…}].")
            return ()
        return tuple(self.person(one, f"reported[{index}].") for index, one in enumerate(raw))

    def person(self, raw: Mapping[str, Any], prefix: str) -> Reported:
        self.strangers(raw, "reported", prefix)
        if isinstance(raw.get("category"), list):
            self.problem(
                f"{prefix}category",
                "Satu orang hanya punya satu jabatan di sini. Dua orang ditulis sebagai dua terlapor.",
                "One person has one category here. Two persons are two entries.",
            )
            return Reported()
        person = Reported(
            category=self.code(raw, "category", "categories", prefix),
            civil_servant_type=self.code(raw, "civil_servant_type", "civil_servant_types", prefix),
            holds_office=self.flag(raw, "holds_office", prefix),
            identified=self.flag(raw, "identified", prefix),
        )
        typed = self.vocabulary.with_trait("categories", "civil_servant")
        if person.civil_servant_type and person.category and person.category not in typed:
            self.problem(
                f"{prefix}civil_servant_type",
                f"“{person.category}” bukan pegawai negeri, jadi tanpa jenis kepegawaian. Hapus salah satunya.",
                f"“{person.category}” is no civil servant and has no civil-servant type. Remove one of the two.",
            )
        return person

    def order(self, event: date | None, known: date | None, now: datetime | None, zone: ZoneInfo) -> None:
        """An act comes before it is known, and both come before the question."""
        today = now.astimezone(zone).date() if now else None
        if event and known and known < event:
            self.problem(
                "known_date",
                f"Diketahui {known}, tetapi kejadiannya {event}. Orang tidak bisa tahu sebelum terjadi; periksa keduanya.",
                f"Known on {known}, but it happened on {event}. Nobody knows before it happens; please check both.",
            )
        for key, day in (("event_date", event), ("known_date", known)):
            if day and today and day > today:
                self.problem(
                    key,
                    f"{day} belum tiba: sekarang {today} di kantor penerima. Periksa tanggalnya.",
                    f"{day} has not come yet: it is {today} at the receiving office. Please check the day.",
                )

    # one answer at a time

    def strangers(self, raw: Mapping[str, Any], part: str, prefix: str) -> None:
        for key in raw:
            if key not in KEYS[part]:
                near = get_close_matches(str(key), KEYS[part], 1)
                self.remarks.append(f"{prefix}{key}" + (f" ({near[0]}?)" if near else ""))

    def part(self, raw: Mapping[str, Any], key: str) -> Mapping[str, Any]:
        value = raw.get(key)
        if value is None:
            return {}
        if not isinstance(value, Mapping):
            self.problem(key, "Harus berupa objek {…}.", "This must be an object {…}.")
            return {}
        return value

    def code(self, raw: Mapping[str, Any], key: str, group: str, prefix: str = "") -> str | None:
        value = raw.get(key)
        return None if value is None else self.known_code(f"{prefix}{key}", value, group)

    def known_code(self, key: str, value: object, group: str) -> str | None:
        known = self.vocabulary.codes(group)
        if isinstance(value, str) and value in known:
            return value
        near = get_close_matches(str(value), known, 1)
        self.problem(
            key,
            f"“{value}” tidak dikenal. " + (f"Mungkin “{near[0]}”?" if near else f"Pilihan: {', '.join(known)}."),
            f"“{value}” is not known. " + (f"Perhaps “{near[0]}”?" if near else f"Choose from: {', '.join(known)}."),
        )
        return None

    def codes(self, raw: Mapping[str, Any], key: str) -> frozenset[str]:
        value = raw.get(key)
        if value is None:
            return frozenset()
        if not isinstance(value, list):
            self.problem(key, 'Tulis sebagai daftar: ["…"].', 'Write this as a list: ["…"].')
            return frozenset()
        found = (self.known_code(key, one, "circumstances") for one in value)
        return frozenset(one for one in found if one is not None)

    def flag(self, raw: Mapping[str, Any], key: str, prefix: str = "") -> bool | None:
        value = raw.get(key)
        if value is None or isinstance(value, bool):
            return value
        self.problem(f"{prefix}{key}", f"“{value}” bukan true atau false.", f"“{value}” is neither true nor false.")
        return None

    def count(self, raw: Mapping[str, Any], key: str) -> int | None:
        value = raw.get(key)
        if value is None:
            return None
        if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
            return value
        self.problem(key, f"“{value}” bukan jumlah (0, 1, 2 …).", f"“{value}” is not a count (0, 1, 2 …).")
        return None

    def day(self, raw: Mapping[str, Any], key: str, prefix: str = "") -> date | None:
        value = raw.get(key)
        return None if value is None else self.read_day(f"{prefix}{key}", value)

    def read_day(self, key: str, value: object) -> date | None:
        try:
            day = _as_day(value)
        except ValueError:
            id_, en = _no_day(value)
            self.problem(key, id_, en)
            return None
        if day.year in YEARS:
            return day
        self.problem(key, f"Tahun {day.year} tidak mungkin. Periksa tahunnya.", f"The year {day.year} cannot be. Check it.")
        return None

    def election_day(self, raw: Mapping[str, Any], key: str) -> date | Gap:
        if key not in raw:
            return Gap.NOT_KNOWN
        return Gap.NONE if raw[key] is None else self.day(raw, key, "election.") or Gap.NOT_KNOWN

    def period(self, raw: Mapping[str, Any], key: str) -> Period | Gap:
        if key not in raw:
            return Gap.NOT_KNOWN
        value = raw[key]
        if value is None:
            return Gap.NONE
        if not isinstance(value, Mapping):
            self.problem(f"election.{key}", "Tulis {from: …, to: …}.", "Write {from: …, to: …}.")
            return Gap.NOT_KNOWN
        start = self.day(value, "from", f"election.{key}.")
        end = self.day(value, "to", f"election.{key}.")
        if start is None or end is None:
            return Gap.NOT_KNOWN
        if start >= end:
            self.problem(
                f"election.{key}",
                f"Berakhir {end}, tidak sesudah mulai {start}. Hari “to” tidak ikut dihitung.",
                f"It ends on {end}, not after its start {start}. The day “to” is not part of it.",
            )
            return Gap.NOT_KNOWN
        return Period(start=start, end=end)

    def zone(self, name: object, default: str) -> ZoneInfo:
        if name is None:
            self.remarks.append("election.office_timezone")
            return ZoneInfo(default)
        try:
            return ZoneInfo(str(name))
        except (KeyError, ValueError, OSError):
            self.problem(
                "election.office_timezone",
                f"Zona waktu “{name}” tidak dikenal. Contoh: {default}.",
                f"The time zone “{name}” is not known. For example: {default}.",
            )
            return ZoneInfo(default)

    def moment(self, raw: Mapping[str, Any], now: datetime | None, zone: ZoneInfo) -> datetime | None:
        value = raw.get("now")
        if value is None:
            if now is None:
                self.problem("now", "Saat pertanyaan belum disebut.", "Say at which moment the question is asked.")
            return now
        try:
            asked = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
        except ValueError:
            self.problem(
                "now",
                f"“{value}” bukan waktu. Contoh: 2024-11-27T09:00:00+07:00.",
                f"“{value}” is no moment. For example: 2024-11-27T09:00:00+07:00.",
            )
            return None
        if asked.year not in YEARS:
            self.problem("now", f"Tahun {asked.year} tidak mungkin.", f"The year {asked.year} cannot be.")
            return None
        if asked.tzinfo is None:
            self.remarks.append("now")
            asked = asked.replace(tzinfo=zone)
        return asked


def describe(problems: Iterable[BadFact], lang: str) -> str:
    """All problems in one line of text."""
    return " ".join(f"[{bad.key}] {bad.en if lang == 'en' else bad.id}" for bad in problems)


def _as_day(value: object) -> date:
    """A day of the calendar, written in full; raises ValueError."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if not isinstance(value, str) or len(value) != 10:
        raise ValueError(value)
    return date.fromisoformat(value)


def _no_day(value: object) -> tuple[str, str]:
    """What is wrong with a day, as exactly as it can be told."""
    written = _WRITTEN_DAY.fullmatch(str(value))
    if written:
        year, month, day = (int(part) for part in written.groups())
        if year and 1 <= month <= 12 and day:
            last = monthrange(year, month)[1]
            return (
                f"{day} {MONTHS['id'][month - 1]} {year} tidak ada; bulan itu hanya {last} hari. Periksa harinya.",
                f"{day} {MONTHS['en'][month - 1]} {year} does not exist; that month has {last} days. Check the day.",
            )
    return (
        f"“{value}” bukan tanggal di kalender. Tulis tahun-bulan-hari, misalnya 2024-11-27.",
        f"“{value}” is no day of the calendar. Write year-month-day, such as 2024-11-27.",
    )


__all__ = ["BadFact", "Election", "Facts", "Gap", "Period", "Reported", "Reporter", "describe", "parse_facts"]
