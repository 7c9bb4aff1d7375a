"""The code of a draft, which becomes the code of the report. The server keeps only a keyed digest of it."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from functools import lru_cache

from django.conf import settings

from jurdil.core.receipt_code import BITS, from_number, normalise


def new_code() -> str:
    """A fresh code in groups, to be shown once more whenever its owner brings it."""
    return from_number(secrets.randbits(BITS))


def grouped(code: str) -> str:
    """The code as it is shown: five groups of four."""
    text = normalise(code)
    return "-".join(text[start : start + 4] for start in range(0, len(text), 4))


def digest_of(code: str) -> str:
    """What the database knows a code by. Raises `WrongCode` if it cannot be a code."""
    return hmac.new(_key(), normalise(code).encode("ascii"), hashlib.sha256).hexdigest()


@lru_cache(maxsize=1)
def _key() -> bytes:
    return settings.INSTANCE.secret("receipt_code").encode("ascii")
