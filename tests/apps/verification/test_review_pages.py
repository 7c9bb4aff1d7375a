"""The queue and the page of a report, as each role meets them."""

from __future__ import annotations

import pytest
from django.urls import reverse

from jurdil.apps.accounts.models import Person
from jurdil.apps.elections.models import Election
from tests.conftest import signed_in
from tests.desk_cast import a_report

pytestmark = pytest.mark.django_db
QUEUE = "/meja/"


def test_the_queue_tells_in_one_row_what_a_coordinator_must_know(election: Election, coordinator: Person) -> None:
    a_report(election)
    page = signed_in(coordinator).get(QUEUE).content.decode()
    for words in ("kepala desa", "hadir di deklarasi", "Anyar", "0 bukti", "2 saksi", "siap", "peninjau 0/2"):
        assert words in page, words


def test_the_page_of_a_report_opens(election: Election, coordinator: Person) -> None:
    report = a_report(election)
    assert signed_in(coordinator).get(reverse("verification:report", args=[report.pk])).status_code == 200
