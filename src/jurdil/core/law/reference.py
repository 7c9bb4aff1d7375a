"""Reference pages made from the law itself: one a instrument, as Markdown, and one provision as text or JSON."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from jurdil.core.law.as_json import sanction_json
from jurdil.core.law.day_words import say_day
from jurdil.core.law.in_force import on, provision, provision_on, punished_by
from jurdil.core.law.model import Amount, Grounds, Instrument, Law, Penalty, Provision, ProvisionVersion

MARKS = {
    "V2": ("dua sumber atau lebih", "two or more sources"),
    "S1": ("satu sumber", "one source"),
    "GK": ("pengetahuan umum, belum bersumber", "general knowledge, no source"),
    "CX": ("sumber tidak sepakat", "the sources conflict"),
}


def pages(law: Law) -> dict[str, str]:
    """File name → Markdown. Only instruments with provisions get a page; README.md lists them all."""
    made = {}
    for instrument in law.instruments.values():
        mine = [one for one in law.provisions.values() if one.instrument == instrument.key]
        if mine:
            made[f"{instrument.key}.md"] = "\n".join(_page(law, instrument, mine)) + "\n"
    made["README.md"] = "\n".join(_index(law, made)) + "\n"
    return made


def _index(law: Law, made: dict[str, str]) -> Iterator[str]:
    yield f"# Hukum yang dipakai: {law.name.id}"
    yield ""
    yield "Dibuat oleh `jurdil law reference`; jangan diubah tangan. / Made by `jurdil law reference`; do not edit."
    yield ""
    yield "| peraturan | untuk apa | berlaku sejak | keyakinan |"
    yield "|---|---|---|---|"
    for one in law.instruments.values():
        title = f"[{one.title.id}]({one.key}.md)" if f"{one.key}.md" in made else one.title.id
        since = one.span.start.isoformat() if one.span else "–"
        yield f"| {title} | {one.purpose.id} | {since} | {one.grounds.confidence} |"


def _page(law: Law, instrument: Instrument, mine: list[Provision]) -> Iterator[str]:
    yield f"# {instrument.title.id}"
    yield ""
    yield f"{instrument.purpose.id} / {instrument.purpose.en}."
    yield ""
    yield f"Sumber: {_sources(law, instrument.grounds, 'id')}"
    for one in mine:
        yield ""
        yield f"## {one.article} — {one.title.id}"
        yield ""
        yield f"`{one.id}` · {one.title.en}"
        for version in one.versions:
            yield ""
            yield from _version(law, version)


def _version(law: Law, version: ProvisionVersion) -> Iterator[str]:
    end = f" sampai sebelum {version.span.end}" if version.span.end else ""
    yield f"**Mulai {version.span.start}{end}** ({version.grounds.confidence}). {version.text.id}"
    yield ""
    for element in version.elements:
        yield f"- {element.text.id}"
    if version.penalty:
        yield f"- Sanksi: {say_penalty(version.penalty, 'id')}"
    if version.grounds.note:
        yield f"- Catatan: {version.grounds.note.id}"
    yield f"- Sumber: {_sources(law, version.grounds, 'id')}"


def _sources(law: Law, grounds: Grounds, lang: str) -> str:
    mark = MARKS[grounds.confidence][lang == "en"]
    named = "; ".join(f"[{key}] {law.sources[key].topic}" for key in grounds.sources)
    return f"{mark}" + (f": {named}" if named else "")


def say_penalty(penalty: Penalty, lang: str) -> str:
    """Penjara 1–6 bulan dan/atau denda Rp600.000–Rp6.000.000."""
    words = []
    if penalty.prison:
        unit = ("months" if lang == "en" else "bulan") if penalty.prison.unit == "month" else penalty.prison.unit
        words.append(("prison " if lang == "en" else "penjara ") + _range(penalty.prison, "", lang) + f" {unit}")
    if penalty.fine:
        currency = "Rp" if penalty.fine.unit == "IDR" else f"{penalty.fine.unit} "
        words.append(("fine " if lang == "en" else "denda ") + _range(penalty.fine, currency, lang))
    joiner = {"and_or": (" dan/atau ", " and/or "), "and": (" dan ", " and "), "or": (" atau ", " or ")}
    said = joiner.get(penalty.joined, (", ", ", "))[lang == "en"].join(words)
    said = "; ".join(part for part in (said, ", ".join(step.say(lang) for step in penalty.steps)) if part)
    if penalty.under_review:
        said += " (range under review)" if lang == "en" else " (rentang sedang ditinjau)"
    return said.strip() or ("not known" if lang == "en" else "belum diketahui")


def _range(amount: Amount, currency: str, lang: str) -> str:
    low, high = (f"{currency}{_number(value, lang)}" if value is not None else None for value in (amount.least, amount.most))
    if low and high:
        return f"{low}–{high}"
    return (f"up to {high}" if lang == "en" else f"paling lama/banyak {high}") if high else (low or "")


def _number(value: Any, lang: str) -> str:
    plain = f"{int(value):,}"
    return plain if lang == "en" else plain.replace(",", ".")


def provision_json(law: Law, name: str, day: date, lang: str) -> dict[str, Any]:
    """One provision on a day, with every element, the sanctions for it and its sources."""
    found, version = provision(law, name), provision_on(law, name, day)
    sanctions = punished_by(law, found.id)
    return {
        "id": found.id,
        "title": found.title.say(lang),
        "article": found.article,
        "instrument": law.instruments[found.instrument].title.say(lang),
        "on": day.isoformat(),
        "valid_from": version.span.start.isoformat(),
        "valid_to": version.span.end.isoformat() if version.span.end else None,
        "text": version.text.say(lang),
        "elements": [{"id": one.id, "text": one.text.say(lang)} for one in version.elements],
        "opens": [opening.track for opening in version.opens],
        "penalty": say_penalty(version.penalty, lang) if version.penalty else None,
        "sanctions": [told for one in sanctions if (told := sanction_json(one, day, lang))],
        "confidence": version.grounds.confidence.value,
        "source": list(version.grounds.sources),
        "note": version.grounds.note.say(lang) if version.grounds.note else None,
        "other_versions": [
            {"from": one.span.start.isoformat(), "to": one.span.end.isoformat() if one.span.end else None}
            for one in found.versions
            if one is not version
        ],
    }


def provision_text(law: Law, name: str, day: date, lang: str) -> str:
    """The same for a terminal."""
    found, version = provision(law, name), provision_on(law, name, day)
    en = lang == "en"
    end = version.span.end
    span = say_day(version.span.start, lang, weekday=False)
    until = f" – {'before ' if en else 'sebelum '}{say_day(end, lang, weekday=False)}" if end else ""
    lines = [
        f"{found.id} · {found.article}",
        found.title.say(lang),
        "",
        version.text.say(lang),
        "",
        f"{'In force' if en else 'Berlaku'}: {span}{until}",
        f"{'Elements' if en else 'Unsur'}:",
        *(f"  - {one.text.say(lang)}" for one in version.elements),
    ]
    if version.penalty:
        lines.append(f"{'Sanction' if en else 'Sanksi'}: {say_penalty(version.penalty, lang)}")
    for other in punished_by(law, found.id):
        row = on(other.versions, day)
        if row and row.penalty:
            lines.append(f"{'Punished by' if en else 'Diancam'} {other.article} ({other.id}): {say_penalty(row.penalty, lang)}")
    if version.grounds.note:
        lines.append(f"{'Note' if en else 'Catatan'}: {version.grounds.note.say(lang)}")
    lines.append(f"{'Sources' if en else 'Sumber'} ({version.grounds.confidence}): {_sources(law, version.grounds, lang)}")
    return "\n".join(lines)
