"""Around the questions: the door, the start, the check, the receipt, and the ways out."""

from __future__ import annotations

from datetime import timedelta

import segno
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods

from jurdil.apps.elections.models import Election
from jurdil.core import report as asked
from jurdil.core.errors import StaleCase, StorageFull

from . import actions
from .clock import filing_clock, local_day
from .codes import digest_of, new_code
from .forms import said
from .summary import gaps, rows_of
from .teller import Teller, forget, remember, teller_of
from .way import GATES, first_open, form_only, is_done, person_of, with_draft


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """The door of the house."""
    return render(request, "intake/home.html", {"election": Election.objects.filter(current=True).first()})


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """What this is and what to expect; begins a draft."""
    election = Election.objects.filter(current=True).first()
    teller = teller_of(request)
    if request.method == "POST" and election is not None:
        code = new_code()
        actions.start_draft(code_digest=digest_of(code), now=settings.CLOCK.now())
        return remember(redirect("intake:step", "kejadian"), code)
    context = {"election": election, "teller": teller if teller and teller.draft else None}
    if context["teller"] and election is not None:
        context["resume"] = first_open(teller, election) if teller else ""
    return render(request, "intake/start.html", context)


@require_GET
@with_draft
def save(request: HttpRequest, teller: Teller, election: Election) -> HttpResponse:
    """The code with which one comes back to an unfinished report."""
    context = {
        "code": teller.code,
        "qr": qr_of(teller.code),
        "expires_at": teller.draft.expires_at if teller.draft else None,
        "resume": first_open(teller, election),
    }
    return render(request, "intake/save.html", context)


@form_only("intake:save")
@with_draft
def discard(request: HttpRequest, teller: Teller, election: Election) -> HttpResponse:
    """Its owner deletes a report that was not sent."""
    actions.delete_draft(code_digest=teller.digest)
    return forget(redirect("intake:forgotten"))


@require_http_methods(["GET", "HEAD", "POST"])
@with_draft
def check(request: HttpRequest, teller: Teller, election: Election) -> HttpResponse:
    """All answers on one page, each to be changed; then sent."""
    answers = teller.answers
    steps = asked.steps_for(answers, election.regime)
    for step in steps:
        if step.code in (*GATES, "anda") and not is_done(step, answers):
            return redirect(reverse("intake:step", args=[step.code]) + "?kembali=periksa")
    now = settings.CLOCK.now()
    telling = asked.telling_of(answers)
    problems = asked.date_problems(event=telling.event_date, known=telling.known_date, today=local_day(election, now))
    unfinished = [step for step in steps if answers.get(step.code, {}).get("partial")]
    if request.method == "POST" and not problems and not unfinished:
        try:
            actions.submit_draft(
                code_digest=teller.digest, now=now, told_by=person_of(request), election=election, draft=teller.draft
            )
        except StaleCase:
            messages.warning(request, _("Draf ini baru saja berubah di tempat lain. Periksa sekali lagi."))
            return redirect("intake:check")
        except StorageFull:
            messages.error(request, _("Belum terkirim: penyimpanan penuh. Draf Anda aman. Coba lagi nanti."))
            return redirect("intake:check")
        return remember(redirect("intake:done"), teller.code)
    files = list(teller.draft.evidence.select_related("item").order_by("pk")) if teller.draft else []
    context = {
        "rows": rows_of(answers, election, files),
        "gaps": gaps(telling, len(files)),
        "problems": [(said(problem.message, problem.facts), problem.step) for problem in problems],
        "unfinished": unfinished,
        "count": len(steps) + 1,
        "expires_at": teller.draft.expires_at if teller.draft else None,
        "mark": teller.mark,
    }  # fmt: skip
    return render(request, "intake/check.html", context, status=422 if request.method == "POST" else 200)


@require_GET
def done(request: HttpRequest) -> HttpResponse:
    """The receipt: the code, and what happens next and when."""
    teller = teller_of(request)
    if teller is None or teller.report is None:
        return redirect("intake:start")
    report = teller.report
    now = settings.CLOCK.now()
    clock = filing_clock(report.election, report.known_date)
    today = local_day(report.election, now)
    context = {
        "code": teller.code,
        "qr": qr_of(teller.code),
        "report": report,
        "clock": clock,
        "days_left": clock.days_left(today) if clock else None,
        "look_again": today + timedelta(days=1),
        "over": clock.over(now, today) if clock else None,
    }
    return render(request, "intake/done.html", context)


def qr_of(code: str) -> str:
    """The code as a picture for another phone: SVG without style attributes, dark on white in any mode."""
    return segno.make(code, error="m", micro=False).svg_inline(scale=5, border=3, dark="#000", light="#fff", omitsize=True)


@csrf_exempt
def leave(request: HttpRequest) -> HttpResponse:
    """Leave quickly: this browser forgets us and lands somewhere harmless.

    It works from a page left open for days and without cookies, so no token is asked for; another site's page, which
    browsers name in `Sec-Fetch-Site`, makes nobody forget a draft.
    """
    away = redirect("intake:weather")
    ours = request.headers.get("Sec-Fetch-Site", "same-origin") in ("same-origin", "none")
    return forget(away) if request.method == "POST" and ours else away


@form_only("intake:home")
def forget_me(request: HttpRequest) -> HttpResponse:
    """The same without hurry: says what was taken away."""
    return forget(redirect("intake:forgotten"))


@require_GET
def forgotten(request: HttpRequest) -> HttpResponse:
    return render(request, "intake/forgotten.html")


@require_GET
def weather(request: HttpRequest) -> HttpResponse:
    """A page that tells nothing about us; goes on to the operator's address if one is set."""
    return render(request, "intake/weather.html", {"exit_url": settings.EXIT_URL})
