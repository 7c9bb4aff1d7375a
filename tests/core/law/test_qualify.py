"""The worksheet: reasons, questions, exhibits, near misses, the advocate's own answers, and what moves if a fact does."""

from __future__ import annotations

from typing import Any

import pytest

from jurdil.adapters.holidays_seed import seed_calendar
from jurdil.adapters.law_files import load_law
from jurdil.core.law.as_json import qualification_json
from jurdil.core.law.conditions import Status
from jurdil.core.law.facts import parse_facts
from jurdil.core.law.qualify import qualify
from jurdil.core.law.results import Applicability, ElementOverride, ProvisionLine, Qualification
from jurdil.core.law.what_if import merged, what_if
from tests.core.law.test_facts import BASE

LAW, CALENDAR = load_law(), seed_calendar()
ATTENDS = {**BASE, "act": "attend_event", "beneficiary": "determined_pair", "place_known": True, "narrative_given": True}
SOLDIER = {
    **BASE,
    "act": "favouring_decision",
    "beneficiary": "determined_pair",
    "reported": [{"category": "military_member", "identified": True}],
}


def ask(raw: dict[str, Any], *overrides: ElementOverride) -> Qualification:
    return qualify(LAW, parse_facts(raw, LAW.vocabulary), CALENDAR, overrides)


def line(found: Qualification, provision: str) -> ProvisionLine:
    return next(one for one in found.lines if one.provision.id == provision)


def test_an_unknown_element_comes_with_a_question_that_can_be_sent_and_an_exhibit() -> None:
    support = next(one for one in line(ask(ATTENDS), "D4").elements if one.element.id == "active_support")
    assert support.status is Status.UNKNOWN
    assert support.question is not None and support.question.id.endswith("?")
    assert support.exhibit is not None


def test_every_open_element_of_every_used_provision_has_a_question_in_both_languages() -> None:
    for act in LAW.vocabulary.codes("acts"):
        for category in LAW.vocabulary.codes("categories"):
            raw = {**ATTENDS, "act": act, "reported": [{"category": category}]}
            for one in ask(raw).used:
                for element in one.elements:
                    if element.status is Status.UNKNOWN and element.element.id != "breach":
                        assert element.question is not None, (one.provision.id, element.element.id)
                        assert element.question.id and element.question.en


def test_a_contested_element_shows_both_readings() -> None:
    target = next(one for one in line(ask(ATTENDS), "D4").elements if one.element.id == "either_target")
    assert target.status is Status.CONTESTED
    assert len(target.readings[0].views) == 2


def test_a_near_miss_shows_the_one_element_that_fails() -> None:
    early = {**SOLDIER, "event_date": "2024-11-13", "known_date": "2024-11-14", "now": "2024-11-15T09:00:00+07:00"}
    missed = line(ask(early), "p188")
    assert missed.applicability is Applicability.DOES_NOT_APPLY
    assert [one.element.id for one in missed.elements if one.status is Status.UNMET] == ["subject"]


def test_a_sanction_that_does_not_reach_the_person_is_not_listed_with_the_norm() -> None:
    early = {**SOLDIER, "event_date": "2024-11-13", "known_date": "2024-11-14", "now": "2024-11-15T09:00:00+07:00"}
    late = {**early, "event_date": "2024-11-14"}
    assert line(ask(early), "pilkada_71_1").sanctions == ()
    assert [one.id for one in line(ask(late), "pilkada_71_1").sanctions] == ["p188"]


def test_an_override_replaces_one_element_and_keeps_its_reason() -> None:
    mine = ElementOverride(
        provision="D4", reported=0, element="active_support", status=Status.UNMET, reason="seen on 2025-99-99"
    )
    changed = ask(ATTENDS, mine)
    assert changed.best("D4") in (None, Applicability.DOES_NOT_APPLY)
    element = next(one for one in line(changed, "D4").elements if one.element.id == "active_support")
    assert element.overridden == "seen on 2025-99-99"
    assert "seen on 2025-99-99" in element.why.id


def test_an_override_binds_one_person_only() -> None:
    two = {**ATTENDS, "reported": [ATTENDS["reported"][0], ATTENDS["reported"][0]]}
    mine = ElementOverride(provision="D4", reported=0, element="active_support", status=Status.UNMET, reason="x")
    answers = {one.reported: one.applicability for one in ask(two, mine).lines if one.provision.id == "D4"}
    assert answers == {0: Applicability.DOES_NOT_APPLY, 1: Applicability.POSSIBLE}


