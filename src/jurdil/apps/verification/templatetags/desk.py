"""Words of the law in templates: `{{ text|say }}`, `{{ code|word:"tracks" }}`, `{{ mark|confidence }}`."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import template
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from jurdil.apps.verification import words

register = template.Library()

CONFIDENCE = {
    "V2": _("dua sumber atau lebih"),
    "S1": _("satu sumber; perlu dibaca ahli hukum"),
    "GK": _("pengetahuan umum, tanpa sumber tersimpan; perlu pendapat ahli hukum"),
    "CX": _("sumber bertentangan; kedua bacaan ditampilkan"),
}


@register.filter
def say(text: Any) -> str:
    return words.say(text)


@register.filter
def word(code: Any, group: str) -> str:
    return words.label(group, str(code or ""))


@register.filter
def moment(text: Any) -> str:
    """A date and hour that a file tells of itself, as people read them; anything else as it stands."""
    try:
        told = datetime.fromisoformat(str(text))
    except ValueError:
        return str(text)
    return date_format(told, "j F Y, H.i")


@register.filter
def confidence(mark: Any) -> str:
    """How sure we are of a value, in plain words, with its mark."""
    return f"{mark}: {CONFIDENCE[str(mark)]}" if str(mark) in CONFIDENCE else str(mark)


@register.filter
def item(mapping: Any, key: Any) -> Any:
    return mapping.get(key)
