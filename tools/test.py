"""The whole suite, as `make test` and CI run it: everything on SQLite, the apps and journeys again on PostgreSQL.

Chromium is installed with apt when it is absent and we are root; otherwise the browser journeys skip themselves with
one line that says how to get it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTEST = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider"]
WORKERS = ["-n", str(min(os.cpu_count() or 1, 4)), "--dist", "loadgroup"]


def install_chromium() -> None:
    if shutil.which("chromium") or os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    print("test: installing chromium with apt …", flush=True)
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "check": False}
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], env=environment, **quiet)  # type: ignore[call-overload]
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"]
    subprocess.run(install, env=environment, **quiet)  # type: ignore[call-overload]


def run(title: str, command: list[str]) -> bool:
    print(f"\n== {title}", flush=True)
    started = time.monotonic()
    done = subprocess.run(command, cwd=ROOT, check=False)
    print(f"== {title}: {'passed' if done.returncode == 0 else 'FAILED'} in {time.monotonic() - started:.0f} s", flush=True)
    return done.returncode == 0


def main() -> int:
    install_chromium()
    beside_postgres = [sys.executable, "tools/with_postgres.py"]
    results = [
        run("core, law and apps on SQLite", [*PYTEST, *WORKERS, "tests", "--ignore", "tests/journeys"]),
        run("apps on PostgreSQL", [*beside_postgres, *PYTEST, *WORKERS, "tests/apps"]),
        run("journeys in Chromium, on SQLite", [*PYTEST, "tests/journeys"]),
        run("journeys in Chromium, on PostgreSQL", [*beside_postgres, *PYTEST, "tests/journeys"]),
    ]
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
