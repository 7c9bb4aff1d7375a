"""Addresses of this stage."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import URLPattern, path

app_name = "verification"
urlpatterns: list[URLPattern] = [path("", lambda request: HttpResponse(), name="queue")]
