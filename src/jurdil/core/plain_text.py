"""What is left of a text that a person sent, when signs that hide or reorder words are taken away?

Taken away: control characters except line break and tab, marks that turn the direction of writing (bidi embeddings,
overrides, isolates and marks), invisible separators, private and unassigned signs. Kept: letters of every script, emoji
with their joiners and variation selectors. Line ends become "\\n", composed letters NFC.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

_JOINERS = frozenset("\u200c\u200d\ufe0e\ufe0f")
_TAGS = range(0xE0020, 0xE0080)  # used by the flags of regions


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleaned:
    """`removed`: how many signs were taken away; the page says so when it is not zero."""

    text: str
    removed: int


def _stays(sign: str) -> bool:
    if sign in "\n\t" or sign in _JOINERS or ord(sign) in _TAGS:
        return True
    return unicodedata.category(sign) not in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")


def clean(text: str) -> Cleaned:
    """The text over several lines, without signs that hide or reorder words."""
    lines = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    lines = lines.replace("\u2028", "\n").replace("\u2029", "\n\n").replace("\u0085", "\n")
    kept = "".join(sign for sign in lines if _stays(sign))
    return Cleaned(text=kept.strip("\n\t ") if kept.strip() else "", removed=len(lines) - len(kept))


def clean_line(text: str) -> str:
    """The same as one line: a name, an office, a place."""
    return " ".join(clean(text).text.split())
