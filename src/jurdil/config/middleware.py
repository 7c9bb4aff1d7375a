"""What every answer has in common: headers that protect, and errors worded for a person."""

from __future__ import annotations

from collections.abc import Callable

from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import render
from django.utils import translation

from jurdil.adapters.instance import NoInstance
from jurdil.adapters.sealing import BrokenSeal
from jurdil.core import errors

Answer = Callable[[HttpRequest], HttpResponse]

STATUS: dict[type[errors.DomainError], int] = {
    errors.NotAllowed: 403,
    errors.LawNotFound: 404,
    errors.InvalidTransition: 409,
    errors.StaleCase: 409,
    errors.WrongCode: 422,
    errors.RefusedFile: 422,
    errors.BadFacts: 422,
    errors.LawFault: 503,
    errors.StorageFull: 507,
    BrokenSeal: 503,
}


def plain_answers(get_response: Answer) -> Answer:
    """Pages with words of people are never kept by a browser or a proxy, and load nothing from elsewhere.

    The policy is the same for every page, so it is put into words once.
    """
    policy = build_policy()

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if "Cache-Control" not in response:
            response["Cache-Control"] = "no-store"
        if "Content-Security-Policy" not in response:
            response["Content-Security-Policy"] = policy
        response["Permissions-Policy"] = "geolocation=(self), camera=(self), microphone=(self), interest-cohort=()"
        response["Cross-Origin-Resource-Policy"] = "same-origin"
        return response

    return middleware


class small_pages(GZipMiddleware):
    """Pages and open data travel compressed: the witness pays by the megabyte. Photos and bundles go as they are.

    Django masks the CSRF token anew for each answer and pads it at random, which is what BREACH needs to fail.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        kind = response.get("Content-Type", "")
        if response.streaming or not kind.startswith(("text/", "application/json")):
            return response
        answer: HttpResponseBase = super().process_response(request, response)
        return answer


def chosen_language(get_response: Answer) -> Answer:
    """Indonesian, unless this browser has chosen another language here; what the phone is set to does not count."""

    def middleware(request: HttpRequest) -> HttpResponse:
        wanted = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = wanted if wanted in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language  # type: ignore[attr-defined]
            response = get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response

    return middleware


class worded_errors:
    """Turns an error of the domain into a page that says what happened and what to do."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, NoInstance):  # a secret of the server is gone
            exception = BrokenSeal()
        if not isinstance(exception, errors.DomainError):
            return None
        status = next((code for kind, code in STATUS.items() if isinstance(exception, kind)), 422)
        context = {"kind": type(exception).__name__, "facts": exception.facts}
        return render(request, "domain_error.html", context, status=status)
