"""What each document of a dossier says, block by block, before anything is drawn.

PDF and DOCX are both made from these blocks, so they say the same. A field without a value is a line to be filled by
hand. The order and labels of the report form follow the annex of Perbawaslu 9/2024; labels that the stored copy of
the annex did not show come from practice and are marked in `REPORT_FORM` as such.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from jurdil.core.dossier import (
    DossierData,
    Exhibit,
    Reporter,
    RequirementKind,
    RequirementState,
    bundle_name,
    dossier_digest,
    in_order,
    readable_digest,
)
from jurdil.core.indonesian_dates import grouped, long_date, long_moment, size_in_words


class DocumentRole(StrEnum):
    """What a paper is for. An office's own form code is dated data and never decides anything."""

    COVER = "cover"
    REPORT = "report"
    EVIDENCE_LIST = "evidence_list"
    CHRONOLOGY = "chronology"
    WITNESS_LIST = "witness_list"
    STATEMENT_OF_TRUTH = "statement_of_truth"
    POWER_OF_ATTORNEY = "power_of_attorney"
    RECEIPT = "receipt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    text: str
    small: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """`number` "1a", its label, and what stands behind the colon: `before` and then `value`, or a blank to fill."""

    label: str
    value: str | None = None
    number: str = ""
    before: str = ""
    field_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    rows: tuple[Field, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """`widths` are shares of the line. A cell may hold several lines."""

    header: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]
    empty: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """A long number to compare sign by sign, in fixed-width type."""

    label: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A QR code and what it holds."""

    content: str
    caption: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """A place to sign: who signs, as what, and what else belongs there (a stamp, a thumbprint)."""

    capacity: str
    name: str | None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatures:
    place_and_date: str | None
    slots: tuple[Signature, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Space:
    """An empty frame, `height` millimetres tall, for a stamp."""

    caption: str
    height: int


Block = Heading | Paragraph | Fields | Table | Digest | Code | Signatures | Space


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    role: DocumentRole
    stem: str
    title: str
    subtitle: str
    blocks: tuple[Block, ...]
    footer: str
    author: str
    written_at: datetime
    mark: str  # over the page, behind the text: "KONSEP", "LATIHAN" or nothing
    notice: str  # what the mark means, at the head of each page
    display_code: str | None = None


NOTICES: tuple[tuple[str, Callable[[DossierData], bool]], ...] = (
    ("LATIHAN — ORANG DAN KEJADIAN REKAAN", lambda data: data.rehearsal),
    ("KONSEP — BELUM UNTUK DITANDATANGANI", lambda data: data.draft),
)

_STEMS = {
    DocumentRole.COVER: "0-sampul",
    DocumentRole.REPORT: "1-formulir-laporan",
    DocumentRole.EVIDENCE_LIST: "2-daftar-bukti",
    DocumentRole.CHRONOLOGY: "3-kronologi",
    DocumentRole.WITNESS_LIST: "4-daftar-saksi",
    DocumentRole.STATEMENT_OF_TRUTH: "5-pernyataan-kebenaran",
    DocumentRole.POWER_OF_ATTORNEY: "6-surat-kuasa",
    DocumentRole.RECEIPT: "7-tanda-terima",
}
TITLES = {
    DocumentRole.COVER: "SAMPUL BERKAS LAPORAN",
    DocumentRole.REPORT: "FORMULIR LAPORAN",
    DocumentRole.EVIDENCE_LIST: "DAFTAR BUKTI",
    DocumentRole.CHRONOLOGY: "KRONOLOGI KEJADIAN",
    DocumentRole.WITNESS_LIST: "DAFTAR SAKSI",
    DocumentRole.STATEMENT_OF_TRUTH: "SURAT PERNYATAAN KEBENARAN",
    DocumentRole.POWER_OF_ATTORNEY: "SURAT KUASA KHUSUS",
    DocumentRole.RECEIPT: "TANDA BUKTI PENYAMPAIAN LAPORAN",
}
# Every field of the report form in its order: (number, field id, label). One row a field; 4 and 5 are lists.
REPORT_FORM = (
    ("0", "form_number", "Nomor*"),
    ("1a", "reporter.name", "Nama"),
    ("1b", "reporter.birth_place_date", "Tempat/Tgl Lahir"),
    ("1c", "reporter.sex", "Jenis Kelamin"),
    ("1d", "reporter.occupation", "Pekerjaan"),
    ("1e", "reporter.citizenship", "Kewarganegaraan"),
    ("1f", "reporter.address", "Alamat"),
    ("1g", "reporter.phone", "No. Telp/HP"),
    ("1h", "reporter.email", "E-Mail**"),
    ("", "reporter.id_number", "Nomor KTP-el (salinan terlampir)"),
    ("2a", "reported.name", "Nama"),
    ("2b", "reported.address", "Alamat***"),
    ("2c", "reported.phone", "No. Telp/HP**"),
    ("3a", "event.what", "Peristiwa"),
    ("3b", "event.place", "Tempat Kejadian"),
    ("3c", "event.date", "Hari dan Tanggal Kejadian"),
    ("3d", "event.known_date", "Hari dan Tanggal diketahui"),
    ("4", "witnesses", "Saksi-saksi****"),
    ("5", "evidence", "Bukti"),
    ("6", "narrative", "Uraian singkat kejadian"),
    ("7", "statement_of_truth", "Pernyataan"),
    ("8", "lodged_at", "Tempat, hari, tanggal, dan jam penyampaian"),
    ("9", "signature_reporter", "Pelapor"),
    ("10", "signature_officer", "Penerima laporan"),
)
_LABELS = {field_id: (number, label) for number, field_id, label in REPORT_FORM}
_STATES = {
    RequirementState.MET: "● terpenuhi",
    RequirementState.MISSING: "○ belum ada",
    RequirementState.DOUBTFUL: "◆ perlu diperiksa",
}
_TRUTH = (
    "Saya menyatakan bahwa isi laporan ini benar menurut apa yang saya lihat, dengar, atau ketahui. Saya bertanggung "
    "jawab atas isinya. Saya bersedia dimintai keterangan dan bersedia disumpah menurut agama atau kepercayaan saya."
)
_TO_CHECK = "Susunan kata mengikuti kebiasaan. Periksa bersama pendamping hukum sebelum ditandatangani."


def documents(data: DossierData) -> tuple[Document, ...]:
    """All documents of a dossier, the cover first, in the order of their numbers."""
    digest = dossier_digest(data)
    return tuple(_document(data, role, digest) for role in DocumentRole)


def document_paths(data: DossierData) -> tuple[str, ...]:
    """The path of every document inside the bundle's payload: "dokumen/0-sampul.pdf" …"""
    return tuple(f"dokumen/{_STEMS[role]}.{ending}" for role in DocumentRole for ending in ("pdf", "docx"))


