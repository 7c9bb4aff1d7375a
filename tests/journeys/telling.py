"""How a witness tells the report of the whole path, page by page, with or without scripts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

Seen = Callable[[str], None]

STORY = (
    "Sabtu malam ada pelantikan relawan di aula. Seorang guru SD naik panggung dan mengajak hadirin memilih. "
    "Seorang kepala urusan desa membagikan kaus. Saya memotret dari kursi baris ketiga."
)


def go_on(page: Page) -> None:
    page.get_by_role("button", name="Lanjut", exact=True).click()


def pick(page: Page, *labels: str) -> None:
    for label in labels:
        page.get_by_label(label, exact=False).first.check()


def tell(page: Page, photos: list[Path], *, javascript: bool = True, seen: Seen = lambda name: None) -> str:
    """Tells about a teacher and a village officer at a candidate's volunteers' ceremony. Returns the receipt code."""
    page.goto("/lapor/")
    seen("lapor")
    page.get_by_role("button", name="Mulai").click()
    seen("lapor-kejadian")
    go_on(page)
    expect(page.get_by_text("Pilih satu gambar dulu.").first).to_be_visible()
    seen("lapor-kejadian-salah")
    pick(page, "Hadir di acara calon")
    go_on(page)
    seen("lapor-rincian")
    pick(page, "Menyatakan dukungan", "Berbicara di depan orang")
    go_on(page)
    seen("lapor-terlapor")
    pick(page, "Pegawai negeri")
    go_on(page)
    seen("lapor-terlapor-rincian")
    pick(page, "PNS")
    page.get_by_label("Apa jabatan atau pekerjaannya?").fill("Guru SD")
    page.get_by_label("Bekerja atau menjabat di mana?").fill("SD Rekaan 7")
    go_on(page)
    page.get_by_role("link", name="Tambah orang lain").click()
    pick(page, "Perangkat desa")
    go_on(page)
    page.get_by_label("Apa jabatan atau pekerjaannya?").fill("Kaur umum")
    page.get_by_label("Bekerja atau menjabat di mana?").fill("Kantor desa")
    go_on(page)
    seen("lapor-terlapor-daftar")
    go_on(page)
    seen("lapor-untuk-siapa")
    page.get_by_role("radio").first.check()
    go_on(page)
    seen("lapor-tempat")
    place(page, javascript)
    page.get_by_label("Tempat persisnya").fill("Aula balai warga")
    go_on(page)
    seen("lapor-waktu")
    pick(page, "Hari lain")
    for label, text in (("Tanggal", "31"), ("Bulan", "April"), ("Tahun", "2025")):
        page.get_by_label(label, exact=True).fill(text)
    go_on(page)
    seen("lapor-waktu-salah")
    page.get_by_label("Tanggal", exact=True).fill("12")
    page.get_by_label("Jam berapa?").fill("habis Isya")
    go_on(page)
    seen("lapor-tahu")
    pick(page, "Pada hari kejadian", "Saya melihat sendiri")
    go_on(page)
    seen("lapor-saksi")
    page.get_by_label("Jumlah orang lain").fill("2")
    page.get_by_label("Nama dan nomor mereka").fill("Tono, 0812 0000 0000\nTini")
    go_on(page)
    seen("lapor-bukti")
    send_photos(page, photos, javascript)
    seen("lapor-bukti-ada")
    go_on(page)
    seen("lapor-cerita")
    page.get_by_label("Ceritakan dengan kata Anda sendiri").or_(page.get_by_label("Cerita Anda")).first.fill(STORY)
    go_on(page)
    seen("lapor-anda")
    pick(page, "Saya bersedia menandatangani laporan")
    page.get_by_label("Ya", exact=True).check()
    go_on(page)
    seen("lapor-kontak")
    page.get_by_label("Nama Anda").fill("Warga Rekaan")
    page.get_by_label("Nomor HP, WA, atau cara lain").fill("0812 0000 0001")
    go_on(page)
    seen("lapor-periksa")
    page.get_by_role("button", name="Kirim").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("diterima")
    seen("lapor-selesai")
    return page.locator(".receipt-code").inner_text().strip()


def place(page: Page, javascript: bool) -> None:
    box = page.get_by_role("textbox", name="Desa atau kecamatan").or_(page.get_by_role("combobox", name="Desa atau kecamatan"))
    if javascript:
        box.press_sequentially("anyer")
        expect(page.get_by_role("option").first).to_be_visible()
        box.press("ArrowDown")
        box.press("Enter")
        return
    box.fill("anyer")
    go_on(page)
    if page.get_by_text("Yang mana?").count():
        page.get_by_role("radio").first.check()


def send_photos(page: Page, photos: list[Path], javascript: bool) -> None:
    page.locator("input[type=file]").set_input_files(photos)
    if not javascript:
        page.get_by_role("button", name="Kirim berkas ini").click()
    expect(page.get_by_text("sudah diterima")).to_have_count(len(photos), timeout=30_000)
