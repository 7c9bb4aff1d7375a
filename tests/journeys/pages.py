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
from django.urls import reverse

from jurdil.apps.accounts.actions import issue_link
from jurdil.apps.accounts.models import Person, Role
from jurdil.apps.cases.models import Case
from jurdil.apps.dossier import actions as dossier
from jurdil.apps.elections.models import Election, Office
from jurdil.apps.followup.actions import record_event, record_filing
from jurdil.apps.intake.models import Report
from jurdil.core.dossier import Reporter
from tests import desk_cast
from tests.apps.dossier_cases import taken_up, told
from tests.apps.lodged import a_case, a_dossier, a_report
from tests.conftest import a_person


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
    set_up: Callable[[Cast], dict[str, Any] | str | None] | None = None  # arguments, or the whole address
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
    the_day_before = (lodged_at - timedelta(days=1)).date()
    Report.objects.filter(pk=case.report.pk).update(event_date=the_day_before, known_date=the_day_before)
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


def a_queue(cast: Cast) -> dict[str, Any]:
    """Reports with little time, with none, and without a known day; the id of one."""
    today = settings.CLOCK.now().date()
    for days in (0, 2, 5, 7, 9):
        desk_cast.a_report(cast.election, known_date=today - timedelta(days=days), act="mobilise")
    desk_cast.a_report(cast.election, known_date=None)
    story = "Pak kades naik panggung, teriak dukung 02 dan mengangkat dua jari. Yang hadir kira-kira dua ratus orang."
    people = [
        {"category": "village_head", "office": "kepala desa", "workplace": "Desa Anyar", "name": "Pak Contoh"},
        {"category": "civil_servant", "office": "guru SD", "workplace": "SDN 01 Kramatwatu", "civil_servant_type": "pns"},
    ]
    return {"report_id": desk_cast.a_report(cast.election, narrative=story, people=people).pk}


def a_queue_to_look_at(cast: Cast) -> None:
    a_queue(cast)


def an_assessed_report(cast: Cast) -> dict[str, Any]:
    where = a_queue(cast)
    report = Report.objects.get(pk=where["report_id"])
    desk_cast.assess(report, cast.people["reviewer"])
    desk_cast.assess(report, a_person("peninjau-lain", Role.REVIEWER), reliability="D", credibility=5)
    return where


def a_taken_case(cast: Cast) -> dict[str, Any]:
    report = Report.objects.get(pk=a_queue(cast)["report_id"])
    other = a_person("peninjau-lain", Role.REVIEWER)
    return {"case_id": desk_cast.a_case(report, cast.people["coordinator"], cast.people["reviewer"], other).pk}


def a_question(cast: Cast) -> str:
    return reverse("cases:answer", kwargs=a_taken_case(cast)) + "?fact=known_date"


def an_element(cast: Cast) -> str:
    query = "?provision=pilkada_71_1&reported=0&element=act"
    return reverse("cases:overrule", kwargs=a_taken_case(cast)) + query


def another_fact(cast: Cast) -> str:
    return reverse("cases:what_if", kwargs=a_taken_case(cast)) + "?fact=act&value=give_money"


def a_case_to_file(cast: Cast) -> dict[str, Any]:
    return {"case_id": taken_up(told(cast.election)).pk}


def a_frozen_file(cast: Cast) -> dict[str, Any]:
    case = Case.objects.get(pk=a_case_to_file(cast)["case_id"])
    by, now = cast.people["advocate"], settings.CLOCK.now()
    dossier.choose_reporter(
        case_id=case.pk, reporter=Reporter(name="Ratna Rekaan", id_number="3604054302900003"), capacity="citizen",
        voter_here=True, same_person=False, by=by, now=now,
    )  # fmt: skip
    dossier.freeze_dossier(case_id=case.pk, by=by, now=now, seen_version=0)
    return {"case_id": case.pk}


def an_invitation(cast: Cast) -> dict[str, Any]:
    case = a_case_to_file(cast)["case_id"]
    return {"token": dossier.invite_reporter(case_id=case, by=cast.people["advocate"], now=settings.CLOCK.now())}


PAGES: list[Look] = [
    Look("antrean", "verification:queue", role="coordinator", set_up=a_queue_to_look_at),
    Look("antrean-kosong", "verification:queue", role="coordinator"),
    Look("laporan-peninjau", "verification:report", role="reviewer", set_up=a_queue),
    Look("laporan-koordinator", "verification:report", role="coordinator", set_up=an_assessed_report),
    Look("kasus-daftar", "cases:list", role="advocate", set_up=a_queue_to_look_at),
    Look("kasus", "cases:case", role="advocate", set_up=a_taken_case),
    Look("kasus-jawab", "cases:answer", role="advocate", set_up=a_question),
    Look("kasus-unsur", "cases:overrule", role="advocate", set_up=an_element),
    Look("kasus-andai", "cases:what_if", role="advocate", set_up=another_fact),
    Look("aturan", "cases:rules"),
    Look("aturan-desa", "cases:audience", set_up=lambda cast: {"audience": "village"}),
    Look("aturan-sumber", "cases:instrument", set_up=lambda cast: {"key": "uu_10_2016"}),
    Look("masuk", "accounts:sign_in"),
    Look("masuk-tautan", "accounts:take_link", set_up=a_fresh_link),
    Look("masuk-tautan-mati", "/masuk/tidak-dikenal/", status=404),
    Look("orang", "accounts:people", role="coordinator"),
    Look("orang-tugas", "accounts:roles", role="coordinator", set_up=the_reviewer),
    Look("akun-saya", "accounts:me", role="reviewer"),
    Look("berkas-kosong", "dossier:file", role="advocate", set_up=a_case_to_file),
    Look("berkas-beku", "dossier:file", role="advocate", set_up=a_frozen_file),
    Look("pelapor-resmi", "dossier:reporter", role="advocate", set_up=a_frozen_file),
    Look("isi-berkas", "dossier:particulars", role="advocate", set_up=a_case_to_file),
    Look("kasus-dengan-berkas", "cases:case", role="advocate", set_up=a_frozen_file),
    Look("undangan-pelapor", "dossier:invitation", set_up=an_invitation),
    Look("undangan-mati", "/meja/undangan/tidak-dikenal/", status=410),
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