def test_unverified_law_alone_never_applies() -> None:
    for act in LAW.vocabulary.codes("acts"):
        for category in LAW.vocabulary.codes("categories"):
            for one in ask({**ATTENDS, "act": act, "reported": [{"category": category}]}).lines:
                if not one.version.grounds.confidence.can_apply:
                    assert one.applicability is not Applicability.APPLIES


@pytest.mark.parametrize("category", ["village_officer", "village_council_member", "neighbourhood_head"])
@pytest.mark.parametrize("act", LAW.vocabulary.codes("acts"))
def test_those_who_are_no_subject_of_article_71_never_get_a_crime_from_it(category: str, act: str) -> None:
    found = ask({**ATTENDS, "act": act, "circumstances": ["gave_support"], "reported": [{"category": category}]})
    assert found.best("pilkada_71_1") in (None, Applicability.DOES_NOT_APPLY)
    assert found.best("p188") in (None, Applicability.DOES_NOT_APPLY)
    if act not in ("give_money", "receive_money", "campaign_outside_schedule"):
        assert "criminal" not in found.tracks


def test_the_same_facts_are_answered_the_same_for_every_beneficiary_pair() -> None:
    """Parity: the facts hold no pair number at all, so no rule can depend on one."""
    assert "pair" not in BASE
    assert not [code for code in LAW.vocabulary.codes("beneficiaries") if any(sign.isdigit() for sign in code)]


def test_questions_come_with_the_one_that_unblocks_most_first() -> None:
    ready = ask({"id": "Q", "regime": "local_election", "now": "2024-10-03T09:00:00+07:00"}).readiness
    weights = {line.ask: line.weight for line in ready.requirements}
    assert ready.questions[0] in weights
    assert ready.ids("missing") == ("reported_party", "time_place")


def test_the_score_is_the_sum_of_its_parts() -> None:
    ready = ask(ATTENDS).readiness
    assert ready.score == sum(got for _, got, _ in ready.parts) * 100 // sum(of for _, _, of in ready.parts)


def test_an_anonymous_report_is_offered_another_reporter_of_record() -> None:
    found = ask({**ATTENDS, "reporter": {"capacity": "none"}, "reported": [{"category": "voter", "identified": True}]})
    assert found.readiness.intake.code == "initial_information"
    assert len(found.readiness.intake.others) == 2


def test_what_if_tells_what_moves_and_nothing_else() -> None:
    moved = what_if(LAW, ATTENDS, {"circumstances": ["gave_support"]}, CALENDAR)
    assert ("warning", "mere_presence", "raised", None) in [(one.what, one.name, one.before, one.after) for one in moved]
    assert not [one for one in moved if one.what in ("deadline", "requirement", "intake")]
    assert what_if(LAW, ATTENDS, {}, CALENDAR) == ()


def test_a_change_may_reach_into_one_person_and_leaves_the_facts_alone() -> None:
    changed = merged(BASE, {"reported": {0: {"holds_office": True}}, "election": {"quiet": None}})
    assert changed["reported"][0]["holds_office"] is True
    assert "holds_office" not in BASE["reported"][0]
    assert changed["election"]["quiet"] is None and changed["election"]["kind"] == "regular"


def test_each_track_names_its_next_body_form_and_documents() -> None:
    found = ask(SOLDIER)
    route = next(one for one in found.routes if one.track == "military")
    assert (route.chain, route.next_body) == (("bawaslu", "military_police"), "military_police")
    assert route.form is not None and route.form.role == "report"
    assert route.documents
    assert route.office is not None and route.office.level == "regency"
    assert route.form_code is None  # since October 2024 the form is printed without a code


def test_the_json_has_the_promised_keys_in_both_languages() -> None:
    for lang in ("id", "en"):
        told = qualification_json(LAW, ask(ATTENDS), lang)
        assert {"id", "intake_class", "requirements", "provisions", "tracks", "authorities", "deadlines",
                "administrative_outcome", "warnings"} <= set(told)  # fmt: skip
        assert {"id", "reported", "applicability", "elements", "confidence", "source", "sanctions"} <= set(
            told["provisions"][0]
        )
