"""`jurdil import` and then `jurdil qualify` on the same file."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from jurdil.apps.intake.importing import import_lines
from jurdil.apps.intake.models import Report
from jurdil.config import known_reports
from jurdil.config.cli import law as law_commands
from tests.conftest import NOW

LINE = {
    "id": "REKAAN-1",
    "act": "attend_event",
    "event_date": "2025-04-12",
    "known_date": "2025-04-12",
    "reported_category": "civil_servant",
    "narrative": "Cerita rekaan untuk uji coba.",
}


def qualify(path: Path) -> tuple[int, list[dict[str, object]]]:
    import typer

    app = typer.Typer()
    law_commands.register(app)
    answered = CliRunner().invoke(app, ["qualify", str(path)])
    return answered.exit_code, [json.loads(line) for line in answered.stdout.splitlines()]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "laporan.jsonl"
    path.write_text(json.dumps(LINE), "utf-8")
    return path


@pytest.mark.django_db
def test_a_line_that_was_imported_is_answered_from_its_report(election: object, file: Path) -> None:
    (line,) = import_lines([(1, LINE)], now=NOW)
    assert line.outcome == "imported"
    code, (answer,) = qualify(file)
    assert (code, answer["id"]) == (0, "REKAAN-1")
    assert answer["requirements"]["missing"]  # type: ignore[index]
    assert known_reports.facts_of_known(str(Report.objects.get().pk)) is not None


@pytest.mark.django_db
def test_a_line_that_was_not_imported_is_told_to_be_imported_first(election: object, file: Path) -> None:
    code, (answer,) = qualify(file)
    assert code == 1
    assert "jurdil import" in answer["error"]["message"]  # type: ignore[index]
