"""Words stay; signs that hide or reorder them go, and are counted."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as some

from jurdil.core.plain_text import clean, clean_line


def test_control_characters_and_direction_marks_go_and_are_counted() -> None:
    cleaned = clean("Pak\x00 kades\x07 \u202egnapmak\u202c\u200f\x1b[31m")
    assert cleaned.text == "Pak kades gnapmak[31m"
    assert cleaned.removed == 6


def test_emoji_with_joiners_and_flags_stay_whole() -> None:
    text = "Uang 💰 dibagi 👨‍👩‍👧‍👦 ❤️ 🇮🇩"
    assert clean(text) == clean(text) and clean(text).text == text and clean(text).removed == 0


def test_javanese_script_and_line_breaks_stay() -> None:
    assert clean("ꦥꦏ꧀ ꦏꦢꦺꦱ꧀\r\nbaris dua\rtiga").text == "ꦥꦏ꧀ ꦏꦢꦺꦱ꧀\nbaris dua\ntiga"


@given(some.text())
def test_what_is_cleaned_holds_nothing_invisible_and_is_clean_already(text: str) -> None:
    cleaned = clean(text).text
    assert clean(cleaned).text == cleaned and clean(cleaned).removed == 0
    assert not any(
        unicodedata.bidirectional(sign) in ("RLO", "LRO", "RLE", "LRE", "PDF", "RLI", "LRI", "FSI", "PDI") for sign in cleaned
    )
    assert "\n" not in clean_line(text)
