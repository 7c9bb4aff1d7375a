"""Writing to the journal, in the transaction of the change itself; reading it back as plain entries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from django.db import connection
from django.db.models import Q

from jurdil.apps import rows
from jurdil.core.journal import GENESIS, ChainFault, entry_digest, first_fault

from .models import JournalEntry, JournalHead

FIELDS = ("seq", "at", "actor", "verb", "subject", "case", "detail", "prev", "digest")


def record(
    *,
    verb: str,
    subject: str,
    actor: str,
    at: datetime,
    detail: Mapping[str, Any] | None = None,
    case: str = "",
) -> JournalEntry:
    """Adds one entry to the chain. Must be called inside the transaction of the change it tells of.

    `subject`, `case`: "report:<uuid>", "case:<uuid>" …; `actor`: "person:<id>", "witness", "import", "system".
    `detail` holds codes, numbers and digests only: no name and no word of a witness.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("a journal entry belongs to the transaction of its change")
    if not (head := _locked_head()):
        JournalHead.objects.bulk_create([JournalHead(pk=1, seq=0, digest=GENESIS)], ignore_conflicts=True)
        head = _locked_head()
    ((last, digest),) = head
    values: dict[str, Any] = {
        "seq": last + 1,
        "at": at.astimezone(UTC).isoformat(),
        "actor": actor,
        "verb": verb,
        "subject": subject,
        "case": case,
        "detail": dict(detail or {}),
        "prev": digest,
    }
    values["digest"] = entry_digest(values)
    entry = JournalEntry(**values)
    rows.insert(entry)
    rows.change(JournalHead, {"seq": entry.seq, "digest": entry.digest}, id=1)
    return entry


def _locked_head() -> list[list[Any]]:
    return rows.values(JournalHead, ("seq", "digest"), lock=True, id=1)


def entries(*, subjects: list[str] | None = None, case: str = "") -> Iterator[dict[str, Any]]:
    """Entries in order, as plain mappings: all of them, or those of some subjects or of one case."""
    chosen = JournalEntry.objects.order_by("seq")
    if subjects is not None or case:
        chosen = chosen.filter(Q(subject__in=subjects or []) | (Q(case=case) if case else Q(pk__in=[])))
    yield from chosen.values(*FIELDS).iterator(chunk_size=2000)


def verify_chain() -> ChainFault | None:
    """The first broken entry of the whole journal, or None; also checks that no entry is missing at its end."""
    last: dict[str, Any] | None = None

    def watched() -> Iterator[dict[str, Any]]:
        nonlocal last
        for entry in entries():
            last = entry
            yield entry

    fault = first_fault(watched())
    if fault is None:
        head = JournalHead.objects.filter(pk=1).first()
        end = (head.seq, head.digest) if head else (0, GENESIS)
        if end != ((last["seq"], last["digest"]) if last else (0, GENESIS)):
            return ChainFault(seq=end[0], kind="link")
    return fault
