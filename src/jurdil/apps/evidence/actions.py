"""Takes in originals, looks into photos, notes who held them, and lets go of what nothing refers to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import BinaryIO, Protocol

from django.apps import apps
from django.conf import settings
from django.db import transaction

from jurdil.adapters import media
from jurdil.adapters.blob_store import BlobStore, Incoming, Stored
from jurdil.apps import rows
from jurdil.apps.journal.actions import record
from jurdil.core.evidence import ACCEPTED, Recognised, as_place, clean_filename, recognise

from . import examination
from .models import CustodyEntry, EvidenceItem
from .uploads import ReceivedFile

CHUNK = 256 * 1024


class Readable(Protocol):
    def read(self, size: int = -1, /) -> bytes: ...


def store() -> BlobStore:
    """The originals of this instance."""
    return BlobStore(settings.INSTANCE.originals)


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenIn:
    """Bytes that are safe on the disk and no row names yet."""

    stored: Stored
    what: Recognised
    filename: str


def receive_evidence(
    *, upload: ReceivedFile | Readable, filename: str, actor: str, now: datetime, limit: int | None = None
) -> EvidenceItem:
    """Keeps one file as an original: its bytes are safe on the disk before the row is written.

    Raises `RefusedFile` ("empty", "too_large", "executable", "markup", "archive", "unknown") or `StorageFull`; then
    nothing of it is kept.
    """
    taken = take_in(upload=upload, filename=filename, limit=limit)
    with transaction.atomic():
        return note_original(taken=taken, actor=actor, now=now)


def take_in(*, upload: ReceivedFile | Readable, filename: str, limit: int | None = None) -> TakenIn:
    """The slow half of `receive_evidence`, before any transaction: nobody waits for a lock while the disk writes."""
    name = clean_filename(filename)
    incoming = _incoming(upload, limit or settings.EVIDENCE_MAX_BYTES)
    try:
        what = _recognised(incoming, name)
        return TakenIn(stored=store().keep(incoming), what=what, filename=name)
    finally:
        incoming.discard()


def note_original(*, taken: TakenIn, actor: str, now: datetime) -> EvidenceItem:
    """The quick half, inside the transaction of whoever refers to the item."""
    item = EvidenceItem(
        sha256=taken.stored.sha256,
        size=taken.stored.size,
        media_type=taken.what.media_type,
        kind=taken.what.kind,
        filename=taken.filename,
        received_at=now,
        warnings=list(taken.what.warnings),
    )
    rows.insert(item)
    rows.insert(CustodyEntry(item=item, at=now, actor=actor, what="received"))
    if item.kind == EvidenceItem.Kind.PHOTO:
        transaction.on_commit(lambda: examination.soon(item.pk))
    return item


def _incoming(upload: ReceivedFile | Readable, limit: int) -> Incoming:
    if isinstance(upload, ReceivedFile):
        return upload.incoming
    incoming = store().incoming(limit=limit)
    try:
        while chunk := upload.read(CHUNK):
            incoming.write(chunk)
        incoming.settle()
    except BaseException:
        incoming.discard()
        raise
    return incoming


def _recognised(incoming: Incoming, name: str) -> Recognised:
    head = incoming.head
    return recognise(
        head=head,
        tail=incoming.tail,
        size=incoming.size,
        filename=name,
        zip_names=media.zip_names(incoming.path) if head[:2] == b"PK" else (),
        second_opinion=lambda: media.second_opinion(head, name),
    )


def examine(*, item_id: object, now: datetime) -> EvidenceItem:
    """Looks into a photo once: what it says of time, camera and place, and a copy that says none of it."""
    item = EvidenceItem.objects.get(pk=item_id)
    if item.kind != EvidenceItem.Kind.PHOTO or item.derived_from_id or "examined" in item.facts:
        return item
    seen = media.look(store().path(item.sha256))
    facts = {key: value for key, value in seen.facts.items() if key not in ("latitude", "longitude")}
    place = as_place(seen.facts["latitude"], seen.facts["longitude"]) if "latitude" in seen.facts else None
    if place is not None:
        facts["latitude"], facts["longitude"] = place
    facts["examined"] = now.isoformat()
    copy = store().put(BytesIO(seen.copy)) if seen.copy else None
    with transaction.atomic():
        fresh = EvidenceItem.objects.select_for_update().get(pk=item.pk)
        if "examined" in fresh.facts:
            return fresh
        fresh.facts = facts
        # The full look knows better than the quick one whether the end is missing.
        quick = [one for one in fresh.warnings if one != "truncated" or seen.copy is None]
        fresh.warnings = list(dict.fromkeys([*quick, *seen.warnings]))
        fresh.save(update_fields=["facts", "warnings"])
        if copy is not None:
            derived = EvidenceItem.objects.create(
                sha256=copy.sha256,
                size=copy.size,
                media_type="image/webp",
                kind=EvidenceItem.Kind.PHOTO,
                filename=f"salinan-{str(fresh.pk)[:8]}.webp",
                received_at=now,
                derived_from=fresh,
                derivation="safe_copy",
            )
            CustodyEntry.objects.create(item=derived, at=now, actor="system", what="derived")
        record(
            verb="evidence_examined",
            subject=f"evidence:{fresh.pk}",
            actor="system",
            at=now,
            detail={"sha256": fresh.sha256, "warnings": fresh.warnings, "copy": copy.sha256 if copy else None},
        )
    return fresh


def safe_copy_of(*, item: EvidenceItem, now: datetime) -> EvidenceItem | None:
    """The copy without metadata that may be shown; made now if it is not there yet. None when there can be none."""
    copy = item.copies.filter(derivation="safe_copy").first()
    if copy is None and item.kind == EvidenceItem.Kind.PHOTO and "examined" not in item.facts:
        examine(item_id=item.pk, now=now)
        copy = item.copies.filter(derivation="safe_copy").first()
    return copy


@transaction.atomic
def hand_out_original(*, item_id: object, actor: str, now: datetime) -> tuple[EvidenceItem, BinaryIO]:
    """Opens an original for somebody of the desk and notes it. Raises `EvidenceMismatch` if it is gone."""
    item = EvidenceItem.objects.get(pk=item_id)
    file = store().open(item.sha256)
    CustodyEntry.objects.create(item=item, at=now, actor=actor, what="viewed")
    record(
        verb="original_handed_out",
        subject=f"evidence:{item.pk}",
        actor=actor,
        at=now,
        detail={"sha256": item.sha256},
    )
    return item, file


@transaction.atomic
def let_go(*, item_ids: Iterable[object]) -> list[str]:
    """Deletes the rows of items that nothing refers to any more; the hashes of the bytes that `collect` may then remove."""
    hashes = []
    for item in EvidenceItem.objects.filter(pk__in=list(item_ids), derived_from=None):
        family = [item, *item.copies.all()]
        if any(_referred_to(one) for one in family):
            continue
        CustodyEntry.objects.filter(item__in=family).delete()
        for one in reversed(family):
            hashes.append(one.sha256)
            one.delete()
    return hashes


def collect(*, among: Iterable[str] | None = None, older_than: timedelta = timedelta(hours=1)) -> list[str]:
    """Removes bytes that no row names (all, or some hashes), and uploads never finished; what went.

    The age of a file is told by the clock of the disk, so a rehearsal's clock does not matter here.
    """
    return store().remove_unreferenced(named, now=datetime.now(UTC), older_than=older_than, among=among)


def named(sha256: str) -> bool:
    """Does any row of any stage name these bytes? Every field whose name ends in "sha256" counts."""
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if field.name.endswith("sha256") and model._default_manager.filter(**{field.name: sha256}).exists():
                return True
    return False


def _referred_to(item: EvidenceItem) -> bool:
    """Does any row but the custody and the copies point at this item?"""
    for relation in EvidenceItem._meta.related_objects:
        if relation.related_model in (CustodyEntry, EvidenceItem):
            continue
        if relation.related_model._default_manager.filter(**{relation.field.name: item}).exists():
            return True
    return False


def accepted_endings() -> str:
    """What a file box may offer to choose from: the value of its `accept`."""
    return ",".join(("image/*", "video/*", "audio/*", *(f".{end}" for _kind, ends in ACCEPTED.values() for end in ends)))
