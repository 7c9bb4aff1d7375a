"""How any text that a person sent can be printed without losing or hiding a sign.

A font has no shape for some signs (emoji, other scripts), and some signs have no shape at all but change what the
eye reads (control characters, direction marks). Both are written out, as `[U+1F600 grinning face]`. The exact text
stays in dossier.json.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

# Joiners and variation selectors that only choose the drawing of an emoji; nothing is lost without them.
_EMOJI_JOINERS = frozenset("\u200d\ufe0e\ufe0f\u20e3")
_NAMED_IN_A_ROW = 3
_LONGEST_WORD = 36
# A place where a long word may be broken; it has no width and leaves no mark on paper.
BREAK = "\u200b"


def in_print(text: str, *, shows: Callable[[str], bool]) -> str:
    """What is printed for `text` in a medium that `shows` only some signs.

    Line breaks stay as "\\n". A run of more than three signs of another script is counted, not spelled out.
    """
    flat = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
    if all(sign == "\n" or shows(sign) for sign in flat):
        return flat
    out: list[str] = []
    run: list[str] = []
    for sign in flat:
        if sign == "\n" or shows(sign):
            out.append(_spelled(run))
            run.clear()
            out.append(sign)
        elif not (sign in _EMOJI_JOINERS and run):
            run.append(sign)
    out.append(_spelled(run))
    return "".join(out)


def with_breaks(text: str) -> str:
    """The same text, where a word that is too long for a line may be broken without adding a sign."""
    longest = max((len(word) for word in text.split()), default=0)
    if longest <= _LONGEST_WORD:
        return text
    return re.sub(
        rf"\S{{{_LONGEST_WORD + 1},}}",
        lambda found: BREAK.join(found[0][at : at + 12] for at in range(0, len(found[0]), 12)),
        text,
    )


def shown_by_word(sign: str) -> bool:
    """Whether a DOCX file can carry a sign as it is: not what XML forbids, nor what turns the direction of reading."""
    code = ord(sign)
    if unicodedata.category(sign) in {"Cc", "Cs"} or code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF:
        return False
    return not (0x202A <= code <= 0x202E or 0x2066 <= code <= 0x2069 or code in {0x200E, 0x200F, 0x061C, 0x2028, 0x2029})


def _spelled(run: list[str]) -> str:
    if not run:
        return ""
    kinds = dict.fromkeys(run)
    if len(kinds) == 1 and len(run) > 1:
        return f"[{_name(run[0])} ×{len(run)}]"
    if len(run) > _NAMED_IN_A_ROW:
        return f"[{len(run)} tanda yang tidak dapat dicetak, lihat dossier.json]"
    return "".join(f"[{_name(sign)}]" for sign in run)


def _name(sign: str) -> str:
    name = unicodedata.name(sign, "").lower() if unicodedata.category(sign) != "Cc" else ""
    return f"U+{ord(sign):04X} {name}".strip()
