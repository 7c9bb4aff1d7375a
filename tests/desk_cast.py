"""Reports of invented people, as they lie in the queue."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

from jurdil.apps.accounts.models import Person
from jurdil.apps.cases.models import Case
from jurdil.apps.elections.models import Election
from jurdil.apps.intake.models import Report, ReportedParty
from jurdil.apps.verification import actions
from tests.conftest import NOW

GRADES: dict[str, Any] = {
    "reliability": "B",
    "reliability_reason": "Kami mengenal orang ini.",
    "credibility": 2,
    "credibility_reason": "Cocok dengan foto.",
}


def a_report(election: Election, **given: Any) -> Report:
    """A village head who was at an event of a pair on 12 April and was reported the same day."""
    people = given.pop("people", [{"category": "village_head", "office": "kepala desa", "workplace": "Desa Anyar"}])
    known = given.pop("known_date", date(2025, 4, 12))
    values: dict[str, Any] = {
        "idempotency_key": uuid4().hex,
        "code_digest": uuid4().hex,
        "channel": "web",
        "received_at": NOW - timedelta(hours=20),
        "act": "attend_event",
        "circumstances": ["gave_support"],
        "beneficiary": "determined_pair",
        "pair": election.pairs.first(),
        "event_date": date(2025, 4, 12),
        "known_date": known,
        "region_id": "36.04.29.2001",
        "place": "lapangan",
        "other_witnesses": 1,
        "narrative": "Pak kades hadir dan bicara di atas panggung.",
        "identity": "willing_to_sign",
        "voter_here": True,
        "outer_last_day": known + timedelta(days=7) if known else None,
        "safe_last_moment": datetime.combine(known + timedelta(days=6), datetime.min.time(), NOW.tzinfo) + timedelta(hours=9)
        if known
        else None,
    } | given
    report = Report.objects.create(election=election, **values)
    for index, person in enumerate(people):
        ReportedParty.objects.create(report=report, index=index, **person)
    return report


def assess(report: Report, reviewer: Person, **grades: Any) -> None:
    actions.submit_assessment(report_id=report.pk, by=reviewer, now=NOW, **(GRADES | grades))


def a_case(report: Report, coordinator: Person, first: Person, second: Person) -> Case:
    """The report, assessed by two and taken up."""
    assess(report, first)
    assess(report, second)
    report.refresh_from_db()
    actions.decide(
        report_id=report.pk, decision="take_up", reason="Cukup jelas.", by=coordinator, now=NOW, seen_revision=report.revision
    )
    return Case.objects.get(incident__tellings__report=report)
