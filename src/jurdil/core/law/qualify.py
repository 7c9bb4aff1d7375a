"""What the law says to one report: provision by provision, element by element, with tracks, authorities and clocks.

`qualify(law, facts, calendar)` gives a `Qualification`. It decides nothing: "applies" means that the facts as told
meet every element of a provision that two sources or one carry, "possible" that none is contradicted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from jurdil.core.law import in_force, wording
from jurdil.core.law.calendar import Calendar
from jurdil.core.law.conditions import Condition, Finding, Leaf, Reason, Status, evaluate, leaves, shared_names
from jurdil.core.law.deadlines import Clock, compute
from jurdil.core.law.desk import office_of
from jurdil.core.law.fact_types import Facts
from jurdil.core.law.leaves import Case, answer
from jurdil.core.law.model import Confidence, Element, Law, Provision, ProvisionId, ProvisionVersion, Text
from jurdil.core.law.requirements import may_report, readiness, standing
from jurdil.core.law.results import (
    Applicability,
    ElementLine,
    ElementOverride,
    ProvisionLine,
    Qualification,
    Warned,
)
from jurdil.core.law.routing import Opened, first_authority, route

NEAR = timedelta(hours=48)
TURNS_ON_TIME = frozenset({"during", "since", "before", "within", "period_exists", "exception", "circumstance"})


def qualify(law: Law, facts: Facts, calendar: Calendar, overrides: Sequence[ElementOverride] = ()) -> Qualification:
    """The whole answer. `overrides` are an advocate's own answers to single elements."""
    persons = [_Person(law, facts, index, overrides) for index in range(len(facts.reported))]
    lines = tuple(line for person in persons for line in person.lines())
    opened = tuple(one for person in persons for one in person.opened(lines))
    routes = route(law, opened, facts.regime, facts.today)
    tracks = tuple(one.track for one in routes)
    clocks = report_clocks(law, facts, calendar)
    clock = clocks[0] if clocks else None
    ready = readiness(law, facts, clock)
    outcome, outcome_text = _outcome(law, facts, [one.chain for one in routes if one.track == "administrative"])
    return Qualification(
        facts=facts,
        lines=lines,
        tracks=tracks,
        routes=routes,
        first=first_authority(law, routes),
        clocks=clocks,
        readiness=ready,
        outcome=outcome,
        outcome_text=outcome_text,
        warnings=_warnings(law, facts, lines, tracks, clock),
        law_digest=law.digest,
        overrides=tuple(overrides),
    )


