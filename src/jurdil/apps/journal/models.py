"""Append-only entries, chained by hash, and the one row that says where the chain ends."""

from django.db import models


class JournalHead(models.Model):
    """The end of the chain. Locked while an entry is added, so that two writers cannot fork it."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    seq = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64)


class JournalEntry(models.Model):
    """One change. `core.journal` says how `digest` and `prev` are made; `detail` never holds words of a person."""

    seq = models.PositiveBigIntegerField(primary_key=True)
    at = models.CharField(max_length=40)  # the ISO 8601 text that was hashed
    actor = models.CharField(max_length=80)
    verb = models.CharField(max_length=60)
    subject = models.CharField(max_length=80, db_index=True)
    case = models.CharField(max_length=80, db_index=True, blank=True)
    detail = models.JSONField(default=dict)
    prev = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)
