"""What stands on the page of one case. Only reading and wording; what is decided is decided in the core."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from jurdil.apps.accounts.models import Person
from jurdil.apps.intake.models import Report
from jurdil.apps.journal.actions import entries
from jurdil.apps.verification.words import label, say
from jurdil.core.case import Situation, next_step
from jurdil.core.errors import BadFacts
from jurdil.core.law.model import ProvisionId
from jurdil.core.law.requirements import standing
from jurdil.core.questions import OF_REQUIREMENT, FactKey, fact_key

from . import clocks, wording
from .facts import latest_answers
from .models import Case
from .worksheet import Cell, Row, Worksheet, worksheet_of_case


def exhibits_of(case: Case) -> list[dict[str, Any]]:
    """All exhibits of the case's tellings as the dossier numbers them: in the order received, each original once.

    {"number", "label", "caption", "item"}.
    """
    rows = [one for telling in tellings_of(case) for one in telling.evidence.select_related("item").order_by("number")]
    found: dict[str, dict[str, Any]] = {}
    for one in sorted(rows, key=lambda one: one.item.received_at):
        if one.item.sha256 in found:
            continue
        number = len(found) + 1
        kind = one.item.get_kind_display()
        name = _("Bukti P-%(n)s · %(kind)s") % {"n": number, "kind": kind}
        found[one.item.sha256] = {"number": number, "label": name, "kind": kind, "caption": one.caption, "item": one.item}
    return list(found.values())


def tellings_of(case: Case) -> list[Report]:
    rows = case.incident.tellings.select_related("report__election", "report__region__parent", "report__pair").order_by("pk")
    return [row.report for row in rows]


def story_of(case: Case) -> list[dict[str, Any]]:
    """What each telling says, unmasked: the advocate must know whom it helps."""
    return [
        {
            "report": report,
            "act": label("acts", report.act),
            "beneficiary": label("beneficiaries", report.beneficiary),
            "circumstances": [label("circumstances", code) for code in report.circumstances],
            "denied": [label("circumstances", code) for code in report.denied_circumstances],
            "people": list(report.reported.all()),
            "messages": list(report.messages.order_by("pk")),
            "reachable": report.code_digest is not None,
        }
        for report in tellings_of(case)
    ]


def _cell(
    cell: Cell, row: Row, raw: Mapping[str, Any], answers: dict[Any, Any], labels: dict[Any, str], overrides: dict[Any, Any]
) -> dict[str, Any]:
    reported = row.line.reported
    shown = []
    for fact in cell.facts:
        answer = answers.get((fact.key, reported if fact.personal else None))
        if answer is not None:
            exhibit = labels.get(answer.exhibit_id, "")
            shown.append(
                {
                    "question": wording.fact_words(fact),
                    "value": wording.value_words(fact, answer.value),
                    "row": answer,
                    "exhibit": exhibit,
                }
            )
    set_by = overrides.get((row.line.provision.id, reported, cell.line.element.id))
    return {
        "id": cell.line.element.id,
        "text": say(cell.line.element.text),
        "status": str(cell.line.status),
        "why": say(cell.line.why),
        "engine": str(cell.engine.status) if cell.engine else "",
        "engine_words": wording.ELEMENT[str(cell.engine.status)] if cell.engine else _("tidak lagi menampilkan pasal ini"),
        "engine_why": say(cell.engine.why) if cell.engine else "",
        "overruled": cell.overruled,
        "set_by": set_by,
        "set_exhibit": labels.get(set_by.exhibit_id, "") if set_by else "",
        "question": say(cell.line.question),
        "exhibit": say(cell.line.exhibit),
        "readings": [
            {"confidence": str(one.confidence), "views": [say(view) for view in one.views], "safer": say(one.safer)}
            for one in cell.line.readings
        ],
        "facts": [
            {"key": fact.key, "question": wording.fact_words(fact), "reported": reported if fact.personal else ""}
            for fact in cell.facts
            if not known(raw, fact, reported)
        ],
        "answers": shown,
    }


def known(raw: Mapping[str, Any], fact: FactKey, reported: int) -> bool:
    """Do the facts already say something about this? A fact that is known is changed from the page of its answer."""
    if fact.key.startswith("circumstance:"):
        code = fact.key.removeprefix("circumstance:")
        return code in (raw.get("circumstances") or ()) or code in (raw.get("denied_circumstances") or ())
    if fact.personal:
        return raw["reported"][reported].get(fact.key) is not None
    return raw.get(fact.key) is not None


def _count(row: Row) -> list[dict[str, Any]]:
    """How many elements are in which state, for the line that stands for a closed provision."""
    states = [str(cell.line.status) for cell in row.cells]
    return [{"status": status, "n": states.count(status)} for status in wording.ELEMENT if status in states]


def rows_of(sheet: Worksheet, case: Case | None, exhibits: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows of the worksheet, worded."""
    answers = latest_answers(case) if case else {}
    overrides = (
        {(one.provision, one.reported, one.element): one for one in case.overrides.select_related("by").order_by("pk")}
        if case
        else {}
    )
    labels = {one["item"].pk: one["label"] for one in exhibits}
    law = sheet.law
    found = []
    for row in sheet.rows:
        line = row.line
        instrument = law.instruments.get(line.provision.instrument)
        found.append(
            {
                "id": line.provision.id,
                "kind": line.provision.kind,
                "reported": line.reported,
                "title": say(line.provision.title),
                "article": line.provision.article,
                "text": say(line.version.text),
                "instrument": line.provision.instrument,
                "instrument_title": say(instrument.title) if instrument else line.provision.instrument,
                "since": line.version.span.start,
                "until": line.version.span.end,
                "confidence": str(line.version.grounds.confidence),
                "sources": line.version.grounds.sources,
                "note": say(line.version.grounds.note),
                "applicability": str(line.applicability),
                "words": wording.APPLICABILITY[str(line.applicability)],
                "mark": {"applies": "done", "possible": "soon"}.get(str(line.applicability), "open"),
                "moved": row.moved,
                "engine_words": wording.APPLICABILITY[str(row.engine)],
                "used": line.used or row.moved,
                "sanctions": [{"title": say(one.title), "article": one.article} for one in line.sanctions],
                "penalty": wording.penalty_words(line.version.penalty),
                "counts": _count(row),
                "cells": [_cell(cell, row, sheet.raw, answers, labels, overrides) for cell in row.cells],
            }
        )
    return found


