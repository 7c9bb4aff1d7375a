"""Public incidents, where they can be found: each qualifies, and the tracks that its source tells of are proposed.

The list is not part of the repository; it lies in `shared/data` beside the checkout (or where JURDIL_SHARED points).
"""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest

from jurdil.core.law.calendar import Calendar
from jurdil.core.law.facts import parse_facts
from jurdil.core.law.model import Law
from jurdil.core.law.qualify import qualify
from tests.law.test_worked_cases import shared

CASES = shared()
FILE = CASES.parents[1] / "data" / "incidents_dev.jsonl" if CASES else None
INCIDENTS = [json.loads(line) for line in FILE.read_text("utf-8").splitlines()] if FILE and FILE.is_file() else []

ELECTIONS: tuple[tuple[date, str, dict[str, Any]], ...] = (
    (date(2021, 6, 1), "local_election", {
        "kind": "regular", "pairs_determined": "2020-09-23", "campaign": {"from": "2020-09-26", "to": "2020-12-06"},
        "quiet": {"from": "2020-12-06", "to": "2020-12-09"}, "voting_day": "2020-12-09"}),
    (date(2024, 4, 15), "general_election", {
        "kind": "regular", "pairs_determined": "2023-11-03", "campaign": {"from": "2023-11-28", "to": "2024-02-11"},
        "quiet": {"from": "2024-02-11", "to": "2024-02-14"}, "voting_day": "2024-02-14"}),
    (date(2025, 2, 24), "local_election", {
        "kind": "regular", "pairs_determined": "2024-09-22", "campaign": {"from": "2024-09-25", "to": "2024-11-24"},
        "quiet": {"from": "2024-11-24", "to": "2024-11-27"}, "voting_day": "2024-11-27"}),
    (date(2026, 1, 1), "local_election", {
        "kind": "revote", "pairs_determined": "2024-09-22", "campaign": None,
        "quiet": {"from": "2025-04-16", "to": "2025-04-19"}, "voting_day": "2025-04-19"}),
)  # fmt: skip
CATEGORIES = {
    "kepala_desa": "village_head", "perangkat_desa": "village_officer", "bpd": "village_council_member",
    "rt_rw": "neighbourhood_head", "asn": "civil_servant", "pejabat_daerah": "regional_official",
    "tni": "military_member", "polri": "police_member", "bumn_bumd": "soe_official", "penyelenggara": "organiser_adhoc",
    "lainnya": "other_person",
}  # fmt: skip
ACTS = {
    "social_media_support": "social_media_support", "attending_campaign_or_declaration": "attend_event",
    "mobilising_subordinates": "mobilise", "money_politics": "give_money", "use_of_state_facility": "state_facility",
    "hand_gesture_photo": "partisan_photo", "village_funds_or_aid": "abuse_programme",
    "policy_favouring": "favouring_decision", "candidate_approach": "seek_nomination",
    "candidate_team_member": "join_campaign", "other": "partial_activity",
}  # fmt: skip
# What the account says and the list's own columns do not.
TOLD: dict[str, dict[str, Any]] = {
    "INC-002": {"act": "favouring_decision"},  # "an act favouring a contestant"
    "INC-010": {"category": "campaign_team"},  # who paid is not said; the shirt of a candidate was held up
    "INC-006": {"category": "non_asn_worker"},
    "INC-033": {"category": "non_asn_worker"},
    "INC-071": {"category": "non_asn_worker"},
    "INC-090": {"category": "non_asn_worker"},
    "INC-047": {"act": "favouring_decision"},  # set up and funded the event
}
TRACKS = {
    "gakkumdu": {"criminal"},
    "kasn": {"civil_service_ethics", "civil_service_discipline"},
    "bkn": {"civil_service_ethics", "civil_service_discipline"},
    "propam": {"police"},
}
# Tracks that a source tells of and we do not propose, each with the reason.
_CONTRACT = (
    "Public-order officers on contract: Art. 280 (3) and 494 do not name them by our sources; whether they were civil "
    "servants is what the study was about. We propose other law (circular for non-ASN workers)."
)
EXCEPTIONS: dict[tuple[str, str], str] = {("INC-071", "gakkumdu"): _CONTRACT, ("INC-090", "gakkumdu"): _CONTRACT}


def facts_of(incident: dict[str, Any]) -> dict[str, Any]:
    told = TOLD.get(incident["id"], {})
    day = date.fromisoformat(incident["event_date"] or incident["date_published"] or "2024-10-10")
    _, regime, election = next(row for row in ELECTIONS if day < row[0])
    known = max(day, date.fromisoformat(incident["date_published"] or str(day)))
    category = [told["category"]] if "category" in told else [CATEGORIES[one] for one in incident["subject_categories"]]
    return {
        "id": incident["id"],
        "regime": regime,
        "election": {**election, "office_timezone": "Asia/Jakarta"},
        "event_date": str(day),
        "known_date": str(known),
        "reporter": {"capacity": "citizen", "voter_here": True},
        "reported": [
            {"category": one, "identified": True, **({"civil_servant_type": "pns"} if one == "civil_servant" else {})}
            for one in category
        ],
        "act": told.get("act") or ACTS[incident["act_types"][0]],
        "beneficiary": "election_participant" if regime == "general_election" else "determined_pair",
        "circumstances": ["gave_support"] if "attending" in incident["act_types"][0] else [],
        "place_known": True,
        "narrative_given": True,
        "now": f"{known + timedelta(days=1)}T09:00:00+07:00",
    }


@pytest.mark.skipif(not INCIDENTS, reason="no shared/data/incidents_dev.jsonl beside the checkout; set JURDIL_SHARED")
def test_all_incidents_qualify_and_get_the_tracks_that_their_source_tells_of(law: Law, calendar: Calendar) -> None:
    missed, needed = {}, set()
    for incident in INCIDENTS:
        found = qualify(law, parse_facts(facts_of(incident), law.vocabulary), calendar)
        for body in incident["reported_to"]:
            wanted = TRACKS.get(body, set())
            if wanted and not wanted & set(found.tracks):
                needed.add((incident["id"], body))
                if (incident["id"], body) not in EXCEPTIONS:
                    missed[incident["id"], body] = found.tracks
    assert missed == {}
    assert needed == set(EXCEPTIONS), "an exception that is no longer needed"
