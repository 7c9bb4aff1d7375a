"""Style, types, layers, templates, migrations, translations, licences: what `make check` and CI hold against the code."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"


def run(title: str, *command: str, **environment: str) -> bool:
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True, check=False)
    print(f"{'ok  ' if done.returncode == 0 else 'FAIL'}  {title}", flush=True)
    if done.returncode:
        print((done.stdout + done.stderr).strip()[-4000:], flush=True)
    return done.returncode == 0


def main() -> int:
    from jurdil.adapters import instance

    with tempfile.TemporaryDirectory(prefix="jurdil-check-") as folder:
        instance.create(Path(folder), kind="rehearsal", created=datetime.now(UTC))
        python = str(BIN / "python")
        manage = [python, "-m", "jurdil.config.manage"]
        results = [
            run("ruff", str(BIN / "ruff"), "check", "."),
            run("ruff format", str(BIN / "ruff"), "format", "--check", "."),
            run("mypy", str(BIN / "mypy")),
            run("import-linter", str(BIN / "lint-imports")),
            run("djlint", str(BIN / "djlint"), "src/jurdil", "--lint", "--quiet"),
            run("django", *manage, "check", JURDIL_HOME=folder),
            run("migrations", *manage, "makemigrations", "--check", "--dry-run", JURDIL_HOME=folder),
            run("translations", python, "tools/messages.py", "check"),
            run("licences", python, "tools/licences.py"),
            run("law", str(BIN / "jurdil"), "law", "check"),
        ]
    print(f"{sum(results)} passed, {len(results) - sum(results)} failed")
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