class _Person:
    """One reported person against every provision; answers to "is that one breached" are kept while it works."""

    def __init__(self, law: Law, facts: Facts, index: int, overrides: Iterable[ElementOverride]) -> None:
        self.law, self.facts, self.index = law, facts, index
        self.day = facts.event_date or facts.known_date or facts.today
        self.case = Case(
            law=law,
            facts=facts,
            index=index,
            breach=self.breach,
            others=tuple(other for place, other in enumerate(facts.reported) if place != index),
        )
        self.overrides = {(one.provision, one.element): one for one in overrides if one.reported == index}
        self.named: dict[str, Finding] = {}
        self.kept: dict[ProvisionId, tuple[Applicability, list[tuple[Element, Finding]]]] = {}

    def lines(self) -> list[ProvisionLine]:
        """Every provision that applies or may, and those that miss by a single element worth showing."""
        found = []
        for provision in self.law.provisions.values():
            version = self.version(provision)
            if version is None:
                continue
            applicability, findings = self.weigh(provision, version)
            if applicability is not Applicability.DOES_NOT_APPLY or self.is_near_miss(provision, findings):
                found.append(self.line(provision, version, applicability, findings))
        return found

    def version(self, provision: Provision) -> ProvisionVersion | None:
        """What it said on the day of the act, in the kind of election at hand."""
        return in_force.on(provision.versions, self.day) if self.facts.regime in provision.regimes else None

    def weigh(self, provision: Provision, version: ProvisionVersion) -> tuple[Applicability, list[tuple[Element, Finding]]]:
        if provision.id not in self.kept:
            findings = self.findings(provision, version)
            if self.facts.event_date is None and len(provision.versions) > 1:
                element = version.elements[0]
                findings[0] = (element, _no_better_than_unknown(findings[0][1]))
            self.kept[provision.id] = (_applicability(version.grounds.confidence, findings), findings)
        return self.kept[provision.id]

    def findings(self, provision: Provision, version: ProvisionVersion) -> list[tuple[Element, Finding]]:
        """Each element in turn; after two that fail nobody will ask for the rest."""
        found: list[tuple[Element, Finding]] = []
        unmet = 0
        for element in version.elements:
            finding = self.finding(provision, element)
            found.append((element, finding))
            unmet += finding.status is Status.UNMET
            if unmet == 2:
                break
        return found

    def finding(self, provision: Provision, element: Element) -> Finding:
        mine = self.overrides.get((provision.id, element.id))
        if mine:
            return Finding(mine.status, (Reason("overridden", said=mine.reason),))
        if self.law.elements.get(element.id) is element:
            return self.shared(element.id)
        return evaluate(element.condition, self.leaf, self.shared)

    def leaf(self, leaf: Leaf) -> Finding:
        return answer(self.case, leaf)

    def shared(self, name: str) -> Finding:
        """A condition with a name is answered once for each person."""
        if name not in self.named:
            self.named[name] = evaluate(self.law.elements[name].condition, self.leaf, self.shared)
        return self.named[name]

    def breach(self, name: str) -> Finding:
        """The answer of another provision for the same person, as the status of an element."""
        provision = self.law.provisions[ProvisionId(name)]
        version = self.version(provision)
        if version is None:
            return Finding(Status.UNMET)
        applicability, findings = self.weigh(provision, version)
        if applicability is Applicability.DOES_NOT_APPLY:
            return Finding(Status.UNMET)
        if applicability is Applicability.APPLIES:
            return Finding(Status.MET, (Reason("breach.applies", said=provision.article),))
        readings = tuple(reading for _, found in findings for reading in found.readings)
        return Finding(Status.UNKNOWN, (Reason("breach.possible", said=provision.article),), (), readings)

    def is_near_miss(self, provision: Provision, findings: list[tuple[Element, Finding]]) -> bool:
        """Exactly one element fails, and it is one that time or an exception decides, so that showing it teaches.

        That the person is none of those whom a norm binds is worth showing only if the law changed about that.
        """
        unmet = [element for element, found in findings if found.status is Status.UNMET]
        if len(unmet) != 1:
            return False
        kinds = {leaf.kind for leaf in self.leaves_of(unmet[0].condition)}
        return bool(kinds & TURNS_ON_TIME) or ("subject" in kinds and len(provision.versions) > 1)

    def leaves_of(self, condition: Condition) -> Iterator[Leaf]:
        """Every question below a condition, those of its named parts too."""
        yield from leaves(condition)
        for name in shared_names(condition):
            yield from self.leaves_of(self.law.elements[name].condition)

    def line(
        self,
        provision: Provision,
        version: ProvisionVersion,
        applicability: Applicability,
        findings: list[tuple[Element, Finding]],
    ) -> ProvisionLine:
        sanctions = tuple(one for one in in_force.punished_by(self.law, provision.id) if self.threatens(one))
        return ProvisionLine(
            provision=provision,
            version=version,
            reported=self.index,
            applicability=applicability,
            elements=tuple(self.element_line(provision, element, found) for element, found in findings),
            sanctions=sanctions,
        )

    def threatens(self, sanction: Provision) -> bool:
        """Does this sanction reach this person on the day of the act?"""
        version = self.version(sanction)
        return version is not None and self.weigh(sanction, version)[0] is not Applicability.DOES_NOT_APPLY

    def element_line(self, provision: Provision, element: Element, found: Finding) -> ElementLine:
        mine = self.overrides.get((provision.id, element.id))
        is_open = found.status in (Status.UNKNOWN, Status.CONTESTED)
        words = [self.law.vocabulary.word(group, code) for group, code in found.asks]
        return ElementLine(
            element=element,
            status=found.status,
            why=wording.why(self.law, found),
            question=(element.ask or next((one.ask for one in words if one.ask), None)) if is_open else None,
            exhibit=element.exhibit or next((one.exhibit for one in words if one.exhibit), None),
            readings=found.readings,
            overridden=mine.reason if mine else None,
        )

    def opened(self, lines: Iterable[ProvisionLine]) -> list[Opened]:
        """The tracks that this person's provisions open."""
        category = self.case.person.category
        return [
            Opened(track=opening.track, provision=line.provision.id, category=category)
            for line in lines
            if line.reported == self.index and line.used
            for opening in line.version.opens
            if opening.condition is None or _holds(self.case, opening.condition)
        ]


def _no_better_than_unknown(found: Finding) -> Finding:
    if found.status is not Status.MET:
        return found
    return replace(found, status=Status.UNKNOWN, reasons=(*found.reasons, Reason("event_unknown")))


def _applicability(confidence: Confidence, findings: Sequence[tuple[Element, Finding]]) -> Applicability:
    statuses = {found.status for _, found in findings}
    if Status.UNMET in statuses:
        return Applicability.DOES_NOT_APPLY
    return Applicability.APPLIES if statuses <= {Status.MET} and confidence.can_apply else Applicability.POSSIBLE


