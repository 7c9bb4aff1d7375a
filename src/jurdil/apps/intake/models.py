"""What arrived, as told. A witness is reached by a receipt code; names and contacts are sealed."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from jurdil.apps.elections.models import CandidatePair, Election, Region
from jurdil.apps.evidence.models import EvidenceItem


class Draft(models.Model):
    """A report that is still being told. Found by its code only; deleted when it is sent or when it expires."""

    code_digest = models.CharField(max_length=64, primary_key=True)
    answers = models.JSONField(default=dict)  # by step, as typed
    revision = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)


class DraftEvidence(models.Model):
    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="evidence")
    item = models.ForeignKey(EvidenceItem, on_delete=models.PROTECT)
    caption = models.CharField(max_length=300, blank=True)


class Report(models.Model):
    """One account of one witness. What it says is never edited; later words are messages and answers."""

    class Channel(models.TextChoices):
        WEB = "web", _("Halaman lapor")
        IMPORT = "import", _("Impor")

    class Stage(models.TextChoices):
        RECEIVED = "received", _("Diterima")
        IN_REVIEW = "in_review", _("Sedang ditinjau")
        NEEDS_MORE = "needs_more", _("Perlu keterangan")
        TAKEN_UP = "taken_up", _("Diangkat menjadi kasus")
        INITIAL_INFORMATION = "initial_information", _("Informasi awal")
        SET_ASIDE = "set_aside", _("Tidak dilanjutkan")

    class Identity(models.TextChoices):
        ANONYMOUS = "anonymous", _("Tanpa nama")
        ALLIANCE_ONLY = "alliance_only", _("Hanya aliansi yang tahu")
        WILLING_TO_SIGN = "willing_to_sign", _("Bersedia menandatangani laporan")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    election = models.ForeignKey(Election, on_delete=models.PROTECT, related_name="reports")
    code_digest = models.CharField(max_length=64, unique=True, null=True)  # HMAC of the receipt code; null when imported
    idempotency_key = models.CharField(max_length=80, unique=True)
    external_id = models.CharField(max_length=80, blank=True, db_index=True)
    channel = models.CharField(max_length=12, choices=Channel.choices)
    received_at = models.DateTimeField(db_index=True)
    told_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True)  # if signed in
    stage = models.CharField(max_length=24, choices=Stage.choices, default=Stage.RECEIVED, db_index=True)
    revision = models.PositiveIntegerField(default=0)

    act = models.CharField(max_length=40)  # code of the vocabulary
    circumstances = models.JSONField(default=list)  # codes that were reported
    denied_circumstances = models.JSONField(default=list)  # codes that the witness says did not happen
    beneficiary = models.CharField(max_length=30, blank=True)  # code of the vocabulary; "" while it is not known
    pair = models.ForeignKey(CandidatePair, on_delete=models.PROTECT, null=True)
    event_date = models.DateField(null=True)
    event_time = models.CharField(max_length=60, blank=True)  # as told: "16.15", "bada Isya"
    known_date = models.DateField(null=True)
    known_how = models.CharField(max_length=300, blank=True)
    saw_it = models.BooleanField(null=True)  # the teller saw it; False: only heard of it
    region = models.ForeignKey(Region, on_delete=models.PROTECT, null=True)  # village, else district
    place = models.CharField(max_length=300, blank=True)  # in words
    tps = models.PositiveSmallIntegerField(null=True)
    other_witnesses = models.PositiveSmallIntegerField(default=0)  # people who saw it beside the teller
    narrative = models.TextField(blank=True)
    identity = models.CharField(max_length=20, choices=Identity.choices, default=Identity.ANONYMOUS)
    voter_here = models.BooleanField(null=True)
    took_money = models.BooleanField(null=True)
    counsel_requested = models.BooleanField(default=False)  # wants to talk to counsel before telling more
    safe_last_moment = models.DateTimeField(null=True, db_index=True)  # for the queue; recomputed from the law
    outer_last_day = models.DateField(null=True)

    class Meta:
        indexes = [  # the queue: what it filters by first, then what it sorts by
            models.Index(fields=["stage", "outer_last_day", "received_at", "id"], name="report_queue"),
            models.Index(fields=["stage", "act", "outer_last_day", "received_at", "id"], name="report_queue_by_act"),
        ]

    def __str__(self) -> str:
        return f"report {self.id}"

    @property
    def subject(self) -> str:
        """How the journal names this report."""
        return f"report:{self.id}"


class ReportedParty(models.Model):
    """A person whom the report names: the office first, the name second."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="reported")
    index = models.PositiveSmallIntegerField()
    category = models.CharField(max_length=40, blank=True)  # code of the vocabulary; "" while it is not known
    office = models.CharField(max_length=200, blank=True)  # "guru SD", "sekretaris desa"
    workplace = models.CharField(max_length=200, blank=True)
    name = models.CharField(max_length=160, blank=True)
    civil_servant_type = models.CharField(max_length=8, blank=True)
    holds_office = models.BooleanField(null=True)

    class Meta:
        ordering = ["index"]
        constraints = [models.UniqueConstraint(fields=["report", "index"], name="one_row_a_reported_party")]

    @property
    def identified(self) -> bool:
        return bool(self.name or (self.office and self.workplace))


class ReportEvidence(models.Model):
    """An original that came with a report, in the order in which it was given."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="evidence")
    item = models.ForeignKey(EvidenceItem, on_delete=models.PROTECT, related_name="reports")
    number = models.PositiveSmallIntegerField()
    caption = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["report", "number"], name="one_number_an_exhibit")]


class WitnessContact(models.Model):
    """Name and contact of the teller, and of others who saw it: sealed with the key of witnesses.

    Opened: {"name": str, "contact": str, "others": [{"name": str, "contact": str}]}.
    """

    report = models.OneToOneField(Report, on_delete=models.CASCADE, primary_key=True, related_name="contact")
    sealed = models.BinaryField()


class Message(models.Model):
    """A question of the desk or an answer of the witness, through the receipt code."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="messages")
    from_witness = models.BooleanField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True)
    text = models.TextField()
    at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)


class CodeGuess(models.Model):
    """How many unknown codes were tried in a minute, by anybody: no address, nothing of a person."""

    minute = models.DateTimeField(primary_key=True)
    wrong = models.PositiveIntegerField(default=0)
