"""Seals and opens what is too large for memory: an age file made and read in pieces, with no plain copy on the disk."""

from __future__ import annotations

import io
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import IO, Any, TypeVar

import pyrage

from jurdil.adapters.bag import Sink
from jurdil.adapters.sealing import BrokenSeal, Seal

Answer = TypeVar("Answer")


def seal_while_writing(seal: Seal, sealed: Sink, write: Callable[[Sink], Answer]) -> Answer:
    """Runs `write` with a sink whose bytes arrive in `sealed` as an age file. What `write` raises is raised here."""
    read_end, write_end = os.pipe()
    answers: list[Answer] = []
    faults: list[BaseException] = []

    def produce() -> None:
        try:
            with os.fdopen(write_end, "wb", buffering=0) as pipe:
                answers.append(write(_Whole(pipe)))
        except BaseException as error:  # handed to the caller's thread
            faults.append(error)

    producer = threading.Thread(target=produce, daemon=True)
    producer.start()
    into = _Into(sealed.write)
    try:
        with os.fdopen(read_end, "rb") as pipe:
            pyrage.encrypt_io(pipe, into, [seal.identity.to_public()])
    except pyrage.EncryptError:
        if into.fault is None:
            raise
    finally:
        producer.join()
    if into.fault is not None:
        raise into.fault
    if faults:
        raise faults[0]
    return answers[0]


def opened(seal: Seal, sealed: IO[bytes]) -> Iterator[bytes]:
    """The opened bytes in pieces. Each piece is authentic when it is given. Raises `BrokenSeal`.

    Closing the iterator early stops the opening.
    """
    read_end, write_end = os.pipe()
    faults: list[BaseException] = []

    def produce() -> None:
        try:
            with os.fdopen(write_end, "wb", buffering=1 << 16) as pipe:
                pyrage.decrypt_io(sealed, _Into(pipe.write), [seal.identity])
        except BaseException as error:
            faults.append(error)

    producer = threading.Thread(target=produce, daemon=True)
    producer.start()
    done = False
    try:
        with os.fdopen(read_end, "rb", buffering=0) as pipe:
            while piece := pipe.read(1 << 18):
                yield piece
        done = True
    finally:
        producer.join()
        with suppress(OSError):
            sealed.close()
    if done and faults:
        raise BrokenSeal from faults[0]


def opened_part(seal: Seal, sealed: IO[bytes], *, offset: int, size: int) -> bytes:
    """A few of the opened bytes, such as one document of a bundle. Raises `BrokenSeal` if there are fewer."""
    part = bytearray()
    at = 0
    pieces = opened(seal, sealed)
    for piece in pieces:
        first, last = max(offset - at, 0), min(offset + size - at, len(piece))
        if first < last:
            part += piece[first:last]
        at += len(piece)
        if at >= offset + size:
            break
    pieces.close()  # type: ignore[attr-defined]
    if len(part) != size:
        raise BrokenSeal
    return bytes(part)


class _Whole:
    """A raw pipe may take only some of the bytes; this gives it all of them."""

    def __init__(self, pipe: Any) -> None:
        self._pipe = pipe

    def write(self, piece: bytes, /) -> object:
        rest = memoryview(piece)
        while rest:
            rest = rest[self._pipe.write(rest) :]
        return len(piece)


class _Into(io.RawIOBase):
    """pyrage writes into it. It rewords every fault, so the first one is kept here as it was raised.

    An interrupted call would be tried again for ever; what refuses bytes must not look like one.
    """

    def __init__(self, write: Callable[[bytes], object]) -> None:
        self._write = write
        self.fault: Exception | None = None

    def writable(self) -> bool:
        return True

    def write(self, piece: Any) -> int:
        try:
            self._write(bytes(piece))
        except Exception as error:
            self.fault = error
            raise BrokenPipeError from error
        return len(piece)
