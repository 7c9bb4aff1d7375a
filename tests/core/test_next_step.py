"""The one thing that a case needs next, and the stages that it may walk."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from jurdil.core.case import CASE_STAGES, NextStep, Situation, next_stage, next_step, possible_steps
from jurdil.core.errors import InvalidTransition

READY = Situation(stage="draft", has_advocate=True, standing="in_time", tracks_open=1, tracks_proposed=1, reporter_chosen=True)


@pytest.mark.parametrize(
    ("situation", "code"),
    [
        (replace(READY, has_advocate=False), "take_case"),
        (replace(READY, standing="unknown"), "find_known_date"),
        (replace(READY, standing="over"), "send_as_lead"),
        (replace(READY, gaps=("witnesses", "evidence")), "ask_witness"),
        (replace(READY, gaps=("witnesses",), witness_reachable=False), "find_out"),
        (replace(READY, gaps=("witnesses",), witness_asked=True), "wait_for_witness"),
        (replace(READY, gaps=("witnesses",), witness_asked=True, standing="safe_over"), "freeze_dossier"),
        (replace(READY, tracks_open=0), "choose_tracks"),
        (replace(READY, tracks_open=0, tracks_proposed=0), "freeze_dossier"),
        (replace(READY, reporter_chosen=False), "choose_reporter"),
        (replace(READY, gaps=("reporter_identity", "signature_match"), reporter_chosen=False), "choose_reporter"),
        (replace(READY, gaps=("signature_match",)), "freeze_dossier"),
        (READY, "freeze_dossier"),
        (replace(READY, dossier_frozen=True), "lodge"),
        (replace(READY, dossier_frozen=True, gaps=("witnesses",)), "lodge"),
    ],
)
def test_what_saves_the_report_first_comes_first(situation: Situation, code: str) -> None:
    assert next_step(situation).code == code


def test_time_comes_before_gaps_and_gaps_before_paper() -> None:
    worst = replace(READY, has_advocate=True, standing="over", gaps=("witnesses",), tracks_open=0, reporter_chosen=False)
    assert next_step(worst).code == "send_as_lead"


def test_the_gap_that_unblocks_most_is_named() -> None:
    assert next_step(replace(READY, gaps=("evidence", "witnesses"))).about == "evidence"


@pytest.mark.parametrize("stage", CASE_STAGES)
def test_every_stage_has_a_next_step_and_somebody_who_takes_it(stage: str) -> None:
    step = next_step(replace(READY, stage=stage))
    assert isinstance(step, NextStep)
    assert (step.who == "") is (stage == "closed")


def test_every_code_has_its_sentence() -> None:
    from jurdil.apps.cases.wording import NEXT, STAGE

    codes = {
        next_step(replace(READY, stage=stage, **changes)).code
        for stage in CASE_STAGES
        for changes in (
            {}, {"has_advocate": False}, {"standing": "unknown"}, {"standing": "over"}, {"gaps": ("evidence",)},
            {"gaps": ("evidence",), "witness_reachable": False}, {"gaps": ("evidence",), "witness_asked": True},
            {"tracks_open": 0}, {"reporter_chosen": False}, {"dossier_frozen": True},
        )
    }  # fmt: skip
    assert codes <= set(NEXT)
    assert set(STAGE) == set(CASE_STAGES)


STEPS = (
    "lodged", "preliminary_study", "completion_requested", "completed", "registered", "not_registered", "clarification",
    "study", "decided", "forwarded", "sanction_recommended", "sanction_carried_out", "silence", "closed",
)  # fmt: skip


@pytest.mark.parametrize(("stage", "step"), list(itertools.product(CASE_STAGES, STEPS)))
def test_a_case_walks_only_the_steps_that_are_possible(stage: str, step: str) -> None:
    if step in possible_steps(stage):
        assert next_stage(stage, step) in CASE_STAGES
    else:
        with pytest.raises(InvalidTransition) as refused:
            next_stage(stage, step)
        assert refused.value.facts["stage"] == stage


def test_lodged_is_not_registered_and_nothing_leaves_closed() -> None:
    assert next_stage("draft", "lodged") == "lodged"
    with pytest.raises(InvalidTransition):
        next_stage("draft", "registered")
    assert possible_steps("closed") == ()


def test_every_stage_of_the_closed_list_is_reached_by_a_step_that_can_be_recorded() -> None:
    reached, to_walk = {"draft"}, ["draft"]
    while to_walk:
        stage = to_walk.pop()
        found = {next_stage(stage, step) for step in possible_steps(stage)} - reached
        reached |= found
        to_walk += found
    assert reached == set(CASE_STAGES)
