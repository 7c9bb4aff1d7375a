"""A case: one incident that the advocates take on. What the advocate answers or overrules is kept, never overwritten."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from jurdil.apps.evidence.models import EvidenceItem
from jurdil.apps.verification.models import Incident
from jurdil.core.case import CASE_STAGES


class CaseCounter(models.Model):
    """The last number given in a year. Its row is locked while a number is given, so that no number comes twice."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    last = models.PositiveIntegerField(default=0)


class Case(models.Model):
    """`stage` walks the table of `core.case`; `revision` guards every write."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    number = models.CharField(max_length=20, unique=True)  # JRD-2025-0001
    incident = models.OneToOneField(Incident, on_delete=models.PROTECT, related_name="case")
    stage = models.CharField(max_length=24, choices=[(stage, stage) for stage in CASE_STAGES], default="draft", db_index=True)
    advocate = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="cases")
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)  # the safe last moment of lodging, as last read; for the list
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["stage", "due_at", "number"], name="case_list")]
        constraints = [models.CheckConstraint(condition=models.Q(stage__in=CASE_STAGES), name="case_stage_is_known")]

    def __str__(self) -> str:
        return self.number

    @property
    def subject(self) -> str:
        """How the journal names this case."""
        return f"case:{self.id}"

    @property
    def report(self):  # type: ignore[no-untyped-def]
        """The first telling of the incident: the one from which the case was taken up."""
        return self.incident.tellings.order_by("pk").first().report


class FactAnswer(models.Model):
    """The advocate's answer to an open question of the worksheet. The last answer to a fact holds.

    `fact`: a key of the facts ("event_date", "circumstance:gave_support", "holds_office" …); `value`: JSON.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="answers")
    fact = models.CharField(max_length=60)
    reported = models.PositiveSmallIntegerField(null=True)
    value = models.JSONField(null=True)
    reason = models.TextField()
    exhibit = models.ForeignKey(EvidenceItem, on_delete=models.PROTECT, null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]


class ElementOverride(models.Model):
    """The advocate overrules the engine on one element, with a reason. The last one holds."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="overrides")
    provision = models.CharField(max_length=60)
    reported = models.PositiveSmallIntegerField()
    element = models.CharField(max_length=60)
    status = models.CharField(max_length=12)  # met, unmet, unknown, contested, or "" to give it back to the engine
    reason = models.TextField()
    exhibit = models.ForeignKey(EvidenceItem, on_delete=models.PROTECT, null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]


class Track(models.Model):
    """One way that a case goes (criminal, civil service, village …), chosen by the advocate from those proposed.

    A track that was dropped stays as it was; taking it up again makes a new row.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="tracks")
    code = models.CharField(max_length=30)
    opened_at = models.DateTimeField()
    dropped_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)
    drop_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["case", "code"], condition=models.Q(dropped_at=None), name="one_open_track_a_code")
        ]


class ClockReading(models.Model):
    """What a clock said, with the versions of law and calendar that it used. A new reading never overwrites an old one."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="clock_readings")
    rule = models.CharField(max_length=40)
    anchor = models.CharField(max_length=40)  # ISO date or instant
    safe_last_day = models.DateField(null=True)
    outer_last_day = models.DateField(null=True)
    safe_last_moment = models.DateTimeField(null=True)
    rule_version = models.CharField(max_length=120)
    calendar_version = models.CharField(max_length=120)
    read_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
