"""Whatever a report says, the engine answers it or says what is wrong; it never breaks."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from jurdil.adapters.holidays_seed import seed_calendar
from jurdil.adapters.law_files import load_law
from jurdil.core.errors import BadFacts
from jurdil.core.law.as_json import qualification_json
from jurdil.core.law.facts import KEYS, parse_facts
from jurdil.core.law.qualify import qualify
from jurdil.core.law.results import Applicability

LAW, CALENDAR = load_law(), seed_calendar()
WORDS = LAW.vocabulary


def code(group: str) -> st.SearchStrategy[str]:
    return st.sampled_from(WORDS.codes(group))


def some(**keys: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Any of the keys, each with its value, null, or not there at all."""
    return st.fixed_dictionaries({}, optional={key: st.one_of(value, st.none()) for key, value in keys.items()})


NEAR = st.dates(date(2013, 1, 1), date(2036, 1, 1))
DAY = st.one_of(NEAR.map(str), st.dates().map(str))
PERIOD = st.tuples(NEAR, st.integers(1, 90)).map(lambda pair: {"from": str(pair[0]), "to": str(pair[0] + timedelta(pair[1]))})
FACTS = some(
    id=st.text(max_size=5),
    regime=code("regimes"),
    election=some(
        kind=code("election_kinds"),
        pairs_determined=DAY,
        voting_day=DAY,
        campaign=PERIOD,
        quiet=PERIOD,
        office_timezone=st.sampled_from(["Asia/Jakarta", "Asia/Jayapura"]),
        extra_holidays=st.lists(DAY, max_size=3),
    ),
    event_date=DAY,
    known_date=DAY,
    reporter=some(capacity=code("capacities"), voter_here=st.booleans(), took_money=st.booleans()),
    reported=st.lists(
        some(
            category=code("categories"),
            civil_servant_type=code("civil_servant_types"),
            holds_office=st.booleans(),
            identified=st.booleans(),
        ),
        max_size=4,
    ),
    act=code("acts"),
    beneficiary=code("beneficiaries"),
    circumstances=st.lists(code("circumstances"), max_size=4),
    denied_circumstances=st.lists(code("circumstances"), max_size=2),
    place_known=st.booleans(),
    narrative_given=st.booleans(),
    witnesses=st.integers(0, 5),
    evidence_items=st.integers(0, 5),
    signature_matches_id=st.booleans(),
    now=st.one_of(st.datetimes(datetime(2030, 1, 1), datetime(2037, 1, 1)), st.datetimes()).map(
        lambda moment: moment.isoformat() + "+07:00"
    ),
)
JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=8), DAY),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(sorted({key for keys in KEYS.values() for key in keys})), inner, max_size=6),
    ),
    max_leaves=12,
)


@settings(max_examples=300, deadline=None)
@given(raw=FACTS)
def test_every_report_in_the_vocabulary_is_answered_or_refused_in_words(raw: dict[str, Any]) -> None:
    try:
        facts = parse_facts(raw, WORDS, default_zone="Asia/Jakarta")
    except BadFacts as bad:
        assert all(problem.id and problem.en for problem in bad.facts["problems"])
        return
    found = qualify(LAW, facts, CALENDAR)
    assert json.dumps(qualification_json(LAW, found, "id"))
    assert json.dumps(qualification_json(LAW, found, "en"))
    assert not [one for one in found.lines if one.applicability is Applicability.APPLIES and _doubts(one)]


def _doubts(line: Any) -> bool:
    return any(element.status != "met" for element in line.elements)


@settings(max_examples=300, deadline=None)
@given(raw=JSON)
def test_any_json_at_all_is_answered_or_refused_in_words(raw: Any) -> None:
    try:
        parse_facts(raw, WORDS, default_zone="Asia/Jakarta")
    except BadFacts as bad:
        assert bad.facts["problems"]
