"""What later stages tell a witness about their report. They register themselves here, so that this stage need not know them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from .models import Report

# (state of parts/status.html: done, open, soon, late; what happened; when, in words)
Line = tuple[str, str, str]
Tell = Callable[[Report], Iterable[Line]]

_TELLERS: list[Tell] = []


def register(tell: Tell) -> None:
    if tell not in _TELLERS:
        _TELLERS.append(tell)


def told_by_later_stages(report: Report) -> list[Line]:
    """The lines of all later stages, in the order in which these were loaded."""
    return [line for tell in _TELLERS for line in tell(report)]
