"""Reads deadlines, desk hours, routes, outcomes, requirements, forms, offices, procedures, warnings and audiences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from jurdil.core.law.conditions import Condition, leaves, shared_names
from jurdil.core.law.located import LawMap
from jurdil.core.law.model import (
    REQUIREMENTS,
    Audience,
    DeadlineRule,
    DeadlineVersion,
    Desk,
    FormField,
    FormRole,
    FormVersion,
    Grounds,
    Hours,
    Law,
    Office,
    Outcome,
    OutcomeVersion,
    Place,
    Procedure,
    ProvisionId,
    Requirement,
    Route,
    RouteVersion,
    RuleId,
    Start,
    Step,
    Unit,
    WarningRule,
)
from jurdil.core.law.parse_conditions import condition
from jurdil.core.law.reader import Reader

WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
GROUNDS = ("confidence", "sources", "note")
SPAN = ("from", "to")


def _default(reader: Reader, raw: LawMap) -> Grounds | None:
    return reader.grounds(raw) if "confidence" in raw else None


def _choice(reader: Reader, raw: LawMap, key: str, known: Iterable[str], default: str | None = None) -> str:
    value = reader.string(raw, key, default)
    options = tuple(known)
    if value not in options:
        reader.flaw(raw.at(key), f"“{value}” is no {key}", f"use one of: {', '.join(options)}")
        return options[0]
    return value


def deadline(reader: Reader, raw: LawMap) -> DeadlineRule:
    reader.keys(
        raw,
        ("id", "title", "regimes", "purpose", "anchor", "anchor_text", "ours", "backwards", "at_desk", "condition",
         "versions", *GROUNDS),
    )  # fmt: skip
    default = _default(reader, raw)
    return DeadlineRule(
        id=RuleId(reader.string(raw, "id")),
        title=reader.text(raw, "title"),
        regimes=reader.codes(raw, "regimes", "regimes"),
        purpose=reader.string(raw, "purpose", "other"),
        anchor=reader.string(raw, "anchor"),
        anchor_text=reader.text(raw, "anchor_text"),
        ours=reader.flag(raw, "ours"),
        backwards=reader.flag(raw, "backwards"),
        at_desk=reader.flag(raw, "at_desk"),
        condition=reader.maybe_text(raw, "condition"),
        versions=tuple(_deadline_version(reader, one, default) for one in reader.maps(raw, "versions")),
        place=raw.at(),
    )


def _deadline_version(reader: Reader, raw: LawMap, default: Grounds | None) -> DeadlineVersion:
    reader.keys(raw, (*SPAN, "n", "unit", "start", "readings", "regimes", *GROUNDS))
    readings = []
    for one in reader.maps(raw, "readings"):
        reader.keys(one, ("confidence", "views", "safer"))
        readings.append(reader.reading(one))
    return DeadlineVersion(
        span=reader.span(raw),
        n=reader.number(raw, "n"),
        unit=Unit(_choice(reader, raw, "unit", Unit)),
        start=Start(_choice(reader, raw, "start", Start, "unknown")),
        grounds=reader.grounds(raw, default),
        readings=tuple(readings),
        regimes=reader.codes(raw, "regimes", "regimes"),
    )


def desk(reader: Reader, raw: LawMap) -> Desk:
    reader.keys(raw, ("regimes", *SPAN, "week", "stages", *GROUNDS))
    week = raw.get("week")
    stages = raw.get("stages")
    table = {}
    if isinstance(stages, LawMap):
        table = {name: _hours(reader, one, stages.at(name)) for name, one in stages.items()}
    days: tuple[Hours | None, ...] = (None,) * 7
    if isinstance(week, LawMap):
        reader.keys(week, WEEK)
        days = tuple(_hours(reader, week[day], week.at(day)) if week.get(day) else None for day in WEEK)
    return Desk(
        regimes=reader.codes(raw, "regimes", "regimes"),
        span=reader.span(raw),
        week=days,
        stages=table,
        grounds=reader.grounds(raw),
    )


def _hours(reader: Reader, raw: object, place: Place) -> Hours:
    """["08:00", "16:00"], or all_day."""
    if raw == "all_day":
        return Hours(opens=reader.hour("00:00", place), closes=reader.hour("23:59", place), all_day=True)
    if not isinstance(raw, list) or len(raw) != 2:
        reader.flaw(place, f"“{raw}” are no hours", 'write ["08:00", "16:00"] or all_day')
        raw = ["00:00", "00:00"]
    return Hours(opens=reader.hour(raw[0], place), closes=reader.hour(raw[1], place))


def route(reader: Reader, raw: LawMap) -> Route:
    reader.keys(raw, ("track", "subjects", "provisions", "form_role", "level", "versions", *GROUNDS))
    default = _default(reader, raw)
    return Route(
        track=reader.code(raw, "track", "tracks"),
        subjects=reader.codes(raw, "subjects", "categories"),
        provisions=tuple(str(one) for one in reader.listing(raw, "provisions")),
        form_role=reader.string(raw, "form_role"),
        level=reader.string(raw, "level") if raw.get("level") else None,
        versions=tuple(_route_version(reader, one, default) for one in reader.maps(raw, "versions")),
        place=raw.at(),
    )


def _route_version(reader: Reader, raw: LawMap, default: Grounds | None) -> RouteVersion:
    reader.keys(raw, (*SPAN, "chain", *GROUNDS))
    return RouteVersion(
        span=reader.span(raw),
        chain=reader.codes(raw, "chain", "authorities"),
        grounds=reader.grounds(raw, default),
    )


def outcome(reader: Reader, raw: LawMap) -> Outcome:
    reader.keys(raw, ("track", "regimes", "via", "to_body", "versions"))
    return Outcome(
        track=reader.code(raw, "track", "tracks"),
        regimes=reader.codes(raw, "regimes", "regimes"),
        via=reader.code(raw, "via", "authorities"),
        to=reader.code(raw, "to_body", "authorities"),
        versions=tuple(_outcome_version(reader, one) for one in reader.maps(raw, "versions")),
        place=raw.at(),
    )


def _outcome_version(reader: Reader, raw: LawMap) -> OutcomeVersion:
    reader.keys(raw, (*SPAN, "outcome", "text", *GROUNDS))
    return OutcomeVersion(
        span=reader.span(raw),
        outcome=reader.string(raw, "outcome"),
        text=reader.text(raw, "text"),
        grounds=reader.grounds(raw),
    )


def requirement(reader: Reader, raw: LawMap) -> Requirement:
    reader.keys(raw, ("id", "kind", "text", "refusal", "ask", "weight", "wanted", *GROUNDS))
    return Requirement(
        id=_choice(reader, raw, "id", REQUIREMENTS),
        kind=_choice(reader, raw, "kind", ("formal", "material")),
        text=reader.text(raw, "text"),
        refusal=reader.text(raw, "refusal"),
        ask=reader.text(raw, "ask"),
        weight=reader.number(raw, "weight"),
        wanted=reader.number(raw, "wanted") if "wanted" in raw else None,
        grounds=reader.grounds(raw),
    )


def form(reader: Reader, raw: LawMap) -> FormRole:
    reader.keys(raw, ("role", "regimes", "title", "documents", "fields", "versions", *GROUNDS))
    default = _default(reader, raw)
    return FormRole(
        role=reader.string(raw, "role"),
        regimes=reader.codes(raw, "regimes", "regimes"),
        title=reader.text(raw, "title"),
        documents=reader.texts(raw, "documents"),
        fields=tuple(_field(reader, one, default) for one in reader.maps(raw, "fields")),
        versions=tuple(_form_version(reader, one, default) for one in reader.maps(raw, "versions")),
        place=raw.at(),
    )


def _field(reader: Reader, raw: LawMap, default: Grounds | None) -> FormField:
    reader.keys(raw, ("id", "label", "filled_by", "required", *GROUNDS))
    return FormField(
        id=reader.string(raw, "id"),
        label=reader.text(raw, "label"),
        filled_by=_choice(reader, raw, "filled_by", ("reporter", "officer", "attached"), "reporter"),
        required=reader.flag(raw, "required", True),
        grounds=reader.grounds(raw, default),
    )


def _form_version(reader: Reader, raw: LawMap, default: Grounds | None) -> FormVersion:
    reader.keys(raw, (*SPAN, "display_code", "regimes", *GROUNDS))
    code = raw.get("display_code")
    return FormVersion(
        span=reader.span(raw),
        display_code=str(code) if code is not None else None,
        grounds=reader.grounds(raw, default),
        regimes=reader.codes(raw, "regimes", "regimes"),
    )


def office(reader: Reader, raw: LawMap) -> Office:
    reader.keys(raw, ("level", "text", "takes", *GROUNDS))
    return Office(
        level=reader.string(raw, "level"),
        text=reader.text(raw, "text"),
        takes=_choice(reader, raw, "takes", ("report", "lead")),
        grounds=reader.grounds(raw),
    )


def procedure(reader: Reader, raw: LawMap) -> Procedure:
    reader.keys(raw, ("id", "title", "regimes", *SPAN, "steps", *GROUNDS))
    default = _default(reader, raw)
    return Procedure(
        id=reader.string(raw, "id"),
        title=reader.text(raw, "title"),
        regimes=reader.codes(raw, "regimes", "regimes"),
        span=reader.span(raw),
        steps=tuple(_step(reader, one, default) for one in reader.maps(raw, "steps")),
        place=raw.at(),
    )


def _step(reader: Reader, raw: LawMap, default: Grounds | None) -> Step:
    reader.keys(raw, ("text", "limit", *GROUNDS))
    return Step(text=reader.text(raw, "text"), limit=reader.maybe_text(raw, "limit"), grounds=reader.grounds(raw, default))


def warning(reader: Reader, raw: LawMap) -> WarningRule:
    reader.keys(raw, ("code", "text", "when", "per_person"))
    return WarningRule(
        code=reader.string(raw, "code"),
        text=reader.text(raw, "text"),
        condition=condition(reader, raw["when"], raw.at("when")) if "when" in raw else None,
        per_person=reader.flag(raw, "per_person"),
    )


def audience(reader: Reader, raw: LawMap) -> Audience:
    reader.keys(raw, ("id", "title", "categories", "provisions", "advice"))
    return Audience(
        id=reader.string(raw, "id"),
        title=reader.text(raw, "title"),
        categories=reader.codes(raw, "categories", "categories"),
        provisions=tuple(str(one) for one in reader.listing(raw, "provisions")),
        advice=reader.texts(raw, "advice"),
        place=raw.at(),
    )


def references(reader: Reader, law: Law) -> None:
    """Every name that points elsewhere must find something there."""
    for provision in law.provisions.values():
        if provision.instrument not in law.instruments:
            reader.unknown(provision.instrument, "instruments", law.instruments, provision.place)
        for version in provision.versions:
            for element in version.elements:
                _condition(reader, law, element.condition, element.place)
            for opening in version.opens:
                if opening.condition:
                    _condition(reader, law, opening.condition, version.grounds.place)
    for element in law.elements.values():
        _condition(reader, law, element.condition, element.place)
    for row in law.routes:
        _known(reader, row.provisions, "provisions", law.provisions, row.place)
        _known(reader, [row.form_role], "forms", law.forms, row.place)
        _known(reader, [row.level] if row.level else [], "offices", [one.level for one in law.offices], row.place)
    for audience in law.audiences:
        _known(reader, audience.provisions, "provisions", law.provisions, audience.place)
    _circles(reader, law)


def _circles(reader: Reader, law: Law) -> None:
    """No provision may rest on itself, and no shared element either, over however many steps."""
    provisions = {str(one.id): [str(name) for name in one.breach_of] for one in law.provisions.values()}
    elements = {name: list(shared_names(one.condition)) for name, one in law.elements.items()}
    for what, graph in (("breach_of", provisions), ("element", elements)):
        for name in graph:
            if name in _reached(graph, name):
                place = law.provisions[ProvisionId(name)].place if what == "breach_of" else law.elements[name].place
                reader.flaw(place, f"“{name}” rests on itself through “{what}”", "take it out of the circle")


def _reached(graph: Mapping[str, Sequence[str]], start: str) -> set[str]:
    seen: set[str] = set()
    todo = list(graph.get(start, ()))
    while todo:
        name = todo.pop()
        if name not in seen:
            seen.add(name)
            todo.extend(graph.get(name, ()))
    return seen


def _condition(reader: Reader, law: Law, found: Condition, place: Place) -> None:
    _known(reader, shared_names(found), "elements", law.elements, place)
    for leaf in leaves(found):
        if leaf.kind == "breach_of":
            _known(reader, leaf.values, "provisions", law.provisions, place)
        if leaf.kind == "within":
            _known(reader, leaf.values[:1], "deadlines", law.deadlines, place)
            _known(reader, leaf.values[1:], "periods", law.vocabulary.codes("periods"), place)
            _window(reader, law.deadlines.get(RuleId(leaf.values[0])), law, place)


def _window(reader: Reader, rule: DeadlineRule | None, law: Law, place: Place) -> None:
    """A window is counted in months, back from a day of the election."""
    if rule is None:
        return
    if rule.anchor not in law.vocabulary.codes("periods") or any(one.unit is not Unit.MONTH for one in rule.versions):
        reader.flaw(
            place,
            f"“within: {rule.id}” needs a rule in months from a day of the election",
            "use “unit: month” and an anchor that stands under “periods”, such as pairs_determined",
        )


def _known(reader: Reader, names: Iterable[str], what: str, table: Iterable[str], place: Place) -> None:
    options = frozenset(table)
    for name in names:
        if name not in options:
            reader.unknown(name, what, options, place)
