"""Whether a bundle is whole: every file there, none added, each with the hash that the bag states.

Needs only Python and the bundle: no server, no network, no instance. Reads a zip or an unzipped folder in pieces.
Every fault is one sentence in Indonesian and in English that names the file. What a bundle can be proved to be is
"as it was written": a bundle with every hash recomputed is caught by comparing the dossier digest with the paper.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import stat
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO, Any

from jurdil.core.journal import first_fault

_PIECE = 1 << 20
_RATIO = 200  # a stored bag is 1; no honest one shrinks two hundred times
_MOST_FILES = 20_000
_LONGEST_TAG = 64 << 20
_LINE = re.compile(r"^([0-9a-fA-F]{64})[ \t]+\*?(.+)$")
MANIFEST = "manifest-sha256.txt"
TAG_MANIFEST = "tagmanifest-sha256.txt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What is wrong with one file of the bundle, in both languages. `file` is "" when it is the bundle itself."""

    file: str
    indonesian: str
    english: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyResult:
    """The answer of a check. `ok` only when nothing at all was found wrong."""

    faults: tuple[Fault, ...]
    files: int = 0
    octets: int = 0
    case_number: str = ""
    version: int = 0
    draft: bool = False
    dossier_digest: str = ""
    exhibits: int = 0
    journal_entries: int = 0

    @property
    def ok(self) -> bool:
        return not self.faults


@dataclass(slots=True)
class _Bag:
    """The files of a bag by path below its top folder, and how to open each."""

    sizes: dict[str, int]
    opener: Callable[[str], IO[bytes]]
    faults: list[Fault] = field(default_factory=list)

    def fault(self, file: str, indonesian: str, english: str) -> None:
        self.faults.append(Fault(file=file, indonesian=indonesian, english=english))

    def read(self, name: str) -> bytes | None:
        """A small file whole, or None (with a fault) when it cannot be read."""
        if name not in self.sizes:
            return None
        if self.sizes[name] > _LONGEST_TAG:
            self.fault(name, f"{name} terlalu besar untuk dibaca.", f"{name} is too large to read.")
            return None
        try:
            with self.opener(name) as source:
                return source.read(_LONGEST_TAG + 1)
        except (OSError, zipfile.BadZipFile, RuntimeError, EOFError, NotImplementedError, ValueError):
            return None

    def digest(self, name: str) -> str | None:
        """The SHA-256 of a file, or None when its bytes cannot be read."""
        sha = hashlib.sha256()
        try:
            with self.opener(name) as source:
                while piece := source.read(_PIECE):
                    sha.update(piece)
        except (OSError, zipfile.BadZipFile, RuntimeError, EOFError, NotImplementedError, ValueError):
            return None
        return sha.hexdigest()


def verify_bundle(path: Path) -> VerifyResult:
    """Checks a zipped or unzipped bundle. Never raises on what a bundle contains; faults are in the answer."""
    try:
        with _opened(path) as bag:
            return _check(bag)
    except FileNotFoundError:
        return _refused("Paket tidak ditemukan.", "The bundle was not found.")
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, UnicodeDecodeError, ValueError, NotImplementedError):
        return _refused("Paket rusak atau bukan file zip.", "The bundle is damaged or not a zip file.")
    except OSError:
        return _refused("Paket tidak dapat dibaca.", "The bundle cannot be read.")


def _refused(indonesian: str, english: str) -> VerifyResult:
    return VerifyResult(faults=(Fault(file="", indonesian=indonesian, english=english),))


@contextmanager
def _opened(path: Path) -> Iterator[_Bag]:
    if path.is_dir():
        yield _folder(path)
        return
    with zipfile.ZipFile(path) as archive:
        yield _archive(archive, path.stat().st_size)


def _folder(path: Path) -> _Bag:
    root = path
    if not (root / "bagit.txt").exists():
        inner = [child for child in path.iterdir() if child.is_dir()]
        root = inner[0] if len(inner) == 1 else path
    bag = _Bag(sizes={}, opener=lambda name: (root / name).open("rb"))
    for folder, folders, names in os.walk(root, followlinks=False):
        for name in [*names, *(name for name in folders if (Path(folder) / name).is_symlink())]:
            found = Path(folder) / name
            relative = found.relative_to(root).as_posix()
            if not stat.S_ISREG(found.lstat().st_mode):
                bag.fault(relative, f"{relative} adalah tautan, bukan file.", f"{relative} is a link, not a file.")
            else:
                bag.sizes[relative] = found.stat().st_size
    return bag


