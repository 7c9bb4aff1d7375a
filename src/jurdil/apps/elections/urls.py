"""Addresses of this stage."""

from __future__ import annotations

from django.urls import path

from . import views

app_name = "elections"
urlpatterns = [path("wilayah/cari", views.find_place, name="find_place")]