def people_of(sheet: Worksheet, report: Report, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows of the worksheet by person: those that count, and those that miss by one element."""
    parties = list(report.reported.all())
    found = []
    for index, facts in enumerate(sheet.qualification.facts.reported):
        party = parties[index] if index < len(parties) else None
        mine = [row for row in rows if row["reported"] == index]
        category = label("categories", facts.category or "")
        found.append(
            {
                "index": index,
                "number": index + 1,
                "category": category,
                "office": party.office if party and party.office.casefold() != category.casefold() else "",
                "rows": [row for row in mine if row["used"]],
                "near": [row for row in mine if not row["used"]],
            }
        )
    return found


def requirements_of(sheet: Worksheet) -> list[dict[str, Any]]:
    """The requirement sheet: formal first, each with its state, an officer's words and what to ask."""
    points = {name: (got, possible) for name, got, possible in sheet.qualification.readiness.parts}
    return [
        {
            "id": line.id,
            "kind": line.kind,
            "state": line.state,
            "text": say(line.text),
            "reason": "" if line.state == "met" else say(line.reason),
            "ask": "" if line.state == "met" else say(line.ask),
            "points": points.get(line.id, (0, 0)),
            "facts": [
                {"key": key, "question": wording.fact_words(key), "reported": 0 if fact_key(key).personal else ""}
                for key in OF_REQUIREMENT.get(line.id, ())
            ]
            if line.state != "met"
            else [],
        }
        for line in sorted(sheet.qualification.readiness.requirements, key=lambda one: one.kind != "formal")
    ]


def tracks_of(sheet: Worksheet, case: Case) -> list[dict[str, Any]]:
    """The tracks that the worksheet proposes or the advocate opened, with the authorities that are competent today."""
    rows = list(case.tracks.all())
    open_now = {row.code: row for row in rows if row.dropped_at is None}
    routes = {one.track: one for one in sheet.qualification.routes}
    found = []
    for code in dict.fromkeys([*routes, *(row.code for row in rows)]):
        route = routes.get(code)
        found.append(
            {
                "code": code,
                "name": label("tracks", code),
                "proposed": route is not None,
                "open": open_now.get(code),
                "history": [row for row in rows if row.code == code and row.dropped_at is not None],
                "chain": [label("authorities", body) for body in route.chain] if route else [],
                "form": say(route.form.title) if route and route.form else "",
                "form_code": route.form_code if route else None,
                "documents": [say(one) for one in route.documents] if route else [],
                "confidence": sorted({str(one.confidence) for one in route.grounds}) if route else [],
            }
        )
    return found


def situation_of(case: Case, sheet: Worksheet | None) -> Situation:
    """What the next step depends on. The later stages are reached through the case."""
    waiting = False
    for report in tellings_of(case)[:1]:
        last = report.messages.order_by("pk").last()
        waiting = last is not None and not last.from_witness
    reachable = case.incident.tellings.filter(report__code_digest__isnull=False).exists()
    if sheet is None:
        return Situation(stage=case.stage, has_advocate=case.advocate_id is not None, witness_reachable=reachable)
    answer = sheet.qualification
    clock = answer.clocks[0] if answer.clocks else None
    gaps = sorted((line for line in answer.readiness.requirements if line.state != "met"), key=lambda one: -one.weight)
    open_cells = sum(cell.line.status in ("unknown", "contested") for row in sheet.rows if row.line.used for cell in row.cells)
    return Situation(
        stage=case.stage,
        has_advocate=case.advocate_id is not None,
        standing=standing(answer.facts, clock),
        gaps=tuple(line.id for line in gaps),
        open_questions=open_cells,
        tracks_proposed=len(answer.routes),
        tracks_open=case.tracks.filter(dropped_at=None).count(),
        reporter_chosen=case.reporters.exists(),
        dossier_frozen=case.dossiers.exists(),
        witness_reachable=reachable,
        witness_asked=waiting,
    )


def next_of(case: Case, sheet: Worksheet | None) -> dict[str, Any]:
    """The one sentence on top, with its one button."""
    step = next_step(situation_of(case, sheet))
    words: dict[str, Any] = dict(wording.step_words(step))
    line = None
    if sheet and step.about:
        line = next((one for one in sheet.qualification.readiness.requirements if one.id == step.about), None)
    words |= {"about": say(line.text) if line else "", "question": say(line.ask) if line and step.code == "ask_witness" else ""}
    return words


def read_clocks_of_drafts(now: datetime) -> None:
    """Law or calendar changed: the cases that are not lodged yet get a new reading beside the old one."""
    for case in Case.objects.filter(stage="draft").select_related("incident"):
        refresh_clocks(case, now)


def refresh_clocks(case: Case, now: datetime) -> None:
    """Reads the clocks of one case again; facts that contradict each other have none."""
    try:
        sheet = worksheet_of_case(case, now)
    except BadFacts:
        return
    clocks.read_again(case, sheet.qualification.clocks, now)


def clocks_of(case: Case, sheet: Worksheet, now: datetime) -> list[clocks.Drawn]:
    found = sheet.qualification.clocks
    readings = clocks.read_again(case, found, now)
    lodged = case.stage != "draft"
    return [
        clocks.draw(sheet.law, clock, mine, now, done=lodged and clock.ours)
        for clock, mine in zip(found, readings, strict=True)
    ]


def journal_of(case: Case) -> list[dict[str, Any]]:
    """The case's entries, newest first, with the names of those who work here."""
    subjects = [case.subject, *(report.subject for report in tellings_of(case))]
    rows = list(entries(subjects=subjects, case=case.subject))
    ids = {int(row["actor"].removeprefix("person:")) for row in rows if row["actor"].startswith("person:")}
    names = dict(Person.objects.filter(pk__in=ids).values_list("pk", "name"))
    others = {"witness": _("Saksi"), "system": _("Sistem"), "import": _("Impor")}
    for row in rows:
        actor = row["actor"]
        row["who"] = (
            names.get(int(actor.removeprefix("person:")), actor) if actor.startswith("person:") else others.get(actor, actor)
        )
        row["what"] = wording.VERBS.get(row["verb"], row["verb"])
        row["moment"] = datetime.fromisoformat(row["at"])
    return rows[::-1]


def warnings_of(sheet: Worksheet) -> list[dict[str, str]]:
    """The warnings in words, with the articles that raised them."""
    provisions = sheet.law.provisions
    found = []
    for one in sheet.qualification.warnings:
        about = [provisions[ProvisionId(name)].article for name in one.about.split(", ") if ProvisionId(name) in provisions]
        found.append({"code": one.code, "text": say(one.text), "about": "; ".join(dict.fromkeys(about))})
    return found
