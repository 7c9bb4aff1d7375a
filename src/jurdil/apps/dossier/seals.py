"""The two seals of this stage: who signs, and that the signer is the witness. Each opens nothing of the other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from django.conf import settings

from jurdil.adapters.sealing import Seal, seal_of
from jurdil.core.dossier import Counsel, Reporter, Witness

from .models import Particulars, ReporterOfRecord


def reporter_seal() -> Seal:
    return seal_of(settings.INSTANCE, "reporter")


def link_seal() -> Seal:
    return seal_of(settings.INSTANCE, "link")


def close_reporter(reporter: Reporter) -> bytes:
    values = {field.name: getattr(reporter, field.name) for field in fields(reporter)}
    values["birth_date"] = reporter.birth_date.isoformat() if reporter.birth_date else None
    return reporter_seal().close_record(values)


def open_reporter(row: ReporterOfRecord | None) -> Reporter | None:
    if row is None:
        return None
    values = reporter_seal().open_record(bytes(row.sealed))
    if values.get("birth_date"):
        values["birth_date"] = date.fromisoformat(values["birth_date"])
    return Reporter(**values)


def close_particulars(particulars: Mapping[str, Any]) -> bytes:
    return reporter_seal().close_record(particulars)


def open_particulars(row: Particulars | None) -> dict[str, Any]:
    """What the advocate wrote; empty when nothing is written yet."""
    return reporter_seal().open_record(bytes(row.sealed)) if row is not None else {}


def witnesses_in(particulars: Mapping[str, Any]) -> tuple[Witness, ...]:
    return tuple(Witness(**{key: value or None for key, value in one.items()}) for one in particulars.get("witnesses") or ())


def counsel_in(particulars: Mapping[str, Any]) -> Counsel | None:
    counsel = particulars.get("counsel")
    if not counsel or not counsel.get("name"):
        return None
    return Counsel(name=counsel["name"], **{key: value or None for key, value in counsel.items() if key != "name"})
