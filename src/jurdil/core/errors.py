"""What can go wrong, as facts. The shell words each error for its reader and chooses the HTTP status.

An error carries what is needed to say what to do next, and never a witness's text or a name.
"""

from __future__ import annotations

from typing import Any


class DomainError(Exception):
    """Something that a person can understand and answer. `facts` go into the message shown."""

    def __init__(self, message: str = "", **facts: Any) -> None:
        super().__init__(message or type(self).__name__)
        self.facts = facts


class NotAllowed(DomainError):
    """This person may not do this now (403). `reason` is a code such as "own_report" or "already_assessed"."""


class InvalidTransition(DomainError):
    """The case or report is not in a state from which this step can be taken (409)."""


class StaleCase(DomainError):
    """Somebody else changed it first (409); nothing was saved, look again."""


class EvidenceMismatch(DomainError):
    """Bytes that are kept are not the bytes that were hashed."""


class RefusedFile(DomainError):
    """A file that cannot be taken as evidence (422). `fault`: "empty", "too_large", "executable", …"""


class StorageFull(DomainError):
    """The disk has no room (507). Nothing of this step was kept; what was kept before is safe."""


class WrongCode(DomainError):
    """A receipt code that cannot be right as typed (422). `fault`: "length", "symbol" or "check"."""


class LawNotFound(DomainError):
    """No rule was in force on that day, or the law has no such rule."""


class LawFault(DomainError):
    """The law files cannot be used. `file`, `line` and `mend` say where and how to repair them."""


class BadFacts(DomainError):
    """Facts that the law engine cannot take. `problems`: one message a key."""
