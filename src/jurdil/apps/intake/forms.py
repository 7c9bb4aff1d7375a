"""Forms of the guided pages, made from the steps of `core.report`: nothing about a question is written twice."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from jurdil.apps.elections.models import Election, Region
from jurdil.apps.elections.regions import exact_place, search_places
from jurdil.apps.parts import DayField, choice
from jurdil.core import report as asked
from jurdil.core.days import NoSuchDay, day_of, fault_words, read_day
from jurdil.core.plain_text import clean, clean_line
from jurdil.core.report import Ask, Option, Step

NOT_IN_LIST = "none"


def said(text: str, facts: Mapping[str, object] | None = None) -> str:
    """A sentence of the core in the language of the page."""
    words = gettext(text) if text else ""
    return words % facts if facts else words


def as_choice(option: Option) -> tuple[str, Any]:
    return choice(option.code, _(option.label), _(option.hint) if option.hint else "", option.icon)


class ExactDayField(DayField):
    """Three boxes; what cannot be is named: "November hanya 30 hari". A whole date in the first box counts too."""

    def to_python(self, value: Any) -> date | None:
        if isinstance(value, date):
            return value
        boxes = list(value or [])
        if not any(boxes):
            return None
        try:
            if boxes[0] and not any(boxes[1:]):
                return read_day(boxes[0])
            if not all(boxes):
                raise ValidationError(self.error_messages["part"], code="part")
            return day_of(*boxes)
        except NoSuchDay as error:
            raise ValidationError(said(*fault_words(error)), code="none") from None


class LineField(forms.CharField):
    """One line of words, without signs that hide or reorder them."""

    def to_python(self, value: Any) -> str:
        return clean_line(super().to_python(value) or "")


class StoryField(forms.CharField):
    """Words over several lines. `removed`: how many invisible signs were taken away."""

    removed = 0

    def to_python(self, value: Any) -> str:
        cleaned = clean(value or "")
        self.removed = cleaned.removed
        return cleaned.text

    def validate(self, value: Any) -> None:
        forms.Field.validate(self, value)

    def run_validators(self, value: Any) -> None:
        limit = self.limit  # type: ignore[attr-defined]
        if len(value) > limit:
            raise ValidationError(
                _("Tulisan ini %(length)s huruf. Paling banyak %(limit)s. Tulisan Anda masih ada; tolong pendekkan."),
                code="max_length",
                params={"length": f"{len(value):,}".replace(",", "."), "limit": f"{limit:,}".replace(",", ".")},
            )


class FigureField(forms.IntegerField):
    """A number as people write it: "TPS 009" is 9."""

    def to_python(self, value: Any) -> int | None:
        text = re.sub(r"^\s*tps\.?\s*", "", str(value or ""), flags=re.IGNORECASE).strip()
        return super().to_python(text)


def options_of(ask: Ask, answers: asked.Answers, election: Election) -> list[tuple[str, Any]]:
    """The choices of a field, with those that only this election knows."""
    if ask.source == "circumstances":
        return [as_choice(option) for option in asked.circumstances_for(asked.act_of(answers))]
    if ask.source == "pairs":
        codes = ["prospective_pair", "candidate_spouse", "party", "unknown"]
        if election.regime != asked.LOCAL:
            codes.insert(3, "election_participant")
        pairs = [choice(f"pair:{pair.number}", f"{pair.number}. {pair.label}") for pair in election.pairs.all()]
        return pairs + [choice(code, _(asked.BENEFICIARIES[code])) for code in codes]
    return [as_choice(option) for option in ask.options]


def field_of(ask: Ask, answers: asked.Answers, election: Election) -> forms.Field:
    """The form field of one question."""
    label, help_text = (_(ask.label) if ask.label else ""), (_(ask.help) if ask.help else "")
    errors = {"required": _(ask.missing)} if ask.missing else {}
    common: dict[str, Any] = {"label": label, "help_text": help_text, "required": ask.required, "error_messages": errors}
    if ask.kind == "one":
        return forms.ChoiceField(widget=forms.RadioSelect, choices=options_of(ask, answers, election), **common)
    if ask.kind == "many":
        choices = options_of(ask, answers, election)
        return forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, choices=choices, **common)
    if ask.kind == "day":
        return ExactDayField(**common)
    if ask.kind == "number":
        widget = forms.TextInput(attrs={"inputmode": "numeric", "class": "four"})
        common["error_messages"] = {
            "invalid": _("Tulis dengan angka saja."),
            "min_value": _("Angka ini terlalu kecil. Paling kecil %(limit_value)s."),
            "max_value": _("Angka ini terlalu besar. Paling besar %(limit_value)s."),
        }
        return FigureField(widget=widget, min_value=ask.least, max_value=ask.most, **common)
    if ask.kind == "long":
        story = StoryField(widget=forms.Textarea(attrs={"rows": 12 if ask.limit > 5000 else 4}), strip=False, **common)
        story.limit = ask.limit  # type: ignore[attr-defined]
        return story
    if ask.kind == "hidden":
        return forms.CharField(widget=forms.HiddenInput, max_length=ask.limit, required=False)
    return LineField(widget=forms.TextInput(attrs={"autocomplete": "off"}), max_length=ask.limit, **common)


class StepForm(forms.Form):
    """The form of one step. `values()`: what is to be stored, as JSON; `partial()`: what can be kept of unfinished input."""

    def __init__(self, step: Step, *args: Any, answers: asked.Answers, election: Election, today: date, **kwargs: Any) -> None:
        self.step, self.answers, self.election, self.today = step, answers, election, today
        super().__init__(*args, label_suffix="", **kwargs)
        for ask in step.asks:
            self.fields[ask.code] = field_of(ask, answers, election)
        first = step.asks[0]
        self.one_question = first.label == step.title  # then the label is the heading, and the lead its help
        if self.one_question and step.lead:
            help_text = self.fields[first.code].help_text
            self.fields[first.code].help_text = format_lazy("{} {}", _(step.lead), help_text) if help_text else _(step.lead)
        if step.code == "tempat":
            self.fields["place_query"].widget.attrs.update({"data-suggest": "/wilayah/cari", "data-suggest-into": "#id_region"})

    @property
    def removed(self) -> int:
        return sum(field.removed for field in self.fields.values() if isinstance(field, StoryField))

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        check = {"waktu": self._when, "tahu": self._known, "tempat": self._place, "rincian": self._circumstances}
        if self.step.code in check:
            check[self.step.code](values)
        return values

    def _when(self, values: dict[str, Any]) -> None:
        when, today = self._choice(values, "event_when", "event_date"), self.today
        if when == "other" and not values.get("event_date") and "event_date" not in self.errors:
            self.add_error("event_date", _("Isi tanggal kejadian, atau pilih tidak tahu."))
        if when != "other":
            self._drop_errors("event_date")
            near = {"today": today, "yesterday": today - timedelta(days=1)}.get(when or "")
            self._one_day("event_date", typed=values.get("event_date"), chosen=near)
            values["event_date"] = near
        self._tell(asked.date_problems(event=values.get("event_date"), known=None, today=today))

    def _known(self, values: dict[str, Any]) -> None:
        when, today = self._choice(values, "known_when", "known_date"), self.today
        event = _day(self.answers.get("waktu", {}).get("event_date"))
        if when == "same" and event is None:
            self.add_error("known_when", _("Tanggal kejadian belum diisi. Pilih hari Anda tahu."))
        if when == "other" and not values.get("known_date") and "known_date" not in self.errors:
            self.add_error("known_date", _("Isi tanggal Anda tahu."))
        if when != "other":
            self._drop_errors("known_date")
            days = {"today": today, "yesterday": today - timedelta(days=1), "same": event}
            self._one_day("known_date", typed=values.get("known_date"), chosen=days.get(when or ""))
            values["known_date"] = days.get(when or "")
        self._tell(asked.date_problems(event=event, known=values.get("known_date"), today=today))

    def _choice(self, values: dict[str, Any], choice_name: str, day_name: str) -> str | None:
        """Which choice was made? A date without any is "another day"."""
        if not values.get(choice_name) and values.get(day_name) and not self.data.get(self.add_prefix(choice_name)):
            self._drop_errors(choice_name)
            values[choice_name] = "other"
        return values.get(choice_name)

    def _one_day(self, name: str, *, typed: date | None, chosen: date | None) -> None:
        """A date typed just now beside a choice that means another day: the legal clock hangs on it, so we ask."""
        before = _day(self.answers.get(self.step.code, {}).get(name))
        if typed is not None and typed not in (chosen, before):
            self.add_error(name, _("Tanggal ini berbeda dari pilihan di atas. Pilih Hari lain, atau kosongkan tanggalnya."))

    def _drop_errors(self, name: str) -> None:
        """The date boxes do not count when a nearer choice was made."""
        self.errors.pop(name, None)

    def _tell(self, problems: tuple[asked.Problem, ...]) -> None:
        for problem in problems:
            if problem.step == self.step.code:
                self.add_error(problem.field, said(problem.message, problem.facts))

    def _circumstances(self, values: dict[str, Any]) -> None:
        ticked = values.get("circumstances") or []
        if asked.NOT_KNOWN.code in ticked and len(ticked) > 1:
            values["circumstances"] = [code for code in ticked if code != asked.NOT_KNOWN.code]

    def _place(self, values: dict[str, Any]) -> None:
        """A place chosen from the list, or words that the list does not know. Several alike: ask which one."""
        within, code, query = self.election.region_id or "", values.get("region") or "", values.get("place_query") or ""
        picked = self.data.get(self.add_prefix("pick"), "")
        self.matches = []
        if "region" in self.errors:  # a hidden field cannot show its own fault
            self._drop_errors("region")
            code = "?"
        if picked and picked != NOT_IN_LIST:
            code = picked
        region = Region.objects.filter(pk=code).first() if code else None
        if code and (region is None or not region.code.startswith(f"{within}." if within else "")):
            values["region"] = ""
            self.add_error("place_query", _("Kode wilayah ini tidak ada di daftar. Pilih lagi tempatnya."))
            return
        if region is not None and (picked or not query or region.name == query):
            values["region"], values["place_query"] = region.code, region.name
            return
        values["region"] = ""
        if not query or picked == NOT_IN_LIST:
            return
        only = exact_place(query, within)
        if only is not None:
            values["region"], values["place_query"] = only.code, only.name
            return
        self.matches = search_places(query, within)
        self.add_error(
            "place_query", _("Pilih satu dari daftar di bawah.") if self.matches else _("Nama ini tidak ada di daftar.")
        )

    matches: list[Any] = []

    def values(self) -> dict[str, Any]:
        """The answers as they are stored."""
        return {name: _plain(value) for name, value in self.cleaned_data.items() if value not in (None, "", [])}

    def partial(self) -> dict[str, Any]:
        """What can be kept of a page that was left before it was right. Too long a story is kept whole."""
        kept = self.values()
        for ask in self.step.asks:
            if ask.code in self.errors and ask.kind in ("long", "text"):
                kept[ask.code] = clean(self.data.get(self.add_prefix(ask.code), "")).text[: 4 * asked.NARRATIVE_LIMIT]
        return {**kept, "partial": True}


def initial_of(step: Step, stored: Mapping[str, Any], today: date) -> dict[str, Any]:
    """What a page shows that was answered before. "Today" of yesterday is yesterday."""
    initial = dict(stored)
    for choice_code, date_code in (("event_when", "event_date"), ("known_when", "known_date")):
        if choice_code in initial and initial.get(date_code):
            day = date.fromisoformat(initial[date_code])
            near = {today: "today", today - timedelta(days=1): "yesterday"}.get(day, "other")
            if initial[choice_code] != "same":
                initial[choice_code] = near
    return initial


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _day(text: Any) -> date | None:
    return date.fromisoformat(text) if text else None


class WhoForm(forms.Form):
    """Which office has this person?"""

    category = forms.ChoiceField(
        label=_("Siapa yang melakukannya?"),
        help_text=_("Jabatannya dulu. Nama boleh menyusul."),
        widget=forms.RadioSelect,
        choices=[as_choice(option) for option in asked.WHO],
        error_messages={"required": _("Pilih satu dulu. Boleh pilih tidak tahu.")},
    )


class PersonForm(forms.Form):
    """More about one reported person, as far as their office asks for it."""

    def __init__(self, category: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        if category == asked.WARD_OR_VILLAGE_HEAD:
            self.fields["which"] = forms.ChoiceField(
                label=_("Ia memimpin desa atau kelurahan?"),
                help_text=_("Aturannya berbeda. Pilih tidak tahu jika ragu."),
                widget=forms.RadioSelect,
                choices=[as_choice(option) for option in asked.WHICH_HEAD],
                error_messages={"required": _("Pilih satu jawaban dulu.")},
            )
        if category == "civil_servant":
            self.fields["civil_servant_type"] = forms.ChoiceField(
                label=_("Pegawai apa?"),
                widget=forms.RadioSelect,
                required=False,
                choices=[as_choice(option) for option in asked.CIVIL_SERVANT_TYPES],
            )
        if category in ("civil_servant", asked.WARD_OR_VILLAGE_HEAD):
            self.fields["holds_office"] = forms.ChoiceField(
                label=_("Apakah ia pejabat?"),
                help_text=_("Kepala, sekretaris, atau yang berhak membuat keputusan."),
                widget=forms.RadioSelect,
                required=False,
                choices=[as_choice(option) for option in asked.YES_NO_UNKNOWN],
            )
        for ask in (asked.PARTY_OFFICE, asked.PARTY_WORKPLACE, asked.PARTY_NAME):
            self.fields[ask.code] = LineField(
                label=_(ask.label),
                help_text=_(ask.help),
                max_length=ask.limit,
                required=False,
                widget=forms.TextInput(attrs={"autocomplete": "off"}),
            )

    def values(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if value}


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Tulis kode laporan Anda"),
        help_text=_("Dua puluh tanda, lima kelompok. Huruf besar atau kecil sama saja."),
        max_length=80,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "class": "receipt-input"}
        ),
        error_messages={"required": _("Tulis kodenya dulu."), "max_length": _("Kode ini terlalu panjang.")},
    )


class MessageForm(forms.Form):
    text = StoryField(
        label=_("Tulis pesan untuk kami"),
        strip=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Tulis pesannya dulu.")},
    )
    text.limit = 10_000  # type: ignore[attr-defined]
