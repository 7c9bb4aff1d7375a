"""Two independent assessments, one outcome: what is refused, what is saved, what the journal keeps."""

from __future__ import annotations

import threading
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from jurdil.apps.accounts.models import Person, Role
from jurdil.apps.cases.models import Case
from jurdil.apps.elections.models import Election
from jurdil.apps.intake.actions import witness_writes
from jurdil.apps.intake.models import Report
from jurdil.apps.journal.actions import verify_chain
from jurdil.apps.journal.models import JournalEntry
from jurdil.apps.verification import actions
from jurdil.apps.verification.models import Assessment, Conflict, Incident, Outcome
from jurdil.core.errors import InvalidTransition, NotAllowed, StaleCase
from tests.conftest import NOW, a_person
from tests.desk_cast import a_case, a_report, assess

pytestmark = pytest.mark.django_db


def refused(reason: str, report: Report, reviewer: Person) -> None:
    with pytest.raises(NotAllowed) as refusal:
        assess(report, reviewer)
    assert refusal.value.facts["reason"] == reason


def decide(report: Report, by: Person, decision: str, **given: object) -> Outcome:
    report.refresh_from_db()
    values = {"reason": "Alasan.", "seen_revision": report.revision, "now": NOW} | given
    return actions.decide(report_id=report.pk, decision=decision, by=by, **values)  # type: ignore[arg-type]


def test_a_second_reviewer_who_is_the_witness_is_refused(election: Election, reviewer: Person, second_reviewer: Person) -> None:
    report = a_report(election, told_by=second_reviewer)
    assess(report, reviewer)
    refused("own_report", report, second_reviewer)
    assert report.assessments.count() == 1


def test_one_reviewer_assesses_once_and_never_changes_it(election: Election, reviewer: Person) -> None:
    report = a_report(election)
    assess(report, reviewer)
    refused("already_assessed", report, reviewer)
    assert report.assessments.get().reliability == "B"


def test_a_third_assessment_is_not_taken(election: Election, reviewer: Person, second_reviewer: Person) -> None:
    report = a_report(election)
    assess(report, reviewer)
    assess(report, second_reviewer)
    refused("enough_assessments", report, a_person("peninjau-tiga", Role.REVIEWER))


def test_a_coordinator_without_the_role_does_not_assess(election: Election, coordinator: Person) -> None:
    refused("role", a_report(election), coordinator)


def test_a_reviewer_whose_account_was_closed_does_not_assess(election: Election, reviewer: Person) -> None:
    Person.objects.filter(pk=reviewer.pk).update(is_active=False)
    refused("role", a_report(election), Person.objects.get(pk=reviewer.pk))


def test_who_declares_an_interest_does_not_assess(election: Election, reviewer: Person) -> None:
    report = a_report(election)
    actions.declare_conflict(report_id=report.pk, by=reviewer, now=NOW)
    actions.declare_conflict(report_id=report.pk, by=reviewer, now=NOW)
    assert Conflict.objects.count() == 1
    refused("conflict", report, reviewer)


def test_an_interest_is_declared_before_assessing_not_after(election: Election, reviewer: Person) -> None:
    report = a_report(election)
    assess(report, reviewer)
    with pytest.raises(NotAllowed):
        actions.declare_conflict(report_id=report.pk, by=reviewer, now=NOW)


@pytest.mark.parametrize(
    "broken",
    [{"reliability": "G"}, {"credibility": 7}, {"credibility": 0}, {"slot": 3}, {"slot": 1, "taken": True}, {"again": True}],
)
def test_the_database_itself_holds_the_rules(
    broken: dict[str, object], election: Election, reviewer: Person, second_reviewer: Person
) -> None:
    report = a_report(election)
    row = {
        "report": report, "reviewer": second_reviewer, "slot": 2, "submitted_at": NOW,
        "reliability": "A", "reliability_reason": "x", "credibility": 1, "credibility_reason": "x",
    }  # fmt: skip
    broken = dict(broken)
    if broken.pop("taken", False) or broken.get("again"):
        assess(report, reviewer)
    if broken.pop("again", False):
        row["reviewer"] = reviewer
    with pytest.raises(IntegrityError), transaction.atomic():
        Assessment.objects.create(**(row | broken))


