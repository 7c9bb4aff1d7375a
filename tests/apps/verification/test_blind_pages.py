"""What a reviewer's page must not say: whom the claim helps, and what the other reviewer thinks."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from jurdil.apps.accounts.models import Person, Role
from jurdil.apps.elections.models import Election
from jurdil.apps.evidence.actions import receive_evidence
from jurdil.apps.evidence.models import EvidenceItem
from jurdil.apps.intake.models import Message, Report, ReportEvidence
from tests.conftest import NOW, a_person, signed_in
from tests.desk_cast import GRADES, a_report, assess

pytestmark = pytest.mark.django_db
NARRATIVE = "Kades teriak dukung 02, salam dua jari untuk Pasangan Kenanga, katanya nomor urut dua menang lawan Melati."
NARRATIVE_OF_THE_OTHER = (
    "Kades teriak dukung 01, salam satu jari untuk Pasangan Melati, katanya nomor urut satu menang lawan Kenanga."
)
NAMES = re.compile(r"kenanga|melati|\b0?2\b menang|dukung 0?2|dua jari|urut dua|paslon 0?2", re.IGNORECASE)


def page_of(report: Report, person: Person) -> str:
    return signed_in(person).get(reverse("verification:report", args=[report.pk])).content.decode()


@pytest.fixture
def report(election: Election) -> Report:
    report = a_report(
        election,
        narrative=NARRATIVE,
        pair=election.pairs.get(number=2),
        place="rumah tim Kenanga",
        known_how="grup WA relawan 02",
        people=[{"category": "candidate", "office": "calon bupati nomor 2", "name": "Kenanga"}],
    )
    item = EvidenceItem.objects.create(
        sha256="a" * 64, size=10, media_type="image/jpeg", kind="photo", filename="kenanga-02.jpg", received_at=NOW
    )
    ReportEvidence.objects.create(report=report, item=item, number=1, caption="spanduk paslon 02")
    Message.objects.create(report=report, from_witness=True, text="Ya, untuk paslon 2.", at=NOW)
    return report


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.COORDINATOR])
def test_nothing_on_the_page_names_a_pair(report: Report, role: str) -> None:
    page = page_of(report, a_person("orang", role))
    assert "▇▇▇" in page
    assert NAMES.search(page) is None, NAMES.search(page)
    assert "Foto masih bisa memperlihatkannya" in page


def test_neither_pair_nor_beneficiary_reach_the_template(report: Report, reviewer: Person) -> None:
    response = signed_in(reviewer).get(reverse("verification:report", args=[report.pk]))
    story = response.context["story"]
    assert "beneficiary" not in story
    assert "pair" not in story
    assert "pasangan calon yang sudah ditetapkan" not in response.content.decode()


def test_the_page_is_the_same_for_the_other_pair(report: Report, reviewer: Person, election: Election) -> None:
    def bare(page: str) -> str:
        page = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "ID", page)
        return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page)

    before = bare(page_of(report, reviewer))
    Report.objects.update(
        pair=election.pairs.get(number=1),
        narrative=NARRATIVE_OF_THE_OTHER,
        place="rumah tim Melati",
        known_how="grup WA relawan 01",
    )
    report.reported.update(office="calon bupati nomor 1", name="Melati")
    ReportEvidence.objects.update(caption="spanduk paslon 01")
    Message.objects.update(text="Ya, untuk paslon 1.")
    assert bare(page_of(report, reviewer)) == before


def test_the_second_reviewer_learns_only_that_one_assessment_is_in(
    report: Report, reviewer: Person, second_reviewer: Person
) -> None:
    assess(report, reviewer, reliability_reason="alasan-pertama", credibility_reason="alasan-kedua")
    page = page_of(report, second_reviewer)
    assert "1 dari 2" in page
    assert "alasan-pertama" not in page
    assert "alasan-kedua" not in page
    assert reviewer.name not in page


def test_the_coordinator_sees_a_count_before_both_are_in_and_reasons_after(
    report: Report, coordinator: Person, reviewer: Person, second_reviewer: Person
) -> None:
    assess(report, reviewer, reliability_reason="alasan-pertama")
    before = page_of(report, coordinator)
    assert "1 dari 2" in before
    assert "alasan-pertama" not in before
    assert reviewer.name not in before
    assert "Simpan keputusan" not in before
    assess(report, second_reviewer, reliability="C", reliability_reason="alasan-lain 02")
    after = page_of(report, coordinator)
    for words in ("alasan-pertama", "alasan-lain ▇▇▇", reviewer.name, "sejalan", "Simpan keputusan"):
        assert words in after, words


def test_disagreement_is_shown(report: Report, coordinator: Person, reviewer: Person, second_reviewer: Person) -> None:
    assess(report, reviewer, reliability="A", credibility=1)
    assess(report, second_reviewer, reliability="E", credibility=5)
    assert "Kedua peninjau berbeda" in page_of(report, coordinator)


def test_a_reviewer_sees_their_own_assessment(report: Report, reviewer: Person) -> None:
    assess(report, reviewer, reliability_reason="alasan-saya")
    page = page_of(report, reviewer)
    assert "alasan-saya" in page
    assert "Kirim penilaian" not in page


def test_two_tabs_send_two_assessments_and_the_second_gets_a_clear_answer(report: Report, reviewer: Person) -> None:
    client, address = signed_in(reviewer), reverse("verification:assess", args=[report.pk])
    assert client.post(address, GRADES).status_code == 302
    second = client.post(address, GRADES | {"reliability": "E"})
    assert second.status_code == 403
    assert "Penilaian Anda sudah tersimpan" in second.content.decode()
    assert report.assessments.get().reliability == "B"


def test_an_incomplete_assessment_keeps_what_was_typed(report: Report, reviewer: Person) -> None:
    answer = signed_in(reviewer).post(
        reverse("verification:assess", args=[report.pk]), GRADES | {"credibility": "", "reliability_reason": "kata saya"}
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "kata saya" in page
    assert "Pilih satu nilai untuk keterangannya." in page
    assert report.assessments.count() == 0


def test_the_witness_is_told_that_another_assesses(report: Report, reviewer: Person) -> None:
    Report.objects.update(told_by=reviewer)
    page = page_of(report, reviewer)
    assert "Ini laporan Anda sendiri" in page
    assert "Kirim penilaian" not in page
    assert signed_in(reviewer).post(reverse("verification:assess", args=[report.pk]), GRADES).status_code == 403


@pytest.mark.parametrize(
    ("name", "roles"),
    [
        ("report", {"coordinator", "reviewer"}),
        ("assess", {"reviewer"}),
        ("declare_conflict", {"reviewer"}),
        ("ask", {"coordinator", "reviewer"}),
        ("decide", {"coordinator"}),
        ("reopen", {"coordinator"}),
    ],
)
def test_each_address_is_for_its_roles_only(name: str, roles: set[str], report: Report) -> None:
    address = reverse(f"verification:{name}", args=[report.pk])
    for role in Role.values:
        client = signed_in(a_person(f"orang-{role}", role))
        answer = client.get(address) if name == "report" else client.post(address)
        assert (answer.status_code == 403) is (role not in roles), role


def test_a_stranger_is_led_to_the_sign_in_page(report: Report) -> None:
    answer = Client().get(reverse("verification:report", args=[report.pk]))
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/masuk/")


def test_a_decision_on_a_page_that_is_old_is_not_saved_and_what_was_typed_stays(
    report: Report, coordinator: Person, reviewer: Person, second_reviewer: Person
) -> None:
    assess(report, reviewer)
    assess(report, second_reviewer)
    report.refresh_from_db()
    client, address = signed_in(coordinator), reverse("verification:decide", args=[report.pk])
    typed = {"decision": "set_aside", "reason": "alasan yang panjang", "question": "", "revision": report.revision - 1}
    answer = client.post(address, typed)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Keputusan Anda belum tersimpan" in page
    assert "alasan yang panjang" in page
    assert f'name="revision" value="{report.revision}"' in page
    assert report.outcomes.count() == 0
    assert client.post(address, typed | {"revision": report.revision}).status_code == 302


def test_who_wants_counsel_first_is_marked_in_queue_and_report(report: Report, coordinator: Person) -> None:
    Report.objects.update(counsel_requested=True)
    assert "minta pendamping dulu" in signed_in(coordinator).get("/meja/").content.decode()
    assert "Jangan tanya rincian sebelum itu" in page_of(report, coordinator)


def test_the_name_that_a_sender_gave_a_file_reaches_no_reviewer(election: Election, reviewer: Person, advocate: Person) -> None:
    upload = SimpleUploadedFile("kampanye-kenanga-02.pdf", b"%PDF-1.4\n%%EOF\n")
    item = receive_evidence(upload=upload, filename=upload.name or "", actor="witness", now=NOW)
    ReportEvidence.objects.create(report=a_report(election), item=item, number=1, caption="")
    address = reverse("evidence:original", args=[item.pk])
    assert f'"bukti-{item.sha256[:8]}.pdf"' in signed_in(reviewer).get(address)["Content-Disposition"]
    assert "kampanye-kenanga-02.pdf" in signed_in(advocate).get(address)["Content-Disposition"]


@pytest.mark.parametrize("role", Role.values)
def test_the_head_of_the_page_offers_only_what_this_person_may_open(role: str, report: Report) -> None:
    client = signed_in(a_person("orang", role))
    head = client.get(reverse("accounts:me")).content.decode().split("</nav>")[0]
    for address in re.findall(r'<a href="(/[^"]+)"', head.split("<nav")[1]):
        assert client.get(address).status_code == 200, address
