"""A dossier says only what is known, in the order of the form, and always with the same bytes."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jurdil.core.documents import (
    REPORT_FORM,
    DocumentRole,
    Field,
    Fields,
    Heading,
    Paragraph,
    Signatures,
    Table,
    document_paths,
    documents,
)
from jurdil.core.dossier import (
    BadDossier,
    ChronologyEntry,
    bundle_name,
    dossier_digest,
    dossier_json,
    in_order,
    number_exhibits,
)
from jurdil.core.indonesian_dates import long_date, long_moment, size_in_words
from jurdil.core.printable import in_print, shown_by_word, with_breaks
from tests.dossier_samples import FROZEN, WIB, dossier, exhibit


def form_fields(data):
    report = next(paper for paper in documents(data) if paper.role is DocumentRole.REPORT)
    return [row for block in report.blocks if isinstance(block, Fields) for row in block.rows if row.field_id]


def test_the_report_form_keeps_the_order_of_the_annex():
    data = replace(dossier(), reported=dossier().reported[:1])
    report = next(paper for paper in documents(data) if paper.role is DocumentRole.REPORT)
    found: list[str] = []
    for block in report.blocks:
        if isinstance(block, Fields):
            found += [row.field_id for row in block.rows if row.field_id]
        elif isinstance(block, Heading):
            names = {"4": "witnesses", "5": "evidence", "6": "narrative", "7": "statement_of_truth"}
            found += [names[block.text[0]]] if block.text[0] in names else []
        elif isinstance(block, Signatures):
            found += ["signature_reporter", "signature_officer"]
            assert [slot.capacity for slot in block.slots] == ["9. Pelapor", "10. Penerima laporan"]
    assert found == [field_id for _, field_id, _ in REPORT_FORM]


def test_the_form_prints_the_labels_of_the_annex():
    assert [(row.number, row.label) for row in form_fields(dossier())][:9] == [
        ("0", "Nomor*"),
        ("1a", "Nama"),
        ("1b", "Tempat/Tgl Lahir"),
        ("1c", "Jenis Kelamin"),
        ("1d", "Pekerjaan"),
        ("1e", "Kewarganegaraan"),
        ("1f", "Alamat"),
        ("1g", "No. Telp/HP"),
        ("1h", "E-Mail**"),
    ]


def test_without_a_reporter_of_record_every_field_of_the_reporter_is_a_blank():
    blank = [row.value for row in form_fields(dossier(reporter=None, draft=True)) if row.number.startswith("1")]
    assert blank == [None] * 8


def test_the_office_of_a_reported_party_comes_before_the_name():
    row = next(row for row in form_fields(dossier()) if row.number == "2a")
    assert row.before + (row.value or "") == "Kepala Desa Rekaan, nama: Tuan Rekaan"


def test_every_reported_party_has_its_own_fields():
    assert sum(row.number == "2a" for row in form_fields(dossier())) == 2


def test_a_form_code_is_shown_only_when_there_is_one():
    assert all(paper.display_code is None for paper in documents(dossier()))
    shown = [paper.role for paper in documents(dossier(form_code="Formulir A.1")) if paper.display_code]
    assert shown == [DocumentRole.REPORT]


def test_the_cover_says_for_each_requirement_where_it_is_met_or_what_to_ask():
    cover = documents(dossier())[0]
    rows = [row for block in cover.blocks if isinstance(block, Table) and block.header[1] == "Keadaan" for row in block.rows]
    assert len(rows) == 8
    assert ("Bukti", "● terpenuhi", "P-1", "–") in rows
    assert ("Saksi", "○ belum ada", "–", "Siapa lagi yang melihat?") in rows


def test_no_document_calls_anybody_guilty():
    for paper in documents(dossier()):
        said = repr(paper.blocks).lower()
        assert "bersalah" not in said
        assert "pelaku" not in said


def test_there_are_eight_documents_each_as_pdf_and_docx():
    paths = document_paths(dossier())
    assert len(paths) == 16
    assert paths[0] == "dokumen/0-sampul.pdf"
    assert {path.rsplit(".", 1)[0] for path in paths} == {f"dokumen/{paper.stem}" for paper in documents(dossier())}


def test_exhibits_are_numbered_as_they_came_in():
    late, early = exhibit(b"b", minute=5), exhibit(b"a", minute=1)
    numbered = number_exhibits([late, early])
    assert [(item.number, item.sha256) for item in numbered] == [("P-1", early.sha256), ("P-2", late.sha256)]
    assert number_exhibits([early, late]) == numbered


@pytest.mark.parametrize(
    ("filename", "media_type", "path"),
    [
        ("../../etc/passwd", "image/jpeg", "bukti/P-01-etc-passwd.jpg"),
        ("foto.jpg", "application/x-dosexec", "bukti/P-01-foto.bin"),
        ("Foto 😀 é.HEIC", "image/heic", "bukti/P-01-Foto-e.heic"),
        ("", "video/mp4", "bukti/P-01.mp4"),
        ("a\r\nb.pdf", "application/pdf", "bukti/P-01-a-b.pdf"),
    ],
)
def test_a_path_in_the_bundle_holds_nothing_that_a_sender_chose_freely(filename, media_type, path):
    assert number_exhibits([exhibit(filename=filename, media_type=media_type)])[0].path == path


@given(st.lists(st.text(max_size=60), max_size=8))
def test_paths_are_always_plain_and_never_the_same(names):
    numbered = number_exhibits([exhibit(filename=name) for name in names])
    paths = [item.path for item in numbered]
    assert len(set(paths)) == len(names)
    assert all(path.isascii() and path.startswith("bukti/P-") and ".." not in path for path in paths)


def test_the_chronology_goes_by_the_clock_and_the_undated_comes_last():
    entries = (
        ChronologyEntry(what="tanpa tanggal"),
        ChronologyEntry(what="malam", at=datetime(2025, 4, 12, 20, 0, tzinfo=WIB)),
        ChronologyEntry(what="lusa", at=date(2025, 4, 14)),
        ChronologyEntry(what="hari itu", at=date(2025, 4, 12)),
    )
    assert [entry.what for entry in in_order(entries)] == ["hari itu", "malam", "lusa", "tanpa tanggal"]


def test_the_digest_is_what_sha256sum_prints_for_dossier_json():
    written = dossier_json(dossier())
    assert hashlib.sha256(written).hexdigest() == dossier_digest(dossier())
    assert json.loads(written)["schema"] == "jurdil-dossier/1"


def test_any_change_of_the_dossier_changes_its_digest():
    assert dossier_digest(dossier(narrative="lain")) != dossier_digest(dossier())
    assert dossier_digest(dossier(version=2)) != dossier_digest(dossier())


@given(st.text(alphabet=st.characters(), max_size=300))
def test_any_narrative_can_be_written_as_json(narrative):
    assert json.loads(dossier_json(dossier(narrative=narrative)))["case_number"] == "2025-014"


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"version": 0}, "version"),
        ({"reporter": None}, "no_reporter"),
        ({"frozen_at": FROZEN.replace(tzinfo=None)}, "naive_time"),
        ({"exhibits": (exhibit(),)}, "numbering"),
        ({"exhibits": number_exhibits([exhibit(sha256="md5:00")])}, "digest"),
    ],
)
def test_a_dossier_that_contradicts_itself_is_refused(changes, fault):
    with pytest.raises(BadDossier) as refused:
        dossier(**changes)
    assert refused.value.facts["fault"] == fault


def test_the_name_of_a_bundle_is_plain_and_marks_a_draft():
    assert bundle_name(dossier(case_number="SRG/2025 014")) == "SRG-2025-014-v1"
    assert bundle_name(dossier(draft=True)) == "2025-014-v1-konsep"
    assert bundle_name(dossier(case_number="…")) == "berkas-v1"


def test_days_and_sizes_are_written_as_people_write_them():
    assert long_date(date(2025, 4, 17)) == "Kamis, 17 April 2025"
    assert long_moment(datetime(2025, 4, 17, 16, 0, tzinfo=WIB), "WIB") == "Kamis, 17 April 2025, 16.00 WIB"
    assert size_in_words(3_145_728) == "3,1 MB (3.145.728 byte)"
    assert size_in_words(999) == "999 byte"


def ascii_only(sign):
    return " " <= sign <= "~"


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("halo\r\nwarga", "halo\nwarga"),
        ("😀", "[U+1F600 grinning face]"),
        ("ya 😀😀😀😀 ya", "ya [U+1F600 grinning face ×4] ya"),
        ("\u202ekiri", "[U+202E right-to-left override]kiri"),
        ("\x07", "[U+0007]"),
        ("❤\ufe0f", "[U+2764 heavy black heart]"),
        ("بتثج", "[4 tanda yang tidak dapat dicetak, lihat dossier.json]"),
    ],
)
def test_a_sign_that_cannot_be_printed_is_spelled_out(text, printed):
    assert in_print(text, shows=ascii_only) == printed


@given(st.text(alphabet=st.characters(), max_size=200))
def test_what_is_printed_holds_only_signs_that_the_medium_shows(text):
    assert all(ascii_only(sign) or sign in "\n×" for sign in in_print(text, shows=ascii_only))
    assert all(sign == "\n" or shown_by_word(sign) for sign in in_print(text, shows=shown_by_word))


@given(st.text(max_size=200))
def test_breaking_long_words_adds_no_visible_sign(text):
    assert with_breaks(text).replace("\u200b", "") == text.replace("\u200b", "")


def test_a_blank_is_a_field_without_a_value():
    assert Field(label="Nama").value is None
    assert Paragraph(text="x").small is False
