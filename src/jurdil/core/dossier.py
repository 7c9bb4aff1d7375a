"""What a dossier holds: one frozen version of everything that a reporter signs and an office can check.

Only values: no document, file or person is looked up here. `dossier_json` is the one way to write a dossier as
bytes; its SHA-256 is printed on the cover and kept in the bundle, so paper and bundle can be held together.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date, datetime
from enum import Enum, StrEnum
from typing import Any

from jurdil.core.errors import DomainError
from jurdil.core.journal import canonical

SCHEMA = "jurdil-dossier/1"


class BadDossier(DomainError):
    """A dossier that contradicts itself cannot be frozen. `fault` says what."""


class RequirementKind(StrEnum):
    FORMAL = "formal"
    MATERIAL = "material"


class RequirementState(StrEnum):
    MET = "met"
    MISSING = "missing"
    DOUBTFUL = "doubtful"


@dataclass(frozen=True, slots=True, kw_only=True)
class Election:
    name: str
    regime: str
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """The office that the report is addressed to."""

    name: str
    address: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reporter:
    """The reporter of record, as on the identity card. What is not known is None and stays a blank on paper."""

    name: str | None = None
    birth_place: str | None = None
    birth_date: date | None = None
    sex: str | None = None
    occupation: str | None = None
    citizenship: str | None = None
    address: str | None = None
    phone: str | None = None
    email: str | None = None
    id_number: str | None = None
    capacity: str | None = None
    organisation: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """A reported party: the office first, the name second."""

    office: str
    name: str | None = None
    address: str | None = None
    phone: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    what: str
    place: str | None = None
    event_date: date | None = None
    time_words: str | None = None
    known_date: date | None = None
    how_known: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    name: str | None = None
    address: str | None = None
    phone: str | None = None
    saw: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Exhibit:
    """One original, as received. `number` and `path` are given by `number_exhibits`."""

    filename: str
    media_type: str
    size: int
    sha256: str
    received_at: datetime
    description: str = ""
    time_in_file: str | None = None
    place_in_file: str | None = None
    number: str = ""
    path: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChronologyEntry:
    """What happened when. `at` orders the entries; `when` is what is printed where the day alone would say too much."""

    what: str
    at: date | datetime | None = None
    when: str | None = None
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequirementRow:
    """Where one requirement is met, or what to ask for."""

    requirement: str
    kind: RequirementKind
    label: str
    state: RequirementState
    where: str = ""
    ask: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ElementRow:
    label: str
    status: str
    shown_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvisionRow:
    """A provision that may be touched: an allegation to be examined, never a finding."""

    provision: str
    title: str
    article: str
    reported: str = ""
    applicability: str = ""
    elements: tuple[ElementRow, ...] = ()
    caution: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counsel:
    name: str
    organisation: str | None = None
    address: str | None = None
    phone: str | None = None
    licence: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierData:
    """Everything that the documents say. Moments carry the office's own offset; `zone` is its name (WIB, WITA, WIT)."""

    case_number: str
    version: int
    frozen_at: datetime
    draft: bool
    election: Election
    office: Office
    event: Event
    reported: tuple[Reported, ...]
    reporter: Reporter | None = None
    witnesses: tuple[Witness, ...] = ()
    exhibits: tuple[Exhibit, ...] = ()
    narrative: str = ""
    chronology: tuple[ChronologyEntry, ...] = ()
    requirements: tuple[RequirementRow, ...] = ()
    provisions: tuple[ProvisionRow, ...] = ()
    counsel: Counsel | None = None
    form_code: str | None = None
    prepared_by: str = "Jurdil"
    zone: str = "WIB"
    language: str = "id"
    rehearsal: bool = False  # people and events are invented: every paper says so

    def __post_init__(self) -> None:
        if self.version < 1:
            raise BadDossier("Versi berkas dimulai dari 1.", fault="version")
        if self.reporter is None and not self.draft:
            raise BadDossier("Berkas tanpa pelapor resmi hanya dapat menjadi konsep.", fault="no_reporter")
        moments = [self.frozen_at, *(exhibit.received_at for exhibit in self.exhibits)]
        moments += [entry.at for entry in self.chronology if isinstance(entry.at, datetime)]
        if any(moment.tzinfo is None for moment in moments):
            raise BadDossier("Setiap waktu dalam berkas harus menyebut zona.", fault="naive_time")
        if any(not re.fullmatch(r"[0-9a-f]{64}", exhibit.sha256) for exhibit in self.exhibits):
            raise BadDossier("Setiap bukti harus punya sidik SHA-256.", fault="digest")
        paths = [exhibit.path for exhibit in self.exhibits]
        if not all(paths) or len(set(paths)) != len(paths):
            raise BadDossier("Beri nomor pada bukti sebelum berkas dibekukan.", fault="numbering")


