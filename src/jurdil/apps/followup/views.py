"""The pages after lodging: the lodging itself, what authorities did, and what is due from whom."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from jurdil.apps.accounts.access import desk
from jurdil.apps.accounts.models import Role
from jurdil.apps.cases.models import Case
from jurdil.core.case import possible_steps
from jurdil.core.errors import RefusedFile
from jurdil.core.filing import WrongDay

from . import actions, panels, queries, words
from .forms import EventForm, FilingForm


def _page_of(case: Case) -> str:
    return reverse("cases:case", args=[case.pk])


@desk(Role.ADVOCATE, Role.COORDINATOR)
@require_http_methods(["GET", "POST"])
def filing(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Records the act of lodging a frozen dossier."""
    case = get_object_or_404(Case, pk=case_id)
    now = settings.CLOCK.now()
    form = FilingForm(case, request.POST or None, request.FILES or None, initial={"revision": case.revision})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            made = actions.record_filing(
                case_id=case.pk,
                dossier_id=int(said["dossier"]),
                office_id=said["office"].pk,
                lodged_at=said["lodged_at"],
                went_along=said["went_along"],
                receipt_number=said["receipt_number"],
                receipt_scan=said["receipt_scan"],
                by=request.user,
                now=now,
                seen_revision=said["revision"],
            )
        except WrongDay as error:
            form.add_error("lodged_on", words.wrong_day(error))
        except RefusedFile as error:
            form.add_error("receipt_scan", words.refused_file(error))
        else:
            _say_when(request, queries.timeliness(made, queries.filing_window(case, now)))
            return redirect(_page_of(case))
    context = _context(case, form, request)
    context["possible"] = "lodged" in possible_steps(case.stage)
    context["filings"] = [
        panels.filing_line(row, queries.filing_window(case, now)) for row in case.filings.order_by("lodged_at")
    ]
    return render(request, "followup/filing.html", context, status=422 if form.errors else 200)


def _say_when(request: HttpRequest, timely: str) -> None:
    """A filing after the safe moment is recorded like any other, with a plain note."""
    if timely == "after_outer":
        messages.warning(request, _("Penyerahan dicatat. Menurut hitungan kami ini sesudah batas luar."))
    elif timely == "after_safe":
        messages.warning(request, _("Penyerahan dicatat. Ini sesudah batas aman, masih sebelum batas luar."))
    else:
        messages.success(request, _("Penyerahan dicatat. Tanda terima belum berarti diregistrasi."))


@desk(Role.ADVOCATE, Role.COORDINATOR)
@require_http_methods(["GET", "POST"])
def event(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Records what an authority did, or that it kept silent."""
    case = get_object_or_404(Case, pk=case_id)
    now = settings.CLOCK.now()
    form = EventForm(
        case, request.POST or None, request.FILES or None, initial={"revision": case.revision, "kind": request.GET.get("jenis")}
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            actions.record_event(
                case_id=case.pk,
                kind=said["kind"],
                on_date=said["on_date"],
                authority=said["authority"],
                track=said["track"],
                forwarded_to=said["forwarded_to"],
                number=said["number"],
                note=said["note"],
                document=said["document"],
                by=request.user,
                now=now,
                seen_revision=said["revision"],
            )
        except WrongDay as error:
            form.add_error("on_date", words.wrong_day(error))
        except RefusedFile as error:
            form.add_error("document", words.refused_file(error))
        else:
            messages.success(request, _("Kabar dicatat."))
            return redirect(_page_of(case))
    context = _context(case, form, request)
    context["lodged"] = queries.lodged_of(case) is not None
    context["timeline"] = panels.timeline(case, now)
    context["due"] = [words.due_line(step) for step in queries.due_of(case, now) if step.state != "done"]
    return render(request, "followup/event.html", context, status=422 if form.errors else 200)


def _context(case: Case, form: FilingForm | EventForm, request: HttpRequest) -> dict[str, Any]:
    return {
        "case": case,
        "form": form,
        "case_url": _page_of(case),
        "file_again": bool(form.errors) and bool(request.FILES),
    }


@desk(Role.ADVOCATE, Role.COORDINATOR)
@require_safe
def due(request: HttpRequest) -> HttpResponse:
    """What is due from whom across all cases, overdue first."""
    now = settings.CLOCK.now()
    rows = [
        {
            "case": row.case,
            "url": _page_of(row.case),
            "event_url": reverse("followup:event", args=[row.case.pk]),
            **words.due_line(row.step),
        }
        for row in queries.due_everywhere(now)
    ]
    overdue = sum(row["mark"] == "late" for row in rows)
    return render(request, "followup/due.html", {"rows": rows, "overdue": overdue})
