"""Addresses of this stage."""

from __future__ import annotations

from django.urls import URLPattern, path

from . import views

app_name = "accounts"
urlpatterns: list[URLPattern] = [
    path("masuk/", views.sign_in, name="sign_in"),
    path("masuk/keluar/", views.sign_out, name="sign_out"),
    path("masuk/<str:token>/", views.take_link, name="take_link"),
    path("meja/saya/", views.own_page, name="me"),
    path("meja/orang/", views.people, name="people"),
    path("meja/orang/<int:pk>/tautan/", views.issue_link, name="issue_link"),
    path("meja/orang/<int:pk>/tugas/", views.edit_roles, name="roles"),
    path("meja/orang/<int:pk>/akun/", views.set_active, name="set_active"),
]
