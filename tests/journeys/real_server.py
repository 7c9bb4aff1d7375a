"""The product as an operator runs it: `jurdil demo`, then granian, on an instance of its own and on either database."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

JURDIL = Path(sys.executable).with_name("jurdil")
LINK = re.compile(r"^  (?P<who>\S.*?)\s+(?P<link>http://\S+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    address: str
    home: Path
    links: list[tuple[str, str]]  # who (name and role, as printed), one-time sign-in link
    environment: dict[str, str]

    def jurdil(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Runs the command line on this instance."""
        return subprocess.run(
            [str(JURDIL), *arguments], env=self.environment, capture_output=True, text=True, check=False, timeout=120
        )


@contextmanager
def rehearsal(home: Path) -> Iterator[Served]:
    """A fresh rehearsal, served. Uses PostgreSQL when the tests do."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("JURDIL_", "DJANGO_"))}
    environment["JURDIL_HOME"] = str(home)
    if url := os.environ.get("JURDIL_TEST_DATABASE_URL"):
        environment["JURDIL_DATABASE_URL"] = url
    port = free_port()
    log = home.with_suffix(".log")
    with log.open("w") as output:
        server = subprocess.Popen(
            [str(JURDIL), "demo", "--port", str(port)], env=environment, stdout=output, stderr=subprocess.STDOUT, text=True
        )
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(f"{address}/healthz", server, log)
        links = [(found["who"], found["link"]) for found in LINK.finditer(log.read_text())]
        signed = [(who, link) for who, link in links if not re.fullmatch(rf"{address}/(lapor|kode|publik|meja)/", link)]
        yield Served(address=address, home=home, links=signed, environment=environment)
    finally:
        server.terminate()
        try:
            server.wait(10)
        except subprocess.TimeoutExpired:
            server.kill()


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def wait_for(url: str, server: subprocess.Popen[str], log: Path, seconds: int = 120) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if server.poll() is not None:
            break
        try:
            with urlopen(url, timeout=2) as answer:
                if answer.status == 200:
                    return
        except (URLError, OSError):
            time.sleep(0.2)
    raise AssertionError(f"the server did not come up:\n{log.read_text()[-3000:]}")
