"""The stages of a case and which step leads from one to the next. Words of law.md's closed list of stages."""

from __future__ import annotations

from dataclasses import dataclass

from .errors import InvalidTransition

CASE_STAGES = (
    "draft",
    "lodged",
    "preliminary_study",
    "completion",
    "registered",
    "not_registered",
    "clarification",
    "study",
    "decided",
    "forwarded",
    "authority_process",
    "sanction",
    "closed",
)

# stage → {step: next stage}. "Lodged" is not "registered": a receipt is no register number.
_STEPS: dict[str, dict[str, str]] = {
    "draft": {"lodged": "lodged", "closed": "closed"},
    "lodged": {
        "preliminary_study": "preliminary_study",
        "completion_requested": "completion",
        "registered": "registered",
        "not_registered": "not_registered",
    },
    "preliminary_study": {
        "completion_requested": "completion",
        "registered": "registered",
        "not_registered": "not_registered",
    },
    "completion": {"completed": "lodged", "registered": "registered", "not_registered": "not_registered"},
    "not_registered": {"lodged": "lodged", "registered": "registered", "closed": "closed"},
    "registered": {"clarification": "clarification", "study": "study", "decided": "decided", "forwarded": "forwarded"},
    "clarification": {"clarification": "clarification", "study": "study", "decided": "decided", "forwarded": "forwarded"},
    "study": {"clarification": "clarification", "decided": "decided", "forwarded": "forwarded"},
    "decided": {
        "forwarded": "forwarded",
        "sanction_recommended": "authority_process",
        "sanction_carried_out": "sanction",
        "closed": "closed",
    },
    "forwarded": {
        "forwarded": "forwarded",
        "clarification": "forwarded",
        "decided": "forwarded",
        "sanction_recommended": "authority_process",
        "sanction_carried_out": "sanction",
        "closed": "closed",
    },
    "authority_process": {
        "forwarded": "authority_process",
        "clarification": "authority_process",
        "decided": "authority_process",
        "sanction_recommended": "authority_process",
        "sanction_carried_out": "sanction",
        "closed": "closed",
    },
    # One track may be at its end while another has just begun.
    "sanction": {
        "sanction_carried_out": "sanction",
        "sanction_recommended": "sanction",
        "forwarded": "sanction",
        "clarification": "sanction",
        "decided": "sanction",
        "closed": "closed",
    },
    "closed": {},
}


def next_stage(stage: str, step: str) -> str:
    """The stage after a step. A silence can be noted at any time and moves nothing. Raises `InvalidTransition`."""
    if step == "silence" and stage not in ("draft", "closed"):
        return stage
    try:
        return _STEPS[stage][step]
    except KeyError:
        raise InvalidTransition(stage=stage, step=step, possible=tuple(_STEPS.get(stage, {}))) from None


def possible_steps(stage: str) -> tuple[str, ...]:
    """The steps that can be recorded now, in the order of the table."""
    steps = tuple(_STEPS.get(stage, {}))
    return steps if stage in ("draft", "closed") else (*steps, "silence")


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What decides the next step of a case. `standing`: "unknown", "in_time", "safe_over" or "over" (the filing window).

    `gaps`: the requirements that are not met, the one that unblocks most first. None: not known to the caller.
    """

    stage: str
    has_advocate: bool
    standing: str = "unknown"
    gaps: tuple[str, ...] = ()
    open_questions: int = 0
    tracks_proposed: int = 0
    tracks_open: int = 0
    reporter_chosen: bool = False
    dossier_frozen: bool = False
    witness_reachable: bool = True
    witness_asked: bool = False  # a question waits for the witness's answer


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStep:
    """One thing to do, and who does it: "advocate", "coordinator", "reporter", "witness" or "authority"."""

    code: str
    who: str
    about: str = ""  # the requirement, where one is meant


# The gaps that the desk closes by itself when it chooses a reporter and lets them sign, rather than by asking.
_CLOSED_BY_SIGNING = frozenset({"reporter_identity", "signature_match"})

_AFTER_LODGING = {
    "lodged": ("record_registration", "authority"),
    "preliminary_study": ("record_registration", "authority"),
    "completion": ("complete_report", "advocate"),
    "not_registered": ("answer_refusal", "advocate"),
    "registered": ("follow_handling", "authority"),
    "clarification": ("accompany_clarification", "advocate"),
    "study": ("follow_handling", "authority"),
    "decided": ("watch_decision", "authority"),
    "forwarded": ("watch_forwarded", "authority"),
    "authority_process": ("watch_forwarded", "authority"),
    "sanction": ("watch_sanction", "authority"),
    "closed": ("nothing", ""),
}


def next_step(case: Situation) -> NextStep:
    """What must happen next, in the order in which it saves the report from dying: time, gaps, tracks, paper, office."""
    if case.stage != "draft":
        code, who = _AFTER_LODGING[case.stage]
        return NextStep(code=code, who=who)
    if not case.has_advocate:
        return NextStep(code="take_case", who="advocate")
    if case.standing == "unknown":
        return NextStep(code="find_known_date", who="advocate", about="within_deadline")
    if case.standing == "over":
        return NextStep(code="send_as_lead", who="advocate", about="within_deadline")
    if case.dossier_frozen:
        return NextStep(code="lodge", who="reporter")
    to_ask = [gap for gap in case.gaps if gap not in _CLOSED_BY_SIGNING and gap != "within_deadline"]
    if to_ask and not (case.witness_asked and case.witness_reachable):
        return NextStep(code="ask_witness" if case.witness_reachable else "find_out", who="advocate", about=to_ask[0])
    if case.tracks_open == 0 and case.tracks_proposed:
        return NextStep(code="choose_tracks", who="advocate")
    if not case.reporter_chosen:
        return NextStep(code="choose_reporter", who="advocate", about="reporter_identity")
    if to_ask and case.standing == "in_time":
        return NextStep(code="wait_for_witness", who="witness", about=to_ask[0])
    return NextStep(code="freeze_dossier", who="advocate")