def report_clocks(law: Law, facts: Facts, calendar: Calendar) -> tuple[Clock, ...]:
    """The clock of the report itself. The version is that of the day of the step; without a known day there is none."""
    if facts.known_date is None:
        return ()
    office = office_of(facts.regime, facts.election, law.default_timezone)
    return tuple(
        compute(law, rule.id, facts.known_date, calendar, office, on=facts.today)
        for rule in law.deadlines.values()
        if rule.purpose == "report" and facts.regime in rule.regimes and in_force.on(rule.versions, facts.today)
    )


def _outcome(law: Law, facts: Facts, chains: Sequence[tuple[str, ...]]) -> tuple[str | None, Text | None]:
    """What the outcome is called on the day of the question, where a chain passes from one body to the other."""
    bodies = {body for chain in chains for body in chain}
    for rule in law.outcomes:
        if facts.regime in rule.regimes and rule.via in bodies and rule.to in bodies:
            version = in_force.on(rule.versions, facts.today)
            if version:
                return version.outcome, version.text
    return None, None


def _warnings(
    law: Law, facts: Facts, lines: Sequence[ProvisionLine], tracks: Sequence[str], clock: Clock | None
) -> tuple[Warned, ...]:
    raised: dict[str, str] = {}
    for code, about in (
        *_from_rules(law, facts, tracks),
        *_from_lines(lines),
        *_from_clock(facts, clock),
        *_from_facts(law, facts),
    ):
        raised[code] = ", ".join(dict.fromkeys(part for part in (raised.get(code, ""), about) if part))
    return tuple(Warned(code=code, text=_words(law, code), about=about) for code, about in raised.items())


def _words(law: Law, code: str) -> Text:
    """The country's words for a warning; the bare code where it has none."""
    rule = law.warnings.get(code)
    return rule.text if rule else Text(id=code, en=code)


def _from_rules(law: Law, facts: Facts, tracks: Sequence[str]) -> Iterable[tuple[str, str]]:
    """Warnings whose condition stands in the law files."""
    for rule in law.warnings.values():
        if rule.condition is None:
            continue
        for index in range(len(facts.reported)) if rule.per_person else (None,):
            case = Case(law=law, facts=facts, index=index, breach=lambda _: Finding(Status.UNMET), tracks=frozenset(tracks))
            if _holds(case, rule.condition):
                yield rule.code, ""


def _holds(case: Case, condition: Condition) -> bool:
    """Is a condition met for one person, outside of any provision?"""

    def ask(part: Condition) -> Finding:
        return evaluate(part, lambda leaf: answer(case, leaf), lambda name: ask(case.law.elements[name].condition))

    return ask(condition).status is Status.MET


def _from_lines(lines: Sequence[ProvisionLine]) -> Iterable[tuple[str, str]]:
    """Law that is unverified or in conflict, but only where a provision is used."""
    for line in lines:
        if not line.used:
            continue
        marks = {line.version.grounds.confidence} | {
            reading.confidence for element in line.elements for reading in element.readings
        }
        if Confidence.GK in marks:
            yield "unverified_law", line.provision.id
        if Confidence.CX in marks:
            yield "conflicting_law", line.provision.id


def _from_clock(facts: Facts, clock: Clock | None) -> Iterable[tuple[str, str]]:
    if clock is None:
        yield "deadline_unknown", ""
        return
    where = standing(facts, clock)
    moment = clock.safe_last_moment
    if where == "over":
        yield "deadline_passed", str(clock.outer_last_day)
    elif where == "safe_over":
        yield "deadline_passed_safe", str(clock.safe_last_day)
    elif moment is None:
        yield "no_opening_left", str(clock.safe_last_day)
    elif moment < facts.now:
        yield "last_opening_passed", moment.isoformat()
    elif moment - facts.now <= NEAR:
        yield "deadline_near", moment.isoformat()
    if clock.uncovered_years:
        yield "holiday_calendar_unknown", ", ".join(map(str, clock.uncovered_years))


def _from_facts(law: Law, facts: Facts) -> Iterable[tuple[str, str]]:
    if not may_report(facts):
        yield "reporter_not_eligible", ""
    if facts.event_date is None:
        yield "event_date_unknown", ""
    elif not _any_law(law, facts.regime, facts.event_date):
        yield "before_the_law", str(facts.event_date)
    if facts.remarks:
        yield "facts_ignored", ", ".join(facts.remarks)


def _any_law(law: Law, regime: str, day: date) -> bool:
    return any(regime in provision.regimes and in_force.on(provision.versions, day) for provision in law.provisions.values())
