"""The rehearsal: an invented re-vote with invented people and reports, so that a team can practise the whole path.

Made by the same verbs that the pages call. Run again, it adds only what is missing.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from PIL import Image, ImageDraw

from jurdil.apps.accounts import actions as accounts
from jurdil.apps.accounts.models import Person, Role
from jurdil.apps.cases import actions as cases
from jurdil.apps.cases.models import Case
from jurdil.apps.dossier import actions as dossier
from jurdil.apps.elections.models import Election, Office, Region
from jurdil.apps.elections.regions import fold
from jurdil.apps.evidence import actions as evidence
from jurdil.apps.followup import actions as followup
from jurdil.apps.intake import actions as intake
from jurdil.apps.intake.codes import digest_of, new_code
from jurdil.apps.intake.models import Report
from jurdil.apps.verification import actions as verification
from jurdil.core.dossier import Reporter
from jurdil.core.report import Party, Telling

from . import founding
from .rehearsal_clock import BEGIN

DATA = Path(__file__).parent / "rehearsal_data"
PEOPLE = (
    ("koordinator", "Ratna (koordinator, rekaan)", (Role.COORDINATOR,)),
    ("peninjau-satu", "Bayu (peninjau, rekaan)", (Role.REVIEWER,)),
    ("peninjau-dua", "Citra (peninjau, rekaan)", (Role.REVIEWER,)),
    ("pendamping", "Dimas (pendamping hukum, rekaan)", (Role.ADVOCATE,)),
    ("operator", "Eka (operator, rekaan)", (Role.OPERATOR,)),
)
# How far each report is carried, and by which steps.
WALKS = ("received", "one_assessment", "assessed", "case", "forwarded")


def prepare() -> bool:
    """Regions, election, people and reports, as far as they are missing. Were reports told, and papers typeset?"""
    founding.lay_ground()
    election = founding.hold_election(founding.checked(_data("election.yaml")), now=BEGIN - timedelta(days=20))
    _invent_places()
    people = {handle: _person(handle, name, roles) for handle, name, roles in PEOPLE}
    missing = [told for told in _data("reports.yaml") if not Report.objects.filter(idempotency_key=_key(told)).exists()]
    for told in missing:
        _walk(_tell(told, election), told, people)
    return bool(missing)


def sign_in_links() -> Iterator[tuple[str, str]]:
    """Who, and the path of a link that lets them in once."""
    for person in Person.objects.filter(is_active=True).prefetch_related("roles").order_by("pk"):
        yield person.name, founding.link_for(person, now=settings.CLOCK.now())


def _data(name: str) -> Any:
    return yaml.safe_load((DATA / name).read_text("utf-8"))


def _key(told: dict[str, Any]) -> str:
    return f"latihan:{told['id']}"


def _person(handle: str, name: str, roles: tuple[str, ...]) -> Person:
    known = Person.objects.filter(handle=handle).first()
    return known or accounts.create_person(handle=handle, name=name, roles=roles, by=None, now=BEGIN - timedelta(days=20))


def _invent_places() -> None:
    regency = _data("places.yaml")
    rows = [(regency["code"], regency["code"][:2], regency["name"])]
    for district in regency["districts"]:
        rows.append((district["code"], regency["code"], district["name"]))
        villages = enumerate(district["villages"], start=2001)
        rows += [(f"{district['code']}.{number}", district["code"], name) for number, name in villages]
    for code, parent, name in rows:
        Region.objects.get_or_create(
            code=code, defaults={"parent_id": parent, "name": name, "folded": fold(name), "source": "rekaan"}
        )


def _photo(text: str) -> io.BytesIO:
    """A drawn picture that says that it is one: no photo of anybody."""
    image = Image.new("RGB", (1200, 900), "#efe9dc")
    draw = ImageDraw.Draw(image)
    draw.rectangle((60, 60, 1140, 840), outline="#5b2a86", width=6)
    draw.ellipse((520, 240, 680, 400), outline="#5b2a86", width=6)
    draw.rectangle((470, 400, 730, 640), outline="#5b2a86", width=6)
    draw.text((90, 740), f"LATIHAN - gambar rekaan - {text}", fill="#1c1a19", font_size=40)
    file = io.BytesIO()
    image.save(file, "JPEG", quality=85)
    file.seek(0)
    return file


def _tell(told: dict[str, Any], election: Election) -> Report:
    received = told["received"] if isinstance(told["received"], datetime) else datetime.fromisoformat(told["received"])
    exhibits = []
    for number in range(told["photos"]):
        name = f"latihan-{told['id']}-{number + 1}.jpg"
        item = evidence.receive_evidence(upload=_photo(name), filename=name, actor="witness", now=received)
        evidence.examine(item_id=item.pk, now=received)
        exhibits.append((item.pk, "Gambar rekaan"))
    same = ("act", "event_date", "known_date", "known_how", "place", "other_witnesses", "narrative", "identity")
    telling = Telling(
        **{key: told[key] for key in same},
        circumstances=tuple(told["circumstances"]),
        parties=tuple(Party(**party) for party in told["reported"]),
        beneficiary="determined_pair",
        pair_number=told["pair"],
        event_time=told.get("event_time", ""),
        region=str(told["region"]),
        voter_here=told.get("voter_here"),
        took_money=told.get("took_money"),
    )
    return intake.register_report(
        election=election,
        telling=telling,
        channel=Report.Channel.WEB,
        idempotency_key=_key(told),
        code_digest=digest_of(new_code()),
        exhibits=exhibits,
        now=received,
    )


def _walk(report: Report, told: dict[str, Any], people: dict[str, Person]) -> None:
    """Carries a report as far as the rehearsal wants it, a few hours a step."""
    far = WALKS.index(told["walk"])
    at = report.received_at
    grades = (("peninjau-satu", "C", 2), ("peninjau-dua", "B", 2))
    for handle, reliability, credibility in grades[: min(far, 2)]:
        at += timedelta(hours=2)
        verification.submit_assessment(
            report_id=report.pk,
            by=people[handle],
            reliability=reliability,
            reliability_reason="Latihan: saksi pertama kali melapor, keterangannya rinci.",
            credibility=credibility,
            credibility_reason="Latihan: foto dan waktu sejalan dengan cerita.",
            now=at,
        )
    if far >= WALKS.index("case"):
        report.refresh_from_db()
        verification.decide(
            report_id=report.pk,
            decision="take_up",
            reason="Latihan: dua penilaian sejalan, syarat hampir lengkap.",
            by=people["koordinator"],
            now=at + timedelta(hours=1),
            seen_revision=report.revision,
        )
    if far >= WALKS.index("forwarded"):
        _file_and_follow(Case.objects.get(incident__tellings__report=report), people["pendamping"], at + timedelta(hours=3))


# The tracks that the rehearsal's advocate opens, and what the authorities then did: days after lodging, event, its words.
TRACKS = ("village", "criminal")
EVENTS: tuple[tuple[int, dict[str, str]], ...] = (
    (2, {"kind": "registered", "authority": "bawaslu", "number": "001/Reg/LP/PB/Kab/LATIHAN/IV/2025"}),
    (4, {"kind": "forwarded", "authority": "bawaslu", "track": "village", "forwarded_to": "bupati"}),
)
SIGNER = Reporter(
    name="Fitri (rekaan)",
    birth_place="Latihan Utara",
    sex="Perempuan",
    occupation="Pedagang",
    citizenship="WNI",
    address="Kp. Rekaan RT 001/RW 002, Latihan Barat",
    phone="0812-0000-0000",
)


def _file_and_follow(case: Case, advocate: Person, at: datetime) -> None:
    """The advocate takes a case, finds who signs, freezes the file, lodges it, and notes what came back."""
    cases.take_case(case_id=case.pk, by=advocate, now=at, seen_revision=case.revision)
    for track in TRACKS:
        cases.open_track(case_id=case.pk, code=track, reason="Latihan: diusulkan lembar kerja.", by=advocate, now=at)
    dossier.choose_reporter(
        case_id=case.pk, reporter=SIGNER, capacity="citizen", voter_here=True, same_person=False, by=advocate, now=at
    )
    frozen = dossier.freeze_dossier(case_id=case.pk, by=advocate, now=at + timedelta(hours=1), seen_version=0)
    lodged = at + timedelta(hours=16, minutes=30)  # the next morning, when the desk is open
    case.refresh_from_db()
    followup.record_filing(
        case_id=case.pk,
        dossier_id=frozen.pk,
        office_id=Office.objects.filter(body="bawaslu").order_by("pk")[0].pk,
        lodged_at=lodged,
        went_along="Dimas (rekaan)",
        receipt_number="LATIHAN-001",
        receipt_scan=None,
        by=advocate,
        now=lodged,
        seen_revision=case.revision,
    )
    for days, event in EVENTS:
        case.refresh_from_db()
        then = lodged + timedelta(days=days)
        followup.record_event(
            **{"case_id": case.pk, "track": "", "forwarded_to": "", "number": "", "note": "", "document": None, **event},
            on_date=then.date(),
            by=advocate,
            now=then,
            seen_revision=case.revision,
        )
