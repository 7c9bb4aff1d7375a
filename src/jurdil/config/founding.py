"""Founds an instance: regions, calendar, election with pairs and offices, first coordinator. Again: adds what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from jurdil.apps.accounts import actions as accounts
from jurdil.apps.accounts.models import Person, Role
from jurdil.apps.elections import actions as elections
from jurdil.apps.elections.law import current_law
from jurdil.apps.elections.models import CandidatePair, Election, ExtraDayOff, Office, Region
from jurdil.apps.journal.actions import record

from .election_file import DATES, BadElection, checked


def found(described: Mapping[str, Any] | None, *, coordinator_name: str, now: datetime) -> str:
    """Makes what is missing and returns the path of the first coordinator's one-time sign-in link."""
    lay_ground()
    if described is not None:
        hold_election(checked(described), now=now)
    person = Person.objects.filter(roles__role=Role.COORDINATOR, is_active=True).order_by("pk").first()
    if person is None:
        person = accounts.create_person(
            handle="koordinator", name=coordinator_name, roles=(Role.COORDINATOR,), by=None, now=now
        )
    return link_for(person, now=now)


def link_for(person: Person, *, now: datetime) -> str:
    _row, token = accounts.issue_link(person=person, by=None, now=now)
    return reverse("accounts:take_link", args=[token])


def lay_ground() -> None:
    """Regions and calendar, if this instance has none yet."""
    if not Region.objects.exists():
        elections.load_regions(settings.REGIONS_FOLDER)
    elections.load_calendar()


@transaction.atomic
def hold_election(described: Mapping[str, Any], *, now: datetime) -> Election:
    """The election as described, made current. An election with this slug is left as it is."""
    known = Election.objects.filter(slug=described["slug"]).first()
    if known is not None:
        return known
    region = Region.objects.filter(code=str(described["region"])).first()
    if region is None:
        raise BadElection(
            f"`region` {described['region']}: kode wilayah tidak ada dalam daftar / is not in the list of regions"
        )
    bodies = current_law().vocabulary.codes("authorities")
    strange = [office["body"] for office in described.get("offices") or () if office["body"] not in bodies]
    if strange:
        raise BadElection(
            f"`offices`: lembaga tidak dikenal / authority not known: {', '.join(strange)}. "
            f"Pilih / choose: {', '.join(sorted(bodies))}"
        )
    Election.objects.filter(current=True).update(current=False)
    row = Election.objects.create(
        slug=described["slug"],
        name=described["name"],
        regime=described["regime"],
        kind=described["kind"],
        region=region,
        office_timezone=described.get("office_timezone", "Asia/Jakarta"),
        monitors=described.get("monitors"),
        current=True,
        **{key: described.get(key) for key in DATES},
    )
    for pair in described.get("pairs") or ():
        CandidatePair.objects.create(election=row, number=pair["number"], label=pair["label"])
    for office in described.get("offices") or ():
        Office.objects.create(
            body=office["body"],
            name=office["name"],
            address=office.get("address", ""),
            region=region,
            timezone=row.office_timezone,
        )
    for extra in described.get("extra_days") or ():
        ExtraDayOff.objects.create(election=row, day=extra["day"], reason=extra["reason"])
    record(verb="election_added", subject=f"election:{row.slug}", actor="system", at=now, detail={"kind": row.kind})
    return row
