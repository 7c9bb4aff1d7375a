"""What is sealed in pieces opens only with its own key, whole, in part, and never in silence when it was changed."""

from __future__ import annotations

import io
import os

import pyrage
import pytest

from jurdil.adapters.sealed_stream import opened, opened_part, seal_while_writing
from jurdil.adapters.sealing import BrokenSeal, Seal

CONTENT = os.urandom(700_000)


@pytest.fixture(scope="module")
def seal():
    return Seal(pyrage.x25519.Identity.generate())


@pytest.fixture(scope="module")
def sealed(seal):
    out = io.BytesIO()

    def write(sink):
        for at in range(0, len(CONTENT), 50_000):
            sink.write(CONTENT[at : at + 50_000])
        return "selesai"

    assert seal_while_writing(seal, out, write) == "selesai"
    return out.getvalue()


def test_what_was_sealed_opens_again(seal, sealed):
    assert CONTENT[:64] not in sealed
    assert b"".join(opened(seal, io.BytesIO(sealed))) == CONTENT
    assert seal.open(sealed) == CONTENT


def test_a_part_opens_alone(seal, sealed):
    for offset, size in ((0, 10), (65_530, 20), (len(CONTENT) - 5, 5), (100_000, 300_000)):
        assert opened_part(seal, io.BytesIO(sealed), offset=offset, size=size) == CONTENT[offset : offset + size]
    with pytest.raises(BrokenSeal):
        opened_part(seal, io.BytesIO(sealed), offset=len(CONTENT) - 5, size=6)


def test_another_key_opens_nothing(sealed):
    with pytest.raises(BrokenSeal):
        list(opened(Seal(pyrage.x25519.Identity.generate()), io.BytesIO(sealed)))


def test_a_changed_byte_or_a_lost_end_is_never_passed_over(seal, sealed):
    for spoiled in (sealed[:300_000] + bytes([sealed[300_000] ^ 1]) + sealed[300_001:], sealed[:-70_000]):
        with pytest.raises(BrokenSeal):
            list(opened(seal, io.BytesIO(spoiled)))


def test_a_reader_who_goes_away_stops_the_opening(seal, sealed):
    pieces = opened(seal, io.BytesIO(sealed))
    next(pieces)
    pieces.close()


def test_what_fails_while_writing_fails_here(seal):
    def write(sink):
        sink.write(b"x" * 200_000)
        raise LookupError("hilang")

    with pytest.raises(LookupError):
        seal_while_writing(seal, io.BytesIO(), write)


def test_a_full_disk_under_the_seal_is_told(seal):
    class Full:
        def write(self, piece):
            raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        seal_while_writing(seal, Full(), lambda sink: sink.write(b"x" * 5_000_000))
