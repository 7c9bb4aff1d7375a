"""Where in the guided pages is this teller, and where do they go next?"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from jurdil.apps import rows
from jurdil.apps.accounts.models import Person
from jurdil.apps.elections.models import Election
from jurdil.core import report as asked
from jurdil.core.report import Step

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
            if request.method == "POST":
                messages.warning(request, _("Draf ini sudah tidak ada. Mulai lagi, atau pakai kode Anda."))
            return redirect("intake:start")
        if teller.report is not None:
            return redirect("intake:done")
        election = rows.first(Election, current=True)
        if election is None:
            return redirect("intake:start")
        return view(request, teller, election, *args, **kwargs)

    return guarded


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
