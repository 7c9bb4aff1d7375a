"""How an entry of the journal is chained to the one before it.

An entry is {"seq", "at", "actor", "verb", "subject", "case", "detail", "prev", "digest"}. Its digest is the SHA-256
of its canonical JSON without "digest"; "prev" is the digest of the entry before it, so no entry can be changed,
removed or put in between without breaking every later one.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

GENESIS = "0" * 64


def canonical(value: object) -> bytes:
    """The one way to write a value as bytes before hashing: UTF-8 JSON, sorted keys, no spaces."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode("utf-8")


def entry_digest(entry: Mapping[str, Any]) -> str:
    """The SHA-256, in hex, that an entry must carry."""
    return hashlib.sha256(canonical({key: value for key, value in entry.items() if key != "digest"})).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainFault:
    """Where a chain is broken, and how: "content" (an entry was changed) or "link" (one is missing or moved)."""

    seq: int
    kind: str


def first_fault(entries: Iterable[Mapping[str, Any]], *, whole: bool = True) -> ChainFault | None:
    """The first broken entry, or None. `whole=False` is for an extract, which may leave entries out."""
    previous: Mapping[str, Any] | None = None
    for entry in entries:
        if entry_digest(entry) != entry["digest"]:
            return ChainFault(seq=int(entry["seq"]), kind="content")
        follows = previous is not None and entry["seq"] == previous["seq"] + 1
        if whole:
            expected = previous["digest"] if previous is not None else GENESIS
            in_place = entry["prev"] == expected and (follows or (previous is None and entry["seq"] == 1))
        else:
            ordered = previous is None or entry["seq"] > previous["seq"]
            in_place = ordered and (not follows or (previous is not None and entry["prev"] == previous["digest"]))
        if not in_place:
            return ChainFault(seq=int(entry["seq"]), kind="link")
        previous = entry
    return None