def stem_of(role: DocumentRole) -> str:
    """The name of a paper's file without its ending: "0-sampul" …"""
    return _STEMS[role]


def code_content(data: DossierData) -> str:
    """What the QR code on the cover holds: case, version and the digest of dossier.json."""
    return f"jurdil:{bundle_name(data)}:sha256:{dossier_digest(data)}"


def _document(data: DossierData, role: DocumentRole, digest: str) -> Document:
    blocks = {
        DocumentRole.COVER: _cover,
        DocumentRole.REPORT: _report,
        DocumentRole.EVIDENCE_LIST: _evidence_list,
        DocumentRole.CHRONOLOGY: _chronology,
        DocumentRole.WITNESS_LIST: _witness_list,
        DocumentRole.STATEMENT_OF_TRUTH: _statement_of_truth,
        DocumentRole.POWER_OF_ATTORNEY: _power_of_attorney,
        DocumentRole.RECEIPT: _receipt,
    }[role](data)
    return Document(
        role=role,
        stem=_STEMS[role],
        title=TITLES[role],
        subtitle=data.election.name,
        blocks=blocks,
        footer=f"Perkara {data.case_number} · versi {data.version} · sidik {digest[:12]}",
        author=data.prepared_by,
        written_at=data.frozen_at,
        mark="LATIHAN" if data.rehearsal else "KONSEP" if data.draft else "",
        notice=" · ".join(said for said, meant in NOTICES if meant(data)),
        display_code=data.form_code if role is DocumentRole.REPORT else None,
    )


