"""What the desk does with a case: open it, answer and overrule, choose tracks, walk its stages."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction

from jurdil.apps.accounts.models import Person
from jurdil.apps.intake.models import Report
from jurdil.apps.journal.actions import record
from jurdil.apps.verification.models import Incident
from jurdil.core.case import next_stage
from jurdil.core.errors import InvalidTransition, StaleCase

from .models import Case
from .numbers import next_number


def follow_take_up(incident: Incident, report: Report, by: Person, now: datetime, joined: bool) -> None:
    """An incident was taken up: a new one opens a case, one that has a case gets another telling."""
    if joined:
        case = Case.objects.select_for_update().filter(incident=incident).first()
        if case is None or case.stage == "closed":
            raise InvalidTransition(stage=case.stage if case else "", step="join")
        _touch(case)
        record(
            verb="report_joined", subject=case.subject, actor=by.actor, at=now, case=case.subject,
            detail={"report": str(report.pk)},
        )  # fmt: skip
        return
    open_case(incident=incident, report=report, by=by, now=now)


@transaction.atomic
def open_case(*, incident: Incident, report: Report, by: Person, now: datetime) -> Case:
    """A case with the next number of the year, as the year is where the office stands."""
    year = now.astimezone(ZoneInfo(report.election.office_timezone)).year
    case = Case.objects.create(number=next_number(year), incident=incident, opened_at=now)
    record(
        verb="case_opened", subject=case.subject, actor=by.actor, at=now, case=case.subject,
        detail={"number": case.number, "report": str(report.pk)},
    )  # fmt: skip
    return case


def _touch(case: Case, *, seen: int | None = None, **changes: object) -> None:
    """Raises the revision, and saves the given columns, only if nobody did so since."""
    revision = case.revision if seen is None else seen
    if not Case.objects.filter(pk=case.pk, revision=revision).update(revision=revision + 1, **changes):
        raise StaleCase
    case.revision = revision + 1
    for name, value in changes.items():
        setattr(case, name, value)


@transaction.atomic
def advance(*, case_id: UUID, step: str, by: Person, now: datetime, seen_revision: int | None = None) -> Case:
    """Takes one step of `core.case` and returns the case in its new stage.

    Raises InvalidTransition, or StaleCase when somebody changed the case since `seen_revision` (None: do not ask).
    """
    case = Case.objects.select_for_update().get(pk=case_id)
    before, after = case.stage, next_stage(case.stage, step)
    _touch(case, seen=seen_revision, stage=after)
    record(
        verb="case_advanced", subject=case.subject, actor=by.actor, at=now, case=case.subject,
        detail={"step": step, "from": before, "to": after},
    )  # fmt: skip
    return case


@transaction.atomic
def take_case(*, case_id: UUID, by: Person, now: datetime, seen_revision: int) -> Case:
    """The advocate takes the case over; the journal keeps who had it."""
    case = Case.objects.select_for_update().get(pk=case_id)
    before = case.advocate_id
    _touch(case, seen=seen_revision, advocate_id=by.pk)
    record(
        verb="case_taken", subject=case.subject, actor=by.actor, at=now, case=case.subject,
        detail={"from": f"person:{before}" if before else ""},
    )  # fmt: skip
    return case