def _archive(archive: zipfile.ZipFile, packed: int) -> _Bag:
    names: dict[str, zipfile.ZipInfo] = {}
    bag = _Bag(sizes={}, opener=lambda name: archive.open(names[name]))
    entries = archive.infolist()
    total = sum(entry.file_size for entry in entries)
    if len(entries) > _MOST_FILES or total > max(packed, 1) * _RATIO:
        bag.fault(
            "",
            "Paket tidak dibuka: isinya jauh lebih besar daripada ukurannya.",
            "The bundle was not opened: what it holds is far larger than itself.",
        )
        return bag
    tops = {entry.filename.split("/", 1)[0] for entry in entries if "/" in entry.filename}
    top = tops.pop() if len(tops) == 1 and all("/" in entry.filename for entry in entries) else ""
    for entry in entries:
        name = entry.filename
        if not _inside(name) or "\\" in entry.orig_filename or "\0" in entry.orig_filename:
            bag.fault(name, f"{name!r} menunjuk ke luar paket.", f"{name!r} points outside the bundle.")
            continue
        if entry.is_dir():
            continue
        relative = name[len(top) + 1 :] if top else name
        if stat.S_ISLNK(entry.external_attr >> 16):
            bag.fault(relative, f"{relative} adalah tautan, bukan file.", f"{relative} is a link, not a file.")
        elif entry.flag_bits & 1:
            bag.fault(relative, f"{relative} terkunci dengan sandi.", f"{relative} is locked with a password.")
        elif relative in names:
            bag.fault(relative, f"{relative} ada dua kali dalam paket.", f"{relative} is in the bundle twice.")
        else:
            names[relative] = entry
            bag.sizes[relative] = entry.file_size
    return bag


def _inside(name: str) -> bool:
    path = PurePosixPath(name)
    return not (path.is_absolute() or ".." in path.parts or "\\" in name or re.match(r"^[A-Za-z]:", name))


def _check(bag: _Bag) -> VerifyResult:
    if bag.faults and not bag.sizes:
        return VerifyResult(faults=tuple(bag.faults))
    if "bagit.txt" not in bag.sizes:
        bag.fault("bagit.txt", "bagit.txt tidak ada: ini bukan paket BagIt.", "bagit.txt is missing: this is no bag.")
        return VerifyResult(faults=tuple(bag.faults))
    declared = (bag.read("bagit.txt") or b"").decode("utf-8", "replace")
    if not re.fullmatch(r"BagIt-Version: (0\.97|1\.0)\s+Tag-File-Character-Encoding: UTF-8\s*", declared):
        bag.fault("bagit.txt", "bagit.txt tidak seperti yang ditentukan.", "bagit.txt is not as the standard says.")
    payload = _manifest(bag, MANIFEST)
    tags = _manifest(bag, TAG_MANIFEST)
    seen: dict[str, str] = {}
    for stated in (payload, tags):
        for name, digest in stated.items():
            _compare(bag, name, digest, seen)
    for name in sorted(set(bag.sizes) - set(payload) - set(tags) - {TAG_MANIFEST}):
        bag.fault(name, f"{name} tidak tercatat dalam daftar sidik.", f"{name} is in no manifest: it was added.")
    for name in ("bagit.txt", "bag-info.txt", MANIFEST):
        if name in bag.sizes and name not in tags:
            bag.fault(name, f"{name} tidak tercatat di {TAG_MANIFEST}.", f"{name} is not in {TAG_MANIFEST}.")
    inside = {name: size for name, size in bag.sizes.items() if name.startswith("data/")}
    _oxum(bag, octets=sum(inside.values()), count=len(inside))
    dossier = _dossier(bag, payload)
    entries = _journal(bag)
    return VerifyResult(
        faults=tuple(bag.faults),
        files=len(inside),
        octets=sum(inside.values()),
        case_number=_words(dossier.get("case_number")),
        version=dossier["version"] if isinstance(dossier.get("version"), int) else 0,
        draft=dossier.get("draft") is True,
        dossier_digest=seen.get("data/dossier.json", ""),
        exhibits=len(dossier["exhibits"]) if isinstance(dossier.get("exhibits"), list) else 0,
        journal_entries=entries,
    )


def _compare(bag: _Bag, name: str, stated: str, seen: dict[str, str]) -> None:
    if name not in bag.sizes:
        bag.fault(name, f"{name} tercatat tetapi tidak ada.", f"{name} is stated but missing.")
        return
    if name not in seen:
        found = bag.digest(name)
        if found is None:
            bag.fault(name, f"{name} tidak dapat dibaca: isinya rusak.", f"{name} cannot be read: it is damaged.")
            return
        seen[name] = found
    if seen[name] != stated.lower():
        bag.fault(
            name,
            f"{name} berubah: sidiknya tidak sama dengan yang tercatat.",
            f"{name} was changed: its hash is not the one stated.",
        )


