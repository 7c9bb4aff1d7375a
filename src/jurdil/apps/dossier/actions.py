"""What the desk does to file a case: choose or invite the reporter of record, write the papers, freeze, open a version."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from jurdil.adapters.bag import BagFile, Packed, Sink, held, write_bundle
from jurdil.adapters.docx import write_docx
from jurdil.adapters.sealed_stream import opened, opened_part, seal_while_writing
from jurdil.adapters.typeset import typeset
from jurdil.apps.accounts.links import digest, new_token
from jurdil.apps.accounts.models import Person
from jurdil.apps.cases.models import Case
from jurdil.apps.evidence.actions import store
from jurdil.apps.evidence.models import CustodyEntry
from jurdil.apps.intake.models import Report
from jurdil.apps.journal.actions import entries, record
from jurdil.apps.verification.actions import ask_witness
from jurdil.core.documents import documents
from jurdil.core.dossier import Reporter, dossier_digest
from jurdil.core.errors import DomainError, NotAllowed, StaleCase

from . import assemble
from .models import Dossier, Invitation, Particulars, ReporterOfRecord, WitnessLink
from .seals import close_particulars, close_reporter, link_seal, reporter_seal

INVITATION_LIFE = timedelta(days=7)
CAPACITIES = ("citizen", "accredited_monitor", "participant")


class InvitationOver(DomainError):
    """A link that was used, has expired or never was (all the same to the one who holds it)."""


# The reporter of record


@transaction.atomic
def choose_reporter(
    *,
    case_id: UUID,
    reporter: Reporter,
    capacity: str,
    voter_here: bool,
    same_person: bool,
    by: Person,
    now: datetime,
) -> ReporterOfRecord:
    """Who signs. Sealed; that the signer is the witness is sealed apart. The last choice holds, earlier ones stay."""
    case = _open_case(case_id)
    return _choose(case, reporter, capacity, voter_here, same_person, by=by, actor=by.actor, now=now)


def _choose(
    case: Case,
    reporter: Reporter,
    capacity: str,
    voter_here: bool,
    same_person: bool,
    *,
    by: Person,
    actor: str,
    now: datetime,
) -> ReporterOfRecord:
    if capacity not in CAPACITIES:
        raise NotAllowed(reason="unknown_capacity")
    row = ReporterOfRecord.objects.create(
        case=case,
        capacity=capacity,
        voter_here=voter_here,
        sealed=close_reporter(reporter),
        chosen_by=by,
        chosen_at=now,
    )
    link = {"report": str(case.report.pk), "same_person": same_person}
    WitnessLink.objects.create(reporter=row, sealed=link_seal().close_record(link))
    record(
        verb="reporter_chosen",
        subject=case.subject,
        actor=actor,
        at=now,
        case=case.subject,
        detail={"reporter": row.pk, "capacity": capacity, "voter_here": voter_here},
    )
    return row


@transaction.atomic
def invite_reporter(*, case_id: UUID, by: Person, now: datetime, to_witness: bool = False) -> str:
    """A token with which a person gives their own identity, once, within seven days. Only its hash is kept."""
    case = _open_case(case_id)
    if to_witness and case.report.code_digest is None:
        raise NotAllowed(reason="no_code")
    token = new_token()
    Invitation.objects.create(
        case=case,
        token_digest=digest(token),
        to_witness=to_witness,
        by=by,
        created_at=now,
        expires_at=now + INVITATION_LIFE,
    )
    record(
        verb="reporter_invited",
        subject=case.subject,
        actor=by.actor,
        at=now,
        case=case.subject,
        detail={"expires_at": (now + INVITATION_LIFE).isoformat()},
    )
    return token


@transaction.atomic
def ask_witness_to_sign(*, case_id: UUID, text: str, by: Person, now: datetime) -> None:
    """Sends the invitation through the receipt code of the first telling. `text` holds the link."""
    case = _open_case(case_id)
    ask_witness(report_id=case.report.pk, text=text, by=by, now=now, case=case.subject)


def live_invitation(*, token: str, now: datetime) -> Invitation:
    """The invitation behind a link. Raises `InvitationOver`."""
    row = Invitation.objects.filter(token_digest=digest(token), used_at=None, expires_at__gt=now).first()
    if row is None or row.case.stage == "closed":
        raise InvitationOver
    return row


@transaction.atomic
def accept_invitation(
    *, token: str, reporter: Reporter, capacity: str, voter_here: bool, same_person: bool, now: datetime
) -> ReporterOfRecord:
    """The invited person says who they are and that they will sign. Raises `InvitationOver`."""
    row = live_invitation(token=token, now=now)
    if not Invitation.objects.filter(pk=row.pk, used_at=None).update(used_at=now):
        raise InvitationOver
    case = _open_case(row.case_id)
    same = same_person or row.to_witness
    return _choose(case, reporter, capacity, voter_here, same, by=row.by, actor="reporter", now=now)


# The papers


@transaction.atomic
def save_particulars(*, case_id: UUID, particulars: Mapping[str, Any], by: Person, now: datetime) -> Particulars:
    """Keeps what the advocate wrote for the papers, sealed. Frozen versions keep what they had."""
    case = _open_case(case_id)
    row = Particulars.objects.create(case=case, sealed=close_particulars(particulars), saved_by=by, saved_at=now)
    record(
        verb="particulars_saved",
        subject=case.subject,
        actor=by.actor,
        at=now,
        case=case.subject,
        detail={"witnesses": len(particulars.get("witnesses") or ()), "counsel": bool(particulars.get("counsel"))},
    )
    return row


def freeze_dossier(*, case_id: UUID, by: Person, now: datetime, seen_version: int) -> Dossier:
    """Freezes the next version: papers and bundle are made, sealed and kept; nothing in it ever changes again.

    `seen_version`: the last version that the person saw (0: none). Raises NotAllowed(reason="no_reporter"),
    StaleCase when somebody was faster, EvidenceMismatch when an original is no longer what was hashed, StorageFull.
    """
    case = Case.objects.select_related("incident").get(pk=case_id)
    if case.stage == "closed":
        raise NotAllowed(reason="case_closed")
    reporter = case.reporters.order_by("pk").last()
    if reporter is None:
        raise NotAllowed(reason="no_reporter")
    if _last_version(case) != seen_version:
        raise StaleCase
    ready = assemble.of_case(case, now=now, version=seen_version + 1, draft=False)
    extract = _extract(case)
    incoming = store().incoming()
    counted = _Counted()

    def write(sink: Sink) -> tuple[Packed, ...]:
        # Runs in a thread of its own: whatever needs the database was read before.
        return _write(ready, counted.before(sink), extract)

    try:
        packed = seal_while_writing(reporter_seal(), incoming, write)
        stored = store().keep(incoming)
    except BaseException:
        incoming.discard()
        raise
    try:
        with transaction.atomic():
            case = _open_case(case_id)
            if _last_version(case) != seen_version or case.reporters.order_by("pk").last() != reporter:
                raise StaleCase
            row = Dossier.objects.create(
                case=case,
                version=seen_version + 1,
                reporter=reporter,
                frozen_at=now,
                frozen_by=by,
                data_digest=dossier_digest(ready.data),
                bundle_sha256=counted.sha256,
                bundle_size=counted.size,
                sealed_sha256=stored.sha256,
                contents=[{"name": one.path, "sha256": one.sha256, "size": one.size, "offset": one.offset} for one in packed],
            )
            CustodyEntry.objects.bulk_create(
                CustodyEntry(item=item, at=now, actor=by.actor, what="exported") for item in ready.originals.values()
            )
            record(
                verb="dossier_frozen",
                subject=case.subject,
                actor=by.actor,
                at=now,
                case=case.subject,
                detail={
                    "version": row.version,
                    "data": row.data_digest,
                    "bundle": row.bundle_sha256,
                    "exhibits": len(ready.originals),
                },
            )
    except IntegrityError:
        raise StaleCase from None
    return row


@transaction.atomic
def open_bundle(*, dossier_id: int, by: Person, now: datetime) -> tuple[Dossier, Iterator[bytes]]:
    """The opened bundle of a frozen version, in pieces; noted in the journal.

    Raises EvidenceMismatch if it is gone, and BrokenSeal before the first piece is given if the key does not fit.
    """
    row = Dossier.objects.select_related("case").get(pk=dossier_id)
    pieces = opened(reporter_seal(), store().open(row.sealed_sha256))
    first = next(pieces, b"")
    _note_opening(row, "bundle", by.actor, now)
    return row, _from(first, pieces)


def _from(first: bytes, pieces: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from pieces


@transaction.atomic
def open_document(*, dossier_id: int, name: str, by: Person, now: datetime) -> bytes:
    """One file of a frozen version, such as "dokumen/0-sampul.pdf"; noted in the journal. Raises LookupError."""
    row = Dossier.objects.select_related("case").get(pk=dossier_id)
    place = next((one for one in row.contents if one["name"] == name), None)
    if place is None:
        raise LookupError(name)
    sealed = store().open(row.sealed_sha256)
    content = opened_part(reporter_seal(), sealed, offset=place["offset"], size=place["size"])
    _note_opening(row, name, by.actor, now)
    return content


@transaction.atomic
def draft_document(*, case_id: UUID, name: str, by: Person, now: datetime) -> bytes:
    """One paper as it would be now, marked as a draft; nothing is kept but the journal entry. Raises LookupError."""
    case = Case.objects.get(pk=case_id)
    ready = assemble.of_case(case, now=now, version=_last_version(case) + 1, draft=True)
    stem, _, ending = name.rpartition(".")
    paper = next((one for one in documents(ready.data) if one.stem == stem), None)
    if paper is None or ending not in ("pdf", "docx"):
        raise LookupError(name)
    record(
        verb="draft_opened",
        subject=case.subject,
        actor=by.actor,
        at=now,
        case=case.subject,
        detail={"document": name},
    )
    return typeset(paper) if ending == "pdf" else write_docx(paper)


# On the command line


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A bundle that was written to a file: what it is, and which requirements its papers do not meet yet."""

    case_number: str
    version: int
    draft: bool
    dossier_digest: str
    missing: tuple[str, ...]


