"""What a report needs to be registered, what it lacks, and what to ask next.

The score is plain: each requirement has a weight (in the law files); met earns all of it, doubtful half, missing
nothing; the score is the earned share in whole percent. It is always shown with its parts.
"""

from __future__ import annotations

from jurdil.core.law.deadlines import Clock
from jurdil.core.law.fact_types import Facts
from jurdil.core.law.model import Law, Requirement, Text
from jurdil.core.law.results import Intake, Readiness, RequirementLine

MET, DOUBTFUL, MISSING = "met", "doubtful", "missing"
_EARNED = {MET: 2, DOUBTFUL: 1, MISSING: 0}


def standing(facts: Facts, clock: Clock | None) -> str:
    """On which side of the safe and outer day the question falls. Days turn at midnight in the office's zone."""
    if clock is None:
        return "unknown"
    if facts.today > clock.outer_last_day:
        return "over"
    return "safe_over" if facts.today > clock.safe_last_day else "in_time"


def readiness(law: Law, facts: Facts, clock: Clock | None) -> Readiness:
    """Each requirement with its state, the score and its parts, the intake class, and the next best questions."""
    lines = tuple(_line(one, _state(one, facts, clock)) for one in law.requirements)
    parts = tuple((line.id, line.weight * _EARNED[line.state] // 2, line.weight) for line in lines)
    total = sum(possible for _, _, possible in parts)
    gaps = sorted((line for line in lines if line.state != MET), key=lambda line: (-_loss(line), line.state))
    return Readiness(
        requirements=lines,
        score=sum(got for _, got, _ in parts) * 100 // total if total else 0,
        parts=parts,
        intake=_intake(facts, clock),
        questions=tuple(line.ask for line in gaps),
    )


def _loss(line: RequirementLine) -> int:
    return line.weight * (2 - _EARNED[line.state])


def _line(requirement: Requirement, state: str) -> RequirementLine:
    return RequirementLine(
        id=requirement.id,
        kind=requirement.kind,
        state=state,
        text=requirement.text,
        reason=requirement.text if state == MET else requirement.refusal,
        ask=requirement.ask,
        weight=requirement.weight,
    )


def _state(requirement: Requirement, facts: Facts, clock: Clock | None) -> str:
    return _STATES[requirement.id](requirement, facts, clock)


def _flag(value: bool | None) -> str:
    """No answer is a doubt, not a no."""
    return DOUBTFUL if value is None else MET if value else MISSING


def _identity(_: Requirement, facts: Facts, __: Clock | None) -> str:
    if facts.reporter.capacity == "none":
        return MISSING
    return DOUBTFUL if facts.reporter.capacity is None or not may_report(facts) else MET


def _reported(_: Requirement, facts: Facts, __: Clock | None) -> str:
    if any(person.identified for person in facts.reported):
        return MET
    unknown = any(person.identified is None for person in facts.reported)
    return DOUBTFUL if unknown else MISSING


def _in_time(_: Requirement, facts: Facts, clock: Clock | None) -> str:
    return {"over": MISSING, "in_time": MET}.get(standing(facts, clock), DOUBTFUL)


def _signature(_: Requirement, facts: Facts, __: Clock | None) -> str:
    return _flag(facts.signature)


def _time_place(_: Requirement, facts: Facts, __: Clock | None) -> str:
    return MISSING if facts.event_date is None else _flag(facts.place_known)


def _description(_: Requirement, facts: Facts, __: Clock | None) -> str:
    return _flag(facts.narrative_given)


def _count(value: int | None, wanted: int | None) -> str:
    if value is None:
        return DOUBTFUL
    return MISSING if value == 0 else DOUBTFUL if wanted and value < wanted else MET


def _evidence(requirement: Requirement, facts: Facts, __: Clock | None) -> str:
    return _count(facts.evidence_items, requirement.wanted)


def _witnesses(requirement: Requirement, facts: Facts, __: Clock | None) -> str:
    return _count(facts.witnesses, requirement.wanted)


_STATES = {
    "reporter_identity": _identity,
    "reported_party": _reported,
    "within_deadline": _in_time,
    "signature_match": _signature,
    "time_place": _time_place,
    "description": _description,
    "evidence": _evidence,
    "witnesses": _witnesses,
}


def may_report(facts: Facts) -> bool:
    """Monitors and participants may report anywhere they are one; a citizen only where they have the vote."""
    return facts.reporter.capacity in ("accredited_monitor", "participant") or facts.reporter.voter_here is not False


_OTHERS = (
    Text(
        id="Ajak pemantau pemilihan yang terakreditasi menjadi pelapor.",
        en="Ask an accredited election monitor to be the reporter of record.",
    ),
    Text(
        id="Ajak warga yang punya hak pilih di pemilihan ini menjadi pelapor.",
        en="Ask another citizen who votes in this election to be the reporter of record.",
    ),
)


def _intake(facts: Facts, clock: Clock | None) -> Intake:
    """internal_note < initial_information < formal_report, with the first reason that decides."""
    if facts.place_known is False:
        return _note("tempat kejadian belum diketahui", "the place is not known")
    if not any(person.identified is not False for person in facts.reported):
        return _note("tidak ada terlapor yang dapat dikenali", "nobody reported can be identified")
    if facts.narrative_given is False:
        return _note("belum ada uraian kejadian", "there is no account of what happened")
    if facts.reporter.capacity == "none":
        return _lead("pelapor tidak memberi identitas", "the reporter gives no identity", _OTHERS)
    if not may_report(facts):
        return _lead("pelapor tidak punya hak pilih di sini", "the reporter has no vote here", _OTHERS)
    if standing(facts, clock) == "over":
        return _lead("batas luar waktu lapor sudah lewat", "the outer limit for reporting is over", ())
    return Intake(
        code="formal_report",
        reason=Text(
            id="Pelapor ini masih dapat memenuhi syarat formal dan materiel pada waktunya.",
            en="This reporter can still meet the formal and material requirements in time.",
        ),
    )


def _note(id_: str, en: str) -> Intake:
    return Intake(
        code="internal_note",
        reason=Text(id=f"Hanya catatan dalam: {id_}.", en=f"An internal note only: {en}."),
    )


def _lead(id_: str, en: str, others: tuple[Text, ...]) -> Intake:
    return Intake(
        code="initial_information",
        reason=Text(id=f"Paling jauh informasi awal: {id_}.", en=f"At best initial information: {en}."),
        others=others,
    )
