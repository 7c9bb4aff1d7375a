"""How far the file of a case is, and the one next step; shown on the case page and on the file's own page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from jurdil.apps.accounts.models import Role
from jurdil.apps.cases.models import Case
from jurdil.apps.elections.law import current_law
from jurdil.apps.verification.words import say
from jurdil.core.dossier import RequirementRow, RequirementState

from . import assemble


def next_step(case: Case) -> dict[str, str]:
    """{"words", "action", "href"}: what to do next; "href" is empty when it is done outside of the desk."""
    if case.stage == "closed":
        return {"words": _("Kasus ini sudah ditutup."), "action": "", "href": ""}
    if not case.reporters.exists():
        return {
            "words": _("Belum ada pelapor resmi. Bawaslu hanya mencatat laporan yang ditandatangani."),
            "action": _("Pilih atau undang pelapor"),
            "href": reverse("dossier:reporter", args=[case.pk]),
        }
    if not case.particulars.exists():
        return {
            "words": _("Periksa uraian dan saksi yang akan tercetak."),
            "action": _("Periksa isi berkas"),
            "href": reverse("dossier:particulars", args=[case.pk]),
        }
    if not case.dossiers.exists():
        return {
            "words": _("Bekukan berkas, lalu cetak untuk ditandatangani."),
            "action": _("Buka berkas"),
            "href": reverse("dossier:file", args=[case.pk]),
        }
    return {"words": _("Cetak, minta tanda tangan, bawa ke kantor penerima."), "action": "", "href": ""}


def in_page_language(rows: Iterable[RequirementRow]) -> list[RequirementRow]:
    """The requirements in the language of the page. The papers keep their Indonesian; `where` names a place on them."""
    known = {one.id: one for one in current_law().requirements}
    said = []
    for row in rows:
        rule = known[row.requirement]
        own = row.ask and row.ask != rule.ask.id
        said.append(replace(row, label=say(rule.text), ask=_(row.ask) if own else say(rule.ask) if row.ask else ""))
    return said


def fill_panel(request: HttpRequest, case: Case) -> dict[str, Any] | None:
    """What the panel of the case page shows to those who file; None for everybody else."""
    if not request.user.has_role(Role.ADVOCATE, Role.COORDINATOR):  # type: ignore[union-attr]
        return None
    rows = in_page_language(assemble.requirements_of(case, now=settings.CLOCK.now()))
    return {
        "case": case,
        "requirements": rows,
        "met": sum(row.state is RequirementState.MET for row in rows),
        "of": len(rows),
        "gaps": [row for row in rows if row.state is not RequirementState.MET],
        "has_reporter": case.reporters.exists(),
        "versions": list(case.dossiers.order_by("-version")),
        "step": next_step(case),
    }
