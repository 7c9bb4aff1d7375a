"""A witness without a browser: fills in the pages of a report over HTTP, as a phone without scripts does."""

from __future__ import annotations

import re
import secrets
from http.client import HTTPConnection, HTTPResponse
from http.cookies import SimpleCookie
from io import BytesIO
from urllib.parse import urlencode

CODE = re.compile(r'class="receipt-code"[^>]*>([^<]+)<')


class Refused(Exception):
    """The server answered something else than was expected."""


class Witness:
    """One phone: keeps its connection and its cookies."""

    def __init__(self, host: str, port: int, timeout: float = 20) -> None:
        self.host, self.port, self.timeout = host, port, timeout
        self.connection = HTTPConnection(host, port, timeout=timeout)
        self.cookies: dict[str, str] = {}
        self.requests = 0

    def ask(self, method: str, path: str, body: bytes = b"", content_type: str = "") -> tuple[int, str, bytes]:
        """Status, Location and body of one request."""
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if content_type:
            headers["Content-Type"] = content_type
        self.requests += 1
        self.connection.request(method, path, body=body or None, headers=headers)
        answer = self.connection.getresponse()
        content = answer.read()
        self._remember(answer)
        return answer.status, answer.getheader("Location") or "", content

    def _remember(self, answer: HTTPResponse) -> None:
        for line in answer.headers.get_all("Set-Cookie") or []:
            for name, morsel in SimpleCookie(line).items():
                self.cookies[name] = morsel.value

    def get(self, path: str) -> bytes:
        status, _location, content = self.ask("GET", path)
        if status != 200:
            raise Refused(f"GET {path}: {status}")
        return content

    def post(self, path: str, photo: bytes | None = None, **fields: str) -> str:
        """Sends a form; where it leads."""
        fields["csrfmiddlewaretoken"] = self.cookies.get("csrftoken", "")
        if photo is None:
            body, kind = urlencode(fields).encode(), "application/x-www-form-urlencoded"
        else:
            body, kind = multipart(fields, photo)
        status, location, content = self.ask("POST", path, body, kind)
        if status != 302:
            raise Refused(f"POST {path}: {status} {content[:200]!r}")
        return location

    def begin(self) -> None:
        """Opens the first page and begins a report."""
        self.cookies.pop("laporan", None)
        self.get("/lapor/")
        self.post("/lapor/")

    def answer(self, story: str) -> None:
        """The least that a report needs, without its photo."""
        self.post("/lapor/kejadian/", act="partisan_photo", go="lanjut")
        self.post("/lapor/cerita/", narrative=story, go="lanjut")
        self.post("/lapor/anda/", identity="anonymous", voter_here="yes", go="lanjut")

    def add_photo(self, photo: bytes) -> None:
        self.post("/lapor/bukti/", photo, go="unggah")

    def send(self) -> str:
        """Sends the report and gives the receipt code, which is the acknowledgement."""
        location = self.post("/lapor/periksa/")
        if not location.endswith("/lapor/selesai/"):
            raise Refused(f"sent, but led to {location}")
        found = CODE.search(self.get("/lapor/selesai/").decode())
        if not found:
            raise Refused("no receipt code on the last page")
        return found[1].strip()

    def tell(self, story: str, *photos: bytes) -> str:
        self.begin()
        self.answer(story)
        for photo in photos:
            self.add_photo(photo)
        return self.send()

    def close(self) -> None:
        self.connection.close()


def multipart(fields: dict[str, str], photo: bytes, name: str = "berkas") -> tuple[bytes, str]:
    """The body of a form with one file, and its content type."""
    boundary = secrets.token_hex(16)
    parts = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n' for key, value in fields.items()
    ]
    head = f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"; filename="foto.jpg"\r\n'
    head += "Content-Type: image/jpeg\r\n\r\n"
    body = "".join(parts).encode() + head.encode() + photo + f"\r\n--{boundary}--\r\n".encode()
    return body, f"multipart/form-data; boundary={boundary}"


def a_photo(size: int = 500_000) -> bytes:
    """A real JPEG of about that many bytes, different every time."""
    from PIL import Image

    picture = BytesIO()
    side = 160
    Image.frombytes("RGB", (side, side), secrets.token_bytes(side * side * 3)).resize((1600, 1200)).save(
        picture, "JPEG", quality=80
    )
    photo = picture.getvalue()
    # A comment segment (FF FE) fills it up to the wanted size without changing the picture.
    filled = photo[:2]
    missing = size - len(photo)
    while missing > 4:
        length = min(missing - 4, 65_000)
        filled += b"\xff\xfe" + (length + 2).to_bytes(2, "big") + secrets.token_bytes(length)
        missing -= length + 4
    return filled + photo[2:]
