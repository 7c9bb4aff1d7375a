"""The rehearsal: invented, even-handed, made by the verbs of the pages, and the same when it is prepared again."""

import pytest

from jurdil.apps.cases.models import Case
from jurdil.apps.elections.models import Election, Region
from jurdil.apps.intake.models import Report
from jurdil.apps.journal.actions import verify_chain
from jurdil.config import rehearsal


@pytest.fixture
def prepared(db: None) -> Election:
    rehearsal.prepare()
    return Election.objects.get(current=True)


def test_its_election_has_the_public_facts_of_a_re_vote_without_campaign(prepared: Election) -> None:
    assert (prepared.kind, prepared.campaign_from, prepared.pairs.count()) == ("revote", None, 2)
    districts = Region.objects.filter(parent=prepared.region)
    assert districts.count() == 29
    assert Region.objects.filter(parent__in=districts).count() == 326


def test_it_helps_either_pair_alike_and_names_no_real_place(prepared: Election) -> None:
    reports = Report.objects.filter(election=prepared)
    assert reports.filter(pair__number=1).count() == reports.filter(pair__number=2).count() == 4
    assert {report.region.source for report in reports if report.region} == {"rekaan"}


def test_one_case_has_gone_all_the_way_to_the_next_authority(prepared: Election) -> None:
    assert sorted(Case.objects.values_list("stage", flat=True)) == ["draft", "forwarded"]
    assert verify_chain() is None


def test_preparing_it_again_adds_nothing_but_links(prepared: Election) -> None:
    before = (Report.objects.count(), Region.objects.count(), Case.objects.count())
    rehearsal.prepare()
    assert (Report.objects.count(), Region.objects.count(), Case.objects.count()) == before
    assert len(list(rehearsal.sign_in_links())) == len(rehearsal.PEOPLE)
