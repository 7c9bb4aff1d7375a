"""`jurdil verify` needs no instance, answers with 0 or 1, and can be read by a program."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

from tests.dossier_samples import bundle


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "from jurdil.config.cli import main; main()", *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": str(Path(__file__).parents[2] / "src"), "PATH": "/usr/bin:/bin", "COLUMNS": "200"},
    )


def test_a_whole_bundle_ends_with_0_and_shows_the_digest(tmp_path):
    bundle(tmp_path / "b.zip", papers=False)
    done = run("verify", str(tmp_path / "b.zip"))
    assert done.returncode == 0, done.stderr
    assert "Utuh / Whole" in done.stdout
    answer = json.loads(run("verify", str(tmp_path / "b.zip"), "--json").stdout)
    assert answer["ok"] is True
    assert answer["dossier_digest"] in done.stdout


def test_a_spoiled_bundle_ends_with_1_and_names_the_file(tmp_path):
    bundle(tmp_path / "b.zip", papers=False)
    with zipfile.ZipFile(tmp_path / "b.zip") as whole, zipfile.ZipFile(tmp_path / "c.zip", "w") as spoiled:
        for name in whole.namelist():
            content = whole.read(name)
            spoiled.writestr(name, content[:-1] + b"~" if name.endswith("dossier.json") else content)
    done = run("verify", str(tmp_path / "c.zip"))
    assert done.returncode == 1
    assert "data/dossier.json berubah" in done.stderr
    assert "Traceback" not in done.stderr
    answer = run("verify", str(tmp_path / "c.zip"), "--json")
    assert answer.returncode == 1
    assert json.loads(answer.stdout)["faults"][0]["file"] == "data/dossier.json"


def test_the_help_speaks_both_languages(tmp_path):
    told = run("verify", "--help").stdout
    assert "Periksa paket berkas tanpa server" in told
    assert "Check a bundle without a server" in told


def test_checking_a_bundle_imports_no_django(tmp_path):
    bundle(tmp_path / "b.zip", papers=False)
    program = (
        "import sys; from pathlib import Path; from jurdil.adapters.bundle_check import verify_bundle;"
        f"assert verify_bundle(Path({str(tmp_path / 'b.zip')!r})).ok; assert 'django' not in sys.modules;"
        "assert 'typst' not in sys.modules"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": str(Path(__file__).parents[2] / "src")},
    )
    assert done.returncode == 0, done.stderr
