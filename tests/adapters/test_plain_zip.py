"""A zip written from front to back is read by Python's own zipfile, small or large."""

from __future__ import annotations

import io
import zipfile
import zlib

import pytest

from jurdil.adapters.plain_zip import PlainZip

FILES = {"a/satu.txt": b"satu", "a/é.bin": bytes(range(256)) * 40, "a/kosong": b""}


@pytest.mark.parametrize("large", [0xFFFFFFFF, 1, 300])
def test_what_was_put_in_comes_out(large):
    out = io.BytesIO()
    made = PlainZip(out, moment=(2025, 4, 18, 20, 15, 2), large=large)
    offsets = {}
    for name, content in FILES.items():
        offsets[name] = made.begin(name, checksum=zlib.crc32(content), size=len(content))
        made.write(content)
        assert made.end()
    made.close()
    raw = out.getvalue()
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == FILES
        assert {entry.date_time for entry in archive.infolist()} == {(2025, 4, 18, 20, 15, 2)}
    assert all(raw[offsets[name] : offsets[name] + len(content)] == content for name, content in FILES.items())


def test_a_file_of_another_length_than_announced_is_noticed():
    made = PlainZip(io.BytesIO(), moment=(2025, 4, 18, 0, 0, 0))
    made.begin("a", checksum=0, size=4)
    made.write(b"abc")
    assert not made.end()