def _manifest(bag: _Bag, name: str) -> dict[str, str]:
    raw = bag.read(name)
    if raw is None:
        bag.fault(name, f"{name} tidak ada atau tidak terbaca.", f"{name} is missing or cannot be read.")
        return {}
    stated: dict[str, str] = {}
    for number, line in enumerate(raw.decode("utf-8", "replace").splitlines(), start=1):
        if not line.strip():
            continue
        found = _LINE.match(line)
        path = found[2].replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%") if found else ""
        proper = path.startswith("data/") if name == MANIFEST else not path.startswith("data/")
        if found is None or not _inside(path) or not proper or path in stated:
            bag.fault(name, f"{name} baris {number} tidak dapat dipakai.", f"{name} line {number} cannot be used.")
            continue
        stated[path] = found[1].lower()
    if not stated:
        bag.fault(name, f"{name} kosong.", f"{name} is empty.")
    return stated


def _oxum(bag: _Bag, *, octets: int, count: int) -> None:
    info = (bag.read("bag-info.txt") or b"").decode("utf-8", "replace")
    stated = re.search(r"^Payload-Oxum:\s*(\S+)\s*$", info, re.MULTILINE)
    if stated and stated[1] != f"{octets}.{count}":
        bag.fault(
            "bag-info.txt",
            f"bag-info.txt menyebut {stated[1]}, isi paket {octets}.{count}.",
            f"bag-info.txt states {stated[1]}, the payload is {octets}.{count}.",
        )


def _dossier(bag: _Bag, payload: Mapping[str, str]) -> dict[str, Any]:
    name = "data/dossier.json"
    raw = bag.read(name)
    try:
        dossier = json.loads(raw) if raw is not None else None
    except (ValueError, RecursionError):
        dossier = None
    exhibits = dossier.get("exhibits") if isinstance(dossier, dict) else None
    if not isinstance(dossier, dict) or not isinstance(exhibits, list):
        bag.fault(name, f"{name} tidak ada atau tidak terbaca.", f"{name} is missing or cannot be read.")
        return {}
    info = (bag.read("bag-info.txt") or b"").decode("utf-8", "replace")
    stated = re.search(r"^Jurdil-Dossier-Digest:\s*sha256:([0-9a-f]{64})\s*$", info, re.MULTILINE)
    if stated and raw is not None and stated[1] != hashlib.sha256(raw).hexdigest():
        bag.fault(name, f"{name} bukan isi yang disebut bag-info.txt.", f"{name} is not what bag-info.txt states.")
    for exhibit in exhibits:
        path = f"data/{exhibit.get('path')}" if isinstance(exhibit, dict) else ""
        if not isinstance(exhibit, dict) or path not in payload:
            bag.fault(path, f"Bukti {path or '?'} disebut berkas tetapi tidak ada.", f"Exhibit {path or '?'} is missing.")
        elif payload[path] != exhibit.get("sha256") or bag.sizes.get(path) != exhibit.get("size"):
            bag.fault(
                path,
                f"{path} tidak sama dengan bukti yang disebut dossier.json.",
                f"{path} is not the exhibit that dossier.json names.",
            )
    known = {f"data/{exhibit.get('path')}" for exhibit in exhibits if isinstance(exhibit, dict)}
    for path in sorted(set(payload) - known):
        if path.startswith("data/bukti/"):
            bag.fault(path, f"{path} tidak disebut dalam dossier.json.", f"{path} is not named in dossier.json.")
    return dossier


def _journal(bag: _Bag) -> int:
    name = "data/jurnal.jsonl"
    raw = bag.read(name)
    if raw is None:
        bag.fault(name, f"{name} tidak ada atau tidak terbaca.", f"{name} is missing or cannot be read.")
        return 0
    entries: list[dict[str, Any]] = []
    for number, line in enumerate(raw.decode("utf-8", "replace").split("\n"), start=1):
        if not line:
            continue
        try:
            entry = json.loads(line)
            proper = isinstance(entry["seq"], int) and isinstance(entry["digest"], str) and "prev" in entry
        except (ValueError, KeyError, TypeError, RecursionError):
            proper = False
        if not proper:
            bag.fault(name, f"{name} baris {number} tidak terbaca.", f"{name} line {number} cannot be read.")
            return len(entries)
        entries.append(entry)
    fault = first_fault(entries, whole=False)
    if fault is not None and fault.kind == "content":
        bag.fault(name, f"{name}: catatan {fault.seq} diubah.", f"{name}: entry {fault.seq} was changed.")
    elif fault is not None:
        bag.fault(name, f"{name}: rantai putus di catatan {fault.seq}.", f"{name}: the chain breaks at {fault.seq}.")
    return len(entries)


def _words(value: object) -> str:
    return value if isinstance(value, str) else ""
