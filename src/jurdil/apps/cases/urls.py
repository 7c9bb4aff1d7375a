"""Addresses of this stage: the desk's, and the public pages of the rules."""

from __future__ import annotations

from django.urls import URLPattern, path

from . import rules, views

app_name = "cases"
urlpatterns: list[URLPattern] = [
    path("meja/kasus/", views.show_list, name="list"),
    path("meja/kasus/<uuid:case_id>/", views.show_case, name="case"),
    path("meja/kasus/<uuid:case_id>/ambil/", views.take, name="take"),
    path("meja/kasus/<uuid:case_id>/jawab/", views.answer, name="answer"),
    path("meja/kasus/<uuid:case_id>/unsur/", views.overrule, name="overrule"),
    path("meja/kasus/<uuid:case_id>/jalur/", views.choose_track, name="choose_track"),
    path("meja/kasus/<uuid:case_id>/tanya/", views.ask, name="ask"),
    path("meja/kasus/<uuid:case_id>/andai/", views.what_if, name="what_if"),
    path("aturan/", rules.show_rules, name="rules"),
    path("aturan/untuk/<slug:audience>/", rules.show_rules, name="audience"),
    path("aturan/<slug:key>/", rules.show_instrument, name="instrument"),
]
