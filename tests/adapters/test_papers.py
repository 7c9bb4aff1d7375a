"""Whatever a person wrote, the papers can be made, read back, and say the same as PDF and as DOCX."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from jurdil.adapters.docx import write_docx
from jurdil.adapters.typeset import typeset
from jurdil.core.documents import DocumentRole, documents
from jurdil.core.dossier import Reported
from tests.dossier_samples import dossier


def paper(data, role):
    return next(one for one in documents(data) if one.role is role)


def pdf_text(data, role):
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(typeset(paper(data, role)))).pages)


def docx_text(data, role):
    word = docx.Document(io.BytesIO(write_docx(paper(data, role))))
    return "\n".join(text.text or "" for text in word.element.body.iter() if text.tag.endswith("}t"))


def in_sequence(text, parts):
    at = -1
    for part in parts:
        found = text.find(part, at + 1)
        assert found > at, f"{part!r} is not after the one before it"
        at = found


@pytest.mark.parametrize("read", [pdf_text, docx_text])
def test_the_report_form_reads_back_in_the_order_of_the_annex(read):
    text = read(dossier(), DocumentRole.REPORT)
    labels = ["Nomor*", "1. Pelapor", "Nama", "Ratna Rekaan", "Tempat/Tgl Lahir", "Jenis Kelamin", "Pekerjaan"]
    labels += ["Kewarganegaraan", "Alamat", "No. Telp/HP", "E-Mail**", "2. Terlapor", "Kepala Desa Rekaan"]
    labels += ["Tuan Rekaan", "Alamat***", "Guru SD", "3. Peristiwa", "Tempat Kejadian", "Hari dan Tanggal Kejadian"]
    labels += ["Sabtu, 12 April 2025", "Hari dan Tanggal diketahui", "Minggu, 13 April 2025", "Saksi-saksi****"]
    labels += ["Saksi Rekaan", "5. Bukti", "P-1", "P-2", "6. Uraian", "Pagi itu", "7. Pernyataan", "8. Penyampaian"]
    in_sequence(text, [*labels, "9. Pelapor", "10. Penerima laporan"])


@pytest.mark.parametrize("read", [pdf_text, docx_text])
def test_the_evidence_list_carries_every_digest_whole(read):
    data = dossier()
    text = read(data, DocumentRole.EVIDENCE_LIST)
    assert all(item.sha256 in text and item.number in text for item in data.exhibits)


def test_a_pdf_is_pdf_a_2b_with_title_author_and_the_day_of_freezing():
    data = dossier(prepared_by="Aliansi Rekaan")
    reader = PdfReader(io.BytesIO(typeset(paper(data, DocumentRole.COVER))))
    described = reader.xmp_metadata.rdf_root.toxml()
    assert "part>2<" in described and "conformance>B<" in described
    assert reader.metadata.title == "SAMPUL BERKAS LAPORAN Perkara 2025-014 · versi 1"
    assert reader.metadata.author == "Aliansi Rekaan"
    assert reader.metadata.creation_date == datetime(2025, 4, 18, 13, 15, tzinfo=UTC)


def test_every_page_names_the_case_the_version_and_its_number():
    reader = PdfReader(io.BytesIO(typeset(paper(dossier(), DocumentRole.EVIDENCE_LIST))))
    for number, page in enumerate(reader.pages, start=1):
        text = page.extract_text()
        assert "Perkara 2025-014 · versi 1" in text
        assert f"Halaman {number} dari {len(reader.pages)}" in text


@pytest.mark.parametrize("role", list(DocumentRole))
def test_a_draft_says_so_on_every_paper(role):
    draft = dossier(draft=True, reporter=None)
    assert "KONSEP" in pdf_text(draft, role)
    word = docx.Document(io.BytesIO(write_docx(paper(draft, role))))
    assert "KONSEP" in word.sections[0].header.paragraphs[0].text
    assert "KONSEP" not in pdf_text(dossier(), role)


@pytest.mark.parametrize("role", list(DocumentRole))
def test_the_same_dossier_makes_the_same_bytes(role):
    assert typeset(paper(dossier(), role)) == typeset(paper(dossier(), role))
    assert write_docx(paper(dossier(), role)) == write_docx(paper(dossier(), role))


@pytest.mark.parametrize(
    "narrative",
    [
        "kata " * 12_000,
        "x" * 60_000,
        "😀" * 60_000,
        "😀 \u202e balik \u200f \x00\x07\x1b " * 4_000,
        "سلام ꦲꦏ்‍ 你好 👨‍👩‍👧 e\u0301\u0301\u0301 " * 2_000,
        '#import "x": *\n$ a $ \\ @ref <l> // ]] #read("/etc/passwd") {{ name }} {% load %} &amp; <w:t>',
        "\ud800 separuh \udfff",
        "\u2028\u2029\x85\x0b\x0c\n\n\n",
        "",
    ],
    ids=["long", "one-word", "emoji", "controls", "scripts", "markup", "surrogates", "separators", "empty"],
)
def test_no_narrative_stops_the_papers(narrative):
    data = dossier(narrative=narrative, reported=(Reported(office=narrative[:200], name=narrative[:80]),))
    for one in documents(data):
        assert typeset(one).startswith(b"%PDF")
        assert write_docx(one).startswith(b"PK")


def test_markup_in_a_narrative_is_printed_as_it_was_written():
    told = 'Ia berkata #read("/etc/passwd") dan *tebal* $x$'
    assert told in pdf_text(dossier(narrative=told), DocumentRole.REPORT)
    assert told in docx_text(dossier(narrative=told), DocumentRole.REPORT)


def test_a_narrative_of_60_000_signs_is_printed_whole():
    told = " ".join(f"kata{number}" for number in range(7_000))[:60_000]
    read = pdf_text(dossier(narrative=told), DocumentRole.REPORT)
    assert all(f"kata{number}" in read for number in range(0, 6_000, 97))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(alphabet=st.characters(), max_size=120), st.text(alphabet=st.characters(), max_size=400))
def test_any_name_and_any_narrative_can_be_put_on_paper(name, narrative):
    data = dossier(narrative=narrative, reported=(Reported(office=name, name=name),))
    one = paper(data, DocumentRole.REPORT)
    assert typeset(one).startswith(b"%PDF")
    assert write_docx(one).startswith(b"PK")


@pytest.mark.parametrize("role", list(DocumentRole))
def test_a_paper_of_a_rehearsal_says_that_all_is_invented(role):
    invented = dossier(rehearsal=True)
    assert "LATIHAN — ORANG DAN KEJADIAN REKAAN" in pdf_text(invented, role)
    word = docx.Document(io.BytesIO(write_docx(paper(invented, role))))
    assert "LATIHAN" in word.sections[0].header.paragraphs[0].text
