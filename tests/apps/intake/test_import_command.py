"""`jurdil import`: what it prints, what it writes, how it ends."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from jurdil.apps.elections.models import Election
from jurdil.apps.intake.models import Draft, Report
from jurdil.config import django_on
from jurdil.config.cli.intake import register
from tests.conftest import NOW


@pytest.fixture
def run(election: Election, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(django_on, "start", lambda: None)
    monkeypatch.setattr(django_on, "migrate", lambda: None)
    app = typer.Typer()
    app.callback()(lambda: None)
    register(app)
    return lambda *words, command="import": CliRunner().invoke(app, [command, *(str(word) for word in words)])


def test_json_lines_go_in_and_what_each_misses_is_said(run: Any, tmp_path: Path) -> None:
    file = tmp_path / "laporan.jsonl"
    good = {"id": "1", "act": "props", "narrative": "Spanduk.", "event_date": "2025-04-12", "known_date": "2025-04-12"}
    file.write_text(json.dumps(good) + "\n\n{rusak\n" + json.dumps({"id": "2", "event_date": "31-11-2024"}) + "\n", "utf-8")
    done = run(file, "--json")
    assert done.exit_code == 1
    said = json.loads(done.stdout)
    assert (said["lines"], said["imported"], said["rejected"]) == (3, 1, 2)
    assert "reporter_identity" in said["readiness"][0]["missing"]
    rejected = [json.loads(line) for line in Path(said["rejected_file"]).read_text("utf-8").splitlines()]
    assert [row["line"] for row in rejected] == [3, 4] and "30 hari" in rejected[1]["problems"][0]
    assert Path(said["rejected_file"]).stat().st_mode & 0o777 == 0o600


def test_a_dry_run_says_what_would_happen_and_keeps_nothing(run: Any, tmp_path: Path) -> None:
    file = tmp_path / "laporan.jsonl"
    file.write_text('{"id": "1", "act": "props", "narrative": "Spanduk."}\n{"id": "2"}\n', "utf-8")
    done = run(file, "--dry-run")
    assert done.exit_code == 1 and "Bisa masuk 1" in done.stdout
    assert not Report.objects.exists() and list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("separator", [",", ";"])
def test_csv_with_reported_persons_in_columns_goes_in(run: Any, tmp_path: Path, separator: str) -> None:
    file = tmp_path / "laporan.csv"
    header = ["id", "act", "narrative", "region", "reported_1_category", "reported_1_office", "reported_2_category"]
    row = ["1", "props", "Spanduk di balai.", "36.04.29", "village_head", "kades", "neighbourhood_head"]
    file.write_text("\ufeff" + separator.join(header) + "\r\n" + separator.join(row) + "\r\n", "utf-8")
    assert run(file).exit_code == 0
    assert [party.category for party in Report.objects.get().reported.all()] == ["village_head", "neighbourhood_head"]


def test_a_file_that_cannot_be_read_is_answered_in_one_line(run: Any, tmp_path: Path) -> None:
    assert run(tmp_path / "tidak-ada.csv").exit_code == 2
    latin = tmp_path / "latin.csv"
    latin.write_bytes(b"id\n\xe9\xff\n")
    done = run(latin)
    assert done.exit_code == 2 and "bukan teks UTF-8" in done.output


def test_tidy_lets_go_of_drafts_that_nobody_came_back_to(run: Any) -> None:
    Draft.objects.create(code_digest="d" * 64, started_at=NOW, expires_at=NOW)
    assert json.loads(run("--json", command="tidy").stdout)["drafts"] == 1
    assert not Draft.objects.exists()
