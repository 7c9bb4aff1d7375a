"""What every value of the law carries: words in two languages, where it stands, how well it is known and since when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """The same thing said in the language of the country and in English."""

    id: str
    en: str

    def say(self, lang: str) -> str:
        return self.en if lang == "en" else self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where in the law files a value stands."""

    file: str
    line: int


class Confidence(StrEnum):
    """How well a value is known."""

    V2 = "V2"  # two or more stored sources
    S1 = "S1"  # one stored source
    GK = "GK"  # general knowledge, no stored source
    CX = "CX"  # stored sources conflict

    @property
    def can_apply(self) -> bool:
        """GK and CX inform people; alone they carry no provision beyond "possible"."""
        return self in (Confidence.V2, Confidence.S1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Half-open: the start belongs to it, the end does not. An open end is None."""

    start: date
    end: date | None = None

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.start <= day and (self.end is None or day < self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """What a value rests on."""

    confidence: Confidence
    sources: tuple[str, ...]
    note: Text | None = None
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    key: str
    topic: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One of several ways in which the sources read a point, and why one is safer for the reporter."""

    confidence: Confidence
    views: tuple[Text, ...]
    safer: Text | None
