"""Plain structures that remember where they were written, and the faults that point there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from jurdil.core.errors import LawFault
from jurdil.core.law.model import Place


class LawMap(dict[str, Any]):
    """A mapping of a law file: plain keys and values, plus the line of the mapping and of each key."""

    __slots__ = ("file", "line", "lines")

    def __init__(self, file: str, line: int) -> None:
        super().__init__()
        self.file = file
        self.line = line
        self.lines: dict[str, int] = {}

    def put(self, key: str, value: Any, line: int) -> None:
        self[key] = value
        self.lines[key] = line

    def at(self, key: str | None = None) -> Place:
        return Place(file=self.file, line=self.lines.get(key, self.line) if key else self.line)


@dataclass(frozen=True, slots=True, kw_only=True)
class Flaw:
    """One thing wrong in a law file: where, what, and how to mend it."""

    place: Place
    what: str
    mend: str

    def __str__(self) -> str:
        return f"{self.place.file}:{self.place.line}: {self.what} → {self.mend}"


def fault(flaws: Iterable[Flaw]) -> LawFault:
    """The error that carries all flaws; `facts["flaws"]` has them, and the first one's file, line and mending."""
    every = tuple(sorted(flaws, key=lambda flaw: (flaw.place.file, flaw.place.line)))
    first = every[0]
    return LawFault(
        "\n".join(str(flaw) for flaw in every),
        file=first.place.file,
        line=first.place.line,
        mend=first.mend,
        flaws=every,
    )
