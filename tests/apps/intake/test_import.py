"""An import is all or nothing a line, harmless the second time, and never fills in what a line does not say."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from jurdil.apps.elections.models import Election, Region
from jurdil.apps.intake.facts import facts_of
from jurdil.apps.intake.importing import Line, import_lines
from jurdil.apps.intake.models import Report
from jurdil.apps.journal.models import JournalEntry
from jurdil.core.imported import Imported, read_line
from tests.conftest import NOW

OWN = {
    "id": "A-1",
    "act": "attend_event",
    "circumstances": ["gave_support"],
    "event_date": "Sabtu, 12 April 2025",
    "known_date": "13/4/2025",
    "region": "3604292001",
    "narrative": "Ia naik panggung.",
    "identity": "willing_to_sign",
    "voter_here": "ya",
    "pair": "1",
    "tps": "TPS 009",
    "reported": [{"category": "civil_servant", "office": "guru", "workplace": "SDN Rekaan", "civil_servant_type": "pns"}],
}
INCIDENT = {
    "id": "INC-1",
    "event_date": None,
    "date_published": "2024-10-21",
    "province": "Banten",
    "regency": "Kabupaten Serang",
    "district": "Kramatwatu",
    "village": None,
    "subject_categories": ["kepala_desa"],
    "n_reported_persons": 10,
    "act_types": ["attending_campaign_or_declaration"],
    "text_summary_id": "Sepuluh kades hadir di acara paslon.",
}


def brought_in(*records: Any, **more: Any) -> list[Line]:
    return list(import_lines(enumerate(records, start=1), now=NOW, **more))


def test_a_line_of_our_own_becomes_a_report_with_its_journal_entry(election: Election) -> None:
    (line,) = brought_in(OWN)
    report = Report.objects.get()
    assert line.outcome == "imported" and report.external_id == "A-1" and report.channel == "import"
    assert (report.event_date, report.known_date) == (date(2025, 4, 12), date(2025, 4, 13))
    assert report.region_id == "36.04.29.2001" and report.tps == 9 and report.voter_here and report.pair.number == 1
    assert JournalEntry.objects.get(verb="report_registered").actor == "import"
    assert "panggung" not in str(JournalEntry.objects.get().detail)


def test_the_same_id_again_brings_nothing_new(election: Election) -> None:
    brought_in(OWN)
    assert [line.outcome for line in brought_in(OWN)] == ["known"]
    assert Report.objects.count() == 1 and JournalEntry.objects.filter(verb="report_registered").count() == 1


def test_a_dry_run_keeps_nothing_not_even_an_election(election: Election) -> None:
    lines = brought_in(OWN, INCIDENT, {"id": "x", "act": "unsinn"}, dry_run=True)
    assert [line.outcome for line in lines] == ["fits", "fits", "rejected"]
    assert not Report.objects.exists() and Election.objects.count() == 1 and not JournalEntry.objects.exists()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"event_date": "31/11/2024"}, "November 2024 hanya 30 hari"),
        ({"event_date": "2025-04-13", "known_date": "2025-04-12"}, "sebelum kejadian"),
        ({"known_date": "2025-05-01"}, "belum terjadi"),
        ({"region": "99.99.99.9999"}, "tidak ada di daftar wilayah"),
        ({"region": "Anyar"}, "bukan kode wilayah"),
        ({"act": "atend_event"}, "Maksudnya “attend_event”"),
        ({"pair": 9}, "Pasangan nomor 9 tidak ada"),
        ({"tps": 12345}, "1 sampai 999"),
        ({"narrative": "x" * 60_001}, "60001 huruf"),
        ({"id": ""}, "“id” kosong"),
        ({"voter_here": "mungkin"}, "bukan true atau false"),
        ({"reported": [{"category": "raja"}]}, "reported[1].category"),
        ({"reported": [{}] * 21}, "paling banyak 20"),
        ({"election": "tidak-ada"}, "Pemilihan “tidak-ada” tidak ada di sini"),
        ({"narrative": "", "act": ""}, "Tidak ada cerita"),
    ],
)
def test_a_line_that_cannot_be_is_refused_with_its_reason_and_leaves_nothing(
    election: Election, change: dict[str, Any], words: str
) -> None:
    lines = brought_in({**OWN, **change}, {**OWN, "id": "A-2"})
    assert lines[0].outcome == "rejected" and any(words in problem for problem in lines[0].problems), lines[0].problems
    assert lines[1].outcome == "imported"
    assert Report.objects.count() == 1


def test_an_id_that_stands_twice_in_a_file_is_said_with_its_first_line(election: Election) -> None:
    lines = brought_in(OWN, {**OWN, "narrative": "Lain."})
    assert lines[1].problems == ("Id “A-1” sudah ada di baris 1.",) and Report.objects.count() == 1


def test_an_unknown_column_is_left_out_with_a_hint(election: Election) -> None:
    (line,) = brought_in({**OWN, "narative": "x"})
    assert line.outcome == "imported" and "“narrative”" in line.remarks[0]


def test_an_incident_of_another_election_gets_its_own_public_calendar(election: Election) -> None:
    (line,) = brought_in(INCIDENT)
    assert line.report is not None
    assert line.report.election.slug == "pilkada-2024" and line.report.election.voting_day == date(2024, 11, 27)
    assert line.report.region_id == "36.04.05" and line.report.known_date is None
    party = line.report.reported.get()
    assert (party.category, party.office, party.workplace) == ("village_head", "kepala desa (10 orang)", "")


def test_an_incident_of_this_instances_own_election_belongs_to_it(election: Election) -> None:
    (line,) = brought_in({**INCIDENT, "date_published": "2025-04-10"})
    assert line.report is not None and line.report.election == election


def test_what_an_incident_does_not_say_is_not_known_rather_than_no(election: Election) -> None:
    (line,) = brought_in({**INCIDENT, "subject_categories": ["lainnya"], "act_types": ["other"], "district": None})
    assert line.report is not None
    facts = facts_of(line.report, NOW)
    assert not {"act", "event_date", "known_date", "place_known", "witnesses"} & set(facts)
    assert facts["reported"] == [{}] and facts["evidence_items"] == 0 and facts["beneficiary"] == "determined_pair"


def test_a_place_that_the_list_does_not_know_leaves_the_place_above_it(election: Election) -> None:
    (line,) = brought_in({**INCIDENT, "district": "Kecamatan Entah"})
    assert line.report is not None and line.report.region_id == "36.04" and "Entah" in line.remarks[0]


def test_a_city_and_a_regency_of_one_name_are_never_merged(election: Election) -> None:
    Region.objects.create(code="36.73", parent_id="36", name="Kota Serang", folded="kotaserang", source="test")
    (city,) = brought_in({**INCIDENT, "id": "k", "regency": "Kota Serang", "district": None})
    (either,) = brought_in({**INCIDENT, "id": "s", "regency": "Serang", "district": None})
    assert city.report is not None and city.report.region_id == "36.73"
    assert either.report is not None and either.report.region_id == "36"


JSON = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats() | some.text(max_size=30),
    lambda inner: some.lists(inner, max_size=4) | some.dictionaries(some.text(max_size=12), inner, max_size=4),
    max_leaves=8,
)
KEYS = some.sampled_from([*OWN, *INCIDENT, "reported_1_category", "other_witnesses", "place"])


@given(some.dictionaries(KEYS, JSON, max_size=12))
def test_any_line_is_read_or_refused_with_reasons(record: dict[str, Any]) -> None:
    read = read_line(record)
    assert isinstance(read, Imported)
    assert read.problems or (read.external_id and (read.telling.narrative or read.telling.act))


@given(JSON)
def test_a_line_that_is_no_object_is_refused(raw: Any) -> None:
    if not isinstance(raw, dict):
        assert read_line(raw).problems
    json.dumps(read_line(raw).problems)


INCIDENTS = Path(__file__).resolve().parents[4] / "shared" / "data" / "incidents_dev.jsonl"


@pytest.mark.skipif(not INCIDENTS.exists(), reason="the collection of public incidents lies beside the checkout, not in it")
def test_every_incident_of_the_collection_comes_in_and_is_qualified(election: Election) -> None:
    from jurdil.apps.elections.law import calendar_for, current_law
    from jurdil.core.law.facts import parse_facts
    from jurdil.core.law.qualify import qualify

    lines = brought_in(*(json.loads(line) for line in INCIDENTS.read_text("utf-8").splitlines()))
    assert {line.outcome for line in lines} == {"imported"}
    law = current_law()
    for line in lines:
        assert line.report is not None
        facts = parse_facts(facts_of(line.report, NOW), law.vocabulary, now=NOW, default_zone=law.default_timezone)
        assert qualify(law, facts, calendar_for(line.report.election)).readiness.ids("missing")
