"""An invented dossier that the tests of core, adapters and bench share. Nobody in it exists."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from jurdil.adapters.bag import BagFile, held, write_bundle
from jurdil.adapters.docx import write_docx
from jurdil.adapters.typeset import typeset
from jurdil.core.documents import documents
from jurdil.core.dossier import (
    ChronologyEntry,
    DossierData,
    Election,
    ElementRow,
    Event,
    Exhibit,
    Office,
    ProvisionRow,
    Reported,
    Reporter,
    RequirementKind,
    RequirementRow,
    RequirementState,
    Witness,
    number_exhibits,
)
from jurdil.core.journal import GENESIS, entry_digest

WIB = timezone(timedelta(hours=7))
FROZEN = datetime(2025, 4, 18, 20, 15, tzinfo=WIB)
REPORTER = Reporter(
    name="Ratna Rekaan",
    birth_place="Serang",
    birth_date=date(1990, 2, 3),
    sex="Perempuan",
    occupation="Pedagang",
    citizenship="WNI",
    address="Kp. Rekaan RT 003/RW 002, Desa Rekaan, Kec. Ciruas",
    phone="0812-0000-0001",
    email="ratna@example.org",
    id_number="3604000000000003",
)
_REQUIREMENTS = (
    (
        "reporter_identity",
        RequirementKind.FORMAL,
        "Nama dan alamat pelapor",
        RequirementState.MET,
        "Formulir no. 1",
        "",
    ),
    ("reported_party", RequirementKind.FORMAL, "Terlapor jelas", RequirementState.MET, "Formulir no. 2", ""),
    ("within_deadline", RequirementKind.FORMAL, "Masih dalam 7 hari", RequirementState.MET, "Formulir no. 3d", ""),
    ("signature_match", RequirementKind.FORMAL, "Tanda tangan sama", RequirementState.DOUBTFUL, "", "Bandingkan KTP."),
    ("time_place", RequirementKind.MATERIAL, "Waktu dan tempat", RequirementState.MET, "Formulir no. 3", ""),
    ("description", RequirementKind.MATERIAL, "Uraian kejadian", RequirementState.MET, "Formulir no. 6", ""),
    ("evidence", RequirementKind.MATERIAL, "Bukti", RequirementState.MET, "P-1", ""),
    ("witnesses", RequirementKind.MATERIAL, "Saksi", RequirementState.MISSING, "", "Siapa lagi yang melihat?"),
)


def exhibit(content: bytes = b"foto", *, minute: int = 0, **changes: Any) -> Exhibit:
    facts: dict[str, Any] = {
        "filename": f"IMG-20250418-WA00{minute:02d}.jpg",
        "media_type": "image/jpeg",
        "size": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
        "received_at": datetime(2025, 4, 18, 9, minute, tzinfo=WIB),
        "description": f"Foto panggung {minute}",
    }
    return Exhibit(**{**facts, **changes})


def dossier(contents: Sequence[bytes] = (b"foto satu", b"foto dua"), **changes: Any) -> DossierData:
    """A full dossier; `changes` replace fields of DossierData."""
    data = DossierData(
        case_number="2025-014",
        version=1,
        frozen_at=FROZEN,
        draft=False,
        election=Election(name="PSU Bupati dan Wakil Bupati Rekaan 2025", regime="local_election"),
        office=Office(name="Bawaslu Kabupaten Rekaan"),
        event=Event(
            what="Dugaan kepala desa mengajak warga memilih satu pasangan calon",
            place="Lapangan Desa Rekaan, Kecamatan Ciruas",
            event_date=date(2025, 4, 12),
            time_words="sekitar pukul 09.00",
            known_date=date(2025, 4, 13),
            how_known="Melihat video di grup warga.",
        ),
        reported=(Reported(office="Kepala Desa Rekaan", name="Tuan Rekaan"), Reported(office="Guru SD (PNS)")),
        reporter=REPORTER,
        witnesses=(Witness(name="Saksi Rekaan", address="Kp. Lain", phone="0812-0000-0002", saw="Mendengar ajakan"),),
        exhibits=number_exhibits([exhibit(content, minute=place) for place, content in enumerate(contents)]),
        narrative="Pagi itu saya datang ke lapangan.\nKepala desa naik ke panggung lalu mengajak warga.",
        chronology=(
            ChronologyEntry(what="Laporan diterima", at=datetime(2025, 4, 18, 9, 0, tzinfo=WIB), source="Kode terima"),
            ChronologyEntry(what="Acara relawan", at=date(2025, 4, 12), source="P-1"),
        ),
        requirements=tuple(
            RequirementRow(requirement=name, kind=kind, label=label, state=state, where=where, ask=ask)
            for name, kind, label, state, where, ask in _REQUIREMENTS
        ),
        provisions=(
            ProvisionRow(
                provision="village_29_j",
                title="Dugaan kepala desa ikut kampanye",
                article="UU 6/2014 Pasal 29 huruf j",
                reported="Kepala Desa Rekaan",
                applicability="mungkin berlaku",
                elements=(ElementRow(label="Terlapor kepala desa", status="terpenuhi", shown_by="P-1"),),
                caution="satu sumber",
            ),
        ),
    )
    return replace(data, **changes)


def journal_extract(*, skip: int = 3, length: int = 6) -> list[dict[str, Any]]:
    """A valid extract of a chain in which entry `skip` belongs to another case and is left out."""
    chain: list[dict[str, Any]] = []
    previous = GENESIS
    for seq in range(1, length + 1):
        entry: dict[str, Any] = {
            "seq": seq,
            "at": "2025-04-18T02:00:00+00:00",
            "actor": "penelaah",
            "verb": "take_up_case",
            "subject": f"report:{seq}",
            "case": "2025-014",
            "detail": {"catatan": "é"},
            "prev": previous,
        }
        entry["digest"] = previous = entry_digest(entry)
        chain.append(entry)
    return [entry for entry in chain if entry["seq"] != skip]


def bundle_files(data: DossierData, contents: Sequence[bytes], *, papers: bool = True) -> list[BagFile]:
    kept = {hashlib.sha256(content).hexdigest(): content for content in contents}
    files = [
        BagFile(path=item.path, open=lambda content=kept[item.sha256]: io.BytesIO(content), sha256=item.sha256)
        for item in data.exhibits
    ]
    for paper in documents(data) if papers else ():
        files.append(held(f"dokumen/{paper.stem}.pdf", typeset(paper)))
        files.append(held(f"dokumen/{paper.stem}.docx", write_docx(paper)))
    return files


def bundle(path: Path, contents: Sequence[bytes] = (b"foto satu", b"foto dua"), *, papers: bool = True) -> DossierData:
    """Writes a whole bundle to `path`."""
    data = dossier(contents)
    with path.open("wb") as out:
        write_bundle(out, data=data, files=bundle_files(data, contents, papers=papers), journal=journal_extract())
    return data
