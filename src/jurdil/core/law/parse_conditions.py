"""Reads the conditions of elements: `{act: [...]}`, `{any: [...]}`, `{contested: {if: …}}` and the rest."""

from __future__ import annotations

from datetime import date

from jurdil.core.law.conditions import All, Any_, Condition, Contested, Leaf, Not, Open, Shared
from jurdil.core.law.leaves import SHAPES
from jurdil.core.law.located import LawMap
from jurdil.core.law.model import Place
from jurdil.core.law.reader import Reader

COMBINERS = ("any", "all", "not", "open", "contested", "element")
NEVER = Any_(())


def condition(reader: Reader, raw: object, place: Place) -> Condition:
    """One condition. It is a mapping with exactly one key; a list of conditions means `all`."""
    if isinstance(raw, list):
        return All(tuple(condition(reader, one, place) for one in raw))
    if not isinstance(raw, LawMap) or len(raw) != 1:
        reader.flaw(place, "a condition is one block with one key", "write {act: [...]} or {any: [{...}, {...}]}")
        return Leaf("always", ())
    key, value = next(iter(raw.items()))
    here = raw.at(key)
    if key == "element":
        return Shared(str(value))
    if key == "not":
        return Not(condition(reader, value, here))
    if key == "open":
        return Open(condition(reader, value, here))
    if key == "contested":
        return _contested(reader, value, here)
    if key in ("any", "all"):
        if not isinstance(value, list) or not value:
            reader.flaw(here, f"“{key}” needs a list of conditions", f"write “{key}: [{{…}}, {{…}}]”")
            return Leaf("always", ())
        parts = tuple(condition(reader, one, here) for one in value)
        return Any_(parts) if key == "any" else All(parts)
    return leaf(reader, key, value, here)


def _contested(reader: Reader, value: object, place: Place) -> Condition:
    if not isinstance(value, LawMap) or "if" not in value:
        reader.flaw(place, "“contested” needs “if”", "write {contested: {if: {...}, confidence: CX, views: [...]}}")
        return Leaf("always", ())
    reader.keys(value, ("if", "confidence", "views", "safer"))
    return Contested(condition(reader, value["if"], value.at("if")), reader.reading(value))


def leaf(reader: Reader, kind: str, value: object, place: Place) -> Leaf:
    if kind not in SHAPES:
        reader.unknown(kind, "the kinds of condition", (*SHAPES, *COMBINERS), place)
        return Leaf("always", ())
    values = tuple(_plain(one) for one in (value if isinstance(value, list) else [value]))
    if group := SHAPES[kind]:
        for one in values:
            reader.check_code(one, group, place)
    if kind == "from_day" and not isinstance(value, date):
        reader.flaw(place, f"“{value}” is no day of the calendar", "write it as 2026-01-02")
        return Leaf("always", ())
    return Leaf(kind, values)


def _plain(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
