"""The file of an election is judged before anything is made, and every fault is named."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from jurdil.config.election_file import BadElection, checked

GOOD: dict[str, Any] = {
    "slug": "psu-2025",
    "name": "PSU rekaan",
    "regime": "local_election",
    "kind": "revote",
    "region": "36.04",
    "voting_day": date(2025, 4, 19),
    "quiet_from": date(2025, 4, 16),
    "quiet_to": date(2025, 4, 19),
    "monitors": 120,
    "pairs": [{"number": 1, "label": "Melati"}, {"number": 2, "label": "Kenanga"}],
    "offices": [{"body": "bawaslu", "name": "Bawaslu rekaan"}],
    "extra_days": [{"day": date(2025, 4, 19), "reason": "hari pemungutan suara"}],
}


def test_a_whole_description_is_taken_as_it_is() -> None:
    assert checked(GOOD) == GOOD
    assert checked({key: GOOD[key] for key in ("slug", "name", "regime", "kind", "region", "voting_day")})


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("slug", "dua kata"), ("slug", None), ("name", ["a"]), ("name", "x" * 161), ("regime", ["a"]), ("kind", "lain"),
        ("region", 36.04), ("voting_day", "besok"), ("voting_day", datetime(2025, 4, 19, 8)), ("quiet_to", None),
        ("quiet_from", date(2025, 4, 20)), ("monitors", "banyak"), ("monitors", -1), ("office_timezone", "Mars/Utopia"),
        ("warna", "biru"), ("pairs", 3), ("pairs", ["Melati"]), ("pairs", [{"number": 1}]),
        ("pairs", [{"number": "satu", "label": "a"}]), ("pairs", [{"number": 1, "label": "a"}, {"number": 1, "label": "b"}]),
        ("offices", [{"name": "tanpa lembaga"}]), ("offices", ["Bawaslu"]), ("extra_days", [{"day": "besok", "reason": "x"}]),
        ("extra_days", [{"day": date(2025, 4, 19)}]), ("extra_days", [GOOD["extra_days"][0]] * 2),
    ],
)  # fmt: skip
def test_a_fault_in_the_description_is_named_by_its_key(key: str, value: object) -> None:
    with pytest.raises(BadElection, match=key.removesuffix("_to").removesuffix("_from")):
        checked({**GOOD, key: value})


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"slug: [", "cannot be read"), (b"\xff\xfe\x00", "cannot be read"), (b"- a", "not a mapping"), (b"slug: x", "`name`")],
)
def test_a_bad_file_makes_no_instance_and_no_traceback(tmp_path: Path, content: bytes, said: str) -> None:
    (tmp_path / "pemilihan.yaml").write_bytes(content)
    ran = jurdil(tmp_path / "rumah", "init", "--election", str(tmp_path / "pemilihan.yaml"))
    assert ran.returncode == 1 and said in ran.stderr and "Traceback" not in ran.stderr
    assert not (tmp_path / "rumah").exists()


@pytest.mark.parametrize("command", ["init", "doctor", "serve", "demo"])
def test_a_damaged_instance_is_named_and_left_alone(tmp_path: Path, command: str) -> None:
    (tmp_path / "instance.json").write_text('{"kind"')
    ran = jurdil(tmp_path, command, *(["--port", "9"] if command == "serve" else ["--no-serve"] if command == "demo" else []))
    assert ran.returncode == 1 and "instance.json" in ran.stdout + ran.stderr
    assert "Traceback" not in ran.stderr and [path.name for path in tmp_path.iterdir()] == ["instance.json"]


def jurdil(home: Path, *asked: str) -> subprocess.CompletedProcess[str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("JURDIL_", "DJANGO_"))}
    program = Path(sys.executable).parent / "jurdil"
    environment = {**kept, "JURDIL_HOME": str(home)}
    return subprocess.run([program, *asked], capture_output=True, text=True, timeout=60, env=environment, check=False)
