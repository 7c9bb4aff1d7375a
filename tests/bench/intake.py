"""What an accepted report costs, beside the least that a durable answer can cost on the same server."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from urllib.parse import urlencode

from tests.serving import Server, environment_for, prepare, serving
from tests.witness import Refused, Witness, a_photo, multipart

Row = tuple[str, float, str, str, float, str]
ROUNDS, REPORTS, LOOKED = 9, 6, 6
THREADS = 2


def run() -> list[Row]:
    """Rows of (name, value, unit, reference name, reference value, budget).

    An accepted report is two requests: the photo, and the sending. Both servers run at the same time and take turns, so
    that a busy machine slows both; a figure is the median of its turns. CPU is that of the server's processes, to the
    nanosecond. The look into the photo comes after the answer, and is measured in turns of its own at the end.
    """
    with tempfile.TemporaryDirectory() as folder, bare(Path(folder) / "bare") as least, ours(Path(folder) / "ours") as desk:
        turns: dict[str, list[tuple[float, float]]] = {"bare": [], "pair": [], "answer": [], "accept": [], "show": []}
        for number in range(ROUNDS + 1):
            photos = [a_photo() for _ in range(REPORTS)]
            reports = Reports(desk)
            measured = {
                "bare": measure(least, photos, keep),
                "pair": measure(least, photos, keep_and_send),
                "answer": measure(desk, photos, reports.answer),
                "accept": measure(desk, photos, reports.accept),
                "show": measure(desk, photos, reports.show),
            }
            if number:  # the first turn warms up
                for name, found in measured.items():
                    turns[name].append(found)
        cpu = {name: statistics.median(cpu for cpu, _wall in found) for name, found in turns.items()}
        wall = {name: statistics.median(wall for _cpu, wall in found) for name, found in turns.items()}
        with ours(Path(folder) / "looking", look=True) as looking:
            reports = Reports(looking)
            photos = [a_photo() for _ in range(LOOKED)]
            measure(looking, photos, reports.answer)
            looked, _ = measure(looking, photos, reports.accept)
    reference, budget = "one fsynced file, one committed row", ">= 60 % of the reference"
    whole = cpu["answer"] + cpu["accept"] + cpu["show"]
    return [
        ("accepted reports with a 500 kB photo", 1 / cpu["accept"], "/CPU s", reference, 1 / cpu["bare"], budget),
        ("their CPU: two requests, photo and send", 1000 * cpu["accept"], "ms", reference, 1000 * cpu["bare"], "none"),
        ("the same", 1000 * cpu["accept"], "ms", "two bare requests: hash and keep, then a row", 1000 * cpu["pair"], "none"),
        ("their wall time, two phones at once", 1000 * wall["accept"], "ms", reference, 1000 * wall["bare"], "none"),
        ("the same with the look into the photo afterwards", 1000 * looked, "ms", reference, 1000 * cpu["bare"], "none"),
        ("CPU of the whole report, every page, no look", 1000 * whole, "ms", reference, 1000 * cpu["bare"], "none"),
    ]  # fmt: skip


@contextmanager
def bare(home: Path) -> Iterator[Server]:
    home.mkdir()
    environment = environment_for(home) | {"JURDIL_BARE_HOME": str(home)}
    environment.pop("DJANGO_SETTINGS_MODULE")
    with serving("tests.bench._bare:application", environment) as server:
        yield server


@contextmanager
def ours(home: Path, *, look: bool = False) -> Iterator[Server]:
    environment = prepare(home)
    if not look:
        environment["DJANGO_SETTINGS_MODULE"] = "tests.bench._no_look"
    with serving("jurdil.config.wsgi:application", environment) as server:
        yield server


def keep(phone: Witness, photo: bytes) -> None:
    """One file that the bare view keeps."""
    status, _location, _content = phone.ask("POST", "/keep", *multipart({}, photo))
    if status != 200:
        raise Refused(f"bare: {status}")


def keep_and_send(phone: Witness, photo: bytes) -> None:
    """What the reference would cost if it hashed the file and were, as a report is, two requests."""
    form = urlencode({"narrative": "Saya melihat orang membagi amplop."}).encode()
    for path, body, kind in (("/keep-hashed", *multipart({}, photo)), ("/send", form, "application/x-www-form-urlencoded")):
        status, _location, _content = phone.ask("POST", path, body, kind)
        if status != 200:
            raise Refused(f"bare: {status}")


class Reports:
    """Reports in the making, one for each photo, and the three stretches of their way."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.phones: dict[bytes, Witness] = {}

    def answer(self, _phone: Witness, photo: bytes) -> None:
        phone = self.phones[photo] = Witness("127.0.0.1", self.server.port, timeout=60)
        phone.begin()
        phone.answer("Saya melihat orang membagi amplop di depan balai warga.")

    def accept(self, _phone: Witness, photo: bytes) -> None:
        phone = self.phones[photo]
        phone.add_photo(photo)
        location = phone.post("/lapor/periksa/")
        if not location.endswith("/lapor/selesai/"):
            raise Refused(location)

    def show(self, _phone: Witness, photo: bytes) -> None:
        self.phones[photo].get("/lapor/selesai/")
        self.phones[photo].close()


def measure(server: Server, photos: list[bytes], one: Callable[[Witness, bytes], None]) -> tuple[float, float]:
    """CPU and wall seconds for each photo."""
    cpu, wall = settle(server), time.perf_counter()
    together(server, photos, one)
    wall = time.perf_counter() - wall
    return (settle(server) - cpu) / len(photos), wall / len(photos)


def settle(server: Server) -> float:
    """Waits until the server rests, so that work after the answer is counted as well; its CPU seconds so far."""
    last = server.cpu_seconds()
    while True:
        time.sleep(0.1)
        now = server.cpu_seconds()
        if now - last < 0.002:
            return now
        last = now


def together(server: Server, photos: list[bytes], one: Callable[[Witness, bytes], None]) -> None:
    """Two phones share the photos and send them at the same time. Raises what went wrong in either."""
    wrong: list[BaseException] = []

    def phone_with(share: list[bytes]) -> None:
        phone = Witness("127.0.0.1", server.port, timeout=60)
        try:
            for photo in share:
                one(phone, photo)
        except BaseException as error:
            wrong.append(error)
        finally:
            phone.close()

    threads = [Thread(target=phone_with, args=(photos[number::THREADS],)) for number in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if wrong:
        raise wrong[0]
