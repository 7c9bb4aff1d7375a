"""The stages of a case and which step leads from one to the next. Words of law.md's closed list of stages."""

from __future__ import annotations

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
        "completion_requested": "completion",
        "registered": "registered",
        "not_registered": "not_registered",
    },
    "completion": {"completed": "lodged", "registered": "registered", "not_registered": "not_registered"},
    "not_registered": {"lodged": "lodged", "registered": "registered", "closed": "closed"},
    "registered": {"clarification": "clarification", "decided": "decided", "forwarded": "forwarded"},
    "clarification": {"clarification": "clarification", "decided": "decided", "forwarded": "forwarded"},
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
