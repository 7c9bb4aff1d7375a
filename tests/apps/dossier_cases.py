"""A report with photos that was taken up as a case: what the tests of the file begin with. Nobody in it exists."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, timedelta
from typing import Any

from PIL import Image

from jurdil.apps.cases.models import Case
from jurdil.apps.elections.models import Election
from jurdil.apps.evidence import actions as evidence
from jurdil.apps.intake import actions as intake
from jurdil.apps.intake.models import Report
from jurdil.apps.journal.models import JournalEntry
from jurdil.apps.verification.models import Incident, IncidentReport
from jurdil.core.report import Party, Telling

NOW = datetime(2025, 4, 14, 2, 0, tzinfo=UTC)


def photo(number: int) -> io.BytesIO:
    file = io.BytesIO()
    Image.new("RGB", (320, 200), (number * 40 % 255, 90, 120)).save(file, "JPEG")
    file.seek(0)
    return file


def told(election: Election, *, photos: int = 2, **said: Any) -> Report:
    """A report about a teacher and a village officer at a candidate's volunteers' ceremony."""
    exhibits = []
    for number in range(photos):
        item = evidence.receive_evidence(
            upload=photo(number), filename=f"IMG-{number}.jpg", actor="witness", now=NOW + timedelta(minutes=number)
        )
        exhibits.append((item.pk, f"Foto ke-{number + 1}"))
    values: dict[str, Any] = {
        "act": "attend_event",
        "circumstances": ("gave_support",),
        "parties": (
            Party(category="civil_servant", office="Guru SD", workplace="SDN Rekaan", civil_servant_type="pns"),
            Party(category="village_officer", office="Sekretaris desa", workplace="Desa Kramatwatu", name="Tuan Rekaan"),
        ),
        "beneficiary": "determined_pair",
        "event_date": date(2025, 4, 12),
        "known_date": date(2025, 4, 12),
        "known_how": "Saya melihat sendiri",
        "region": "36.04.05.2001",
        "place": "Halaman rumah relawan",
        "other_witnesses": 2,
        "narrative": "Mereka berdiri di panggung dan mengajak warga memilih satu pasangan.",
        "identity": "willing_to_sign",
        "voter_here": True,
    } | said
    return intake.register_report(
        election=election,
        telling=Telling(**values),
        channel=Report.Channel.WEB,
        idempotency_key=f"kunci-{JournalEntry.objects.count()}",
        code_digest=f"sidik-{JournalEntry.objects.count()}",
        exhibits=exhibits,
        name="Saksi Tersembunyi",
        contact="0812-9999-0000",
        now=NOW,
    )


def taken_up(report: Report) -> Case:
    incident = Incident.objects.create(created_at=NOW)
    IncidentReport.objects.create(incident=incident, report=report)
    return Case.objects.create(number="JRD-2025-0001", incident=incident, opened_at=NOW)
