"""What was hashed is what is kept; what is acknowledged is on the disk; what nobody needs goes."""

from __future__ import annotations

import errno
import hashlib
import io
import os
import resource
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from jurdil.adapters.blob_store import BlobStore
from jurdil.core.errors import EvidenceMismatch, RefusedFile, StorageFull


@pytest.fixture
def store(tmp_path: Path) -> BlobStore:
    return BlobStore(tmp_path / "originals")


class Zeros(io.RawIOBase):
    """A stream of so many zeros that never lie in memory together."""

    def __init__(self, size: int) -> None:
        self.left = size

    def read(self, size: int = -1) -> bytes:
        size = min(size if size > 0 else 65536, self.left)
        self.left -= size
        return bytes(size)


def test_an_original_lies_under_its_hash_read_only(store: BlobStore) -> None:
    stored = store.put(io.BytesIO(b"foto"))
    assert stored.sha256 == hashlib.sha256(b"foto").hexdigest() and stored.size == 4
    path = store.path(stored.sha256)
    assert path.parent.name == stored.sha256[2:4] and path.stat().st_mode & 0o777 == 0o400
    assert store.verify(stored.sha256) == 4 and store.open(stored.sha256).read() == b"foto"
    assert not list((store.root / "incoming").iterdir())


def test_the_same_bytes_twice_are_kept_once_and_never_overwritten(store: BlobStore) -> None:
    first = store.put(io.BytesIO(b"sama"))
    inode = store.path(first.sha256).stat().st_ino
    assert store.put(io.BytesIO(b"sama")) == first
    assert store.path(first.sha256).stat().st_ino == inode


def test_one_flipped_bit_is_found(store: BlobStore) -> None:
    stored = store.put(io.BytesIO(b"asli"))
    path = store.path(stored.sha256)
    path.chmod(0o600)
    path.write_bytes(b"Asli")
    with pytest.raises(EvidenceMismatch):
        store.verify(stored.sha256)
    with pytest.raises(EvidenceMismatch):
        store.verify("0" * 64)


def test_a_file_over_the_limit_is_refused_on_the_way_and_leaves_nothing(store: BlobStore) -> None:
    stream = Zeros(2 * 1024**3)
    with pytest.raises(RefusedFile) as refusal:
        store.put(stream, limit=1024**2)
    assert refusal.value.facts["fault"] == "too_large"
    assert stream.left > 2 * 1024**3 - 4 * 1024**2
    assert not list((store.root / "incoming").iterdir())


def test_memory_stays_flat_while_much_is_written(store: BlobStore) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    store.put(Zeros(192 * 1024**2))
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 48 * 1024


def test_a_full_disk_is_told_apart_and_leaves_nothing(store: BlobStore, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StorageFull):
        store.put(io.BytesIO(b"foto"))
    monkeypatch.undo()
    assert not list(store.all()) and not list((store.root / "incoming").iterdir())


def test_the_last_of_the_disk_is_left_for_words(store: BlobStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jurdil.adapters.blob_store.RESERVE", 2**60)
    with pytest.raises(StorageFull):
        store.put(io.BytesIO(b"foto"))


def test_what_nobody_refers_to_goes_but_not_what_came_just_now(store: BlobStore) -> None:
    wanted, orphan, fresh = (store.put(io.BytesIO(data)).sha256 for data in (b"a", b"b", b"c"))
    old = time.time() - 7200
    for sha256 in (wanted, orphan):
        os.utime(store.path(sha256), (old, old))
    assert store.remove_unreferenced({wanted}.__contains__, now=datetime.now(UTC)) == [orphan]
    assert store.exists(wanted) and store.exists(fresh) and not store.exists(orphan)


def test_a_sender_who_brings_the_same_file_while_it_is_removed_keeps_it(store: BlobStore) -> None:
    sha256 = store.put(io.BytesIO(b"viral")).sha256
    old = time.time() - 7200
    os.utime(store.path(sha256), (old, old))

    def asked(_sha256: str) -> bool:
        store.put(io.BytesIO(b"viral"))
        return False

    assert store.remove_unreferenced(asked, now=datetime.now(UTC)) == []
    assert store.verify(sha256) == 5


def test_uploads_that_were_never_finished_are_swept(store: BlobStore) -> None:
    lost = store.incoming()
    lost.write(b"setengah")
    later = datetime.now(UTC) + timedelta(hours=7)
    store.remove_unreferenced(lambda _sha256: True, now=later)
    assert not lost.path.exists()


KILLED = """
import io, os, sys
from pathlib import Path
from jurdil.adapters.blob_store import BlobStore
store = BlobStore(Path(sys.argv[1]))
n = 0
while True:
    n += 1
    stored = store.put(io.BytesIO(b"%d" % n * 3000))
    os.write(1, (stored.sha256 + "\\n").encode())
"""


def test_whatever_was_acknowledged_before_a_kill_is_whole(store: BlobStore) -> None:
    process = subprocess.Popen([sys.executable, "-c", KILLED, str(store.root)], stdout=subprocess.PIPE)
    assert process.stdout is not None
    said = [process.stdout.readline() for _ in range(40)]
    process.kill()
    said += process.stdout.readlines()
    process.wait()
    acknowledged = [line.decode().strip() for line in said if line.endswith(b"\n")]
    assert len(acknowledged) >= 40
    for sha256 in acknowledged:
        store.verify(sha256)
    for sha256 in store.all():  # nothing half-written carries a name
        store.verify(sha256)


@pytest.mark.parametrize("damage", [b"Foto", b"fo", b""])
def test_an_original_that_the_disk_damaged_does_not_swallow_the_same_photo_sent_again(store: BlobStore, damage: bytes) -> None:
    sha256 = store.put(io.BytesIO(b"foto")).sha256
    path = store.path(sha256)
    path.chmod(0o600)
    path.write_bytes(damage)
    assert store.put(io.BytesIO(b"foto")).sha256 == sha256
    assert store.verify(sha256) == 4 and path.stat().st_mode & 0o777 == 0o400
    (kept,) = store.damaged()
    assert (store.root / "damaged" / kept).read_bytes() == damage
    assert list(store.all()) == [sha256] and not list((store.root / "incoming").iterdir())
