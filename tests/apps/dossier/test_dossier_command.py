"""`jurdil dossier` finds what is meant, writes what is frozen or a marked draft, and says what it did."""

from __future__ import annotations

import json
import stat

import pytest
import typer
from typer.testing import CliRunner

from jurdil.adapters.bundle_check import verify_bundle
from jurdil.apps.dossier import actions
from jurdil.apps.evidence import actions as evidence
from jurdil.apps.journal.models import JournalEntry
from jurdil.config.cli import dossier as commands
from jurdil.core.dossier import Reporter
from tests.apps.dossier_cases import NOW, taken_up, told


@pytest.fixture
def run():
    app = typer.Typer()
    commands.register(app)
    return lambda *arguments: CliRunner().invoke(app, list(arguments))


@pytest.fixture
def case(election):
    return taken_up(told(election))


def frozen(case, advocate, seen=0):
    if not case.reporters.exists():
        actions.choose_reporter(
            case_id=case.pk, reporter=Reporter(name="Ratna Rekaan"), capacity="citizen", voter_here=True,
            same_person=False, by=advocate, now=NOW,
        )  # fmt: skip
    return actions.freeze_dossier(case_id=case.pk, by=advocate, now=NOW, seen_version=seen)


def test_a_case_is_found_by_its_number_its_id_or_any_of_its_reports(case):
    for reference in ("JRD-2025-0001", "jrd-2025-0001", str(case.pk), str(case.report.pk)):
        assert actions.find(reference) == case
    for reference in ("", "JRD-2025-9999", "00000000-0000-0000-0000-000000000000", "bukan id"):
        assert actions.find(reference) is None


def test_an_imported_report_is_found_by_the_id_it_came_with(election):
    report = told(election, photos=0)
    type(report).objects.filter(pk=report.pk).update(external_id="INC-002")
    assert actions.find("INC-002") == report


def test_without_a_frozen_version_a_draft_is_written_for_its_owner_only(case, run, tmp_path):
    path = tmp_path / "konsep.zip"
    done = run("dossier", "JRD-2025-0001", "--out", str(path), "--json")
    assert done.exit_code == 0, done.output
    answer = json.loads(done.output)
    assert (answer["ok"], answer["draft"], answer["version"]) == (True, True, 1)
    assert "reporter_identity" in answer["missing"]
    assert verify_bundle(path).dossier_digest == answer["dossier_digest"]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert not list(tmp_path.glob("*.part"))


def test_the_last_frozen_version_is_written_as_it_was_frozen(case, run, advocate, tmp_path):
    frozen(case, advocate)
    row = frozen(case, advocate, seen=1)
    path = tmp_path / "b.zip"
    done = run("dossier", "JRD-2025-0001", "--out", str(path))
    assert done.exit_code == 0, done.output
    assert path.read_bytes() == b"".join(actions.open_bundle(dossier_id=row.pk, by=advocate, now=NOW)[1])
    assert JournalEntry.objects.filter(verb="dossier_opened", actor="system").count() == 1
    done = run("dossier", "JRD-2025-0001", "--draft", "--out", str(path))
    assert verify_bundle(path).draft is True
    assert verify_bundle(path).version == 3


def test_what_is_not_there_or_cannot_be_written_is_said_in_one_sentence(case, run, tmp_path):
    for arguments in (("tidak-ada",), ("JRD-2025-0001", "--out", str(tmp_path / "tidak" / "ada.zip"))):
        done = run("dossier", *arguments)
        assert done.exit_code == 1
        assert len(done.output.strip().splitlines()) == 1
        assert " / " in done.output
        assert json.loads(run("dossier", *arguments, "--json").output)["ok"] is False


def test_a_changed_original_stops_the_writing_and_leaves_no_file(case, run, tmp_path):
    path = evidence.store().path(case.report.evidence.first().item.sha256)
    kept = path.read_bytes()
    path.chmod(0o600)
    path.write_bytes(b"lain")
    try:
        done = run("dossier", "JRD-2025-0001", "--out", str(tmp_path / "b.zip"))
        assert done.exit_code == 1
        assert "jurdil doctor" in done.output
        assert list(tmp_path.iterdir()) == []
    finally:
        path.write_bytes(kept)
        path.chmod(0o400)
