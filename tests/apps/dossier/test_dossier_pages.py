"""Pelapor resmi and Berkas in the browser's view: who may come in, what they can do, what stays hidden."""

from __future__ import annotations

import io
import shutil

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from jurdil.adapters import instance
from jurdil.adapters.bundle_check import verify_bundle
from jurdil.apps.cases.models import Case
from jurdil.apps.cases.panels import panels_for
from jurdil.apps.dossier.models import Dossier
from jurdil.apps.dossier.seals import open_reporter
from jurdil.apps.journal.models import JournalEntry
from tests.apps.dossier_cases import NOW, taken_up, told
from tests.conftest import signed_in

FIELDS = {
    "capacity": "citizen",
    "voter_here": "yes",
    "name": "Ratna Rekaan",
    "birth_place": "Serang",
    "birth_date_0": "3",
    "birth_date_1": "Februari",
    "birth_date_2": "1990",
    "sex": "Perempuan",
    "occupation": "Pedagang",
    "citizenship": "WNI",
    "address": "Kp. Rekaan RT 003/RW 002",
    "phone": "0812-0000-0001",
    "email": "",
    "id_number": "3604 0543 0290 0003",
    "agreed": "on",
}
WITNESSES = {
    "saksi-TOTAL_FORMS": "2",
    "saksi-INITIAL_FORMS": "0",
    "saksi-MIN_NUM_FORMS": "0",
    "saksi-MAX_NUM_FORMS": "40",
    "saksi-0-name": "Saksi Rela",
    "saksi-0-saw": "Mendengar ajakan",
}


@pytest.fixture
def case(election) -> Case:
    return taken_up(told(election))


def url(name: str, case: Case, *more: object) -> str:
    return reverse(f"dossier:{name}", args=[case.pk, *more])


def body(answer) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


@pytest.mark.parametrize("name", ["file", "reporter", "particulars"])
def test_only_those_who_file_come_in(case, name, advocate, coordinator, reviewer, outsider):
    assert signed_in(advocate).get(url(name, case)).status_code == 200
    assert signed_in(coordinator).get(url(name, case)).status_code == 200
    assert signed_in(reviewer).get(url(name, case)).status_code == 403
    assert signed_in(outsider).get(url(name, case)).status_code == 403
    assert Client().get(url(name, case)).status_code == 302


def test_from_the_reporter_to_the_downloaded_bundle(case, advocate, tmp_path):
    client = signed_in(advocate)
    page = client.post(url("reporter", case), FIELDS, follow=True)
    assert page.status_code == 200
    assert "terkunci" in page.content.decode()
    written = {"what": "Dugaan ajakan memilih", "narrative": "Mereka naik ke panggung.", **WITNESSES}
    assert client.post(url("particulars", case), written).status_code == 302
    page = client.post(url("freeze", case), {"seen_version": "0"}, follow=True)
    assert "Versi 1" in page.content.decode()
    answer = client.post(url("bundle", case, 1))
    assert answer["Content-Type"] == "application/zip"
    assert answer["Cache-Control"] == "no-store"
    content = body(answer)
    assert answer["Content-Length"] == str(len(content))
    (tmp_path / "b.zip").write_bytes(content)
    assert verify_bundle(tmp_path / "b.zip").ok
    pdf = body(client.post(url("document", case, 1, "1-formulir-laporan.pdf")))
    text = "\n".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(pdf)).pages)
    assert "Ratna Rekaan" in text
    assert "Saksi Rela" in text
    assert "KONSEP" not in text
    assert body(client.post(url("document", case, 1, "6-surat-kuasa.docx"))).startswith(b"PK")
    assert client.post(url("document", case, 1, "9-tidak-ada.pdf")).status_code == 404
    assert client.post(url("bundle", case, 2)).status_code == 404


def test_no_page_shows_the_identity_number_whole(case, advocate):
    client = signed_in(advocate)
    client.post(url("reporter", case), FIELDS)
    for name in ("reporter", "file", "particulars"):
        assert "3604054302900003" not in client.get(url(name, case)).content.decode()
    assert "3604********0003" in client.get(url("reporter", case)).content.decode()


def test_an_odd_identity_number_is_pointed_at_and_kept(case, advocate):
    page = signed_in(advocate).post(url("reporter", case), {**FIELDS, "id_number": "123"}, follow=True)
    assert "Nomor KTP biasanya 16 angka." in page.content.decode()
    assert open_reporter(case.reporters.last()).id_number == "123"


