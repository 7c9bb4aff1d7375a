"""Every page that the browser looks at, with what must be there first. Add yours here.

`Look("antrean", "verification:queue", role="coordinator", set_up=some_reports)`: `set_up` gets the `Cast` and answers
the arguments of the address (a dict), or None.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings

from jurdil.apps.accounts.actions import issue_link
from jurdil.apps.accounts.models import Person
from jurdil.apps.cases.models import Case
from jurdil.apps.elections.models import Election, Office
from jurdil.apps.followup.actions import record_event, record_filing
from tests.apps.lodged import a_case, a_dossier, a_report


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


def enough_reports(cast: Cast) -> None:
    for act, count in (("attend_event", 9), ("give_money", 6), ("props", 2)):
        for _ in range(count):
            a_report(cast.election, act=act, categories=("village_head", "civil_servant"))


def a_frozen_case(cast: Cast) -> dict[str, Any]:
    case = a_case(a_report(cast.election), cast.people["advocate"], tracks=("village", "criminal"))
    a_dossier(case, cast.people["advocate"])
    return {"case_id": case.pk}


def a_lodged_case(cast: Cast) -> dict[str, Any]:
    """Lodged some days ago and registered: clocks run, one of them is over."""
    advocate = cast.people["advocate"]
    where = a_frozen_case(cast)
    case = Case.objects.get(pk=where["case_id"])
    lodged_at = settings.CLOCK.now() - timedelta(days=6)
    record_filing(
        case_id=case.pk, dossier_id=case.dossiers.get().pk, office_id=Office.objects.get().pk, lodged_at=lodged_at,
        went_along="pendamping", receipt_number="001/LP/PB/Kab/11.04/IV/2025", receipt_scan=None, by=advocate,
        now=settings.CLOCK.now(), seen_revision=case.revision,
    )  # fmt: skip
    case.refresh_from_db()
    record_event(
        case_id=case.pk, kind="registered", on_date=(lodged_at + timedelta(days=2)).date(), authority="bawaslu", track="",
        forwarded_to="", number="003/Reg/LP/PB/Kab/11.04/IV/2025", note="", document=None, by=advocate,
        now=settings.CLOCK.now(), seen_revision=case.revision,
    )  # fmt: skip
    return where


def a_lodged_case_somewhere(cast: Cast) -> None:
    a_lodged_case(cast)


PAGES: list[Look] = [
    Look("masuk", "accounts:sign_in"),
    Look("masuk-tautan", "accounts:take_link", set_up=a_fresh_link),
    Look("masuk-tautan-mati", "/masuk/tidak-dikenal/", status=404),
    Look("orang", "accounts:people", role="coordinator"),
    Look("orang-tugas", "accounts:roles", role="coordinator", set_up=the_reviewer),
    Look("akun-saya", "accounts:me", role="reviewer"),
    Look("bukan-peran-anda", "accounts:people", role="reviewer", status=403),
    Look("publik", "publication:numbers", set_up=enough_reports),
    Look("publik-sedikit", "publication:numbers"),
    Look("publik-kamus", "publication:dictionary"),
    Look("tentang", "publication:about"),
    Look("penyerahan", "followup:filing", role="advocate", set_up=a_frozen_case),
    Look("kabar-belum-disampaikan", "followup:event", role="advocate", set_up=a_frozen_case),
    Look("kabar", "followup:event", role="advocate", set_up=a_lodged_case),
    Look("kasus-disampaikan", "cases:case", role="advocate", set_up=a_lodged_case),
    Look("tindak-lanjut", "followup:due", role="coordinator", set_up=a_lodged_case_somewhere),
    Look("tindak-lanjut-kosong", "followup:due", role="coordinator"),
    Look("salah-alamat", "/tidak-ada/", status=404),
]
