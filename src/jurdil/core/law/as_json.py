"""The answers of the engine as plain JSON values, in one place. Codes stay codes; words come in one language."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from jurdil.core.law.clock_text import explain
from jurdil.core.law.deadlines import Clock
from jurdil.core.law.model import Amount, Law, Penalty, Provision, Reading
from jurdil.core.law.results import ElementLine, ProvisionLine, Qualification, Readiness
from jurdil.core.law.routing import TrackRoute


def qualification_json(law: Law, found: Qualification, lang: str = "id") -> dict[str, Any]:
    """The object that `jurdil qualify` prints for one report."""
    return {
        "id": found.facts.id,
        "intake_class": found.readiness.intake.code,
        "intake_reason": found.readiness.intake.reason.say(lang),
        "requirements": requirements_json(found.readiness, lang),
        "provisions": [_provision(found, line, lang) for line in found.lines],
        "tracks": list(found.tracks),
        "authorities": {
            "first": found.first,
            "chain": {route.track: list(route.chain) for route in found.routes},
        },
        "routes": [_route(one, lang) for one in found.routes],
        "deadlines": [clock_json(law, clock, lang) for clock in found.clocks],
        "administrative_outcome": found.outcome,
        "warnings": [warning.code for warning in found.warnings],
        "notes": {
            warning.code: warning.text.say(lang) + (f" ({warning.about})" if warning.about else "")
            for warning in found.warnings
        },
    }


def requirements_json(ready: Readiness, lang: str) -> dict[str, Any]:
    return {
        "missing": list(ready.ids("missing")),
        "doubtful": list(ready.ids("doubtful")),
        "met": list(ready.ids("met")),
        "score": ready.score,
        "parts": [{"id": name, "points": got, "of": possible} for name, got, possible in ready.parts],
        "questions": [question.say(lang) for question in ready.questions],
    }


def clock_json(law: Law, clock: Clock, lang: str) -> dict[str, Any]:
    """One clock, with the sentence that explains it."""
    return {
        "rule": clock.rule.id,
        "safe_last_day": clock.safe_last_day.isoformat(),
        "outer_last_day": clock.outer_last_day.isoformat(),
        "safe_last_moment": clock.safe_last_moment.isoformat() if clock.safe_last_moment else None,
        "outer_last_moment": clock.outer_last_moment.isoformat() if clock.outer_last_moment else None,
        "anchor": (clock.anchor_moment or clock.anchor).isoformat(),
        "confidence": clock.version.grounds.confidence.value,
        "source": list(clock.version.grounds.sources),
        "rule_version": clock.rule_version,
        "calendar_version": clock.calendar_version,
        "uncovered_years": list(clock.uncovered_years),
        "other_values": [
            {
                "valid_from": other.valid_from.isoformat(),
                "valid_to": other.valid_to.isoformat() if other.valid_to else None,
                "n": other.n,
                "unit": other.unit.value,
                "safe_last_day": other.safe_last_day.isoformat(),
                "outer_last_day": other.outer_last_day.isoformat(),
            }
            for other in clock.others
        ],
        "explanation": explain(law, clock, lang),
    }


def _route(route: TrackRoute, lang: str) -> dict[str, Any]:
    return {
        "track": route.track,
        "office": {"level": route.office.level, "text": route.office.text.say(lang)} if route.office else None,
        "next": route.next_body,
        "form_role": route.form.role if route.form else None,
        "form_code": route.form_code,
        "documents": [document.say(lang) for document in route.documents],
        "confidence": [grounds.confidence.value for grounds in route.grounds],
        "notes": [grounds.note.say(lang) for grounds in route.grounds if grounds.note],
    }


def _provision(found: Qualification, line: ProvisionLine, lang: str) -> dict[str, Any]:
    grounds = line.version.grounds
    day = found.facts.event_date or found.facts.known_date or found.facts.today
    own = (line.provision,) if line.version.penalty else ()
    return {
        "id": line.provision.id,
        "reported": line.reported,
        "applicability": line.applicability.value,
        "title": line.provision.title.say(lang),
        "article": line.provision.article,
        "elements": [_element(one, lang) for one in line.elements],
        "confidence": grounds.confidence.value,
        "source": list(grounds.sources),
        "valid_from": line.version.span.start.isoformat(),
        "valid_to": line.version.span.end.isoformat() if line.version.span.end else None,
        "note": grounds.note.say(lang) if grounds.note else None,
        "sanctions": [sanction for one in (*own, *line.sanctions) if (sanction := sanction_json(one, day, lang)) is not None],
    }


def _element(line: ElementLine, lang: str) -> dict[str, Any]:
    told: dict[str, Any] = {
        "id": line.element.id,
        "status": line.status.value,
        "text": line.element.text.say(lang),
        "why": line.why.say(lang),
    }
    if line.question:
        told["question"] = line.question.say(lang)
    if line.exhibit:
        told["exhibit"] = line.exhibit.say(lang)
    if line.readings:
        told["readings"] = [_reading(one, lang) for one in line.readings]
    if line.overridden is not None:
        told["overridden"] = line.overridden
    return told


def _reading(reading: Reading, lang: str) -> dict[str, Any]:
    return {
        "confidence": reading.confidence.value,
        "views": [view.say(lang) for view in reading.views],
        "safer": reading.safer.say(lang) if reading.safer else None,
    }


def sanction_json(provision: Provision, day: Any, lang: str) -> dict[str, Any] | None:
    """A sanction as printed on the day of the act; None when it was not in force."""
    version = next((one for one in provision.versions if day in one.span), None)
    if version is None:
        return None
    return {
        "id": provision.id,
        "article": provision.article,
        "text": version.text.say(lang),
        "confidence": version.grounds.confidence.value,
        **(_penalty(version.penalty, lang) if version.penalty else {}),
    }


def _penalty(penalty: Penalty, lang: str) -> Mapping[str, Any]:
    return {
        "kind": penalty.kind,
        "prison": _amount(penalty.prison),
        "fine": _amount(penalty.fine),
        "joined": penalty.joined,
        "steps": [step.say(lang) for step in penalty.steps],
        "under_review": penalty.under_review,
    }


def _amount(amount: Amount | None) -> dict[str, Any] | None:
    if amount is None:
        return None
    return {"least": _plain(amount.least), "most": _plain(amount.most), "unit": amount.unit}


def _plain(value: Decimal | None) -> int | None:
    return None if value is None else int(value)
