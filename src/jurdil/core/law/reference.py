"""One provision on a day as text or JSON, and the words for penalties, sources and elements that pages share."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from jurdil.core.law.as_json import sanction_json
from jurdil.core.law.conditions import All, Any_, Condition, Contested, Open, leaves
from jurdil.core.law.day_words import say_day
from jurdil.core.law.in_force import on, provision, provision_on, punished_by
from jurdil.core.law.leaves import SHAPES
from jurdil.core.law.model import Amount, Element, Grounds, Law, Penalty

MARKS = {
    "V2": ("dua sumber atau lebih", "two or more sources"),
    "S1": ("satu sumber", "one source"),
    "GK": ("pengetahuan umum, belum bersumber", "general knowledge, no source"),
    "CX": ("sumber tidak sepakat", "the sources conflict"),
}


def say_sources(law: Law, grounds: Grounds, lang: str) -> str:
    mark = MARKS[grounds.confidence][lang == "en"]
    named = "; ".join(f"[{key}] {law.sources[key].topic}" for key in grounds.sources)
    return f"{mark}" + (f": {named}" if named else "")


NAMED = ("categories", "civil_servant_types", "acts", "circumstances")


def say_element(law: Law, element: Element, lang: str) -> str:
    """What an element asks, then what meets it, then what only raises the question."""
    sure = _named(law, element.condition, lang, doubtful=False)
    open_ = [word for word in _named(law, element.condition, lang, doubtful=True) if word not in sure]
    parts = [", ".join(sure)] if sure else []
    if open_:
        parts.append(("to be asked: " if lang == "en" else "masih harus ditanya: ") + ", ".join(open_))
    return element.text.say(lang) + (f": {'; '.join(parts)}" if parts else "")


def _named(law: Law, found: Condition, lang: str, *, doubtful: bool) -> list[str]:
    """The words of one kind (that of the first leaf) which stand inside, or outside, of open and contested parts."""
    every = list(leaves(found))
    kind = next((leaf.kind for leaf in every if SHAPES[leaf.kind] in NAMED), None)
    inside = [leaf for part in _doubts(found) for leaf in leaves(part)]
    chosen = inside if doubtful else [leaf for leaf in every if not any(leaf is one for one in inside)]
    words = [law.label(SHAPES[leaf.kind], value).say(lang) for leaf in chosen if leaf.kind == kind for value in leaf.values]
    return list(dict.fromkeys(words))


def _doubts(found: Condition) -> Iterator[Condition]:
    match found:
        case Open(_) | Contested(_, _):
            yield found
        case All(parts) | Any_(parts):
            for part in parts:
                yield from _doubts(part)


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
        "elements": [
            {"id": one.id, "text": one.text.say(lang), "detail": say_element(law, one, lang)} for one in version.elements
        ],
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
        *(f"  - {say_element(law, one, lang)}" for one in version.elements),
    ]
    if version.penalty:
        lines.append(f"{'Sanction' if en else 'Sanksi'}: {say_penalty(version.penalty, lang)}")
    for other in punished_by(law, found.id):
        row = on(other.versions, day)
        if row and row.penalty:
            lines.append(f"{'Punished by' if en else 'Diancam'} {other.article} ({other.id}): {say_penalty(row.penalty, lang)}")
    if version.grounds.note:
        lines.append(f"{'Note' if en else 'Catatan'}: {version.grounds.note.say(lang)}")
    lines.append(f"{'Sources' if en else 'Sumber'} ({version.grounds.confidence}): {say_sources(law, version.grounds, lang)}")
    return "\n".join(lines)
