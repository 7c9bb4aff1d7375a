"""Writes docs/reference/stages.md: the stages of a report and of a case, and who may do what, drawn from the tables in core.

.venv/bin/python tools/stages.py
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from jurdil.core import assessment
from jurdil.core.case import CASE_STAGES, next_stage, possible_steps
from jurdil.core.errors import InvalidTransition

PAGE = Path(__file__).resolve().parent.parent / "docs" / "reference" / "stages.md"


def report_arrows() -> Iterator[tuple[str, str, str]]:
    for stage in (*assessment.OPEN_STAGES, *assessment.CLOSED_STAGES):
        for step in ("assessed", *assessment.DECISIONS):
            try:
                yield stage, step, assessment.next_report_stage(stage, step)
            except InvalidTransition:
                continue


def case_arrows() -> Iterator[tuple[str, str, str]]:
    for stage in CASE_STAGES:
        for step in possible_steps(stage):
            if step != "silence":
                yield stage, step, next_stage(stage, step)


def diagram(arrows: Iterator[tuple[str, str, str]]) -> Iterator[str]:
    """One arrow for each pair of stages, with all the steps that lead along it."""
    joined: dict[tuple[str, str], list[str]] = {}
    for stage, step, after in arrows:
        joined.setdefault((stage, after), []).append(step)
    yield "```mermaid"
    yield "stateDiagram-v2"
    for (stage, after), steps in joined.items():
        yield f"    {stage} --> {after}: {', '.join(steps)}"
    yield "```"


def page() -> str:
    """The whole page. A test compares it with the file."""
    lines = [
        "# Stages of a report and of a case",
        "",
        "Made by `tools/stages.py` from the tables in `core/assessment.py` and `core/case.py`; a test keeps it true.",
        "",
        "## A report",
        "",
        "Two reviewers assess, each blind to the other and to the pair that a claim helps; then a coordinator decides.",
        "`need_more` starts a new round; an answer of the witness brings `needs_more` back to `in_review`. Every decision but",
        "the reopening of a closed report needs both assessments.",
        "",
        *diagram(report_arrows()),
        "",
        "| may not | because |",
        "|---|---|",
    ]
    tables = (
        ("assess", assessment.MAY_ASSESS),
        ("declare an interest", assessment.MAY_DECLARE_CONFLICT),
        ("decide", assessment.MAY_DECIDE),
        ("see the assessments", assessment.MAY_SEE_ASSESSMENTS),
    )
    lines += [f"| {what} | {', '.join(f'`{reason}`' for reason, _ in rules)} |" for what, rules in tables]
    lines += [
        "",
        "The first reason that holds is the one that is told.",
        "",
        "## A case",
        "",
        "A receipt is no register number: `lodged` is not `registered`. `silence` can be noted at any time between lodging and",
        "closing and moves nothing.",
        "",
        *diagram(case_arrows()),
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
