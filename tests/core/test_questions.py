"""Which fact settles an open element, and how an answer is put into the facts."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from jurdil.adapters.law_files import load_law
from jurdil.core.errors import BadFacts
from jurdil.core.law.conditions import All, Any_, Leaf, Not, Open, Shared
from jurdil.core.law.facts import KEYS as FACT_KEYS
from jurdil.core.questions import KEYS, OF_REQUIREMENT, Answer, behind, fact_key, with_answers

RAW: dict[str, Any] = {
    "act": "attend_event",
    "circumstances": ["gave_support"],
    "denied_circumstances": ["on_unpaid_leave"],
    "reporter": {"capacity": "none"},
    "reported": [{"category": "village_head"}, {"category": "civil_servant"}],
}


def test_answers_come_on_top_and_the_given_facts_stay() -> None:
    before = copy.deepcopy(RAW)
    after = with_answers(
        RAW,
        [
            Answer(key="known_date", value="2025-04-12"),
            Answer(key="reporter.capacity", value="citizen"),
            Answer(key="holds_office", value=True, reported=1),
            Answer(key="circumstance:gave_support", value=False),
            Answer(key="circumstance:on_unpaid_leave", value=True),
        ],
    )
    assert before == RAW
    assert after["known_date"] == "2025-04-12"
    assert after["reporter"]["capacity"] == "citizen"
    assert [one.get("holds_office") for one in after["reported"]] == [None, True]
    assert after["circumstances"] == ["on_unpaid_leave"]
    assert after["denied_circumstances"] == ["gave_support"]


def test_the_last_answer_holds_and_none_makes_it_unknown_again() -> None:
    after = with_answers(RAW, [Answer(key="witnesses", value=3), Answer(key="witnesses", value=None)])
    assert "witnesses" not in after
    said = with_answers(RAW, [Answer(key="circumstance:gave_support", value=None)])
    assert (said["circumstances"], said["denied_circumstances"]) == ([], ["on_unpaid_leave"])


@pytest.mark.parametrize(
    "answer",
    [
        Answer(key="nothing_of_the_kind", value=1),
        Answer(key="holds_office", value=True),
        Answer(key="holds_office", value=True, reported=2),
        Answer(key="holds_office", value=True, reported=-1),
    ],
)
def test_an_answer_to_nothing_is_refused(answer: Answer) -> None:
    with pytest.raises(BadFacts):
        with_answers(RAW, [answer])


def test_the_facts_behind_a_condition_are_found_through_its_parts_each_once() -> None:
    shared = {"target": Leaf("since", ("pairs_determined",))}
    condition = Any_(
        (
            All((Leaf("act", ("attend_event",)), Open(Leaf("circumstance", ("gave_support", "hand_gesture"))))),
            Not(Leaf("holds_office", ("true",))),
            Shared("target"),
            Leaf("act", ("mobilise",)),
            Leaf("mental", ("wilful",)),
        )
    )
    found = [fact.key for fact in behind(condition, shared.__getitem__)]
    assert found == ["act", "circumstance:gave_support", "circumstance:hand_gesture", "holds_office", "event_date"]


def test_every_element_of_the_law_can_be_read_for_its_facts() -> None:
    law = load_law()
    for provision in law.provisions.values():
        for version in provision.versions:
            for element in version.elements:
                for fact in behind(element.condition, lambda name: law.elements[name].condition):
                    assert fact_key(fact.key) == fact


def test_every_key_is_one_that_the_engine_reads() -> None:
    for key, fact in KEYS.items():
        part, _dot, name = key.rpartition(".")
        assert name in FACT_KEYS["reported" if fact.personal else part], key


def test_every_requirement_has_facts_that_settle_it() -> None:
    assert {one.id for one in load_law().requirements} == set(OF_REQUIREMENT)
