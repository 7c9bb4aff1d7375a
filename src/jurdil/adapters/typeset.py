"""How a document becomes a PDF/A-2b: Typst with our own template, the same bytes for the same document.

Typst refuses to write PDF/A when a font lacks a sign, and it has been seen to panic on some scripts. So only signs
that its own fonts show go in; every other sign is spelled out by `core.printable`. What a person wrote reaches the
template as JSON, never as markup. System fonts are left out: two machines must make the same paper.
"""

from __future__ import annotations

import io
import json
import threading
from collections.abc import Callable
from datetime import UTC
from pathlib import Path
from typing import Any

import segno
import typst

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
from jurdil.core.printable import in_print, with_breaks

TEMPLATE = Path(__file__).parent / "documents" / "dokumen.typ"

# Seen to be drawn by Typst 0.15's own fonts, regular, bold and fixed-width: Latin, Greek, Cyrillic, common signs.
_SHOWN = (
    (0x20, 0x7E),
    (0xA0, 0xAC),
    (0xAE, 0x24F),
    (0x391, 0x3A1),
    (0x3A3, 0x3C9),
    (0x400, 0x45F),
    (0x1E00, 0x1EFF),
    (0x2010, 0x2015),
    (0x2018, 0x2027),
    (0x2030, 0x2033),
    (0x2039, 0x203A),
    (0x20A0, 0x20C0),
    (0x2190, 0x2199),
    (0x2212, 0x2212),
    (0x2248, 0x2248),
    (0x2260, 0x2265),
    (0x25A0, 0x25FF),
)
_shown = frozenset(chr(code) for first, last in _SHOWN for code in range(first, last + 1))
_plain = frozenset(chr(code) for code in range(0x20, 0x7F))
_lock = threading.Lock()
_compiler: typst.Compiler | None = None


class TypesetFailed(RuntimeError):
    """Typst would not make the document even from plain letters. Carries Typst's words, never a person's."""


def typeset(document: Document) -> bytes:
    """The document as PDF/A-2b bytes. Signs that cannot be printed are spelled out, so it never fails on a text."""
    failure = ""
    for shows in (_shown.__contains__, _plain.__contains__):
        try:
            return _compile(document, shows)
        except typst.TypstError as error:
            failure = error.message
        except Exception as error:
            failure = type(error).__name__
    raise TypesetFailed(failure)


def _compile(document: Document, shows: Callable[[str], bool]) -> bytes:
    global _compiler
    inputs = {"document": json.dumps(_as_input(document, shows), ensure_ascii=False)}
    with _lock:
        if _compiler is None:
            fonts = typst.Fonts(include_system_fonts=False)
            _compiler = typst.Compiler(TEMPLATE, root=TEMPLATE.parent, font_paths=fonts, ignore_system_fonts=True)
        try:
            made = _compiler.compile(
                format="pdf", sys_inputs=inputs, pdf_standards=["a-2b"], timestamp=int(document.written_at.timestamp())
            )
        except typst.TypstError:
            raise
        except BaseException as error:
            # A panic inside Typst is not an Exception in Python; its compiler is not used again.
            _compiler = None
            if isinstance(error, KeyboardInterrupt | SystemExit):
                raise
            raise RuntimeError("typst") from None
    if not isinstance(made, bytes):
        raise TypesetFailed("no bytes")
    return made


def _as_input(document: Document, shows: Callable[[str], bool]) -> dict[str, Any]:
    def text(value: str | None) -> str:
        return with_breaks(in_print(value, shows=shows)) if value else ""

    moment = document.written_at.astimezone(UTC)
    return {
        "title": text(document.title),
        "subtitle": text(document.subtitle),
        "case_title": text(document.footer.split(" · sidik")[0]),
        "author": text(document.author),
        "footer": text(document.footer),
        "mark": document.mark,
        "notice": document.notice,
        "display_code": text(document.display_code),
        "written_at": [moment.year, moment.month, moment.day, moment.hour, moment.minute, moment.second],
        "blocks": [_block(block, text) for block in document.blocks],
    }


def _block(block: Block, text: Callable[[str | None], str]) -> dict[str, Any]:
    match block:
        case Heading():
            return {"kind": "heading", "text": text(block.text)}
        case Paragraph():
            return {"kind": "paragraph", "text": text(block.text), "small": block.small}
        case Fields():
            rows = [
                {
                    "number": text(row.number),
                    "label": text(row.label),
                    "before": text(row.before).replace("\n", " "),
                    "value": text(row.value),
                }
                for row in block.rows
            ]
            return {"kind": "fields", "rows": rows}
        case Table():
            return {
                "kind": "table",
                "header": [text(cell) for cell in block.header],
                "widths": list(block.widths),
                "rows": [[text(cell) for cell in row] for row in block.rows],
            }
        case Digest():
            return {"kind": "digest", "label": text(block.label), "digest": block.digest}
        case Code():
            picture = _qr(block.content)
            return {"kind": "code", "content": text(block.content), "caption": text(block.caption), "image": picture}
        case Signatures():
            slots = [
                {"capacity": text(slot.capacity), "name": text(slot.name), "note": text(slot.note)} for slot in block.slots
            ]
            return {"kind": "signatures", "slots": slots}
        case Space():
            return {"kind": "space", "caption": text(block.caption), "height": block.height}


def _qr(content: str) -> str:
    drawn = io.BytesIO()
    segno.make(content, error="m").save(drawn, kind="svg", border=0, dark="#1c1a20", xmldecl=False)
    return drawn.getvalue().decode()
