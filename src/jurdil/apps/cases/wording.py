"""The sentences of the case page: what comes next, what a verb of the journal means, how a value reads."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import pgettext_lazy

from jurdil.apps.verification.words import label, language, say
from jurdil.core.case import NextStep
from jurdil.core.law.model import Law, Penalty, ProvisionId, RuleId
from jurdil.core.law.reference import say_penalty
from jurdil.core.law.what_if import Difference
from jurdil.core.questions import FactKey

# code → (sentence, button, where the button leads: an anchor of the page, or "" for a form of its own)
NEXT = {
    "take_case": (_l("Kasus ini belum punya pendamping. Ambil, lalu baca ceritanya."), _l("Saya tangani kasus ini"), ""),
    "find_known_date": (
        _l("Cari tahu kapan pelapor tahu. Tanpa itu batas lapor tidak terhitung."),
        _l("Isi tanggal tahu"),
        "?fact=known_date",
    ),
    "send_as_lead": (_l("Batas luar lapor sudah lewat. Sampaikan sebagai informasi awal."), _l("Lihat syarat"), "#syarat"),
    "ask_witness": (_l("Satu hal paling menentukan belum ada. Tanyakan kepada saksi."), _l("Tanya saksi"), "#syarat"),
    "find_out": (_l("Satu hal paling menentukan belum ada. Cari tahu, lalu isi di sini."), _l("Lihat syarat"), "#syarat"),
    "choose_tracks": (_l("Pilih jalur yang akan ditempuh kasus ini."), _l("Pilih jalur"), "#jalur"),
    "choose_reporter": (_l("Pilih siapa yang menandatangani laporan."), _l("Pilih pelapor"), "#lanjutan"),
    "wait_for_witness": (
        _l("Pertanyaan sudah dikirim. Tunggu jawaban, atau bekukan berkas sekarang."),
        _l("Lihat percakapan"),
        "#percakapan",
    ),
    "freeze_dossier": (
        _l("Syarat cukup. Bekukan berkas supaya bisa dicetak dan ditandatangani."),
        _l("Ke berkas"),
        "#lanjutan",
    ),
    "lodge": (_l("Berkas siap. Antar ke kantor Bawaslu, lalu catat tanda terimanya."), _l("Catat penyerahan"), "#lanjutan"),
    "record_registration": (
        _l("Laporan sudah disampaikan. Catat begitu Bawaslu meregistrasi atau menolak."),
        _l("Catat kabar Bawaslu"),
        "#lanjutan",
    ),
    "complete_report": (_l("Bawaslu minta perbaikan. Lengkapi dan catat penyerahannya."), _l("Catat kelengkapan"), "#lanjutan"),
    "answer_refusal": (
        _l("Laporan tidak diregistrasi. Lengkapi dan sampaikan lagi, atau tutup."),
        _l("Lihat langkah"),
        "#lanjutan",
    ),
    "follow_handling": (_l("Laporan diregistrasi. Dampingi klarifikasi dan catat hasilnya."), _l("Catat kabar"), "#lanjutan"),
    "accompany_clarification": (_l("Dampingi pelapor dan saksi saat klarifikasi."), _l("Catat kabar"), "#lanjutan"),
    "watch_decision": (_l("Sudah diputus. Catat ke mana diteruskan dan apa sanksinya."), _l("Catat kabar"), "#lanjutan"),
    "watch_forwarded": (
        _l("Diteruskan ke lembaga lain. Tanyakan tindak lanjutnya, catat juga diamnya."),
        _l("Catat kabar"),
        "#lanjutan",
    ),
    "watch_sanction": (_l("Sanksi dijalankan. Catat dokumennya, lalu tutup kasus."), _l("Catat kabar"), "#lanjutan"),
    "nothing": (_l("Kasus ini sudah ditutup."), "", ""),
}

STAGE = {
    "draft": _l("Disiapkan"),
    "lodged": _l("Disampaikan"),
    "preliminary_study": _l("Kajian awal"),
    "completion": _l("Diminta melengkapi"),
    "registered": _l("Diregistrasi"),
    "not_registered": _l("Tidak diregistrasi"),
    "clarification": _l("Klarifikasi"),
    "study": _l("Kajian"),
    "decided": _l("Diputus"),
    "forwarded": _l("Diteruskan"),
    "authority_process": _l("Di lembaga berwenang"),
    "sanction": _l("Sanksi"),
    "closed": _l("Ditutup"),
}

APPLICABILITY = {
    "applies": _l("semua unsur terpenuhi menurut keterangan"),
    "possible": _l("mungkin; ada unsur yang masih terbuka"),
    "does_not_apply": _l("tidak cocok; ada unsur yang tidak terpenuhi"),
}
ELEMENT = {
    "met": _l("terpenuhi"),
    "unmet": _l("tidak terpenuhi"),
    "unknown": _l("belum diketahui"),
    "contested": _l("ada dua pendapat"),
}
INTAKE = {
    "formal_report": _l("laporan resmi"),
    "initial_information": _l("informasi awal"),
    "internal_note": _l("catatan dalam"),
}
REQUIREMENT = {
    "met": _l("terpenuhi"),
    "missing": pgettext_lazy("syarat", "belum ada"),
    "doubtful": _l("meragukan"),
}

VERBS = {
    "report_registered": _l("Laporan diterima"),
    "evidence_added": _l("Saksi menambah bukti"),
    "witness_wrote": _l("Saksi menjawab"),
    "witness_asked": _l("Saksi ditanya"),
    "assessment_submitted": _l("Penilaian masuk"),
    "conflict_declared": _l("Peninjau menyatakan kepentingan"),
    "outcome_decided": _l("Hasil tinjauan diputuskan"),
    "case_opened": _l("Kasus dibuka"),
    "report_joined": _l("Laporan lain digabung"),
    "case_taken": _l("Pendamping mengambil kasus"),
    "case_advanced": _l("Kasus maju satu tahap"),
    "fact_answered": _l("Keterangan dilengkapi"),
    "element_overruled": _l("Penilaian unsur diubah"),
    "track_opened": _l("Jalur dibuka"),
    "track_dropped": _l("Jalur ditutup"),
    "clock_read": _l("Batas waktu dihitung"),
    "reporter_chosen": _l("Pelapor dipilih"),
    "reporter_invited": _l("Pelapor diundang"),
    "particulars_saved": _l("Isi berkas ditulis"),
    "dossier_frozen": _l("Berkas dibekukan"),
    "dossier_opened": _l("Berkas dibuka"),
    "draft_opened": _l("Konsep berkas dibuka"),
    "filing_recorded": _l("Penyerahan dicatat"),
    "event_recorded": _l("Kabar lembaga dicatat"),
}

FACT = {
    "event_date": _l("Kapan kejadiannya?"),
    "known_date": _l("Kapan pelapor tahu kejadian ini?"),
    "act": _l("Apa yang dilakukan?"),
    "beneficiary": _l("Siapa yang diuntungkan?"),
    "place_known": _l("Apakah tempatnya diketahui?"),
    "narrative_given": _l("Apakah ada uraian kejadian?"),
    "witnesses": _l("Berapa orang yang melihat?"),
    "evidence_items": _l("Berapa bukti yang ada?"),
    "signature_matches_id": _l("Apakah tanda tangan cocok dengan KTP?"),
    "reporter.capacity": _l("Sebagai apa pelapor melapor?"),
    "reporter.voter_here": _l("Apakah pelapor punya hak pilih di sini?"),
    "category": _l("Apa jabatan orang ini?"),
    "civil_servant_type": _l("PNS, PPPK, atau CPNS?"),
    "holds_office": _l("Apakah ia memegang jabatan?"),
    "identified": _l("Apakah ia dikenali (nama, atau jabatan dan kantor)?"),
}


def step_words(step: NextStep) -> dict[str, str]:
    sentence, button, target = NEXT[step.code]
    return {"sentence": str(sentence), "button": str(button), "target": target, "code": step.code}


def fact_words(fact: FactKey | str) -> str:
    """The question that a fact answers."""
    key = fact if isinstance(fact, str) else fact.key
    if key.startswith("circumstance:"):
        return _("Apakah benar: %(what)s?") % {"what": label("circumstances", key.removeprefix("circumstance:"))}
    return str(FACT.get(key, key))


def value_words(fact: FactKey, value: Any) -> str:
    """An answer as people say it."""
    if value is None:
        return _("belum diketahui")
    if value is True:
        return _("ya")
    if value is False:
        return _("tidak")
    if fact.kind == "choice":
        return label(fact.group, str(value))
    return str(value)


def penalty_words(penalty: Penalty | None) -> str:
    """A penalty as a sentence, with the remark that its range is under review where it is."""
    if penalty is None:
        return ""
    said = say_penalty(penalty, language())
    note = say(penalty.note)
    return f"{said} ({note})" if note else said


def difference_words(found: Difference, law: Law, zone: ZoneInfo) -> dict[str, str]:
    """One thing that moves, in words: {"what", "person", "before", "after"}."""
    name, _bracket, rest = found.name.partition("[")
    number, _dot, element = rest.partition("].") if "]." in rest else (rest.rstrip("]"), "", "")
    provision = law.provisions.get(ProvisionId(name)) if found.what in ("provision", "element") else None
    title = f"{provision.article} — {say(provision.title)}" if provision else ""
    if provision and element:
        texts = (say(one.text) for version in provision.versions for one in version.elements if one.id == element)
        title = f"{provision.article}: {next(texts, element)}"
    person = _("terlapor %(n)s") % {"n": int(number) + 1} if provision and number.isdigit() else ""
    return {
        "what": title or _difference_name(found, law),
        "person": person,
        "before": _difference_value(found, found.before, zone),
        "after": _difference_value(found, found.after, zone),
    }


def _difference_name(found: Difference, law: Law) -> str:
    match found.what:
        case "track":
            return _("Jalur %(name)s") % {"name": label("tracks", found.name)}
        case "authority":
            return _("Lembaga pertama")
        case "deadline":
            return say(law.deadlines[RuleId(found.name)].title)
        case "requirement":
            return next((say(one.text) for one in law.requirements if one.id == found.name), found.name)
        case "intake":
            return _("Golongan laporan")
        case "outcome":
            return _("Hasil di jalur administrasi")
        case "warning":
            return _("Peringatan: %(text)s") % {"text": say(law.warnings[found.name].text)}
        case _:
            return _("Nilai kesiapan")


_DIFFERENCE_TABLES = {"provision": APPLICABILITY, "element": ELEMENT, "requirement": REQUIREMENT, "intake": INTAKE}


def _difference_value(found: Difference, value: str | None, zone: ZoneInfo) -> str:
    if found.what == "warning":
        return _("ada") if value else _("tidak ada")
    if value is None:
        return _("tidak ada")
    if table := _DIFFERENCE_TABLES.get(found.what):
        return str(table.get(value, value))
    if found.what in ("track", "authority"):
        return " → ".join(label("authorities", body) for body in value.split(" → "))
    if found.what == "deadline":
        _safe, outer, moment = value.split(" / ")
        said = (
            date_format(datetime.fromisoformat(moment).astimezone(zone), "l, j F Y, H.i T")
            if moment != "-"
            else _("tanpa jam kantor")
        )
        return _("aman sampai %(safe)s, batas luar %(outer)s") % {
            "safe": said,
            "outer": date_format(date.fromisoformat(outer), "j F Y"),
        }
    return value
