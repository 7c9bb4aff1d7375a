"""Addresses of this stage."""

from __future__ import annotations

from django.urls import path

from . import come_back, question, views

app_name = "intake"
urlpatterns = [
    path("", views.home, name="home"),
    path("lapor/", views.start, name="start"),
    path("lapor/periksa/", views.check, name="check"),
    path("lapor/selesai/", views.done, name="done"),
    path("lapor/simpan/", views.save, name="save"),
    path("lapor/hapus/", views.discard, name="discard"),
    path("lapor/<slug:code>/", question.step, name="step"),
    path("kode/", come_back.enter, name="code"),
    path("kode/status/", come_back.status, name="status"),
    path("kode/pesan/", come_back.write, name="write"),
    path("kode/bukti/", come_back.add_files, name="add_files"),
    path("keluar/", views.leave, name="leave"),
    path("hapus-jejak/", views.forget_me, name="forget"),
    path("sudah-dihapus/", views.forgotten, name="forgotten"),
    path("cuaca/", views.weather, name="weather"),
]
