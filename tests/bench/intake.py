"""What an accepted report costs, beside the least that a durable answer can cost on the same server."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from threading import Thread

from tests.serving import Server, environment_for, prepare, serving
from tests.witness import Refused, Witness, a_photo, multipart

Row = tuple[str, float, str, str, float, str]
REPORTS = 40
THREADS = 2


def run() -> list[Row]:
    """Rows of (name, value, unit, reference name, reference value, budget).

    An accepted report is two requests: the photo, and the sending. The look into the photo comes after the answer; it
    is measured in a run of its own.
    """
    photos = [a_photo() for _ in range(REPORTS)]
    with tempfile.TemporaryDirectory() as folder:
        bare_cpu, bare_wall = bare(Path(folder) / "bare", photos)
        ours = accepted(Path(folder) / "accepting", photos, look=False)
        looked = accepted(Path(folder) / "looking", photos, look=True)
    cpu, reference = ours["accept_cpu"], "one fsynced file, one committed row"
    return [
        ("accepted reports with a 500 kB photo", 1 / cpu, "/CPU s", reference, 1 / bare_cpu, ">= 60 % of the reference"),
        ("their CPU: two requests, photo and send", 1000 * cpu, "ms", reference, 1000 * bare_cpu, "none"),
        ("their wall time, two phones at once", 1000 * ours["accept_wall"], "ms", reference, 1000 * bare_wall, "none"),
        (
            "the same with the look into the photo afterwards",
            1000 * looked["accept_cpu"],
            "ms",
            reference,
            1000 * bare_cpu,
            "none",
        ),
        ("CPU of the whole report, every page, no look", 1000 * ours["whole_cpu"], "ms", reference, 1000 * bare_cpu, "none"),
    ]


def bare(home: Path, photos: list[bytes]) -> tuple[float, float]:
    """CPU and wall seconds for each file that the bare view keeps."""
    home.mkdir()
    environment = environment_for(home) | {"JURDIL_BARE_HOME": str(home)}
    environment.pop("DJANGO_SETTINGS_MODULE")
    with serving("tests.bench._bare:application", environment) as server:

        def one(phone: Witness, photo: bytes) -> None:
            status, _location, _content = phone.ask("POST", "/keep", *multipart({}, photo))
            if status != 200:
                raise Refused(f"bare: {status}")

        together(server, photos[:4], one)
        return measured(server, photos, one)


def accepted(home: Path, photos: list[bytes], *, look: bool) -> dict[str, float]:
    """CPU and wall seconds for each report: of the requests that accept it, and of all of its pages."""
    environment = prepare(home)
    if not look:
        environment["DJANGO_SETTINGS_MODULE"] = "tests.bench._no_look"
    with serving("jurdil.config.wsgi:application", environment) as server:
        phones: dict[bytes, Witness] = {}

        def warm(phone: Witness, photo: bytes) -> None:
            phone.tell("pemanasan", photo)

        def answer(_phone: Witness, photo: bytes) -> None:
            phones[photo] = Witness("127.0.0.1", server.port, timeout=60)
            phones[photo].begin()
            phones[photo].answer("Saya melihat orang membagi amplop di depan balai warga.")

        def accept(_phone: Witness, photo: bytes) -> None:
            phone = phones[photo]
            phone.add_photo(photo)
            location = phone.post("/lapor/periksa/")
            if not location.endswith("/lapor/selesai/"):
                raise Refused(location)

        def show(_phone: Witness, photo: bytes) -> None:
            phones[photo].get("/lapor/selesai/")
            phones[photo].close()

        together(server, [a_photo() for _ in range(4)], warm)
        answer_cpu, _ = measured(server, photos, answer)
        accept_cpu, accept_wall = measured(server, photos, accept)
        show_cpu, _ = measured(server, photos, show)
    return {"accept_cpu": accept_cpu, "accept_wall": accept_wall, "whole_cpu": answer_cpu + accept_cpu + show_cpu}


def measured(server: Server, photos: list[bytes], one: Callable[[Witness, bytes], None]) -> tuple[float, float]:
    """CPU and wall seconds for each photo."""
    cpu, wall = server.cpu_seconds(), time.perf_counter()
    together(server, photos, one)
    wall = time.perf_counter() - wall
    settle(server)
    return (server.cpu_seconds() - cpu) / len(photos), wall / len(photos)


def settle(server: Server) -> None:
    """Waits until the server rests, so that work after the answer is counted as well."""
    last = -1.0
    while (now := server.cpu_seconds()) != last:
        last = now
        time.sleep(0.3)


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
