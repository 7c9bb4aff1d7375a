"""What do the forms and pages of all stages share? Choices with pictures, a day in three boxes, a clock to draw.

Used by the templates in `templates/parts/`; how to use them is in docs/reference/pages.md.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

SOON = timedelta(hours=48)
MONTHS = (
    ("jan", "january"), ("feb", "peb", "pebruari", "february"), ("mar", "march", "mrt"), ("apr",), ("mei", "may"),
    ("jun", "june"), ("jul", "july"), ("agu", "agt", "ags", "aug", "agustus", "august"), ("sep", "september"),
    ("okt", "oct", "october"), ("nov", "nop", "nopember", "november"), ("des", "dec", "december"),
)  # fmt: skip


def _choice_label(label: str, hint: str, icon: str) -> SafeString:
    picture = format_html(
        '<svg class="icon" width="24" height="24" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        static("dist/icons.svg"),
        icon,
    )
    return format_html(
        "{}<span>{}{}</span>",
        picture if icon else "",
        label,
        format_html('<span class="hint">{}</span>', hint) if hint else "",
    )


_lazy_choice_label: Callable[..., Any] = lazy(_choice_label, SafeString)


def choice(value: str, label: Any, hint: Any = "", icon: str = "") -> tuple[str, Any]:
    """One choice of a radio or checkbox field, with a helping sentence and an icon of the sprite if given."""
    return value, _lazy_choice_label(label, hint, icon)


class DayWidget(forms.Widget):
    """Three boxes: day, month, year. The month may be a number or a name."""

    use_fieldset = True

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        return f"{id_}_0" if id_ else id_

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return [str(data.get(f"{name}_{n}") or "").strip() for n in range(3)]

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return all(f"{name}_{n}" not in data for n in range(3))

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        if isinstance(value, str) and value:
            value = _day_or_none(value)
        if isinstance(value, date):
            value = [str(value.day), str(value.month), str(value.year)]
        boxes = list(value or ["", "", ""])
        attrs = {**self.attrs, **(attrs or {})}
        parts = [
            {"label": label, "value": box, "mode": mode, "length": length, "cls": cls}
            for box, (label, mode, length, cls) in zip(
                boxes,
                (
                    (pgettext("kotak tanggal", "Tanggal"), "numeric", 2, "two"),
                    (_("Bulan"), "text", 10, "month"),
                    (_("Tahun"), "numeric", 4, "four"),
                ),
                strict=True,
            )
        ]
        return render_to_string(
            "parts/day.html",
            {"id": attrs.get("id") or f"id_{name}", "name": name, "parts": parts, "invalid": "aria-invalid" in attrs},
        )


class DayField(forms.Field):
    """A calendar day, as people write it here: day first, month as number or name, year in two or four figures."""

    widget = DayWidget
    default_error_messages = {
        "required": _("Isi tanggal, bulan dan tahun."),
        "part": _("Isi tanggal, bulan dan tahun dengan lengkap."),
        "none": _("Tanggal ini tidak ada di kalender. Periksa lagi."),
    }

    def to_python(self, value: Any) -> date | None:
        if isinstance(value, date):
            return value
        boxes = list(value or [])
        if not any(boxes):
            return None
        if not all(boxes):
            raise ValidationError(self.error_messages["part"], code="part")
        day, month, year = boxes
        number = month_number(month)
        if not (_figures(day) and _figures(year) and number and len(year) in (2, 4)):
            raise ValidationError(self.error_messages["none"], code="none")
        try:
            return date(int(year) + (2000 if len(year) == 2 else 0), number, int(day))
        except ValueError:
            raise ValidationError(self.error_messages["none"], code="none") from None

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True


def month_number(words: str) -> int | None:
    """Which month (1-12) is meant by "4", "04", "Apr" or "April"? None when it is none."""
    words = words.strip().lower().rstrip(".")
    if _figures(words):
        return int(words) if 1 <= int(words) <= 12 else None
    for number, names in enumerate(MONTHS, start=1):
        if len(words) >= 3 and (words.startswith(names[0]) or words in names):
            return number
    return None


def _figures(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 4


def _day_or_none(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockPart:
    """One clock as `parts/clock.html` draws it; `safe_at` and `now_at` are thousandths of the way to `outer`."""

    title: Any
    words: Any
    state: str
    start: datetime | None = None
    safe: datetime | None = None
    outer: datetime | None = None
    now: datetime | None = None
    safe_at: int = 0
    now_at: int = 0
    explain: Sequence[Any] = field(default_factory=tuple)
    source: Any = ""

    @classmethod
    def of(
        cls,
        *,
        title: Any,
        words: Any,
        start: datetime | None,
        safe: datetime | None,
        outer: datetime | None,
        now: datetime,
        explain: Sequence[Any] = (),
        source: Any = "",
        done: bool = False,
    ) -> ClockPart:
        """Where do the safe moment and now lie between start and outer limit, and is it late, soon, open or done?"""
        if outer is not None and now > outer:
            state = "late"
        elif safe is not None and safe - now <= SOON:
            state = "soon"
        else:
            state = "open"
        return cls(
            title=title, words=words, state="done" if done else state, start=start, safe=safe, outer=outer, now=now,
            safe_at=_thousandths(start, safe, outer), now_at=_thousandths(start, now, outer),
            explain=tuple(explain), source=source,
        )  # fmt: skip


def _thousandths(start: datetime | None, moment: datetime | None, outer: datetime | None) -> int:
    if start is None or moment is None or outer is None or outer <= start:
        return 0
    return max(0, min(1000, round(1000 * ((moment - start) / (outer - start)))))
