"""Sentences of the core in the language of the page."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext

register = template.Library()


@register.filter
def tr(text: str) -> str:
    """Translates a sentence that the core only marks."""
    return gettext(text) if text else ""
