"""Loads the list of regions and the table of days off. Run again, they bring what is new and keep what is used."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.conf import settings
from django.db import transaction

from jurdil.adapters.holidays_seed import seed_calendar

from .models import CalendarDay, CalendarYear, Region, RegionAlias
from .regions import fold

SOURCE = "idn-area-data 4.0.1 (ODbL 1.0)"
LEVELS = (
    ("provinces", ""),
    ("regencies", "province_code"),
    ("districts", "regency_code"),
    ("villages", "district_code"),
)
BATCH = 4000

# (region that holds it, its name in the list) → how people write it, beyond spaces and case.
ALIASES: dict[tuple[str, str], tuple[str, ...]] = {
    ("", "Daerah Khusus Ibukota Jakarta"): ("DKI Jakarta", "Daerah Khusus Jakarta", "Jakarta"),
    ("", "Daerah Istimewa Yogyakarta"): ("DI Yogyakarta", "Yogyakarta", "DIY"),
    ("36.04", "Anyar"): ("Anyer",),
    ("36.04", "Pulo Ampel"): ("Pulau Ampel", "Pulaumpel"),
    ("36.04", "Tunjung Teja"): ("Tunjungteja", "Tunjung Tejo"),
    ("36.04", "Lebak Wangi"): ("Lebakwangi",),
    ("36.04", "Gunungsari"): ("Gunung Sari",),
    ("36.04", "Waringinkurung"): ("Waringin Kurung", "Wringinkurung"),
    ("36.04", "Kramatwatu"): ("Keramatwatu", "Kramat Watu"),
    ("36.04", "Bojonegara"): ("Bojonegoro",),
    ("36.04", "Tirtayasa"): ("Tirtoyoso",),
}


@transaction.atomic
def load_regions(folder: Path, codes: Iterable[str] | None = None) -> int:
    """Brings in the regions of the CSV files in `folder` (code, parent, name); how many there are now.

    `codes`: only these regions with all that lies in them and above them. A code that is no longer in the list stays,
    for a report may use it. Raises `FileNotFoundError` if a file is missing.
    """
    wanted = tuple(codes) if codes is not None else None
    for name, parent_column in LEVELS:
        rows = [
            Region(code=code, parent_id=parent or None, name=label, folded=fold(label), source=SOURCE)
            for code, parent, label in _rows(folder / f"{name}.csv", parent_column)
            if wanted is None or any(code.startswith(one) or one.startswith(code) for one in wanted)
        ]
        Region.objects.bulk_create(
            rows,
            batch_size=BATCH,
            update_conflicts=True,
            unique_fields=["code"],
            update_fields=["parent", "name", "folded", "source"],
        )
    _load_aliases()
    return Region.objects.count()


def _rows(path: Path, parent_column: str) -> Iterator[tuple[str, str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield row["code"], row.get(parent_column, ""), row["name"].strip()


def _load_aliases() -> None:
    rows = []
    for (within, name), aliases in ALIASES.items():
        for region in Region.objects.filter(code__startswith=f"{within}." if within else "", name=name):
            rows += [RegionAlias(region=region, folded=fold(alias)) for alias in aliases if fold(alias) != region.folded]
    RegionAlias.objects.bulk_create(rows, ignore_conflicts=True)


@transaction.atomic
def load_calendar() -> int:
    """Seeds the table of days off from the package `holidays`; how many days it holds now.

    Days and years that are there already are left as they are: the table is ours to correct.
    """
    seed = seed_calendar()
    today = settings.CLOCK.now().date()
    CalendarDay.objects.bulk_create(
        [
            CalendarDay(
                day=day.day,
                name=day.name[:160],
                category="government" if day.kind == "collective_leave" else "public",
                decree=(day.decree or "")[:160],
                seen_on=day.seen_on or today,
            )
            for day in seed.by_day.values()
        ],
        batch_size=BATCH,
        ignore_conflicts=True,
    )
    CalendarYear.objects.bulk_create(
        [CalendarYear(year=year, version=seed.version[:120]) for year in sorted(seed.covered_years)], ignore_conflicts=True
    )
    return CalendarDay.objects.count()
