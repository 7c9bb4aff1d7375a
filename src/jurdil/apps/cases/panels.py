"""Panels of the case page. A later stage adds its own when it is loaded, so that this stage need not know it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from .models import Case

Fill = Callable[[HttpRequest, Case], dict[str, Any] | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """`place`: "side" (clocks, next to the story) or "below"; `order` sorts; `fill` gives the context, or None for no panel."""

    name: str
    place: str
    order: int
    template: str
    fill: Fill


_PANELS: dict[str, Panel] = {}


def register(panel: Panel) -> None:
    _PANELS[panel.name] = panel


def panels_for(request: HttpRequest, case: Case, place: str) -> list[tuple[Panel, dict[str, Any]]]:
    """The panels of one place with their contexts, in order."""
    chosen = sorted((panel for panel in _PANELS.values() if panel.place == place), key=lambda panel: panel.order)
    filled = ((panel, panel.fill(request, case)) for panel in chosen)
    return [(panel, context) for panel, context in filled if context is not None]
