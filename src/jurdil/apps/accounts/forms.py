"""What people type to come in, and what a coordinator types to let them in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import password_validation
from django.utils.translation import gettext_lazy as _

from jurdil.apps.parts import choice

from .models import Person, Role

ROLE_CHOICES = [
    choice(Role.COORDINATOR, Role.COORDINATOR.label, hint=_("Mengatur antrean dan memutuskan hasil tinjauan.")),
    choice(Role.REVIEWER, Role.REVIEWER.label, hint=_("Menilai laporan tanpa tahu siapa yang diuntungkan.")),
    choice(Role.ADVOCATE, Role.ADVOCATE.label, hint=_("Menangani kasus sampai berkas siap.")),
    choice(Role.OPERATOR, Role.OPERATOR.label, hint=_("Menjaga server. Tidak membaca laporan.")),
]


class PasswordSignInForm(forms.Form):
    handle = forms.CharField(
        label=_("Nama masuk"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )
    password = forms.CharField(
        label=_("Kata sandi"), max_length=200, strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )  # fmt: skip


class OwnPasswordForm(forms.Form):
    password = forms.CharField(
        label=_("Kata sandi baru"), max_length=200, strip=False,
        help_text=_("Paling sedikit 12 tanda. Kalimat pendek paling mudah diingat."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )  # fmt: skip
    again = forms.CharField(
        label=_("Sekali lagi"), max_length=200, strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first, again = cleaned.get("password"), cleaned.get("again")
        if first and again and first != again:
            self.add_error("again", _("Kedua kata sandi tidak sama. Ketik lagi."))
        if first:
            try:
                password_validation.validate_password(first, self.person)
            except forms.ValidationError as error:
                self.add_error("password", error)
        return cleaned


class NewPersonForm(forms.Form):
    name = forms.CharField(label=_("Nama"), max_length=120, help_text=_("Nama yang dikenal rekan kerja."))
    handle = forms.SlugField(
        label=_("Nama masuk"), max_length=40, help_text=_("Huruf kecil, angka, tanda hubung. Contoh: sari-kramat."),
        error_messages={"invalid": _("Pakai huruf, angka dan tanda hubung saja. Contoh: sari-kramat.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )  # fmt: skip
    roles = forms.MultipleChoiceField(
        label=_("Tugas"), choices=ROLE_CHOICES, widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Pilih paling sedikit satu tugas.")},
    )  # fmt: skip

    def clean_handle(self) -> str:
        handle = str(self.cleaned_data["handle"]).lower()
        if Person.objects.filter(handle=handle).exists():
            raise forms.ValidationError(_("Nama masuk ini sudah dipakai. Pilih yang lain."))
        return handle


class RolesForm(forms.Form):
    roles = forms.MultipleChoiceField(
        label=_("Tugas"), choices=ROLE_CHOICES, widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Pilih paling sedikit satu tugas.")},
    )  # fmt: skip