def find(reference: str) -> Case | Report | None:
    """The case or report that is meant by a case number, an id of either, or a report's external id.

    A report that was taken up is found as its case.
    """
    reference = reference.strip()
    if not reference:
        return None
    case = Case.objects.filter(number__iexact=reference).first()
    if case is not None:
        return case
    found = Report.objects.filter(external_id=reference).order_by("received_at").first()
    if found is None:
        with suppress(ValueError):
            key = UUID(reference)
            case = Case.objects.filter(pk=key).first()
            if case is not None:
                return case
            found = Report.objects.filter(pk=key).first()
    if found is None:
        return None
    return Case.objects.filter(incident__tellings__report=found).first() or found


def write_frozen(*, out: Sink, dossier_id: int, now: datetime) -> Written:
    """Writes the opened bundle of a frozen version, as the operator; noted in the journal."""
    with transaction.atomic():
        row = Dossier.objects.select_related("case").get(pk=dossier_id)
        sealed = store().open(row.sealed_sha256)
        _note_opening(row, "bundle", "system", now)
    for piece in opened(reporter_seal(), sealed):
        out.write(piece)
    return Written(case_number=row.case.number, version=row.version, draft=False, dossier_digest=row.data_digest, missing=())


def write_draft(*, out: Sink, now: datetime, case: Case | None = None, report: Report | None = None) -> Written:
    """Writes a draft bundle of a case, or of a report that is no case yet. Noted in the journal; nothing is kept."""
    if case is not None:
        ready = assemble.of_case(case, now=now, version=_last_version(case) + 1, draft=True)
        subject, extract = case.subject, _extract(case)
    elif report is not None:
        ready = assemble.of_report(report, now=now)
        subject, extract = report.subject, list(entries(subjects=_subjects([report])))
    else:
        raise LookupError
    _write(ready, out, extract)
    with transaction.atomic():
        record(
            verb="draft_opened",
            subject=subject,
            actor="system",
            at=now,
            case=subject if case is not None else "",
            detail={"document": "bundle"},
        )
    return Written(
        case_number=ready.data.case_number,
        version=ready.data.version,
        draft=True,
        dossier_digest=dossier_digest(ready.data),
        missing=tuple(row.requirement for row in ready.data.requirements if row.state != "met"),
    )


