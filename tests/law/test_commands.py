"""The command line of the law desk: one answer a line, clear errors, no Django, no instance."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from jurdil.config.cli import app
from jurdil.config.cli.law import register
from tests.core.law.test_facts import BASE
from tests.core.law.tiny import TINY

if not any(command.name == "qualify" for command in app.registered_commands):
    register(app)
RUN = CliRunner()


def test_one_object_gives_one_line(tmp_path: Path) -> None:
    file = tmp_path / "one.json"
    file.write_text(json.dumps(BASE, indent=2))
    done = RUN.invoke(app, ["qualify", str(file)])
    assert done.exit_code == 0
    assert json.loads(done.stdout)["id"] == "F"


def test_a_bad_line_is_answered_with_its_number_and_the_others_too() -> None:
    lines = [
        json.dumps({**BASE, "id": "a"}),
        "{broken",
        json.dumps({**BASE, "id": "b", "act": "give_mony"}),
        json.dumps({**BASE, "id": "c"}),
    ]
    done = RUN.invoke(app, ["qualify", "-"], input="\n".join(lines))
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.exit_code == 1
    assert [one["id"] for one in told] == ["a", None, "b", "c"]
    assert told[1]["error"]["line"] == 2
    assert told[2]["error"]["problems"][0]["key"] == "act"
    assert "tracks" in told[3]


def test_the_facts_may_stand_inside_a_worked_case() -> None:
    done = RUN.invoke(app, ["qualify", "-"], input=json.dumps({"id": "X", "title": "t", "facts": BASE}))
    assert json.loads(done.stdout)["id"] == "F"


def test_a_file_that_is_not_there_or_no_text_is_told_without_a_traceback(tmp_path: Path) -> None:
    assert "tidak dapat dibaca" in RUN.invoke(app, ["qualify", str(tmp_path / "none")]).stderr
    (tmp_path / "empty").write_text("\n")
    assert "kosong" in RUN.invoke(app, ["qualify", str(tmp_path / "empty")]).stderr
    (tmp_path / "bin").write_bytes(b"\xff\xfe\x00")
    assert "UTF-8" in RUN.invoke(app, ["qualify", str(tmp_path / "bin")]).stderr


def test_a_deadline_explains_itself_and_speaks_json() -> None:
    plain = RUN.invoke(app, ["deadline", "report_pilkada", "--known-date", "2025-04-12", "--zone", "Asia/Jakarta"])
    assert "Kamis, 17 April 2025 pukul 16.00 WIB" in plain.stdout
    told = json.loads(
        RUN.invoke(app, ["deadline", "report_pilkada", "--known-date", "2025-04-12", "--quiet-from", "2025-04-16",
                         "--quiet-to", "2025-04-19", "--voting-day", "2025-04-19", "--json"]).stdout
    )  # fmt: skip
    assert told["safe_last_moment"] == "2025-04-18T23:59:00+07:00"


@pytest.mark.parametrize("words", [
    ["deadline", "report_pilkda", "--known-date", "2025-04-12"],
    ["deadline", "report_pilkada"],
    ["deadline", "report_pilkada", "--known-date", "2025-04-31"],
    ["deadline", "report_pilkada", "--known-date", "2025-04-12", "--zone", "WIB"],
    ["deadline", "report_pilkada", "--known-date", "2010-04-12"],
    ["deadline", "report_pilkada", "--known-date", "2025-04-12", "--quiet-from", "2025-04-16"],
    ["law", "show", "pilkada_99"],
    ["law", "show", "p188", "--on", "2010-01-01"],
    ["law", "diff", "2024-01-01", "yesterday"],
])  # fmt: skip
def test_wrong_words_get_a_sentence_in_two_languages(words: list[str]) -> None:
    done = RUN.invoke(app, words)
    assert done.exit_code in (1, 2)
    assert " / " in done.stderr
    assert "Traceback" not in done.output


def test_check_diff_show_and_reference(tmp_path: Path) -> None:
    assert "Bersih" in RUN.invoke(app, ["law", "check"]).stdout
    assert "p188" in RUN.invoke(app, ["law", "diff", "2024-11-13", "2024-11-14"]).stdout
    assert json.loads(RUN.invoke(app, ["law", "show", "p188", "--on", "2025-01-01", "--json"]).stdout)["opens"] == ["criminal"]
    assert RUN.invoke(app, ["law", "reference", str(tmp_path)]).exit_code == 0
    assert (tmp_path / "README.md").is_file()


def test_a_broken_law_file_is_told_with_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "all.yaml").write_text(TINY.replace("confidence: GK", "confidence: XX"))
    done = RUN.invoke(app, ["law", "check", "--law", str(tmp_path)])
    assert done.exit_code == 2
    assert "all.yaml:" in done.stderr


def test_the_commands_start_without_django() -> None:
    code = "import sys, jurdil.config.cli.law; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
