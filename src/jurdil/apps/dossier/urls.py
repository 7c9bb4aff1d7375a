"""Addresses of this stage."""

from __future__ import annotations

from django.urls import URLPattern, path

from . import views

app_name = "dossier"
urlpatterns: list[URLPattern] = [
    path("kasus/<uuid:case_id>/pelapor/", views.reporter, name="reporter"),
    path("kasus/<uuid:case_id>/pelapor/undang/", views.invite, name="invite"),
    path("undangan/<str:token>/", views.invitation, name="invitation"),
    path("kasus/<uuid:case_id>/berkas/", views.file, name="file"),
    path("kasus/<uuid:case_id>/berkas/isi/", views.particulars, name="particulars"),
    path("kasus/<uuid:case_id>/berkas/bekukan/", views.freeze, name="freeze"),
    path("kasus/<uuid:case_id>/berkas/konsep/<str:name>", views.draft, name="draft"),
    path("kasus/<uuid:case_id>/berkas/<int:version>/paket.zip", views.bundle, name="bundle"),
    path("kasus/<uuid:case_id>/berkas/<int:version>/<str:name>", views.document, name="document"),
]
