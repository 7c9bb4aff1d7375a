"""Lodging, and everything that an authority then does or does not do."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from jurdil.apps.cases.models import Case
from jurdil.apps.dossier.models import Dossier
from jurdil.apps.elections.models import Office
from jurdil.apps.evidence.models import EvidenceItem


class Filing(models.Model):
    """The act of lodging a dossier: which office, when, who went along, what the receipt says as typed."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="filings")
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="filings")
    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    lodged_at = models.DateTimeField()
    went_along = models.CharField(max_length=200, blank=True)
    receipt_number = models.CharField(max_length=120, blank=True)
    receipt_scan = models.ForeignKey(EvidenceItem, on_delete=models.PROTECT, null=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    recorded_at = models.DateTimeField()


class AuthorityEvent(models.Model):
    """One thing that an authority did, on a date, with its document. Recommended and carried out are two facts."""

    class Kind(models.TextChoices):
        PRELIMINARY_STUDY = "preliminary_study", _("Kajian awal")
        COMPLETION_REQUESTED = "completion_requested", _("Diminta melengkapi")
        COMPLETED = "completed", _("Sudah dilengkapi")
        REGISTERED = "registered", _("Diregistrasi")
        NOT_REGISTERED = "not_registered", _("Tidak diregistrasi")
        CLARIFICATION = "clarification", _("Klarifikasi")
        STUDY = "study", _("Kajian")
        DECIDED = "decided", _("Diputus")
        FORWARDED = "forwarded", _("Diteruskan")
        SANCTION_RECOMMENDED = "sanction_recommended", _("Sanksi direkomendasikan")
        SANCTION_CARRIED_OUT = "sanction_carried_out", _("Sanksi dijalankan")
        SILENCE = "silence", _("Tidak ada jawaban")
        CLOSED = "closed", _("Ditutup")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="events")
    track = models.CharField(max_length=30, blank=True)
    kind = models.CharField(max_length=24, choices=Kind.choices)
    on_date = models.DateField()
    authority = models.CharField(max_length=40)  # code of the law's authorities
    forwarded_to = models.CharField(max_length=40, blank=True)
    number = models.CharField(max_length=120, blank=True)  # as typed
    note = models.TextField(blank=True)  # reason, sanction
    document = models.ForeignKey(EvidenceItem, on_delete=models.PROTECT, null=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["on_date", "pk"]
