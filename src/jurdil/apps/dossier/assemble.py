"""What goes into the papers of a case, or of a report that is no case yet: gathered from the stages, never invented.

What nobody knows stays None, and the papers print a blank for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext_noop

from jurdil.apps.cases.facts import latest_answers
from jurdil.apps.cases.models import Case
from jurdil.apps.cases.worksheet import Row, Worksheet, worksheet_of_case, worksheet_of_report
from jurdil.apps.elections.law import current_law
from jurdil.apps.elections.models import Office as OfficeRow
from jurdil.apps.elections.models import Region
from jurdil.apps.evidence.models import EvidenceItem
from jurdil.apps.intake.models import Report, ReportEvidence
from jurdil.core.dossier import (
    ChronologyEntry,
    DossierData,
    Election,
    ElementRow,
    Event,
    Exhibit,
    Office,
    ProvisionRow,
    Reported,
    Reporter,
    RequirementKind,
    RequirementRow,
    RequirementState,
    Witness,
    number_exhibits,
)
from jurdil.core.errors import DomainError
from jurdil.core.indonesian_dates import long_moment
from jurdil.core.law.results import Applicability
from jurdil.core.law.routing import form_on

from .seals import counsel_in, open_particulars, open_reporter, witnesses_in

_WHERE = {
    "reporter_identity": "Formulir Laporan no. 1, salinan KTP-el",
    "reported_party": "Formulir Laporan no. 2",
    "within_deadline": "Formulir Laporan no. 3d",
    "signature_match": "Formulir Laporan no. 9",
    "time_place": "Formulir Laporan no. 3b dan 3c",
    "description": "Formulir Laporan no. 6, Kronologi",
    "evidence": "Daftar Bukti",
    "witnesses": "Formulir Laporan no. 4, Daftar Saksi",
}
_STATUS = {
    "met": "terpenuhi menurut keterangan",
    "unmet": "tidak terpenuhi",
    "unknown": "belum diketahui",
    "contested": "ada dua pendapat",
}
_APPLIES = {
    Applicability.APPLIES: "Dugaan: semua unsur disebut",
    Applicability.POSSIBLE: "Dugaan: mungkin, belum semua unsur diketahui",
}
_CONFIDENCE = {
    "V2": "",
    "S1": "Bunyi ketentuan dari satu sumber.",
    "GK": "Bunyi ketentuan belum diperiksa ke naskahnya.",
    "CX": "Sumber berbeda pendapat.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Assembled:
    """The data of the papers, and the original behind each exhibit path."""

    data: DossierData
    originals: Mapping[str, EvidenceItem]


def of_case(case: Case, *, now: datetime, version: int, draft: bool) -> Assembled:
    """The papers of a case, with its last reporter of record and the advocate's particulars."""
    reporter = open_reporter(case.reporters.order_by("pk").last())
    return _of_case(case, now=now, version=version, draft=draft, reporter=reporter)


def _of_case(case: Case, *, now: datetime, version: int, draft: bool, reporter: Reporter | None) -> Assembled:
    particulars = open_particulars(case.particulars.order_by("pk").last())
    tellings = [one.report for one in case.incident.tellings.select_related("report__election").order_by("pk")]
    try:
        sheet = worksheet_of_case(case, now)
    except DomainError:
        sheet = None
    answers = latest_answers(case)
    shown = {(fact, person): row.exhibit_id for (fact, person), row in answers.items() if row.exhibit_id}
    return _assemble(
        tellings,
        number=case.number,
        version=version,
        now=now,
        draft=draft or reporter is None,
        reporter=reporter,
        particulars=particulars,
        sheet=sheet,
        shown=shown,
    )


def requirements_of(case: Case, *, now: datetime) -> tuple[RequirementRow, ...]:
    """Where each requirement of a case is met on its papers, without opening who signs."""
    chosen = Reporter() if case.reporters.exists() else None
    return _of_case(case, now=now, version=1, draft=True, reporter=chosen).data.requirements


def of_report(report: Report, *, now: datetime) -> Assembled:
    """A draft for a report that is no case yet. Its reporter of record is not known."""
    try:
        sheet = worksheet_of_report(report, now)
    except DomainError:
        sheet = None
    return _assemble(
        [report],
        number=report.external_id or f"laporan-{str(report.pk)[:8]}",
        version=1,
        now=now,
        draft=True,
        reporter=None,
        particulars={},
        sheet=sheet,
        shown={},
    )


