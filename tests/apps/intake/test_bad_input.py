"""Everything that goes wrong at the door has a clear answer; nothing acknowledged is lost, nothing else is kept."""

from __future__ import annotations

import errno
import io
import logging
import os
import re
import time
from typing import Any

import pytest
from django.test import Client

from jurdil.apps.elections.models import Election
from jurdil.apps.evidence import actions as evidence
from jurdil.apps.evidence.models import EvidenceItem
from jurdil.apps.intake import actions
from jurdil.apps.intake.codes import digest_of, new_code
from jurdil.apps.intake.models import Draft, Report
from jurdil.core.receipt_code import ALPHABET
from jurdil.core.report import Telling
from tests.conftest import NOW
from tests.telling import STORY, a_photo, begin, send, tell


@pytest.fixture
def witness(election: Election) -> Client:
    return Client()


def at(client: Client, step: str, **data: Any) -> tuple[int, str]:
    response = client.post(f"/lapor/{step}/", data)
    return response.status_code, response.content.decode()


def test_31_november_is_answered_with_the_days_of_november(witness: Client) -> None:
    tell(witness)
    status, page = at(witness, "waktu", event_when="other", event_date_0="31", event_date_1="11", event_date_2="2024")
    assert status == 422 and "November 2024 hanya 30 hari" in page
    assert 'value="31"' in page


def test_a_whole_date_in_the_first_box_is_understood(witness: Client) -> None:
    tell(witness)
    status, _page = at(witness, "waktu", event_when="other", event_date_0="12/4/2025")
    assert status == 302 and Draft.objects.get().answers["waktu"]["event_date"] == "2025-04-12"


def test_an_event_that_is_moved_after_it_was_known_stops_the_sending_with_both_days(witness: Client) -> None:
    tell(witness)
    at(witness, "waktu", event_when="today")
    page = witness.get("/lapor/periksa/").content.decode()
    assert "tahu sebelum kejadian" in page and "14-04-2025" in page
    assert witness.post("/lapor/periksa/").status_code == 422 and not Report.objects.exists()


def test_a_known_date_in_the_future_is_refused(witness: Client) -> None:
    tell(witness)
    status, page = at(witness, "tahu", known_when="other", known_date_0="15", known_date_1="4", known_date_2="2025")
    assert status == 422 and "belum terjadi" in page


@pytest.mark.parametrize("code", ["99.99.99.9999", "36.73.01.1001", "3604", "' OR 1=1", "36.04.29.2001 "])
def test_a_region_code_that_is_not_in_the_list_is_refused(witness: Client, code: str) -> None:
    tell(witness)
    status, page = at(witness, "tempat", place_query="", region=code)
    assert (status, "Kode wilayah ini tidak ada" in page) == (422, True) or code.strip() == "36.04.29.2001"


def test_a_place_that_the_list_does_not_know_may_stay_as_words(witness: Client) -> None:
    tell(witness)
    status, page = at(witness, "tempat", place_query="Kampung Entah")
    assert status == 422 and "tidak ada di daftar" in page
    status, _page = at(witness, "tempat", place_query="Kampung Entah", pick="none")
    assert status == 302 and Draft.objects.get().answers["tempat"] == {"place_query": "Kampung Entah"}


def test_several_places_of_one_name_are_asked_about_not_guessed(witness: Client) -> None:
    tell(witness)
    status, page = at(witness, "tempat", place_query="kramat watu")
    assert status == 422 and "Kecamatan, Kabupaten Serang" in page and "Desa, Kecamatan Kramatwatu" in page
    at(witness, "tempat", place_query="kramat watu", pick="36.04.05.2001")
    assert Draft.objects.get().answers["tempat"]["region"] == "36.04.05.2001"


def test_sixty_thousand_characters_are_told_and_one_more_keeps_the_text_and_says_so(witness: Client) -> None:
    tell(witness)
    story = "a😀b" * 20_000
    assert at(witness, "cerita", narrative=story)[0] == 302
    status, page = at(witness, "cerita", narrative=story + "x")
    assert status == 422 and "60.001" in page and story + "x" in page
    assert witness.post("/lapor/periksa/").status_code == 422
    assert (story + "x") in witness.get("/lapor/cerita/").content.decode()


