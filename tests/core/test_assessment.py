"""Who may assess, decide and see; how far two grades are apart; what is hidden from a reviewer."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jurdil.core import assessment as rules
from jurdil.core.assessment import MASK, Colleague, Reviewing, blind
from jurdil.core.errors import InvalidTransition, NotAllowed

ROLES = ("coordinator", "reviewer", "advocate", "operator")
STAGES = (*rules.OPEN_STAGES, *rules.CLOSED_STAGES)
ME, OTHER, THIRD = 1, 2, 3
PAIRS = [(1, "Pasangan Melati"), (2, "Drs. Kenanga Wijaya – Tono")]


def me(*roles: str) -> Colleague:
    return Colleague(id=ME, roles=frozenset(roles))


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("told_by", [None, ME, OTHER])
@pytest.mark.parametrize("assessed", [(), (OTHER,), (ME,), (OTHER, THIRD), (ME, OTHER)])
@pytest.mark.parametrize("conflicted", [(), (ME,), (OTHER,)])
def test_only_a_reviewer_without_part_in_an_open_report_may_assess(
    role: str, stage: str, told_by: int | None, assessed: tuple[int, ...], conflicted: tuple[int, ...]
) -> None:
    report = Reviewing(stage=stage, told_by=told_by, assessed_by=assessed, conflicted=frozenset(conflicted))
    may = (
        role == "reviewer"
        and stage in rules.OPEN_STAGES
        and told_by != ME
        and ME not in assessed
        and ME not in conflicted
        and len(assessed) < 2
    )
    assert (rules.why_not(rules.MAY_ASSESS, report, me(role)) is None) is may


@pytest.mark.parametrize(
    ("reason", "report", "person"),
    [
        ("role", Reviewing(stage="received", told_by=None), me("coordinator")),
        ("own_report", Reviewing(stage="received", told_by=ME), me("reviewer")),
        ("conflict", Reviewing(stage="received", told_by=None, conflicted=frozenset({ME})), me("reviewer")),
        ("already_assessed", Reviewing(stage="in_review", told_by=None, assessed_by=(ME,)), me("reviewer")),
        ("enough_assessments", Reviewing(stage="in_review", told_by=None, assessed_by=(OTHER, THIRD)), me("reviewer")),
        ("report_closed", Reviewing(stage="set_aside", told_by=None), me("reviewer")),
    ],
)
def test_a_refusal_says_why(reason: str, report: Reviewing, person: Colleague) -> None:
    with pytest.raises(NotAllowed) as refused:
        rules.check(rules.MAY_ASSESS, report, person)
    assert refused.value.facts["reason"] == reason


def test_every_rule_of_every_table_has_its_own_reason() -> None:
    for table in (rules.MAY_ASSESS, rules.MAY_DECLARE_CONFLICT, rules.MAY_DECIDE, rules.MAY_SEE_ASSESSMENTS):
        reasons = [reason for reason, _ in table]
        assert len(set(reasons)) == len(reasons)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("count", [0, 1, 2])
def test_nobody_sees_an_assessment_before_both_are_in(role: str, count: int) -> None:
    report = Reviewing(stage="in_review", told_by=None, assessed_by=(OTHER, THIRD)[:count])
    sees = rules.why_not(rules.MAY_SEE_ASSESSMENTS, report, me(role)) is None
    assert sees is (count == 2 and role in ("coordinator", "reviewer"))


STEPS = ("assessed", *rules.DECISIONS)
TABLE = {
    ("received", "assessed"): "in_review",
    ("needs_more", "assessed"): "in_review",
    ("in_review", "assessed"): "in_review",
    ("in_review", "take_up"): "taken_up",
    ("in_review", "initial_information"): "initial_information",
    ("in_review", "need_more"): "needs_more",
    ("in_review", "set_aside"): "set_aside",
    ("initial_information", "need_more"): "needs_more",
    ("set_aside", "need_more"): "needs_more",
}


@pytest.mark.parametrize(("stage", "step"), list(itertools.product(STAGES, STEPS)))
def test_a_report_walks_only_the_table(stage: str, step: str) -> None:
    if (stage, step) in TABLE:
        assert rules.next_report_stage(stage, step) == TABLE[stage, step]
    else:
        with pytest.raises(InvalidTransition):
            rules.next_report_stage(stage, step)


def test_every_stage_of_the_model_is_open_or_closed_and_no_other() -> None:
    from jurdil.apps.intake.models import Report

    assert set(Report.Stage.values) == set(STAGES)


@pytest.mark.parametrize("count", [0, 1])
@pytest.mark.parametrize("decision", rules.DECISIONS)
def test_nothing_is_decided_before_both_assessments(count: int, decision: str) -> None:
    report = Reviewing(stage="in_review", told_by=None, assessed_by=(OTHER, THIRD)[:count])
    with pytest.raises(NotAllowed) as refused:
        rules.check_decision(report, me("coordinator"), decision)
    assert refused.value.facts["reason"] == "not_both_in"


@pytest.mark.parametrize("role", ["reviewer", "advocate", "operator"])
def test_only_a_coordinator_decides(role: str) -> None:
    with pytest.raises(NotAllowed):
        rules.check_decision(Reviewing(stage="in_review", told_by=None, assessed_by=(2, 3)), me(role), "take_up")


def test_a_coordinator_does_not_decide_on_their_own_report() -> None:
    with pytest.raises(NotAllowed) as refused:
        rules.check_decision(Reviewing(stage="in_review", told_by=ME, assessed_by=(2, 3)), me("coordinator"), "take_up")
    assert refused.value.facts["reason"] == "own_report"


@pytest.mark.parametrize(
    ("one", "other", "agrees"),
    [
        (("B", 2), ("B", 2), True),
        (("B", 2), ("C", 3), True),
        (("A", 2), ("C", 2), False),
        (("B", 1), ("B", 4), False),
        (("F", 2), ("F", 6), False),
        (("F", 6), ("F", 6), True),
        (("E", 5), ("F", 5), False),
    ],
)
def test_grades_agree_when_they_are_a_step_apart_and_both_could_be_given(
    one: tuple[str, int], other: tuple[str, int], agrees: bool
) -> None:
    assert rules.agreement(one, other).agrees is agrees
    assert rules.agreement(other, one).agrees is agrees


TELLING = [
    "dukung 01!", "paslon 01", "Paslon no. urut 2", "kosong satu", "nol dua", "nomor urut dua", "NOMOR URUT 1", "no urut 02",
    "salam dua jari", "satu jari", "coblos no 2", "coblos1", "#01", "(01)", "pilih nomor dua", "calon bupati no. 1", "kubu 1",
    "tim 02", "02 menang", "pasangan calon nomor urut 1 (satu)", "pasangan melati", "MELATI", "Melati-nya", "Kenanga", "wijaya",
    "Tono", "paslon01", "paslon II", "nomer loro", "nomor hiji", "0 1", "pasangan calon kedua", "no 2 aja",
]  # fmt: skip
SPEAKING = ["1", "2", "satu", "dua", "loro", "hiji", "kedua", "II", "melati", "kenanga", "wijaya", "tono"]


@pytest.mark.parametrize("text", TELLING)
def test_what_names_a_pair_is_hidden(text: str) -> None:
    hidden = blind(f"Katanya {text} begitu.", PAIRS).lower()
    assert MASK in hidden
    assert not [word for word in SPEAKING if word.lower() in hidden.replace(MASK, " ").replace("begitu", "").split()]


@pytest.mark.parametrize(
    "text",
    [
        "RT 01/RW 02 di TPS 02 pukul 01.30 tanggal 02-04-2025", "dua orang duduk di kursi", "SDN 01 Kramatwatu",
        "nomor HP 0812345602", "bawa 2 kardus sembako", "Rp 02", "jam 02 malam", "km 01", "dapat 12 paket",
        "pasangan suami istri",
    ],
)  # fmt: skip
def test_other_numbers_stay_readable(text: str) -> None:
    assert blind(text, PAIRS) == text


def test_without_pairs_nothing_is_hidden() -> None:
    assert blind("paslon 01", []) == "paslon 01"


@given(st.text(max_size=300))
def test_hiding_twice_hides_no_more(text: str) -> None:
    once = blind(text, PAIRS)
    assert blind(once, PAIRS).replace(MASK, "") == once.replace(MASK, "")


@given(st.text(alphabet="abc 01.,:/-#", max_size=60), st.text(alphabet="abc 01.,:/-#", max_size=60))
def test_a_label_is_hidden_wherever_it_stands(before: str, after: str) -> None:
    assert "melati" not in blind(f"{before} Pasangan Melati {after}", PAIRS).lower()


def test_a_long_text_is_hidden_in_little_time() -> None:
    import time

    started = time.perf_counter()
    blind("kata paslon 01 dan nomor urut 2 " * 2000, PAIRS)
    assert time.perf_counter() - started < 2
