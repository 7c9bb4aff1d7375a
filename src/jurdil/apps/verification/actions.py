"""Two people assess, one decides: load, let `core.assessment` judge, save with the journal entry in one transaction."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from jurdil.apps.accounts.models import Person
from jurdil.apps.intake.models import Message, Report
from jurdil.apps.journal.actions import record
from jurdil.core import assessment as rules
from jurdil.core.errors import InvalidTransition, NotAllowed, StaleCase

from . import hooks
from .models import Assessment, Conflict, Incident, IncidentReport, Outcome


def colleague(person: Person) -> rules.Colleague:
    return rules.Colleague(id=person.pk, roles=person.role_codes if person.is_active else frozenset())


def round_of(report: Report) -> int:
    """Which round of assessments is running: each time the desk asks for more, a new one starts."""
    return 1 + report.outcomes.filter(decision=Outcome.Decision.NEED_MORE).count()


def reviewing(report: Report) -> rules.Reviewing:
    """The review of one report as the rules read it."""
    return rules.Reviewing(
        stage=report.stage,
        told_by=report.told_by_id,
        assessed_by=tuple(report.assessments.filter(round=round_of(report)).values_list("reviewer_id", flat=True)),
        conflicted=frozenset(report.conflicts.values_list("reviewer_id", flat=True)),
    )


def _locked(report_id: UUID) -> Report:
    """The report, held until the transaction ends: two tabs come one after the other."""
    return Report.objects.select_for_update().get(pk=report_id)


def _move(report: Report, stage: str) -> None:
    changed = Report.objects.filter(pk=report.pk, revision=report.revision).update(stage=stage, revision=report.revision + 1)
    if not changed:
        raise StaleCase
    report.stage, report.revision = stage, report.revision + 1


@transaction.atomic
def submit_assessment(
    *,
    report_id: UUID,
    by: Person,
    reliability: str,
    reliability_reason: str,
    credibility: int,
    credibility_reason: str,
    now: datetime,
) -> Assessment:
    """One reviewer's grade of this round. Raises NotAllowed with the reason; what is saved cannot be changed."""
    report = _locked(report_id)
    review = reviewing(report)
    rules.check(rules.MAY_ASSESS, review, colleague(by))
    stage = rules.next_report_stage(report.stage, "assessed")
    turn = round_of(report)
    try:
        with transaction.atomic():
            row = Assessment.objects.create(
                report=report, reviewer=by, round=turn, slot=len(review.assessed_by) + 1, submitted_at=now,
                reliability=reliability, reliability_reason=reliability_reason,
                credibility=credibility, credibility_reason=credibility_reason,
            )  # fmt: skip
    except IntegrityError:
        # Two tabs: the other one was first. The database holds the rule too.
        again = "already_assessed" if report.assessments.filter(round=turn, reviewer=by).exists() else "enough_assessments"
        raise NotAllowed(reason=again) from None
    _move(report, stage)
    # The grade itself stays out of the journal until both are in: the journal can be read.
    record(
        verb="assessment_submitted", subject=report.subject, actor=by.actor, at=now, detail={"round": turn, "slot": row.slot}
    )
    return row


@transaction.atomic
def declare_conflict(*, report_id: UUID, by: Person, now: datetime) -> None:
    """The reviewer has an interest in this report and will not assess it."""
    report = _locked(report_id)
    rules.check(rules.MAY_DECLARE_CONFLICT, reviewing(report), colleague(by))
    _row, made = Conflict.objects.get_or_create(report=report, reviewer=by, defaults={"declared_at": now})
    if made:
        record(verb="conflict_declared", subject=report.subject, actor=by.actor, at=now)


@transaction.atomic
def ask_witness(*, report_id: UUID, text: str, by: Person, now: datetime, case: str = "") -> Message:
    """A question that waits behind the receipt code. Raises NotAllowed(reason="no_code") for an imported report."""
    report = _locked(report_id)
    if report.code_digest is None:
        raise NotAllowed(reason="no_code")
    message = Message.objects.create(report=report, from_witness=False, person=by, text=text.strip(), at=now)
    record(
        verb="witness_asked", subject=report.subject, actor=by.actor, at=now, case=case,
        detail={"message": message.pk, "characters": len(message.text)},
    )  # fmt: skip
    return message


@transaction.atomic
def decide(
    *,
    report_id: UUID,
    decision: str,
    reason: str,
    by: Person,
    now: datetime,
    seen_revision: int,
    join: UUID | None = None,
    question: str = "",
) -> Outcome:
    """The coordinator's outcome, with its reason. `join`: the incident that this report also tells of.

    Raises NotAllowed, InvalidTransition, or StaleCase when somebody changed the report since `seen_revision`.
    """
    report = _locked(report_id)
    stage = rules.check_decision(reviewing(report), colleague(by), decision)
    if report.revision != seen_revision:
        raise StaleCase
    if not reason.strip():
        raise NotAllowed(reason="no_reason")
    _move(report, stage)
    outcome = Outcome.objects.create(report=report, decision=decision, reason=reason.strip(), by=by, at=now)
    record(verb="outcome_decided", subject=report.subject, actor=by.actor, at=now, detail={"decision": decision})
    if decision == Outcome.Decision.TAKE_UP:
        _take_up(report, join, by, now)
    if decision == Outcome.Decision.NEED_MORE and question.strip():
        ask_witness(report_id=report.pk, text=question, by=by, now=now)
    return outcome


def _take_up(report: Report, join: UUID | None, by: Person, now: datetime) -> None:
    if join is None:
        incident = Incident.objects.create(created_at=now)
    else:
        found = Incident.objects.select_for_update().filter(pk=join).first()
        if found is None:
            raise InvalidTransition(stage=report.stage, step="join")
        incident = found
    IncidentReport.objects.create(incident=incident, report=report)
    hooks.taken_up(incident=incident, report=report, by=by, now=now, joined=join is not None)
