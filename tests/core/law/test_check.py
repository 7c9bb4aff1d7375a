"""`law check`: gaps, overlaps, provisions that nothing reaches, sanctions for nothing, cases that fail."""

from __future__ import annotations

import pytest

from jurdil.adapters.law_files import read_yaml
from jurdil.core.errors import LawFault
from jurdil.core.law.calendar import Calendar
from jurdil.core.law.check import check_law, failing_cases
from tests.core.law.tiny import FACTS, TINY, tiny_law


def flaws(old: str, new: str) -> list[str]:
    assert old in TINY
    return [str(flaw) for flaw in check_law(tiny_law(TINY.replace(old, new, 1)))]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("to: 2024-06-01}", "to: 2024-05-01}", "nothing is in force from 2024-05-01 to 2024-06-01"),
        ("to: 2024-06-01}", "to: 2024-07-01}", "overlaps"),
        (
            "{id: Malam hari, en: By night}, when: {circumstance: at_night}",
            "{id: Malam, en: Night}, when: {act: [give_fish]}",
            "can never be met",
        ),
        ("{breach_of: [light_1]}", "{act: [give_fish]}", "punishes no provision"),
        (
            "- {track: harbour, form_role: report, confidence: V2, sources: [t1], "
            "versions: [{from: 2020-01-01, chain: [ombudsman, harbour_court]}]}",
            "[]",
            "has no route",
        ),
    ],
)
def test_finds(old: str, new: str, says: str) -> None:
    if new == "[]":
        old, new = "routes:\n  " + old, "routes: []"
    found = flaws(old, new)
    assert [one for one in found if says in one and one.startswith("law/tc/all.yaml:")], found


def test_a_failing_case_is_named_with_its_file_and_line() -> None:
    text = "cases:\n  - id: C-1\n    title: x\n    facts: {}\n    expect: {tracks: [village]}\n"
    case = read_yaml(text.encode(), "cases/mine.yaml")["cases"][0]
    case["facts"] = FACTS
    found = failing_cases(tiny_law(), [case, case], Calendar.of([], range(2020, 2030), "none"))
    assert [str(flaw) for flaw in found] == [
        "cases/mine.yaml:5: case C-1: tracks: expected ['village'] among ['harbour'] → "
        "mend the law, or the expectation if the law is right",
        "cases/mine.yaml:2: case C-1: the id stands twice → give each case its own id",
        "cases/mine.yaml:5: case C-1: tracks: expected ['village'] among ['harbour'] → "
        "mend the law, or the expectation if the law is right",
    ]


def test_an_expectation_that_names_what_the_law_does_not_know_is_found_even_where_it_forbids() -> None:
    expect = "{not_tracks: [harbor], provisions: {does_not_apply: [lihgt_1]}}"
    text = f"cases:\n  - id: T-1\n    title: x\n    facts: {{}}\n    expect: {expect}\n"
    case = read_yaml(text.encode(), "cases/mine.yaml")["cases"][0]
    case["facts"] = FACTS
    found = failing_cases(tiny_law(), [case], Calendar.of([], range(2020, 2030), "none"))
    first, second = map(str, found)
    assert "cases/mine.yaml:5" in first and "“harbor”, which is not declared under tracks" in first
    assert "“lihgt_1”, which is not declared under provisions" in second


def test_a_requirement_that_the_engine_cannot_tell_is_refused() -> None:
    text = TINY + (
        "requirements:\n"
        "  - {id: lantern, kind: formal, text: {id: a, en: a}, refusal: {id: a, en: a}, ask: {id: a, en: a}, weight: 1,"
        " confidence: GK}\n"
    )
    with pytest.raises(LawFault, match="“lantern” is no id"):
        tiny_law(text)


def test_a_window_needs_months_from_a_day_of_the_election() -> None:
    with pytest.raises(LawFault, match="needs a rule in months"):
        tiny_law(TINY.replace("{circumstance: at_night}", "{within: report_island}", 1))


def test_an_element_that_nothing_uses_is_found() -> None:
    text = TINY + "elements:\n  spare: {text: {id: a, en: a}, when: {act: [give_fish]}}\n"
    assert "the element spare is used nowhere" in str(check_law(tiny_law(text))[0])


def test_an_expectation_with_an_unknown_key_is_a_failure_not_a_silence() -> None:
    case = read_yaml(b"cases:\n  - id: C\n    facts: {}\n    expect: {trakcs: []}\n", "cases/x.yaml")["cases"][0]
    case["facts"] = FACTS
    found = failing_cases(tiny_law(), [case], Calendar.of([], range(2020, 2030), "none"))
    assert "trakcs" in str(found[0])
