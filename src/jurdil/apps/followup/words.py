"""How steps, states and authorities are called at the desk."""

from __future__ import annotations

from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from jurdil.apps.elections.law import current_law
from jurdil.core.errors import RefusedFile
from jurdil.core.filing import US, DueStep, State, WrongDay
from jurdil.core.law.clock_text import explain
from jurdil.core.law.deadlines import Clock

STEPS = {
    "register": gettext_lazy("Kajian awal, lalu registrasi"),
    "complete": gettext_lazy("Melengkapi laporan"),
    "decide": gettext_lazy("Menangani sampai putusan"),
    "forward": gettext_lazy("Meneruskan"),
    "act": gettext_lazy("Menindaklanjuti"),
    "carry_out": gettext_lazy("Menjalankan sanksi"),
}
STATES = {
    State.WAITING: ("open", gettext_lazy("masih berjalan")),
    State.OVERDUE: ("late", gettext_lazy("lewat waktu menurut bacaan kami")),
    State.OPEN: ("open", gettext_lazy("belum ada kabar; batasnya tidak kami ketahui")),
    State.DONE: ("done", gettext_lazy("sudah")),
}
SINCE = {
    "lodged": gettext_lazy("disampaikan"),
    "completion_requested": gettext_lazy("diminta melengkapi"),
    "completed": gettext_lazy("dilengkapi"),
    "registered": gettext_lazy("diregistrasi"),
    "clarification": gettext_lazy("klarifikasi"),
    "decided": gettext_lazy("diputus"),
    "forwarded": gettext_lazy("diteruskan"),
    "sanction_recommended": gettext_lazy("sanksi direkomendasikan"),
}


def _lang() -> str:
    return "en" if (get_language() or "id").startswith("en") else "id"


def authority(code: str) -> str:
    """The name of an authority; the alliance itself is "kami"."""
    if code == US:
        return _("kami")
    return _word("authorities", code)


def track(code: str) -> str:
    return _word("tracks", code) if code else _("seluruh kasus")


def _word(group: str, code: str) -> str:
    vocabulary = current_law().vocabulary
    return vocabulary.word(group, code).text.say(_lang()) if code in vocabulary.codes(group) else code


def authorities() -> list[tuple[str, str]]:
    return [(code, authority(code)) for code in current_law().vocabulary.codes("authorities")]


def wrong_day(error: WrongDay) -> str:
    """What is wrong with a day, with the day that it must fit."""
    limit = date_format(error.facts["limit"], "j F Y")
    if error.facts["fault"] == "future":
        return _("Hari ini belum tiba. Sekarang %(limit)s. Periksa tanggalnya.") % {"limit": limit}
    if error.facts["fault"] == "before_event":
        return _("Ini sebelum kejadian pada %(limit)s. Periksa tanggalnya.") % {"limit": limit}
    return _("Ini sebelum penyerahan pada %(limit)s. Periksa tanggalnya.") % {"limit": limit}


def due_line(step: DueStep) -> dict[str, Any]:
    """One due step as the pages show it."""
    mark, state = STATES[step.state]
    who = authority(step.who)
    return {
        "who": who,
        "what": STEPS[step.step],
        "track": track(step.track),
        "mark": mark,
        "state": state,
        "since": SINCE.get(step.since, step.since),
        "since_day": step.since_day,
        "clock": step.clock,
        **_limit(step),
        "explained": explained(step.clock) if step.clock else "",
        "uncovered": step.clock.uncovered_years if step.clock else (),
        "done_on": step.done_on,
        "reason_needed": step.reason_needed,
        "ours": step.who == US,
    }


def _limit(step: DueStep) -> dict[str, Any]:
    """Until when: an authority has time to the outer end; we go by the safe end, with the outer one beside it."""
    clock = step.clock
    if clock is None:
        return {"limit": None, "limit_moment": None, "outer": None}
    if step.who == US:
        return {"limit": clock.safe_last_day, "limit_moment": clock.safe_last_moment, "outer": clock.outer_last_day}
    return {"limit": clock.outer_last_day, "limit_moment": clock.outer_last_moment, "outer": None}


def explained(clock: Clock) -> str:
    """The arithmetic of a clock, on what it rests, and which versions of law and calendar it used."""
    versions = _("Versi aturan %(rule)s; hari libur %(calendar)s.") % {
        "rule": clock.rule_version,
        "calendar": clock.calendar_version,
    }
    return f"{clock.rule.title.say(_lang())}. {explain(current_law(), clock, _lang())} {versions}"


REFUSED = {
    "empty": gettext_lazy("Berkas ini kosong (0 byte). Pilih berkas lain."),
    "too_large": gettext_lazy("Berkas ini terlalu besar. Pilih berkas yang lebih kecil."),
}


def refused_file(error: RefusedFile) -> str:
    """Why a scan was not taken, and what to do. The rest of the form stays."""
    return str(REFUSED.get(error.facts.get("fault", ""), _("Berkas ini tidak bisa diterima. Pakai foto atau PDF.")))