def _cover(data: DossierData) -> tuple[Block, ...]:
    digest = dossier_digest(data)
    met = sum(row.state is RequirementState.MET for row in data.requirements)
    blocks: list[Block] = [
        Fields(
            rows=(
                Field(label="Nomor perkara", value=data.case_number),
                Field(label="Versi berkas", value=str(data.version) + (" (konsep)" if data.draft else "")),
                Field(label="Dibekukan pada", value=long_moment(data.frozen_at, data.zone)),
                Field(label="Ditujukan kepada", value=data.office.name),
                Field(label="Pelapor", value=data.reporter.name if data.reporter else None),
                Field(label="Terlapor", value="\n".join(party.office for party in data.reported) or None),
                Field(label="Peristiwa", value=data.event.what or None),
                Field(label="Tanggal kejadian", value=_day(data.event.event_date)),
                Field(label="Tanggal diketahui", value=_day(data.event.known_date)),
            )
        ),
        Code(
            content=code_content(data),
            caption="Kode ini memuat nomor perkara, versi, dan sidik SHA-256 dari file dossier.json. "
            "Cara memeriksa ada dalam BACA-SAYA.txt di paket.",
        ),
        Digest(label="Sidik berkas (SHA-256 dari dossier.json)", digest=readable_digest(digest)),
        Heading(text=f"Syarat laporan: {met} dari {len(data.requirements)} terpenuhi"),
    ]
    for kind, title in ((RequirementKind.FORMAL, "Syarat formal"), (RequirementKind.MATERIAL, "Syarat materiel")):
        rows = tuple(
            (row.label, _STATES[row.state], row.where or "–", row.ask or "–") for row in data.requirements if row.kind is kind
        )
        if rows:
            header = (title, "Keadaan", "Dipenuhi di", "Yang perlu diminta")
            blocks.append(Table(header=header, widths=(26, 18, 28, 28), rows=rows))
    if data.provisions:
        blocks.append(Heading(text="Dugaan ketentuan yang terkait"))
        blocks.append(
            Table(
                header=("Ketentuan", "Terlapor", "Unsur dan keadaannya"),
                widths=(32, 22, 46),
                rows=tuple(
                    (
                        "\n".join(part for part in (row.title, row.article, row.applicability, row.caution) if part),
                        row.reported,
                        "\n".join(
                            f"{element.label}: {element.status}" + (f" ({element.shown_by})" if element.shown_by else "")
                            for element in row.elements
                        ),
                    )
                    for row in data.provisions
                ),
            )
        )
        blocks.append(Paragraph(text="Daftar ini bahan periksa, bukan putusan. Yang menilai adalah Bawaslu.", small=True))
    blocks += [
        Heading(text="Isi berkas"),
        Table(
            header=("No.", "Dokumen", "Nama file"),
            widths=(8, 52, 40),
            rows=(
                *(
                    (_STEMS[role][0], TITLES[role].capitalize(), f"{_STEMS[role]}.pdf dan .docx")
                    for role in DocumentRole
                    if role is not DocumentRole.COVER
                ),
                ("", f"{len(data.exhibits)} file bukti asli", "folder bukti"),
            ),
        ),
    ]
    return tuple(blocks)


def _form_field(field_id: str, value: str | None, *, before: str = "") -> Field:
    number, label = _LABELS[field_id]
    return Field(number=number, label=label, value=value, before=before, field_id=field_id)


