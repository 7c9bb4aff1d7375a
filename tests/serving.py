"""A temporary instance served by granian in its own process, as `jurdil serve` does it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[1]

# Same server, same workers and threads for whatever is compared.
SERVE = """
import sys
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels
Granian(sys.argv[1], address="127.0.0.1", port=int(sys.argv[2]), interface=Interfaces.WSGI, workers=1,
        blocking_threads=4, log_level=LogLevels.error, log_access=False).serve()
"""
PREPARE = """
from datetime import UTC, date, datetime
from pathlib import Path
import os
from jurdil.adapters import instance
instance.create(Path(os.environ["JURDIL_HOME"]), kind="rehearsal", created=datetime.now(UTC))
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from jurdil.apps.elections.models import Election, Region
Region.objects.create(code="36", name="Banten", folded="banten", source="uji")
Region.objects.create(code="36.04", parent_id="36", name="Kabupaten Uji", folded="kabupatenuji", source="uji")
Region.objects.create(code="36.04.05", parent_id="36.04", name="Kecamatan Uji", folded="kecamatanuji", source="uji")
Election.objects.create(slug="uji", name="Pemilihan uji", regime="local_election", kind="regular", region_id="36.04",
                        voting_day=date(2025, 4, 19), monitors=40, current=True)
"""


@dataclass
class Server:
    """One served application. `stop` ends it kindly, `kill` as a power cut does."""

    target: str
    port: int
    environment: dict[str, str]
    process: subprocess.Popen[bytes] | None = None
    log: Path | None = field(default=None)

    def start(self, seconds: float = 40) -> None:
        output = self.log.open("ab") if self.log else subprocess.DEVNULL
        self.process = subprocess.Popen(
            [sys.executable, "-c", SERVE, self.target, str(self.port)],
            env=self.environment, cwd=ROOT, stdout=output, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if self.process.poll() is not None:
                break
            try:
                with urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=2):
                    return
            except (URLError, OSError):
                time.sleep(0.05)
        self.kill()
        said = self.log.read_text()[-2000:] if self.log else ""
        raise AssertionError(f"{self.target} did not come up: {said}")

    def kill(self) -> None:
        """SIGKILL to the server and its workers at once: its own process group, nobody else's."""
        if self.process is not None and self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(10)

    def stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.kill()

    def cpu_seconds(self) -> float:
        """User and system time of the server's process group so far, with the children that it has waited for."""
        if self.process is None:
            return 0.0
        seconds = 0.0
        for stat in Path("/proc").glob("[0-9]*/stat"):
            with suppress(OSError):
                fields = stat.read_text().rpartition(")")[2].split()
                if int(fields[2]) == self.process.pid:  # its process group
                    # The clock of another process's CPU time, in nanoseconds: see clock_getcpuclockid(3).
                    seconds += time.clock_gettime((~int(stat.parent.name) << 3) | 2)
                    seconds += (int(fields[13]) + int(fields[14])) / os.sysconf("SC_CLK_TCK")
        return seconds


def environment_for(home: Path) -> dict[str, str]:
    """The environment of a fresh instance in `home`; nothing of this process's own instance leaks into it."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("JURDIL_", "DJANGO_"))}
    path = os.pathsep.join([str(ROOT / "src"), str(ROOT), *filter(None, [kept.get("PYTHONPATH", "")])])
    return {**kept, "PYTHONPATH": path, "JURDIL_HOME": str(home), "DJANGO_SETTINGS_MODULE": "jurdil.config.settings"}


def prepare(home: Path) -> dict[str, str]:
    """Makes an instance with one election in `home`; the environment that serves it."""
    environment = environment_for(home)
    done = subprocess.run(
        [sys.executable, "-c", PREPARE], env=environment, cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise AssertionError(done.stderr[-2000:])
    return environment


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


@contextmanager
def serving(target: str, environment: dict[str, str]) -> Iterator[Server]:
    server = Server(target, free_port(), environment)
    server.start()
    try:
        yield server
    finally:
        server.stop()
