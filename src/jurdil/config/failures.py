"""Requests that Django itself turns away, in words that tell a person what to do."""

from __future__ import annotations

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Words beyond any limit are too long; anything else cannot be read."""
    if isinstance(exception, RequestDataTooBig):
        return render(request, "413_words.html", status=413)
    return render(request, "400.html", status=400)
