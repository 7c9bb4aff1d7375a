"""What is known of a case, as the law engine reads it: what was told, then what the desk found out since."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from jurdil.apps.intake.facts import facts_of
from jurdil.core.questions import Answer, with_answers

from .models import Case, FactAnswer


def latest_answers(case: Case) -> dict[tuple[str, int | None], FactAnswer]:
    """The answer that holds for each fact and person: the last one."""
    rows = case.answers.select_related("by", "exhibit").order_by("pk")
    return {(row.fact, row.reported): row for row in rows}


def facts_of_case(case: Case, now: datetime, *, reporter: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Raw facts of a case, for `law.facts.parse_facts`.

    The first telling leads; witnesses and exhibits of the other tellings of the incident are counted too. `reporter`:
    {"capacity", "voter_here"} of the reporter of record; by default the last one chosen, when there is one.
    """
    tellings = [one.report for one in case.incident.tellings.select_related("report__election").order_by("pk")]
    raw = dict(facts_of(tellings[0], now))
    for other in tellings[1:]:
        more = facts_of(other, now)
        for key in ("witnesses", "evidence_items"):
            raw[key] = (raw.get(key) or 0) + (more.get(key) or 0)
    raw["reporter"] = {**(raw.get("reporter") or {}), **(reporter if reporter is not None else _chosen(case))}
    answers = [Answer(key=key, reported=person, value=row.value) for (key, person), row in latest_answers(case).items()]
    return with_answers(raw, answers)


def _chosen(case: Case) -> dict[str, Any]:
    """The reporter of record, who belongs to a later stage and is reached through the case."""
    last = case.reporters.order_by("pk").last()
    return {"capacity": last.capacity, "voter_here": last.voter_here} if last else {}
