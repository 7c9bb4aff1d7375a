"""Addresses of this stage."""

from __future__ import annotations

from django.urls import URLPattern, path

from . import views

app_name = "verification"
urlpatterns: list[URLPattern] = [
    path("", views.show_queue, name="queue"),
    path("laporan/<uuid:report_id>/", views.show_report, name="report"),
    path("laporan/<uuid:report_id>/nilai/", views.assess, name="assess"),
    path("laporan/<uuid:report_id>/kepentingan/", views.declare_conflict, name="declare_conflict"),
    path("laporan/<uuid:report_id>/tanya/", views.ask, name="ask"),
    path("laporan/<uuid:report_id>/putusan/", views.decide, name="decide"),
    path("laporan/<uuid:report_id>/buka/", views.reopen, name="reopen"),
]
