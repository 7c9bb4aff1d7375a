"""When law or calendar change, the limits of the queue follow, and what they were stays beside them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from jurdil.apps.accounts.models import Person
from jurdil.apps.cases.models import Case
from jurdil.apps.elections.models import CalendarDay, CalendarYear, Election
from jurdil.apps.intake.clock import filing_clock
from jurdil.apps.intake.models import Report
from jurdil.apps.journal.models import JournalEntry
from jurdil.apps.verification.models import LimitChange, Recount
from jurdil.apps.verification.recount import recount_if_changed
from tests.conftest import NOW, signed_in
from tests.desk_cast import a_case, a_report

pytestmark = pytest.mark.django_db
KNOWN = date(2025, 4, 8)


@pytest.fixture
def report(election: Election) -> Report:
    """Known on a Tuesday: the safe end is Monday the 14th, at the desk's closing."""
    CalendarYear.objects.create(year=2025, version="satu")
    clock = filing_clock(election, KNOWN)
    assert clock is not None
    return a_report(
        election,
        known_date=KNOWN,
        event_date=KNOWN,
        safe_last_moment=clock.safe_last_moment,
        outer_last_day=clock.outer_last_day,
    )


def a_holiday() -> None:
    CalendarDay.objects.create(day=date(2025, 4, 14), name="Libur", category="public", seen_on=date(2025, 4, 10))


def test_nothing_is_counted_again_while_nothing_changed(report: Report) -> None:
    first = recount_if_changed(NOW)
    assert recount_if_changed(NOW) == first
    assert Recount.objects.count() == 1
    assert LimitChange.objects.count() == 0


def test_a_new_day_off_moves_the_safe_moment_and_keeps_the_old_one(report: Report) -> None:
    recount_if_changed(NOW)
    before = report.safe_last_moment
    a_holiday()
    recount = recount_if_changed(NOW)
    report.refresh_from_db()
    change = LimitChange.objects.get()
    assert recount.changed == 1
    assert report.safe_last_moment < before
    assert (change.old_safe, change.new_safe) == (before, report.safe_last_moment)
    assert JournalEntry.objects.filter(verb="limits_recounted", detail__changed=1).count() == 1


def test_the_queue_and_the_page_of_the_report_tell_of_it(report: Report, coordinator: Person) -> None:
    client = signed_in(coordinator)
    client.get("/meja/")
    a_holiday()
    assert "batas 1 laporan dihitung ulang" in client.get("/meja/").content.decode()
    page = client.get(reverse("verification:report", args=[report.pk])).content.decode()
    assert "Senin, 14 April 2025, 16.00 WIB" in page
    assert "Jumat, 11 April 2025, 16.30 WIB" in page


def test_closed_reports_keep_the_limit_by_which_they_were_decided(report: Report) -> None:
    recount_if_changed(NOW)
    Report.objects.update(stage="set_aside")
    a_holiday()
    assert recount_if_changed(NOW).changed == 0


def test_cases_that_are_not_lodged_get_a_new_reading_too(
    report: Report, coordinator: Person, reviewer: Person, second_reviewer: Person, advocate: Person
) -> None:
    case = a_case(report, coordinator, reviewer, second_reviewer)
    signed_in(advocate).get(reverse("cases:case", args=[case.pk]))
    recount_if_changed(NOW)
    before = Case.objects.get().due_at
    a_holiday()
    recount_if_changed(NOW)
    assert case.clock_readings.count() == 2
    after: Any = Case.objects.get().due_at
    assert after < before
