"""What every template may know: which instance this is and what time it has."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from jurdil.apps.elections.law import law_fault


def instance(request: HttpRequest) -> dict[str, Any]:
    return {"instance": settings.INSTANCE, "now": settings.CLOCK.now(), "law_flaws": partial(_law_flaws, request)}


def _law_flaws(request: HttpRequest) -> tuple[str, ...]:
    """What is wrong with law files that are newer than the law in use; for people of the desk only."""
    if not request.user.is_authenticated:
        return ()
    fault = law_fault()
    return tuple(str(flaw) for flaw in fault.facts["flaws"]) if fault else ()
