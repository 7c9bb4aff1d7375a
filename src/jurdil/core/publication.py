"""Which counts may be shown? Small ones may not, nor any that could be worked out from the others and the total.

Two ways of closing, by what a row's name tells:

- `close`: the name of the row tells nothing (an act, a category of office). A small count becomes "<5". Where the total
  and the open rows would still give it away, further rows are closed without a bound.
- `fold`: the name of the row is itself a trace (a place). Rows with small counts lose their name and are added up in
  one row "others".

A zero is no secret: nobody stands behind it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

THRESHOLD = 5


class Closed(StrEnum):
    """Why a count is not shown."""

    SMALL = "small"  # between one and the threshold
    PROTECTING = "protecting"  # closed so that another cannot be worked out


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One row of a published table: its code, and either a count or why there is none."""

    code: str
    count: int | None
    closed: Closed | None = None

    def words(self, threshold: int = THRESHOLD) -> str:
        """How the count is written in a table or a file: "12", "<5" or "-"."""
        if self.count is not None:
            return str(self.count)
        return f"<{threshold}" if self.closed is Closed.SMALL else "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Folded:
    """A table of places: those that may be named, and one row for all others."""

    named: tuple[Cell, ...]
    others: int  # how many places stand behind the row of others
    others_count: int | None  # reports of the others together; None when it may not be shown


def shown(count: int, threshold: int = THRESHOLD) -> Cell:
    """A number that stands alone, such as a step of the funnel."""
    small = 0 < count < threshold
    return Cell(code="", count=None if small else count, closed=Closed.SMALL if small else None)


def close(counts: Mapping[str, int], threshold: int = THRESHOLD) -> tuple[Cell, ...]:
    """The rows of a table whose total is published: the open ones in the given order, then the closed ones by code.

    Where a closed row stands must not tell whether it is greater than another. For each closed row at least two
    different counts fit everything that is shown, also for a reader who knows this program. Where no choice of rows
    reaches that, the whole table is closed, its zeros too.
    """
    small = {code for code, count in counts.items() if 0 < count < threshold}
    candidates = sorted((count, code) for code, count in counts.items() if count >= threshold)
    # Always one more than the small rows: that a row is closed beside them then tells nothing of how small they are.
    protecting: set[str] = {candidates.pop(0)[1]} if small and candidates else set()
    while small and not _hidden(counts, small, protecting, threshold):
        if not candidates:
            return tuple(Cell(code=code, count=None, closed=Closed.PROTECTING) for code in sorted(counts))
        protecting.add(candidates.pop(0)[1])

    def cell(code: str, count: int) -> Cell:
        if code in small:
            return Cell(code=code, count=None, closed=Closed.SMALL)
        if code in protecting:
            return Cell(code=code, count=None, closed=Closed.PROTECTING)
        return Cell(code=code, count=count)

    hidden = small | protecting
    return tuple(cell(code, counts[code]) for code in (*(code for code in counts if code not in hidden), *sorted(hidden)))


def ranges(total: int, bounds: Sequence[tuple[int, int | None]]) -> list[tuple[int, int]]:
    """For each unknown within its bounds, the least and the greatest value if all of them add up to `total`."""
    lows = [low for low, _ in bounds]
    highs = [total if high is None else high for _, high in bounds]
    return [
        (max(low, total - (sum(highs) - high)), min(high, total - (sum(lows) - low)))
        for low, high in zip(lows, highs, strict=True)
    ]


def _hidden(counts: Mapping[str, int], small: set[str], protecting: set[str], threshold: int) -> bool:
    """Do at least two values fit each closed row, for a reader who knows the total and these rules?

    The smallest rows are the ones that protect, so none of them is greater than a row that is still open.
    """
    still_open = [count for code, count in counts.items() if count >= threshold and code not in protecting]
    most = min(still_open) - 1 if still_open else None  # of two equal rows, which one protects is told by its code
    bounds: list[tuple[int, int | None]] = [(1, threshold - 1)] * len(small) + [(threshold, most)] * len(protecting)
    total = sum(counts[code] for code in small | protecting)
    return all(low < high for low, high in ranges(total, bounds))


def fold(counts: Mapping[str, int], threshold: int = THRESHOLD) -> Folded:
    """The places that may be named, greatest first, and the others together.

    `counts` has every place of the area, also those with none. The row of others stands for at least two places,
    and neither it nor the total tells the count of any of them.
    """
    order = sorted(counts, key=lambda code: (-counts[code], code))
    named = [code for code in order if counts[code] >= threshold]
    others = [code for code in order if counts[code] < threshold]
    while sum(counts[code] for code in others) and not _others_hidden(counts, others, named, threshold):
        if not named:
            return Folded(named=(), others=len(order), others_count=None)
        others.append(named.pop())
    return Folded(
        named=tuple(Cell(code=code, count=counts[code]) for code in named),
        others=len(others),
        others_count=sum(counts[code] for code in others),
    )


def _others_hidden(counts: Mapping[str, int], others: Sequence[str], named: Sequence[str], threshold: int) -> bool:
    """Do at least two counts fit each of the others? What was folded in is smaller than what is still named."""
    total = sum(counts[code] for code in others)
    if len(others) < 2 or total < threshold:
        return False
    most = min(counts[code] for code in named) - 1 if named else None
    bounds = [(0, threshold - 1) if counts[code] < threshold else (threshold, most) for code in others]
    return all(low < high for low, high in ranges(total, bounds))