def _report(data: DossierData) -> tuple[Block, ...]:
    reporter = data.reporter or Reporter()
    blocks: list[Block] = [
        Fields(rows=(_form_field("form_number", None), Field(label="Kepada", value=data.office.name))),
        Heading(text="1. Pelapor"),
        Fields(
            rows=(
                _form_field("reporter.name", reporter.name),
                _form_field("reporter.birth_place_date", _birth(reporter)),
                _form_field("reporter.sex", reporter.sex),
                _form_field("reporter.occupation", reporter.occupation),
                _form_field("reporter.citizenship", reporter.citizenship),
                _form_field("reporter.address", reporter.address),
                _form_field("reporter.phone", reporter.phone),
                _form_field("reporter.email", reporter.email),
                _form_field("reporter.id_number", reporter.id_number),
            )
        ),
    ]
    several = len(data.reported) > 1
    for place, party in enumerate(data.reported, start=1):
        blocks.append(Heading(text="2. Terlapor" + (f" ke-{place}" if several else "")))
        blocks.append(
            Fields(
                rows=(
                    _form_field("reported.name", party.name, before=f"{party.office}, nama: " if party.office else ""),
                    _form_field("reported.address", party.address),
                    _form_field("reported.phone", party.phone),
                )
            )
        )
    if not data.reported:
        blank = tuple(_form_field(name, None) for name in ("reported.name", "reported.address", "reported.phone"))
        blocks += [Heading(text="2. Terlapor"), Fields(rows=blank)]
    day = _day(data.event.event_date)
    if day and data.event.time_words:
        day = f"{day}, {data.event.time_words}"
    blocks += [
        Heading(text="3. Peristiwa yang dilaporkan"),
        Fields(
            rows=(
                _form_field("event.what", data.event.what or None),
                _form_field("event.place", data.event.place),
                _form_field("event.date", day),
                _form_field("event.known_date", _day(data.event.known_date)),
            )
        ),
        Heading(text="4. Saksi-saksi****"),
        _witness_rows(data, blanks=2),
        Heading(text="5. Bukti"),
        Table(
            header=("No.", "Bukti", "Jenis dan ukuran"),
            widths=(10, 54, 36),
            rows=tuple(
                (exhibit.number, _exhibit_title(exhibit), f"{exhibit.media_type}\n{size_in_words(exhibit.size)}")
                for exhibit in data.exhibits
            )
            or _blank_rows(3, 2),
        ),
        Heading(text="6. Uraian singkat kejadian"),
        *(_paragraphs(data.narrative) or (Fields(rows=(Field(label=""), Field(label=""), Field(label=""))),)),
        Heading(text="7. Pernyataan"),
        Paragraph(text=_TRUTH),
        Heading(text="8. Penyampaian laporan"),
        Fields(
            rows=(
                _form_field("lodged_at", None),
                Field(label="Hari dan tanggal"),
                Field(label="Jam (waktu setempat)"),
            )
        ),
        Heading(text="Tanda tangan"),
        Signatures(
            place_and_date=None,
            slots=(
                Signature(capacity="9. Pelapor", name=reporter.name, note="tanda tangan basah, sama dengan KTP-el"),
                Signature(capacity="10. Penerima laporan", name=None, note="nama, jabatan, cap"),
            ),
        ),
        Paragraph(
            text="* diisi petugas. ** bila ada. *** bila diketahui. **** boleh ditambah. "
            "Arti tanda bintang ini menurut bacaan kami atas formulir Perbawaslu 9/2024.",
            small=True,
        ),
    ]
    return tuple(blocks)


def _evidence_list(data: DossierData) -> tuple[Block, ...]:
    total = sum(exhibit.size for exhibit in data.exhibits)
    blocks: list[Block] = [
        Paragraph(
            text=f"{len(data.exhibits)} bukti, {size_in_words(total)}. Setiap file disimpan seperti saat diterima."
            if data.exhibits
            else "Belum ada bukti dalam berkas ini."
        )
    ]
    for exhibit in data.exhibits:
        blocks += [
            Heading(text=f"Bukti {exhibit.number}"),
            Fields(
                rows=(
                    Field(label="Keterangan", value=exhibit.description or None),
                    Field(label="Nama file saat diterima", value=exhibit.filename or "(tanpa nama)"),
                    Field(label="Nama file dalam paket", value=exhibit.path),
                    Field(label="Jenis", value=exhibit.media_type),
                    Field(label="Ukuran", value=f"{grouped(exhibit.size)} byte"),
                    Field(label="Diterima", value=long_moment(exhibit.received_at, data.zone)),
                    Field(label="Waktu menurut file", value=exhibit.time_in_file or "tidak tercatat dalam file"),
                    Field(label="Tempat menurut file", value=exhibit.place_in_file or "tidak tercatat dalam file"),
                )
            ),
            Digest(label="SHA-256", digest=exhibit.sha256),
        ]
    blocks.append(
        Paragraph(
            text="Sidik SHA-256 berubah bila satu bit saja dalam file berubah. Waktu dan tempat menurut file adalah "
            "catatan alat perekam; keduanya dapat keliru dan perlu dibandingkan dengan keterangan saksi.",
            small=True,
        )
    )
    return tuple(blocks)


