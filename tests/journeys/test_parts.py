"""The shared parts and scripts, by eye, by keyboard and without scripts."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from . import parts_site
from .conftest import DESK, Visits, look


@pytest.fixture(autouse=True)
def site(settings: object) -> None:
    settings.ROOT_URLCONF = "tests.journeys.parts_site"  # type: ignore[attr-defined]
    parts_site.received.clear()
    parts_site.refuse_next.clear()


def a_file(folder: Path, name: str) -> Path:
    path = folder / name
    path.write_bytes(b"x" * 2000)
    return path


@pytest.mark.parametrize("base", ["publik", "meja"])
def test_every_part_can_be_read_by_everybody(visit: Visits, base: str) -> None:
    page = visit()
    page.goto(f"/{base}")
    look(page, f"bagian-{base}")


def test_a_form_with_errors_starts_at_the_summary_and_leads_to_the_fields(visit: Visits) -> None:
    page = visit()
    page.goto("/publik")
    page.get_by_label("Tanggal").fill("31")
    page.get_by_label("Bulan").fill("November")
    page.get_by_label("Tahun").fill("2025")
    page.get_by_role("button", name="Lanjut").click()
    expect(page.get_by_role("alert")).to_be_focused()
    look(page, "bagian-salah")
    page.get_by_role("link", name="Kapan kejadiannya? — Tanggal ini tidak ada").click()
    expect(page.get_by_label("Tanggal")).to_be_focused()
    expect(page.get_by_label("Bulan")).to_have_value("November")


def test_a_place_is_chosen_by_keyboard_from_what_is_suggested(page: Page) -> None:
    page.goto("/berkas")
    box = page.get_by_role("combobox", name="Desa")
    box.press_sequentially("anyar")
    expect(page.get_by_role("option")).to_have_count(2)
    expect(page.get_by_text("2 pilihan")).to_be_attached()
    look(page, "bagian-saran", widths=(360,))
    box.press("ArrowDown")
    box.press("ArrowDown")
    box.press("Enter")
    expect(box).to_have_value("Anyar Kidul")
    expect(page.locator("#id_region")).to_have_value("ANYAR KIDUL")
    box.press_sequentially("x")
    expect(page.locator("#id_region")).to_have_value("")
    expect(box).to_have_attribute("aria-expanded", "false")


def test_files_go_one_by_one_and_a_failed_one_is_tried_again(visit: Visits, tmp_path: Path) -> None:
    visit.watch.expected.append("status of 503")
    page = visit()
    page.goto("/berkas")
    page.get_by_label("Ceritakan").fill("Pak guru naik panggung.")
    parts_site.refuse_next.append(503)
    page.get_by_label("Foto atau video").set_input_files([a_file(tmp_path, "a.jpg"), a_file(tmp_path, "b.jpg")])
    again = page.get_by_role("button", name="Coba lagi")
    expect(again).to_be_visible()
    expect(page.get_by_label("Ceritakan")).to_have_value("Pak guru naik panggung.")
    again.click()
    expect(page.get_by_text("a.jpg: 2000")).to_be_visible()
    assert sorted(parts_site.received) == [("a.jpg", 2000), ("b.jpg", 2000)]
    expect(page.get_by_label("Ceritakan")).to_have_value("Pak guru naik panggung.")  # from the draft, after the reload


def test_a_refused_file_says_why_and_offers_no_second_try(visit: Visits, tmp_path: Path) -> None:
    page = visit()
    page.goto("/berkas")
    parts_site.refuse_next.append(422)
    page.get_by_label("Foto atau video").set_input_files([a_file(tmp_path, "a.jpg")])
    expect(page.get_by_text("Coba sekali lagi.")).to_be_visible()
    expect(page.get_by_role("button", name="Coba lagi")).to_be_hidden()


def test_what_is_typed_survives_a_reload_and_goes_when_one_leaves(visit: Visits) -> None:
    visit.watch.expected += ["status of 404", "status of 403"]
    page = visit()
    page.goto("/berkas")
    page.get_by_label("Ceritakan").fill("Panggung merah.")
    expect(page.get_by_text("Tersimpan di HP ini")).to_be_visible()
    page.reload()
    expect(page.get_by_label("Ceritakan")).to_have_value("Panggung merah.")
    page.get_by_role("button", name="Keluar").click()
    page.goto("/berkas")
    expect(page.get_by_label("Ceritakan")).to_have_value("")


def test_without_network_the_words_stay_and_the_page_says_so(page: Page) -> None:
    page.goto("/berkas")
    page.get_by_label("Ceritakan").fill("Panggung merah.")
    page.context.set_offline(True)
    page.get_by_role("button", name="Lanjut").click()
    expect(page.get_by_text("Sedang tanpa jaringan")).to_be_visible()
    expect(page.get_by_label("Ceritakan")).to_have_value("Panggung merah.")
    page.context.set_offline(False)


def test_without_scripts_the_same_form_sends_its_files(no_js: Page, tmp_path: Path) -> None:
    no_js.goto("/berkas")
    no_js.get_by_label("Foto atau video").set_input_files(a_file(tmp_path, "a.jpg"))
    no_js.get_by_role("button", name="Lanjut").click()
    expect(no_js.get_by_text("a.jpg: 2000")).to_be_visible()


def test_the_queue_is_walked_by_keyboard(visit: Visits) -> None:
    page = visit(width=DESK)
    page.goto("/antrean")
    for key in ("j", "j", "j", "k"):
        page.keyboard.press(key)
    expect(page.get_by_role("link", name="dua")).to_be_focused()
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.press("j")
    expect(page.get_by_role("searchbox")).to_have_value("j")
    page.keyboard.press("Tab")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/antrean?baris=dua")
