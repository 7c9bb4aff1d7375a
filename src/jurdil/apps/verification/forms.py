"""What a reviewer grades, what is asked of a witness, what a coordinator decides."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jurdil.apps.parts import choice
from jurdil.core.assessment import CREDIBILITIES, RELIABILITIES

from .models import Outcome
from .words import CREDIBILITY, RELIABILITY

REASON = forms.Textarea(attrs={"rows": 3})


class AssessmentForm(forms.Form):
    reliability = forms.ChoiceField(
        label=_("Seberapa bisa dipercaya sumbernya?"), widget=forms.RadioSelect,
        help_text=_("Nilai orangnya, bukan ceritanya."),
        choices=[choice(code, code, hint=RELIABILITY[code]) for code in RELIABILITIES],
        error_messages={"required": _("Pilih satu nilai untuk sumbernya.")},
    )  # fmt: skip
    reliability_reason = forms.CharField(
        label=_("Mengapa nilai sumber itu?"), max_length=2000, widget=REASON,
        error_messages={"required": _("Tulis alasan singkat untuk nilai sumber.")},
    )  # fmt: skip
    credibility = forms.TypedChoiceField(
        label=_("Seberapa bisa dipercaya keterangannya?"), widget=forms.RadioSelect, coerce=int,
        help_text=_("Nilai ceritanya, bukan orangnya."),
        choices=[choice(str(code), str(code), hint=CREDIBILITY[code]) for code in CREDIBILITIES],
        error_messages={"required": _("Pilih satu nilai untuk keterangannya.")},
    )  # fmt: skip
    credibility_reason = forms.CharField(
        label=_("Mengapa nilai keterangan itu?"), max_length=2000, widget=REASON,
        error_messages={"required": _("Tulis alasan singkat untuk nilai keterangan.")},
    )  # fmt: skip


class AskForm(forms.Form):
    text = forms.CharField(
        label=_("Pertanyaan untuk saksi"), max_length=2000, widget=REASON,
        help_text=_("Satu hal saja, kata sederhana. Saksi membacanya dengan kode laporan."),
        error_messages={"required": _("Tulis pertanyaannya.")},
    )  # fmt: skip


class DecideForm(forms.Form):
    decision = forms.ChoiceField(
        label=_("Apa keputusan Anda?"), widget=forms.RadioSelect,
        choices=[
            choice(Outcome.Decision.TAKE_UP, Outcome.Decision.TAKE_UP.label, hint=_("Pendamping hukum menyiapkan berkasnya.")),
            choice(
                Outcome.Decision.INITIAL_INFORMATION, Outcome.Decision.INITIAL_INFORMATION.label,
                hint=_("Belum cukup untuk laporan, cukup untuk ditelusuri Bawaslu."),
            ),
            choice(
                Outcome.Decision.NEED_MORE, Outcome.Decision.NEED_MORE.label,
                hint=_("Laporan kembali ke antrean. Dua peninjau menilai lagi."),
            ),
            choice(Outcome.Decision.SET_ASIDE, Outcome.Decision.SET_ASIDE.label, hint=_("Laporan tetap tersimpan.")),
        ],
        error_messages={"required": _("Pilih satu keputusan.")},
    )  # fmt: skip
    join = forms.ChoiceField(
        label=_("Peristiwa yang sama dengan kasus"), required=False,
        help_text=_("Hanya jika diangkat. Laporan ini lalu menjadi keterangan kedua kasus itu."),
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Alasan"), max_length=2000, widget=REASON, error_messages={"required": _("Tulis alasannya.")}
    )
    question = forms.CharField(
        label=_("Pertanyaan untuk saksi"), required=False, max_length=2000, widget=REASON,
        help_text=_("Hanya jika Anda minta keterangan lagi."),
    )  # fmt: skip
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, cases: list[tuple[str, str]] = [], **kwargs: Any) -> None:  # noqa: B006
        super().__init__(*args, **kwargs)
        if cases:
            self.fields["join"].choices = [("", _("Bukan, ini kasus baru")), *cases]  # type: ignore[attr-defined]
        else:
            del self.fields["join"]
