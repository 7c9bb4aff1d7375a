"""How are codes of the vocabulary, grades and refusals called on the desk's pages?"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from jurdil.apps.elections.law import current_law
from jurdil.core.law.model import Text

RELIABILITY = {
    "A": _("Selalu bisa dipercaya: kita mengenalnya, dan belum pernah keliru"),
    "B": _("Biasanya bisa dipercaya: hampir selalu benar, ada satu dua keliru"),
    "C": _("Cukup bisa dipercaya: kadang benar, kadang keliru"),
    "D": _("Kurang bisa dipercaya: sering keliru, atau punya kepentingan"),
    "E": _("Tidak bisa dipercaya: pernah mengarang"),
    "F": _("Belum bisa dinilai: kita belum mengenal sumber ini"),
}
CREDIBILITY = {
    1: _("Terbukti dari sumber lain: ada bukti atau saksi terpisah yang sama"),
    2: _("Mungkin benar: masuk akal dan cocok dengan hal lain yang kita tahu"),
    3: _("Bisa jadi benar: masuk akal, tetapi belum ada yang menguatkan"),
    4: _("Meragukan: masuk akal, tetapi ada yang tidak cocok"),
    5: _("Mungkin tidak benar: bertentangan dengan hal lain yang kita tahu"),
    6: _("Belum bisa dinilai: keterangannya belum cukup"),
}
REFUSED = {
    "role": _("Langkah ini untuk peran lain."),
    "own_report": _("Ini laporan Anda sendiri. Orang lain yang menilai."),
    "conflict": _("Anda menyatakan punya kepentingan. Orang lain yang menilai."),
    "already_assessed": _("Penilaian Anda sudah tersimpan. Penilaian tidak bisa diganti."),
    "enough_assessments": _("Dua peninjau lain sudah menilai. Tidak perlu penilaian ketiga."),
    "report_closed": _("Laporan ini sudah diputuskan."),
    "not_both_in": _("Tunggu dua penilaian masuk dulu."),
    "no_code": _("Laporan ini diimpor. Saksi tidak punya kode untuk membaca pertanyaan."),
    "no_reason": _("Tulis alasannya."),
}


def language() -> str:
    """The language of the page, of the two that the law speaks."""
    return "en" if (get_language() or "").startswith("en") else "id"


def say(text: Text | None) -> str:
    """A text of the law in the language of the page."""
    return text.say(language()) if text else ""


def label(group: str, code: str) -> str:
    """What people call a code; the code itself when the law does not know it."""
    if not code:
        return ""
    try:
        return say(current_law().label(group, code))
    except KeyError:
        return code


def options(group: str) -> list[tuple[str, str]]:
    """All codes of a group with their words, for a form."""
    return [(code, label(group, code)) for code in current_law().vocabulary.codes(group)]


def how_long(span: timedelta) -> str:
    """A span in the words of a clerk: 31 jam, 3 hari."""
    hours = int(span.total_seconds() // 3600)
    if hours < 1:
        return gettext("kurang dari 1 jam")
    if hours <= 72:
        return ngettext("%(n)d jam", "%(n)d jam", hours) % {"n": hours}
    return ngettext("%(n)d hari", "%(n)d hari", hours // 24) % {"n": hours // 24}


def time_left(report: Any, now: datetime, today: Any) -> dict[str, str]:
    """The state and words of a report's clock: {"state", "word", "more"}."""
    if report.outer_last_day is None:
        return {"state": "open", "word": gettext("tanggal tahu belum ada"), "more": gettext("Tanya saksi kapan ia tahu.")}
    if today > report.outer_last_day:
        return {"state": "late", "word": gettext("lewat batas luar"), "more": ""}
    left = report.safe_last_moment - now if report.safe_last_moment else None
    if left is None:
        return {"state": "soon", "word": gettext("tidak ada jam kantor"), "more": gettext("Hanya batas luar yang tersisa.")}
    if left <= timedelta(0):
        return {"state": "late", "word": gettext("lewat batas aman"), "more": gettext("Batas luar belum lewat.")}
    state = "soon" if left <= timedelta(hours=48) else "open"
    return {"state": state, "word": how_long(left), "more": ""}
