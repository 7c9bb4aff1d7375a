"""How a dossier becomes a bundle: a BagIt 1.0 bag (RFC 8493) in one zip that anyone can check without our server.

Each file is read twice, in pieces: once for the checksum that a zip states before the bytes, once to copy and hash
them, the hashing in a second thread. So memory stays flat, the output is never gone back over (it can be sealed on
the way, and no plain copy touches the disk), and every zip program can read it. Equal content gives equal bytes.
An original whose bytes are not those that were hashed when it came in stops the writing with `EvidenceMismatch`.
"""

from __future__ import annotations

import hashlib
import io
import queue
import threading
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import IO, Any, Protocol

from jurdil.adapters.plain_zip import PlainZip
from jurdil.core.dossier import DossierData, bundle_name, dossier_json
from jurdil.core.errors import EvidenceMismatch
from jurdil.core.journal import canonical

_PIECE = 1 << 20
_AHEAD = 8  # pieces that wait to be hashed: memory stays flat
_BAGIT = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
README = "BACA-SAYA.txt"


class Sink(Protocol):
    """Where the bundle goes: bytes in order, nothing read back."""

    def write(self, piece: bytes, /) -> object: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class BagFile:
    """One file of the payload: `path` below data/, how to open its bytes, and the SHA-256 that they must have."""

    path: str
    open: Callable[[], IO[bytes]]
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """One file of the payload as it lies in the bundle: `offset` and `size` of its bytes inside the zip."""

    path: str
    sha256: str
    size: int
    offset: int


def held(path: str, content: bytes) -> BagFile:
    """A file of the payload whose bytes are at hand."""
    return BagFile(path=path, open=lambda: io.BytesIO(content), sha256=hashlib.sha256(content).hexdigest())


def journal_lines(entries: Iterable[Mapping[str, Any]]) -> bytes:
    """The journal extract as JSON lines, each in the form that its digest was made from."""
    return b"".join(canonical(dict(entry)) + b"\n" for entry in entries)


def write_bundle(
    out: Sink,
    *,
    data: DossierData,
    files: Sequence[BagFile],
    journal: Iterable[Mapping[str, Any]],
    source: str = "Jurdil",
) -> tuple[Packed, ...]:
    """Writes the zipped bag into `out` and answers what the payload holds, in order.

    `files` are the originals (at each exhibit's `path`) and the documents; dossier.json, the journal extract and the
    tag files are added here. Raises `EvidenceMismatch` when an exhibit is missing or its bytes have changed; what was
    written until then is no bundle.
    """
    dossier = held("dossier.json", dossier_json(data))
    payload = sorted([*files, dossier, held("jurnal.jsonl", journal_lines(journal))], key=lambda item: item.path)
    wanted = {exhibit.path: exhibit.sha256 for exhibit in data.exhibits}
    given = {item.path: item.sha256 for item in payload}
    missing = sorted(path for path, digest in wanted.items() if given.get(path) != digest)
    if missing:
        raise EvidenceMismatch("Bukti dalam berkas tidak ada filenya.", paths=missing)
    root = bundle_name(data)
    bag = PlainZip(out, moment=_zip_moment(data.frozen_at))
    packed = _pack_all(bag, f"{root}/data/", payload)
    octets = sum(item.size for item in packed)
    tags = {
        README: _readme(data, dossier.sha256).encode(),
        "bag-info.txt": _bag_info(data, digest=dossier.sha256, octets=octets, count=len(packed), source=source).encode(),
        "bagit.txt": _BAGIT,
        "manifest-sha256.txt": "".join(f"{item.sha256}  data/{item.path}\n" for item in packed).encode(),
    }
    tags["tagmanifest-sha256.txt"] = "".join(
        f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in sorted(tags.items())
    ).encode()
    _pack_all(bag, f"{root}/", [held(name, content) for name, content in sorted(tags.items())])
    bag.close()
    return packed


def _pack_all(bag: PlainZip, folder: str, items: Sequence[BagFile]) -> tuple[Packed, ...]:
    """Copies files into the zip, and checks that each is the one that was hashed: what is hashed is what was written."""
    hashing = _Hashing()
    places = []
    try:
        for item in items:
            places.append((item, *_copy(bag, folder + item.path, item, hashing)))
    finally:
        digests = hashing.finish()
    packed = tuple(
        Packed(path=item.path, sha256=digest, size=size, offset=offset)
        for (item, offset, size), digest in zip(places, digests, strict=True)
    )
    for item, found in zip(items, packed, strict=True):
        if found.sha256 != item.sha256:
            raise EvidenceMismatch("Isi file bukan lagi isi yang dicatat sidiknya.", path=item.path)
    return packed


