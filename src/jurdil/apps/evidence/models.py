"""Originals. What was hashed is what is kept; a redaction would be a new item that points back."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class EvidenceItem(models.Model):
    """One original file. Its bytes lie in the blob store under `sha256`; the row is never rewritten."""

    class Kind(models.TextChoices):
        PHOTO = "photo", _("Foto")
        VIDEO = "video", _("Video")
        AUDIO = "audio", _("Rekaman suara")
        DOCUMENT = "document", _("Dokumen")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=100)  # what the bytes say, not the ending
    kind = models.CharField(max_length=12, choices=Kind.choices)
    filename = models.CharField(max_length=255)  # as given, cleaned of paths and control characters
    received_at = models.DateTimeField()
    facts = models.JSONField(default=dict)  # what the file itself says of time, place, camera; warnings
    warnings = models.JSONField(default=list)  # codes, such as "ending_differs", "truncated"
    derived_from = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="copies")
    derivation = models.CharField(max_length=40, blank=True)  # "safe_copy"


class CustodyEntry(models.Model):
    """Who held or saw an original, when, and what for."""

    item = models.ForeignKey(EvidenceItem, on_delete=models.PROTECT, related_name="custody")
    at = models.DateTimeField()
    actor = models.CharField(max_length=80)
    what = models.CharField(max_length=40)  # received, viewed, exported, verified
