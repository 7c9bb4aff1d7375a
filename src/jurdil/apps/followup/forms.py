"""What is typed after a visit to an office, and from an authority's letter."""

from __future__ import annotations

import re
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Case as Case_
from django.db.models import When
from django.utils.translation import gettext_lazy as _

from jurdil.apps.cases.models import Case
from jurdil.apps.elections.models import Office
from jurdil.apps.parts import DayField
from jurdil.core.case import possible_steps

from . import words
from .models import AuthorityEvent
from .queries import open_tracks

HOUR = re.compile(r"^(?P<hour>[01]?\d|2[0-3])\s*[.:]\s*(?P<minute>[0-5]\d)(\s*(wib|wita|wit))?$", re.IGNORECASE)


class HourField(forms.Field):
    """A time of day as people write it: 14.30, 14:30, 9.05 WIB."""

    widget = forms.TextInput(attrs={"maxlength": 12, "autocomplete": "off"})

    def to_python(self, value: Any) -> time | None:
        text = str(value or "").strip()
        if not text:
            return None
        found = HOUR.match(text)
        if not found:
            raise ValidationError(_("Tulis jam dan menit, misalnya 14.30."), code="hour")
        return time(int(found["hour"]), int(found["minute"]))

    def prepare_value(self, value: Any) -> Any:
        return value.strftime("%H.%M") if isinstance(value, time) else value


class FilingForm(forms.Form):
    dossier = forms.ChoiceField(
        label=_("Berkas versi mana yang disampaikan?"), error_messages={"required": _("Pilih versi berkas.")}
    )
    office = forms.ModelChoiceField(
        label=_("Kantor mana yang menerima?"),
        queryset=Office.objects.none(),
        empty_label=None,
        error_messages={"required": _("Pilih kantornya."), "invalid_choice": _("Pilih kantornya.")},
    )
    lodged_on = DayField(label=_("Tanggal penyerahan"))
    lodged_hour = HourField(
        label=_("Jam penyerahan"),
        help_text=_("Jam setempat di kantor itu, misalnya 14.30."),
        error_messages={"required": _("Tulis jamnya, misalnya 14.30.")},
    )
    went_along = forms.CharField(
        label=_("Siapa yang mendampingi pelapor?"),
        help_text=_("Nama atau peran. Boleh kosong."),
        max_length=200,
        required=False,
    )
    receipt_number = forms.CharField(
        label=_("Nomor tanda terima"),
        help_text=_("Ketik persis seperti di kertas. Contoh: 001/LP/PB/Kab/11.04/IV/2025."),
        max_length=120,
        required=False,
    )
    receipt_scan = forms.FileField(
        label=_("Pindaian tanda terima"),
        help_text=_("Foto atau PDF. Ini bukti Anda tepat waktu."),
        required=False,
        allow_empty_file=True,
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, case: Case, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        from_newest = case.dossiers.order_by("-version")
        self.fields["dossier"].choices = [(str(row.pk), _("Versi %(n)s") % {"n": row.version}) for row in from_newest]
        first = Case_(When(body="bawaslu", then=0), default=1)  # a report goes to Bawaslu unless somebody says otherwise
        self.fields["office"].queryset = Office.objects.order_by(first, "name")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if {"office", "lodged_on", "lodged_hour"} <= cleaned.keys():
            zone = ZoneInfo(cleaned["office"].timezone)
            cleaned["lodged_at"] = datetime.combine(cleaned["lodged_on"], cleaned["lodged_hour"], zone)
        return cleaned


class EventForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("Apa yang terjadi?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Pilih apa yang terjadi."),
            "invalid_choice": _("Langkah itu belum atau tidak lagi bisa dicatat. Pilih yang lain."),
        },
    )
    on_date = DayField(label=_("Tanggal"), help_text=_("Tanggal di surat atau pengumuman."))
    authority = forms.ChoiceField(label=_("Lembaga mana?"))
    forwarded_to = forms.ChoiceField(label=_("Diteruskan ke mana?"), help_text=_("Isi hanya bila diteruskan."), required=False)
    track = forms.ChoiceField(label=_("Untuk jalur mana?"), required=False)
    number = forms.CharField(
        label=_("Nomor"), help_text=_("Ketik persis seperti di surat. Wajib untuk registrasi."), max_length=120, required=False
    )
    note = forms.CharField(
        label=_("Keterangan"),
        help_text=_("Alasan, isi putusan, atau bentuk sanksi."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4000,
        required=False,
    )
    document = forms.FileField(label=_("Pindaian surat"), help_text=_("Foto atau PDF."), required=False, allow_empty_file=True)
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, case: Case, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        possible = set(possible_steps(case.stage))
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in AuthorityEvent.Kind if kind.value in possible]
        bodies = words.authorities()
        self.fields["authority"].choices = bodies
        self.fields["forwarded_to"].choices = [("", "—"), *bodies]
        self.fields["track"].choices = [("", _("Seluruh kasus")), *((code, words.track(code)) for code in open_tracks(case))]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        kind = cleaned.get("kind")
        if kind == AuthorityEvent.Kind.REGISTERED and not cleaned.get("number"):
            self.add_error("number", _("Isi nomor registrasi. Tanda terima saja belum berarti diregistrasi."))
        if kind == AuthorityEvent.Kind.NOT_REGISTERED and not cleaned.get("note"):
            self.add_error("note", _("Tulis alasan tidak diregistrasi."))
        if kind == AuthorityEvent.Kind.FORWARDED and not cleaned.get("forwarded_to"):
            self.add_error("forwarded_to", _("Pilih lembaga penerima."))
        return cleaned
