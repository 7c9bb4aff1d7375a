"""Shows a panel of a later stage on the case page, with its own context and the page's request."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from jurdil.apps.cases.panels import Panel

register = template.Library()


@register.simple_tag(takes_context=True)
def show_panel(context: dict[str, Any], panel: Panel, fill: dict[str, Any]) -> SafeString:
    return render_to_string(panel.template, fill, request=context["request"])
