"""What has been told so far, as rows to check, and what would still help a formal report, in kind words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from jurdil.apps.elections.models import Election, Region
from jurdil.apps.elections.regions import full_name
from jurdil.core import report as asked
from jurdil.core.report import Step, Telling

from .models import DraftEvidence


def long_day(day: date | None) -> str:
    """ "Kamis, 17 April 2025"."""
    return date_format(day, "l, j F Y") if day else ""


def rows_of(answers: asked.Answers, election: Election, files: Sequence[DraftEvidence]) -> list[dict[str, Any]]:
    """One row a page, each with the way back to change it."""
    rows = []
    for step in asked.steps_for(answers, election.regime):
        if step.code in ("pendampingan", "lain"):
            continue
        change = reverse("intake:step", args=[step.code]) + "?kembali=periksa"
        lines = [line for line in _lines(step, answers, election, files) if line]
        value = lines[0] if len(lines) == 1 else ""
        rows.append({"label": _(step.short), "value": value, "lines": lines if len(lines) > 1 else [], "change": change})
    return rows


def _lines(step: Step, answers: asked.Answers, election: Election, files: Sequence[DraftEvidence]) -> list[str]:
    given = answers.get(step.code, {})
    match step.code:
        case "kejadian":
            act = asked.act_of(answers)
            return [_(asked.ACT_LABELS[act])] if act else [_("Hal lain, saya ceritakan sendiri")] if given else []
        case "uang":
            return [{"yes": _("Ya, saya menerima"), "no": _("Tidak")}.get(given.get("took_money", ""), _("Tidak dijawab"))]
        case "rincian":
            labels = {option.code: option.label for option in asked.circumstances_for(asked.act_of(answers))}
            return [_(labels[code]) for code in given.get("circumstances", []) if code in labels]
        case "terlapor":
            return [describe_person(person) for person in given.get("people", [])]
        case "untuk-siapa":
            return [_beneficiary(given.get("beneficiary", ""), election)]
        case "tempat":
            region = Region.objects.select_related("parent__parent").filter(pk=given.get("region") or "").first()
            tps = f"TPS {given['tps']:03d}" if given.get("tps") else ""
            return [full_name(region) if region else given.get("place_query", ""), given.get("place", ""), tps]
        case "waktu":
            return [long_day(_day(given.get("event_date"))) or (_("Tidak tahu") if given else ""), given.get("event_time", "")]
        case "tahu":
            how = next((option.label for option in asked.KNOWN_HOW if option.code == given.get("known_how")), "")
            return [long_day(asked.known_day(answers)), _(how) if how else "", given.get("known_words", "")]
        case "saksi":
            others = given.get("others")
            count = _("%(count)s orang lain") % {"count": others} if others is not None else ""
            return [count, given.get("names", "")]
        case "bukti":
            return [f"{file.item.filename} ({file.item.get_kind_display()})" for file in files] or (
                [_("Tanpa bukti")] if given else []
            )
        case "cerita":
            story = given.get("narrative", "")
            return [story if len(story) <= 1200 else story[:1200] + " …"]
        case "anda":
            labels = {option.code: option.label for option in asked.IDENTITIES}
            votes = {"yes": _("Punya hak pilih di sini"), "no": _("Tidak punya hak pilih di sini")}
            return [_(labels.get(given.get("identity", ""), "")) if given else "", votes.get(given.get("voter_here", ""), "")]
        case "kontak":
            return [given.get("name", ""), given.get("contact", "")]
    return []


def describe_person(person: dict[str, Any]) -> str:
    """Office first, name second."""
    party = asked.party_of(person)
    told = next((option.label for option in asked.WHO if option.code == person.get("category")), "")
    label = asked.CATEGORY_LABELS.get(party.category, "") if party.category else told
    parts = [_(label) if label else "", party.office, party.workplace, party.civil_servant_type.upper(), party.name]
    return " · ".join(part for part in parts if part)


def _beneficiary(choice: str, election: Election) -> str:
    if not choice:
        return ""
    code, number = asked.beneficiary_of(choice)
    if number is not None:
        pair = election.pairs.filter(number=number).first()
        return str(pair) if pair else str(number)
    words = asked.BENEFICIARIES[code or "unknown"]
    return _(words)


def gaps(telling: Telling, files: int) -> list[str]:
    """What Bawaslu asks of a formal report and is not here yet. Nothing of it holds the sending up."""
    found = []
    if not any(party.name or (party.office and party.workplace) for party in telling.parties):
        found.append(_("Nama terlapor, atau jabatan dan tempat kerjanya."))
    if telling.event_date is None:
        found.append(_("Tanggal kejadian."))
    if telling.known_date is None:
        found.append(_("Tanggal Anda tahu kejadian ini."))
    if not (telling.region or telling.place):
        found.append(_("Tempat kejadian."))
    if telling.other_witnesses < 1:
        found.append(_("Satu orang lain yang juga melihat."))
    if not files:
        found.append(_("Foto, video, suara, atau dokumen."))
    if not telling.narrative:
        found.append(_("Cerita Anda, walau hanya beberapa kalimat."))
    if telling.identity != "willing_to_sign":
        found.append(_("Seseorang yang bersedia menandatangani. Kami bisa bantu mencari."))
    return found


def _day(text: Any) -> date | None:
    return date.fromisoformat(text) if text else None
