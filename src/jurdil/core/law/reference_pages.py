"""Reference pages made from the law itself, as Markdown: one an instrument, one for clocks, one for routes."""

from __future__ import annotations

from collections.abc import Iterator

from jurdil.core.law.clock_text import UNITS
from jurdil.core.law.model import FormVersion, Instrument, Law, Provision, ProvisionVersion, Span
from jurdil.core.law.reference import say_element, say_penalty, say_sources


def pages(law: Law) -> dict[str, str]:
    """File name → Markdown. Only instruments with provisions get a page; README.md lists them all."""
    made = {}
    for instrument in law.instruments.values():
        mine = [one for one in law.provisions.values() if one.instrument == instrument.key]
        if mine:
            made[f"{instrument.key}.md"] = "\n".join(_page(law, instrument, mine)) + "\n"
    made["batas-waktu.md"] = "\n".join(_deadlines(law)) + "\n"
    made["jalur.md"] = "\n".join(_routes(law)) + "\n"
    made["formulir.md"] = "\n".join(_forms(law)) + "\n"
    made["kosakata.md"] = "\n".join(_words(law)) + "\n"
    made["README.md"] = "\n".join(_index(law, made)) + "\n"
    return made


def _index(law: Law, made: dict[str, str]) -> Iterator[str]:
    yield f"# Hukum yang dipakai: {law.name.id}"
    yield ""
    yield "Dibuat oleh `jurdil law reference`; jangan diubah tangan. / Made by `jurdil law reference`; do not edit."
    yield ""
    also = (("batas waktu dan jam loket", "batas-waktu"), ("jalur dan lembaga", "jalur"), ("formulir", "formulir"))
    yield "Juga: " + ", ".join(f"[{words}]({name}.md)" for words, name in (*also, ("kosakata", "kosakata"))) + "."
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
    yield f"Sumber: {say_sources(law, instrument.grounds, 'id')}"
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
        yield f"- {say_element(law, element, 'id')}"
    if version.penalty:
        yield f"- Sanksi: {say_penalty(version.penalty, 'id')}"
    if version.grounds.note:
        yield f"- Catatan: {version.grounds.note.id}"
    yield f"- Sumber: {say_sources(law, version.grounds, 'id')}"


def _span(span: Span) -> str:
    return f"mulai {span.start}" + (f" sampai sebelum {span.end}" if span.end else "")


def _deadlines(law: Law) -> Iterator[str]:
    yield "# Batas waktu dan jam loket"
    yield ""
    yield "| batas | nilai | sejak apa | berlaku | siapa | keyakinan dan sumber |"
    yield "|---|---|---|---|---|---|"
    for rule in law.deadlines.values():
        who = "kita" if rule.ours else "lembaga"
        for version in rule.versions:
            value = f"{version.n} {UNITS[version.unit][0]}"
            grounds = f"{version.grounds.confidence}, {say_sources(law, version.grounds, 'id')}"
            kinds = ", ".join(law.label("regimes", one).id for one in version.regimes)
            name = f"{rule.title.id} (`{rule.id}`)" + (f": {kinds}" if kinds else "")
            yield f"| {name} | {value} | {rule.anchor_text.id} | {_span(version.span)} | {who} | {grounds} |"
    yield ""
    yield "## Jam loket"
    for desk in law.desks:
        days = [f"{one.opens:%H.%M}–{one.closes:%H.%M}" if one else "tutup" for one in desk.week]
        names = ", ".join(law.label("regimes", regime).id for regime in desk.regimes)
        yield ""
        yield f"**{names}, {_span(desk.span)}** ({desk.grounds.confidence}). Senin–Minggu: {', '.join(days)}."
        for stage, hours in desk.stages.items():
            said = "24 jam" if hours.all_day else f"{hours.opens:%H.%M}–{hours.closes:%H.%M}"
            yield f"Pada {law.label('periods', stage).id}: {said}."


def _routes(law: Law) -> Iterator[str]:
    yield "# Jalur dan lembaga"
    yield ""
    yield "| jalur | untuk | urutan lembaga | berlaku | keyakinan |"
    yield "|---|---|---|---|---|"
    for row in law.routes:
        whom = [law.label("categories", one).id for one in row.subjects] + [f"`{one}`" for one in row.provisions]
        for version in row.versions:
            chain = " → ".join(law.label("authorities", body).id for body in version.chain)
            track = law.label("tracks", row.track).id
            yield f"| {track} | {', '.join(whom) or 'semua'} | {chain} | {_span(version.span)} | {version.grounds.confidence} |"
    for procedure in law.procedures:
        yield ""
        yield f"## {procedure.title.id}"
        yield ""
        for number, step in enumerate(procedure.steps, 1):
            limit = f" — {step.limit.id}" if step.limit else ""
            yield f"{number}. {step.text.id}{limit} ({step.grounds.confidence})"


def _forms(law: Law) -> Iterator[str]:
    yield "# Formulir menurut gunanya"
    for form in law.forms.values():
        codes = "; ".join(_code(law, one) for one in form.versions)
        yield ""
        yield f"## {form.title.id} (`{form.role}`)"
        yield ""
        yield f"Kode: {codes}."
        if form.fields:
            yield ""
            yield "| isian | diisi oleh | wajib | keyakinan |"
            yield "|---|---|---|---|"
            who = {"reporter": "pelapor", "officer": "petugas", "attached": "lampiran"}
            for one in form.fields:
                required = "ya" if one.required else "tidak"
                yield f"| {one.label.id} | {who[one.filled_by]} | {required} | {one.grounds.confidence} |"


def _code(law: Law, paper: FormVersion) -> str:
    kinds = ", ".join(law.label("regimes", one).id for one in paper.regimes)
    return f"{paper.display_code or 'tanpa kode'} {_span(paper.span)}" + (f" ({kinds})" if kinds else "")


def _words(law: Law) -> Iterator[str]:
    yield "# Kosakata fakta dan jawaban"
    yield ""
    yield "Kode hanya ditambah, tidak pernah diganti. / Codes are added, never renamed."
    for group, words in law.vocabulary.groups.items():
        yield ""
        yield f"## `{group}`"
        yield ""
        yield "| kode | Indonesia | English |"
        yield "|---|---|---|"
        for word in words.values():
            yield f"| `{word.code}` | {word.text.id} | {word.text.en} |"
    yield ""
    yield "## Peringatan / warnings"
    yield ""
    yield "| kode | Indonesia | English |"
    yield "|---|---|---|"
    for rule in law.warnings.values():
        yield f"| `{rule.code}` | {rule.text.id} | {rule.text.en} |"
