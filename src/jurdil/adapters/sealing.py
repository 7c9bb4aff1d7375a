"""Seals what identifies a person, with age: one key pair for witnesses, one for reporters of record, one for the link.

What is sealed for one domain cannot be opened with the key of another, so a database that leaks tells nobody's name,
and somebody who may read reporters still cannot tell which witness stands behind one.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pyrage

from jurdil.core.errors import DomainError

from .instance import Instance, NoInstance


class BrokenSeal(DomainError):
    """The bytes were sealed for another key, or changed; or the key itself is gone or no key. `domain`: which seal."""


@dataclass(frozen=True, slots=True)
class Seal:
    """One domain's key. Sealed bytes are an age file."""

    identity: pyrage.x25519.Identity

    def close(self, plain: bytes) -> bytes:
        return bytes(pyrage.encrypt(plain, [self.identity.to_public()]))

    def open(self, sealed: bytes) -> bytes:
        try:
            return bytes(pyrage.decrypt(sealed, [self.identity]))
        except pyrage.DecryptError as error:
            raise BrokenSeal from error

    def close_record(self, record: Mapping[str, Any]) -> bytes:
        return self.close(json.dumps(record, ensure_ascii=False).encode("utf-8"))

    def open_record(self, sealed: bytes) -> dict[str, Any]:
        opened: dict[str, Any] = json.loads(self.open(sealed))
        return opened


def seal_of(instance: Instance, domain: str) -> Seal:
    """The seal of one domain of `instance.SEALS`. Raises `BrokenSeal` if its key is gone or is no key."""
    try:
        return Seal(pyrage.x25519.Identity.from_str(instance.secret(f"{domain}.agekey")))
    except (NoInstance, pyrage.IdentityError, UnicodeDecodeError) as error:
        raise BrokenSeal(domain=domain) from error