def _assemble(
    tellings: list[Report],
    *,
    number: str,
    version: int,
    now: datetime,
    draft: bool,
    reporter: Reporter | None,
    particulars: Mapping[str, Any],
    sheet: Worksheet | None,
    shown: Mapping[tuple[str, int | None], Any],
) -> Assembled:
    first = tellings[0]
    zone = ZoneInfo(first.election.office_timezone)
    originals, exhibits = _exhibits(tellings, zone)
    witnesses = witnesses_in(particulars)
    raw = sheet.raw if sheet else {}
    event = Event(
        what=particulars.get("what") or _what(first),
        place=_place(first),
        event_date=_day(raw.get("event_date")) or first.event_date,
        time_words=first.event_time or None,
        known_date=_day(raw.get("known_date")) or first.known_date,
        how_known=first.known_how or None,
    )
    by_item = {item.pk: exhibit.number for exhibit in exhibits if (item := originals[exhibit.path])}
    reported = tuple(_reported(party) for party in first.reported.all())
    data = DossierData(
        case_number=number,
        version=version,
        frozen_at=now.astimezone(zone),
        draft=draft,
        rehearsal=settings.INSTANCE.rehearsal,
        election=Election(
            name=first.election.name,
            regime=first.election.regime,
            place=first.election.region.name if first.election.region else "",
        ),
        office=_office(first, sheet),
        event=event,
        reported=reported,
        reporter=reporter,
        witnesses=witnesses,
        exhibits=exhibits,
        narrative=particulars.get("narrative") or first.narrative,
        chronology=_chronology(tellings, event, exhibits, zone),
        requirements=_requirements(sheet, reporter, witnesses, exhibits, zone),
        provisions=_provisions(sheet, reported, shown, by_item),
        counsel=counsel_in(particulars),
        form_code=_form_code(sheet, now.astimezone(zone).date()),
        prepared_by="Jurdil",
        zone=now.astimezone(zone).tzname() or "",
    )
    return Assembled(data=data, originals=originals)


def _exhibits(tellings: list[Report], zone: ZoneInfo) -> tuple[dict[str, EvidenceItem], tuple[Exhibit, ...]]:
    """Every original of all tellings once, numbered in the order in which it came in."""
    rows = ReportEvidence.objects.filter(report__in=tellings).select_related("item").order_by("report__telling__pk", "number")
    items: dict[str, EvidenceItem] = {}
    found: list[Exhibit] = []
    for row in rows:
        if row.item.sha256 in items:
            continue
        items[row.item.sha256] = row.item
        facts = row.item.facts or {}
        found.append(
            Exhibit(
                filename=row.item.filename,
                media_type=row.item.media_type,
                size=row.item.size,
                sha256=row.item.sha256,
                received_at=row.item.received_at.astimezone(zone),
                description=row.caption,
                time_in_file=_time_in_file(facts),
                place_in_file=_place_in_file(facts),
            )
        )
    numbered = number_exhibits(found)
    return {exhibit.path: items[exhibit.sha256] for exhibit in numbered}, numbered


def _time_in_file(facts: Mapping[str, Any]) -> str | None:
    if not facts.get("taken_at"):
        return None
    return f"{facts['taken_at']}" + (f" ({facts['camera']})" if facts.get("camera") else "")


def _place_in_file(facts: Mapping[str, Any]) -> str | None:
    latitude, longitude = facts.get("latitude"), facts.get("longitude")
    if latitude is None or longitude is None:
        return None
    return f"{float(latitude):.6f}, {float(longitude):.6f}"


def _what(report: Report) -> str:
    act = _label("acts", report.act)
    return f"Dugaan {act[:1].lower()}{act[1:]}" if act else "Dugaan pelanggaran"


def _label(group: str, code: str) -> str:
    if not code:
        return ""
    try:
        return current_law().vocabulary.word(group, code).text.id
    except KeyError:
        return code


def _place(report: Report) -> str | None:
    parts = [report.place.strip()] if report.place.strip() else []
    if report.tps is not None:
        parts.append(f"TPS {report.tps:03d}")
    titles = {"village": "Desa/Kel. ", "district": "Kecamatan ", "regency": "", "province": ""}
    region: Region | None = report.region
    while region is not None and region.level != "province":
        parts.append(titles[region.level] + region.name)
        region = region.parent
    return ", ".join(parts) or None


def _reported(party: Any) -> Reported:
    office = ", ".join(part for part in (party.office or _label("categories", party.category), party.workplace) if part)
    return Reported(office=office, name=party.name or None)


def _office(report: Report, sheet: Worksheet | None) -> Office:
    """The office that the report is lodged with: of the body that the law names first, where the event was.

    An office of another place is never named; without one of this place the papers name the body and the place.
    """
    body = sheet.qualification.first if sheet else "bawaslu"
    region: Region | None = report.region or report.election.region
    places = []
    while region is not None:
        places.append(region)
        region = region.parent
    rows = {row.region_id: row for row in OfficeRow.objects.filter(body=body, region__in=places)}
    row = next((rows[place.pk] for place in places if place.pk in rows), None)
    if row is not None:
        return Office(name=row.name, address=row.address or None)
    regency = next((place.name for place in places if place.level == "regency"), "")
    title = "Bawaslu Provinsi" if body == "bawaslu_province" else "Bawaslu"
    if body == "bawaslu_province":
        regency = next((place.name for place in places if place.level == "province"), "")
    return Office(name=f"{title} {regency}" if regency else f"{title} (kantor belum ditentukan)")


