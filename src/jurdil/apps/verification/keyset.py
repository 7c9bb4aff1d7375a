"""One page of a long list, by key and never by offset: each page costs the same however long the list is.

A list is made of parts that follow each other ("still in time", "day not known", "too late"); a part may have several
streams that are merged, so that each stream can be read from an index in its own order.
"""

from __future__ import annotations

import base64
import binascii
import heapq
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import F, Model, QuerySet
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan, TupleLessThan


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Rows in the order of `fields`, the last of which is unique. None of the fields may be null in these rows."""

    name: str
    streams: Sequence[QuerySet[Any]]
    fields: tuple[str, ...]
    descending: bool = False

    def key(self, row: Model) -> tuple[Any, ...]:
        return tuple(getattr(row, field) for field in self.fields)

    def rows(self, after: tuple[Any, ...] | None, size: int) -> Iterator[Any]:
        sign = "-" if self.descending else ""
        beyond = TupleLessThan if self.descending else TupleGreaterThan
        cut = []
        for stream in self.streams:
            rows = stream.order_by(*(sign + field for field in self.fields))
            if after is not None:
                rows = rows.filter(beyond(Tuple(*(F(field) for field in self.fields)), after))
            cut.append(rows[:size])
        return heapq.merge(*cut, key=self.key, reverse=self.descending) if len(cut) > 1 else iter(cut[0])


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Rows in order; `after` is what the address of the next page carries, or "" at the end."""

    rows: list[Any]
    after: str


def page(parts: Sequence[Part], *, after: str = "", size: int = 50) -> Page:
    """The rows after a mark. A mark that cannot be read gives the first page."""
    names = {part.name: place for place, part in enumerate(parts)}
    mark = _read(after, parts)
    found: list[tuple[Part, Any]] = []
    for part in parts[names[mark[0]] if mark else 0 :]:
        start = mark[1] if mark and mark[0] == part.name else None
        for row in part.rows(start, size + 1 - len(found)):
            found.append((part, row))
            if len(found) > size:
                last, row = found[size - 1]
                return Page(rows=[row for _, row in found[:size]], after=_write(last.name, last.key(row)))
    return Page(rows=[row for _, row in found], after="")


def _write(name: str, key: tuple[Any, ...]) -> str:
    text = json.dumps([name, *(value.isoformat() if hasattr(value, "isoformat") else str(value) for value in key)])
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _read(mark: str, parts: Sequence[Part]) -> tuple[str, tuple[Any, ...]] | None:
    if not mark or len(mark) > 400:
        return None
    try:
        name, *values = json.loads(base64.urlsafe_b64decode(mark + "=" * (-len(mark) % 4)))
        part = next(part for part in parts if part.name == name)
        fields = [part.streams[0].model._meta.get_field(field) for field in part.fields]
        key = tuple(field.to_python(value) for field, value in zip(fields, values, strict=True))
    except (ValueError, TypeError, StopIteration, ValidationError, binascii.Error):
        return None
    return (name, key) if all(value is not None for value in key) else None
