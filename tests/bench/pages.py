"""The list pages with ten thousand reports stored, beside the same request for one indexed row."""

from __future__ import annotations

import statistics
import time
import uuid
from collections.abc import Callable
from datetime import date, timedelta
from itertools import cycle, islice

import tests.settings

Row = tuple[str, float, str, str, float, str]
REPORTS = 10_000
ROUNDS = 40


def run() -> list[Row]:
    """Rows of (name, value, unit, reference name, reference value, budget)."""
    from django.core.management import call_command
    from django.test import Client
    from django.test.utils import setup_test_environment
    from django.urls import reverse

    tests.settings.SECRET_KEY  # noqa: B018 - its import made the instance that is measured
    setup()
    setup_test_environment()
    call_command("migrate", verbosity=0)
    person, one = fill()
    client = Client()
    client.force_login(person)

    def ask(path: str) -> Callable[[], None]:
        def once() -> None:
            answer = client.get(path)
            if answer.status_code != 200:
                raise RuntimeError(f"{path}: {answer.status_code}")
            b"".join(answer)

        return once

    single = times(ask(f"/bench/{one}/"))
    rows: list[Row] = []
    for name, path in (("queue", reverse("verification:queue")), ("public page", reverse("publication:numbers"))):
        found = times(ask(path))
        reference = "one row by its key, same middleware"
        for part, place in (("p50", 0.5), ("p95", 0.95)):
            budget = "< 300 ms" if part == "p95" else "none"
            value = 1000 * quantile(found, place)
            rows.append((f"{name} at 10,000 reports, {part}", value, "ms", reference, 1000 * quantile(single, place), budget))
    return rows


def setup() -> None:
    import os

    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.bench._settings"
    import django

    django.setup()


def times(once: Callable[[], None]) -> list[float]:
    """CPU seconds of each of many requests, after a few that warm up: nothing else on the machine counts."""
    for _ in range(3):
        once()
    found = []
    for _ in range(ROUNDS):
        start = time.process_time()
        once()
        found.append(time.process_time() - start)
    return found


def quantile(found: list[float], place: float) -> float:
    return statistics.quantiles(found, n=100, method="inclusive")[round(place * 100) - 1]


def fill() -> tuple[object, uuid.UUID]:
    """Ten thousand reports of one election in many districts; a coordinator; the key of one report."""
    from django.conf import settings
    from django.db import transaction

    from jurdil.apps.accounts.models import Person, PersonRole, Role
    from jurdil.apps.elections.models import Election, Region
    from jurdil.apps.intake.models import Report, ReportedParty

    now = settings.CLOCK.now()
    districts = [f"36.04.{number:02}" for number in range(5, 34)]
    with transaction.atomic():
        Region.objects.create(code="36", name="Banten", folded="banten", source="uji")
        Region.objects.create(code="36.04", parent_id="36", name="Kabupaten Uji", folded="uji", source="uji")
        Region.objects.bulk_create(
            [Region(code=code, parent_id="36.04", name=f"Kecamatan {code}", folded=code, source="uji") for code in districts]
        )
        election = Election.objects.create(
            slug="uji", name="Uji", regime="local_election", kind="regular", region_id="36.04", voting_day=date(2025, 4, 19),
            monitors=326, current=True,
        )  # fmt: skip
        acts = cycle(["attend_event", "give_money", "partisan_photo", "mobilise", "props", "social_media_support"])
        places = cycle(districts)
        categories = cycle(["village_head", "civil_servant", "village_officer", "neighbourhood_head"])
        reports = [
            Report(
                election=election, idempotency_key=str(uuid.uuid4()), channel="web",
                received_at=now - timedelta(minutes=number),
                act=act, region_id=place, event_date=now.date() - timedelta(days=2), known_date=now.date() - timedelta(days=1),
                narrative="Cerita rekaan. " * 20, safe_last_moment=now + timedelta(minutes=number),
            )
            for number, (act, place) in enumerate(islice(zip(acts, places, strict=False), REPORTS))
        ]  # fmt: skip
        Report.objects.bulk_create(reports, batch_size=1000)
        ReportedParty.objects.bulk_create(
            [ReportedParty(report=report, index=0, category=next(categories), office="kades") for report in reports],
            batch_size=1000,
        )
    person = Person.objects.create(handle="koordinator", name="Koordinator", created_at=now)
    PersonRole.objects.create(person=person, role=Role.COORDINATOR)
    return person, reports[REPORTS // 2].pk
