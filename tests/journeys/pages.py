"""Every page that the browser looks at, with what must be there first. Add yours here.

`Look("antrean", "verification:queue", role="coordinator", set_up=some_reports)`: `set_up` gets the `Cast` and answers
the arguments of the address (a dict), or None.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from jurdil.apps.accounts.actions import issue_link
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


def a_fresh_link(cast: Cast) -> dict[str, Any]:
    _, token = issue_link(person=cast.people["reviewer"], now=settings.CLOCK.now())
    return {"token": token}


def the_reviewer(cast: Cast) -> dict[str, Any]:
    return {"pk": cast.people["reviewer"].pk}


PAGES: list[Look] = [
    Look("masuk", "accounts:sign_in"),
    Look("masuk-tautan", "accounts:take_link", set_up=a_fresh_link),
    Look("masuk-tautan-mati", "/masuk/tidak-dikenal/", status=404),
    Look("orang", "accounts:people", role="coordinator"),
    Look("orang-tugas", "accounts:roles", role="coordinator", set_up=the_reviewer),
    Look("akun-saya", "accounts:me", role="reviewer"),
    Look("bukan-peran-anda", "accounts:people", role="reviewer", status=403),
    Look("salah-alamat", "/tidak-ada/", status=404),
]