def _form_code(sheet: Worksheet | None, on: date) -> str | None:
    """What the office's own form is called that day, where a source says so. It decides nothing."""
    if sheet is None:
        return None
    regime = sheet.qualification.facts.regime
    for form in sheet.law.forms.values():
        if form.role == "report" and regime in form.regimes:
            paper = form_on(form, regime, on)
            return paper.display_code if paper else None
    return None


def _chronology(
    tellings: list[Report], event: Event, exhibits: tuple[Exhibit, ...], zone: ZoneInfo
) -> tuple[ChronologyEntry, ...]:
    source = "Keterangan saksi"
    entries = []
    if event.event_date:
        entries.append(ChronologyEntry(what=event.what, at=event.event_date, source=source))
    if event.known_date:
        entries.append(ChronologyEntry(what="Kejadian ini diketahui pelapor.", at=event.known_date, source=source))
    entries += [
        ChronologyEntry(what="Keterangan diterima aliansi pemantau.", at=one.received_at.astimezone(zone), source="Jurnal")
        for one in tellings
    ]
    entries += [
        ChronologyEntry(what=f"Bukti {one.number} diterima.", at=one.received_at, source=f"Bukti {one.number}")
        for one in exhibits
    ]
    return tuple(entries)


def _requirements(
    sheet: Worksheet | None,
    reporter: Reporter | None,
    witnesses: tuple[Witness, ...],
    exhibits: tuple[Exhibit, ...],
    zone: ZoneInfo,
) -> tuple[RequirementRow, ...]:
    """Where each requirement is met on these papers. Papers cannot meet what they leave blank."""
    if sheet is None:
        return ()
    rows = []
    for line in sheet.qualification.readiness.requirements:
        state = RequirementState(line.state)
        where = _WHERE.get(line.id, "") if state is not RequirementState.MISSING else ""
        ask = line.ask.id if state is not RequirementState.MET else ""
        if line.id == "reporter_identity" and reporter is None:
            state, where, ask = RequirementState.MISSING, "", gettext_noop("Pilih atau undang pelapor resmi.")
        elif line.id == "signature_match" and reporter is not None and state is not RequirementState.MET:
            state, where = RequirementState.DOUBTFUL, _WHERE[line.id]
            ask = gettext_noop("Minta pelapor menandatangani sama dengan KTP.")
        elif line.id == "witnesses" and state is not RequirementState.MISSING and not witnesses:
            state, ask = RequirementState.DOUBTFUL, gettext_noop("Tulis nama saksi yang bersedia disebut.")
        elif line.id == "within_deadline":
            clock = next((one for one in sheet.qualification.clocks if one.ours), None)
            if clock is not None and clock.safe_last_moment is not None:
                safe = clock.safe_last_moment.astimezone(zone)
                where = f"{where or _WHERE[line.id]}; aman sampai {long_moment(safe, safe.tzname() or '')}"
        elif line.id == "evidence" and exhibits:
            where = f"Daftar Bukti {exhibits[0].number}"
            where += f" s.d. {exhibits[-1].number}" if len(exhibits) > 1 else ""
        rows.append(
            RequirementRow(
                requirement=line.id,
                kind=RequirementKind(line.kind),
                label=line.text.id,
                state=state,
                where=where,
                ask=ask,
            )
        )
    return tuple(rows)


def _provisions(
    sheet: Worksheet | None,
    reported: tuple[Reported, ...],
    shown: Mapping[tuple[str, int | None], Any],
    by_item: Mapping[Any, str],
) -> tuple[ProvisionRow, ...]:
    """The norms that may be touched, with each element in words. Sanctions are for the authority to name."""
    if sheet is None:
        return ()
    rows = [row for row in sheet.rows if row.line.used and row.line.provision.kind == "norm"]
    return tuple(
        ProvisionRow(
            provision=str(row.line.provision.id),
            title=row.line.provision.title.id,
            article=row.line.provision.article,
            reported=reported[row.line.reported].office if row.line.reported < len(reported) else "",
            applicability=_APPLIES[row.line.applicability],
            elements=tuple(_elements(row, shown, by_item)),
            caution=_CONFIDENCE.get(str(row.line.version.grounds.confidence), ""),
        )
        for row in rows
    )


def _elements(row: Row, shown: Mapping[tuple[str, int | None], Any], by_item: Mapping[Any, str]) -> Iterable[ElementRow]:
    for cell in row.cells:
        exhibits = {
            by_item[item]
            for key in cell.facts
            for person in (row.line.reported, None)
            if (item := shown.get((key.key, person))) in by_item
        }
        yield ElementRow(
            label=cell.line.element.text.id,
            status=_STATUS[str(cell.line.status)],
            shown_by=", ".join(sorted(exhibits)),
        )


def _day(value: object) -> date | None:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
