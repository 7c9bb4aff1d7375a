"""How ready is a report to be registered? Counted from its facts by the law, for the rows of one page at a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from jurdil.apps.elections.law import current_law
from jurdil.apps.intake.facts import facts_of
from jurdil.apps.intake.models import Report
from jurdil.core.errors import DomainError
from jurdil.core.law.calendar import Calendar
from jurdil.core.law.facts import parse_facts
from jurdil.core.law.qualify import report_clocks
from jurdil.core.law.requirements import readiness


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """Requirements met out of all, and how many witnesses are short."""

    met: int
    of: int
    witnesses: int
    witnesses_short: int


def ready(report: Report, now: datetime, calendar: Calendar) -> Ready | None:
    """What the row of a report says of its readiness; None when its facts contradict each other."""
    law = current_law()
    try:
        facts = parse_facts(facts_of(report, now), law.vocabulary, now=now, default_zone=law.default_timezone)
        clocks = report_clocks(law, facts, calendar)
    except DomainError:
        return None
    found = readiness(law, facts, clocks[0] if clocks else None)
    wanted = next((one.wanted for one in law.requirements if one.id == "witnesses"), None) or 0
    have = facts.witnesses or 0
    return Ready(met=len(found.ids("met")), of=len(found.requirements), witnesses=have, witnesses_short=max(0, wanted - have))
