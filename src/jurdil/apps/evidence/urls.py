"""Addresses of this stage."""

from __future__ import annotations

from django.urls import path

from . import views

app_name = "evidence"
urlpatterns = [
    path("bukti/<uuid:item_id>/salinan", views.safe_copy, name="safe_copy"),
    path("bukti/<uuid:item_id>/asli", views.original, name="original"),
]
