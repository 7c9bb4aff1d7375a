"""A witness sees with their code what became of the report: steps and days, no names and no numbers."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client

from jurdil.apps.accounts.models import Person
from jurdil.apps.elections.models import Election, Office
from jurdil.apps.followup import actions
from jurdil.apps.intake.codes import digest_of, new_code
from jurdil.apps.intake.models import Report
from tests.apps.lodged import NOW, a_case, a_dossier, a_report


@pytest.mark.django_db
def test_lodging_and_registration_are_told_with_their_days(election: Election, advocate: Person) -> None:
    case = a_case(a_report(election), advocate, tracks=("village",))
    a_dossier(case, advocate)
    code = new_code()
    Report.objects.update(code_digest=digest_of(code), stage=Report.Stage.TAKEN_UP)
    actions.record_filing(
        case_id=case.pk,
        dossier_id=case.dossiers.get().pk,
        office_id=Office.objects.get().pk,
        lodged_at=NOW,
        went_along="pendamping",
        receipt_number="001/LP/PB",
        receipt_scan=None,
        by=advocate,
        now=NOW,
        seen_revision=case.revision,
    )
    case.refresh_from_db()
    actions.record_event(
        case_id=case.pk,
        kind="registered",
        by=advocate,
        on_date=date(2025, 4, 15),
        authority="bawaslu",
        track="",
        forwarded_to="",
        number="003/Reg",
        note="",
        document=None,
        now=NOW + timedelta(days=3),
        seen_revision=case.revision,
    )
    witness = Client()
    page = witness.post("/kode/", {"code": code}, follow=True).content.decode()
    assert "Diangkat menjadi kasus" in page and "Dilaporkan ke Bawaslu" in page
    assert "Diregistrasi" in page and "Selasa, 15 April 2025" in page
    assert "003/Reg" not in page and "001/LP/PB" not in page