def test_nobody_becomes_reporter_without_having_agreed(case, advocate):
    page = signed_in(advocate).post(url("reporter", case), {**FIELDS, "agreed": ""})
    assert page.status_code == 422
    assert "Tanyakan dulu persetujuannya." in page.content.decode()
    assert not case.reporters.exists()


def test_a_draft_is_marked_and_nothing_is_frozen(case, advocate):
    answer = signed_in(advocate).post(url("draft", case, "0-sampul.pdf"))
    assert "KONSEP" in PdfReader(io.BytesIO(answer.content)).pages[0].extract_text()
    assert not Dossier.objects.exists()


def test_a_second_tab_cannot_freeze_what_it_did_not_see(case, advocate):
    client = signed_in(advocate)
    client.post(url("reporter", case), FIELDS)
    assert client.post(url("freeze", case), {"seen_version": "0"}).status_code == 302
    assert client.post(url("freeze", case), {"seen_version": "0"}).status_code == 409
    assert client.post(url("freeze", case), {"seen_version": "x"}).status_code == 409
    assert Dossier.objects.count() == 1


def test_without_a_reporter_the_page_says_what_comes_first(case, advocate):
    page = signed_in(advocate).get(url("file", case)).content.decode()
    assert "Belum ada pelapor resmi." in page
    assert "Bekukan versi" not in page
    assert signed_in(advocate).post(url("freeze", case), {"seen_version": "0"}).status_code == 403


def test_downloads_are_not_for_a_reviewer(case, advocate, reviewer):
    client = signed_in(advocate)
    client.post(url("reporter", case), FIELDS)
    client.post(url("freeze", case), {"seen_version": "0"})
    for name, more in (("bundle", (1,)), ("document", (1, "0-sampul.pdf")), ("draft", ("0-sampul.pdf",))):
        assert signed_in(reviewer).post(url(name, case, *more)).status_code == 403
        assert Client().post(url(name, case, *more)).status_code == 302


def test_an_invited_person_fills_in_the_form_without_an_account(case, advocate):
    page = signed_in(advocate).post(url("invite", case), {"to": "other"}).content.decode()
    link = page.split('id="link">')[1].split("<")[0]
    person = Client()
    assert person.get(link).status_code == 200
    assert person.post(link, {**FIELDS, "agreed": ""}).status_code == 422
    done = person.post(link, FIELDS)
    assert "Terima kasih" in done.content.decode()
    assert open_reporter(case.reporters.last()).name == "Ratna Rekaan"
    assert person.get(link).status_code == 410
    assert person.get(reverse("dossier:invitation", args=["x" * 43])).status_code == 410


def test_the_witness_is_invited_through_the_receipt_code(case, advocate):
    page = signed_in(advocate).post(url("invite", case), {"to": "witness"}, follow=True)
    assert "Undangan terkirim" in page.content.decode()
    assert "/meja/undangan/" in case.report.messages.last().text


def test_the_panel_tells_readiness_and_the_next_step_to_those_who_file(case, advocate, reviewer, rf):
    request = rf.get("/")
    request.user = advocate
    shown = {panel.name: context for panel, context in panels_for(request, case, "below")}
    assert shown["dossier"]["of"] == 8
    assert shown["dossier"]["step"]["href"] == url("reporter", case)
    request.user = reviewer
    assert "dossier" not in {panel.name for panel, _ in panels_for(request, case, "below")}


def test_the_clock_of_the_papers_is_that_of_the_office(case, advocate):
    page = signed_in(advocate).get(url("file", case)).content.decode()
    assert "WIB" in page


@pytest.mark.parametrize("key", ["", "bukan kunci", "lain"])
def test_a_lost_or_wrong_key_ends_in_a_page_that_says_what_to_do(case, advocate, settings, tmp_path, key):
    client = signed_in(advocate)
    client.post(url("reporter", case), FIELDS)
    client.post(url("freeze", case), {"seen_version": "0"})
    entries = JournalEntry.objects.count()
    other = instance.create(tmp_path / "lain", kind="rehearsal", created=NOW)
    shutil.copytree(settings.INSTANCE.originals, other.originals, dirs_exist_ok=True)
    seal = other.home / "secrets" / "reporter.agekey"
    if not key:
        seal.unlink()
    elif key != "lain":
        seal.write_text(key)
    settings.INSTANCE = other
    answers = [client.get(url("reporter", case)), client.get(url("file", case)), client.post(url("bundle", case, 1))]
    answers.append(client.post(url("document", case, 1, "0-sampul.pdf")))
    for answer in answers:
        assert answer.status_code == 503
        assert "jurdil doctor" in answer.content.decode() and "Ratna" not in answer.content.decode()
    assert JournalEntry.objects.count() == entries
