"""The whole path at the real server: a witness tells, two review, an advocate files, authorities answer, the public sees.

Two people are reported: a teacher who is a civil servant and a village officer, at a candidate's volunteers' ceremony.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.samples import two_photos

from .conftest import DESK, Visits, bytes_of_first_load, look
from .real_server import Served
from .telling import tell

SECRET_REASON = "Saksi duduk di baris ketiga."
LIMIT_OF_FIRST_LOAD = 60_000


def come_in(walk: Visits, served: Served, who: str) -> Page:
    """Signs in by the one-time link that the command printed for this person."""
    page = walk(width=DESK)
    page.goto(next(link for name, link in served.links if name.startswith(who)))
    page.locator("main").get_by_role("button", name="Masuk").click()
    expect(page.get_by_role("navigation", name="Meja")).to_be_visible()
    return page


def open_the_report(page: Page) -> None:
    page.goto("/meja/")
    page.get_by_role("row").filter(has_text="Anyar").get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Dugaan")


def assess(page: Page, reliability: str, credibility: str, reason: str) -> None:
    page.locator(f"input[name=reliability][value={reliability}]").check()
    page.get_by_label("Mengapa nilai sumber itu?").fill(reason)
    page.locator(f"input[name=credibility][value='{credibility}']").check()
    page.get_by_label("Mengapa nilai keterangan itu?").fill("Foto cocok dengan cerita.")
    page.get_by_role("button", name="Kirim penilaian").click()


def a_day(page: Page, day: str, month: str, year: str) -> None:
    for label, text in (("Tanggal", day), ("Bulan", month), ("Tahun", year)):
        page.get_by_label(label, exact=True).first.fill(text)


def test_the_whole_path(walk: Visits, served: Served, tmp_path: Path) -> None:
    code = tell(walk(), two_photos())

    bayu = come_in(walk, served, "Bayu")
    look(bayu, "jalan-antrean")
    open_the_report(bayu)
    look(bayu, "jalan-tinjau")
    assert not re.search("Akasia|Kenari", bayu.content()), "a reviewer must not see whom a claim helps"
    assess(bayu, "B", "2", SECRET_REASON)
    expect(bayu.get_by_text(SECRET_REASON)).to_be_visible()

    citra = come_in(walk, served, "Citra")
    open_the_report(citra)
    expect(citra.get_by_text(SECRET_REASON)).to_have_count(0)
    assess(citra, "C", "2", "Belum dikenal, rinci.")
    expect(citra.get_by_text(SECRET_REASON)).to_be_visible()

    ratna = come_in(walk, served, "Ratna")
    open_the_report(ratna)
    look(ratna, "jalan-putusan")
    ratna.locator("input[name=decision][value=take_up]").check()
    ratna.get_by_label("Alasan", exact=True).fill("Dua penilaian sejalan, bukti cukup.")
    ratna.get_by_role("button", name="Simpan keputusan").click()

    dimas = come_in(walk, served, "Dimas")
    dimas.goto("/meja/kasus/")
    look(dimas, "jalan-kasus-daftar")
    dimas.get_by_role("row").filter(has_text="Anyar").get_by_role("link").click()
    case = dimas.url
    dimas.get_by_role("button", name="Saya tangani kasus ini").click()
    look(dimas, "jalan-kasus")
    worksheet = dimas.locator("#lembar")
    expect(worksheet.get_by_role("heading", name=re.compile("Terlapor 1: pegawai ASN"))).to_be_visible()
    expect(worksheet.get_by_role("heading", name=re.compile("Terlapor 2: perangkat desa"))).to_be_visible()

    choose_reporter(dimas, case)
    freeze(dimas, case)
    check_the_bundle(dimas, served, tmp_path)
    lodge(dimas, case)
    hear_back(dimas, case)

    public = walk()
    public.goto("/publik/")
    look(public, "jalan-publik")
    for name in ("Warga Rekaan", "SD Rekaan 7", "Kaur umum", "Balai", "JRD-"):
        assert name not in public.content(), f"{name} is nobody's business here"
    steps = {row["code"]: row["shown"] for row in json_of(public)["rows"] if row["table"] == "step"}
    assert {steps[step] for step in ("filed", "registered", "forwarded")} == {"<5"}, steps

    back = walk()
    back.goto("/kode/")
    back.get_by_label("Tulis kode laporan Anda").fill(code)
    back.get_by_role("button", name="Buka").click()
    expect(back.get_by_role("heading", level=1)).to_have_text("Keadaan laporan Anda")
    look(back, "jalan-kembali")

    doctor = served.jurdil("doctor", "--json")
    found = {finding["check"]: finding["state"] for finding in json.loads(doctor.stdout)["findings"]}
    assert {found[check] for check in ("migrations", "database", "journal", "originals")} == {"ok"}, found


def choose_reporter(page: Page, case: str) -> None:
    page.goto(f"{case}pelapor/")
    look(page, "jalan-pelapor")
    page.locator("input[name=capacity][value=citizen]").check()
    page.locator("input[name=voter_here][value=yes]").check()
    page.get_by_label("Nama, persis seperti di KTP").fill("Wati Rekaan")
    page.get_by_label("Alamat").first.fill("Kp. Rekaan RT 001/RW 002, Anyar")
    page.get_by_label("Orang ini setuju menjadi pelapor").check()
    page.get_by_role("button", name="Simpan pelapor").click()
    page.goto(f"{case}berkas/isi/")
    page.locator("#id_saksi-0-name").fill("Tono Rekaan")
    page.locator("#id_saksi-0-saw").fill("Melihat guru naik panggung")
    page.locator("#id_saksi-1-name").fill("Tini Rekaan")
    page.locator("#id_saksi-1-saw").fill("Menerima kaus")
    look(page, "jalan-isi-berkas")
    page.get_by_role("button", name="Simpan isi berkas").click()


def freeze(page: Page, case: str) -> None:
    page.goto(f"{case}berkas/")
    look(page, "jalan-berkas-konsep")
    page.get_by_role("button", name="Bekukan versi 1").click()
    expect(page.get_by_role("heading", name="Versi 1")).to_be_visible(timeout=60_000)
    look(page, "jalan-berkas")


def check_the_bundle(page: Page, served: Served, folder: Path) -> None:
    with page.expect_download() as downloading:
        page.get_by_role("button", name="Unduh paket lengkap").click()
    bundle = folder / "paket.zip"
    downloading.value.save_as(bundle)
    judged = served.jurdil("verify", str(bundle))
    assert judged.returncode == 0, judged.stdout + judged.stderr
    bits = bytearray(bundle.read_bytes())
    bits[len(bits) // 2] ^= 1
    bundle.write_bytes(bits)
    assert served.jurdil("verify", str(bundle)).returncode != 0, "a flipped bit went unseen"


def lodge(page: Page, case: str) -> None:
    page.goto(f"{case}penyerahan/")
    look(page, "jalan-penyerahan")
    a_day(page, "15", "April", "2025")
    page.get_by_label("Jam penyerahan").fill("08.30")
    page.get_by_label("Siapa yang mendampingi pelapor?").fill("Dimas")
    page.get_by_label("Nomor tanda terima").fill("001/LP/PB/Kab/11.04/IV/2025")
    page.get_by_label("Pindaian tanda terima").set_input_files(two_photos()[0])
    page.get_by_role("button", name="Catat penyerahan").click()
    page.goto(case)
    look(page, "jalan-kasus-disampaikan")


def hear_back(page: Page, case: str) -> None:
    for kind, filled in (
        ("registered", {"Nomor": "003/Reg/LP/PB/Kab/11.04/IV/2025"}),
        ("forwarded", {"Keterangan": "Diteruskan untuk dugaan pelanggaran netralitas ASN."}),
    ):
        page.goto(f"{case}kabar/")
        page.locator(f"input[name=kind][value={kind}]").check()
        a_day(page, "15", "4", "2025")
        for label, text in filled.items():
            page.get_by_label(label).first.fill(text)
        if kind == "forwarded":
            page.get_by_label("Diteruskan ke mana?").select_option("bkn")
        look(page, f"jalan-kabar-{kind}")
        page.get_by_role("button", name="Catat kabar").click()
        expect(page.get_by_role("alert")).to_have_count(0)
    page.goto(case)
    look(page, "jalan-kasus-diteruskan")


def json_of(page: Page) -> dict[str, list[dict[str, str]]]:
    answer = page.request.get("/publik/data.json")
    return dict(answer.json())


def test_the_same_path_without_scripts_up_to_the_receipt_code(walk: Visits) -> None:
    code = tell(walk(javascript=False), two_photos(), javascript=False)
    assert re.fullmatch(r"([0-9A-Z]{4}-){4}[0-9A-Z]{4}", code)


def test_the_first_load_of_the_report_page_is_small(browser: Browser, served: Served) -> None:
    for path in ("/lapor/", "/"):
        sizes = bytes_of_first_load(browser, served.address + path)
        print(f"{path}: {sum(sizes.values())} bytes in {len(sizes)} requests")
        assert sum(sizes.values()) <= LIMIT_OF_FIRST_LOAD, sizes
