"""What does one line of an import tell? Two shapes: our own, and collections of public incidents.

What a line does not say stays unknown. A value that cannot be is a problem and refuses the line; a value that is not
understood but does no harm is a remark. The mapping is written down in docs/reference/import.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Any

from .days import NoSuchDay, fault_words, read_day
from .plain_text import clean, clean_line
from .report import ACT_LABELS, BENEFICIARIES, CATEGORIES, CIRCUMSTANCE_LABELS, MAX_REPORTED, NARRATIVE_LIMIT, Party, Telling

OWN_KEYS = (
    "id", "election", "act", "circumstances", "denied_circumstances", "beneficiary", "pair", "event_date", "event_time",
    "known_date", "known_how", "saw_it", "region", "province", "regency", "district", "village", "place", "tps",
    "other_witnesses", "narrative", "identity", "voter_here", "took_money", "reported",
)  # fmt: skip
PARTY_KEYS = ("category", "office", "workplace", "name", "civil_servant_type", "holds_office")
IDENTITY_CODES = ("anonymous", "alliance_only", "willing_to_sign")
SERVICE_TYPES = ("pns", "pppk", "cpns")
_REGION_CODE = re.compile(r"\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?")
_UNDOTTED = re.compile(r"\d{2}|\d{4}|\d{6}|\d{10}")
_TRUTH = {
    "true": True, "ya": True, "yes": True, "1": True, "false": False, "tidak": False, "no": False, "0": False,
}  # fmt: skip

INCIDENT_CATEGORIES = {
    "kepala_desa": "village_head",
    "perangkat_desa": "village_officer",
    "bpd": "village_council_member",
    "rt_rw": "neighbourhood_head",
    "asn": "civil_servant",
    "pejabat_daerah": "regional_official",
    "tni": "military_member",
    "polri": "police_member",
    "bumn_bumd": "soe_official",
    "penyelenggara": "",  # adhoc or standing: told apart by the words below, else not known
    "lainnya": "",
}
# (category of the list, what the account itself says) → category of the vocabulary
CATEGORY_WORDS = (
    ("penyelenggara", r"\b(PPK|PPS|KPPS|panwascam|panwaslu kecamatan|PKD|pengawas TPS)\b", "organiser_adhoc"),
    ("pejabat_daerah", r"\b(penjabat|pj\.?) (bupati|wali ?kota|gubernur)\b", "acting_regional_head"),
    (
        "pejabat_daerah",
        r"\b(bupati|wali ?kota|gubernur) yang mencalonkan lagi\b|\bpetahana\b",
        "regional_head_incumbent_candidate",
    ),
    ("lainnya", r"\b(honorer|tenaga kontrak|pegawai kontrak)\b", "non_asn_worker"),
    ("lainnya", r"\btim sukses\b", "campaign_team"),
)
INCIDENT_ACTS = {
    "social_media_support": "social_media_support",
    "attending_campaign_or_declaration": "attend_event",
    "hand_gesture_photo": "partisan_photo",
    "use_of_state_facility": "state_facility",
    "village_funds_or_aid": "state_facility",
    "mobilising_subordinates": "mobilise",
    "money_politics": "give_money",
    "policy_favouring": "favouring_decision",
    "candidate_team_member": "join_campaign",
    "candidate_approach": "seek_nomination",
    "other": "",
}
_REPLACED = re.compile(r"\b(memutasi|mutasi|pergantian pejabat|mengganti pejabat)\b", re.IGNORECASE)
BENEFICIARY_WORDS = (
    (r"\b(bakal calon(?! lawan)|bakal paslon|bakal pasangan|bakal capres|balon)\b", "prospective_pair"),
    (r"\bistri(nya)? (yang )?(nyaleg|calon)\b|\bistri menteri itu calon\b", "candidate_spouse"),
    (
        r"\b(paslon|pasangan cal(on|eg)|pasangan capres|capres|cawapres|cagub|cabup|nomor urut)\b"
        r"|\bcalon (gubernur|bupati|wali ?kota)\b",
        "determined_pair",
    ),
    (r"\b(caleg|nyaleg|calon legislatif|peserta pemilu)\b", "election_participant"),
)
_LOCAL_WORDS = re.compile(
    r"pilkada|pemilukada|pilbup|pilgub|pilwalkot|calon[ -](bupati|gubernur|wali ?kota)|cagub|cabup|\bPSU\b", re.IGNORECASE
)
_GENERAL_WORDS = re.compile(r"\bpemilu\b|pilpres|pileg|capres|cawapres|caleg|nyaleg|\bwapres\b", re.IGNORECASE)
_DATE_IN_ADDRESS = re.compile(r"/(20\d\d)/(\d\d)(?:/(\d\d))?/")


NOTHING = Telling()


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """One line, read. `day`: the day by which the election is found; `places`: names from province down to village.

    `shape`: "own" or "incident". `problems`: why the line cannot be imported; `remarks`: what was left out of it.
    """

    shape: str = "own"
    external_id: str = ""
    telling: Telling = NOTHING
    election: str = ""
    regime: str = ""
    day: date | None = None
    places: tuple[str, str, str, str] = ("", "", "", "")
    problems: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


def read_line(raw: object) -> Imported:
    """One line in either shape. Never raises: what is wrong is in `problems`."""
    if not isinstance(raw, Mapping):
        return Imported(problems=("Baris ini bukan objek JSON {…}.",))
    record = {str(key): value for key, value in raw.items() if value not in (None, "")}
    reader = _Reader(record)
    return reader.incident() if {"subject_categories", "act_types"} & set(record) else reader.own()


class _Reader:
    """Collects the problems of one line instead of stopping at the first."""

    def __init__(self, record: Mapping[str, Any]) -> None:
        self.record = record
        self.problems: list[str] = []
        self.remarks: list[str] = []

    def own(self) -> Imported:
        record = self.record
        for key in record:
            if key not in OWN_KEYS and not key.startswith("reported_"):
                near = get_close_matches(key, OWN_KEYS, 1)
                self.remarks.append(
                    f"Kolom “{key}” tidak dikenal, jadi dilewati." + (f" Maksudnya “{near[0]}”?" if near else "")
                )
        event, known = self.day("event_date"), self.day("known_date")
        beneficiary = self.code("beneficiary", BENEFICIARIES)
        pair = self.number("pair", 1, 99)
        telling = Telling(
            act=self.code("act", ACT_LABELS),
            circumstances=self.codes("circumstances"),
            denied=self.codes("denied_circumstances"),
            parties=self.parties(),
            beneficiary="determined_pair" if pair is not None and not beneficiary else beneficiary.replace("unknown", ""),
            pair_number=pair,
            event_date=event,
            event_time=self.line("event_time", 60),
            known_date=known,
            known_how=self.line("known_how", 300),
            saw_it=self.truth("saw_it"),
            region=self.region(),
            place=self.line("place", 300),
            tps=self.number("tps", 1, 999),
            other_witnesses=self.number("other_witnesses", 0, 9999) or 0,
            narrative=self.story("narrative"),
            identity=self.code("identity", IDENTITY_CODES) or "anonymous",
            voter_here=self.truth("voter_here"),
            took_money=self.truth("took_money"),
        )
        return self.done(telling, election=self.line("election", 50), day=event or known)

    def incident(self) -> Imported:
        record = self.record
        event, published = self.day("event_date"), self.day("date_published")
        story = self.story("text_summary_id") or self.story("text_summary_en")
        kinds = self.names("act_types")
        acts = [self.mapped(kind, INCIDENT_ACTS, "act_types") for kind in kinds]
        known_acts = [act for act in acts if act]
        if "policy_favouring" in kinds and _REPLACED.search(story):
            known_acts = ["replace_officials", *(act for act in known_acts if act != "favouring_decision")]
        about = " ".join(str(record.get(key, "")) for key in ("source_title", "url")) + " " + story
        local, general = bool(_LOCAL_WORDS.search(about)), bool(_GENERAL_WORDS.search(about))
        telling = Telling(
            act=known_acts[0] if known_acts else "",
            circumstances=self.circumstances(kinds, known_acts),
            parties=self.incident_parties(story),
            beneficiary=next((code for words, code in BENEFICIARY_WORDS if _says(story, words)), ""),
            event_date=event,
            narrative=story,
            place=self.several_places(),
        )
        day = event or published or self.day_in_address()
        regime = "local_election" if local and not general else "general_election" if general and not local else ""
        return self.done(telling, shape="incident", regime=regime, day=day)

    def circumstances(self, kinds: list[str], acts: list[str]) -> tuple[str, ...]:
        found = []
        if "hand_gesture_photo" in kinds:
            found.append("hand_gesture")
        if "mobilise" in acts[1:]:
            found.append("invited_others")
        return tuple(found)

    def incident_parties(self, story: str) -> tuple[Party, ...]:
        """One person a category. Who they are is known only where the record names one of them and one village."""
        kinds = self.names("subject_categories")
        village, count = str(self.record.get("village") or ""), self.record.get("n_reported_persons")
        parties = []
        for kind in kinds:
            category = self.mapped(kind, INCIDENT_CATEGORIES, "subject_categories")
            category = next((code for of, words, code in CATEGORY_WORDS if of == kind and _says(story, words)), category)
            office = kind.replace("_", " ") if kind not in ("lainnya", "penyelenggara") else ""
            one = count == 1 and len(kinds) == 1 and village and ";" not in village
            in_village = category in ("village_head", "village_officer", "village_council_member")
            if isinstance(count, int) and count > 1 and len(kinds) == 1:
                office = f"{office} ({count} orang)".strip()
            parties.append(Party(category=category, office=office, workplace=f"Desa {village}" if one and in_village else ""))
        return tuple(parties)

    def several_places(self) -> str:
        """Places of which the record names several stay words: none of them is chosen."""
        several = [str(self.record[key]) for key in ("village", "district", "regency") if ";" in str(self.record.get(key, ""))]
        return clean_line(", ".join(several))[:300]

    def day_in_address(self) -> date | None:
        found = _DATE_IN_ADDRESS.search(str(self.record.get("url", "")))
        if not found:
            return None
        try:
            return date(int(found[1]), int(found[2]), int(found[3] or 1))
        except ValueError:
            return None

    def done(
        self, telling: Telling, *, shape: str = "own", election: str = "", regime: str = "", day: date | None = None
    ) -> Imported:
        external_id = clean_line(str(self.record.get("id", "")))
        if not external_id:
            self.problems.append("Kolom “id” kosong. Tanpa id, impor ulang akan menggandakan laporan.")
        elif len(external_id) > 60:
            self.problems.append("Kolom “id” lebih dari 60 huruf.")
        if telling.event_date and telling.known_date and telling.known_date < telling.event_date:
            self.problems.append(f"Diketahui {telling.known_date:%d-%m-%Y}, sebelum kejadian {telling.event_date:%d-%m-%Y}.")
        if not (telling.narrative or telling.act):
            self.problems.append("Tidak ada cerita (narrative) dan tidak ada perbuatan (act).")
        places = [str(self.record.get(key) or "") for key in ("province", "regency", "district", "village")]
        single = [clean_line(name) if ";" not in name else "" for name in places]
        return Imported(
            shape=shape,
            external_id=external_id,
            telling=telling,
            election=election,
            regime=regime,
            day=day,
            places=(single[0], single[1], single[2], single[3]),
            problems=tuple(self.problems),
            remarks=tuple(self.remarks),
        )

    # one value at a time

    def day(self, key: str) -> date | None:
        value = self.record.get(key)
        if value is None:
            return None
        try:
            return read_day(str(value))
        except NoSuchDay as error:
            message, facts = fault_words(error)
            self.problems.append(f"{key}: “{clean_line(str(value))[:30]}”. {message % facts}")
            return None

    def code(self, key: str, known: Iterable[str]) -> str:
        value = self.record.get(key)
        return "" if value is None else self.known_code(key, value, known)

    def known_code(self, key: str, value: object, known: Iterable[str]) -> str:
        codes = list(known)
        if isinstance(value, str) and value in codes:
            return value
        near = get_close_matches(str(value), codes, 1)
        self.problems.append(
            f"{key}: “{clean_line(str(value))[:40]}” tidak dikenal." + (f" Maksudnya “{near[0]}”?" if near else "")
        )
        return ""

    def mapped(self, value: str, table: Mapping[str, str], key: str) -> str:
        if value in table:
            return table[value]
        self.remarks.append(f"{key}: “{value[:40]}” tidak ada dalam tabel, jadi dianggap tidak diketahui.")
        return ""

    def names(self, key: str) -> list[str]:
        """A list, or words with “;” or “,” between them."""
        value = self.record.get(key) or []
        if isinstance(value, str):
            value = re.split(r"[;,|]", value)
        if not isinstance(value, list):
            self.problems.append(f'{key}: tulis sebagai daftar ["…"] atau dengan titik koma.')
            return []
        return [clean_line(str(one)) for one in value if clean_line(str(one))]

    def codes(self, key: str) -> tuple[str, ...]:
        found = (self.known_code(key, one, CIRCUMSTANCE_LABELS) for one in self.names(key))
        return tuple(dict.fromkeys(code for code in found if code))

    def number(self, key: str, least: int, most: int) -> int | None:
        value = self.record.get(key)
        if value is None:
            return None
        text = re.sub(r"^\s*tps\.?\s*", "", str(value), flags=re.IGNORECASE).strip()
        if isinstance(value, bool) or not re.fullmatch(r"[0-9]{1,6}(\.0)?", text) or not least <= int(float(text)) <= most:
            self.problems.append(f"{key}: “{text[:20]}” bukan angka dari {least} sampai {most}.")
            return None
        return int(float(text))

    def truth(self, key: str) -> bool | None:
        value = self.record.get(key)
        if value is None or isinstance(value, bool):
            return value
        if str(value).strip().lower() in _TRUTH:
            return _TRUTH[str(value).strip().lower()]
        self.problems.append(f"{key}: “{clean_line(str(value))[:20]}” bukan true atau false.")
        return None

    def line(self, key: str, limit: int) -> str:
        text = clean_line(str(self.record.get(key, "")))
        if len(text) > limit:
            self.problems.append(f"{key}: lebih dari {limit} huruf.")
        return text[:limit]

    def story(self, key: str) -> str:
        text = clean(str(self.record.get(key, ""))).text
        if len(text) > NARRATIVE_LIMIT:
            self.problems.append(f"{key}: {len(text)} huruf; paling banyak {NARRATIVE_LIMIT}.")
        return text

    def region(self) -> str:
        code = str(self.record.get("region", "")).strip()
        if _UNDOTTED.fullmatch(code):
            code = ".".join(part for part in (code[:2], code[2:4], code[4:6], code[6:]) if part)
        if code and not _REGION_CODE.fullmatch(code):
            self.problems.append(f"region: “{clean_line(code)[:20]}” bukan kode wilayah seperti 36.04.30.2001.")
            return ""
        return code

    def parties(self) -> tuple[Party, ...]:
        value = self.record.get("reported", [])
        people = list(value) if isinstance(value, list) else []
        if not isinstance(value, list):
            self.problems.append("reported: tulis sebagai daftar [{…}].")
        for index in range(1, MAX_REPORTED + 1):  # the columns of a CSV
            columns = {
                key: self.record[f"reported_{index}_{key}"] for key in PARTY_KEYS if f"reported_{index}_{key}" in self.record
            }
            if columns:
                people.append(columns)
        if len(people) > MAX_REPORTED:
            self.problems.append(f"reported: {len(people)} orang; paling banyak {MAX_REPORTED}.")
        return tuple(self.party(person, index) for index, person in enumerate(people[:MAX_REPORTED], start=1))

    def party(self, person: object, index: int) -> Party:
        if not isinstance(person, Mapping):
            self.problems.append(f"reported[{index}]: bukan objek {{…}}.")
            return Party()
        part = _Reader({str(key): value for key, value in person.items() if value not in (None, "")})
        party = Party(
            category=part.code("category", CATEGORIES),
            office=part.line("office", 200),
            workplace=part.line("workplace", 200),
            name=part.line("name", 160),
            civil_servant_type=part.code("civil_servant_type", SERVICE_TYPES),
            holds_office=part.truth("holds_office"),
        )
        self.problems += [f"reported[{index}].{problem}" for problem in part.problems]
        return party


def _says(story: str, words: str) -> bool:
    return re.search(words, story, re.IGNORECASE) is not None
