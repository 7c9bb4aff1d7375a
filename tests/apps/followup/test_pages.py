"""The pages on which lodgings and events are recorded, and the list of what is due."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from jurdil.apps.accounts.models import Person
from jurdil.apps.cases.models import Case
from jurdil.apps.elections.law import law_desk
from jurdil.apps.elections.models import CalendarYear, Election, Office
from jurdil.apps.followup.models import AuthorityEvent, Filing
from tests.apps.lodged import a_case, a_dossier, a_report
from tests.conftest import signed_in

pytestmark = pytest.mark.django_db
NOW = datetime(2025, 4, 15, 3, 0, tzinfo=UTC)  # Tuesday, 10.00 WIB


class StandingClock:
    def now(self) -> datetime:
        return NOW


@pytest.fixture(autouse=True)
def clock(settings: Settings) -> None:
    settings.CLOCK = StandingClock()
    for year in (2025, 2026):
        CalendarYear.objects.create(year=year, version="uji")


@pytest.fixture
def case(election: Election, advocate: Person) -> Case:
    case = a_case(a_report(election), advocate, tracks=("village",))
    a_dossier(case, advocate)
    return case


@pytest.fixture
def desk(advocate: Person) -> Client:
    return signed_in(advocate)


def filing_of(case: Case, **said: str) -> dict[str, str]:
    case.refresh_from_db()
    return {
        "dossier": str(case.dossiers.get().pk), "office": str(Office.objects.get().pk), "lodged_on_0": "14", "lodged_on_1": "4",
        "lodged_on_2": "2025", "lodged_hour": "14.30", "went_along": "Bu Rekaan",
        "receipt_number": "001/LP/PB/Kab/11.04/IV/2025", "revision": str(case.revision), **said,
    }  # fmt: skip


def lodge(desk: Client, case: Case, **said: str) -> HttpResponse:
    return desk.post(reverse("followup:filing", args=[case.pk]), filing_of(case, **said))


def event_of(case: Case, kind: str, **said: str) -> dict[str, str]:
    case.refresh_from_db()
    return {
        "kind": kind, "on_date_0": "15", "on_date_1": "4", "on_date_2": "2025", "authority": "bawaslu", "forwarded_to": "",
        "track": "", "number": "", "note": "", "revision": str(case.revision), **said,
    }  # fmt: skip


def tell(desk: Client, case: Case, kind: str, **said: str) -> HttpResponse:
    return desk.post(reverse("followup:event", args=[case.pk]), event_of(case, kind, **said))


def test_the_hour_of_lodging_is_that_of_the_office(desk: Client, case: Case) -> None:
    assert lodge(desk, case).status_code == 302
    assert Filing.objects.get().lodged_at == datetime(2025, 4, 14, 7, 30, tzinfo=UTC)


@pytest.mark.parametrize("hour", ["14:30", "14.30 WIB", " 14.30 "])
def test_hours_may_be_written_as_people_write_them(desk: Client, case: Case, hour: str) -> None:
    assert lodge(desk, case, lodged_hour=hour).status_code == 302


@pytest.mark.parametrize("hour", ["", "25.00", "siang", "14"])
def test_an_hour_that_is_none_gets_a_clear_answer_and_the_rest_stays(desk: Client, case: Case, hour: str) -> None:
    answer = lodge(desk, case, lodged_hour=hour)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "misalnya 14.30" in page
    assert "Bu Rekaan" in page and "001/LP/PB/Kab/11.04/IV/2025" in page


def test_a_lodging_tomorrow_is_answered_with_the_day_of_today(desk: Client, case: Case) -> None:
    answer = lodge(desk, case, lodged_on_0="16")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "belum tiba" in page and "15 April 2025" in page and "Bu Rekaan" in page
    assert Filing.objects.count() == 0


def test_a_lodging_after_the_safe_moment_is_recorded_with_a_plain_note(
    desk: Client, election: Election, advocate: Person
) -> None:

    case = a_case(a_report(election, event_date=date(2025, 4, 1), known_date=date(2025, 4, 1)), advocate)
    a_dossier(case, advocate)
    answer = desk.post(reverse("followup:filing", args=[case.pk]), filing_of(case), follow=True)
    assert Filing.objects.count() == 1
    assert "sesudah batas luar" in answer.content.decode()


def test_an_empty_scan_is_refused_in_words_and_the_form_stays(desk: Client, case: Case) -> None:
    said = {**filing_of(case), "receipt_scan": SimpleUploadedFile("tanda.jpg", b"")}
    answer = desk.post(reverse("followup:filing", args=[case.pk]), said)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "kosong" in page and "Pilih lagi" in page and "Bu Rekaan" in page


def test_an_executable_as_scan_is_refused(desk: Client, case: Case) -> None:
    said = {**filing_of(case), "receipt_scan": SimpleUploadedFile("tanda.jpg", b"MZ" + b"\0" * 200)}
    assert desk.post(reverse("followup:filing", args=[case.pk]), said).status_code == 422
    assert Filing.objects.count() == 0


def test_without_a_frozen_dossier_the_page_says_what_comes_first(desk: Client, election: Election, advocate: Person) -> None:
    case = a_case(a_report(election), advocate)
    assert "Bekukan satu versi" in desk.get(reverse("followup:filing", args=[case.pk])).content.decode()


def test_after_lodging_the_page_of_the_case_shows_receipt_and_what_is_due(desk: Client, case: Case) -> None:
    lodge(desk, case)
    page = desk.get(reverse("cases:case", args=[case.pk])).content.decode()
    assert "001/LP/PB/Kab/11.04/IV/2025" in page
    assert "Kajian awal" in page
    assert "Diregistrasi" not in page


def test_registration_needs_its_number_and_a_refusal_its_reason(desk: Client, case: Case) -> None:
    lodge(desk, case)
    assert tell(desk, case, "registered").status_code == 422
    assert tell(desk, case, "not_registered").status_code == 422
    assert AuthorityEvent.objects.count() == 0
    assert tell(desk, case, "registered", number="003/Reg").status_code == 302


def test_forwarding_needs_to_whom(desk: Client, case: Case) -> None:
    lodge(desk, case)
    tell(desk, case, "registered", number="1")
    assert tell(desk, case, "forwarded").status_code == 422
    assert tell(desk, case, "forwarded", forwarded_to="bupati", track="village").status_code == 302


def test_an_event_before_the_lodging_is_answered_with_the_day_of_lodging(desk: Client, case: Case) -> None:
    lodge(desk, case)
    answer = tell(desk, case, "registered", number="003/Reg", on_date_0="13")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "14 April 2025" in page and "003/Reg" in page


def test_only_what_can_happen_next_is_offered(desk: Client, case: Case) -> None:
    lodge(desk, case)
    page = desk.get(reverse("followup:event", args=[case.pk])).content.decode()
    assert 'value="registered"' in page and 'value="silence"' in page
    assert 'value="sanction_carried_out"' not in page


def test_two_windows_of_the_same_form_do_not_record_twice(desk: Client, case: Case) -> None:
    lodge(desk, case)
    said = event_of(case, "registered", number="1")
    address = reverse("followup:event", args=[case.pk])
    assert desk.post(address, said).status_code == 302
    assert desk.post(address, said).status_code in (409, 422)
    assert AuthorityEvent.objects.count() == 1


def test_the_list_says_overdue_by_our_reading_and_never_violated(desk: Client, case: Case, settings: Settings) -> None:
    lodge(desk, case)
    late = type("Clock", (), {"now": lambda self: datetime(2025, 4, 21, 3, 0, tzinfo=UTC)})()
    settings.CLOCK = late
    page = desk.get(reverse("followup:due")).content.decode()
    assert "lewat waktu menurut bacaan kami" in page
    assert "melanggar" not in page.lower()
    assert "Bawaslu" in page and case.number in page


def test_the_empty_list_says_what_will_be_here(desk: Client) -> None:
    assert "muncul di sini" in desk.get(reverse("followup:due")).content.decode()


def test_a_stranger_is_sent_to_the_door_and_a_reviewer_may_not_record(case: Case, reviewer: Person) -> None:
    address = reverse("followup:filing", args=[case.pk])
    assert Client().get(address).status_code == 302
    assert signed_in(reviewer).get(address).status_code == 403


def test_a_case_that_does_not_exist_is_not_found(desk: Client) -> None:
    assert desk.get(reverse("followup:event", args=["00000000-0000-4000-8000-000000000000"])).status_code == 404


def test_a_lawyer_makes_the_completion_window_three_days_and_the_case_shows_both_values(
    desk: Client, case: Case, tmp_path: Path, settings: Settings
) -> None:
    """As docs/how-to/law.md says: close the last row, add one below it, name its source; the instance runs on."""
    folder = tmp_path / "id"
    shutil.copytree(settings.LAW_FOLDER, folder)
    settings.LAW_FOLDER = folder
    law_desk.cache_clear()
    try:
        lodge(desk, case)
        tell(desk, case, "completion_requested")
        address = reverse("cases:case", args=[case.pk])
        before = desk.get(address).content.decode()
        assert "2 hari kalender sejak pelapor diberi tahu" in before and "aturan berubah" not in before
        assert "aman sampai Rabu, 16 April 2025" in before and "batas luar 17 April 2025" in before

        file = folder / "deadlines.yaml"
        text = file.read_text(encoding="utf-8")
        old = "      - {from: 2024-10-01, n: 2, unit: calendar_day"
        assert text.count(old) == 1
        new = "      - {from: 2025-04-01, n: 3, unit: calendar_day, confidence: S1, sources: [s175]}\n"
        head, tail = text.split(old)
        row, rest = tail.split("\n", 1)
        closed = old.replace("from: 2024-10-01,", "from: 2024-10-01, to: 2025-04-01,")
        file.write_text(head + closed + row + "\n" + new + rest, encoding="utf-8")
        with (folder / "sources.yaml").open("a", encoding="utf-8") as sources:
            sources.write('  s175: "Perubahan waktu melengkapi · laman Bawaslu"\n')
        assert law_desk().refresh()

        after = desk.get(address).content.decode()
        assert "aturan berubah" in after and "Dulu:" in after and "Kini:" in after
        assert "aman sampai Rabu, 16 April 2025, 23.59 WIB, batas luar 17 April 2025" in after
        assert "aman sampai Kamis, 17 April 2025, 23.59 WIB, batas luar 18 April 2025" in after
        assert "3 hari kalender sejak pelapor diberi tahu" in after
        assert "Menurut baris lain (2 hari kalender" in after
    finally:
        law_desk.cache_clear()