def test_an_outcome_needs_a_reason_in_the_database_too(election: Election, coordinator: Person) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Outcome.objects.create(report=a_report(election), decision="set_aside", reason="", by=coordinator, at=NOW)


@pytest.mark.parametrize("decision", Outcome.Decision.values)
def test_nothing_is_decided_while_an_assessment_is_missing(
    decision: str, election: Election, coordinator: Person, reviewer: Person
) -> None:
    report = a_report(election)
    assess(report, reviewer)
    with pytest.raises(NotAllowed) as refusal:
        decide(report, coordinator, decision)
    assert refusal.value.facts["reason"] == "not_both_in"
    assert Outcome.objects.count() == 0


@pytest.mark.parametrize(
    ("decision", "stage"),
    [
        ("take_up", "taken_up"),
        ("initial_information", "initial_information"),
        ("need_more", "needs_more"),
        ("set_aside", "set_aside"),
    ],
)
def test_each_decision_has_its_stage_and_its_reason(
    decision: str, stage: str, election: Election, coordinator: Person, reviewer: Person, second_reviewer: Person
) -> None:
    report = a_report(election)
    assess(report, reviewer)
    assess(report, second_reviewer)
    decide(report, coordinator, decision, reason="  Karena begini. ")
    report.refresh_from_db()
    assert report.stage == stage
    assert report.outcomes.get().reason == "Karena begini."
    assert Case.objects.count() == (1 if decision == "take_up" else 0)


def test_a_decision_without_a_reason_is_not_taken(
    election: Election, coordinator: Person, reviewer: Person, second_reviewer: Person
) -> None:
    report = a_report(election)
    assess(report, reviewer)
    assess(report, second_reviewer)
    with pytest.raises(NotAllowed) as refusal:
        decide(report, coordinator, "set_aside", reason="   ")
    assert refusal.value.facts["reason"] == "no_reason"
    report.refresh_from_db()
    assert report.stage == "in_review"


def test_two_coordinators_deciding_at_once_make_one_outcome(
    election: Election, coordinator: Person, reviewer: Person, second_reviewer: Person
) -> None:
    report = a_report(election)
    assess(report, reviewer)
    assess(report, second_reviewer)
    report.refresh_from_db()
    seen = report.revision
    decide(report, coordinator, "need_more", seen_revision=seen)
    for reviewer_again in (reviewer, second_reviewer):
        assess(report, reviewer_again)
    with pytest.raises(StaleCase):
        decide(report, coordinator, "set_aside", seen_revision=seen)
    assert Outcome.objects.count() == 1


def test_taken_up_twice_is_refused(election: Election, coordinator: Person, reviewer: Person, second_reviewer: Person) -> None:
    report = a_report(election)
    a_case(report, coordinator, reviewer, second_reviewer)
    with pytest.raises(InvalidTransition):
        decide(report, coordinator, "take_up")
    assert Case.objects.count() == 1


def test_needing_more_reopens_the_report_for_both_reviewers(
    election: Election, coordinator: Person, reviewer: Person, second_reviewer: Person
) -> None:
    report = a_report(election)
    assess(report, reviewer)
    assess(report, second_reviewer)
    decide(report, coordinator, "need_more", question="Apa yang ia ucapkan?")
    assert report.messages.get().text == "Apa yang ia ucapkan?"
    witness_writes(report_id=report.pk, text="Ia mengajak memilih.", now=NOW)
    report.refresh_from_db()
    assert report.stage == "in_review"
    with pytest.raises(NotAllowed):
        decide(report, coordinator, "take_up")
    assess(report, reviewer, credibility=1)
    assess(report, second_reviewer, credibility=1)
    decide(report, coordinator, "take_up")
    assert [(one.round, one.slot) for one in report.assessments.all()] == [(1, 1), (1, 2), (2, 1), (2, 2)]


