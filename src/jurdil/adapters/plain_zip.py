"""A zip of stored files that is written from front to back, with sizes and checksums before the bytes.

Python's zipfile goes back over what it wrote, or states sizes only behind the bytes, which some unpackers refuse.
Here the caller says size and CRC-32 first. Zip64 records (APPNOTE 4.3.9, 4.3.14, 4.5.3) stand only where a number
needs them.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import Protocol

_FULL_32 = 0xFFFFFFFF
_FULL_16 = 0xFFFF
_UTF8 = 0x0800


class Sink(Protocol):
    def write(self, piece: bytes, /) -> object: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    name: bytes
    checksum: int
    size: int
    offset: int


class PlainZip:
    """`begin` a file, `write` exactly its bytes, `end` it; at last `close`. `moment`: year … second, 1980 or later."""

    def __init__(self, out: Sink, *, moment: tuple[int, int, int, int, int, int], large: int = _FULL_32) -> None:
        self._out = out
        self._large = large  # a test lowers it, to see Zip64 without gigabytes
        year, month, day, hour, minute, second = moment
        self._time = hour << 11 | minute << 5 | second // 2
        self._date = (year - 1980) << 9 | month << 5 | day
        self._at = 0
        self._left = 0
        self._entries: list[_Entry] = []

    def begin(self, name: str, *, checksum: int, size: int) -> int:
        """Writes the header of a file; answers where its bytes will start."""
        entry = _Entry(name=name.encode(), checksum=checksum, size=size, offset=self._at)
        wide = size >= self._large
        extra = struct.pack("<HHQQ", 1, 16, size, size) if wide else b""
        shown = _FULL_32 if wide else size
        self._put(
            struct.pack(
                "<4sHHHHHLLLHH",
                b"PK\x03\x04",
                45 if wide else 20,
                _UTF8,
                0,
                self._time,
                self._date,
                checksum,
                shown,
                shown,
                len(entry.name),
                len(extra),
            )
            + entry.name
            + extra
        )
        self._entries.append(entry)
        self._left = size
        return self._at

    def write(self, piece: bytes) -> None:
        self._left -= len(piece)
        self._put(piece)

    def end(self) -> bool:
        """Whether exactly the bytes that were announced were written."""
        return self._left == 0

    def close(self) -> None:
        """Writes the directory of all files."""
        start = self._at
        for entry in self._entries:
            self._put(self._listed(entry))
        size, count = self._at - start, len(self._entries)
        if count >= _FULL_16 or start >= self._large or size >= self._large:
            record = self._at
            self._put(struct.pack("<4sQHHLLQQQQ", b"PK\x06\x06", 44, 45, 45, 0, 0, count, count, size, start))
            self._put(struct.pack("<4sLQL", b"PK\x06\x07", 0, record, 1))
            start = _FULL_32
        shown = min(count, _FULL_16)
        self._put(struct.pack("<4sHHHHLLH", b"PK\x05\x06", 0, 0, shown, shown, min(size, _FULL_32), start, 0))

    def _listed(self, entry: _Entry) -> bytes:
        wide, far = entry.size >= self._large, entry.offset >= self._large
        numbers = [entry.size, entry.size] * wide + [entry.offset] * far
        extra = struct.pack(f"<HH{len(numbers)}Q", 1, 8 * len(numbers), *numbers) if numbers else b""
        shown = _FULL_32 if wide else entry.size
        return (
            struct.pack(
                "<4sBBHHHHHLLLHHHHHLL",
                b"PK\x01\x02",
                45,
                3,
                45 if numbers else 20,
                _UTF8,
                0,
                self._time,
                self._date,
                entry.checksum,
                shown,
                shown,
                len(entry.name),
                len(extra),
                0,
                0,
                0,
                0o100644 << 16,
                _FULL_32 if far else entry.offset,
            )
            + entry.name
            + extra
        )

    def _put(self, piece: bytes) -> None:
        self._out.write(piece)
        self._at += len(piece)
