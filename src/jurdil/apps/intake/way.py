"""Where in the guided pages is this teller, and where do they go next?"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jurdil.apps import rows
from jurdil.apps.accounts.models import Person
from jurdil.apps.elections.models import Election
from jurdil.core import report as asked
from jurdil.core.report import Step

from .file_answers import wants_json
from .teller import Teller, teller_of

# Pages that must be answered before any later one is shown.
GATES = ("kejadian", "lain", "uang", "pendampingan")
DraftView = Callable[..., HttpResponse]


def with_draft(view: DraftView) -> DraftView:
    """Pages of a report in the making. Without a draft one starts; with a sent report one sees its receipt."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        teller = teller_of(request)
        if teller is None:
            return lost(request, _("Draf ini sudah tidak ada"), "intake:start")
        if teller.report is not None:
            if has_words(request):
                return lost(request, _("Laporan ini sudah terkirim"), "intake:done", sent=True)
            return elsewhere(request, reverse("intake:done"))
        # A page left open in another tab may belong to a report that was begun before this one.
        if request.POST.get("draf", teller.mark) != teller.mark:
            return lost(request, _("Halaman ini milik laporan lain"), "intake:start")
        election = rows.first(Election, current=True)
        if election is None:
            return elsewhere(request, reverse("intake:start"))
        return view(request, teller, election, *args, **kwargs)

    return guarded


def has_words(request: HttpRequest) -> bool:
    """Was anything typed in this form that would be a pity to lose?"""
    return any(len(words) > 20 for name, words in request.POST.items() if name != "csrfmiddlewaretoken")


def lost(request: HttpRequest, what: str, back: str, *, sent: bool = False) -> HttpResponse:
    """Nothing is there to which this belongs. What was typed is shown once more; a file is never taken for received."""
    if wants_json(request):
        return JsonResponse({"ok": False, "error": f"{what}. " + _("Berkas ini belum kami simpan.")}, status=410)
    if request.method == "POST":
        return render(request, "intake/lost.html", {"what": what, "sent": sent}, status=410)
    return redirect(back)


def elsewhere(request: HttpRequest, address: str) -> HttpResponse:
    """Another page is the right one. To the script that sends files, a redirect would look like "received"."""
    if wants_json(request):
        words = _("Berkas ini belum kami simpan. Muat ulang halaman ini.")
        return JsonResponse({"ok": False, "error": words}, status=409)
    return redirect(address)


def form_only(back: str) -> Callable[[DraftView], DraftView]:
    """The address of a form. Opened by hand, or after a change of language, it leads to the page with that form."""

    def decorate(view: DraftView) -> DraftView:
        @require_http_methods(["GET", "HEAD", "POST"])
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            return view(request, *args, **kwargs) if request.method == "POST" else redirect(back)

        return guarded

    return decorate


def first_open(teller: Teller, election: Election) -> str:
    """Where to go on: the first page that was not sent yet, else the check."""
    answers = teller.answers
    for step in asked.steps_for(answers, election.regime):
        if not is_done(step, answers):
            return reverse("intake:step", args=[step.code])
    return reverse("intake:check")


def is_done(step: Step, answers: asked.Answers) -> bool:
    return step.code in answers and not answers[step.code].get("partial")


def person_of(request: HttpRequest) -> Person | None:
    return request.user if isinstance(request.user, Person) else None
