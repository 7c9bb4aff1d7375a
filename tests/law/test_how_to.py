"""The how-to for lawyers, done as it says: the completion window goes from 2 to 3 days, and both values are shown."""

from __future__ import annotations

import shutil
from pathlib import Path

from typer.testing import CliRunner

from jurdil.adapters.law_files import law_folder
from jurdil.config.cli import app
from tests.law import test_commands  # registers the commands  # noqa: F401

RUN = CliRunner()
OLD = "{from: 2024-10-01, n: 2, unit: calendar_day,"
CLOSED = "{from: 2024-10-01, to: 2026-12-01, n: 2, unit: calendar_day,"
NEW = "      - {from: 2026-12-01, n: 3, unit: calendar_day, confidence: S1, sources: [s175]}\n"


def test_a_lawyer_changes_the_completion_window_by_the_how_to_alone(tmp_path: Path) -> None:
    country = tmp_path / "id"
    shutil.copytree(law_folder(), country)
    file = country / "deadlines.yaml"
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    place = next(number for number, line in enumerate(lines) if OLD in line)
    lines[place] = lines[place].replace(OLD, CLOSED)
    lines.insert(place + 1, NEW)
    file.write_text("".join(lines), encoding="utf-8")

    unsourced = RUN.invoke(app, ["law", "check", "--law", str(country)])
    assert unsourced.exit_code == 2
    assert f"deadlines.yaml:{place + 2}: “s175” is not declared under sources" in unsourced.stderr

    with (country / "sources.yaml").open("a", encoding="utf-8") as sources:
        sources.write('  s175: "Perubahan waktu melengkapi · laman Bawaslu"\n')
    assert RUN.invoke(app, ["law", "check", "--law", str(country)]).exit_code == 0

    change = RUN.invoke(app, ["law", "diff", "2026-11-30", "2026-12-01", "--law", str(country)]).stdout
    assert "deadline complete_report" in change and "2 calendar_day" in change and "3 calendar_day" in change

    told = RUN.invoke(app, ["deadline", "complete_report", "--anchor", "2026-12-02", "--law", str(country)]).stdout
    assert "Jumat, 4 Desember 2026" in told  # 3 days from Wednesday 2 December, the safe reading
    assert "Menurut baris lain (2 hari kalender" in told and "Kamis, 3 Desember 2026" in told


def test_the_how_to_names_every_kind_of_condition_a_lawyer_meets_in_the_files() -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "how-to" / "law.md").read_text(encoding="utf-8")
    for kind in ("subject", "act", "beneficiary", "circumstance", "exception", "stated", "during", "since", "before",
                 "within", "breach_of", "mental", "any", "all", "not", "open", "contested"):  # fmt: skip
        assert f"{kind}:" in page, kind
