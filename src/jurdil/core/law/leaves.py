"""The questions that a condition can put to the facts, one small function each: `LEAVES[kind](case, values)`.

To add a kind: write its function, name it in LEAVES, and give its sentences in `wording.py`. `SHAPES` tells the
parser which group of the vocabulary the values come from, so that a misspelt code is found with file and line.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from jurdil.core.law.conditions import Finding, Leaf, Reason, Status
from jurdil.core.law.deadlines import add_months
from jurdil.core.law.fact_types import Facts, Gap, Period, Reported
from jurdil.core.law.model import Law, RuleId


@dataclass(slots=True)
class Case:
    """One person of one report, before the law. `breach` answers whether the person breaches another provision."""

    law: Law
    facts: Facts
    index: int | None
    breach: Callable[[str], Finding]
    tracks: frozenset[str] = frozenset()
    others: tuple[Reported, ...] = field(default=())

    @property
    def person(self) -> Reported:
        return self.facts.reported[self.index] if self.index is not None else Reported()


Values = tuple[str, ...]


def _choice(value: str | None, values: Values, group: str, key: str) -> Finding:
    """Is the answer one of these? No answer is not a no."""
    if value is None:
        return Finding(Status.UNKNOWN, (Reason(f"{key}.unknown"),))
    met = value in values
    return Finding(Status.MET if met else Status.UNMET, (Reason(f"{key}.{'in' if met else 'out'}", group, (value,)),))


def _subject(case: Case, values: Values) -> Finding:
    return _choice(case.person.category, values, "categories", "subject")


def _subject_type(case: Case, values: Values) -> Finding:
    return _choice(case.person.civil_servant_type, values, "civil_servant_types", "type")


def _holds_office(case: Case, values: Values) -> Finding:
    held = case.person.holds_office
    if held is None:
        return Finding(Status.UNKNOWN, (Reason("office.unknown"),))
    wanted = values == ("true",)
    return Finding(Status.MET if held is wanted else Status.UNMET, (Reason("office.yes" if held else "office.no"),))


def _act(case: Case, values: Values) -> Finding:
    return _choice(case.facts.act, values, "acts", "act")


def _beneficiary(case: Case, values: Values) -> Finding:
    return _choice(case.facts.beneficiary, values, "beneficiaries", "beneficiary")


def _election(case: Case, values: Values) -> Finding:
    return _choice(case.facts.election.kind, values, "election_kinds", "election")


def _regime(case: Case, values: Values) -> Finding:
    return _choice(case.facts.regime, values, "regimes", "regime")


def _circumstance(case: Case, values: Values) -> Finding:
    """Listed means reported; denied means it was asked and is not so; otherwise it is not known."""
    for code in values:
        if code in case.facts.circumstances:
            return Finding(Status.MET, (Reason("circumstance.stated", "circumstances", (code,)),))
    if all(code in case.facts.denied_circumstances for code in values):
        return Finding(Status.UNMET, (Reason("circumstance.denied", "circumstances", values),))
    asks = tuple(("circumstances", code) for code in values if code not in case.facts.denied_circumstances)
    return Finding(Status.UNKNOWN, (Reason("circumstance.unknown", "circumstances", values),), asks)


def _exception(case: Case, values: Values) -> Finding:
    """An exception that is known to hold contradicts the norm; one that is not known leaves it open."""
    found = _circumstance(case, values)
    if found.status is Status.MET:
        return Finding(Status.UNMET, (Reason("exception.stated", "circumstances", values),))
    if found.status is Status.UNMET:
        return Finding(Status.MET, (Reason("exception.denied", "circumstances", values),))
    return Finding(Status.UNKNOWN, (Reason("exception.unknown", "circumstances", values),), found.asks)


def _stated(case: Case, values: Values) -> Finding:
    """Only what the report says counts; used where asking would make every report a suspicion."""
    for code in values:
        if code in case.facts.circumstances:
            return Finding(Status.MET, (Reason("circumstance.stated", "circumstances", (code,)),))
    return Finding(Status.UNMET, (Reason("circumstance.silent", "circumstances", values),))


def _during(case: Case, values: Values) -> Finding:
    """Is the day of the act inside a period of the election? One that does not exist contains no day."""
    found = [_in_period(case.facts, name) for name in values]
    for status in (Status.MET, Status.UNKNOWN):
        if hit := next((one for one in found if one.status is status), None):
            return hit
    return found[0]


def _in_period(facts: Facts, name: str) -> Finding:
    period: Period | date | Gap = getattr(facts.election, name)
    if period is Gap.NONE:
        return Finding(Status.UNMET, (Reason("period.none", "periods", (name,)),))
    if period is Gap.NOT_KNOWN or facts.event_date is None:
        return Finding(Status.UNKNOWN, (Reason("period.unknown", "periods", (name,)),))
    met = facts.event_date in period if isinstance(period, Period) else facts.event_date == period
    return Finding(Status.MET if met else Status.UNMET, (Reason(f"period.{'in' if met else 'out'}", "periods", (name,)),))


def _period_exists(case: Case, values: Values) -> Finding:
    period = getattr(case.facts.election, values[0])
    if period is Gap.NOT_KNOWN:
        return Finding(Status.UNKNOWN, (Reason("period.unknown", "periods", values),))
    key, status = ("period.none", Status.UNMET) if period is Gap.NONE else ("period.exists", Status.MET)
    return Finding(status, (Reason(key, "periods", values),))


def _since(case: Case, values: Values) -> Finding:
    """On or after the day; a day that does not exist has not come."""
    anchor, event = getattr(case.facts.election, values[0]), case.facts.event_date
    if isinstance(anchor, Period):
        anchor = anchor.start
    if anchor is Gap.NONE:
        return Finding(Status.UNMET, (Reason("anchor.none", "periods", values),))
    if anchor is Gap.NOT_KNOWN or event is None:
        return Finding(Status.UNKNOWN, (Reason("anchor.unknown", "periods", values),))
    met = event >= anchor
    key = "anchor.since" if met else "anchor.before"
    return Finding(Status.MET if met else Status.UNMET, (Reason(key, "periods", values, str(anchor)),))


def _before(case: Case, values: Values) -> Finding:
    found = _since(case, values)
    flipped = {Status.MET: Status.UNMET, Status.UNMET: Status.MET}.get(found.status, found.status)
    return Finding(flipped, found.reasons)


def _dates_known(case: Case, values: Values) -> Finding:
    """Can the day of the act be put before or after this day of the election at all?"""
    known = case.facts.event_date is not None and getattr(case.facts.election, values[0]) is not Gap.NOT_KNOWN
    return Finding(Status.MET if known else Status.UNMET)


def _within(case: Case, values: Values) -> Finding:
    """Inside a window of months counted back from a day of the election. values: (deadline rule, open end).

    The same-numbered day lies inside the window; where the rule carries conflicting readings, that one day is
    contested. After the named open end it is not known whether the window has closed.
    """
    rule = case.law.deadlines[RuleId(values[0])]
    anchor, event = getattr(case.facts.election, rule.anchor), case.facts.event_date
    if not isinstance(anchor, date) or event is None:
        return Finding(Status.UNKNOWN, (Reason("window.unknown", "periods", (rule.anchor,)),))
    version = next((one for one in rule.versions if event in one.span), None)
    if version is None:
        return Finding(Status.UNMET, (Reason("window.no_rule"),))
    opens = add_months(anchor, -version.n)
    if event < opens:
        return Finding(Status.UNMET, (Reason("window.before", said=str(opens)),))
    if event == opens and version.readings:
        return Finding(Status.CONTESTED, (Reason("window.edge", said=str(opens)),), (), version.readings)
    end = getattr(case.facts.election, values[1]) if len(values) > 1 else None
    if isinstance(end, date) and event > end:
        return Finding(Status.UNKNOWN, (Reason("window.after", said=str(end)),))
    return Finding(Status.MET, (Reason("window.in", said=str(opens)),))


def _other_reported(case: Case, values: Values) -> Finding:
    """Is somebody of these categories among the other persons of the report?"""
    for other in case.others:
        if other.category in values:
            return Finding(Status.MET, (Reason("other.in", "categories", (other.category,)),))
    return Finding(Status.UNKNOWN, (Reason("other.unknown"),))


def _mental(case: Case, values: Values) -> Finding:
    """Intent and knowledge are for an authority to find; no report can state them."""
    return Finding(Status.UNKNOWN, (Reason(f"mental.{values[0]}"),))


def _breach_of(case: Case, values: Values) -> Finding:
    """Is one of these provisions breached by the same person? The best answer counts."""
    found = [case.breach(provision) for provision in values]
    for status in (Status.MET, Status.CONTESTED, Status.UNKNOWN):
        hits = [one for one in found if one.status is status]
        if hits:
            return Finding(
                status,
                tuple(reason for one in hits for reason in one.reasons),
                (),
                tuple(dict.fromkeys(reading for one in hits for reading in one.readings)),
            )
    return Finding(Status.UNMET, (Reason("breach.none", "", values),))


def _track(case: Case, values: Values) -> Finding:
    met = any(track in case.tracks for track in values)
    return Finding(Status.MET if met else Status.UNMET, (Reason("track", "tracks", values),))


def _from_day(case: Case, values: Values) -> Finding:
    """Does the act, or the question (an outcome can come no earlier), fall on or after this day?"""
    day, event = date.fromisoformat(values[0]), case.facts.event_date
    met = case.facts.today >= day or (event is not None and event >= day)
    return Finding(Status.MET if met else Status.UNMET, (Reason("from_day", said=values[0]),))


def _took_money(case: Case, values: Values) -> Finding:
    met = case.facts.reporter.took_money is True
    return Finding(Status.MET if met else Status.UNMET, (Reason("took_money"),))


def _always(case: Case, values: Values) -> Finding:
    return Finding(Status.MET, ())


LEAVES: Mapping[str, Callable[[Case, Values], Finding]] = {
    "subject": _subject,
    "subject_type": _subject_type,
    "holds_office": _holds_office,
    "act": _act,
    "beneficiary": _beneficiary,
    "election": _election,
    "regime": _regime,
    "circumstance": _circumstance,
    "exception": _exception,
    "stated": _stated,
    "during": _during,
    "period_exists": _period_exists,
    "since": _since,
    "before": _before,
    "dates_known": _dates_known,
    "within": _within,
    "other_reported": _other_reported,
    "mental": _mental,
    "breach_of": _breach_of,
    "track": _track,
    "from_day": _from_day,
    "took_money": _took_money,
    "always": _always,
}

# kind → the group of the vocabulary its values belong to; "" = checked in another way or free.
SHAPES: Mapping[str, str] = {
    "subject": "categories",
    "subject_type": "civil_servant_types",
    "holds_office": "",
    "act": "acts",
    "beneficiary": "beneficiaries",
    "election": "election_kinds",
    "regime": "regimes",
    "circumstance": "circumstances",
    "exception": "circumstances",
    "stated": "circumstances",
    "during": "periods",
    "period_exists": "periods",
    "since": "periods",
    "before": "periods",
    "dates_known": "periods",
    "within": "",
    "other_reported": "categories",
    "mental": "mental_elements",
    "breach_of": "",
    "track": "tracks",
    "from_day": "",
    "took_money": "",
    "always": "",
}


def answer(case: Case, leaf: Leaf) -> Finding:
    return LEAVES[leaf.kind](case, leaf.values)
