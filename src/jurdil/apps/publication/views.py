"""The public page, its open data and its dictionary, and what Jurdil is. Nobody signs in here."""

from __future__ import annotations

import csv
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from jurdil.core.publication import THRESHOLD

from . import queries, words
from .queries import Numbers, Row


@require_safe
def numbers(request: HttpRequest) -> HttpResponse:
    election = queries.current_election()
    if election is None:
        return render(request, "publication/numbers.html", {"numbers": None})
    found = queries.numbers_of(election)
    lang = get_language() or "id"
    label = _labels(found)
    tables = {name: [_line(label(name, row.code, lang), row) for row in rows] for name, rows in found.tables()}
    context = {
        "numbers": found,
        "tables": tables,
        "threshold": THRESHOLD,
        "licence": words.LICENCE,
        "licence_url": words.LICENCE_URL,
    }
    return render(request, "publication/numbers.html", context)


def _labels(found: Numbers) -> words.Labels:
    return words.Labels(row.code for row in found.places)


def _line(label: str, row: Row) -> dict[str, Any]:
    return {"label": label, "words": row.words, "count": row.count, "share": row.share, "code": row.code}


def _dataset() -> str:
    return "LATIHAN" if settings.INSTANCE.rehearsal else "NYATA"


def _records(found: Numbers) -> list[dict[str, Any]]:
    label = _labels(found)
    return [
        {
            "dataset": _dataset(),
            "table": table,
            "code": row.code,
            "label_id": label(table, row.code, "id"),
            "label_en": label(table, row.code, "en"),
            "count": row.count,
            "shown": row.words,
            "closed": row.closed,
        }
        for table, rows in found.tables()
        for row in rows
    ]


def _file_name(ending: str) -> str:
    return f"jurdil-{_dataset().lower()}.{ending}"


@require_safe
def data_csv(request: HttpRequest) -> HttpResponse:
    """The counts as CSV (RFC 4180, UTF-8): one line a row of a table."""
    election = queries.current_election()
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{_file_name("csv")}"'
    writer = csv.DictWriter(response, fieldnames=list(words.FIELDS))
    writer.writeheader()
    writer.writerows(_records(queries.numbers_of(election)) if election else [])
    return response


@require_safe
def data_json(request: HttpRequest) -> HttpResponse:
    """The counts as JSON, with what one must know to read them."""
    election = queries.current_election()
    found = queries.numbers_of(election) if election else None
    document = {
        "dataset": _dataset(),
        "note": "Data latihan: orang dan kejadian rekaan. / Rehearsal data: invented people and events."
        if settings.INSTANCE.rehearsal
        else "",
        "election": election.name if election else None,
        "voting_day": election.voting_day.isoformat() if election else None,
        "monitors": election.monitors if election else None,
        "reports": found.total.words if found else "0",
        "as_of": settings.CLOCK.now().isoformat(timespec="seconds"),
        "threshold": THRESHOLD,
        "licence": words.LICENCE,
        "licence_url": words.LICENCE_URL,
        "credits": [words.REGIONS_CREDIT],
        "dictionary": request.build_absolute_uri("/publik/kamus/"),
        "rows": _records(found) if found else [],
    }
    response = JsonResponse(document, json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Content-Disposition"] = f'inline; filename="{_file_name("json")}"'
    return response


@require_safe
def dictionary(request: HttpRequest) -> HttpResponse:
    """What each field and each table of the files means, in both languages on one page."""
    fields = [{"name": name, "type": kind, "id": text, "en": english} for name, (kind, text, english) in words.FIELDS.items()]
    tables = [
        {"name": name, "id": title, "en": english, "unit_id": unit, "unit_en": unit_en}
        for name, (title, english, unit, unit_en) in words.TABLES.items()
    ]
    steps = [{"name": code, "id": text, "en": english} for code, (text, english) in words.STEPS.items()]
    context = {
        "fields": fields,
        "tables": tables,
        "steps": steps,
        "threshold": THRESHOLD,
        "licence": words.LICENCE,
        "licence_url": words.LICENCE_URL,
        "regions_credit": words.REGIONS_CREDIT,
    }
    return render(request, "publication/dictionary.html", context)


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    context = {"licence": words.LICENCE, "licence_url": words.LICENCE_URL, "regions_credit": words.REGIONS_CREDIT}
    return render(request, "publication/about.html", context)
