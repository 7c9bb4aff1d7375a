"""What the desk does with a case: open it, answer and overrule, choose tracks, walk its stages."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction

from jurdil.apps.accounts.models import Person
from jurdil.apps.elections.law import current_law
from jurdil.apps.evidence.models import EvidenceItem
from jurdil.apps.intake.models import Report
from jurdil.apps.journal.actions import record
from jurdil.apps.verification.actions import ask_witness
from jurdil.apps.verification.models import Incident
from jurdil.core.case import next_stage
from jurdil.core.errors import InvalidTransition, LawNotFound, NotAllowed, StaleCase
from jurdil.core.law import in_force
from jurdil.core.law.conditions import Status
from jurdil.core.law.facts import parse_facts
from jurdil.core.questions import Answer, with_answers

from .facts import facts_of_case
from .models import Case, FactAnswer, Track
from .models import ElementOverride as OverrideRow
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
    case = Case.objects.create(number=next_number(year), incident=incident, opened_at=now, due_at=report.safe_last_moment)
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


def _the_exhibit(case: Case, exhibit: UUID | None) -> EvidenceItem | None:
    """An exhibit that came with one of the case's reports; raises NotAllowed(reason="not_its_exhibit")."""
    if exhibit is None:
        return None
    found = EvidenceItem.objects.filter(pk=exhibit, reports__report__telling__incident=case.incident_id).first()
    if found is None:
        raise NotAllowed(reason="not_its_exhibit")
    return found


@transaction.atomic
def answer_fact(
    *,
    case_id: UUID,
    fact: str,
    value: Any,
    reason: str,
    by: Person,
    now: datetime,
    reported: int | None = None,
    exhibit: UUID | None = None,
) -> FactAnswer:
    """What the desk found out about one fact. Earlier answers stay; the last one holds.

    Raises BadFacts when the fact or the value is none, or when the facts would contradict each other.
    """
    case = Case.objects.select_for_update().get(pk=case_id)
    if not reason.strip():
        raise NotAllowed(reason="no_reason")
    raw = with_answers(facts_of_case(case, now), [Answer(key=fact, value=value, reported=reported)])
    law = current_law()
    parse_facts(raw, law.vocabulary, now=now, default_zone=law.default_timezone)
    row = FactAnswer.objects.create(
        case=case, fact=fact, reported=reported, value=value, reason=reason.strip(), exhibit=_the_exhibit(case, exhibit),
        by=by, at=now,
    )  # fmt: skip
    _touch(case)
    record(
        verb="fact_answered", subject=case.subject, actor=by.actor, at=now, case=case.subject,
        detail={"answer": row.pk, "fact": fact, "reported": reported, "exhibit": str(exhibit or "")},
    )  # fmt: skip
    return row


@transaction.atomic
def overrule(
    *,
    case_id: UUID,
    provision: str,
    reported: int,
    element: str,
    status: str,
    reason: str,
    by: Person,
    now: datetime,
    exhibit: UUID | None = None,
) -> OverrideRow:
    """Sets one element against the engine, with a reason; `status` "" gives it back to the engine.

    Raises LawNotFound for an element that the law does not have, NotAllowed without a reason.
    """
    case = Case.objects.select_for_update().get(pk=case_id)
    if not reason.strip():
        raise NotAllowed(reason="no_reason")
    if status not in ("", *Status):
        raise NotAllowed(reason="unknown_status")
    found = in_force.provision(current_law(), provision)
    if not any(one.id == element for version in found.versions for one in version.elements):
        raise LawNotFound(f"{provision} has no element {element}", provision=provision, element=element)
    row = OverrideRow.objects.create(
        case=case, provision=provision, reported=reported, element=element, status=status, reason=reason.strip(),
        exhibit=_the_exhibit(case, exhibit), by=by, at=now,
    )  # fmt: skip
    _touch(case)
    record(
        verb="element_overruled", subject=case.subject, actor=by.actor, at=now, case=case.subject,
        detail={"provision": provision, "reported": reported, "element": element, "status": status, "override": row.pk},
    )  # fmt: skip
    return row


@transaction.atomic
def open_track(*, case_id: UUID, code: str, reason: str, by: Person, now: datetime) -> Track:
    """The case goes this way too. Opening an open track changes nothing."""
    case = Case.objects.select_for_update().get(pk=case_id)
    if code not in current_law().vocabulary.codes("tracks"):
        raise NotAllowed(reason="unknown_track")
    if not reason.strip():
        raise NotAllowed(reason="no_reason")
    there = case.tracks.filter(code=code, dropped_at=None).first()
    if there is not None:
        return there
    track = Track.objects.create(case=case, code=code, opened_at=now, reason=reason.strip())
    _touch(case)
    record(verb="track_opened", subject=case.subject, actor=by.actor, at=now, case=case.subject, detail={"track": code})
    return track


@transaction.atomic
def drop_track(*, case_id: UUID, code: str, reason: str, by: Person, now: datetime) -> None:
    """The case no longer goes this way; that it once did stays visible."""
    case = Case.objects.select_for_update().get(pk=case_id)
    if not reason.strip():
        raise NotAllowed(reason="no_reason")
    if not case.tracks.filter(code=code, dropped_at=None).update(dropped_at=now, drop_reason=reason.strip()):
        raise StaleCase
    _touch(case)
    record(verb="track_dropped", subject=case.subject, actor=by.actor, at=now, case=case.subject, detail={"track": code})


@transaction.atomic
def ask_about_case(*, case_id: UUID, text: str, by: Person, now: datetime, report_id: UUID | None = None) -> None:
    """Sends a question to the witness of the first telling (or of `report_id`), noted in the case's journal too."""
    case = Case.objects.get(pk=case_id)
    report = report_id or case.incident.tellings.order_by("pk").values_list("report_id", flat=True)[0]
    if not case.incident.tellings.filter(report_id=report).exists():
        raise NotAllowed(reason="not_its_report")
    ask_witness(report_id=report, text=text, by=by, now=now, case=case.subject)
