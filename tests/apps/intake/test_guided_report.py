"""A witness tells what they saw, page by page, without JavaScript."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client

from jurdil.apps.accounts.models import Person
from jurdil.apps.elections.models import Election
from jurdil.apps.evidence.models import EvidenceItem
from jurdil.apps.intake.models import Draft, Report
from jurdil.apps.journal.actions import verify_chain
from jurdil.apps.journal.models import JournalEntry
from tests.telling import STORY, begin, send, tell


@pytest.fixture
def witness(election: Election) -> Client:
    return Client()


def test_a_report_walks_from_the_first_question_to_the_receipt(witness: Client) -> None:
    tell(witness)
    page = witness.get("/lapor/periksa/").content.decode()
    for words in ("guru SD", "sekretaris desa", "Desa Anyar", "TPS 009", "Sabtu, 12 April 2025", "Saksi Rekaan", STORY):
        assert words in page
    assert witness.post("/lapor/periksa/")["Location"] == "/lapor/selesai/"
    report = Report.objects.get()
    assert [party.category for party in report.reported.all()] == ["civil_servant", "village_officer"]
    assert (report.act, report.beneficiary, report.pair.number) == ("attend_event", "determined_pair", 1)
    assert (str(report.event_date), str(report.known_date)) == ("2025-04-12", "2025-04-13")
    assert report.evidence.count() == 1 and report.tps == 9 and report.other_witnesses == 1
    assert not Draft.objects.exists()
    receipt = witness.get("/lapor/selesai/").content.decode()
    assert witness.cookies["laporan"].value in receipt and "<svg" in receipt and "style=" not in receipt
    assert verify_chain() is None


def test_sending_the_same_form_twice_makes_one_report_with_one_receipt(witness: Client) -> None:
    tell(witness)
    first = witness.post("/lapor/periksa/")
    second = witness.post("/lapor/periksa/")
    assert first["Location"] == second["Location"] == "/lapor/selesai/"
    assert Report.objects.count() == 1 and JournalEntry.objects.filter(verb="report_registered").count() == 1


def test_names_of_witnesses_are_sealed_in_draft_and_report_and_never_in_the_journal(witness: Client) -> None:
    tell(witness)
    assert "Rekaan" not in str({k: v for k, v in Draft.objects.get().answers.items() if k in ("kontak", "saksi")})
    witness.post("/lapor/periksa/")
    report = Report.objects.get()
    assert b"Saksi Rekaan" not in bytes(report.contact.sealed)
    journal = str(list(JournalEntry.objects.values()))
    assert "Rekaan" not in journal and "panggung" not in journal and "Sari" not in journal
    from jurdil.adapters.sealing import seal_of

    opened = seal_of(settings.INSTANCE, "witness").open_record(bytes(report.contact.sealed))
    assert opened["name"] == "Saksi Rekaan" and opened["others"] == [{"name": "Sari", "contact": "0812 3456 7890"}]


def test_a_signed_in_person_who_reports_is_recorded_as_the_teller(witness: Client, reviewer: Person) -> None:
    witness.force_login(reviewer)
    tell(witness)
    witness.post("/lapor/periksa/")
    assert Report.objects.get().told_by == reviewer


def test_who_took_money_is_told_of_187a_before_any_detail_and_may_ask_for_counsel(witness: Client) -> None:
    begin(witness)
    assert send(witness, "kejadian", act="give_money") == "/lapor/uang/"
    assert send(witness, "uang", took_money="yes") == "/lapor/pendampingan/"
    for later in ("rincian", "terlapor", "cerita"):
        assert witness.get(f"/lapor/{later}/")["Location"] == "/lapor/pendampingan/"
    page = witness.get("/lapor/pendampingan/").content.decode()
    assert "187A ayat (2)" in page
    assert witness.post("/lapor/pendampingan/", {"pilihan": "pendamping"})["Location"] == "/lapor/selesai/"
    report = Report.objects.get()
    assert report.counsel_requested and report.took_money and report.narrative == "" and report.messages.count() == 1


def test_who_took_money_may_stop_and_nothing_is_kept(witness: Client) -> None:
    begin(witness)
    send(witness, "kejadian", act="give_money")
    send(witness, "uang", took_money="yes")
    response = witness.post("/lapor/pendampingan/", {"pilihan": "hapus"})
    assert "cookies" in response["Clear-Site-Data"]
    assert not Draft.objects.exists() and not Report.objects.exists() and not JournalEntry.objects.exists()


def test_a_changed_answer_leads_back_to_the_check(witness: Client) -> None:
    tell(witness)
    assert witness.post("/lapor/cerita/", {"narrative": "Lain.", "kembali_ke": "periksa"})["Location"] == "/lapor/periksa/"
    assert "Lain." in witness.get("/lapor/periksa/").content.decode()


def test_going_back_keeps_what_was_typed(witness: Client) -> None:
    tell(witness)
    assert witness.post("/lapor/cerita/", {"narrative": "Setengah jalan", "go": "kembali"})["Location"] == "/lapor/bukti/"
    assert "Setengah jalan" in witness.get("/lapor/cerita/").content.decode()


def test_a_file_taken_away_again_leaves_nothing(witness: Client) -> None:
    tell(witness)
    item = EvidenceItem.objects.get()
    witness.post("/lapor/bukti/", {"hapus": str(item.pk)})
    assert not EvidenceItem.objects.exists()


def test_leaving_quickly_clears_the_phone_and_lands_on_a_page_that_tells_nothing(witness: Client) -> None:
    begin(witness)
    response = witness.post("/keluar/")
    assert response["Location"] == "/cuaca/" and "storage" in response["Clear-Site-Data"]
    assert response.cookies["laporan"].value == ""
    assert "jurdil" not in witness.get("/cuaca/").content.decode().lower()


def test_the_receipt_names_the_day_by_which_bawaslu_must_have_it(witness: Client) -> None:
    tell(witness)
    witness.post("/lapor/periksa/")
    report = Report.objects.get()
    assert str(report.outer_last_day) == "2025-04-20"
    for page in ("/lapor/selesai/", "/kode/status/"):
        words = witness.get(page).content.decode()
        assert "Sabtu, 19 April 2025, 23.59 WIB" in words and "Sisa waktu: 5 hari" in words


def test_days_left_end_with_the_last_opening_of_the_desk_not_with_a_sunday(witness: Client) -> None:
    """Known on Monday the 14th: the seventh day is Sunday the 20th, the desk closes for the last time on Saturday."""
    tell(witness)
    witness.post("/lapor/tahu/", {"known_when": "today", "known_how": "saw", "kembali_ke": "periksa"})
    witness.post("/lapor/periksa/")
    words = witness.get("/lapor/selesai/").content.decode()
    assert "Sabtu, 19 April 2025, 23.59 WIB" in words and "Sisa waktu: 5 hari" in words


def test_the_receipt_says_what_happens_next_and_on_which_day(witness: Client) -> None:
    tell(witness)
    witness.post("/lapor/periksa/")
    words = witness.get("/lapor/selesai/").content.decode()
    assert "Lihat lagi Selasa, 15 April 2025." in words and "Batasnya Sabtu, 19 April 2025." in words


def test_who_asks_for_counsel_after_telling_sends_nothing_of_it_and_is_told_so(witness: Client) -> None:
    tell(witness)
    witness.post("/lapor/kejadian/", {"act": "receive_money", "kembali_ke": "periksa"})
    witness.post("/lapor/uang/", {"took_money": "yes", "kembali_ke": "periksa"})
    assert "yang sudah Anda isi kami hapus" in witness.get("/lapor/pendampingan/").content.decode()
    witness.post("/lapor/pendampingan/", {"pilihan": "pendamping"})
    report = Report.objects.get()
    assert (report.narrative, report.reported.count(), report.evidence.count()) == ("", 0, 0)
    assert not hasattr(report, "contact") and not EvidenceItem.objects.exists()
    assert "Lihat lagi Selasa, 15 April 2025." in witness.get("/lapor/selesai/").content.decode()
