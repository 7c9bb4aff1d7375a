"""What does a report say in the vocabulary of facts? The one mapping that the worksheet, the desk and the dossier use.

A key that is absent is not known; nothing is guessed. The advocate's later answers go on top of this (see the cases).
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from .models import Report, ReportedParty

# "Willing to sign" makes a citizen who can report; the others are told of, but nobody signs yet.
CAPACITY = {
    Report.Identity.WILLING_TO_SIGN: "citizen",
    Report.Identity.ALLIANCE_ONLY: "none",
    Report.Identity.ANONYMOUS: "none",
}


def facts_of(report: Report, now: datetime) -> dict[str, Any]:
    """The facts of one report at a moment, as `core.law.facts.parse_facts` reads them."""
    election = report.election
    facts: dict[str, Any] = {
        "id": report.external_id or str(report.id),
        "regime": election.regime,
        "election": election.as_facts(),
        "reporter": _known(
            capacity=CAPACITY[Report.Identity(report.identity)],
            voter_here=report.voter_here,
            took_money=report.took_money,
        ),
        "reported": [_person(report, party) for party in report.reported.all()],
        "circumstances": circumstances_of(report),
        "narrative_given": bool(report.narrative.strip()),
        "evidence_items": report.evidence.count(),
        "signature_matches_id": None,
        "now": now.astimezone(ZoneInfo(election.office_timezone)).isoformat(),
    }
    return facts | _known(
        event_date=report.event_date.isoformat() if report.event_date else None,
        known_date=report.known_date.isoformat() if report.known_date else None,
        act=report.act or None,
        beneficiary=beneficiary_on_the_day(report) or None,
        place_known=_or_not_asked(report, place_known(report)),
        witnesses=_or_not_asked(report, witnesses_of(report)),
    )


def _person(report: Report, party: ReportedParty) -> dict[str, Any]:
    return _known(
        category=party.category or None,
        civil_servant_type=party.civil_servant_type or None,
        holds_office=party.holds_office,
        identified=_or_not_asked(report, party.identified),
    )


def _or_not_asked(report: Report, value: Any) -> Any:
    """A "no" of the guided pages is an answer; in an import nobody was asked, so it is not known."""
    return None if not value and report.channel == Report.Channel.IMPORT else value


def witnesses_of(report: Report) -> int:
    """How many people saw it: the others, and the teller unless they only heard of it."""
    teller = 0 if report.saw_it is False or report.channel == Report.Channel.IMPORT else 1
    return report.other_witnesses + teller


def place_known(report: Report) -> bool:
    """A village, a district or words for the place; that it was somewhere in a regency is not a place."""
    return bool(report.place.strip()) or len(report.region_id or "") >= len("36.04.05")


def beneficiary_on_the_day(report: Report) -> str:
    """A pair that was not yet determined on the day of the act was a prospective pair then."""
    determined = report.election.pairs_determined
    if report.beneficiary == "determined_pair" and report.event_date and determined and report.event_date < determined:
        return "prospective_pair"
    return report.beneficiary


def circumstances_of(report: Report) -> list[str]:
    """What was reported, and what the calendar of the election itself says of the day."""
    election, day = report.election, report.event_date
    found = list(report.circumstances)
    if day and day == election.voting_day:
        found.append("on_voting_day")
    if day and election.quiet_from and election.quiet_to and election.quiet_from <= day < election.quiet_to:
        found.append("in_quiet_period")
    return list(dict.fromkeys(found))


def _known(**values: Any) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value is not None}
