"""How a dossier becomes a bundle: a BagIt 1.0 bag (RFC 8493) in one zip that anyone can check without our server.

Files are copied in pieces, stored and not compressed, and hashed on the way in a second thread; memory stays flat
whatever the size. Equal content gives equal bytes: order and dates are fixed. An original whose bytes are not those
that were hashed when it came in stops the writing with `EvidenceMismatch`.
"""

from __future__ import annotations

import hashlib
import io
import queue
import threading
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Any

from jurdil.core.dossier import DossierData, bundle_name, dossier_json
from jurdil.core.errors import EvidenceMismatch
from jurdil.core.journal import canonical

_PIECE = 1 << 20
_BAGIT = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
README = "BACA-SAYA.txt"


@dataclass(frozen=True, slots=True, kw_only=True)
class BagFile:
    """One file of the payload: `path` below data/, how to open its bytes, and the digest they must have, if known."""

    path: str
    open: Callable[[], IO[bytes]]
    sha256: str | None = None


def held(path: str, content: bytes) -> BagFile:
    """A file of the payload whose bytes are at hand."""
    return BagFile(path=path, open=lambda: io.BytesIO(content), sha256=hashlib.sha256(content).hexdigest())


def journal_lines(entries: Iterable[Mapping[str, Any]]) -> bytes:
    """The journal extract as JSON lines, each in the form that its digest was made from."""
    return b"".join(canonical(dict(entry)) + b"\n" for entry in entries)


def write_bundle(
    out: IO[bytes],
    *,
    data: DossierData,
    files: Sequence[BagFile],
    journal: Iterable[Mapping[str, Any]],
    source: str = "Jurdil",
) -> dict[str, str]:
    """Writes the zipped bag into `out` and answers path → SHA-256 of the payload.

    `files` are the originals (at each exhibit's `path`) and the documents; dossier.json, the journal extract and the
    tag files are added here. Raises `EvidenceMismatch` when an exhibit is missing or its bytes have changed.
    """
    dossier = held("dossier.json", dossier_json(data))
    payload = sorted(
        [*files, dossier, held("jurnal.jsonl", journal_lines(journal))],
        key=lambda item: item.path,
    )
    wanted = {exhibit.path: exhibit.sha256 for exhibit in data.exhibits}
    missing = sorted(set(wanted) - {item.path for item in payload})
    if missing:
        raise EvidenceMismatch("Bukti dalam berkas tidak ada filenya.", paths=missing)
    root = bundle_name(data)
    moment = _zip_moment(data.frozen_at)
    digests: dict[str, str] = {}
    octets = 0
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED, allowZip64=True) as bag:
        for item in payload:
            digest, size = _copy(bag, f"{root}/data/{item.path}", item.open, moment)
            if digest != (wanted.get(item.path) or item.sha256 or digest):
                raise EvidenceMismatch("Isi file bukan lagi isi yang dicatat sidiknya.", path=item.path)
            digests[item.path] = digest
            octets += size
        manifest = "".join(f"{digests[path]}  data/{path}\n" for path in sorted(digests)).encode()
        tags = {
            README: _readme(data, digests[dossier.path]).encode(),
            "bag-info.txt": _bag_info(
                data, digest=digests[dossier.path], octets=octets, count=len(payload), source=source
            ).encode(),
            "bagit.txt": _BAGIT,
            "manifest-sha256.txt": manifest,
        }
        tags["tagmanifest-sha256.txt"] = "".join(
            f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in sorted(tags.items())
        ).encode()
        for name, content in sorted(tags.items()):
            _copy(bag, f"{root}/{name}", lambda content=content: io.BytesIO(content), moment)  # type: ignore[misc]
    return digests


def _copy(
    bag: zipfile.ZipFile, name: str, opened: Callable[[], IO[bytes]], moment: tuple[int, int, int, int, int, int]
) -> tuple[str, int]:
    """Copies one file into the zip; answers its SHA-256 and size. The hashing runs beside the writing."""
    entry = zipfile.ZipInfo(name, date_time=moment)
    entry.compress_type = zipfile.ZIP_STORED
    entry.external_attr = 0o644 << 16
    entry.create_system = 3
    size = 0
    with opened() as source, bag.open(entry, "w", force_zip64=True) as target:
        piece = source.read(_PIECE)
        if len(piece) < _PIECE:
            target.write(piece)
            return hashlib.sha256(piece).hexdigest(), len(piece)
        hashing = _Hashing()
        try:
            while piece:
                hashing.add(piece)
                target.write(piece)
                size += len(piece)
                piece = source.read(_PIECE)
        finally:
            digest = hashing.finish()
    return digest, size


class _Hashing:
    """SHA-256 in a thread of its own; at most four pieces wait, so memory stays flat."""

    def __init__(self) -> None:
        self._sha = hashlib.sha256()
        self._pieces: queue.Queue[bytes | None] = queue.Queue(maxsize=4)
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        while (piece := self._pieces.get()) is not None:
            self._sha.update(piece)

    def add(self, piece: bytes) -> None:
        self._pieces.put(piece)

    def finish(self) -> str:
        self._pieces.put(None)
        self._thread.join()
        return self._sha.hexdigest()


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
