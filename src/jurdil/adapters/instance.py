"""The folder that holds one instance: its kind, its database, its originals, and its secrets (mode 600).

JURDIL_HOME/
  instance.json      {"kind": "rehearsal" | "real", "created": ISO 8601, "ahead": seconds of the rehearsal's clock}
  jurdil.sqlite3
  originals/         content-addressed, see blob_store
  incoming/          uploads on their way
  secrets/           django, receipt_code, and one age identity for each seal
"""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pyrage

SEALS = ("witness", "reporter", "link")
KEYS = ("django", "receipt_code")


class NoInstance(Exception):
    """The folder holds no instance, or an incomplete one; the message says what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Instance:
    home: Path
    kind: str
    ahead: timedelta = timedelta(0)  # how far a rehearsal's clock runs before the machine's; zero when real

    @property
    def rehearsal(self) -> bool:
        return self.kind == "rehearsal"

    @property
    def originals(self) -> Path:
        return self.home / "originals"

    def secret(self, name: str) -> str:
        """The text of one secret. Raises `NoInstance` if its file is missing."""
        path = self.home / "secrets" / name
        try:
            return path.read_text("ascii").strip()
        except FileNotFoundError:
            raise NoInstance(
                f"Kunci {path} hilang. Pulihkan dari cadangan. / The secret {path} is missing. Restore it from your backup."
            ) from None


def write_secret(path: Path, text: str) -> None:
    """Writes a new file that only its owner can read. Never overwrites."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(text + "\n")


def create(home: Path, *, kind: str, created: datetime, ahead: timedelta = timedelta(0)) -> Instance:
    """Makes the folder and its secrets. Raises `FileExistsError` if there is an instance already."""
    home.mkdir(parents=True, exist_ok=True)
    if (home / "instance.json").exists():
        raise FileExistsError(home)
    home.chmod(0o700)
    for folder in ("secrets", "originals", "incoming"):
        (home / folder).mkdir(mode=0o700, exist_ok=True)
    for name in KEYS:
        if not (home / "secrets" / name).exists():
            write_secret(home / "secrets" / name, secrets.token_urlsafe(48))
    for name in SEALS:
        if not (home / "secrets" / f"{name}.agekey").exists():
            write_secret(home / "secrets" / f"{name}.agekey", str(pyrage.x25519.Identity.generate()))
    described = {"kind": kind, "created": created.isoformat(), "ahead": ahead.total_seconds()}
    (home / "instance.json").write_text(json.dumps(described) + "\n", "utf-8")
    return Instance(home=home, kind=kind, ahead=ahead)


def load(home: Path) -> Instance:
    """The instance in that folder. Raises `NoInstance` with what to do."""
    try:
        described = json.loads((home / "instance.json").read_text("utf-8"))
    except FileNotFoundError:
        raise NoInstance(
            f"Belum ada instansi di {home}. Jalankan `jurdil demo` atau `jurdil init`. / "
            f"There is no instance in {home}. Run `jurdil demo` or `jurdil init`."
        ) from None
    except (OSError, ValueError):
        described = None
    if not isinstance(described, dict) or described.get("kind") not in ("rehearsal", "real"):
        raise NoInstance(
            f"{home / 'instance.json'} rusak. Pulihkan dari cadangan. / {home / 'instance.json'} is damaged. "
            "Restore it from your backup."
        )
    ahead = timedelta(seconds=described.get("ahead", 0)) if described["kind"] == "rehearsal" else timedelta(0)
    return Instance(home=home, kind=described["kind"], ahead=ahead)
