"""What a careful reader would find in the law files: gaps, overlaps, provisions that nothing can reach, failing cases.

Unknown codes, sources and references, and spans that end before they start, are refused by `parse` already.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from jurdil.core.errors import BadFacts
from jurdil.core.law.calendar import Calendar
from jurdil.core.law.cases import run_case
from jurdil.core.law.conditions import All, Any_, Condition, Contested, Leaf, Not, Open, Shared, shared_names
from jurdil.core.law.diff import Dated, dated_series
from jurdil.core.law.facts import describe
from jurdil.core.law.located import Flaw, LawMap
from jurdil.core.law.model import Law, Place, ProvisionVersion

KEYS = ("id", "title", "facts", "expect", "basis")


def check_law(law: Law) -> tuple[Flaw, ...]:
    """Every flaw in the data itself."""
    return (*_spans(law), *_unreachable(law), *_leads_nowhere(law), *_unused_elements(law), *_penalties(law))


def _spans(law: Law) -> Iterator[Flaw]:
    for series in dated_series(law):
        yield from gaps_and_overlaps(series)


def gaps_and_overlaps(series: Dated) -> Iterator[Flaw]:
    """Half-open rows must follow one another: each starts on the day on which the one before ends."""
    for earlier, later in pairwise(sorted(series.rows, key=lambda row: row.span.start)):
        start, end = later.span.start, earlier.span.end
        if end is None or end > start:
            yield Flaw(
                place=later.place,
                what=f"{series.kind} {series.name}: the row from {start} overlaps the one from {earlier.span.start}",
                mend=f"end the earlier row (line {earlier.place.line}) with “to: {start}”, the first day of this one",
            )
        elif end < start:
            yield Flaw(
                place=later.place,
                what=f"{series.kind} {series.name}: nothing is in force from {end} to {start}",
                mend="let the rows meet on one day, or add a row for the days between",
            )


def _unreachable(law: Law) -> Iterator[Flaw]:
    """A provision that no report can ever meet: two of its elements demand different things of the same fact."""
    for provision in law.provisions.values():
        for version in provision.versions:
            clash = _clash(law, version)
            if clash:
                yield Flaw(
                    place=version.grounds.place,
                    what=f"{provision.id} can never be met: no value of “{clash}” satisfies all of its elements",
                    mend="look at the lists of its elements; at least one value must stand in all of them",
                )


def _clash(law: Law, version: ProvisionVersion) -> str | None:
    for kind in ("subject", "act", "beneficiary", "subject_type"):
        allowed: frozenset[str] | None = None
        for element in version.elements:
            values = _possible(law, element.condition, kind)
            if values is not None:
                allowed = values if allowed is None else allowed & values
        if allowed is not None and not allowed:
            return kind
    return None


def _possible(law: Law, found: Condition, kind: str) -> frozenset[str] | None:
    """The values of one kind of fact under which a condition could hold; None when it puts no bound on them."""
    match found:
        case Leaf(leaf_kind, values):
            return frozenset(values) if leaf_kind == kind else None
        case Shared(name):
            return _possible(law, law.elements[name].condition, kind)
        case Open(part) | Contested(part, _):
            return _possible(law, part, kind)
        case Not(_):
            return None
        case All(parts):
            bounds = [bound for part in parts if (bound := _possible(law, part, kind)) is not None]
            return frozenset.intersection(*bounds) if bounds else None
        case Any_(parts):
            options = [_possible(law, part, kind) for part in parts]
            return None if None in options else frozenset().union(*(one for one in options if one is not None))


def _leads_nowhere(law: Law) -> Iterator[Flaw]:
    """A norm that opens no track and that no sanction punishes leads nowhere; a sanction must punish something."""
    for provision in law.provisions.values():
        if provision.kind == "sanction" and not provision.breach_of:
            yield Flaw(
                place=provision.place,
                what=f"the sanction {provision.id} punishes no provision",
                mend="add an element “breach: {breach_of: [...]}”",
            )
    routed = {row.track for row in law.routes}
    for provision in law.provisions.values():
        for version in provision.versions:
            for opening in version.opens:
                if opening.track not in routed:
                    yield Flaw(
                        place=version.grounds.place,
                        what=f"{provision.id} opens the track {opening.track}, which has no route",
                        mend="add a row under “routes” that names its authorities",
                    )


def _unused_elements(law: Law) -> Iterator[Flaw]:
    """A shared element that no provision names, under whose name none stands, and that no condition uses."""
    conditions = [one.condition for one in law.elements.values()]
    used: set[str] = set()
    for provision in law.provisions.values():
        for version in provision.versions:
            used.update(element.id for element in version.elements)
            conditions += [element.condition for element in version.elements]
            conditions += [opening.condition for opening in version.opens if opening.condition]
    conditions += [rule.condition for rule in law.warnings.values() if rule.condition]
    used.update(name for condition in conditions for name in shared_names(condition))
    for name, element in law.elements.items():
        if name not in used:
            yield Flaw(place=element.place, what=f"the element {name} is used nowhere", mend="take it out, or use it")


def _penalties(law: Law) -> Iterator[Flaw]:
    for provision in law.provisions.values():
        for version in provision.versions:
            for amount in (version.penalty.prison, version.penalty.fine) if version.penalty else ():
                if amount and amount.least is not None and amount.most is not None and amount.least > amount.most:
                    yield Flaw(
                        place=version.grounds.place,
                        what=f"{provision.id}: the least penalty {amount.least} is above the most {amount.most}",
                        mend="exchange “least” and “most”",
                    )


def failing_cases(law: Law, cases: Sequence[LawMap], calendar: Calendar) -> tuple[Flaw, ...]:
    """The worked cases that do not hold, each with the file and line of the case."""
    return tuple(_case_flaws(law, cases, calendar))


def _case_flaws(law: Law, cases: Iterable[LawMap], calendar: Calendar) -> Iterator[Flaw]:
    seen: set[str] = set()
    for case in cases:
        name = str(case.get("id", "?"))
        if name in seen:
            yield _case_flaw(case.at("id"), name, "the id stands twice", "give each case its own id")
        seen.add(name)
        if "facts" not in case:
            yield _case_flaw(case.at(), name, "it has no facts", "add “facts:”")
            continue
        try:
            wrong = run_case(law, case, calendar)
        except BadFacts as bad:
            yield _case_flaw(case.at("facts"), name, describe(bad.facts["problems"], "en"), "mend the facts")
            continue
        for unknown, group in _unknown_names(law, case.get("expect") or {}):
            what = f"the expectation names “{unknown}”, which is not declared under {group}"
            yield _case_flaw(
                case.at("expect"), name, what, "correct the spelling; nothing is checked by a name that means nothing"
            )
        for failure in wrong:
            yield _case_flaw(case.at("expect"), name, failure, "mend the law, or the expectation if the law is right")


def _unknown_names(law: Law, expect: object) -> Iterator[tuple[str, str]]:
    """Names that an expectation forbids and the law does not know: an absence that could never fail."""
    if not isinstance(expect, Mapping):
        return
    tables: dict[str, tuple[str, Iterable[str]]] = {
        "not_tracks": ("tracks", law.vocabulary.codes("tracks")),
        "authorities_exclude": ("authorities", law.vocabulary.codes("authorities")),
        "warnings_exclude": ("warnings", law.warnings),
    }
    for key, (group, known) in tables.items():
        yield from ((str(one), group) for one in _names(expect.get(key)) if one not in set(known))
    provisions = expect.get("provisions")
    forbidden = provisions.get("does_not_apply") if isinstance(provisions, Mapping) else None
    yield from ((str(one), "provisions") for one in _names(forbidden) if one not in law.provisions)


def _names(found: object) -> Sequence[object]:
    return found if isinstance(found, list | tuple) else ()


def _case_flaw(place: Place, name: str, what: str, mend: str) -> Flaw:
    return Flaw(place=place, what=f"case {name}: {what}", mend=mend)
