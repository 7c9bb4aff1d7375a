"""What the desk records after a dossier has left the house: the lodging, and what the authorities do or do not do."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from jurdil.apps.accounts.models import Person
from jurdil.apps.cases.actions import advance
from jurdil.apps.cases.models import Case, Track
from jurdil.apps.dossier.models import Dossier
from jurdil.apps.elections.models import Office
from jurdil.apps.evidence.actions import receive_evidence
from jurdil.apps.evidence.models import EvidenceItem
from jurdil.apps.journal.actions import record
from jurdil.core.errors import InvalidTransition, StaleCase
from jurdil.core.filing import check_event_day, check_lodging_day

from .models import AuthorityEvent, Filing
from .queries import lodged_of


def _kept(file: UploadedFile | None, by: Person, now: datetime) -> EvidenceItem | None:
    """A scan is an original like any other: hashed, kept, never changed. Raises RefusedFile or StorageFull."""
    return receive_evidence(upload=file, filename=file.name or "", actor=by.actor, now=now) if file else None


@transaction.atomic
def record_filing(
    *,
    case_id: UUID,
    dossier_id: int,
    office_id: int,
    lodged_at: datetime,
    went_along: str,
    receipt_number: str,
    receipt_scan: UploadedFile | None,
    by: Person,
    now: datetime,
    seen_revision: int,
) -> Filing:
    """A frozen dossier was lodged. Whether in time or not, it is recorded: the clock says what that means.

    Raises WrongDay (in the future, before the event), InvalidTransition (nothing to lodge at this stage), StaleCase.
    """
    office = Office.objects.get(pk=office_id)
    event_date = Case.objects.get(pk=case_id).report.event_date
    check_lodging_day(lodged_at=lodged_at, now=now, event_date=event_date, timezone=office.timezone)
    case = advance(case_id=case_id, step="lodged", by=by, now=now, seen_revision=seen_revision)
    dossier = Dossier.objects.get(pk=dossier_id, case=case)
    scan = _kept(receipt_scan, by, now)
    filing = Filing.objects.create(
        case=case,
        dossier=dossier,
        office=office,
        lodged_at=lodged_at,
        went_along=went_along,
        receipt_number=receipt_number,
        receipt_scan=scan,
        recorded_by=by,
        recorded_at=now,
    )
    record(
        verb="filing_recorded", subject=case.subject, actor=by.actor, at=now, case=case.subject,
        detail={
            "filing": filing.pk,
            "dossier": dossier.version,
            "bundle": dossier.bundle_sha256,
            "office": filing.office.body,
            "lodged_at": lodged_at.isoformat(),
            "receipt": bool(receipt_number),
            "scan": scan.sha256 if scan else "",
        },
    )  # fmt: skip
    return filing


@transaction.atomic
def record_event(
    *,
    case_id: UUID,
    kind: str,
    on_date: date,
    authority: str,
    track: str,
    forwarded_to: str,
    number: str,
    note: str,
    document: UploadedFile | None,
    by: Person,
    now: datetime,
    seen_revision: int,
) -> AuthorityEvent:
    """An authority did something, or kept silent. The stage moves by `core.case`; the end of one track moves nothing.

    Raises WrongDay (in the future, before the lodging), InvalidTransition (not at this stage, or no such track),
    StaleCase.
    """
    case = Case.objects.select_for_update().get(pk=case_id)
    lodged = lodged_of(case)
    if lodged is None:
        raise InvalidTransition(stage=case.stage, step=kind)
    check_event_day(day=on_date, lodged=lodged, now=now)
    if track and not Track.objects.filter(case=case, code=track, dropped_at=None).exists():
        raise InvalidTransition(stage=case.stage, step=kind, track=track)
    if kind == AuthorityEvent.Kind.CLOSED and track:
        if not Case.objects.filter(pk=case.pk, revision=seen_revision).update(revision=seen_revision + 1):
            raise StaleCase
    else:
        case = advance(case_id=case_id, step=kind, by=by, now=now, seen_revision=seen_revision)
    kept = _kept(document, by, now)
    event = AuthorityEvent.objects.create(
        case=case,
        track=track,
        kind=kind,
        on_date=on_date,
        authority=authority,
        forwarded_to=forwarded_to if kind == AuthorityEvent.Kind.FORWARDED else "",
        number=number,
        note=note,
        document=kept,
        recorded_by=by,
        recorded_at=now,
    )
    record(
        verb="event_recorded", subject=case.subject, actor=by.actor, at=now, case=case.subject,
        detail={
            "event": event.pk,
            "kind": kind,
            "on": on_date.isoformat(),
            "authority": authority,
            "forwarded_to": event.forwarded_to,
            "track": track,
            "document": kept.sha256 if kept else "",
        },
    )  # fmt: skip
    return event
