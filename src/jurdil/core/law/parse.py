"""From the plain structures of a country's folder to the frozen `Law`, or a LawFault with every flaw found.

`parse_law(documents, digest)` takes one `LawMap` a file. Any file may hold any of `SECTIONS`; a section may be spread
over several files. Nothing is guessed: an unknown key, code, source or reference is a flaw with file and line.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from jurdil.core.law import parse_rules as rules
from jurdil.core.law.located import LawMap, fault
from jurdil.core.law.model import Element, Instrument, Law, Place, Source, Text, Vocabulary, Word
from jurdil.core.law.parse_provisions import element_definition, provision
from jurdil.core.law.reader import Reader

GROUPS = ("regimes", "election_kinds", "capacities", "categories", "civil_servant_types", "acts", "beneficiaries",
          "circumstances", "tracks", "authorities", "periods", "mental_elements")  # fmt: skip
SECTIONS = ("country", "vocabulary", "sources", "instruments", "elements", "provisions", "deadlines", "desks",
            "routes", "outcomes", "requirements", "forms", "offices", "procedures", "warnings", "audiences")  # fmt: skip


def parse_law(documents: Sequence[LawMap], digest: str) -> Law:
    """The law of one country; raises LawFault."""
    reader = Reader()
    for document in documents:
        reader.keys(document, SECTIONS)
    sections = _Sections(reader, documents)
    country = sections.one("country")
    vocabulary = _vocabulary(reader, sections)
    reader.words = vocabulary.groups
    sources = {key: Source(key=key, topic=str(topic)) for owner in sections.of("sources") for key, topic in owner.items()}
    reader.sources = frozenset(sources)
    elements = _elements(reader, sections)
    instruments = _keyed(reader, sections, "instruments", _instrument, "key")
    provisions = _keyed(reader, sections, "provisions", lambda r, raw: provision(r, raw, elements), "id")
    law = Law(
        country=reader.string(country, "code"),
        name=reader.text(country, "name"),
        default_timezone=reader.string(country, "timezone", "UTC"),
        default_first=reader.code(country, "first_authority", "authorities"),
        zone_names={str(key): str(name) for key, name in (country.get("zone_names") or {}).items()},
        digest=digest,
        vocabulary=vocabulary,
        sources=sources,
        instruments=instruments,
        elements=elements,
        provisions=provisions,
        deadlines=_keyed(reader, sections, "deadlines", rules.deadline, "id"),
        desks=tuple(rules.desk(reader, raw) for raw in sections.items("desks")),
        routes=tuple(rules.route(reader, raw) for raw in sections.items("routes")),
        outcomes=tuple(rules.outcome(reader, raw) for raw in sections.items("outcomes")),
        requirements=tuple(rules.requirement(reader, raw) for raw in sections.items("requirements")),
        forms=_keyed(reader, sections, "forms", rules.form, "role"),
        offices=tuple(rules.office(reader, raw) for raw in sections.items("offices")),
        procedures=tuple(rules.procedure(reader, raw) for raw in sections.items("procedures")),
        warnings=_keyed(reader, sections, "warnings", rules.warning, "code"),
        audiences=tuple(rules.audience(reader, raw) for raw in sections.items("audiences")),
    )
    rules.references(reader, law)
    if reader.flaws:
        raise fault(reader.flaws)
    return law


class _Sections:
    """The files side by side, read section by section."""

    def __init__(self, reader: Reader, documents: Sequence[LawMap]) -> None:
        self.reader = reader
        self.documents = documents

    def of(self, name: str) -> Iterator[LawMap]:
        for document in self.documents:
            value = document.get(name)
            if isinstance(value, LawMap):
                yield value
            elif value is not None:
                self.reader.flaw(document.at(name), f"“{name}” must be a block of keys", "write one “key: …” a line")

    def one(self, name: str) -> LawMap:
        found = next(self.of(name), None)
        if found is None:
            file = self.documents[0].file if self.documents else "?"
            self.reader.flaw(Place(file=file, line=1), f"no file has a section “{name}”", f"add “{name}:”")
            return LawMap(file, 1)
        return found

    def items(self, name: str) -> Iterator[LawMap]:
        for document in self.documents:
            yield from self.reader.maps(document, name)


def _keyed(reader: Reader, sections: _Sections, name: str, parse: Any, key: str) -> dict[Any, Any]:
    """A section of a list as a table by its key; the same key twice is a flaw."""
    table: dict[Any, Any] = {}
    for raw in sections.items(name):
        one = parse(reader, raw)
        code = getattr(one, key)
        if code in table:
            reader.flaw(raw.at(key), f"“{code}” stands twice under {name}", "keep one, or join their dated versions")
        table[code] = one
    return table


def _vocabulary(reader: Reader, sections: _Sections) -> Vocabulary:
    groups: dict[str, dict[str, Word]] = {name: {} for name in GROUPS}
    for owner in sections.of("vocabulary"):
        reader.keys(owner, GROUPS)
        for group, words in owner.items():
            if not isinstance(words, LawMap):
                reader.flaw(owner.at(group), f"“{group}” must be a block of codes", "write “code: {id: …, en: …}”")
                continue
            for code, raw in words.items():
                groups.setdefault(group, {})[code] = _word(reader, code, raw, words.at(code))
    return Vocabulary(groups=groups)


def _word(reader: Reader, code: str, raw: object, place: Place) -> Word:
    """A plain {id, en}, or a block {text: {id, en}, ask, exhibit, traits}."""
    if isinstance(raw, LawMap) and "text" in raw:
        reader.keys(raw, ("text", "ask", "exhibit", "traits"))
        return Word(
            code=code,
            text=reader.text(raw, "text"),
            ask=reader.maybe_text(raw, "ask"),
            exhibit=reader.maybe_text(raw, "exhibit"),
            traits=tuple(str(one) for one in reader.listing(raw, "traits")),
        )
    return Word(code=code, text=reader.as_text(raw, place))


def _elements(reader: Reader, sections: _Sections) -> Mapping[str, Element]:
    table: dict[str, Element] = {}
    for owner in sections.of("elements"):
        for name, raw in owner.items():
            if isinstance(raw, LawMap):
                table[name] = element_definition(reader, name, raw)
            else:
                reader.flaw(owner.at(name), f"the element “{name}” is no block", "give it “text” and “when”")
    return table


def _instrument(reader: Reader, raw: LawMap) -> Instrument:
    reader.keys(raw, ("key", "title", "purpose", "from", "to", "amended_by", "status", "confidence", "sources", "note"))
    title: Text = reader.text(raw, "title")
    return Instrument(
        key=reader.string(raw, "key"),
        title=title,
        purpose=reader.text(raw, "purpose"),
        span=reader.span(raw) if raw.get("from") else None,
        amended_by=tuple(str(one) for one in reader.listing(raw, "amended_by")),
        status=reader.maybe_text(raw, "status"),
        grounds=reader.grounds(raw),
    )