def _copy(bag: PlainZip, name: str, item: BagFile, hashing: _Hashing) -> tuple[int, int]:
    """Copies one file; answers where its bytes start and how many they are."""
    checksum, size = 0, 0
    with item.open() as source:
        while piece := source.read(_PIECE):
            checksum = zlib.crc32(piece, checksum)
            size += len(piece)
    offset = bag.begin(name, checksum=checksum, size=size)
    with item.open() as source:
        while piece := source.read(_PIECE):
            hashing.add(piece)
            bag.write(piece)
    hashing.next_file()
    if not bag.end():
        raise EvidenceMismatch("Isi file bukan lagi isi yang dicatat sidiknya.", path=item.path)
    return offset, size


class _Mark(Enum):
    FILE_ENDS = 0
    ALL_DONE = 1


class _Hashing:
    """SHA-256 of one file after the other in a thread of its own, which may lag a few pieces behind the writing."""

    def __init__(self) -> None:
        self._pieces: queue.Queue[bytes | _Mark] = queue.Queue(maxsize=_AHEAD)
        self._digests: list[str] = []
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        sha = hashlib.sha256()
        while (piece := self._pieces.get()) is not _Mark.ALL_DONE:
            if isinstance(piece, bytes):
                sha.update(piece)
            else:
                self._digests.append(sha.hexdigest())
                sha = hashlib.sha256()

    def add(self, piece: bytes) -> None:
        self._pieces.put(piece)

    def next_file(self) -> None:
        self._pieces.put(_Mark.FILE_ENDS)

    def finish(self) -> list[str]:
        """The digests in order, once the thread has caught up."""
        self._pieces.put(_Mark.ALL_DONE)
        self._thread.join()
        return self._digests


def _zip_moment(moment: datetime) -> tuple[int, int, int, int, int, int]:
    if moment.year < 1980:
        return 1980, 1, 1, 0, 0, 0
    return moment.year, moment.month, moment.day, moment.hour, moment.minute, moment.second // 2 * 2


def _bag_info(data: DossierData, *, digest: str, octets: int, count: int, source: str) -> str:
    rows = (
        ("Source-Organization", source),
        ("External-Identifier", data.case_number),
        ("External-Description", f"Berkas laporan dugaan pelanggaran, versi {data.version}"),
        ("Bagging-Date", data.frozen_at.date().isoformat()),
        ("Bag-Group-Identifier", data.case_number),
        ("Payload-Oxum", f"{octets}.{count}"),
        ("Bag-Software-Agent", "Jurdil"),
        ("Jurdil-Dossier-Version", str(data.version)),
        ("Jurdil-Dossier-Draft", "yes" if data.draft else "no"),
        ("Jurdil-Dossier-Digest", f"sha256:{digest}"),
    )
    return "".join(f"{name}: {' '.join(value.split())}\n" for name, value in rows)


def _readme(data: DossierData, digest: str) -> str:
    return f"""BERKAS LAPORAN {data.case_number}, VERSI {data.version}{" (KONSEP)" if data.draft else ""}

Paket ini dapat diperiksa tanpa internet dan tanpa program kami.

Isi
  data/bukti/        file bukti asli, seperti saat diterima
  data/dokumen/      formulir dan daftar, PDF dan DOCX
  data/dossier.json  isi berkas yang dibekukan
  data/jurnal.jsonl  catatan langkah perkara ini
  manifest-sha256.txt     sidik setiap file di folder data
  tagmanifest-sha256.txt  sidik file di luar folder data

Cara memeriksa (Linux, macOS, atau Git Bash di Windows)
  1. Ekstrak paket ini. Buka terminal di folder yang memuat BACA-SAYA.txt.
  2. Jalankan:   sha256sum -c manifest-sha256.txt
     lalu:       sha256sum -c tagmanifest-sha256.txt
     Di macOS:   shasum -a 256 -c manifest-sha256.txt
  3. Setiap baris harus berakhir dengan OK.
  4. Jalankan:   sha256sum data/dossier.json
     Hasilnya harus sama dengan sidik pada sampul kertas:
     {digest}

Satu file di Windows:   certutil -hashfile NAMAFILE SHA256
Program lain: "jurdil verify PAKET.zip", atau program BagIt apa pun (RFC 8493).

In English: this is a BagIt 1.0 bag. Unzip it and run "sha256sum -c manifest-sha256.txt" and
"sha256sum -c tagmanifest-sha256.txt"; every line must end with OK. The SHA-256 of data/dossier.json
is printed on the paper cover.
"""