def _chronology(data: DossierData) -> tuple[Block, ...]:
    rows = tuple(
        (entry.when or _moment(entry.at, data.zone) or "tanggal belum diketahui", entry.what, entry.source or "–")
        for entry in in_order(data.chronology)
    )
    blocks: list[Block] = [
        Table(
            header=("Kapan", "Apa yang terjadi", "Sumber"),
            widths=(28, 50, 22),
            rows=rows or _blank_rows(3, 4),
        )
    ]
    if data.event.how_known:
        blocks += [Heading(text="Bagaimana kejadian ini diketahui"), *_paragraphs(data.event.how_known)]
    if data.narrative:
        blocks += [Heading(text="Keterangan seperti disampaikan"), *_paragraphs(data.narrative)]
    return tuple(blocks)


def _witness_list(data: DossierData) -> tuple[Block, ...]:
    return (
        Paragraph(text="Saksi adalah orang yang melihat, mendengar, atau mengetahui sendiri kejadian ini."),
        _witness_rows(data, blanks=3, saw=True),
        Paragraph(text="Alamat dan nomor telepon saksi hanya untuk pemeriksaan. Mohon dijaga kerahasiaannya.", small=True),
    )


def _statement_of_truth(data: DossierData) -> tuple[Block, ...]:
    reporter = data.reporter or Reporter()
    return (
        Paragraph(text="Yang bertanda tangan di bawah ini:"),
        _identity(reporter),
        Paragraph(
            text=f"menyampaikan laporan dugaan pelanggaran kepada {data.office.name} dalam perkara {data.case_number}, "
            f"tentang: {_sentence(data.event.what)}"
        ),
        Paragraph(text=_TRUTH),
        Paragraph(text="Bukti yang saya serahkan tidak saya ubah. Daftar dan sidiknya ada dalam Daftar Bukti."),
        Signatures(
            place_and_date=None,
            slots=(Signature(capacity="Yang menyatakan", name=reporter.name, note="meterai bila diminta"),),
        ),
        Paragraph(text=_TO_CHECK, small=True),
    )


def _power_of_attorney(data: DossierData) -> tuple[Block, ...]:
    reporter = data.reporter or Reporter()
    counsel = data.counsel
    return (
        Paragraph(text="Rancangan untuk diperiksa dan dilengkapi oleh pendamping hukum.", small=True),
        Paragraph(text="Yang bertanda tangan di bawah ini, selanjutnya Pemberi Kuasa:"),
        _identity(reporter),
        Paragraph(text="memberi kuasa kepada, selanjutnya Penerima Kuasa:"),
        Fields(
            rows=(
                Field(label="Nama", value=counsel.name if counsel else None),
                Field(label="Lembaga", value=counsel.organisation if counsel else None),
                Field(label="Nomor kartu advokat", value=counsel.licence if counsel else None),
                Field(label="Alamat", value=counsel.address if counsel else None),
                Field(label="No. Telp/HP", value=counsel.phone if counsel else None),
            )
        ),
        Heading(text="Khusus"),
        Paragraph(
            text=f"untuk mendampingi dan mewakili Pemberi Kuasa dalam laporan dugaan pelanggaran kepada "
            f"{data.office.name}, perkara {data.case_number}, tentang: {_sentence(data.event.what)}"
        ),
        Paragraph(
            text="Penerima Kuasa boleh menyampaikan dan melengkapi laporan, menyerahkan bukti, menghadap dan menjawab "
            "petugas, mendampingi saat klarifikasi, serta menerima surat dan tanda terima. Kuasa ini tidak dapat "
            "dialihkan tanpa persetujuan tertulis Pemberi Kuasa, dan dapat dicabut setiap saat."
        ),
        Signatures(
            place_and_date=None,
            slots=(
                Signature(capacity="Penerima Kuasa", name=counsel.name if counsel else None),
                Signature(capacity="Pemberi Kuasa", name=reporter.name, note="meterai"),
            ),
        ),
        Paragraph(text=_TO_CHECK, small=True),
    )


