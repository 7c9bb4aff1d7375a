"""Addresses of this stage."""

from __future__ import annotations

from django.urls import path

from . import views

app_name = "publication"
urlpatterns = [
    path("publik/", views.numbers, name="numbers"),
    path("publik/data.csv", views.data_csv, name="data_csv"),
    path("publik/data.json", views.data_json, name="data_json"),
    path("publik/kamus/", views.dictionary, name="dictionary"),
    path("tentang/", views.about, name="about"),
]
