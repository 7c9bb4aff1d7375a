"""How a document becomes a DOCX that says the same as its PDF, for lawyers who want to edit it.

Built from the blocks of `core.documents` with python-docx. Emoji and other scripts stay as they are, since a word
processor has fonts for them; control and direction marks are spelled out. The same document gives the same bytes.
"""

from __future__ import annotations

import io
import zipfile
from datetime import UTC
from typing import Any

import docx
import segno
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from jurdil.core.documents import (
    Block,
    Code,
    Digest,
    Document,
    Fields,
    Heading,
    Paragraph,
    Signatures,
    Space,
    Table,
)
from jurdil.core.printable import in_print, shown_by_word

_LINE = 174  # millimetres between the margins of an A4 page
_PLUM = RGBColor(0x5B, 0x2A, 0x86)
_SOFT = RGBColor(0x6D, 0x67, 0x75)
_BLANK = "." * 60
_template: bytes | None = None


def write_docx(document: Document) -> bytes:
    """The document as DOCX bytes."""
    word = docx.Document(io.BytesIO(_blank_page()))
    _properties(word, document)
    _header_and_footer(word, document)
    if document.display_code:
        _line(word, document.display_code).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    title = _line(word, document.title, size=17, bold=True)
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    subtitle = _line(word, document.subtitle, color=_SOFT)
    subtitle.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for block in document.blocks:
        _draw(word, block)
    made = io.BytesIO()
    word.save(made)
    return _same_every_time(made.getvalue())


