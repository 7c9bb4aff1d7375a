"""Assessments that know nothing of each other, the outcome, and incidents: several reports of one occurrence."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from jurdil.apps.intake.models import Report


class Assessment(models.Model):
    """One reviewer's two-axis grade: source reliability A–F, claim credibility 1–6, each with its reason.

    `round`: 1, and one more each time the coordinator asks for more; `slot`: 1 or 2, so that there is never a third.
    """

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="assessments")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="assessments")
    reliability = models.CharField(max_length=1)
    reliability_reason = models.TextField()
    credibility = models.PositiveSmallIntegerField()
    credibility_reason = models.TextField()
    round = models.PositiveSmallIntegerField(default=1)
    slot = models.PositiveSmallIntegerField()
    submitted_at = models.DateTimeField()

    class Meta:
        ordering = ["round", "slot"]
        constraints = [
            models.UniqueConstraint(fields=["report", "round", "reviewer"], name="one_assessment_a_reviewer_and_round"),
            models.UniqueConstraint(fields=["report", "round", "slot"], name="one_assessment_a_slot"),
            models.CheckConstraint(condition=models.Q(slot__in=(1, 2)), name="two_assessments_a_round"),
            models.CheckConstraint(condition=models.Q(reliability__in=list("ABCDEF")), name="reliability_a_to_f"),
            models.CheckConstraint(condition=models.Q(credibility__range=(1, 6)), name="credibility_1_to_6"),
        ]


class Conflict(models.Model):
    """A reviewer says that they have an interest in this report; they do not assess it."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="conflicts")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    declared_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "reviewer"], name="one_conflict_a_reviewer")]


class Outcome(models.Model):
    """What the coordinator decided after both assessments. A later outcome is a new row; the last one holds."""

    class Decision(models.TextChoices):
        TAKE_UP = "take_up", _("Angkat menjadi kasus")
        INITIAL_INFORMATION = "initial_information", _("Simpan sebagai informasi awal")
        NEED_MORE = "need_more", _("Minta keterangan lagi")
        SET_ASIDE = "set_aside", _("Tidak dilanjutkan")

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="outcomes")
    decision = models.CharField(max_length=24, choices=Decision.choices)
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=~models.Q(reason=""), name="an_outcome_has_a_reason")]


class Incident(models.Model):
    """One occurrence, told by one or more reports."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    created_at = models.DateTimeField()


class IncidentReport(models.Model):
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="tellings")
    report = models.OneToOneField(Report, on_delete=models.PROTECT, related_name="telling")


class Recount(models.Model):
    """The law and calendar by which the limits of the queue were last counted. The last row holds."""

    fingerprint = models.CharField(max_length=64)  # of the law, the days off and the dates of the elections
    at = models.DateTimeField()
    changed = models.PositiveIntegerField(default=0)  # how many open reports got another limit

    class Meta:
        ordering = ["pk"]


class LimitChange(models.Model):
    """What a report's limit was before a recount, and what it is since. Shown side by side."""

    recount = models.ForeignKey(Recount, on_delete=models.PROTECT, related_name="changes")
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="limit_changes")
    old_safe = models.DateTimeField(null=True)
    old_outer = models.DateField(null=True)
    new_safe = models.DateTimeField(null=True)
    new_outer = models.DateField(null=True)

    class Meta:
        ordering = ["pk"]
