"""A known cast, told once: the rehearsal's re-vote and the people at its desk. All of it is invented."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.test import Client
from hypothesis import HealthCheck, settings

from jurdil.apps.accounts.models import Person, PersonRole, Role
from jurdil.apps.elections.models import CandidatePair, Election, Office, Region

# A busy machine makes nothing wrong: properties have no time limit.
settings.register_profile("jurdil", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("jurdil")

NOW = datetime(2025, 4, 14, 2, 0, tzinfo=UTC)  # Monday, 09.00 WIB, five days before the re-vote


def a_person(handle: str, *roles: str) -> Person:
    person = Person.objects.create(handle=handle, name=handle.replace("-", " ").title(), created_at=NOW)
    PersonRole.objects.bulk_create([PersonRole(person=person, role=role) for role in roles])
    return person


@pytest.fixture
def regions(db: None) -> dict[str, Region]:
    rows = [
        ("36", None, "Banten"),
        ("36.04", "36", "Kabupaten Serang"),
        ("36.04.05", "36.04", "Kramatwatu"),
        ("36.04.05.2001", "36.04.05", "Kramatwatu"),
        ("36.04.29", "36.04", "Anyar"),
        ("36.04.29.2001", "36.04.29", "Anyar"),
    ]
    made = {}
    for code, parent, name in rows:
        folded = "".join(sign for sign in name.lower() if sign.isalnum())
        made[code] = Region.objects.create(code=code, parent_id=parent, name=name, folded=folded, source="test")
    return made


@pytest.fixture
def election(regions: dict[str, Region]) -> Election:
    row = Election.objects.create(
        slug="psu-latihan",
        name="PSU latihan",
        regime="local_election",
        kind="revote",
        region=regions["36.04"],
        pairs_determined=date(2024, 9, 22),
        quiet_from=date(2025, 4, 16),
        quiet_to=date(2025, 4, 19),
        voting_day=date(2025, 4, 19),
        monitors=40,
        current=True,
    )
    CandidatePair.objects.create(election=row, number=1, label="Pasangan Melati")
    CandidatePair.objects.create(election=row, number=2, label="Pasangan Kenanga")
    Office.objects.create(body="bawaslu", name="Bawaslu Kabupaten (latihan)", region=regions["36.04"])
    return row


@pytest.fixture
def coordinator(db: None) -> Person:
    return a_person("koordinator", Role.COORDINATOR)


@pytest.fixture
def reviewer(db: None) -> Person:
    return a_person("peninjau-satu", Role.REVIEWER)


@pytest.fixture
def second_reviewer(db: None) -> Person:
    return a_person("peninjau-dua", Role.REVIEWER)


@pytest.fixture
def advocate(db: None) -> Person:
    return a_person("pendamping", Role.ADVOCATE)


@pytest.fixture
def outsider(db: None) -> Person:
    return a_person("orang-luar")


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client
