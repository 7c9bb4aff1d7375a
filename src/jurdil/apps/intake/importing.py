"""Brings in reports from a file: each line is all or nothing, the same id again brings nothing new."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction
from django.db.models import Q, QuerySet

from jurdil.apps.elections.models import Election, Region
from jurdil.apps.elections.regions import fold
from jurdil.core.imported import Imported, read_line
from jurdil.core.report import date_problems

from .actions import register_report
from .clock import local_day
from .models import Report

CENTRAL = frozenset(("51", "52", "53", "63", "64", "65", "71", "72", "73", "74", "75", "76"))  # WITA
EASTERN = frozenset(("81", "82", "91", "92", "93", "94", "95", "96", "97"))  # WIT


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What became of one line: "imported", "known" (was there already), "fits" (dry run) or "rejected"."""

    number: int
    external_id: str
    outcome: str
    problems: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    report: Report | None = None


def import_lines(lines: Iterable[tuple[int, object]], *, now: datetime, dry_run: bool = False) -> Iterator[Line]:
    """Imports one line after another and says what became of each. A line that fails leaves nothing behind."""
    seen: dict[str, int] = {}
    for number, raw in lines:
        read = raw if isinstance(raw, Imported) else read_line(raw)
        first = seen.setdefault(read.external_id, number) if read.external_id else number
        if first != number and not read.problems:
            read = replace(read, problems=(f"Id “{read.external_id}” sudah ada di baris {first}.",))
        yield _one(number, read, now=now, dry_run=dry_run)


def _one(number: int, read: Imported, *, now: datetime, dry_run: bool) -> Line:
    if read.problems:
        return _rejected(number, read, read.problems)
    region, region_problems, region_remarks = region_of(read)
    with transaction.atomic():
        election, election_remarks = election_of(read, region, make=not dry_run)
        problems = [*region_problems]
        if election is None:
            named = f"“{read.election}” " if read.election else "yang sedang dipantau "
            problems.append(f"Pemilihan {named}tidak ada di sini.")
        elif read.telling.pair_number is not None and not _has_pair(election, read.telling.pair_number):
            problems.append(f"Pasangan nomor {read.telling.pair_number} tidak ada di {election.name}.")
        today = local_day(election, now)
        for problem in date_problems(event=read.telling.event_date, known=read.telling.known_date, today=today):
            problems.append(f"{problem.field}: {problem.message % problem.facts if problem.facts else problem.message}")
        if problems or election is None:
            transaction.set_rollback(True)
            return _rejected(number, read, tuple(problems))
        remarks = (*read.remarks, *region_remarks, *election_remarks)
        known = Report.objects.filter(idempotency_key=_key(read)).first()
        if known is not None or dry_run:
            outcome = "known" if known is not None else "fits"
            return Line(number=number, external_id=read.external_id, outcome=outcome, remarks=remarks, report=known)
        report = register_report(
            election=election,
            telling=replace(read.telling, region=region.code if region else ""),
            channel=Report.Channel.IMPORT,
            idempotency_key=_key(read),
            external_id=read.external_id,
            now=now,
        )
    return Line(number=number, external_id=read.external_id, outcome="imported", remarks=remarks, report=report)


def _key(read: Imported) -> str:
    return f"import:{read.external_id}"


def _rejected(number: int, read: Imported, problems: tuple[str, ...]) -> Line:
    return Line(number=number, external_id=read.external_id, outcome="rejected", problems=problems, remarks=read.remarks)


def _has_pair(election: Election, number: int) -> bool:
    return election.pk is not None and election.pairs.filter(number=number).exists()


def region_of(read: Imported) -> tuple[Region | None, list[str], list[str]]:
    """The smallest region that the line names, with problems and remarks. A code must exist; a name may stay unknown."""
    if read.telling.region:
        region = Region.objects.filter(pk=read.telling.region).first()
        return region, [] if region else [f"region: kode {read.telling.region} tidak ada di daftar wilayah."], []
    found: Region | None = None
    for level, name in enumerate(read.places):
        if not name:
            if level >= 2:
                continue
            break
        rows = Region.objects.filter(parent=found) if level < 3 else Region.objects.filter(_below(found))
        match = _named(rows, name)
        if match is None and level == 3 and found is not None and len(found.code) == 5:
            return found, [], [f"“{name}” ada beberapa atau tidak ada di {found.name}; dipakai wilayah di atasnya."]
        if match is None:
            return found, [], [f"“{name}” tidak ada di daftar wilayah; dipakai wilayah di atasnya."]
        found = match
    return found, [], []


