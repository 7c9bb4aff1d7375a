"""Addresses of this stage."""

from __future__ import annotations

from django.urls import path

from . import views

app_name = "followup"
urlpatterns = [
    path("kasus/<uuid:case_id>/penyerahan/", views.filing, name="filing"),
    path("kasus/<uuid:case_id>/kabar/", views.event, name="event"),
    path("tindak-lanjut/", views.due, name="due"),
]
