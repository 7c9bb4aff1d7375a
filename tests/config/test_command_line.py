"""What the command line says when something is in the way."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest


def jurdil(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).with_name("jurdil")), *words]
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("JURDIL_", "DJANGO_"))}
    return subprocess.run(command, env={**clean, **environment}, capture_output=True, text=True, check=False)


def test_a_port_in_use_is_told_before_anything_is_made(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        said = jurdil("demo", "--port", str(taken.getsockname()[1]), JURDIL_HOME=str(tmp_path / "home"))
    assert said.returncode == 1
    assert "sudah dipakai" in said.stderr
    assert not (tmp_path / "home").exists()


def test_a_real_instance_has_closed_secrets_a_coordinator_and_no_clock_of_its_own(tmp_path: Path) -> None:
    home = tmp_path / "home"
    said = jurdil("init", "--coordinator", "Nama Rekaan", JURDIL_HOME=str(home))
    assert said.returncode == 0, said.stderr
    assert "/masuk/" in said.stdout
    assert {oct(file.stat().st_mode & 0o777) for file in (home / "secrets").iterdir()} == {"0o600"}
    refused = jurdil("dossier", "X", JURDIL_HOME=str(home), JURDIL_NOW="2025-04-17T15:00:00+07:00")
    assert refused.returncode != 0
    assert "JURDIL_NOW" in refused.stderr


@pytest.mark.parametrize(
    "command", ["init", "serve", "demo", "doctor", "import", "qualify", "deadline", "dossier", "verify", "law"]
)
def test_every_command_explains_itself_in_both_languages(command: str) -> None:
    said = jurdil(command, "--help")
    assert said.returncode == 0
    assert " / " in said.stdout


def test_a_command_without_an_instance_says_how_to_make_one(tmp_path: Path) -> None:
    said = jurdil("import", os.devnull, JURDIL_HOME=str(tmp_path / "none"))
    assert said.returncode == 1
    assert "jurdil init" in said.stderr
    assert "Traceback" not in said.stderr