def _draw(word: Any, block: Block) -> None:
    match block:
        case Heading():
            heading = _line(word, block.text, size=12, bold=True)
            heading.paragraph_format.space_before = Pt(12)
            heading.paragraph_format.keep_with_next = True
        case Paragraph():
            _line(word, block.text, size=9.5 if block.small else None, color=_SOFT if block.small else None)
        case Fields():
            numbered = any(row.number for row in block.rows)
            rows = [
                [row.number] * numbered
                + [row.label, ":" if row.label else "", row.before + (row.value if row.value else _BLANK)]
                for row in block.rows
            ]
            _grid(word, rows, (8, 50, 4, _LINE - 62) if numbered else (54, 4, _LINE - 58), framed=False)
        case Table():
            widths = tuple(round(_LINE * share / sum(block.widths)) for share in block.widths)
            _grid(word, [list(block.header), *(list(row) for row in block.rows)], widths, framed=True)
        case Digest():
            _line(word, block.label, size=9, color=_SOFT).paragraph_format.keep_with_next = True
            _line(word, block.digest, size=8, font="DejaVu Sans Mono")
        case Code():
            drawn = io.BytesIO()
            segno.make(block.content, error="m").save(drawn, kind="png", border=0, scale=6)
            drawn.seek(0)
            word.add_paragraph().add_run().add_picture(drawn, width=Mm(30))
            _line(word, block.caption, size=9.5, color=_SOFT)
        case Signatures():
            _line(word, f"{_BLANK[:28]}, {_BLANK[:28]}").alignment = WD_ALIGN_PARAGRAPH.RIGHT
            cells = [
                f"{slot.capacity}\n\n\n\n( {slot.name or _BLANK[:40]} )" + (f"\n{slot.note}" if slot.note else "")
                for slot in block.slots
            ]
            if len(cells) == 1:
                cells = ["", *cells]
            table = _grid(word, [cells], tuple(_LINE // len(cells) for _ in cells), framed=False)
            for paragraph in table.iter(qn("w:p")):
                properties = paragraph.get_or_add_pPr()
                properties.append(_element("w:jc", val="center"))
        case Space():
            _grid(word, [[block.caption + "\n" * (block.height // 6)]], (70,), framed=True)


def _line(
    word: Any,
    text: str,
    *,
    size: float | None = None,
    bold: bool = False,
    color: RGBColor | None = None,
    font: str | None = None,
) -> Any:
    paragraph = word.add_paragraph()
    run = paragraph.add_run(_text(text))
    run.bold = bold or None
    if size is not None:
        run.font.size = Pt(size)
    if color is not None:
        run.font.color.rgb = color
    if font is not None:
        run.font.name = font
    return paragraph


def _grid(word: Any, rows: list[list[str]], widths: tuple[int, ...], *, framed: bool) -> Any:
    """A table written element by element: python-docx's own cells take seconds for a long table."""
    table = _element("w:tbl")
    properties = _element("w:tblPr")
    table.append(properties)
    properties.append(_element("w:tblW", w=str(_twips(sum(widths))), type="dxa"))
    if framed:
        borders = _element("w:tblBorders")
        for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
            borders.append(_element(f"w:{side}", val="single", sz="4", space="0", color="8D8794"))
        properties.append(borders)
    properties.append(_element("w:tblLayout", type="fixed"))
    columns = _element("w:tblGrid")
    for width in widths:
        columns.append(_element("w:gridCol", w=str(_twips(width))))
    table.append(columns)
    for place, row in enumerate(rows):
        line = _element("w:tr")
        heading = framed and place == 0 and len(rows) > 1
        line_properties = _element("w:trPr")
        line_properties.append(_element("w:cantSplit"))
        if heading:
            line_properties.append(_element("w:tblHeader"))
        if len("".join(row)) < 2000:
            line.append(line_properties)
        for width, value in zip(widths, row, strict=True):
            cell = _element("w:tc")
            cell_properties = _element("w:tcPr")
            cell_properties.append(_element("w:tcW", w=str(_twips(width)), type="dxa"))
            cell.append(cell_properties)
            for part in _text(value).split("\n"):
                cell.append(_cell_paragraph(part, bold=heading))
            line.append(cell)
        table.append(line)
    body = word.element.body
    body.insert(len(body) - 1, table)
    word.add_paragraph().paragraph_format.space_after = Pt(2)
    return table


def _cell_paragraph(text: str, *, bold: bool) -> Any:
    paragraph = _element("w:p")
    run = _element("w:r")
    if bold:
        run_properties = _element("w:rPr")
        run_properties.append(_element("w:b"))
        run.append(run_properties)
    written = _element("w:t")
    written.text = text
    written.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    run.append(written)
    paragraph.append(run)
    return paragraph


def _element(tag: str, **attributes: str) -> Any:
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def _properties(word: Any, document: Document) -> None:
    about = word.core_properties
    moment = document.written_at.astimezone(UTC).replace(tzinfo=None)
    about.title = _text(document.title)[:255]
    about.author = _text(document.author)[:255]
    about.last_modified_by = _text(document.author)[:255]
    about.subject = _text(document.footer)[:255]
    about.language = "id"
    about.comments = ""
    about.created = about.modified = moment
    about.revision = 1


def _header_and_footer(word: Any, document: Document) -> None:
    section = word.sections[0]
    if document.notice:
        mark = section.header.paragraphs[0]
        mark.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = mark.add_run(document.notice)
        run.bold = True
        run.font.color.rgb = _PLUM
    foot = section.footer.paragraphs[0]
    foot.add_run(_text(document.footer) + " · Halaman ")
    _page_field(foot, "PAGE")
    foot.add_run(" dari ")
    _page_field(foot, "NUMPAGES")
    for run in foot.runs:
        run.font.size = Pt(8.5)
        run.font.color.rgb = _SOFT


def _page_field(paragraph: Any, instruction: str) -> None:
    field = _element("w:fldSimple", instr=instruction)
    run = _element("w:r")
    shown = _element("w:t")
    shown.text = "1"
    run.append(shown)
    field.append(run)
    paragraph._p.append(field)


def _blank_page() -> bytes:
    """An empty A4 page in our type, made once from the page that python-docx carries."""
    global _template
    if _template is None:
        word = docx.Document()
        section = word.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = Mm(18)
        section.top_margin, section.bottom_margin = Mm(24), Mm(20)
        normal = word.styles["Normal"]
        normal.font.name = "Cambria"
        normal.font.size = Pt(11)
        normal.paragraph_format.space_after = Pt(5)
        language = _element("w:lang", val="id-ID")
        normal.element.get_or_add_rPr().append(language)
        made = io.BytesIO()
        word.save(made)
        _template = made.getvalue()
    return _template


def _same_every_time(made: bytes) -> bytes:
    """The same parts with one fixed date, so that equal documents are equal bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as parts, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as fixed:
        for part in parts.infolist():
            entry = zipfile.ZipInfo(part.filename, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            fixed.writestr(entry, parts.read(part.filename))
    return out.getvalue()


def _text(value: str) -> str:
    return in_print(value, shows=shown_by_word)


def _twips(millimetres: int) -> int:
    return round(millimetres * 56.7)
