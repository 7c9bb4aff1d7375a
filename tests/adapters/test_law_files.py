"""Bad law files: each fault is told with file, line and the way to mend it, and the last good law stays in use."""

from __future__ import annotations

from pathlib import Path

import pytest

from jurdil.adapters.law_files import LawDesk, load_law
from jurdil.core.errors import LawFault
from tests.core.law.tiny import TINY


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    country = tmp_path / "tc"
    country.mkdir()
    (country / "all.yaml").write_text(TINY, encoding="utf-8")
    return country


def spoil(folder: Path, old: str, new: str) -> None:
    file = folder / "all.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def line_of(folder: Path, words: str) -> int:
    lines = (folder / "all.yaml").read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if words in line)


FAULTS = [
    (
        "a duplicate key",
        "    opens: [harbour]\n",
        "    opens: [harbour]\n    article: again\n",
        "    article: again",
        "twice",
        "keep one",
    ),
    ("a tab", "    opens: [harbour]\n", "\topens: [harbour]\n", "\topens", "tab", "spaces"),
    ("a wrong indent", "    opens: [harbour]\n", "     opens: [harbour]\n", "     opens", "", "exactly below each other"),
    (
        "an interval that ends before it starts",
        "to: 2024-06-01}",
        "to: 2019-06-01}",
        "to: 2019-06-01",
        "ends on 2019-06-01",
        "later day",
    ),
    (
        "an unknown source",
        "    sources: [t1]\n    versions",
        "    sources: [t9]\n    versions",
        "sources: [t9]",
        "“t9”",
        "declare it first",
    ),
    ("an unknown code", "{act: [light_signal]}", "{act: [light_signl]}", "light_signl", "“light_signl”", "light_signal"),
    ("an unknown reference", "{breach_of: [light_1]}", "{breach_of: [light_7]}", "light_7", "“light_7”", "light_1"),
    ("an unknown key", '    article: "2"', '    artikle: "2"', "artikle", "“artikle”", "did you mean “article”"),
    (
        "a missing source",
        "    confidence: V2\n    sources: [t1]\n    versions",
        "    confidence: V2\n    versions",
        "- id: light_1",
        "no source",
        "add “sources",
    ),
    (
        "a day that does not exist",
        "from: 2024-06-01,",
        "from: 2024-06-31,",
        "2024-06-31",
        "no day of the calendar",
        "check the day",
    ),
    ("an unknown mark", "confidence: GK", "confidence: XX", "confidence: XX", "“XX”", "V2, S1, GK or CX"),
    ("an unknown kind of condition", "{act: [give_fish]}", "{acts: [give_fish]}", "{acts:", "“acts”", "“act”"),
    ("a text in one language", "{id: Ikan, en: Fish}", "{id: Ikan}", "{id: Ikan}", "both languages", "{id: …, en: …}"),
    (
        "a bracket that is not closed",
        "    opens: [harbour]\n",
        "    opens: [harbour\n",
        "    opens: [harbour",
        "",
        "close the bracket",
    ),
    ("a number that is no number", "n: 3,", "n: three,", "n: three", "whole number", "n: 7"),
]


@pytest.mark.parametrize(("old", "new", "where", "what", "mend"), [row[1:] for row in FAULTS], ids=[row[0] for row in FAULTS])
def test_names_file_line_and_mending(folder: Path, old: str, new: str, where: str, what: str, mend: str) -> None:
    spoil(folder, old, new)
    with pytest.raises(LawFault) as caught:
        load_law(folder)
    flaw = next(one for one in caught.value.facts["flaws"] if mend in one.mend)
    assert flaw.place.file.endswith("tc/all.yaml")
    assert abs(flaw.place.line - line_of(folder, where)) <= (1 if "bracket" in mend else 0)
    assert what in flaw.what
    assert caught.value.facts["file"].endswith("all.yaml")


def test_the_same_provision_twice_is_a_fault(folder: Path) -> None:
    spoil(folder, "- id: fish_2", "- id: light_1")
    with pytest.raises(LawFault, match="“light_1” stands twice"):
        load_law(folder)


def test_a_provision_that_rests_on_itself_is_a_fault(folder: Path) -> None:
    spoil(folder, "{circumstance: at_night}", "{breach_of: [plank_3]}")
    with pytest.raises(LawFault, match="rests on itself"):
        load_law(folder)


def test_all_faults_are_told_at_once(folder: Path) -> None:
    spoil(folder, "confidence: GK", "confidence: XX")
    spoil(folder, "n: 3,", "n: three,")
    with pytest.raises(LawFault) as caught:
        load_law(folder)
    assert len(caught.value.facts["flaws"]) == 2


def test_an_alias_without_anchor_and_a_second_document_are_faults(folder: Path) -> None:
    (folder / "more.yaml").write_text("sources:\n  t2: *nowhere\n")
    with pytest.raises(LawFault, match=r"more\.yaml:2: “\*nowhere” names nothing"):
        load_law(folder)
    (folder / "more.yaml").write_text("sources:\n  t2: x\n---\nsources: {}\n")
    with pytest.raises(LawFault, match=r"more\.yaml:3: a second document"):
        load_law(folder)


def test_text_that_is_not_utf8_is_a_fault(folder: Path) -> None:
    (folder / "more.yaml").write_bytes(b"sources:\n  t2: \xff\n")
    with pytest.raises(LawFault, match=r"more\.yaml:2: this is not UTF-8"):
        load_law(folder)


def test_a_folder_without_law_says_what_to_set(tmp_path: Path) -> None:
    with pytest.raises(LawFault, match="JURDIL_LAW"):
        load_law(tmp_path)


def test_the_last_good_law_stays_in_use_until_the_files_are_mended(folder: Path) -> None:
    desk = LawDesk(folder)
    good = desk.law
    spoil(folder, "confidence: GK", "confidence: XX, too long")
    assert desk.refresh() is False
    assert desk.law is good
    assert desk.fault is not None
    spoil(folder, "confidence: XX, too long", "confidence: S1, sources: [t1]".replace(", ", "\n    "))
    assert desk.refresh() is True
    assert desk.fault is None
    assert desk.law.digest != good.digest


def test_nothing_is_read_again_while_the_files_stay_as_they_are(folder: Path) -> None:
    assert LawDesk(folder).refresh() is False
