"""What every template may know: which instance this is and what time it has."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def instance(request: HttpRequest) -> dict[str, Any]:
    return {"instance": settings.INSTANCE, "now": settings.CLOCK.now()}
