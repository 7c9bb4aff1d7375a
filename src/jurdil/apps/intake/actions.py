"""Drafts, reports and the dialogue through the receipt code. What is acknowledged here is never lost and never doubled."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F, Max

from jurdil.apps import rows
from jurdil.apps.accounts.models import Person
from jurdil.apps.elections.models import CandidatePair, Election, Region
from jurdil.apps.evidence import actions as evidence
from jurdil.apps.evidence.models import EvidenceItem
from jurdil.apps.journal.actions import record
from jurdil.core.errors import DomainError, EvidenceMismatch, NotAllowed, StaleCase
from jurdil.core.plain_text import clean
from jurdil.core.report import MAX_REPORTED, Telling, date_problems, telling_of

from .clock import filing_clock, local_day
from .models import CodeGuess, Draft, DraftEvidence, Message, Report, ReportedParty, ReportEvidence, WitnessContact
from .sealed_answers import close_answers, open_answers, people_in, witness_seal

DRAFT_LIFE = timedelta(hours=72)
MESSAGE_LIMIT = 10_000
MAX_FILES = 20
COUNSEL_WORDS = "Saya minta pendamping hukum sebelum bercerita lebih lanjut."


class BadTelling(DomainError):
    """The account cannot be as told; `problems`: tuple of `core.report.Problem`."""


# Drafts


def start_draft(*, code_digest: str, now: datetime) -> Draft:
    """Begins a report. Drafts that have expired go at the same time."""
    purge_expired(now=now)
    return Draft.objects.create(code_digest=code_digest, started_at=now, expires_at=now + DRAFT_LIFE)


def live_draft(*, code_digest: str, now: datetime) -> Draft | None:
    return rows.first(Draft, code_digest=code_digest, expires_at__gt=now)


def answer_step(*, code_digest: str, step: str, values: Mapping[str, Any], now: datetime) -> Draft:
    """Stores the answers of one page; other pages are left as they are. Raises `StaleCase` if the draft is gone."""
    stored = close_answers(step, values)

    def put(answers: dict[str, Any]) -> None:
        answers[step] = stored

    return _change_draft(code_digest, put, now)


def _change_draft(code_digest: str, change: Callable[[dict[str, Any]], None], now: datetime) -> Draft:
    """Guarded by the revision, tried anew when another tab was faster: each page owns its own key."""
    for _attempt in range(5):
        draft = live_draft(code_digest=code_digest, now=now)
        if draft is None:
            raise StaleCase(reason="draft_gone")
        answers = dict(draft.answers)
        change(answers)
        values = {"answers": answers, "revision": draft.revision + 1, "expires_at": now + DRAFT_LIFE}
        if rows.change(Draft, values, code_digest=code_digest, revision=draft.revision):
            draft.answers, draft.revision, draft.expires_at = answers, draft.revision + 1, now + DRAFT_LIFE
            return draft
    raise StaleCase(reason="draft_busy")


def add_draft_evidence(*, code_digest: str, upload: Any, filename: str, now: datetime) -> EvidenceItem:
    """Adds a file to a draft. Raises `RefusedFile`, `StorageFull`, `StaleCase`; the words stay in any case."""
    held = [item_id for (item_id,) in rows.values(DraftEvidence, ("item_id",), draft_id=code_digest)]
    if len(held) >= MAX_FILES:
        raise NotAllowed(reason="too_many_files", most=MAX_FILES)
    taken = evidence.take_in(upload=upload, filename=filename)
    # The same file twice is one exhibit: a sending that was cut off and tried again must not make two.
    if held and (same := EvidenceItem.objects.filter(pk__in=held, sha256=taken.stored.sha256).first()):
        return same
    with transaction.atomic():
        if not rows.change(Draft, {"expires_at": now + DRAFT_LIFE}, code_digest=code_digest, expires_at__gt=now):
            raise StaleCase(reason="draft_gone")
        item = evidence.note_original(taken=taken, actor="witness", now=now)
        rows.insert(DraftEvidence(draft_id=code_digest, item=item))
    return item


def remove_draft_evidence(*, code_digest: str, item_id: UUID) -> None:
    """Takes a file out of a draft, and its bytes from the disk if nothing else needs them."""
    with transaction.atomic():
        DraftEvidence.objects.filter(draft_id=code_digest, item_id=item_id).delete()
        hashes = evidence.let_go(item_ids=[item_id])
    evidence.collect(among=hashes, older_than=timedelta(minutes=1))


def delete_draft(*, code_digest: str) -> None:
    """Forgets a draft and its files, because its owner says so."""
    hashes = _forget(Draft.objects.filter(pk=code_digest))
    evidence.collect(among=hashes, older_than=timedelta(minutes=1))


def purge_expired(*, now: datetime) -> int:
    """Forgets drafts that nobody came back to, with their files; how many. Also called by the doctor."""
    expired = Draft.objects.filter(expires_at__lte=now)
    count = expired.count()
    if count:
        evidence.collect(among=_forget(expired))
    CodeGuess.objects.filter(minute__lt=now - timedelta(hours=1)).delete()
    return count


def _forget(drafts: Any) -> list[str]:
    with transaction.atomic():
        item_ids = list(DraftEvidence.objects.filter(draft__in=drafts).values_list("item_id", flat=True))
        drafts.delete()
        return evidence.let_go(item_ids=item_ids)


# Reports


def submit_draft(
    *,
    code_digest: str,
    now: datetime,
    told_by: Person | None = None,
    counsel_first: bool = False,
    election: Election | None = None,
    draft: Draft | None = None,
) -> Report:
    """Makes the report of a draft. Sent twice, it answers with the same report. Raises `BadTelling`, `StaleCase`.

    `draft`, `election`: as they were read for the same request, if they were.
    """
    draft = draft or live_draft(code_digest=code_digest, now=now)
    if draft is not None:
        try:
            return _send(draft, election or current_election(), told_by=told_by, counsel_first=counsel_first, now=now)
        except StaleCase:
            pass  # the same form in another connection was faster; its report is the answer
    sent = Report.objects.filter(code_digest=code_digest).first()
    if sent is None:
        raise StaleCase(reason="draft_gone")
    return sent


@transaction.atomic
def _send(draft: Draft, election: Election, *, told_by: Person | None, counsel_first: bool, now: datetime) -> Report:
    """Report in, draft out. Raises `StaleCase` if the draft is no longer as it was read."""
    # The draft goes first: a file that arrives meanwhile waits for its row, or is here already.
    if not rows.remove(Draft, code_digest=draft.pk, revision=draft.revision):
        raise StaleCase(reason="draft_changed")
    held = rows.values(DraftEvidence, ("item_id", "caption"), draft_id=draft.pk)
    rows.remove(DraftEvidence, draft_id=draft.pk)
    answers = {step: open_answers(stored) for step, stored in draft.answers.items()}
    telling = telling_of(answers)
    if counsel_first:
        # Whoever wants advice first has told nothing yet: what was filled in before goes, as the page says.
        telling = Telling(act=telling.act, took_money=telling.took_money, counsel_requested=True)
        hashes = evidence.let_go(item_ids=[item_id for item_id, _caption in held])
        transaction.on_commit(lambda: evidence.collect(among=hashes, older_than=timedelta(minutes=1)))
        held, answers = [], {}
    contact = answers.get("kontak", {}) if telling.identity != Report.Identity.ANONYMOUS else {}
    return register_report(
        election=election,
        telling=telling,
        channel=Report.Channel.WEB,
        idempotency_key=draft.pk,
        code_digest=draft.pk,
        exhibits=[(item_id, caption) for item_id, caption in held],
        name=contact.get("name", ""),
        contact=contact.get("contact", ""),
        others=people_in(answers.get("saksi", {}).get("names", "")),
        told_by=told_by,
        now=now,
    )


def register_report(
    *,
    election: Election,
    telling: Telling,
    channel: str,
    idempotency_key: str,
    now: datetime,
    code_digest: str | None = None,
    exhibits: Iterable[tuple[EvidenceItem | UUID, str]] = (),
    name: str = "",
    contact: str = "",
    others: Iterable[Mapping[str, str]] = (),
    told_by: Person | None = None,
    external_id: str = "",
) -> Report:
    """Registers one account with its exhibits in one transaction. The same key again answers with the same report.

    `exhibits`: (evidence item or its id, caption) in order. Raises `BadTelling` if dates, place or persons cannot be,
    `EvidenceMismatch` if an original is not on the disk.
    """
    problems = date_problems(event=telling.event_date, known=telling.known_date, today=local_day(election, now))
    if problems:
        raise BadTelling(problems=problems)
    if telling.region and not Region.objects.filter(pk=telling.region).exists():
        raise BadTelling(problems=(), region=telling.region)
    if len(telling.parties) > MAX_REPORTED:
        raise BadTelling(problems=(), parties=len(telling.parties))
    pair = None
    if telling.pair_number is not None:
        pair = CandidatePair.objects.filter(election=election, number=telling.pair_number).first()
    clock = filing_clock(election, telling.known_date)
    try:
        with transaction.atomic():
            report = Report(
                election=election,
                code_digest=code_digest,
                idempotency_key=idempotency_key,
                external_id=external_id,
                channel=channel,
                received_at=now,
                told_by=told_by,
                act=telling.act,
                circumstances=list(telling.circumstances),
                denied_circumstances=list(telling.denied),
                beneficiary=telling.beneficiary,
                pair=pair,
                event_date=telling.event_date,
                event_time=telling.event_time[:60],
                known_date=telling.known_date,
                known_how=telling.known_how[:300],
                saw_it=telling.saw_it,
                region_id=telling.region or None,
                place=telling.place[:300],
                tps=telling.tps,
                other_witnesses=telling.other_witnesses,
                narrative=telling.narrative,
                identity=telling.identity,
                voter_here=telling.voter_here,
                took_money=telling.took_money,
                counsel_requested=telling.counsel_requested,
                safe_last_moment=clock.safe_last_moment if clock else None,
                outer_last_day=clock.outer_last_day if clock else None,
            )
            rows.insert(report)
            for index, party in enumerate(telling.parties):
                rows.insert(
                    ReportedParty(
                        report=report,
                        index=index,
                        category=party.category,
                        office=party.office[:200],
                        workplace=party.workplace[:200],
                        name=party.name[:160],
                        civil_servant_type=party.civil_servant_type,
                        holds_office=party.holds_office,
                    )
                )
            digests = _attach(report, exhibits, first_number=1)
            others = list(others)
            if name or contact or others:
                sealed = witness_seal().close_record({"name": name, "contact": contact, "others": others})
                rows.insert(WitnessContact(report=report, sealed=sealed))
            if telling.counsel_requested:
                Message.objects.create(report=report, from_witness=True, text=COUNSEL_WORDS, at=now)
            record(
                verb="report_registered",
                subject=report.subject,
                actor=told_by.actor if told_by else "import" if channel == Report.Channel.IMPORT else "witness",
                at=now,
                detail={
                    "channel": channel,
                    "election": election.slug,
                    "act": report.act,
                    "reported": [party.category for party in telling.parties],
                    "evidence": digests,
                },
            )
    except IntegrityError:
        # The key was there already: an earlier sending, or the same one in another connection.
        known = Report.objects.filter(idempotency_key=idempotency_key).first()
        if known is None:
            raise
        return known
    return report


def _attach(report: Report, exhibits: Iterable[tuple[EvidenceItem | UUID, str]], *, first_number: int) -> list[str]:
    """Binds originals to a report, each seen to be on the disk; their digests."""
    digests = []
    for number, (item, caption) in enumerate(exhibits, start=first_number):
        item_id = item.pk if isinstance(item, EvidenceItem) else item
        ((sha256,),) = rows.values(EvidenceItem, ("sha256",), id=item_id)
        if not evidence.store().exists(sha256):
            raise EvidenceMismatch(fault="missing", sha256=sha256)
        rows.insert(ReportEvidence(report=report, item_id=item_id, number=number, caption=caption[:300]))
        digests.append(sha256)
    return digests


def current_election() -> Election:
    """The election to which reports of the public form belong. Raises `NotAllowed` when none is set."""
    election = rows.first(Election, current=True)
    if election is None:
        raise NotAllowed(reason="no_election")
    return election


# The dialogue


@transaction.atomic
def witness_writes(*, report_id: UUID, text: str, now: datetime) -> Message | None:
    """Adds words of the witness. The same words sent twice in a few minutes are one message; empty ones are none."""
    words = clean(text).text[:MESSAGE_LIMIT]
    if not words:
        return None
    report = Report.objects.select_for_update().get(pk=report_id)
    same = report.messages.filter(from_witness=True, text=words, at__gt=now - timedelta(minutes=5)).first()
    if same is not None:
        return same
    message = Message.objects.create(report=report, from_witness=True, text=words, at=now)
    if report.stage == Report.Stage.NEEDS_MORE:
        _back_to_review(report)
    record(verb="witness_wrote", subject=report.subject, actor="witness", at=now, detail={"length": len(words)})
    return message


@transaction.atomic
def witness_adds_evidence(*, report_id: UUID, item_id: UUID, now: datetime) -> None:
    """Adds an original to a report that was sent. The same bytes again add nothing."""
    report = Report.objects.select_for_update().get(pk=report_id)
    item = EvidenceItem.objects.get(pk=item_id)
    if report.evidence.filter(item__sha256=item.sha256).exists():
        evidence.let_go(item_ids=[item_id])
        return
    last = report.evidence.aggregate(last=Max("number"))["last"] or 0
    digests = _attach(report, [(item, "")], first_number=last + 1)
    if report.stage == Report.Stage.NEEDS_MORE:
        _back_to_review(report)
    record(verb="evidence_added", subject=report.subject, actor="witness", at=now, detail={"evidence": digests})


def _back_to_review(report: Report) -> None:
    """The witness answered what the desk had asked."""
    Report.objects.filter(pk=report.pk, revision=report.revision, stage=Report.Stage.NEEDS_MORE).update(
        stage=Report.Stage.IN_REVIEW, revision=F("revision") + 1
    )


def witness_looked(*, report_id: UUID, now: datetime) -> None:
    """The witness has opened the page on which the desk's messages stand."""
    Message.objects.filter(report_id=report_id, from_witness=False, seen_at=None).update(seen_at=now)


# Guessing


GUESSES_A_MINUTE = 30


def note_wrong_code(*, now: datetime) -> bool:
    """Counts one unknown code. True when there were too many this minute, by anybody; nothing of a person is kept."""
    minute = now.replace(second=0, microsecond=0)
    CodeGuess.objects.get_or_create(minute=minute)
    CodeGuess.objects.filter(minute=minute).update(wrong=F("wrong") + 1)
    return CodeGuess.objects.get(minute=minute).wrong > GUESSES_A_MINUTE