def _write(ready: assemble.Assembled, sink: Sink, extract: list[dict[str, Any]]) -> tuple[Packed, ...]:
    def opener(sha256: str) -> Any:
        return lambda: store().open(sha256)

    files = [BagFile(path=path, open=opener(item.sha256), sha256=item.sha256) for path, item in ready.originals.items()]
    for paper in documents(ready.data):
        files.append(held(f"dokumen/{paper.stem}.pdf", typeset(paper)))
        files.append(held(f"dokumen/{paper.stem}.docx", write_docx(paper)))
    return write_bundle(sink, data=ready.data, files=files, journal=extract, source=ready.data.prepared_by)


def _extract(case: Case) -> list[dict[str, Any]]:
    """The journal of the case, of its reports and of their originals, as it stands now."""
    tellings = [one.report for one in case.incident.tellings.select_related("report")]
    return list(entries(subjects=_subjects(tellings), case=case.subject))


def _subjects(reports: list[Report]) -> list[str]:
    originals = [f"evidence:{row.item_id}" for report in reports for row in report.evidence.all()]
    return [*(report.subject for report in reports), *originals]


def _open_case(case_id: UUID) -> Case:
    case = Case.objects.select_for_update().get(pk=case_id)
    if case.stage == "closed":
        raise NotAllowed(reason="case_closed")
    return case


def _last_version(case: Case) -> int:
    return case.dossiers.order_by("-version").values_list("version", flat=True).first() or 0


def _note_opening(row: Dossier, what: str, actor: str, now: datetime) -> None:
    record(
        verb="dossier_opened",
        subject=row.case.subject,
        actor=actor,
        at=now,
        case=row.case.subject,
        detail={"version": row.version, "document": what},
    )


class _Counted:
    """Counts and hashes the opened bundle on its way into the seal."""

    def __init__(self) -> None:
        self._digest = hashlib.sha256()
        self._sink: Sink | None = None
        self.size = 0

    @property
    def sha256(self) -> str:
        return self._digest.hexdigest()

    def before(self, sink: Sink) -> _Counted:
        self._sink = sink
        return self

    def write(self, piece: bytes, /) -> object:
        if self._sink is None:
            raise RuntimeError("nothing to write into")
        self._digest.update(piece)
        self.size += len(piece)
        return self._sink.write(piece)
