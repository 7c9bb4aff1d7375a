"""Reads provisions: their dated versions, elements, the tracks that they open and the penalty that they carry."""

from __future__ import annotations

from collections.abc import Mapping

from jurdil.core.law.conditions import Condition, Leaf, leaves
from jurdil.core.law.leaves import SHAPES
from jurdil.core.law.located import LawMap
from jurdil.core.law.model import (
    Amount,
    Element,
    Grounds,
    Opening,
    Penalty,
    Place,
    Provision,
    ProvisionId,
    ProvisionVersion,
    Text,
)
from jurdil.core.law.parse_conditions import condition, leaf
from jurdil.core.law.reader import Reader

ELEMENT_KEYS = ("id", "text", "when", "ask", "exhibit")
VERSION_KEYS = ("from", "to", "text", "elements", "opens", "penalty", "confidence", "sources", "note")
PROVISION_KEYS = ("id", "kind", "title", "article", "instrument", "regimes", "versions", *VERSION_KEYS)

Elements = Mapping[str, Element]


def element_definition(reader: Reader, name: str, raw: LawMap) -> Element:
    """A shared element. Without `when` it only lends its words to elements of the same name."""
    reader.keys(raw, ELEMENT_KEYS)
    found: Condition = condition(reader, raw["when"], raw.at("when")) if "when" in raw else Leaf("always", ())
    return Element(
        id=name,
        text=reader.text(raw, "text"),
        condition=found,
        ask=reader.maybe_text(raw, "ask"),
        exhibit=reader.maybe_text(raw, "exhibit"),
        place=raw.at(),
    )


def provision(reader: Reader, raw: LawMap, elements: Elements) -> Provision:
    """A provision. Keys of a version that stand beside `versions` hold for every version that has none of its own."""
    reader.keys(raw, PROVISION_KEYS)
    default = reader.grounds(raw) if "confidence" in raw and "versions" in raw else None
    dated = list(reader.maps(raw, "versions")) if "versions" in raw else [raw]
    versions = tuple(_version(reader, one, raw, default, elements) for one in dated)
    if not versions:
        reader.flaw(raw.at("versions"), "a provision needs at least one version", "add “- from: …” below “versions”")
    kind = reader.string(raw, "kind", "norm")
    if kind not in ("norm", "sanction"):
        reader.flaw(raw.at("kind"), f"“{kind}” is no kind", "write norm or sanction")
    breached = tuple(
        dict.fromkeys(
            ProvisionId(value)
            for version in versions
            for element in version.elements
            for one in leaves(element.condition)
            if one.kind == "breach_of"
            for value in one.values
        )
    )
    return Provision(
        id=ProvisionId(reader.string(raw, "id")),
        kind=kind,
        title=reader.text(raw, "title"),
        article=reader.string(raw, "article"),
        instrument=reader.string(raw, "instrument"),
        regimes=reader.codes(raw, "regimes", "regimes"),
        versions=versions,
        breach_of=breached,
        place=raw.at(),
    )


def _version(reader: Reader, raw: LawMap, owner: LawMap, default: Grounds | None, elements: Elements) -> ProvisionVersion:
    if raw is not owner:
        reader.keys(raw, VERSION_KEYS)
    text_owner = raw if "text" in raw else owner
    return ProvisionVersion(
        span=reader.span(raw),
        text=reader.text(text_owner, "text"),
        elements=_elements(reader, raw if "elements" in raw else owner, elements),
        opens=_opens(reader, raw if "opens" in raw else owner),
        penalty=_penalty(reader, raw if "penalty" in raw else owner),
        grounds=reader.grounds(raw, default),
    )


def _elements(reader: Reader, owner: LawMap, shared: Elements) -> tuple[Element, ...]:
    found = tuple(_element(reader, one, owner.at("elements"), shared) for one in reader.listing(owner, "elements"))
    if not found:
        reader.flaw(owner.at("elements"), "a provision needs elements", "list what must be shown before it applies")
    seen: set[str] = set()
    for element in found:
        if element.id in seen:
            reader.flaw(element.place, f"the element “{element.id}” stands twice", "give each element its own id")
        seen.add(element.id)
    return found


