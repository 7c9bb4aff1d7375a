"""The sentences in which the engine gives its reasons, in the language of the country and in English."""

from __future__ import annotations

import re
from datetime import date

from jurdil.core.law.conditions import Finding, Reason
from jurdil.core.law.day_words import say_day
from jurdil.core.law.model import Law, Text

_ISO_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")

REASONS: dict[str, tuple[str, str]] = {
    "subject.in": ("Terlapor: {codes}.", "The person reported: {codes}."),
    "subject.out": ("{codes} tidak termasuk subjek pasal ini.", "{codes}: no subject of this provision."),
    "subject.unknown": ("Jabatan terlapor belum diketahui.", "The office of the person is not known."),
    "type.in": ("Jenis kepegawaian: {codes}.", "Type of service: {codes}."),
    "type.out": ("Aturan ini tidak ditulis untuk {codes}.", "This rule is not written for {codes}."),
    "type.unknown": ("Jenis kepegawaiannya belum diketahui.", "Which type of civil servant is not known."),
    "office.yes": ("Memegang jabatan.", "Holds an office that decides."),
    "office.no": ("Tidak memegang jabatan (pelaksana).", "Holds no office that decides."),
    "office.unknown": ("Belum diketahui apakah memegang jabatan.", "Whether an office is held is not known."),
    "act.in": ("Perbuatan yang dilaporkan: {codes}.", "The act reported: {codes}."),
    "act.out": ("Perbuatan yang dilaporkan lain: {codes}.", "The act reported is another: {codes}."),
    "act.unknown": ("Perbuatannya belum jelas.", "What was done is not clear yet."),
    "beneficiary.in": ("Yang diuntungkan: {codes}.", "Who benefits: {codes}."),
    "beneficiary.out": ("Yang diuntungkan bukan sasaran pasal ini: {codes}.", "Who benefits does not fit: {codes}."),
    "beneficiary.unknown": ("Belum diketahui untuk siapa.", "For whom is not known."),
    "election.in": ("{codes}.", "{codes}."),
    "election.out": ("{codes}.", "{codes}."),
    "election.unknown": ("Jenis pemungutan suara belum diketahui.", "Which kind of vote is not known."),
    "regime.in": ("{codes}.", "{codes}."),
    "regime.out": ("{codes}.", "{codes}."),
    "regime.unknown": ("Jenis pemilihan belum diketahui.", "Which kind of election is not known."),
    "circumstance.stated": ("Dilaporkan: {codes}.", "Reported: {codes}."),
    "circumstance.denied": ("Sudah ditanya, tidak terjadi: {codes}.", "Asked, and not so: {codes}."),
    "circumstance.unknown": ("Belum diketahui: {codes}.", "Not known: {codes}."),
    "circumstance.silent": ("Tidak disebut dalam laporan: {codes}.", "Not in the report: {codes}."),
    "exception.stated": ("Ada pengecualian: {codes}.", "An exception holds: {codes}."),
    "exception.denied": ("Pengecualian tidak ada: {codes}.", "The exception does not hold: {codes}."),
    "exception.unknown": ("Pengecualian belum diketahui: {codes}.", "The exception is not known: {codes}."),
    "period.in": ("Terjadi dalam {codes}.", "It happened in {codes}."),
    "period.out": ("Terjadi di luar {codes}.", "It happened outside {codes}."),
    "period.none": ("Pemilihan ini tidak mempunyai {codes}.", "This election has no {codes}."),
    "period.exists": ("Pemilihan ini mempunyai {codes}.", "This election has {codes}."),
    "period.unknown": ("Tanggal kejadian atau {codes} belum diketahui.", "The day of the act or of {codes} is not known."),
    "anchor.since": ("Terjadi pada atau sesudah {codes} ({said}).", "On or after {codes} ({said})."),
    "anchor.before": ("Terjadi sebelum {codes} ({said}).", "Before {codes} ({said})."),
    "anchor.none": ("Belum ada {codes}.", "There is no {codes} yet."),
    "anchor.unknown": ("Tanggal kejadian atau {codes} belum diketahui.", "The day of the act or of {codes} is not known."),
    "window.unknown": ("Tanggal kejadian atau {codes} belum diketahui.", "The day of the act or of {codes} is not known."),
    "window.no_rule": ("Larangan ini belum berlaku saat itu.", "The ban was not in force that day."),
    "window.before": ("Larangan baru mulai {said}.", "The ban starts only on {said}."),
    "window.edge": (
        "Tepat di hari bertanggal sama, {said}; sumber tidak sepakat, kami hitung sudah dilarang.",
        "Exactly on the same-numbered day, {said}; the sources differ, we count it as banned.",
    ),
    "window.after": (
        "Sesudah {said}; belum pasti larangannya masih berjalan.",
        "After {said}; whether the ban still ran is open.",
    ),
    "window.in": ("Dalam masa larangan sejak {said}.", "Inside the ban since {said}."),
    "other.in": ("Dalam laporan yang sama: {codes}.", "In the same report: {codes}."),
    "other.unknown": ("Belum disebut pejabat mana yang dilibatkan.", "Which official was drawn in is not said."),
    "mental.wilful": (
        "Kesengajaan diputus oleh penegak hukum; laporan tidak dapat memastikannya.",
        "Intent is for the authorities to find; a report cannot settle it.",
    ),
    "mental.knowing": (
        "Apakah ia tahu maksud pemberian itu harus dibuktikan.",
        "Whether they knew what it was for has to be shown.",
    ),
    "breach.applies": ("Melanggar {said}.", "{said} is breached."),
    "breach.possible": ("Bergantung pada {said}, yang belum pasti.", "Rests on {said}, which is open."),
    "breach.none": ("Tidak ada pelanggaran pasal dasarnya.", "No provision that it punishes is breached."),
    "track": ("Jalur: {codes}.", "Track: {codes}."),
    "from_day": ("Mulai {said}.", "From {said}."),
    "took_money": ("Pelapor menyebut menerima uang atau barang.", "The reporter says that they took money or goods."),
    "open": ("Apakah itu cukup, masih harus ditanyakan.", "Whether that is enough is still to be asked."),
    "contested": ("Sumber atau praktik tidak sepakat.", "The sources, or practice, do not agree."),
    "overridden": ("Diubah oleh pendamping: {said}", "Set by the advocate: {said}"),
    "event_unknown": (
        "Tanggal kejadian belum diketahui, dan aturan ini pernah berubah.",
        "The day of the act is not known, and this rule has changed over time.",
    ),
}


def say_reason(law: Law, reason: Reason, lang: str) -> str:
    """One reason as a sentence."""
    pair = REASONS[reason.key]
    labels = ", ".join(_label(law, reason.group, code, lang) for code in reason.codes)
    said = reason.said
    if reason.key != "overridden":  # what an advocate typed is shown as typed
        said = _ISO_DAY.sub(lambda found: say_day(date.fromisoformat(found[0]), lang, weekday=False), said)
    sentence = (pair[1] if lang == "en" else pair[0]).format(codes=labels, said=said)
    return sentence[:1].upper() + sentence[1:]


def _label(law: Law, group: str, code: str, lang: str) -> str:
    return law.label(group, code).say(lang) if group else code


def why(law: Law, finding: Finding) -> Text:
    """All reasons of a finding, as one short text in both languages."""
    return Text(
        id=" ".join(say_reason(law, reason, "id") for reason in finding.reasons),
        en=" ".join(say_reason(law, reason, "en") for reason in finding.reasons),
    )
