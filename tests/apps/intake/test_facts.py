"""What a report says in the vocabulary of facts: what was told, what the calendar says, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.test import Client

from jurdil.apps.elections.law import current_law
from jurdil.apps.elections.models import Election
from jurdil.apps.intake import actions
from jurdil.apps.intake.facts import facts_of
from jurdil.apps.intake.models import Report
from jurdil.core.law.facts import parse_facts
from jurdil.core.report import Party, Telling
from tests.conftest import NOW

TELLING = Telling(
    act="attend_event",
    circumstances=("gave_support",),
    parties=(Party(category="civil_servant", office="guru", workplace="SDN Rekaan", civil_servant_type="pns"),),
    beneficiary="determined_pair",
    pair_number=1,
    event_date=date(2025, 4, 12),
    known_date=date(2025, 4, 13),
    saw_it=True,
    region="36.04.29.2001",
    narrative="Ia naik panggung.",
    identity="willing_to_sign",
    voter_here=True,
    other_witnesses=1,
)


def facts(election: Election, telling: Telling) -> dict[str, object]:
    report = actions.register_report(
        election=election, telling=telling, channel=Report.Channel.WEB, idempotency_key=str(hash(telling)), now=NOW
    )
    found = facts_of(report, NOW)
    law = current_law()
    parse_facts(found, law.vocabulary, now=NOW, default_zone=law.default_timezone)
    return found


def test_a_whole_report_says_everything_that_was_told(election: Election) -> None:
    found = facts(election, TELLING)
    assert found["reporter"] == {"capacity": "citizen", "voter_here": True}
    assert found["reported"] == [{"category": "civil_servant", "civil_servant_type": "pns", "identified": True}]
    assert found["witnesses"] == 2 and found["place_known"] is True and found["known_date"] == "2025-04-13"
    assert found["now"] == "2025-04-14T09:00:00+07:00"


def test_what_was_not_told_is_absent_and_not_a_no(election: Election) -> None:
    found = facts(election, Telling(narrative="Ada sesuatu."))
    assert not {"act", "beneficiary", "event_date", "known_date"} & set(found)
    assert found["reporter"] == {"capacity": "none"} and found["place_known"] is False


def test_who_only_heard_of_it_is_no_witness(election: Election) -> None:
    assert facts(election, replace(TELLING, saw_it=False))["witnesses"] == 1


def test_a_pair_was_a_prospective_pair_before_it_was_determined(election: Election) -> None:
    early = replace(TELLING, event_date=date(2024, 9, 21), known_date=date(2024, 9, 21))
    on_the_day = replace(TELLING, event_date=date(2024, 9, 22), known_date=date(2024, 9, 22))
    assert facts(election, early)["beneficiary"] == "prospective_pair"
    assert facts(election, on_the_day)["beneficiary"] == "determined_pair"


@pytest.mark.parametrize(
    ("day", "found"), [(15, []), (16, ["in_quiet_period"]), (18, ["in_quiet_period"]), (19, ["on_voting_day"]), (20, [])]
)
def test_the_calendar_says_whether_it_was_the_quiet_period_or_voting_day(
    election: Election, day: int, found: list[str]
) -> None:
    report = actions.register_report(
        election=election, telling=Telling(act="props"), channel="web", idempotency_key=f"k{day}", now=NOW
    )
    report.event_date = date(2025, 4, day)
    assert facts_of(report, NOW)["circumstances"] == found


def test_a_village_or_ward_head_of_unknown_kind_is_not_guessed(election: Election) -> None:
    witness = Client()
    witness.post("/lapor/")
    witness.post("/lapor/kejadian/", {"act": "props"})
    witness.post("/lapor/terlapor/?orang=1", {"category": "kades_or_lurah"})
    page = witness.get("/lapor/terlapor/?orang=1&rincian=1").content.decode()
    assert "desa atau kelurahan" in page
    witness.post("/lapor/terlapor/?orang=1&rincian=1", {"which": "unknown"})
    witness.post("/lapor/anda/", {"identity": "anonymous"})
    witness.post("/lapor/periksa/")
    party = Report.objects.get().reported.get()
    assert (party.category, party.office) == ("", "kades/lurah/jaro")
    assert "category" not in facts_of(Report.objects.get(), NOW)["reported"][0]
