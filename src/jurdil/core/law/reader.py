"""Reads single values out of a located mapping, and writes down what is wrong instead of stopping at the first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, time
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from typing import Any

from jurdil.core.law.located import Flaw, LawMap
from jurdil.core.law.model import Confidence, Grounds, Place, Reading, Span, Text

EMPTY = Text(id="", en="")


class Reader:
    """The flaws found so far, and what the rest of the files declared: sources and words."""

    def __init__(self) -> None:
        self.flaws: list[Flaw] = []
        self.sources: frozenset[str] = frozenset()
        self.words: Mapping[str, Mapping[str, Any]] = {}

    def flaw(self, place: Place, what: str, mend: str) -> None:
        self.flaws.append(Flaw(place=place, what=what, mend=mend))

    def maps(self, owner: LawMap, key: str) -> Iterator[LawMap]:
        """The mappings of a list; anything else in it is a flaw."""
        for one in self.listing(owner, key):
            if isinstance(one, LawMap):
                yield one
            else:
                self.flaw(owner.at(key), f"“{one}” under {key} is no block", "write “- id: …” with its keys below")

    def listing(self, owner: LawMap, key: str) -> list[Any]:
        value = owner.get(key)
        if value is None:
            return []
        if isinstance(value, list):
            return value
        self.flaw(owner.at(key), f"{key} must be a list", f"write “{key}: [ … ]” or one “- …” a line")
        return []

    def keys(self, owner: LawMap, allowed: Iterable[str]) -> None:
        known = tuple(allowed)
        for key in owner:
            if key not in known:
                near = get_close_matches(key, known, 1)
                hint = f"did you mean “{near[0]}”?" if near else f"use one of: {', '.join(known)}"
                self.flaw(owner.at(key), f"the key “{key}” is not known here", hint)

    def string(self, owner: LawMap, key: str, default: str | None = None) -> str:
        value = owner.get(key, default)
        if isinstance(value, str) and value:
            return value
        if key in owner and value is not None and not isinstance(value, list | dict):
            return str(value)
        if default is None:
            self.flaw(owner.at(key), f"“{key}” is missing", f"add “{key}: …”")
        return default or ""

    def code(self, owner: LawMap, key: str, group: str, default: str | None = None) -> str:
        value = self.string(owner, key, default)
        self.check_code(value, group, owner.at(key))
        return value

    def codes(self, owner: LawMap, key: str, group: str) -> tuple[str, ...]:
        values = tuple(str(one) for one in self.listing(owner, key))
        for value in values:
            self.check_code(value, group, owner.at(key))
        return values

    def check_code(self, value: str, group: str, place: Place) -> None:
        known = self.words.get(group, {})
        if value not in known:
            self.unknown(value, group, known, place)

    def unknown(self, value: str, what: str, known: Iterable[str], place: Place) -> None:
        near = get_close_matches(value, list(known), 1)
        hint = f"did you mean “{near[0]}”?" if near else "spell it as declared, or declare it first"
        self.flaw(place, f"“{value}” is not declared under {what}", hint)

    def text(self, owner: LawMap, key: str) -> Text:
        found = self.maybe_text(owner, key)
        if found is None:
            self.flaw(owner.at(key), f"“{key}” is missing", f"add “{key}: {{id: …, en: …}}”")
        return found or EMPTY

    def maybe_text(self, owner: LawMap, key: str) -> Text | None:
        value = owner.get(key)
        return None if value is None else self.as_text(value, owner.at(key))

    def as_text(self, value: object, place: Place) -> Text:
        if isinstance(value, LawMap) and set(value) == {"id", "en"} and all(isinstance(one, str) for one in value.values()):
            return Text(id=value["id"], en=value["en"])
        self.flaw(place, "a text needs both languages", "write {id: …, en: …}; quote it if it holds “: ” or “#”")
        return EMPTY

    def texts(self, owner: LawMap, key: str) -> tuple[Text, ...]:
        return tuple(self.as_text(one, owner.at(key)) for one in self.listing(owner, key))

    def day(self, owner: LawMap, key: str) -> date | None:
        value = owner.get(key)
        if value is None or isinstance(value, date):
            return value
        self.flaw(owner.at(key), f"“{value}” is no day of the calendar", "write it as 2024-11-27")
        return None

    def span(self, owner: LawMap) -> Span:
        """Half-open: `from` is the first day, `to` the first day that no longer belongs to it."""
        start, end = self.day(owner, "from"), self.day(owner, "to")
        if start is None:
            self.flaw(owner.at(), "“from” is missing", "add the first day: “from: 2024-11-14”")
            start = date.min
        if end is not None and end <= start:
            self.flaw(
                owner.at("to"),
                f"the interval ends on {end}, not after its start {start}",
                "“to” is the first day that no longer belongs to it; put a later day or leave it out",
            )
            end = None
        return Span(start=start, end=end)

    def grounds(self, owner: LawMap, default: Grounds | None = None) -> Grounds:
        """Confidence and sources; a row without its own takes those of the block around it."""
        if "confidence" not in owner and "sources" not in owner and default is not None:
            note = self.maybe_text(owner, "note") or default.note
            return Grounds(confidence=default.confidence, sources=default.sources, note=note, place=owner.at())
        mark = self.confidence(owner)
        named = tuple(str(one) for one in self.listing(owner, "sources"))
        for key in named:
            if key not in self.sources:
                self.unknown(key, "sources", self.sources, owner.at("sources"))
        if not named and mark is not Confidence.GK:
            self.flaw(owner.at(), f"a value marked {mark} has no source", "add “sources: [s…]” or mark it GK")
        return Grounds(confidence=mark, sources=named, note=self.maybe_text(owner, "note"), place=owner.at())

    def confidence(self, owner: LawMap) -> Confidence:
        value = self.string(owner, "confidence")
        if value in Confidence.__members__:
            return Confidence(value)
        self.flaw(owner.at("confidence"), f"“{value}” is no mark", "use V2, S1, GK or CX")
        return Confidence.GK

    def reading(self, owner: LawMap) -> Reading:
        return Reading(
            confidence=self.confidence(owner),
            views=self.texts(owner, "views"),
            safer=self.maybe_text(owner, "safer"),
        )

    def number(self, owner: LawMap, key: str, default: int | None = None) -> int:
        value = owner.get(key, default)
        if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
            return value
        self.flaw(owner.at(key), f"“{key}” must be a whole number", f"write “{key}: 7”")
        return 0

    def amount(self, value: object, place: Place) -> Decimal | None:
        if value is None:
            return None
        try:
            return Decimal(str(value))
        except InvalidOperation:
            self.flaw(place, f"“{value}” is no amount", "write digits only, such as 6000000")
            return None

    def flag(self, owner: LawMap, key: str, default: bool = False) -> bool:
        value = owner.get(key, default)
        if isinstance(value, bool):
            return value
        self.flaw(owner.at(key), f"“{key}” must be true or false", f"write “{key}: true”")
        return default

    def hour(self, value: object, place: Place) -> time:
        try:
            return time.fromisoformat(str(value))
        except ValueError:
            self.flaw(place, f"“{value}” is no time of day", 'write it in quotes: "08:00"')
            return time(0)
