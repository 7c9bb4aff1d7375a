"""The doctor finds what is broken and says what to do, in both languages, and changes nothing."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction
from pytest_django import Settings

from jurdil.adapters import instance
from jurdil.adapters.blob_store import BlobStore
from jurdil.adapters.sealing import seal_of
from jurdil.apps.accounts.models import Person
from jurdil.apps.dossier.models import ReporterOfRecord
from jurdil.apps.elections.models import CalendarDay, CalendarYear, Election, Region
from jurdil.apps.evidence.models import EvidenceItem
from jurdil.apps.intake.models import Draft
from jurdil.apps.journal.actions import record
from jurdil.apps.journal.models import JournalEntry
from jurdil.config import doctor
from jurdil.core.doctor import Examination, Finding, State
from tests.apps.lodged import a_case, a_report

NOW = datetime(2025, 4, 14, 2, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def context(tmp_path: Path) -> doctor.Context:
    return context_of(tmp_path / "home")


def context_of(home: Path, kind: str = "rehearsal", **environment: str) -> doctor.Context:
    made = instance.create(home, kind=kind, created=NOW - timedelta(days=9))
    return doctor.Context(instance=made, now=NOW, machine_now=NOW, environment=environment, progress=lambda done, of: None)


def said(check: doctor.Check, context: doctor.Context) -> dict[str, Finding]:
    return {finding.check: finding for finding in doctor.guarded(check, context)}


def an_original(context: doctor.Context, content: bytes = b"foto") -> EvidenceItem:
    stored = BlobStore(context.instance.originals).put(BytesIO(content))
    return EvidenceItem.objects.create(
        sha256=stored.sha256, size=stored.size, media_type="image/jpeg", kind="photo", filename="a.jpg", received_at=NOW
    )


def write_journal(count: int) -> None:
    for number in range(count):
        with transaction.atomic():
            record(verb="report_received", subject=f"report:{number}", actor="witness", at=NOW, detail={})


def test_every_finding_that_is_not_ok_says_what_to_do_in_both_languages() -> None:
    for finding in doctor.examine().findings:
        assert finding.said.id and finding.said.en
        assert finding.state is State.OK or (finding.todo and finding.todo.id and finding.todo.en)


def test_originals_that_are_whole_are_well(context: doctor.Context) -> None:
    an_original(context)
    assert said(doctor.originals, context)["originals"].state is State.OK


def test_one_flipped_bit_in_an_original_is_found(context: doctor.Context) -> None:
    item = an_original(context)
    path = BlobStore(context.instance.originals).path(item.sha256)
    path.chmod(0o600)
    content = bytearray(path.read_bytes())
    content[0] ^= 1
    path.write_bytes(content)
    found = said(doctor.originals, context)["originals_changed"]
    assert found.state is State.FAIL
    assert found.detail["sha256"] == [item.sha256]


def test_a_row_whose_original_is_gone_is_found(context: doctor.Context) -> None:
    item = an_original(context)
    BlobStore(context.instance.originals).path(item.sha256).unlink()
    assert said(doctor.originals, context)["originals_missing"].state is State.FAIL


def test_a_file_that_no_row_knows_is_told_but_breaks_nothing(context: doctor.Context) -> None:
    BlobStore(context.instance.originals).put(BytesIO(b"sisa"))
    assert said(doctor.originals, context)["originals_stray"].state is State.WARN


def test_progress_is_told_while_many_originals_are_read(context: doctor.Context) -> None:
    seen: list[tuple[int, int]] = []
    for number in range(3):
        an_original(context, bytes([number]))
    watching = doctor.Context(
        instance=context.instance, now=NOW, machine_now=NOW, environment={}, progress=lambda done, of: seen.append((done, of))
    )
    doctor.guarded(doctor.originals, watching)
    assert seen == [(1, 3), (2, 3), (3, 3)]


def test_a_deleted_journal_row_is_found(context: doctor.Context) -> None:
    write_journal(3)
    JournalEntry.objects.filter(seq=2).delete()
    found = said(doctor.journal, context)["journal"]
    assert found.state is State.FAIL
    assert found.detail["seq"] == 3


def test_an_untouched_journal_is_well(context: doctor.Context) -> None:
    write_journal(2)
    assert said(doctor.journal, context)["journal"].state is State.OK


def test_a_secret_that_others_can_read_is_found_and_the_command_to_close_it_named(context: doctor.Context) -> None:
    path = context.instance.home / "secrets" / "django"
    path.chmod(0o644)
    found = said(doctor.secrets, context)["secrets_mode"]
    assert found.state is State.FAIL
    assert found.todo is not None and f"chmod 600 {path}" in found.todo.en


def test_a_lost_key_is_found_and_nobody_is_told_to_make_a_new_one(context: doctor.Context) -> None:
    (context.instance.home / "secrets" / "reporter.agekey").unlink()
    found = said(doctor.secrets, context)["secrets_missing"]
    assert found.state is State.FAIL
    assert found.todo is not None and "Do not make new ones" in found.todo.en


def test_secrets_as_they_were_made_are_well(context: doctor.Context) -> None:
    assert said(doctor.secrets, context)["secrets"].state is State.OK


def test_a_year_that_nobody_filled_in_is_found(context: doctor.Context) -> None:
    CalendarYear.objects.create(year=2026, version="uji")
    found = said(doctor.calendar, context)
    assert found["calendar"].state is State.FAIL
    assert found["calendar"].detail["year"] == 2025
    assert "calendar_next" not in found


def test_a_next_year_that_is_not_filled_in_is_a_warning(context: doctor.Context) -> None:
    CalendarYear.objects.create(year=2025, version="uji")
    found = said(doctor.calendar, context)
    assert found["calendar_next"].state is State.WARN
    assert "calendar" not in found


def test_this_year_and_the_next_are_well_when_filled_in(context: doctor.Context) -> None:
    for year in (2025, 2026):
        CalendarYear.objects.create(year=year, version="uji")
    CalendarDay.objects.create(day=date(2025, 4, 7), name="cuti bersama", category="government", seen_on=NOW.date())
    assert said(doctor.calendar, context)["calendar"].state is State.OK


def test_on_the_first_hour_of_a_year_in_jakarta_the_new_year_counts(tmp_path: Path) -> None:
    made = instance.create(tmp_path / "home", kind="rehearsal", created=NOW)
    at = datetime(2025, 12, 31, 17, 30, tzinfo=UTC)  # 00.30 WIB on 1 January 2026
    late = doctor.Context(instance=made, now=at, machine_now=at, environment={}, progress=lambda done, of: None)
    assert said(doctor.calendar, late)["calendar"].detail["year"] == 2026


def test_a_clock_behind_the_last_entry_fails_a_real_instance(tmp_path: Path) -> None:
    context = context_of(tmp_path / "home", kind="real")
    with transaction.atomic():
        record(verb="x", subject="y", actor="system", at=NOW + timedelta(days=1))
    assert said(doctor.clocks, context)["clock"].state is State.FAIL


def test_a_rehearsal_that_plays_in_the_past_has_a_clock_that_makes_sense(context: doctor.Context) -> None:
    write_journal(1)
    (context.instance.home / "instance.json").write_text(
        json.dumps({"kind": "rehearsal", "created": (NOW + timedelta(days=500)).isoformat()})
    )
    assert said(doctor.clocks, context)["clock"].state is State.OK


def test_a_real_instance_started_with_a_rehearsal_clock_fails(tmp_path: Path) -> None:
    context = context_of(tmp_path / "home", kind="real", JURDIL_NOW="2025-04-15T09:00:00+07:00")
    assert said(doctor.clocks, context)["clock_rehearsal"].state is State.FAIL


def test_a_real_instance_needs_tls_and_a_name(tmp_path: Path, settings: Settings) -> None:
    context = context_of(tmp_path / "home", kind="real")
    settings.ALLOWED_HOSTS, settings.HTTPS = ["127.0.0.1"], False
    found = said(doctor.web, context)
    assert found["web_hosts"].state is found["web_https"].state is State.FAIL
    settings.ALLOWED_HOSTS, settings.HTTPS, settings.SESSION_COOKIE_SECURE = ["lapor.example"], True, True
    settings.SECURE_HSTS_SECONDS = 60
    assert said(doctor.web, context)["web"].state is State.OK


def test_a_star_is_no_name_for_a_real_instance(tmp_path: Path, settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["*", "lapor.example"]
    assert said(doctor.web, context_of(tmp_path / "home", kind="real"))["web_hosts"].state is State.FAIL


def test_a_rehearsal_may_be_served_in_the_clear(context: doctor.Context) -> None:
    assert said(doctor.web, context)["web"].state is State.OK


def test_drafts_past_their_time_are_told(context: doctor.Context) -> None:
    Draft.objects.create(code_digest="0" * 64, started_at=NOW - timedelta(days=20), expires_at=NOW - timedelta(days=1))
    assert said(doctor.drafts, context)["drafts"].state is State.WARN


def test_an_instance_without_regions_is_found(context: doctor.Context) -> None:
    assert said(doctor.regions, context)["regions"].state is State.FAIL


def test_an_election_whose_districts_are_not_loaded_is_found(context: doctor.Context, election: Election) -> None:
    assert said(doctor.regions, context)["regions"].state is State.OK
    Election.objects.update(region=Region.objects.create(code="36.05", name="Kosong", folded="kosong", source="test"))
    assert said(doctor.regions, context)["regions"].state is State.FAIL


def test_without_a_current_election_nobody_can_report(context: doctor.Context) -> None:
    assert said(doctor.election, context)["election"].state is State.FAIL


def test_a_current_election_with_its_office_is_well(context: doctor.Context, election: Election) -> None:
    assert said(doctor.election, context)["election"].state is State.OK


def test_a_pending_migration_is_found(context: doctor.Context) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'followup'")
    found = said(doctor.migrations, context)["migrations"]
    assert found.state is State.FAIL
    assert any(name.startswith("followup.") for name in found.detail["pending"])


def test_a_full_disk_is_found(context: doctor.Context, monkeypatch: pytest.MonkeyPatch) -> None:
    for free, state in ((100 << 20, State.FAIL), (1 << 30, State.WARN), (50 << 30, State.OK)):
        monkeypatch.setattr("shutil.disk_usage", lambda path, free=free: type("Usage", (), {"free": free})())
        assert said(doctor.disk, context)["disk"].state is state


def test_a_law_file_that_cannot_be_read_is_named_with_its_line(
    context: doctor.Context, tmp_path: Path, settings: Settings
) -> None:
    (tmp_path / "law").mkdir()
    (tmp_path / "law" / "rusak.yaml").write_text("a:\n\tb: 1\n")
    settings.LAW_FOLDER = tmp_path / "law"
    found = said(doctor.law, context)["law"]
    assert found.state is State.FAIL
    assert "rusak.yaml:2" in found.said.en


def test_the_law_of_this_house_loads(context: doctor.Context) -> None:
    assert said(doctor.law, context)["law"].state is State.OK


def test_a_check_that_breaks_is_a_failed_check(context: doctor.Context) -> None:
    def broken(context: doctor.Context):  # type: ignore[no-untyped-def]
        raise OSError("disk gone")
        yield

    found = doctor.guarded(broken, context)
    assert [finding.state for finding in found] == [State.FAIL]
    assert found[0].todo is not None


def test_looking_changes_nothing(context: doctor.Context) -> None:
    an_original(context)
    write_journal(2)
    before = JournalEntry.objects.count(), EvidenceItem.objects.count(), sorted(context.instance.home.rglob("*"))
    for check in doctor.CHECKS:
        doctor.guarded(check, context)
    assert (JournalEntry.objects.count(), EvidenceItem.objects.count(), sorted(context.instance.home.rglob("*"))) == before


def test_a_warning_alone_exits_with_zero_and_a_failure_with_one() -> None:
    from jurdil.core import doctor as core

    well = Examination.of([core.ok("a", "x", "x"), core.warn("b", ("x", "x"), ("y", "y"))])
    ill = Examination.of([core.fail("a", ("x", "x"), ("y", "y"))])
    assert (well.exit_code, ill.exit_code) == (0, 1)
    assert json.loads(json.dumps(ill.as_dict()))["findings"][0]["todo"]["en"] == "y"


def test_a_finding_that_is_not_ok_must_say_what_to_do() -> None:
    from jurdil.core.doctor import Words

    with pytest.raises(ValueError, match="what to do"):
        Finding(check="x", state=State.FAIL, said=Words(id="x", en="x"))


def test_a_key_that_does_not_open_what_was_sealed_is_found(
    context: doctor.Context, tmp_path: Path, election: Election, advocate: Person
) -> None:
    case = a_case(a_report(election), advocate)
    key = context.instance.home / "secrets" / "reporter.agekey"
    ReporterOfRecord.objects.create(
        case=case, capacity="citizen", voter_here=True, chosen_by=advocate, chosen_at=NOW,
        sealed=seal_of(context.instance, "reporter").close_record({"name": "Ratna Rekaan"}),
    )  # fmt: skip
    assert said(doctor.seals, context)["seals"].state is State.OK
    for other in (pyrage_key(), "bukan kunci"):
        key.write_text(other)
        found = said(doctor.seals, context)["seals"]
        assert found.state is State.FAIL and found.detail["keys"] == ["reporter.agekey"]


def pyrage_key() -> str:
    import pyrage

    return str(pyrage.x25519.Identity.generate())


def test_a_file_that_the_disk_damaged_is_told_after_a_whole_copy_took_its_place(context: doctor.Context) -> None:
    item = an_original(context)
    path = BlobStore(context.instance.originals).path(item.sha256)
    path.chmod(0o600)
    path.write_bytes(b"f0to")
    BlobStore(context.instance.originals).put(BytesIO(b"foto"))
    found = said(doctor.originals, context)
    assert found["originals"].state is State.OK and found["originals_damaged"].state is State.WARN


def test_half_a_database_file_is_told_as_damaged_and_to_be_restored(
    context: doctor.Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> None:
        raise DatabaseError("file is not a database")

    monkeypatch.setattr(connection, "cursor", broken)
    monkeypatch.setattr(connection, "vendor", "sqlite")
    found = said(doctor.database, context)["database"]
    assert found.state is State.FAIL and found.todo and "jurdil.sqlite3" in found.todo.id