def test_hidden_signs_are_taken_out_and_the_page_says_so_and_emoji_stay(witness: Client) -> None:
    tell(witness)
    witness.post("/lapor/cerita/", {"narrative": "Uang\x00 dibagi \u202eteksil\u202c 💰👨‍👩‍👧", "kembali_ke": "periksa"})
    page = witness.get("/lapor/periksa/").content.decode()
    assert "Kami membuang 3 tanda yang tidak tampak" in page and "Uang dibagi teksil 💰👨‍👩‍👧" in page


@pytest.mark.parametrize(
    ("data", "name", "words", "status"),
    [
        (b"", "foto.jpg", "kosong (0 byte)", 422),
        (b"MZ\x90\x00" + bytes(100), "foto.jpg", "sebuah program", 422),
        (b"<html><script>x</script>", "foto.jpg", "halaman web", 422),
    ],
)
def test_a_file_that_cannot_be_taken_is_answered_and_nothing_of_it_is_kept(
    witness: Client, data: bytes, name: str, words: str, status: int
) -> None:
    tell(witness)
    file = io.BytesIO(data)
    file.name = name
    before = set(evidence.store().all())
    response = witness.post("/lapor/bukti/", {"berkas": file, "go": "unggah"})
    assert response.status_code == status and words in response.content.decode()
    assert EvidenceItem.objects.count() == 1 and set(evidence.store().all()) == before
    assert STORY in witness.get("/lapor/periksa/").content.decode()


def test_a_truncated_photo_and_a_lying_ending_are_taken_with_a_kind_remark(witness: Client) -> None:
    tell(witness)
    half = io.BytesIO(a_photo("red").getvalue()[:900])
    half.name = "video.mp4"
    page = witness.post("/lapor/bukti/", {"berkas": half, "go": "unggah"}, follow=True).content.decode()
    assert "tampaknya terpotong" in page and "tidak cocok dengan isinya" in page


def test_one_bad_file_among_good_ones_stops_only_itself(witness: Client) -> None:
    tell(witness)
    empty = io.BytesIO(b"")
    empty.name = "kosong.png"
    response = witness.post("/lapor/bukti/", {"berkas": [a_photo("red"), empty, a_photo("green")], "go": "unggah"})
    assert response.status_code == 422 and EvidenceItem.objects.count() == 3


def test_the_script_that_sends_one_file_gets_its_answer_as_data(witness: Client) -> None:
    tell(witness)
    sent = witness.post("/lapor/bukti/", {"berkas": a_photo("red")}, headers={"accept": "application/json"})
    assert sent.json() == {"ok": True}
    empty = io.BytesIO(b"")
    empty.name = "kosong.png"
    answer = witness.post("/lapor/bukti/", {"berkas": empty}, headers={"accept": "application/json"})
    assert answer.status_code == 422 and "kosong" in answer.json()["error"]


def test_the_same_photo_sent_again_is_one_exhibit(witness: Client) -> None:
    tell(witness)
    witness.post("/lapor/bukti/", {"berkas": a_photo(), "go": "unggah"})
    assert Draft.objects.get().evidence.count() == 1 and EvidenceItem.objects.count() == 1


class Form(io.RawIOBase):
    """The body of a form with one file of so many bytes, made while it is read."""

    def __init__(self, size: int) -> None:
        head = (
            '--batas\r\nContent-Disposition: form-data; name="go"\r\n\r\nunggah\r\n'
            '--batas\r\nContent-Disposition: form-data; name="berkas"; filename="v.mp4"\r\n'
            "Content-Type: video/mp4\r\n\r\n"
        )
        self.parts = [head.encode(), size, b"\r\n--batas--\r\n"]
        self.length = len(self.parts[0]) + size + len(self.parts[2])  # type: ignore[arg-type]
        self.given = 0

    def read(self, size: int = -1) -> bytes:
        while self.parts:
            part = self.parts[0]
            if isinstance(part, int):
                take = min(part, size if size > 0 else 65536)
                self.parts[0] = part - take
                if self.parts[0] == 0:
                    self.parts.pop(0)
                self.given += take
                return bytes(take)
            self.parts[0], piece = part[size:], part[:size]
            if not self.parts[0]:
                self.parts.pop(0)
            return piece
        return b""


