"""The reporter of record and the particulars of the papers, sealed; frozen versions of the file."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from jurdil.apps.cases.models import Case


class ReporterOfRecord(models.Model):
    """Who signs. Sealed with the key of reporters; a new choice is a new row, the last one holds.

    Opened: the fields 1a–1h of the report form and the identity number.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="reporters")
    capacity = models.CharField(max_length=24)  # citizen, accredited_monitor, participant
    voter_here = models.BooleanField()
    sealed = models.BinaryField()
    chosen_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    chosen_at = models.DateTimeField()


class Invitation(models.Model):
    """A link that works once, with which a person gives their own identity to become the reporter of record.

    Only the SHA-256 of its token is kept. `to_witness`: it went through the receipt code, so the person is the witness.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="invitations")
    token_digest = models.CharField(max_length=64, unique=True)
    to_witness = models.BooleanField(default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)


class Particulars(models.Model):
    """What the advocate writes for the papers. Sealed with the key of reporters; a new save is a new row, the last holds.

    Opened: {"what", "narrative", "witnesses": [{"name", "address", "phone", "saw"}],
    "counsel": {"name", "organisation", "address", "phone", "licence"} or null}.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="particulars")
    sealed = models.BinaryField()
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    saved_at = models.DateTimeField()


class WitnessLink(models.Model):
    """That a witness and a reporter of record are the same person: a secret of its own, sealed with its own key.

    Opened: {"report": uuid, "same_person": bool}.
    """

    reporter = models.OneToOneField(ReporterOfRecord, on_delete=models.PROTECT, primary_key=True, related_name="link")
    sealed = models.BinaryField()


class Dossier(models.Model):
    """One frozen version. Its bundle lies in the blob store, sealed with the key of reporters."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="dossiers")
    version = models.PositiveSmallIntegerField()
    reporter = models.ForeignKey(ReporterOfRecord, on_delete=models.PROTECT)
    frozen_at = models.DateTimeField()
    frozen_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    data_digest = models.CharField(max_length=64)  # of the canonical data in dossier.json
    bundle_sha256 = models.CharField(max_length=64)  # of the opened bundle
    bundle_size = models.PositiveBigIntegerField()
    sealed_sha256 = models.CharField(max_length=64)  # of the sealed bytes: the key in the blob store
    contents = models.JSONField(default=list)  # [{"name", "sha256", "size", "offset"}] of the payload inside the opened bundle

    class Meta:
        ordering = ["version"]
        constraints = [models.UniqueConstraint(fields=["case", "version"], name="one_dossier_a_version")]
