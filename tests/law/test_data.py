"""The data of Indonesia: clean, complete against the vocabulary, and without gaps from 2014 to 2035."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from jurdil.adapters.law_files import load_law
from jurdil.core.law.audiences import know_the_rules
from jurdil.core.law.check import check_law
from jurdil.core.law.diff import dated_series, diff
from jurdil.core.law.model import Law
from jurdil.core.law.reference_pages import pages
from jurdil.core.law.routing import form_on

LAW = load_law()
SERIES = list(dated_series(LAW))

# Every id of the vocabulary that others rely on; codes are added, never renamed.
PROVISIONS = [
    "pilkada_69",
    "pilkada_70_1",
    "pilkada_71_1",
    "pilkada_71_2",
    "pilkada_71_3",
    "pilkada_71_5",
    "pilkada_73_1",
    "pilkada_73_4",
    "pilkada_187A_1",
    "pilkada_187A_2",
    "pemilu_280_2",
    "pemilu_280_3",
    "pemilu_282",
    "pemilu_283",
    "pemilu_304",
    "pemilu_523_1",
    "pemilu_523_2",
    "pemilu_523_3",
    "asn_9_2",
    "pns_code",
    "pns_n1",
    "pns_n2",
    "pns_n3",
    "pns_n4",
    "pns_n5",
    "pns_n6",
    "pns_n7",
    "pppk",
    "non_asn",
    "E1",
    "E2",
    "E3",
    "E4",
    "E5",
    "E6",
    "E7",
    "E8",
    "D1",
    "D2",
    "D3",
    "D4",
    "D5",
    "D6",
    "D7",
    "D8",
    "D9",
    "D10",
    "D11",
    "D12",
    "D13",
    "D14",
    "village_29_b",
    "village_29_g",
    "village_29_j",
    "village_51_g",
    "village_51_j",
    "village_64",
    "rtrw_permendagri_18_2018",
    "tni_39",
    "polri_28_1",
    "dkpp_code",
    "p187A",
    "p188",
    "p189",
    "p190",
    "pemilu_490",
    "pemilu_493",
    "pemilu_494",
    "moral",
    "discipline_medium",
    "discipline_heavy",
    "village_30",
    "village_52",
]
DEADLINES = [
    "report_pilkada",
    "report_pemilu",
    "finding_fixed",
    "prelim_study",
    "complete_report",
    "handling_base",
    "handling_extra",
    "pemilu_handling",
    "pemilu_handling_max",
    "to_police",
    "sigaplapor_handover",
    "sbt_task_force",
    "sbt_bawaslu",
    "phpu_filing",
    "mk_psu_serang",
    "incumbent_window",
    "pdp_breach_notice",
    "pdp_withdraw_consent",
]


def test_the_data_is_clean() -> None:
    assert [str(flaw) for flaw in check_law(LAW)] == []


def test_every_provision_and_deadline_of_the_vocabulary_is_here() -> None:
    assert [name for name in PROVISIONS if name not in LAW.provisions] == []
    assert [name for name in DEADLINES if name not in LAW.deadlines] == []


@settings(max_examples=200, deadline=None)
@given(day=st.dates(date(2014, 1, 1), date(2035, 12, 31)), series=st.sampled_from(SERIES))
def test_every_day_has_exactly_one_row_once_a_series_has_begun(day: date, series) -> None:  # type: ignore[no-untyped-def]
    spans = [row.span for row in series.rows]
    begins = min(span.start for span in spans)
    ends = max((span.end or date.max) for span in spans)
    assert sum(day in span for span in spans) == (1 if begins <= day < ends else 0)


def test_every_source_that_is_used_is_named_and_every_named_one_is_plain() -> None:
    assert all(source.topic for source in LAW.sources.values())


def test_the_five_changes_of_2024_to_2026_are_each_seen_on_their_day_and_not_before() -> None:
    for before, on, kind, name in [
        (date(2024, 8, 23), date(2024, 8, 24), "route", "civil_service_discipline"),
        (date(2024, 9, 30), date(2024, 10, 1), "desk", "local_election"),
        (date(2024, 11, 13), date(2024, 11, 14), "provision", "p188"),
        (date(2025, 7, 29), date(2025, 7, 30), "outcome", "bawaslu → kpu [local_election]"),
        (date(2026, 1, 1), date(2026, 1, 2), "provision", "p187A"),
    ]:
        assert (kind, name) in {(one.kind, one.name) for one in diff(LAW, before, on)}
        assert diff(LAW, on, on) == ()


def test_a_diff_is_the_same_in_both_directions() -> None:
    assert diff(LAW, date(2024, 1, 1), date(2026, 6, 1)) == diff(LAW, date(2026, 6, 1), date(2024, 1, 1))


def test_every_audience_has_rules_with_sources_today() -> None:
    for audience in LAW.audiences:
        page = know_the_rules(LAW, audience.id, date(2026, 11, 22))
        assert page.rules and page.advice
        assert all(rule.text.id and (rule.sources or rule.grounds.confidence == "GK") for rule in page.rules)


def test_every_instrument_with_provisions_gets_a_reference_page() -> None:
    made = pages(LAW)
    for provision in LAW.provisions.values():
        assert provision.article in made[f"{provision.instrument}.md"]


def test_every_track_has_a_route_on_every_day_since_2015(law: Law) -> None:
    for track in law.vocabulary.codes("tracks"):
        assert any(row.track == track and any(date(2017, 10, 2) in one.span for one in row.versions) for row in law.routes)


def test_the_reference_pages_are_those_of_the_law_as_it_stands() -> None:
    folder = Path(__file__).resolve().parents[2] / "docs" / "reference" / "law"
    stale = [name for name, text in pages(LAW).items() if (folder / name).read_text(encoding="utf-8") != text]
    assert stale == [], "run: .venv/bin/jurdil law reference"


def test_a_form_code_is_that_of_the_kind_of_election_and_of_the_day() -> None:
    report = LAW.forms["report"]
    told = [
        (regime, day.year, paper.display_code if (paper := form_on(report, regime, day)) else "none")
        for regime in ("local_election", "general_election")
        for day in (date(2020, 11, 1), date(2024, 11, 1))
    ]
    assert told == [
        ("local_election", 2020, "Model A.1"),
        ("local_election", 2024, None),
        ("general_election", 2020, "B.1"),
        ("general_election", 2024, "B.1"),
    ]
