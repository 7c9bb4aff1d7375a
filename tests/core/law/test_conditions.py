"""Four answers, and how `any`, `all`, `not`, `open` and `contested` join them."""

from __future__ import annotations

import pytest

from jurdil.core.law.conditions import All, Any_, Contested, Finding, Leaf, Not, Open, Status, evaluate
from jurdil.core.law.model import Confidence, Reading

READING = Reading(confidence=Confidence.CX, views=(), safer=None)
MET, UNMET, UNKNOWN, CONTESTED = (Leaf(status.value, ()) for status in Status)


def answer(condition: object) -> Status:
    return evaluate(condition, lambda leaf: Finding(Status(leaf.kind)), lambda name: Finding(Status.MET)).status  # type: ignore[arg-type]


@pytest.mark.parametrize("first", list(Status))
@pytest.mark.parametrize("second", list(Status))
def test_any_takes_the_best_and_all_the_worst(first: Status, second: Status) -> None:
    order = [Status.UNMET, Status.UNKNOWN, Status.CONTESTED, Status.MET]
    parts = (Leaf(first.value, ()), Leaf(second.value, ()))
    assert answer(Any_(parts)) is max(first, second, key=order.index)
    assert answer(All(parts)) is min(first, second, key=order.index)


def test_not_turns_met_and_unmet_and_leaves_doubt_a_doubt() -> None:
    assert [answer(Not(one)) for one in (MET, UNMET, UNKNOWN, CONTESTED)] == [
        Status.UNMET,
        Status.MET,
        Status.UNKNOWN,
        Status.CONTESTED,
    ]


def test_open_makes_a_question_of_what_is_met_and_nothing_else() -> None:
    assert [answer(Open(one)) for one in (MET, UNMET, UNKNOWN)] == [Status.UNKNOWN, Status.UNMET, Status.UNKNOWN]


def test_contested_keeps_both_readings() -> None:
    found = evaluate(Contested(MET, READING), lambda leaf: Finding(Status(leaf.kind)), lambda name: Finding(Status.MET))
    assert (found.status, found.readings) == (Status.CONTESTED, (READING,))
