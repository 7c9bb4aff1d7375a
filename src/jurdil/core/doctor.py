"""What an examination of an instance found: one finding a check, each with what to do, in Indonesian and in English."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class State(StrEnum):
    OK = "ok"
    WARN = "warn"  # works, but somebody should look at it
    FAIL = "fail"  # something is broken or unsafe


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    id: str
    en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """The answer of one check. Whatever is not `ok` says what to do."""

    check: str
    state: State
    said: Words
    todo: Words | None = None
    detail: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.state is not State.OK and self.todo is None:
            raise ValueError(f"{self.check}: a finding that is not ok says what to do")

    def as_dict(self) -> dict[str, Any]:
        return {
            "check": self.check,
            "state": self.state.value,
            "said": {"id": self.said.id, "en": self.said.en},
            "todo": {"id": self.todo.id, "en": self.todo.en} if self.todo else None,
            "detail": dict(self.detail),
        }


@dataclass(frozen=True, slots=True)
class Examination:
    findings: tuple[Finding, ...]

    @classmethod
    def of(cls, findings: Iterable[Finding]) -> Examination:
        return cls(tuple(findings))

    @property
    def healthy(self) -> bool:
        """Nothing failed. Warnings do not make an instance unhealthy."""
        return all(finding.state is not State.FAIL for finding in self.findings)

    @property
    def exit_code(self) -> int:
        return 0 if self.healthy else 1

    def as_dict(self) -> dict[str, Any]:
        return {"healthy": self.healthy, "findings": [finding.as_dict() for finding in self.findings]}


def ok(check: str, id_: str, en: str, **detail: Any) -> Finding:
    return Finding(check=check, state=State.OK, said=Words(id=id_, en=en), detail=detail)


def warn(check: str, said: tuple[str, str], todo: tuple[str, str], **detail: Any) -> Finding:
    return _to_do(State.WARN, check, said, todo, detail)


def fail(check: str, said: tuple[str, str], todo: tuple[str, str], **detail: Any) -> Finding:
    return _to_do(State.FAIL, check, said, todo, detail)


def _to_do(state: State, check: str, said: tuple[str, str], todo: tuple[str, str], detail: Mapping[str, Any]) -> Finding:
    return Finding(
        check=check, state=state, said=Words(id=said[0], en=said[1]), todo=Words(id=todo[0], en=todo[1]), detail=detail
    )