# Endings that an officer's machine opens; they follow what the file is, not what it was called.
_ENDINGS = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/heic": ".heic",
    "image/heif": ".heif",
    "image/webp": ".webp",
    "image/gif": ".gif",
    "image/tiff": ".tif",
    "video/mp4": ".mp4",
    "video/quicktime": ".mov",
    "video/3gpp": ".3gp",
    "video/webm": ".webm",
    "audio/mpeg": ".mp3",
    "audio/mp4": ".m4a",
    "audio/x-m4a": ".m4a",
    "audio/ogg": ".ogg",
    "audio/opus": ".opus",
    "audio/aac": ".aac",
    "audio/amr": ".amr",
    "audio/wav": ".wav",
    "audio/x-wav": ".wav",
    "application/pdf": ".pdf",
    "text/plain": ".txt",
    "application/msword": ".doc",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}


def number_exhibits(exhibits: Sequence[Exhibit]) -> tuple[Exhibit, ...]:
    """The exhibits in the order received, each with its number (P-1 …) and its path inside the bundle.

    What came in at the same moment keeps the order given. Paths hold no text that a sender chose freely.
    """
    ordered = sorted(exhibits, key=lambda item: item.received_at)
    width = max(2, len(str(len(ordered))))
    return tuple(
        replace(
            item,
            number=f"P-{place}",
            path=f"bukti/P-{place:0{width}d}{_slug(item.filename)}{_ENDINGS.get(item.media_type, '.bin')}",
        )
        for place, item in enumerate(ordered, start=1)
    )


def in_order(chronology: Sequence[ChronologyEntry]) -> tuple[ChronologyEntry, ...]:
    """The chronology by day and hour; what has no day comes last, in the order given."""

    def key(entry: ChronologyEntry) -> tuple[bool, date, float]:
        if entry.at is None:
            return True, date.max, 0.0
        if isinstance(entry.at, datetime):
            moment = entry.at
            return False, moment.date(), moment.hour + moment.minute / 60 + moment.second / 3600
        return False, entry.at, -1.0

    return tuple(sorted(chronology, key=key))


def bundle_name(data: DossierData) -> str:
    """The folder inside a bundle, and the name of its file without ".zip"."""
    case = _slug(data.case_number).lstrip("-") or "berkas"
    return f"{case}-v{data.version}{'-konsep' if data.draft else ''}"


def dossier_json(data: DossierData) -> bytes:
    """The dossier as canonical JSON: exactly the bytes of dossier.json in the bundle."""
    return canonical({"schema": SCHEMA, **_plain(data)})


def dossier_digest(data: DossierData) -> str:
    """The SHA-256 (hex) of `dossier_json`: what `sha256sum dossier.json` prints and the cover shows."""
    return hashlib.sha256(dossier_json(data)).hexdigest()


def readable_digest(digest: str) -> str:
    """A digest in groups of eight, for the eye."""
    return " ".join(digest[at : at + 8] for at in range(0, len(digest), 8))


def _plain(value: object) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        # A lone half of a surrogate pair cannot be written as UTF-8; "?" stands for it.
        return value.encode("utf-8", "replace").decode("utf-8")
    return value


def _slug(text: str) -> str:
    """A hyphen and the plain letters of a name, without its ending; nothing where no letter is left."""
    stem = text.rsplit(".", 1)[0] if re.search(r"\.[A-Za-z0-9]{1,5}$", text) else text
    ascii_only = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode()
    plain = re.sub(r"[^A-Za-z0-9]+", "-", ascii_only).strip("-")[:40].strip("-")
    return f"-{plain}" if plain else ""
