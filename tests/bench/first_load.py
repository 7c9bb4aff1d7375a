"""How many bytes a cold phone loads before it sees the first page of a report: every request, as compressed."""

from __future__ import annotations

import re
import tempfile
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit
from urllib.request import Request, urlopen

from tests.serving import prepare, serving
from tests.witness import Witness

Row = tuple[str, float, str, str, float, str]
BUDGET_KB = 60
IN_CSS = re.compile(r"url\(\s*['\"]?([^'\")]+)")
IN_SCRIPT = re.compile(r"(?:from|import)\s*\(?\s*['\"](\.{1,2}/[^'\"]+|/[^'\"]+)['\"]")


def run() -> list[Row]:
    """Rows of (name, value, unit, reference name, reference value, budget)."""
    with (
        tempfile.TemporaryDirectory() as folder,
        serving("jurdil.config.wsgi:application", prepare(Path(folder) / "h")) as server,
    ):
        base = f"http://127.0.0.1:{server.port}"
        start = sizes_of(f"{base}/lapor/")
        phone = Witness("127.0.0.1", server.port)
        phone.begin()
        cookie = "; ".join(f"{name}={value}" for name, value in phone.cookies.items())
        question = sizes_of(f"{base}/lapor/kejadian/", cookie)
    rows: list[Row] = []
    for name, sizes in (("first load of /lapor/", start), ("first load of a question page", question)):
        kilobytes = sum(sizes.values()) / 1000
        rows.append((f"{name}, {len(sizes)} requests", kilobytes, "kB", "budget", BUDGET_KB, f"<= {BUDGET_KB} kB"))
    return rows


class Links(HTMLParser):
    """The addresses that a browser fetches by itself when it reads a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        of = {name: value or "" for name, value in attributes}
        if tag == "link" and set(of.get("rel", "").split()) & {"stylesheet", "icon", "preload", "modulepreload", "manifest"}:
            self.found.append(of.get("href", ""))
        elif tag in ("script", "img", "source", "video", "audio", "iframe"):
            self.found.append(of.get("src", ""))
        elif tag == "use":
            self.found.append(of.get("href", "").split("#")[0])


def sizes_of(address: str, cookie: str = "") -> dict[str, int]:
    """Bytes on the wire (status, headers and compressed body) of a page and of all that it makes the browser fetch."""
    sizes: dict[str, int] = {}
    waiting = [address]
    while waiting:
        url = waiting.pop(0)
        if url in sizes:
            continue
        headers = {"Accept-Encoding": "br, gzip", "Accept-Language": "id", "Cookie": cookie}
        with urlopen(Request(url, headers=headers), timeout=10) as answer:
            body = answer.read()
            sizes[url] = len(body) + sum(len(f"{name}: {value}\r\n") for name, value in answer.headers.items()) + 19
            kind, encoding = answer.headers.get_content_type(), answer.headers.get("Content-Encoding", "")
        text = plain(body, encoding, url)
        if kind == "text/html":
            links = Links()
            links.feed(text)
            found = links.found
        elif kind == "text/css":
            found = IN_CSS.findall(text)
        elif "javascript" in kind:
            found = IN_SCRIPT.findall(text)
        else:
            found = []
        for link in found:
            full = urljoin(url, link)
            if link and not link.startswith("data:") and urlsplit(full).netloc == urlsplit(address).netloc:
                waiting.append(full)
    return sizes


def plain(body: bytes, encoding: str, url: str) -> str:
    """The text behind the compression; Brotli is asked for again without it, for there is no decoder here."""
    import gzip

    if encoding == "gzip":
        body = gzip.decompress(body)
    elif encoding == "br":
        with urlopen(Request(url, headers={"Accept-Encoding": "identity"}), timeout=10) as answer:
            body = answer.read()
    return body.decode("utf-8", "replace")
