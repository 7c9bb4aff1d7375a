"""What do the published codes mean, in Indonesian and in English? For the page, the files and the data dictionary."""

from __future__ import annotations

from collections.abc import Iterable

from jurdil.apps.elections.law import current_law
from jurdil.apps.elections.models import Region

LICENCE = "CC BY 4.0"
LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"
REGIONS_CREDIT = "Data wilayah: idn-area-data, ODbL 1.0"

STEPS = {
    "reported": ("Dilaporkan", "Reported"),
    "reviewed": ("Selesai ditinjau", "Reviewed"),
    "taken_up": ("Diangkat menjadi kasus", "Taken up as a case"),
    "filed": ("Disampaikan ke Bawaslu", "Filed with Bawaslu"),
    "registered": ("Diregistrasi", "Registered"),
    "forwarded": ("Diteruskan ke instansi lain", "Forwarded to another authority"),
    "sanction_recommended": ("Sanksi direkomendasikan", "Sanction recommended"),
    "sanction_carried_out": ("Sanksi dijalankan", "Sanction carried out"),
}
OTHERS = {
    "others": ("Kecamatan lain", "Other sub-districts"),
    "unknown": ("Kecamatan belum disebut, atau di luar wilayah", "No sub-district given, or outside the area"),
    "": ("Belum disebut", "Not given"),
}

# table → what its rows are, what is counted
TABLES = {
    "step": ("Tahap", "Step", "laporan yang sampai ke tahap itu", "reports that came to this step"),
    "act": ("Dugaan perbuatan", "Alleged act", "laporan", "reports"),
    "office": ("Kelompok jabatan terlapor", "Office of the reported party", "orang terlapor", "reported parties"),
    "district": ("Kecamatan", "Sub-district", "laporan", "reports"),
}

# field → type, meaning in Indonesian, meaning in English
FIELDS = {
    "dataset": ("text", "LATIHAN: data rekaan. NYATA: data sungguhan.", "LATIHAN: invented data. NYATA: real data."),
    "table": ("text", "Nama tabel: step, act, office, district.", "Name of the table: step, act, office, district."),
    "code": ("text", "Kode baris. Kecamatan memakai kode Kemendagri.", "Code of the row. Sub-districts use Kemendagri codes."),
    "label_id": ("text", "Nama baris dalam bahasa Indonesia.", "Name of the row in Indonesian."),
    "label_en": ("text", "Nama baris dalam bahasa Inggris.", "Name of the row in English."),
    "count": ("integer", "Jumlah. Kosong bila ditutup.", "The count. Empty when it is closed."),
    "shown": (
        "text",
        "Tulisan di halaman: angka, “<5” (satu sampai empat), atau “-” (ditutup agar angka lain tidak terhitung).",
        "As on the page: a number, “<5” (one to four), or “-” (closed so that another cannot be worked out).",
    ),
    "closed": (
        "text",
        "Alasan ditutup: small (terlalu kecil), protecting (melindungi angka lain), atau kosong.",
        "Why it is closed: small (too small), protecting (protects another count), or empty.",
    ),
}


class Labels:
    """The names of rows. Districts are read once; a code that nobody knows stands for itself."""

    def __init__(self, districts: Iterable[str]) -> None:
        self.districts = dict(Region.objects.filter(code__in=list(districts)).values_list("code", "name"))
        self.vocabulary = current_law().vocabulary

    def __call__(self, table: str, code: str, lang: str) -> str:
        english = lang.startswith("en")
        if table == "step":
            return STEPS[code][english]
        if code in OTHERS:
            return OTHERS[code][english]
        if table == "district":
            return self.districts.get(code, code)
        group = {"act": "acts", "office": "categories"}[table]
        known = code in self.vocabulary.codes(group)
        return self.vocabulary.word(group, code).text.say("en" if english else "id") if known else code
