"""Keeps originals: the bytes that were hashed, under their hash, never changed and never overwritten.

originals/
  incoming/<random>          on its way; hashed while it is written
  ab/cd/<sha256>             kept; read-only
  damaged/<sha256>-<random>  what the disk made of an original, after a sender brought the true bytes again

A file counts as kept once it and its folder are on the disk (fsync), so an answer that follows is never a promise broken.
What nobody refers to is removed by `remove_unreferenced`, which gives way to a sender who brings the same file meanwhile.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import secrets
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, BinaryIO

from jurdil.core.errors import EvidenceMismatch, RefusedFile, StorageFull
from jurdil.core.evidence import HEAD_BYTES, TAIL_BYTES

CHUNK = 256 * 1024
RESERVE = 128 * 1024 * 1024  # kept free of files, so that words can always be written
_FULL = (errno.ENOSPC, errno.EDQUOT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """`sha256` in hex; `size` in bytes; `head` and `tail`: first 4 kB and last 64 kB, to see what it is."""

    sha256: str
    size: int
    head: bytes = b""
    tail: bytes = b""


@dataclass(slots=True)
class Incoming:
    """One file on its way. `write` as it comes, then `BlobStore.keep`, or `discard`. Raises `RefusedFile`, `StorageFull`."""

    path: Path
    limit: int | None
    size: int = 0
    head: bytes = b""
    tail: bytes = b""
    _hash: Any = field(default_factory=hashlib.sha256)
    _file: BinaryIO | None = None

    def write(self, chunk: bytes) -> None:
        if self.limit is not None and self.size + len(chunk) > self.limit:
            raise RefusedFile(fault="too_large", limit=self.limit)
        with _worded_full():
            if self._file is None:
                self.path.parent.mkdir(parents=True, exist_ok=True)
                disk = os.statvfs(self.path.parent)
                if disk.f_bavail * disk.f_frsize < RESERVE:
                    raise StorageFull
                self._file = self.path.open("xb")
            self._file.write(chunk)
        self._hash.update(chunk)
        self.size += len(chunk)
        if len(self.head) < HEAD_BYTES:
            self.head = (self.head + chunk)[:HEAD_BYTES]
        self.tail = chunk[-TAIL_BYTES:] if len(chunk) >= TAIL_BYTES else (self.tail + chunk)[-TAIL_BYTES:]

    def settle(self) -> Stored:
        """Puts the bytes on the disk and says what they are."""
        if self._file is None:
            self.write(b"")
        file = self._file
        if file is None:
            raise RuntimeError("nothing was opened")
        if not file.closed:
            with _worded_full():
                file.flush()
                os.fchmod(file.fileno(), 0o400)
                os.fsync(file.fileno())
                file.close()
        return Stored(sha256=self._hash.hexdigest(), size=self.size, head=self.head, tail=self.tail)

    def discard(self) -> None:
        if self._file is not None:
            with contextlib.suppress(OSError):
                self._file.close()
        self.path.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class BlobStore:
    """The folder of originals of one instance."""

    root: Path

    def incoming(self, *, limit: int | None = None) -> Incoming:
        """Begins a file of at most `limit` bytes."""
        return Incoming(self.root / "incoming" / secrets.token_hex(16), limit)

    def keep(self, incoming: Incoming) -> Stored:
        """Makes the file an original. Returns when it is safe on the disk. Raises `StorageFull`, nothing kept."""
        try:
            stored = incoming.settle()
            self._link(incoming.path, self.path(stored.sha256))
        finally:
            incoming.discard()
        return stored

    def put(self, stream: BinaryIO, limit: int | None = None) -> Stored:
        """Keeps what the stream gives, up to `limit` bytes. Raises `RefusedFile` ("too_large"), `StorageFull`; nothing kept."""
        incoming = self.incoming(limit=limit)
        try:
            while chunk := stream.read(CHUNK):
                incoming.write(chunk)
            return self.keep(incoming)
        except BaseException:
            incoming.discard()
            raise

    def path(self, sha256: str) -> Path:
        """Where an original with that hash lies. Raises `ValueError` for what is no SHA-256."""
        if len(sha256) != 64 or set(sha256) - set("0123456789abcdef"):
            raise ValueError("not a SHA-256 in lower-case hex")
        return self.root / sha256[:2] / sha256[2:4] / sha256

    def exists(self, sha256: str) -> bool:
        return self.path(sha256).is_file()

    def open(self, sha256: str) -> BinaryIO:
        """The original, for reading. Raises `EvidenceMismatch` if it is gone."""
        try:
            return self.path(sha256).open("rb")
        except FileNotFoundError:
            raise EvidenceMismatch(fault="missing", sha256=sha256) from None

    def damaged(self) -> list[str]:
        """The names of files that no longer were what was hashed, and that a whole copy has replaced."""
        return sorted(path.name for path in (self.root / "damaged").glob("*"))

    def verify(self, sha256: str) -> int:
        """Reads the original again; its size. Raises `EvidenceMismatch` if it is gone or no longer what was hashed."""
        digest, size = hashlib.sha256(), 0
        with self.open(sha256) as file:
            while chunk := file.read(CHUNK):
                digest.update(chunk)
                size += len(chunk)
        if digest.hexdigest() != sha256:
            raise EvidenceMismatch(fault="changed", sha256=sha256)
        return size

    def all(self) -> Iterator[str]:
        """The hashes of all originals."""
        for path in sorted(self.root.glob("[0-9a-f][0-9a-f]/[0-9a-f][0-9a-f]/*")):
            if len(path.name) == 64:
                yield path.name

    def remove_unreferenced(
        self,
        referenced: Callable[[str], bool],
        *,
        now: datetime,
        older_than: timedelta = timedelta(hours=1),
        among: Iterable[str] | None = None,
    ) -> list[str]:
        """Removes originals that nothing refers to and abandoned uploads; the hashes that went.

        `now`: by the clock of the disk, not of a rehearsal. `older_than`: a file touched since then is left alone, for
        its row may be about to be committed. `among`: look at these hashes only.
        """
        oldest = (now - older_than).timestamp()
        removed = []
        for sha256 in self.all() if among is None else among:
            path = self.path(sha256)
            if _touched(path) > oldest or referenced(sha256):
                continue
            aside = self.root / "incoming" / f"removed-{sha256}"
            aside.parent.mkdir(parents=True, exist_ok=True)
            with contextlib.suppress(FileNotFoundError):
                path.rename(aside)
                if _touched(aside) > oldest:  # somebody brought the same file in this very moment
                    self._link(aside, path)
                else:
                    removed.append(sha256)
                aside.unlink()
        for path in (self.root / "incoming").glob("*"):
            if _touched(path) < (now - timedelta(hours=6)).timestamp():
                path.unlink(missing_ok=True)
        return removed

    def _link(self, source: Path, final: Path) -> None:
        """Gives the bytes their name, for good. The same bytes kept before count as well, and their time is renewed.

        What lies under the name is read again: a file that the disk has damaged must not swallow the true bytes.
        """
        with _worded_full():
            made = [folder for folder in (final.parent.parent, final.parent) if not folder.is_dir()]
            final.parent.mkdir(parents=True, exist_ok=True)
            while True:
                try:
                    os.link(source, final)
                    break
                except FileExistsError:
                    try:
                        os.utime(final)
                    except FileNotFoundError:
                        continue
                    if _hash_of(final) == final.name:
                        break
                    self._replace_damaged(source, final)
            _sync_folder(final.parent)
            for folder in made:
                _sync_folder(folder.parent)

    def _replace_damaged(self, source: Path, final: Path) -> None:
        """Puts whole bytes under a name whose file is damaged. The name is never without a file, and the damaged one is kept.

        Raises `EvidenceMismatch` if the bytes brought are not whole either.
        """
        if _hash_of(source) != final.name:
            raise EvidenceMismatch(fault="changed", sha256=final.name)
        aside = self.root / "damaged" / f"{final.name}-{secrets.token_hex(4)}"
        aside.parent.mkdir(mode=0o700, exist_ok=True)
        whole = self.root / "incoming" / secrets.token_hex(16)
        os.link(source, whole)
        with contextlib.suppress(FileNotFoundError):
            os.link(final, aside)
        whole.replace(final)


def _hash_of(path: Path) -> str:
    """The SHA-256 of a file as it reads now; "" when it is gone or cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _touched(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return float("inf")


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextlib.contextmanager
def _worded_full() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise StorageFull from error
        raise
