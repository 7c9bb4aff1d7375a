"""A small site of every shared part and script, only for the browser's tests. No product page."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.template import engines
from django.urls import include, path

from jurdil.apps.parts import ClockPart, DayField, choice

NOW = datetime(2025, 4, 16, 2, 0, tzinfo=UTC)
PAGES = Path(__file__).with_name("parts_pages")
PLACES = ["Anyar", "Anyar Kidul", "Ciruas"]
received: list[tuple[str, int]] = []  # name and size of each file that arrived
refuse_next: list[int] = []  # HTTP status with which the next uploads are refused


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class EveryField(forms.Form):
    act = forms.ChoiceField(
        label="Apa yang terjadi?",
        help_text="Pilih yang paling dekat.",
        widget=forms.RadioSelect,
        choices=[
            choice("attend_event", "Hadir atau bicara di acara calon", icon="stage"),
            choice("give_money", "Membagi uang atau barang", hint="Juga sembako, voucher, atau janji", icon="envelope"),
            choice("social_media_support", "Mendukung di media sosial", icon="phone"),
            choice("state_facility", "Memakai mobil atau kantor dinas", icon="car"),
            choice("favouring_decision", "Surat atau keputusan yang menguntungkan calon", icon="letter"),
            choice("mobilise", "Mengumpulkan atau menyuruh orang", icon="group"),
            choice("props", "Memasang spanduk atau baliho", icon="banner"),
            choice("partisan_photo", "Foto dengan tanda jari calon", icon="hand"),
            choice("other", "Lainnya", icon="other"),
        ],
    )
    day = DayField(label="Kapan kejadiannya?", help_text="Kira-kira boleh.")
    place = forms.CharField(label="Di desa atau kecamatan mana?")
    region = forms.CharField(widget=forms.HiddenInput, required=False)
    story = forms.CharField(label="Ceritakan dengan kata Anda sendiri", widget=forms.Textarea)
    who = forms.MultipleChoiceField(
        label="Siapa saja?", widget=forms.CheckboxSelectMultiple, choices=[choice("a", "Guru"), choice("b", "Kades")]
    )
    agree = forms.BooleanField(label="Saya setuju")
    district = forms.ChoiceField(label="Kecamatan", choices=[("1", "Anyar"), ("2", "Ciruas")])
    photo = forms.FileField(label="Foto atau video", required=False, widget=SeveralFiles)


def shown(request: HttpRequest, name: str, **context: Any) -> HttpResponse:
    template = engines["django"].from_string((PAGES / name).read_text("utf-8"))  # type: ignore[attr-defined]
    return HttpResponse(template.render(context, request))


def parts(request: HttpRequest, base: str) -> HttpResponse:
    def clock(hours: int, done: bool = False) -> ClockPart:
        return ClockPart.of(
            title="Batas lapor ke Bawaslu", words="Aman sampai Kamis, 17 April 2025, 16.00 WIB", now=NOW, done=done,
            start=NOW - timedelta(days=5), safe=NOW + timedelta(hours=hours), outer=NOW + timedelta(hours=hours + 24),
            explain=["Hari ke-1 adalah hari sesudah Anda tahu."], source="UU 10/2016 Pasal 134",
        )  # fmt: skip

    return shown(
        request,
        "parts.html",
        base=f"base_{base}.html",
        form=EveryField(request.POST, request.FILES) if request.method == "POST" else EveryField(),
        clocks=[clock(80), clock(31), clock(-40), clock(10, done=True)],
        rows=[
            {"label": "Apa", "value": "Hadir di acara", "change": "/a"},
            {"label": "Siapa", "lines": ["Guru", "Perangkat desa"], "change": "/b"},
            {"label": "TPS", "value": "", "change": "/c"},
        ],
    )


def upload(request: HttpRequest) -> HttpResponseBase:
    if request.method == "POST":
        if refuse_next:
            return JsonResponse({"ok": False, "error": "Coba sekali lagi."}, status=refuse_next.pop())
        for file in request.FILES.getlist("photo"):
            received.append((str(file.name), file.size or 0))
        return JsonResponse({"ok": True}) if "json" in request.headers["Accept"] else redirect("/berkas")
    return shown(request, "upload.html", form=EveryField(), received=received)


def places(request: HttpRequest) -> JsonResponse:
    found = [name for name in PLACES if request.GET["q"].lower() in name.lower()]
    return JsonResponse({"results": [{"value": name.upper(), "label": name, "detail": "Kab. Serang"} for name in found]})


def queue(request: HttpRequest) -> HttpResponse:
    return shown(request, "queue.html", rows=["satu", "dua", "tiga"])


urlpatterns = [
    path("publik", parts, {"base": "public"}),
    path("meja", parts, {"base": "desk"}),
    path("berkas", upload),
    path("antrean", queue),
    path("wilayah/cari", places),
    path("bahasa/", include("django.conf.urls.i18n")),
]
