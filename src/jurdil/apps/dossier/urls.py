"""Addresses of this stage."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "dossier"
urlpatterns: list[URLPattern] = []