@pytest.mark.parametrize(("size", "drained"), [(2 * 1024**3, False), (1536 * 1024, True)])
def test_a_two_gigabyte_upload_is_refused_while_it_streams_and_the_words_stay(
    witness: Client, settings: Any, size: int, drained: bool
) -> None:
    tell(witness)
    settings.EVIDENCE_MAX_BYTES = 1024 * 1024
    form = Form(size)
    response = witness.request(
        REQUEST_METHOD="POST",
        PATH_INFO="/lapor/bukti/",
        CONTENT_TYPE="multipart/form-data; boundary=batas",
        CONTENT_LENGTH=str(form.length),
        **{"wsgi.input": form},
    )
    assert response.status_code == 413 and "terlalu besar" in response.content.decode()
    assert (form.given == size) is drained and (drained or form.given < 8 * 1024**2)
    assert not list((evidence.store().root / "incoming").glob("*"))
    assert STORY in witness.get("/lapor/periksa/").content.decode()


def test_a_full_disk_leaves_the_words_and_says_so(witness: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    tell(witness)

    def full(*_args: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        response = witness.post("/lapor/bukti/", {"berkas": a_photo("red"), "go": "unggah"})
    assert response.status_code == 507 and "penyimpanan penuh" in response.content.decode()
    assert EvidenceItem.objects.count() == 1
    assert STORY in witness.get("/lapor/periksa/").content.decode()
    assert witness.post("/lapor/bukti/", {"berkas": a_photo("red"), "go": "unggah"}).status_code == 302


def test_a_server_killed_between_upload_and_answer_leaves_an_orphan_that_is_swept_and_a_retry_works(
    witness: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell(witness)
    known = set(evidence.store().all())

    class Killed(BaseException):
        pass

    def killed(*_args: object, **_more: object) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(evidence.rows, "insert", killed)
        with pytest.raises(Killed):
            witness.post("/lapor/bukti/", {"berkas": a_photo("gold"), "go": "unggah"})
    (orphan,) = set(evidence.store().all()) - known
    old = time.time() - 7200
    for sha256 in evidence.store().all():
        os.utime(evidence.store().path(sha256), (old, old))
    assert orphan in evidence.collect()
    kept = Draft.objects.get().evidence.get().item
    assert evidence.store().verify(kept.sha256) == kept.size
    assert witness.post("/lapor/bukti/", {"berkas": a_photo("gold"), "go": "unggah"}).status_code == 302


def test_a_report_is_never_acknowledged_without_its_originals(witness: Client) -> None:
    tell(witness)
    item = EvidenceItem.objects.get()
    evidence.store().path(item.sha256).unlink()
    assert witness.post("/lapor/periksa/").status_code == 422
    assert not Report.objects.exists() and Draft.objects.exists()


def test_an_answer_lost_on_the_way_is_given_again(witness: Client) -> None:
    tell(witness)
    code = witness.cookies["laporan"].value
    witness.post("/lapor/periksa/")
    again = Client()
    again.cookies["laporan"] = code
    assert again.post("/lapor/periksa/")["Location"] == "/lapor/selesai/"
    assert code in again.get("/lapor/selesai/").content.decode() and Report.objects.count() == 1


def test_the_same_key_registers_once_whatever_comes_with_it(election: Election) -> None:
    telling = Telling(act="props", narrative="Spanduk di kantor desa.")
    first = actions.register_report(election=election, telling=telling, channel="import", idempotency_key="x:1", now=NOW)
    second = actions.register_report(election=election, telling=telling, channel="import", idempotency_key="x:1", now=NOW)
    assert first == second and Report.objects.count() == 1


def test_drafts_that_nobody_came_back_to_go_with_their_files(witness: Client) -> None:
    tell(witness)
    item = EvidenceItem.objects.get()
    path = evidence.store().path(item.sha256)
    old = time.time() - 7200
    os.utime(path, (old, old))
    Draft.objects.update(expires_at=NOW)
    Client().post("/lapor/")
    assert Draft.objects.count() == 1 and not EvidenceItem.objects.exists() and not path.exists()


def test_a_code_with_one_wrong_symbol_is_told_so_and_nothing_else(witness: Client) -> None:
    tell(witness)
    witness.post("/lapor/periksa/")
    code = witness.cookies["laporan"].value
    stranger = Client()
    for place in (0, 7, 18, 23):
        wrong = code[:place] + ALPHABET[(ALPHABET.index(code[place]) + 1) % 32] + code[place + 1 :]
        response = stranger.post("/kode/", {"code": wrong})
        assert response.status_code == 422 and "salah tulis atau tertukar" in response.content.decode()
        assert "laporan" not in response.cookies
    assert stranger.post("/kode/", {"code": code.lower().replace("-", " ")})["Location"] == "/kode/status/"


def test_guessing_is_slowed_for_all_without_noting_who_and_a_right_code_still_opens(witness: Client) -> None:
    tell(witness)
    witness.post("/lapor/periksa/")
    stranger = Client()
    answers = [stranger.post("/kode/", {"code": new_code()}).status_code for _ in range(actions.GUESSES_A_MINUTE + 1)]
    assert answers[-1] == 429 and answers[0] == 422
    assert stranger.post("/kode/", {"code": witness.cookies["laporan"].value}).status_code == 302


def test_no_word_of_a_witness_reaches_a_log(witness: Client, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        tell(witness)
        witness.post("/lapor/periksa/")
    logged = "\n".join(f"{record.getMessage()} {record.args}" for record in caplog.records if "django.db" not in record.name)
    assert STORY not in logged and "Saksi Rekaan" not in logged and witness.cookies["laporan"].value not in logged


def test_nonsense_addresses_and_orders_get_plain_answers(witness: Client) -> None:
    begin(witness)
    assert witness.get("/lapor/tidak-ada/").status_code == 404
    assert witness.get("/lapor/cerita/")["Location"] == "/lapor/kejadian/"
    assert at(witness, "kejadian", act="membunuh")[0] == 422
    assert at(witness, "kejadian")[0] == 422
    send(witness, "kejadian", act="props")
    for query in ("orang=0", "orang=99", "orang=-1", "orang=abc", "orang=1&rincian=1"):
        assert witness.get(f"/lapor/terlapor/?{query}").status_code == 200
    assert witness.post("/lapor/bukti/", {"hapus": "bukan-uuid"}).status_code == 404
    lost = Client()
    lost.cookies["laporan"] = "bukan kode"
    assert lost.get("/lapor/periksa/")["Location"] == "/lapor/"


def test_a_digest_in_the_database_is_no_code(witness: Client) -> None:
    begin(witness)
    draft = Draft.objects.get()
    assert draft.pk == digest_of(witness.cookies["laporan"].value) and witness.cookies["laporan"].value not in draft.pk


def test_a_number_that_is_none_in_an_address_is_no_fault_of_ours(witness: Client) -> None:
    tell(witness)
    assert witness.get("/lapor/terlapor/?orang=²").status_code == 200
    assert witness.post("/lapor/terlapor/", {"hapus": "²", "go": "lanjut"}).status_code == 302
    assert len(Draft.objects.get().answers["terlapor"]["people"]) == 2


@pytest.mark.parametrize("code", ["36.04.29.2001.9999", "36\x00"])
def test_a_fault_of_the_hidden_region_code_is_said_at_the_place(witness: Client, code: str) -> None:
    tell(witness)
    status, page = at(witness, "tempat", place_query="Anyar", region=code, place="balai desa")
    assert status == 422 and "Kode wilayah ini tidak ada" in page and "balai desa" in page


def test_what_was_ticked_for_another_act_is_not_told_of_this_one(witness: Client) -> None:
    tell(witness)
    witness.post("/lapor/kejadian/", {"act": "props", "kembali_ke": "periksa"})
    assert "Berbicara di depan orang" not in witness.get("/lapor/periksa/").content.decode()
    witness.post("/lapor/periksa/")
    assert Report.objects.get().circumstances == ["gave_support"]


def test_another_office_for_a_person_keeps_the_name_and_the_workplace(witness: Client) -> None:
    tell(witness)
    witness.post("/lapor/terlapor/?orang=1", {"category": "village_council_member"})
    page = witness.get("/lapor/terlapor/?orang=1&rincian=1").content.decode()
    assert "guru SD" in page and "SDN Rekaan" in page
    assert "civil_servant_type" not in Draft.objects.get().answers["terlapor"]["people"][0]


def test_a_web_page_in_utf_16_is_not_taken_for_a_sound(witness: Client) -> None:
    tell(witness)
    file = io.BytesIO("<html><script>x</script>".encode("utf-16"))
    file.name = "rekaman.html"
    assert witness.post("/lapor/bukti/", {"berkas": file, "go": "unggah"}).status_code == 422
    assert EvidenceItem.objects.count() == 1


JSON = {"accept": "application/json"}


def test_a_file_sent_to_a_draft_that_is_gone_is_never_called_received(witness: Client) -> None:
    tell(witness)
    witness.post("/lapor/periksa/")  # sent, in another tab
    late = witness.post("/lapor/bukti/", {"berkas": a_photo("red")}, headers=JSON)
    assert late.status_code == 409 and late.json()["ok"] is False
    forgotten = Client().post("/lapor/bukti/", {"berkas": a_photo("red")}, headers=JSON)
    assert forgotten.status_code == 410 and "belum kami simpan" in forgotten.json()["error"]
    closed = Client().post("/kode/bukti/", {"berkas": a_photo("red")}, headers=JSON)
    assert closed.status_code == 410 and closed.json()["ok"] is False
    assert EvidenceItem.objects.count() == 1


def test_a_file_before_the_money_question_is_never_called_received(witness: Client) -> None:
    begin(witness)
    send(witness, "kejadian", act="give_money")
    early = witness.post("/lapor/bukti/", {"berkas": a_photo("red")}, headers=JSON)
    assert early.status_code == 409 and early.json()["ok"] is False and not EvidenceItem.objects.exists()


@pytest.mark.parametrize(("address", "field"), [("/lapor/cerita/", "narrative"), ("/kode/pesan/", "text")])
def test_words_sent_when_the_cookie_is_lost_are_shown_again_to_be_copied(election: Election, address: str, field: str) -> None:
    response = Client().post(address, {field: STORY + " <b>"})
    assert response.status_code == 410
    assert STORY + " &lt;b&gt;" in response.content.decode() and "/kode/" in response.content.decode()


def test_words_on_a_page_open_for_too_long_are_shown_again_to_be_copied(election: Election) -> None:
    response = Client(enforce_csrf_checks=True).post("/lapor/cerita/", {"narrative": STORY, "csrfmiddlewaretoken": "x" * 64})
    page = response.content.decode()
    assert response.status_code == 403 and STORY in page and "x" * 64 not in page


def test_twenty_five_files_at_once_keep_twenty_and_say_so_once(witness: Client) -> None:
    begin(witness)
    send(witness, "kejadian", act="props")
    notes = []
    for number in range(25):
        notes.append(io.BytesIO(b"catatan %d" % number))
        notes[-1].name = f"catatan-{number}.txt"
    response = witness.post("/lapor/bukti/", {"berkas": notes, "go": "unggah"})
    assert response.status_code == 422 and response.content.decode().count("Paling banyak 20 berkas. Yang lain") == 1
    assert Draft.objects.get().evidence.count() == 20


def test_a_story_of_three_megabytes_is_told_that_it_is_too_long(witness: Client) -> None:
    tell(witness)
    response = witness.post("/lapor/cerita/", {"narrative": "x" * 3_000_000})
    assert response.status_code == 413 and "terlalu panjang" in response.content.decode()
    assert STORY in witness.get("/lapor/cerita/").content.decode()


@pytest.mark.parametrize(
    ("address", "page"),
    [("/kode/pesan/", "/kode/status/"), ("/kode/bukti/", "/kode/status/"), ("/lapor/hapus/", "/lapor/simpan/"),
     ("/hapus-jejak/", "/"), ("/keluar/", "/cuaca/")],
)  # fmt: skip
def test_the_address_of_a_form_opened_by_hand_leads_to_its_page_and_changes_nothing(
    witness: Client, address: str, page: str
) -> None:
    tell(witness)
    response = witness.get(address)
    assert (response.status_code, response["Location"]) == (302, page)
    assert "laporan" not in response.cookies and Draft.objects.exists()


def test_leaving_quickly_works_without_cookies_and_from_an_old_page_but_not_for_another_site(election: Election) -> None:
    phone = Client(enforce_csrf_checks=True)
    assert phone.post("/keluar/")["Location"] == "/cuaca/"
    begin(Client())
    from_elsewhere = phone.post("/keluar/", headers={"sec-fetch-site": "cross-site"})
    assert from_elsewhere["Location"] == "/cuaca/" and "laporan" not in from_elsewhere.cookies


def test_forgetting_takes_every_cookie_and_the_next_page_sets_none(witness: Client) -> None:
    tell(witness)
    gone = witness.post("/hapus-jejak/")
    assert {name for name, cookie in gone.cookies.items() if cookie["max-age"] == 0} >= {"laporan", "csrftoken", "sessionid"}
    assert not Client().get(gone["Location"]).cookies and not Client().get("/cuaca/").cookies


def form_of(client: Client, address: str) -> dict[str, str]:
    """The hidden mark of the form on a page, as a browser would send it back."""
    found = re.search(r'name="draf" value="([0-9a-f]+)"', client.get(address).content.decode())
    assert found
    return {"draf": found[1]}


def test_a_page_of_another_report_in_another_tab_does_not_write_into_this_one(witness: Client) -> None:
    tell(witness)
    old_tab = form_of(witness, "/lapor/kontak/")
    begin(witness)  # a second report in a second tab
    send(witness, "kejadian", act="props")
    refused = witness.post("/lapor/cerita/", {"narrative": STORY, **old_tab})
    assert refused.status_code == 410 and STORY in refused.content.decode()
    assert witness.post("/lapor/periksa/", old_tab).status_code == 410 and not Report.objects.exists()
    assert witness.post("/lapor/cerita/", {"narrative": STORY, **form_of(witness, "/lapor/cerita/")}).status_code == 302


def test_words_typed_in_a_tab_whose_report_was_sent_are_shown_again(witness: Client) -> None:
    tell(witness)
    witness.post("/lapor/periksa/")
    late = witness.post("/lapor/cerita/", {"narrative": STORY + " Lalu ia membagi amplop."})
    assert late.status_code == 410 and "membagi amplop" in late.content.decode() and "/kode/status/" in late.content.decode()


def test_a_date_typed_beside_another_choice_is_asked_about_and_one_without_a_choice_counts(witness: Client) -> None:
    tell(witness)
    days = {"known_date_0": "13", "known_date_1": "4", "known_date_2": "2025"}
    assert at(witness, "tahu", known_when="today", known_how="saw", **days)[0] == 302  # what the boxes showed before
    days["known_date_0"] = "12"
    status, page = at(witness, "tahu", known_when="today", known_how="saw", **days)
    assert status == 422 and "berbeda dari pilihan di atas" in page
    assert at(witness, "tahu", known_how="saw", **days)[0] == 302
    assert Draft.objects.get().answers["tahu"]["known_date"] == "2025-04-12"


def test_known_on_the_day_it_happened_follows_that_day_when_it_is_corrected(witness: Client) -> None:
    tell(witness)
    at(witness, "tahu", known_when="same", known_how="saw")
    at(witness, "waktu", event_when="other", event_date_0="10", event_date_1="4", event_date_2="2025")
    page = witness.get("/lapor/periksa/").content.decode()
    assert page.count("Kamis, 10 April 2025") == 2
    witness.post("/lapor/periksa/")
    assert str(Report.objects.get().known_date) == "2025-04-10"
