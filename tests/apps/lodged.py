"""Reports, cases and frozen dossiers for the stages after filing. Invented people, sealed as the desk seals them."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime, timedelta
from typing import Any

from jurdil.apps.accounts.models import Person
from jurdil.apps.cases.models import Case, Track
from jurdil.apps.dossier.models import Dossier, ReporterOfRecord
from jurdil.apps.dossier.seals import close_reporter
from jurdil.apps.elections.models import Election
from jurdil.apps.intake.models import Report, ReportedParty
from jurdil.apps.verification.models import Incident, IncidentReport
from jurdil.core.dossier import Reporter

NOW = datetime(2025, 4, 14, 2, 0, tzinfo=UTC)


def a_report(election: Election, *, categories: tuple[str, ...] = ("village_head",), **said: Any) -> Report:
    values: dict[str, Any] = {
        "election": election,
        "idempotency_key": str(uuid.uuid4()),
        "channel": "web",
        "received_at": NOW,
        "act": "attend_event",
        "event_date": date(2025, 4, 11),
        "known_date": date(2025, 4, 12),
        "region_id": "36.04.05.2001",
        "beneficiary": "determined_pair",
    } | said
    report = Report.objects.create(**values)
    ReportedParty.objects.bulk_create(
        [
            ReportedParty(report=report, index=number, category=category, office="jabatan", name=f"Orang {number}")
            for number, category in enumerate(categories)
        ]
    )
    return report


def a_case(report: Report, advocate: Person, *, tracks: tuple[str, ...] = (), stage: str = "draft") -> Case:
    incident = Incident.objects.create(created_at=NOW)
    IncidentReport.objects.create(incident=incident, report=report)
    number = f"JRD-2025-{Case.objects.count() + 1:04}"
    case = Case.objects.create(number=number, incident=incident, advocate=advocate, opened_at=NOW, stage=stage)
    Track.objects.bulk_create(
        [Track(case=case, code=code, opened_at=NOW + timedelta(seconds=n)) for n, code in enumerate(tracks)]
    )
    return case


def a_dossier(case: Case, by: Person) -> Dossier:
    version = case.dossiers.count() + 1
    reporter = ReporterOfRecord.objects.create(
        case=case,
        capacity="citizen",
        voter_here=True,
        sealed=close_reporter(Reporter(name="Ratna Rekaan")),
        chosen_by=by,
        chosen_at=NOW,
    )
    return Dossier.objects.create(
        case=case, version=version, reporter=reporter, frozen_at=NOW, frozen_by=by,
        data_digest="1" * 64, bundle_sha256="2" * 64, bundle_size=3, sealed_sha256="3" * 64,
    )  # fmt: skip
