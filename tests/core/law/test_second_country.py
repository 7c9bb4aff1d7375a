"""A second country is a folder, not a change of the engine."""

from __future__ import annotations

from pathlib import Path

from jurdil.core.law.as_json import qualification_json
from jurdil.core.law.calendar import Calendar
from jurdil.core.law.check import check_law
from jurdil.core.law.facts import parse_facts
from jurdil.core.law.qualify import qualify
from tests.core.law.tiny import FACTS, tiny_law

CALENDAR = Calendar.of([], range(2020, 2030), "none")


def test_three_provisions_of_an_invented_country_qualify_a_report() -> None:
    law = tiny_law()
    answer = qualification_json(law, qualify(law, parse_facts(FACTS, law.vocabulary), CALENDAR), "en")
    assert [(one["id"], one["applicability"]) for one in answer["provisions"]] == [
        ("light_1", "applies"),
        ("plank_3", "applies"),
    ]
    assert answer["authorities"] == {"first": "ombudsman", "chain": {"harbour": ["ombudsman", "harbour_court"]}}
    assert answer["deadlines"][0]["safe_last_moment"] == "2024-06-03T12:00:00+12:00"


def test_the_data_of_the_invented_country_is_clean() -> None:
    assert check_law(tiny_law()) == ()


def test_the_engine_never_names_a_country_or_one_of_its_offices() -> None:
    import jurdil.core.law as engine

    words = ("bawaslu", "pilkada", "kasn", "gakkumdu", "asia/jakarta", "indonesia,", "pns")
    for file in Path(engine.__file__).parent.glob("*.py"):
        text = file.read_text(encoding="utf-8").lower()
        assert not [word for word in words if word in text], file.name


def test_the_folder_of_a_country_holds_no_python() -> None:
    from jurdil.adapters.law_files import law_folder

    assert not list(law_folder().rglob("*.py"))