def _below(region: Region | None) -> Q:
    return Q(parent=region) | Q(parent__parent=region) if region is not None else Q(pk__in=[])


def _named(rows: QuerySet[Region], name: str) -> Region | None:
    """The one region of that name or alias, whatever its spacing and kind word."""
    folded = fold(name)
    wanted = {folded, fold(name.removeprefix("Provinsi ")), f"kabupaten{folded}", f"kota{folded}", f"kotaadministrasi{folded}"}
    wanted |= {folded.replace("kabupatenadministrasi", "kabupaten"), folded.replace("kotaadministrasi", "kota")}
    found = list(rows.filter(folded__in=wanted)[:3]) or list(rows.filter(aliases__folded=folded)[:3])
    exact = [region for region in found if region.folded == folded]
    return exact[0] if len(exact) == 1 else found[0] if len(found) == 1 else None


def election_of(read: Imported, region: Region | None, *, make: bool = True) -> tuple[Election | None, list[str]]:
    """The election to which a line belongs: the one it names; this instance's own where it fits; else a public one."""
    if read.election:
        return Election.objects.filter(slug=read.election).first(), []
    current = Election.objects.filter(current=True).first()
    if read.shape == "own":
        return current, []
    described, remarks = _public_election(read)
    if current is not None and _fits(current, described, region):
        return current, remarks
    zone = _zone(region)
    slug = described["slug"] if zone == "Asia/Jakarta" else f"{described['slug']}-{zone.rpartition('/')[2].lower()}"
    known = Election.objects.filter(slug=slug).first()
    if known is not None:
        return known, remarks
    campaign, quiet = described["campaign"] or {}, described["quiet"] or {}
    row = Election(
        slug=slug,
        name=described["name"],
        regime=described["regime"],
        kind=described["kind"],
        pairs_determined=described["pairs_determined"],
        campaign_from=campaign.get("from"),
        campaign_to=campaign.get("to"),
        quiet_from=quiet.get("from"),
        quiet_to=quiet.get("to"),
        voting_day=described["voting_day"],
        office_timezone=zone,
    )
    if make:
        row.save()
    return row, remarks


def _public_election(read: Imported) -> tuple[dict[str, Any], list[str]]:
    """The described election whose days hold the day of the line; by its words alone when there is no day."""
    every = _calendar().values()
    fitting = [one for one in every if read.day and one["reports_from"] <= read.day < one["reports_to"]]
    for one in fitting:
        if not read.regime or one["regime"] == read.regime:
            return one, []
    if fitting:
        return fitting[0], [f"Kata-katanya menunjuk pemilihan lain; dipakai {fitting[0]['name']} menurut tanggalnya."]
    slug = "pemilu-2024" if read.regime == "general_election" else "pilkada-2024"
    why = "tanpa tanggal" if read.day is None else "di luar jadwal yang kami kenal"
    return _calendar()[slug], [f"Pemilihan tidak pasti ({why}); dipakai {_calendar()[slug]['name']}."]


def _fits(current: Election, described: Mapping[str, Any], region: Region | None) -> bool:
    """Is this instance's own election the one meant: same day of the vote, and the place lies in its region?"""
    inside = region is not None and current.region_id is not None and f"{region.code}.".startswith(f"{current.region_id}.")
    return current.voting_day == described["voting_day"] and inside


def _zone(region: Region | None) -> str:
    province = region.code[:2] if region else ""
    return "Asia/Makassar" if province in CENTRAL else "Asia/Jayapura" if province in EASTERN else "Asia/Jakarta"


@lru_cache(maxsize=1)
def _calendar() -> dict[str, dict[str, Any]]:
    rows = yaml.safe_load(Path(__file__).with_name("imported_elections.yaml").read_text("utf-8"))
    for row in rows:
        for value in (row["reports_from"], row["reports_to"], row["voting_day"]):
            if not isinstance(value, date):
                raise TypeError(f"{row['slug']}: {value} is no date")
    return {row["slug"]: row for row in rows}
