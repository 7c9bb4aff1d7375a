"""Recording the lodging and what authorities do: never refused for being late, never later than it happened."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from jurdil.apps.accounts.models import Person
from jurdil.apps.cases.models import Case
from jurdil.apps.elections.models import Election, Office
from jurdil.apps.evidence.actions import store
from jurdil.apps.followup import actions
from jurdil.apps.followup.models import AuthorityEvent, Filing
from jurdil.apps.journal.actions import verify_chain
from jurdil.apps.journal.models import JournalEntry
from jurdil.core.errors import InvalidTransition, RefusedFile, StaleCase
from jurdil.core.filing import WrongDay
from tests.apps.lodged import NOW, a_case, a_dossier, a_report

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=3)


def a_scan() -> SimpleUploadedFile:
    picture = BytesIO()
    Image.new("RGB", (40, 30), "white").save(picture, "JPEG")
    return SimpleUploadedFile("tanda-terima.jpg", picture.getvalue(), "image/jpeg")


@pytest.fixture
def case(election: Election, advocate: Person) -> Case:
    case = a_case(a_report(election), advocate, tracks=("village",))
    a_dossier(case, advocate)
    return case


def lodge(case: Case, by: Person, *, at: datetime = NOW, now: datetime = NOW, scan: object = None) -> Filing:
    case.refresh_from_db()
    return actions.record_filing(
        case_id=case.pk, dossier_id=case.dossiers.get().pk, office_id=Office.objects.get().pk, lodged_at=at,
        went_along="pendamping", receipt_number="001/LP/PB/Kab/11.04/IV/2025", receipt_scan=scan, by=by, now=now,  # type: ignore[arg-type]
        seen_revision=case.revision,
    )  # fmt: skip


def tell(case: Case, by: Person, kind: str, **said: object) -> AuthorityEvent:
    case.refresh_from_db()
    values: dict[str, object] = {
        "on_date": date(2025, 4, 15), "authority": "bawaslu", "track": "", "forwarded_to": "", "number": "", "note": "",
        "document": None, "now": LATER, "seen_revision": case.revision,
    } | said  # fmt: skip
    return actions.record_event(case_id=case.pk, kind=kind, by=by, **values)  # type: ignore[arg-type]


def test_a_lodging_moves_the_case_to_lodged_and_not_to_registered(case: Case, advocate: Person) -> None:
    lodge(case, advocate)
    case.refresh_from_db()
    assert case.stage == "lodged"


def test_the_receipt_number_is_kept_as_typed_and_its_scan_is_an_original(case: Case, advocate: Person) -> None:
    filing = lodge(case, advocate, scan=a_scan())
    assert filing.receipt_number == "001/LP/PB/Kab/11.04/IV/2025"
    assert filing.receipt_scan is not None
    assert store().verify(filing.receipt_scan.sha256) == filing.receipt_scan.size


def test_a_lodging_long_after_every_limit_is_recorded_all_the_same(case: Case, advocate: Person) -> None:
    late = NOW + timedelta(days=60)
    assert lodge(case, advocate, at=late, now=late).pk


def test_a_lodging_that_lies_in_the_future_is_not_recorded(case: Case, advocate: Person) -> None:
    with pytest.raises(WrongDay):
        lodge(case, advocate, at=NOW + timedelta(hours=1), now=NOW)
    case.refresh_from_db()
    assert (case.stage, Filing.objects.count()) == ("draft", 0)


def test_a_lodging_before_the_event_is_a_slip_of_the_pen_and_not_recorded(case: Case, advocate: Person) -> None:
    with pytest.raises(WrongDay) as refused:
        lodge(case, advocate, at=NOW.replace(year=2024))
    assert (refused.value.facts["fault"], refused.value.facts["limit"]) == ("before_event", date(2025, 4, 11))
    case.refresh_from_db()
    assert (case.stage, Filing.objects.count()) == ("draft", 0)


def test_an_empty_scan_is_refused_and_nothing_of_the_lodging_stays(case: Case, advocate: Person) -> None:
    before = JournalEntry.objects.count()
    with pytest.raises(RefusedFile):
        lodge(case, advocate, scan=SimpleUploadedFile("x.jpg", b""))
    case.refresh_from_db()
    assert (case.stage, Filing.objects.count(), JournalEntry.objects.count()) == ("draft", 0, before)


def test_two_people_who_record_at_once_do_not_overwrite_each_other(case: Case, advocate: Person) -> None:
    seen = case.revision
    lodge(case, advocate)
    with pytest.raises((StaleCase, InvalidTransition)):
        actions.record_filing(
            case_id=case.pk, dossier_id=case.dossiers.get().pk, office_id=Office.objects.get().pk, lodged_at=NOW, went_along="",
            receipt_number="", receipt_scan=None, by=advocate, now=NOW, seen_revision=seen,
        )  # fmt: skip
    assert Filing.objects.count() == 1


def test_an_event_with_an_old_revision_is_stale(case: Case, advocate: Person) -> None:
    lodge(case, advocate)
    with pytest.raises(StaleCase):
        tell(case, advocate, "registered", seen_revision=0)
    assert AuthorityEvent.objects.count() == 0


def test_nothing_can_happen_at_an_authority_before_anything_was_lodged(case: Case, advocate: Person) -> None:
    with pytest.raises(InvalidTransition):
        tell(case, advocate, "registered")


@pytest.mark.parametrize(("day", "fault"), [(date(2025, 4, 13), "before_lodging"), (date(2025, 4, 18), "future")])
def test_an_event_outside_lodging_and_today_is_not_recorded(case: Case, advocate: Person, day: date, fault: str) -> None:
    lodge(case, advocate)
    with pytest.raises(WrongDay) as refused:
        tell(case, advocate, "registered", on_date=day)
    assert refused.value.facts["fault"] == fault


def test_the_whole_way_from_receipt_to_sanction_is_walked_step_by_step(case: Case, advocate: Person) -> None:
    lodge(case, advocate)
    for kind, said, stage in (
        ("preliminary_study", {}, "preliminary_study"),
        ("completion_requested", {}, "completion"),
        ("completed", {}, "lodged"),
        ("registered", {"number": "003/Reg/LP/PB/Kab/11.04/IV/2025"}, "registered"),
        ("clarification", {}, "clarification"),
        ("study", {}, "study"),
        ("decided", {}, "decided"),
        ("forwarded", {"forwarded_to": "bupati", "track": "village"}, "forwarded"),
        ("silence", {"authority": "bupati"}, "forwarded"),
        ("sanction_recommended", {"track": "village"}, "authority_process"),
        ("sanction_carried_out", {"authority": "bupati", "track": "village"}, "sanction"),
        ("closed", {}, "closed"),
    ):
        tell(case, advocate, kind, **said)
        case.refresh_from_db()
        assert case.stage == stage, kind
    assert verify_chain() is None


def test_the_end_of_one_track_does_not_close_the_case(case: Case, advocate: Person) -> None:
    lodge(case, advocate)
    tell(case, advocate, "registered", number="1")
    tell(case, advocate, "decided")
    tell(case, advocate, "closed", track="village")
    case.refresh_from_db()
    assert case.stage == "decided"


def test_a_track_that_the_case_does_not_have_is_refused(case: Case, advocate: Person) -> None:
    lodge(case, advocate)
    with pytest.raises(InvalidTransition):
        tell(case, advocate, "registered", track="military")


def test_after_a_refusal_to_register_the_dossier_can_be_lodged_again(case: Case, advocate: Person) -> None:
    lodge(case, advocate)
    tell(case, advocate, "not_registered", note="kurang saksi")
    lodge(case, advocate, at=LATER, now=LATER)
    case.refresh_from_db()
    assert (case.stage, case.filings.count()) == ("lodged", 2)


def test_every_record_stands_in_the_journal_without_a_word_of_a_person(case: Case, advocate: Person) -> None:
    lodge(case, advocate, scan=a_scan())
    tell(case, advocate, "registered", number="003/rahasia", note="Bu Rekaan datang")
    verbs = list(JournalEntry.objects.filter(case=case.subject).values_list("verb", flat=True))
    assert "filing_recorded" in verbs and "event_recorded" in verbs
    told = " ".join(str(entry) for entry in JournalEntry.objects.values_list("detail", flat=True))
    assert "Rekaan" not in told and "pendamping" not in told and "rahasia" not in told
    assert verify_chain() is None


def test_the_moment_of_lodging_is_kept_to_the_minute_in_the_zone_of_the_office(case: Case, advocate: Person) -> None:
    filing = lodge(case, advocate, at=datetime(2025, 4, 14, 1, 59, tzinfo=UTC))
    filing.refresh_from_db()
    assert filing.lodged_at == datetime(2025, 4, 14, 1, 59, tzinfo=UTC)
