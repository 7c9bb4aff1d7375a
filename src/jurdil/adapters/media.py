"""What does a photo itself say of time, camera and place, and what is a copy of it that tells none of this?

Hostile pictures exist (bombs, broken headers), so each is opened in a process of its own with little memory, little time
and no other rights than to read one file and write one copy. What goes wrong there is a warning, never a crash here.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import puremagic

SECONDS = 20
MEMORY_BYTES = 1536 * 1024 * 1024
MAX_PIXELS = 120_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """`facts`: width, height, taken_at (as the file writes it), camera, latitude, longitude; `copy`: WebP bytes or None.

    `warnings`: "truncated", "unreadable", "too_many_pixels", "took_too_long".
    """

    facts: dict[str, Any] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    copy: bytes | None = None


def second_opinion(head: bytes, filename: str) -> str:
    """The media type that a larger table of signatures sees in the first bytes; "" if none with confidence."""
    try:
        matches = puremagic.magic_string(head, filename)
    except (puremagic.PureError, ValueError):
        return ""
    best = max(matches, key=lambda match: match.confidence, default=None)
    return str(best.mime_type) if best is not None and best.confidence >= 0.7 else ""


def zip_names(path: Path, *, at_most: int = 2000) -> tuple[str, ...]:
    """The names inside a ZIP; empty if it cannot be read."""
    try:
        with zipfile.ZipFile(path) as archive:
            return tuple(archive.namelist()[:at_most])
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return ()


def look(original: Path, *, longest_side: int = 1600, seconds: float = SECONDS) -> Looked:
    """Opens one photo in a process of its own. Never raises for what is in the file."""
    with tempfile.TemporaryDirectory(prefix="jurdil-look-") as folder:
        copy = Path(folder) / "copy.webp"
        order = {
            "original": str(original), "copy": str(copy), "longest_side": longest_side,
            "max_pixels": MAX_PIXELS, "memory": MEMORY_BYTES, "seconds": int(seconds),
        }  # fmt: skip
        worker = Path(__file__).with_name("media_worker.py")
        try:
            done = subprocess.run(
                [sys.executable, "-I", str(worker)],
                input=json.dumps(order).encode(),
                capture_output=True,
                timeout=seconds + 5,
                check=False,
                cwd=folder,
                env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "MALLOC_ARENA_MAX": "2"},
            )
        except subprocess.TimeoutExpired:
            return Looked(warnings=("took_too_long",))
        try:
            said = json.loads(done.stdout)
        except ValueError:
            return Looked(warnings=("took_too_long" if done.returncode in (-24, -9) else "unreadable",))
        return Looked(
            facts=said["facts"],
            warnings=tuple(said["warnings"]),
            copy=copy.read_bytes() if copy.is_file() and said.get("copied") else None,
        )
