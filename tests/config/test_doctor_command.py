"""`jurdil doctor` as an operator or a cron job runs it: words for people, JSON for programs, an exit code for both."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from jurdil.adapters import instance
from tests.serving import environment_for, prepare

JURDIL = Path(sys.executable).with_name("jurdil")


def doctor(environment: dict[str, str], *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(JURDIL), "doctor", *options], env=environment, capture_output=True, text=True, check=False, timeout=120
    )


def findings(done: subprocess.CompletedProcess[str]) -> dict[str, dict[str, object]]:
    return {finding["check"]: finding for finding in json.loads(done.stdout)["findings"]}


def test_without_an_instance_it_says_what_to_run_and_fails(tmp_path: Path) -> None:
    done = doctor(environment_for(tmp_path / "nothing"))
    assert done.returncode == 1
    assert "jurdil init" in done.stdout and "Traceback" not in done.stderr


def test_an_instance_in_order_except_for_its_calendar_fails_for_that_alone(tmp_path: Path) -> None:
    environment = prepare(tmp_path / "home")
    done = doctor(environment, "--json", "--fix-nothing")
    said = findings(done)
    failed = {check for check, finding in said.items() if finding["state"] == "fail"}
    assert done.returncode == 1
    assert failed <= {"calendar", "front_end"} and "calendar" in failed
    assert said["journal"]["state"] == said["originals"]["state"] == said["secrets"]["state"] == "ok"


def test_a_real_instance_served_in_the_clear_is_told_so_in_both_languages(tmp_path: Path) -> None:
    home = tmp_path / "home"
    instance.create(home, kind="real", created=datetime.now(UTC))
    done = doctor(environment_for(home))
    assert done.returncode == 1
    assert "JURDIL_HTTPS=1" in done.stdout
    assert "Situs belum dilindungi TLS" in done.stdout and "not protected by TLS" in done.stdout


def test_a_real_instance_with_a_rehearsal_clock_is_refused(tmp_path: Path) -> None:
    home = tmp_path / "home"
    instance.create(home, kind="real", created=datetime.now(UTC))
    done = doctor(environment_for(home) | {"JURDIL_NOW": "2025-04-15T09:00:00+07:00"}, "--json")
    assert done.returncode == 1
    assert "JURDIL_NOW" in str(findings(done)["start"])
