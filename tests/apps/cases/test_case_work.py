"""What an advocate does on a case: answers, overrules, chooses tracks; and what stays as it was."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db import IntegrityError, close_old_connections, transaction
from django.urls import reverse

from jurdil.apps.accounts.models import Person, Role
from jurdil.apps.cases import actions, numbers
from jurdil.apps.cases.facts import facts_of_case
from jurdil.apps.cases.models import Case, CaseCounter, ClockReading, ElementOverride, FactAnswer, Track
from jurdil.apps.cases.worksheet import worksheet_of_case, worksheet_of_report
from jurdil.apps.elections.law import law_desk
from jurdil.apps.elections.models import CalendarDay, CalendarYear, Election
from jurdil.apps.evidence.models import EvidenceItem
from jurdil.apps.intake.models import Message, Report, ReportEvidence
from jurdil.apps.journal.actions import verify_chain
from jurdil.apps.journal.models import JournalEntry
from jurdil.apps.verification.models import Incident
from jurdil.core.errors import BadFacts, InvalidTransition, LawNotFound, NotAllowed, StaleCase
from jurdil.core.law.conditions import Status
from jurdil.core.law.results import Applicability
from tests.conftest import NOW, a_person, signed_in
from tests.desk_cast import a_case, a_report, assess

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(election: Election, coordinator: Person, reviewer: Person, second_reviewer: Person) -> Case:
    return a_case(a_report(election), coordinator, reviewer, second_reviewer)


def an_exhibit(report: Report) -> EvidenceItem:
    item = EvidenceItem.objects.create(
        sha256="b" * 64, size=10, media_type="image/jpeg", kind="photo", filename="foto.jpg", received_at=NOW
    )
    ReportEvidence.objects.create(report=report, item=item, number=1)
    return item


def element(case: Case, provision: str, name: str) -> Any:
    row = next(one for one in worksheet_of_case(case, NOW).rows if one.line.provision.id == provision)
    return row, next(cell for cell in row.cells if cell.line.element.id == name)


# answers


def test_an_answer_moves_the_worksheet_and_earlier_answers_stay(case: Case, advocate: Person) -> None:
    before = facts_of_case(case, NOW)["witnesses"]
    for value in (5, 7):
        actions.answer_fact(case_id=case.pk, fact="witnesses", value=value, reason="dihitung", by=advocate, now=NOW)
    assert before == 2
    assert facts_of_case(case, NOW)["witnesses"] == 7
    assert list(FactAnswer.objects.values_list("value", flat=True)) == [5, 7]


def test_what_was_asked_and_is_not_so_counts_as_denied(case: Case, advocate: Person) -> None:
    actions.answer_fact(
        case_id=case.pk, fact="circumstance:gave_support", value=False, reason="video lengkap", by=advocate, now=NOW
    )
    raw = facts_of_case(case, NOW)
    assert "gave_support" not in raw["circumstances"]
    assert "gave_support" in raw["denied_circumstances"]


def test_an_answer_that_contradicts_the_facts_is_refused_and_not_kept(case: Case, advocate: Person) -> None:
    with pytest.raises(BadFacts):
        actions.answer_fact(case_id=case.pk, fact="known_date", value="2025-04-01", reason="katanya", by=advocate, now=NOW)
    page = signed_in(advocate).post(
        reverse("cases:answer", args=[case.pk]) + "?fact=known_date",
        {"value_0": "1", "value_1": "4", "value_2": "2025", "reason": "katanya", "exhibit": ""},
    )
    assert page.status_code == 422
    assert "Orang tidak bisa tahu sebelum terjadi" in page.content.decode()
    assert FactAnswer.objects.count() == 0


def test_an_answer_needs_its_reason_and_an_exhibit_of_this_case(case: Case, advocate: Person, election: Election) -> None:
    own, foreign = an_exhibit(case.report), an_exhibit(a_report(election))
    for given, reason in (({"reason": " "}, "no_reason"), ({"exhibit": foreign.pk}, "not_its_exhibit")):
        with pytest.raises(NotAllowed) as refused:
            actions.answer_fact(
                **{"case_id": case.pk, "fact": "witnesses", "value": 3, "reason": "x", "by": advocate, "now": NOW} | given
            )
        assert refused.value.facts["reason"] == reason
    row = actions.answer_fact(case_id=case.pk, fact="witnesses", value=3, reason="x", exhibit=own.pk, by=advocate, now=NOW)
    assert row.exhibit == own


def test_the_answer_page_keeps_a_yes_with_its_exhibit_and_shows_both(case: Case, advocate: Person) -> None:
    exhibit = an_exhibit(case.report)
    client = signed_in(advocate)
    address = reverse("cases:answer", args=[case.pk]) + "?fact=circumstance:spoke_on_stage"
    answer = client.post(address, {"value": "yes", "reason": "terlihat di video", "exhibit": str(exhibit.pk)})
    assert answer.status_code == 302
    assert "spoke_on_stage" in facts_of_case(case, NOW)["circumstances"]
    page = client.get(reverse("cases:case", args=[case.pk])).content.decode()
    assert "terlihat di video" in page
    assert "<strong>Bukti P-1" in page


@pytest.mark.parametrize("query", ["", "?fact=nothing", "?fact=circumstance:nothing", "?fact=holds_office&reported=x"])
def test_a_question_that_does_not_exist_is_not_found(query: str, case: Case, advocate: Person) -> None:
    assert signed_in(advocate).get(reverse("cases:answer", args=[case.pk]) + query).status_code == 404


def test_a_reporter_of_record_who_is_known_later_makes_the_report_formal(
    election: Election, coordinator: Person, reviewer: Person, second_reviewer: Person
) -> None:
    case = a_case(a_report(election, identity="anonymous"), coordinator, reviewer, second_reviewer)
    assert worksheet_of_case(case, NOW).qualification.readiness.intake.code == "initial_information"
    with_reporter = worksheet_of_case(case, NOW, reporter={"capacity": "accredited_monitor", "voter_here": False})
    assert with_reporter.qualification.readiness.intake.code == "formal_report"


def test_a_second_telling_adds_its_witnesses_and_exhibits(
    case: Case, election: Election, coordinator: Person, reviewer: Person, second_reviewer: Person
) -> None:
    from jurdil.apps.verification.actions import decide

    other = a_report(election)
    an_exhibit(other)
    assess(other, reviewer)
    assess(other, second_reviewer)
    other.refresh_from_db()
    decide(
        report_id=other.pk, decision="take_up", reason="sama", by=coordinator, now=NOW, seen_revision=other.revision,
        join=case.incident_id,
    )  # fmt: skip
    raw = facts_of_case(case, NOW)
    assert (raw["witnesses"], raw["evidence_items"]) == (4, 1)


# overruling


def test_an_overruled_element_moves_the_provision_and_the_engine_stays_beside_it(case: Case, advocate: Person) -> None:
    row, cell = element(case, "pilkada_71_1", "act")
    assert (row.line.applicability, cell.line.status) == (Applicability.POSSIBLE, Status.UNKNOWN)
    actions.overrule(
        case_id=case.pk, provision="pilkada_71_1", reported=0, element="act", status="met", reason="Ia memerintah.",
        by=advocate, now=NOW,
    )  # fmt: skip
    row, cell = element(case, "pilkada_71_1", "act")
    assert row.line.applicability is Applicability.APPLIES
    assert row.engine is Applicability.POSSIBLE
    assert (cell.line.status, cell.engine.status) == (Status.MET, Status.UNKNOWN)
    page = signed_in(advocate).get(reverse("cases:case", args=[case.pk])).content.decode()
    assert "Ia memerintah." in page
    assert "Hitungan perangkat lunak sendiri: mungkin" in page


def test_a_provision_that_the_advocate_takes_out_stays_in_sight(case: Case, advocate: Person) -> None:
    for name in ("subject", "act"):
        actions.overrule(
            case_id=case.pk, provision="pilkada_71_1", reported=0, element=name, status="unmet", reason="Bukan.",
            by=advocate, now=NOW,
        )  # fmt: skip
    row, cell = element(case, "pilkada_71_1", "act")
    assert row.line.applicability is Applicability.DOES_NOT_APPLY
    assert row.engine is Applicability.POSSIBLE
    assert cell.overruled
    assert cell.engine.status is Status.UNKNOWN


def test_an_element_can_be_given_back_to_the_engine(case: Case, advocate: Person) -> None:
    for status in ("unmet", ""):
        actions.overrule(
            case_id=case.pk,
            provision="pilkada_71_1",
            reported=0,
            element="act",
            status=status,
            reason="x",
            by=advocate,
            now=NOW,
        )
    _row, cell = element(case, "pilkada_71_1", "act")
    assert not cell.overruled
    assert ElementOverride.objects.count() == 2


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"provision": "no_such"}, LawNotFound),
        ({"element": "no_such"}, LawNotFound),
        ({"status": "proven"}, NotAllowed),
        ({"reason": ""}, NotAllowed),
    ],
)
def test_what_the_law_does_not_have_cannot_be_overruled(
    given: dict[str, str], error: type[Exception], case: Case, advocate: Person
) -> None:
    values = {"provision": "pilkada_71_1", "element": "act", "status": "met", "reason": "x"} | given
    with pytest.raises(error):
        actions.overrule(case_id=case.pk, reported=0, by=advocate, now=NOW, **values)
    assert ElementOverride.objects.count() == 0


def test_the_page_of_an_element_shows_what_the_engine_says_before_it_is_overruled(case: Case, advocate: Person) -> None:
    address = reverse("cases:overrule", args=[case.pk]) + "?provision=pilkada_71_1&reported=0&element=act"
    client = signed_in(advocate)
    assert "belum diketahui" in client.get(address).content.decode()
    assert client.post(address, {"status": "met", "reason": "", "exhibit": ""}).status_code == 422
    assert client.post(address, {"status": "met", "reason": "jelas", "exhibit": ""}).status_code == 302
    assert client.get(address.replace("element=act", "element=none")).status_code == 404


# what changes if …


def test_what_if_shows_what_moves_and_saves_nothing(case: Case, advocate: Person) -> None:
    client = signed_in(advocate)
    client.get(reverse("cases:case", args=[case.pk]))
    counted = (FactAnswer, ElementOverride, Track, ClockReading, JournalEntry, Case, Report)
    before = [model.objects.count() for model in counted]
    page = client.get(reverse("cases:what_if", args=[case.pk]), {"fact": "act", "value": "give_money"})
    text = page.content.decode()
    assert "Pasal 187A" in text
    assert "tidak ada" in text
    assert [model.objects.count() for model in counted] == before
    assert case.report.act == "attend_event"
    assert client.post(reverse("cases:what_if", args=[case.pk])).status_code == 405


def test_what_if_of_another_day_moves_the_clock_and_an_impossible_day_is_explained(case: Case, advocate: Person) -> None:
    client, address = signed_in(advocate), reverse("cases:what_if", args=[case.pk])
    day = {"fact": "known_date", "value_0": "14", "value_1": "4", "value_2": "2025"}
    assert "Batas melapor" in client.get(address, day).content.decode()
    assert "tidak bisa tahu sebelum terjadi" in client.get(address, day | {"value_0": "1"}).content.decode()
    assert client.get(address, day | {"value_1": "februari", "value_0": "31"}).status_code == 200
    assert client.get(address, {"fact": "nothing", "value": "x"}).status_code == 200


# tracks


def test_a_track_is_opened_dropped_and_opened_again_and_all_of_it_stays(case: Case, advocate: Person) -> None:
    for act in (actions.open_track, actions.open_track, actions.drop_track, actions.open_track):
        act(case_id=case.pk, code="village", reason="karena", by=advocate, now=NOW)
    assert [(row.dropped_at is None) for row in case.tracks.all()] == [False, True]
    with pytest.raises(IntegrityError), transaction.atomic():
        Track.objects.create(case=case, code="village", opened_at=NOW)


def test_a_track_that_is_not_open_cannot_be_dropped_and_an_unknown_one_not_opened(case: Case, advocate: Person) -> None:
    with pytest.raises(StaleCase):
        actions.drop_track(case_id=case.pk, code="village", reason="x", by=advocate, now=NOW)
    for code, reason in (("moon", "x"), ("village", " ")):
        with pytest.raises(NotAllowed):
            actions.open_track(case_id=case.pk, code=code, reason=reason, by=advocate, now=NOW)


def test_the_page_proposes_tracks_with_the_authorities_of_today(case: Case, advocate: Person) -> None:
    page = signed_in(advocate).get(reverse("cases:case", args=[case.pk])).content.decode()
    assert "sanksi desa" in page
    assert "Bupati" in page


# clocks


def test_a_changed_calendar_shows_both_values_and_overwrites_nothing(case: Case, advocate: Person) -> None:
    CalendarYear.objects.create(year=2025, version="satu")
    client, address = signed_in(advocate), reverse("cases:case", args=[case.pk])
    first = client.get(address).content.decode()
    assert "Hitungan ini berubah" not in first
    for _again in range(2):
        client.get(address)
    assert ClockReading.objects.count() == 1
    CalendarYear.objects.update(version="dua")
    CalendarDay.objects.create(day=datetime(2025, 4, 16).date(), name="Libur", category="public", seen_on=NOW.date())
    second = client.get(address).content.decode()
    assert "Hitungan ini berubah" in second
    assert "daftar hari libur berubah" in second
    assert [row.calendar_version for row in ClockReading.objects.all()] == ["satu", "dua"]
    assert JournalEntry.objects.filter(verb="clock_read", case=case.subject).count() == 2


def test_a_changed_rule_shows_the_old_and_the_new_last_day(case: Case, advocate: Person, tmp_path: Any) -> None:
    import shutil

    client, address = signed_in(advocate), reverse("cases:case", args=[case.pk])
    client.get(address)
    folder = tmp_path / "id"
    shutil.copytree(settings.LAW_FOLDER, folder)
    file = folder / "deadlines.yaml"
    text = file.read_text()
    line = "versions: [{from: 2015-02-02, n: 7, unit: calendar_day, start: unknown}]"
    assert line in text
    file.write_text(text.replace(line, line.replace("n: 7", "n: 5"), 1))
    law_desk.cache_clear()
    try:
        settings_folder, settings.LAW_FOLDER = settings.LAW_FOLDER, folder
        page = client.get(address).content.decode()
    finally:
        settings.LAW_FOLDER = settings_folder
        law_desk.cache_clear()
    assert "aturan berubah" in page
    assert "batas luar 19 April 2025" in page
    assert "batas luar 17 April 2025" in page


def test_the_clock_says_its_end_in_words(case: Case, advocate: Person) -> None:
    page = signed_in(advocate).get(reverse("cases:case", args=[case.pk])).content.decode()
    assert "Aman sampai Jumat, 18 April 2025, 23.59 WIB" in page
    assert "Cara menghitung" in page


# stages, numbers, people


def test_a_case_advances_by_the_table_and_a_stale_page_changes_nothing(case: Case, advocate: Person) -> None:
    seen = case.revision
    moved = actions.advance(case_id=case.pk, step="lodged", by=advocate, now=NOW, seen_revision=seen)
    assert moved.stage == "lodged"
    with pytest.raises(StaleCase):
        actions.advance(case_id=case.pk, step="registered", by=advocate, now=NOW, seen_revision=seen)
    with pytest.raises(InvalidTransition):
        actions.advance(case_id=case.pk, step="lodged", by=advocate, now=NOW)
    case.refresh_from_db()
    assert case.stage == "lodged"


def test_two_advocates_who_take_a_case_at_once_get_one_owner(case: Case, advocate: Person) -> None:
    other = a_person("pendamping-dua", Role.ADVOCATE)
    client = signed_in(advocate)
    address = reverse("cases:take", args=[case.pk])
    assert client.post(address, {"revision": case.revision}).status_code == 302
    assert signed_in(other).post(address, {"revision": case.revision}).status_code == 409
    case.refresh_from_db()
    assert case.advocate == advocate


def test_numbers_run_by_the_year_of_the_office(election: Election, coordinator: Person) -> None:
    new_year_in_serang = datetime(2025, 12, 31, 17, 30, tzinfo=UTC)
    made = [
        actions.open_case(
            incident=Incident.objects.create(created_at=moment), report=a_report(election), by=coordinator, now=moment
        ).number
        for moment in (NOW, NOW, new_year_in_serang - timedelta(hours=1), new_year_in_serang)
    ]
    assert made == ["JRD-2025-0001", "JRD-2025-0002", "JRD-2025-0003", "JRD-2026-0001"]


def test_a_number_is_given_only_inside_the_transaction_of_its_case() -> None:
    with transaction.atomic():
        assert numbers.next_number(2031) == "JRD-2031-0001"


@pytest.mark.django_db(transaction=True)
def test_cases_opened_at_the_same_moment_never_share_a_number() -> None:
    given: list[str] = []
    start = threading.Barrier(6)

    def open_some() -> None:
        start.wait()
        try:
            for _case in range(5):
                with transaction.atomic():
                    given.append(numbers.next_number(2025))
        finally:
            close_old_connections()
            from django.db import connection

            connection.close()

    threads = [threading.Thread(target=open_some) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(given) == [f"JRD-2025-{n:04d}" for n in range(1, 31)]
    assert CaseCounter.objects.get().last == 30


def test_a_transaction_that_fails_gives_its_number_back(db: None) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        numbers.next_number(2025)
        raise ZeroDivisionError
    with transaction.atomic():
        assert numbers.next_number(2025) == "JRD-2025-0001"


READ = ["case", "what_if"]
WRITE = ["take", "choose_track", "ask"]
FORMS = ["answer", "overrule"]


@pytest.mark.parametrize("role", Role.values)
@pytest.mark.parametrize("name", [*READ, *WRITE, *FORMS])
def test_each_address_of_a_case_is_for_its_roles_only(name: str, role: str, case: Case) -> None:
    client, address = signed_in(a_person(f"orang-{role}", role)), reverse(f"cases:{name}", args=[case.pk])
    status = (client.post(address) if name in WRITE else client.get(address)).status_code
    allowed = {"advocate", "coordinator"} if name in READ else {"advocate"}
    assert (status != 403) is (role in allowed), status


def test_a_question_of_the_worksheet_goes_to_the_witness_as_it_is(case: Case, advocate: Person) -> None:
    client = signed_in(advocate)
    page = client.get(reverse("cases:case", args=[case.pk]))
    question = next(one["ask"] for one in page.context["requirements"] if one["ask"])
    client.post(reverse("cases:ask", args=[case.pk]), {"text": question})
    assert Message.objects.get().text == question
    assert JournalEntry.objects.filter(verb="witness_asked", case=case.subject).exists()


def test_a_case_of_an_imported_report_cannot_ask_and_says_so(
    election: Election, coordinator: Person, reviewer: Person, second_reviewer: Person, advocate: Person
) -> None:
    case = a_case(a_report(election, code_digest=None), coordinator, reviewer, second_reviewer)
    client = signed_in(advocate)
    assert "Laporan ini diimpor" in client.get(reverse("cases:case", args=[case.pk])).content.decode()
    answer = client.post(reverse("cases:ask", args=[case.pk]), {"text": "Di mana?"})
    assert answer.status_code == 403
    assert Message.objects.count() == 0


def test_facts_that_contradict_each_other_are_explained_on_the_page(
    election: Election, coordinator: Person, reviewer: Person, second_reviewer: Person, advocate: Person
) -> None:
    report = a_report(election)
    case = a_case(report, coordinator, reviewer, second_reviewer)
    Report.objects.update(known_date="2025-04-01")
    page = signed_in(advocate).get(reverse("cases:case", args=[case.pk])).content.decode()
    assert "Lembar kerja belum bisa dihitung" in page
    assert "tidak bisa tahu sebelum terjadi" in page


def test_the_same_worksheet_serves_a_report_that_is_no_case(election: Election) -> None:
    sheet = worksheet_of_report(a_report(election), NOW)
    assert {row.line.provision.id for row in sheet.rows} >= {"pilkada_71_1", "village_29_j"}


def test_every_change_to_a_case_is_in_its_journal_without_words(case: Case, advocate: Person) -> None:
    actions.take_case(case_id=case.pk, by=advocate, now=NOW, seen_revision=case.revision)
    actions.answer_fact(case_id=case.pk, fact="witnesses", value=3, reason="kata rahasia", by=advocate, now=NOW)
    actions.overrule(
        case_id=case.pk, provision="pilkada_71_1", reported=0, element="act", status="met", reason="kata rahasia",
        by=advocate, now=NOW,
    )  # fmt: skip
    actions.open_track(case_id=case.pk, code="village", reason="kata rahasia", by=advocate, now=NOW)
    actions.drop_track(case_id=case.pk, code="village", reason="kata rahasia", by=advocate, now=NOW)
    actions.advance(case_id=case.pk, step="closed", by=advocate, now=NOW)
    verbs = list(JournalEntry.objects.filter(case=case.subject).order_by("seq").values_list("verb", flat=True))
    assert verbs == [
        "case_opened", "case_taken", "fact_answered", "element_overruled", "track_opened", "track_dropped", "case_advanced",
    ]  # fmt: skip
    assert "rahasia" not in str(list(JournalEntry.objects.values("detail")))
    assert verify_chain() is None


def test_the_list_puts_the_fewest_hours_first_and_lodged_cases_after(
    election: Election, coordinator: Person, reviewer: Person, second_reviewer: Person, advocate: Person
) -> None:
    hours = {name: NOW + timedelta(hours=count) for name, count in (("late", 90), ("soon", 5), ("middle", 40))}
    made = {
        name: a_case(a_report(election, safe_last_moment=due), coordinator, reviewer, second_reviewer)
        for name, due in hours.items()
    }
    lodged = a_case(a_report(election), coordinator, reviewer, second_reviewer)
    actions.advance(case_id=lodged.pk, step="lodged", by=advocate, now=NOW)
    page = signed_in(advocate).get(reverse("cases:list")).content.decode()
    order = sorted([*made.values(), lodged], key=lambda case: page.index(case.number))
    assert order == [made["soon"], made["middle"], made["late"], lodged]
    only = signed_in(advocate).get(reverse("cases:list"), {"stage": "underway"}).content.decode()
    assert lodged.number in only
    assert made["soon"].number not in only