def _element(reader: Reader, raw: object, place: Place, shared: Elements) -> Element:
    """A shared element by name, a full block with id and when, or the short `name: condition`."""
    if isinstance(raw, str):
        if raw in shared:
            return shared[raw]
        reader.unknown(raw, "elements", shared, place)
        return _blank(raw, place)
    if not isinstance(raw, LawMap):
        reader.flaw(place, f"“{raw}” is no element", "write the name of a shared element or “name: {condition}”")
        return _blank("?", place)
    if "id" in raw:
        reader.keys(raw, ELEMENT_KEYS)
        name = reader.string(raw, "id")
        found = condition(reader, raw.get("when"), raw.at("when"))
        return _merged(reader, name, found, raw, shared)
    if len(raw) != 1:
        reader.flaw(raw.at(), "an element without id has exactly one key", "write “name: {condition}” or add “id”")
        return _blank("?", raw.at())
    name, value = next(iter(raw.items()))
    here = raw.at(name)
    is_leaf = name in SHAPES and not isinstance(value, LawMap) and not _has_conditions(value)
    found = leaf(reader, name, value, here) if is_leaf else condition(reader, value, here)
    return _merged(reader, name, found, LawMap(raw.file, raw.line), shared)


def _has_conditions(value: object) -> bool:
    return isinstance(value, list) and any(isinstance(one, LawMap) for one in value)


def _merged(reader: Reader, name: str, found: Condition, raw: LawMap, shared: Elements) -> Element:
    """Its own words first, then those of the shared element of the same name."""
    lender = shared.get(name)
    text = reader.maybe_text(raw, "text") or (lender.text if lender else None)
    if text is None:
        reader.flaw(raw.at(), f"the element “{name}” has no words", "add “text: {id: …, en: …}”")
    return Element(
        id=name,
        text=text or Text(id=name, en=name),
        condition=found,
        ask=reader.maybe_text(raw, "ask") or (lender.ask if lender else None),
        exhibit=reader.maybe_text(raw, "exhibit") or (lender.exhibit if lender else None),
        place=raw.at(),
    )


def _blank(name: str, place: Place) -> Element:
    return Element(id=name, text=Text(id=name, en=name), condition=Leaf("always", ()), ask=None, exhibit=None, place=place)


def _opens(reader: Reader, owner: LawMap) -> tuple[Opening, ...]:
    found = []
    for one in reader.listing(owner, "opens"):
        if isinstance(one, LawMap):
            reader.keys(one, ("track", "when"))
            track = reader.code(one, "track", "tracks")
            when = condition(reader, one["when"], one.at("when")) if "when" in one else None
            found.append(Opening(track=track, condition=when))
        else:
            reader.check_code(str(one), "tracks", owner.at("opens"))
            found.append(Opening(track=str(one), condition=None))
    return tuple(found)


def _penalty(reader: Reader, owner: LawMap) -> Penalty | None:
    raw = owner.get("penalty")
    if not isinstance(raw, LawMap):
        return None
    reader.keys(raw, ("kind", "prison", "fine", "joined", "steps", "under_review", "note"))
    return Penalty(
        kind=reader.string(raw, "kind"),
        prison=_amount(reader, raw, "prison"),
        fine=_amount(reader, raw, "fine"),
        joined=reader.string(raw, "joined", "and_or"),
        steps=reader.texts(raw, "steps"),
        under_review=reader.flag(raw, "under_review"),
        note=reader.maybe_text(raw, "note"),
    )


def _amount(reader: Reader, owner: LawMap, key: str) -> Amount | None:
    raw = owner.get(key)
    if not isinstance(raw, LawMap):
        return None
    reader.keys(raw, ("least", "most", "unit"))
    return Amount(
        least=reader.amount(raw.get("least"), raw.at("least")),
        most=reader.amount(raw.get("most"), raw.at("most")),
        unit=reader.string(raw, "unit"),
    )
