"""What identifies a person is sealed in the draft already; opened only to be shown to its owner or to be sent."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from typing import Any

from django.conf import settings

from jurdil.adapters.sealing import Seal, seal_of
from jurdil.core.report import BY_CODE

SEALED = "sealed"


def witness_seal() -> Seal:
    return seal_of(settings.INSTANCE, "witness")


def close_answers(step: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """The answers of one page as they are stored: the sealed ones together under one key."""
    secret_codes = {ask.code for ask in BY_CODE[step].asks if ask.sealed}
    secret = {code: value for code, value in values.items() if code in secret_codes and value}
    stored = {code: value for code, value in values.items() if code not in secret_codes}
    if secret:
        stored[SEALED] = base64.b64encode(witness_seal().close_record(secret)).decode("ascii")
    return stored


def open_answers(stored: Mapping[str, Any]) -> dict[str, Any]:
    """The answers of one page with the sealed ones opened."""
    opened = {code: value for code, value in stored.items() if code != SEALED}
    if SEALED in stored:
        opened.update(witness_seal().open_record(base64.b64decode(stored[SEALED])))
    return opened


def people_in(lines: str) -> list[dict[str, str]]:
    """The other witnesses of a few lines, one a line: "Sari, 0812 3456 7890" → name and contact."""
    people = []
    for line in lines.splitlines():
        found = re.match(r"^(.*?)[\s,;:(–-]*((?:\+|0)[\d\s().-]{6,}\)?)?\s*$", line.strip())
        name, contact = (found[1], found[2] or "") if found else (line, "")
        if "," in name and not contact:
            name, _comma, contact = name.partition(",")
        if name.strip() or contact.strip():
            people.append({"name": name.strip(" ,;:-–("), "contact": contact.strip(" ,;:()")})
    return people[:50]
