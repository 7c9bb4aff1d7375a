"""Whose draft or report is this? Told by one cookie that holds the code; nothing else links a phone to an account."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from jurdil.core.errors import WrongCode

from .actions import DRAFT_LIFE, live_draft
from .codes import digest_of, grouped
from .models import Draft, Report
from .sealed_answers import open_answers

COOKIE = "laporan"
COME_BACK_LIFE = timedelta(hours=1)
CLEAR = '"cache", "cookies", "storage"'


@dataclass(frozen=True, slots=True, kw_only=True)
class Teller:
    """`code`: in groups; at most one of `draft` and `report` is there."""

    code: str
    digest: str
    draft: Draft | None = None
    report: Report | None = None

    @property
    def mark(self) -> str:
        """What tells the forms of one draft from those of another; says nothing of the code."""
        return self.digest[:12]

    @property
    def answers(self) -> dict[str, dict[str, Any]]:
        """By page, with the sealed ones opened."""
        return {step: open_answers(stored) for step, stored in self.draft.answers.items()} if self.draft else {}


def teller_of(request: HttpRequest) -> Teller | None:
    """The owner of the code in the cookie, if it is the code of anything."""
    return find(request.COOKIES.get(COOKIE, ""), settings.CLOCK.now())


def find(code: str, now: datetime) -> Teller | None:
    """The draft or report of a code; None when there is none. A code that cannot be one counts as none."""
    if not code:
        return None
    try:
        digest, shown = digest_of(code), grouped(code)
    except WrongCode:
        return None
    draft = live_draft(code_digest=digest, now=now)
    if draft is not None:
        return Teller(code=shown, digest=digest, draft=draft)
    report = Report.objects.select_related("election", "region").filter(code_digest=digest).first()
    return Teller(code=shown, digest=digest, report=report) if report is not None else None


def remember(response: HttpResponse, code: str, *, life: timedelta = DRAFT_LIFE) -> HttpResponse:
    """Lets this browser come back for a while."""
    response.set_cookie(COOKIE, code, max_age=int(life.total_seconds()), httponly=True, samesite="Lax", secure=settings.HTTPS)
    return response


def forget(response: HttpResponse) -> HttpResponse:
    """Takes away what this browser holds of us."""
    for name in (COOKIE, settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, settings.LANGUAGE_COOKIE_NAME, "messages"):
        response.delete_cookie(name, samesite="Lax")
    response["Clear-Site-Data"] = CLEAR
    return response
