"""Every page that the browser looks at, with what must be there first. Add yours here.

`Look("antrean", "verification:queue", role="coordinator", set_up=some_reports)`: `set_up` gets the `Cast` and answers
the arguments of the address (a dict), or None.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from jurdil.apps.accounts.models import Person
from jurdil.apps.elections.models import Election


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Who and what every page may count on."""

    election: Election
    people: dict[str, Person]  # by role


@dataclass(frozen=True, slots=True)
class Look:
    name: str  # of its pictures
    url_name: str  # as in {% url %}, or a path that starts with a slash
    role: str | None = None  # who opens it; None: a stranger
    set_up: Callable[[Cast], dict[str, Any] | None] | None = None
    status: int = 200


PAGES: list[Look] = [
    Look("salah-alamat", "/tidak-ada/", status=404),
]
