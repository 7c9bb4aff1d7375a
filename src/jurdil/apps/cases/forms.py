"""What an advocate answers, overrules and chooses; each with a reason."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jurdil.apps.parts import DayField, choice
from jurdil.apps.verification.words import options
from jurdil.core.questions import FactKey

from .wording import ELEMENT

REASON = forms.Textarea(attrs={"rows": 3})
YES_NO = [("yes", _("Ya")), ("no", _("Tidak")), ("unknown", _("Belum diketahui"))]


def _reason(label: Any, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label, help_text=help_text, max_length=2000, widget=REASON, error_messages={"required": _("Tulis alasannya.")}
    )


class _WithExhibit(forms.Form):
    def __init__(self, *args: Any, exhibits: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["exhibit"] = forms.ChoiceField(
            label=_("Bukti yang menunjukkannya"), required=False, choices=[("", _("Belum ada")), *exhibits]
        )


class FactForm(_WithExhibit):
    """The answer to one fact. The kind of the fact decides how it is asked."""

    def __init__(self, *args: Any, fact: FactKey, question: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fact = fact
        self.fields["value"] = self._value(fact, question)
        self.fields["reason"] = _reason(_("Dari mana Anda tahu?"), _("Contoh: jawaban saksi, papan nama kantor, surat."))
        self.order_fields(["value", "reason", "exhibit"])

    @staticmethod
    def _value(fact: FactKey, question: str) -> forms.Field:
        if fact.kind == "day":
            return DayField(label=question, required=False, help_text=_("Kosongkan jika belum diketahui."))
        if fact.kind == "count":
            return forms.IntegerField(
                label=question, required=False, min_value=0, max_value=10_000, help_text=_("Kosongkan jika belum diketahui.")
            )
        if fact.kind == "choice":
            return forms.ChoiceField(label=question, required=False, choices=[("", _("Belum diketahui")), *options(fact.group)])
        return forms.ChoiceField(
            label=question, choices=YES_NO, widget=forms.RadioSelect, error_messages={"required": _("Pilih satu jawaban.")}
        )

    def value(self) -> Any:
        """The answer as the facts hold it: true, false, a code, an ISO date, a number, or None."""
        typed = self.cleaned_data["value"]
        if self.fact.kind == "flag":
            return {"yes": True, "no": False}.get(typed)
        if self.fact.kind == "day":
            return typed.isoformat() if typed else None
        return typed if typed != "" else None


class OverrideForm(_WithExhibit):
    """The advocate's own answer to one element."""

    status = forms.ChoiceField(
        label=_("Bagaimana keadaan unsur ini menurut Anda?"), widget=forms.RadioSelect,
        choices=[
            *(choice(code, ELEMENT[code]) for code in ("met", "unmet", "unknown", "contested")),
            choice("engine", _("Kembalikan ke hitungan perangkat lunak")),
        ],
        error_messages={"required": _("Pilih satu keadaan.")},
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"] = _reason(_("Alasan"), _("Alasan ini ikut dalam berkas kasus."))
        self.order_fields(["status", "reason", "exhibit"])


class ReasonForm(forms.Form):
    """Why a track is opened or dropped."""

    code = forms.CharField(max_length=30)
    reason = forms.CharField(max_length=2000, widget=REASON)


class AskForm(forms.Form):
    text = forms.CharField(
        label=_("Pertanyaan untuk saksi"), max_length=2000, widget=REASON,
        error_messages={"required": _("Tulis pertanyaannya.")},
    )  # fmt: skip


class WhatIfForm(forms.Form):
    """Choose one fact of one person; the next page asks its other value."""

    fact = forms.ChoiceField(label=_("Apa yang Anda andaikan lain?"))

    def __init__(self, *args: Any, facts: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["fact"].choices = facts  # type: ignore[attr-defined]