def _receipt(data: DossierData) -> tuple[Block, ...]:
    reporter = data.reporter or Reporter()
    contact = " / ".join(filter(None, (reporter.phone, reporter.email)))
    parties = "\n".join(party.office + (f", {party.name}" if party.name else "") for party in data.reported)
    return (
        Fields(
            rows=(
                Field(label="Nomor penerimaan"),
                Field(label="Kantor penerima", value=data.office.name),
                Field(label="Diterima dari", value=reporter.name),
                Field(label="Alamat", value=reporter.address),
                Field(label="No. Telp/E-Mail", value=contact or None),
                Field(label="Terlapor", value=parties or None),
                Field(label="Ringkasan kejadian", value=data.event.what or None),
                Field(label="Hari dan tanggal diterima"),
                Field(label="Jam diterima (waktu setempat)"),
            )
        ),
        Heading(text="Dokumen dan bukti yang diserahkan"),
        Table(
            header=("Dokumen", "Jumlah", "Ada (paraf petugas)"),
            widths=(56, 16, 28),
            rows=(
                *(
                    (TITLES[role].capitalize(), "1", "")
                    for role in DocumentRole
                    if role not in {DocumentRole.COVER, DocumentRole.RECEIPT}
                ),
                ("Salinan KTP-el pelapor", "", ""),
                ("File bukti " + _span(data.exhibits), str(len(data.exhibits)), ""),
                ("Paket digital (zip) dengan daftar sidik", "1", ""),
            ),
        ),
        Fields(rows=(Field(label="Catatan kelengkapan"),)),
        Space(caption="Cap kantor", height=24),
        Signatures(
            place_and_date=None,
            slots=(
                Signature(capacity="Yang menyerahkan", name=reporter.name),
                Signature(capacity="Yang menerima", name=None, note="nama, jabatan, tanda tangan"),
            ),
        ),
    )


def _identity(reporter: Reporter) -> Fields:
    return Fields(
        rows=(
            Field(label="Nama", value=reporter.name),
            Field(label="Nomor KTP-el", value=reporter.id_number),
            Field(label="Tempat/Tgl Lahir", value=_birth(reporter)),
            Field(label="Pekerjaan", value=reporter.occupation),
            Field(label="Alamat", value=reporter.address),
        )
    )


def _witness_rows(data: DossierData, *, blanks: int, saw: bool = False) -> Table:
    rows = tuple(
        (str(place), witness.name or "", witness.address or "", witness.phone or "", *((witness.saw or "",) * saw))
        for place, witness in enumerate(data.witnesses, start=1)
    )
    more = tuple((str(place), "", "", "", *(("",) * saw)) for place in range(len(rows) + 1, max(blanks, len(rows)) + 1))
    return Table(
        header=("No.", "Nama", "Alamat", "No. Telp", *(("Yang diketahui",) * saw)),
        widths=(7, 24, 27, 17, 25) if saw else (8, 34, 36, 22),
        rows=rows + more,
    )


def _paragraphs(text: str) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(text=part) for part in text.splitlines() if part.strip())


def _sentence(text: str) -> str:
    """The text with the full stop that ends it."""
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _blank_rows(columns: int, rows: int) -> tuple[tuple[str, ...], ...]:
    return (("",) * columns,) * rows


def _exhibit_title(exhibit: Exhibit) -> str:
    return exhibit.description or exhibit.filename or exhibit.path


def _span(exhibits: tuple[Exhibit, ...]) -> str:
    if not exhibits:
        return ""
    return exhibits[0].number if len(exhibits) == 1 else f"{exhibits[0].number} s.d. {exhibits[-1].number}"


def _birth(reporter: Reporter) -> str | None:
    born = long_date(reporter.birth_date).split(", ", 1)[1] if reporter.birth_date else None
    if reporter.birth_place or born:
        return f"{reporter.birth_place or '__________'}, {born or '__________'}"
    return None


def _day(day: date | None) -> str | None:
    return long_date(day) if day else None


def _moment(at: date | datetime | None, zone: str) -> str | None:
    return long_moment(at, zone) if isinstance(at, datetime) else _day(at)
