"""The door: what a report says becomes facts, or every problem is told with what to do."""

from __future__ import annotations

from typing import Any

import pytest

from jurdil.adapters.law_files import load_law
from jurdil.core.errors import BadFacts
from jurdil.core.law.facts import Gap, parse_facts

WORDS = load_law().vocabulary
BASE: dict[str, Any] = {
    "id": "F",
    "regime": "local_election",
    "election": {"kind": "regular", "pairs_determined": "2024-09-22", "office_timezone": "Asia/Jakarta"},
    "event_date": "2024-10-01",
    "known_date": "2024-10-02",
    "reported": [{"category": "civil_servant", "civil_servant_type": "pns"}],
    "act": "props",
    "now": "2024-10-03T09:00:00+07:00",
}


def problems(**changes: Any) -> dict[str, str]:
    with pytest.raises(BadFacts) as caught:
        parse_facts({**BASE, **changes}, WORDS)
    return {bad.key: bad.en for bad in caught.value.facts["problems"]}


def test_an_absent_date_is_not_known_and_null_does_not_exist() -> None:
    assert parse_facts({**BASE, "election": {}}, WORDS).election.campaign is Gap.NOT_KNOWN
    assert parse_facts({**BASE, "election": {"campaign": None}}, WORDS).election.campaign is Gap.NONE


def test_31_november_is_refused_with_the_length_of_the_month() -> None:
    assert "30 days" in problems(event_date="2024-11-31")["event_date"]


def test_an_unknown_code_comes_back_with_the_nearest_one() -> None:
    assert "give_money" in problems(act="give_mony")["act"]


def test_nobody_knows_of_an_act_before_it_happens() -> None:
    assert "before it happens" in problems(known_date="2024-09-30")["known_date"]


def test_a_day_of_knowledge_in_the_future_is_refused() -> None:
    assert "not come yet" in problems(known_date="2024-10-04")["known_date"]


def test_today_is_the_day_at_the_receiving_office() -> None:
    at_night = {**BASE, "known_date": "2024-10-04", "now": "2024-10-03T22:30:00+07:00"}
    east = {**at_night, "election": {"office_timezone": "Asia/Jayapura"}}
    assert parse_facts(east, WORDS).today.isoformat() == "2024-10-04"
    with pytest.raises(BadFacts):
        parse_facts(at_night, WORDS)


def test_a_soldier_who_is_a_village_head_is_two_persons_or_a_mistake() -> None:
    both = [{"category": ["military_member", "village_head"]}]
    assert "two entries" in problems(reported=both)["reported[0].category"]


def test_a_soldier_has_no_type_of_civil_servant() -> None:
    odd = [{"category": "military_member", "civil_servant_type": "pns"}]
    assert "no civil servant" in problems(reported=odd)["reported[0].civil_servant_type"]


def test_a_circumstance_cannot_be_stated_and_denied() -> None:
    told = problems(circumstances=["gave_support"], denied_circumstances=["gave_support"])
    assert "denied" in told["denied_circumstances"]


def test_a_period_must_end_after_it_starts() -> None:
    told = problems(election={"campaign": {"from": "2024-11-24", "to": "2024-09-25"}})
    assert "not after its start" in told["election.campaign"]


def test_an_unknown_time_zone_is_refused() -> None:
    assert "Jakarta/Asia" in problems(election={"office_timezone": "Jakarta/Asia"})["election.office_timezone"]


@pytest.mark.parametrize("count", [-1, "two", True, 1.5])
def test_a_count_is_a_whole_number(count: object) -> None:
    assert "witnesses" in problems(witnesses=count)


def test_a_misspelt_key_is_kept_as_a_remark_with_the_nearest_key() -> None:
    assert "evnt_date (event_date?)" in parse_facts({**BASE, "evnt_date": "x"}, WORDS).remarks


def test_all_problems_are_told_at_once() -> None:
    assert set(problems(act="x", event_date="y", witnesses=-1)) == {"act", "event_date", "witnesses"}


@pytest.mark.parametrize("raw", [[], "text", 3, None])
def test_something_else_than_an_object_is_refused(raw: Any) -> None:
    with pytest.raises(BadFacts):
        parse_facts(raw, WORDS)
