"""What a witness can do, from the first picture to the receipt code and back."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from jurdil.apps.elections.models import Election
from jurdil.apps.intake.models import Report
from tests.samples import two_photos

from .conftest import Visits, look
from .telling import STORY, go_on, pick, tell

CODE = re.compile(r"^([0-9A-HJKMNP-TV-Z]{4}-){4}[0-9A-HJKMNP-TV-Z]{4}$")


def test_a_witness_tells_shows_two_photos_and_gets_a_code(visit: Visits, election: Election) -> None:
    page = visit()
    code = tell(page, two_photos(), seen=lambda name: look(page, name))
    assert CODE.match(code)
    report = Report.objects.get()
    assert [party.category for party in report.reported.all()] == ["civil_servant", "village_officer"]
    assert report.evidence.count() == 2


def test_the_same_works_without_scripts(no_js: Page, election: Election) -> None:
    assert CODE.match(tell(no_js, two_photos(), javascript=False))
    assert Report.objects.get().evidence.count() == 2


@pytest.mark.parametrize("javascript", [True, False])
def test_with_the_code_one_comes_back_on_another_phone(visit: Visits, election: Election, javascript: bool) -> None:
    code = tell(visit(javascript=javascript), two_photos(), javascript=javascript)
    page = visit(javascript=javascript)
    page.goto("/kode/")
    wrong = code[:-1] + ("A" if code[-1] != "A" else "B")
    page.get_by_label("Tulis kode laporan Anda").fill(wrong)
    page.get_by_role("button", name="Buka").click()
    expect(page.get_by_role("alert")).to_be_visible()
    if javascript:
        look(page, "kode-salah")
    page.get_by_label("Tulis kode laporan Anda").fill(code.lower().replace("-", " "))
    page.get_by_role("button", name="Buka").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Keadaan laporan Anda")
    page.get_by_label("Tulis pesan untuk kami").fill("Ada satu saksi lagi.")
    page.get_by_role("button", name="Kirim pesan").click()
    expect(page.get_by_text("Ada satu saksi lagi.")).to_be_visible()
    if javascript:
        look(page, "kode-status")


def test_someone_who_took_money_is_offered_counsel_before_any_detail(page: Page, election: Election) -> None:
    page.goto("/lapor/")
    page.get_by_role("button", name="Mulai").click()
    pick(page, "Warga menerima uang atau barang")
    go_on(page)
    look(page, "lapor-uang")
    pick(page, "Ya, saya menerima")
    go_on(page)
    expect(page.get_by_text("187A")).to_be_visible()
    look(page, "lapor-pendampingan")


def test_leaving_quickly_leaves_nothing_in_the_browser(page: Page, election: Election) -> None:
    page.goto("/lapor/")
    page.get_by_role("button", name="Mulai").click()
    pick(page, "Hadir di acara calon")
    go_on(page)
    page.get_by_role("button", name="Keluar").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Musim di Indonesia")
    look(page, "cuaca")
    page.go_back()
    page.goto("/lapor/")
    expect(page.get_by_text("Ada laporan yang belum selesai")).to_have_count(0)


def test_going_back_loses_nothing(page: Page, election: Election) -> None:
    page.goto("/lapor/")
    page.get_by_role("button", name="Mulai").click()
    pick(page, "Hadir di acara calon")
    go_on(page)
    pick(page, "Menyatakan dukungan")
    page.get_by_role("button", name="Kembali").click()
    expect(page.get_by_label("Hadir di acara calon")).to_be_checked()
    go_on(page)
    expect(page.get_by_label("Menyatakan dukungan")).to_be_checked()
    page.get_by_role("button", name="Simpan dulu").click()
    look(page, "lapor-simpan")


def test_a_draft_is_only_deleted_after_a_question(page: Page, election: Election) -> None:
    page.goto("/lapor/")
    page.get_by_role("button", name="Mulai").click()
    page.goto("/lapor/simpan/")
    page.once("dialog", lambda question: question.dismiss())
    page.get_by_role("button", name="Hapus draf ini untuk selamanya").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.once("dialog", lambda question: question.accept())
    page.get_by_role("button", name="Hapus draf ini untuk selamanya").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Jejak di perangkat ini sudah dihapus")


def test_a_word_without_end_pushes_no_button_off_a_phone(page: Page, election: Election) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto("/lapor/")
    page.get_by_role("button", name="Mulai").click()
    pick(page, "Memasang spanduk")
    go_on(page)
    page.goto("/lapor/cerita/")
    page.locator("#id_narrative").fill("Lihat https://contoh.invalid/" + "panjang" * 40)
    go_on(page)
    page.get_by_label("Tanpa nama").check()
    go_on(page)
    page.goto("/lapor/periksa/")
    look(page, "lapor-periksa-kata-panjang")
    page.get_by_role("button", name="Kirim").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Laporan Anda diterima")


def test_a_story_whose_sending_failed_is_back_and_one_that_arrived_is_gone_from_the_phone(
    page: Page, election: Election
) -> None:
    memory = "Object.keys(sessionStorage).filter(key => key.startsWith('jurdil:')).length"
    page.goto("/lapor/")
    page.get_by_role("button", name="Mulai").click()
    pick(page, "Memasang spanduk")
    go_on(page)
    page.goto("/lapor/cerita/")
    page.locator("#id_narrative").fill(STORY)
    page.route("**/lapor/cerita/", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    go_on(page)
    page.unroute("**/lapor/cerita/")
    page.goto("/lapor/cerita/")
    expect(page.locator("#id_narrative")).to_have_value(STORY)
    go_on(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Apakah nama Anda boleh kami tahu?")
    assert page.evaluate(memory) == 0
    page.goto("/lapor/cerita/")
    expect(page.locator("#id_narrative")).to_have_value(STORY)


def test_a_file_that_met_another_page_is_not_called_received(visit: Visits, election: Election) -> None:
    visit.watch.expected.append("status of 410")
    page = visit()
    page.goto("/lapor/")
    page.get_by_role("button", name="Mulai").click()
    pick(page, "Memasang spanduk")
    go_on(page)
    page.goto("/lapor/bukti/")
    page.context.clear_cookies(name="laporan")
    page.locator("input[type=file]").set_input_files({"name": "a.txt", "mimeType": "text/plain", "buffer": b"halo"})
    expect(page.locator(".uploads")).to_contain_text("belum kami simpan")