def test_a_report_that_was_put_away_can_come_back(
    election: Election, coordinator: Person, reviewer: Person, second_reviewer: Person
) -> None:
    report = a_report(election)
    assess(report, reviewer)
    assess(report, second_reviewer)
    decide(report, coordinator, "set_aside")
    decide(report, coordinator, "need_more")
    report.refresh_from_db()
    assert report.stage == "needs_more"
    assess(report, reviewer)


def test_a_second_telling_joins_the_case_of_the_same_occurrence(
    election: Election, coordinator: Person, reviewer: Person, second_reviewer: Person
) -> None:
    case = a_case(a_report(election), coordinator, reviewer, second_reviewer)
    other = a_report(election)
    assess(other, reviewer)
    assess(other, second_reviewer)
    decide(other, coordinator, "take_up", join=case.incident_id)
    assert Case.objects.count() == 1
    assert Incident.objects.count() == 1
    assert case.incident.tellings.count() == 2
    assert JournalEntry.objects.filter(case=case.subject, verb="report_joined").exists()


def test_nothing_joins_a_closed_case_or_an_incident_that_is_not_there(
    election: Election, coordinator: Person, reviewer: Person, second_reviewer: Person
) -> None:
    case = a_case(a_report(election), coordinator, reviewer, second_reviewer)
    Case.objects.update(stage="closed")
    other = a_report(election)
    assess(other, reviewer)
    assess(other, second_reviewer)
    for incident in (case.incident_id, uuid4()):
        with pytest.raises(InvalidTransition):
            decide(other, coordinator, "take_up", join=incident)
    other.refresh_from_db()
    assert other.stage == "in_review"


def test_an_imported_report_has_nobody_to_ask(election: Election, coordinator: Person) -> None:
    with pytest.raises(NotAllowed) as refusal:
        actions.ask_witness(report_id=a_report(election, code_digest=None).pk, text="Di mana?", by=coordinator, now=NOW)
    assert refusal.value.facts["reason"] == "no_code"


def test_the_journal_keeps_every_step_but_no_grade_and_no_word(
    election: Election, coordinator: Person, reviewer: Person, second_reviewer: Person
) -> None:
    report = a_report(election)
    actions.ask_witness(report_id=report.pk, text="Siapa rahasia itu?", by=reviewer, now=NOW)
    assess(report, reviewer, reliability_reason="alasan rahasia")
    assess(report, second_reviewer)
    decide(report, coordinator, "take_up", reason="putusan rahasia")
    verbs = list(JournalEntry.objects.order_by("seq").values_list("verb", flat=True))
    assert verbs == ["witness_asked", "assessment_submitted", "assessment_submitted", "outcome_decided", "case_opened"]
    told = str(list(JournalEntry.objects.values("actor", "detail")))
    assert "rahasia" not in told
    assert "reliability" not in told
    assert verify_chain() is None


@pytest.mark.django_db(transaction=True)
def test_two_tabs_at_the_same_moment_keep_one_assessment(election: Election, reviewer: Person) -> None:
    report = a_report(election)
    start, answers = threading.Barrier(2), []

    def send() -> None:
        start.wait()
        try:
            assess(report, Person.objects.get(pk=reviewer.pk))
            answers.append("saved")
        except NotAllowed as refusal:
            answers.append(refusal.facts["reason"])
        finally:
            connection.close()

    tabs = [threading.Thread(target=send) for _ in range(2)]
    for tab in tabs:
        tab.start()
    for tab in tabs:
        tab.join()
    assert sorted(answers) == ["already_assessed", "saved"]
    assert report.assessments.count() == 1
