"""Which counts may be shown."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jurdil.core.publication import THRESHOLD, Closed, close, fold, ranges, shown

tables = st.dictionaries(st.sampled_from("abcdefg"), st.integers(0, 14), max_size=6)


def test_a_count_of_five_is_shown_and_one_of_four_is_not() -> None:
    assert shown(5).words() == "5"
    assert shown(4).words() == "<5"
    assert shown(0).words() == "0"


def test_one_small_row_closes_a_second_one_so_that_the_total_does_not_tell() -> None:
    cells = {cell.code: cell for cell in close({"a": 20, "b": 9, "c": 2})}
    assert cells["a"].words() == "20"
    assert cells["b"].closed is Closed.PROTECTING
    assert cells["c"].words() == "<5"


def test_two_small_rows_that_can_only_be_one_each_close_a_third() -> None:
    cells = {cell.code: cell for cell in close({"a": 20, "b": 1, "c": 1})}
    assert cells["a"].closed is Closed.PROTECTING


def test_a_table_that_cannot_be_protected_is_closed_as_a_whole() -> None:
    assert [cell.words() for cell in close({"a": 5, "b": 1, "c": 0})] == ["-", "-", "-"]


def test_a_table_without_small_counts_stays_as_it_is() -> None:
    assert [cell.words() for cell in close({"a": 7, "b": 0, "c": 5})] == ["7", "0", "5"]


def test_a_place_with_few_reports_is_not_named() -> None:
    folded = fold({"x": 12, "y": 3, "z": 3, "w": 0})
    assert [cell.code for cell in folded.named] == ["x"]
    assert (folded.others, folded.others_count) == (3, 6)


def test_a_single_place_left_over_takes_the_smallest_named_one_with_it() -> None:
    folded = fold({"x": 12, "y": 30, "z": 3})
    assert [cell.code for cell in folded.named] == ["y"]
    assert folded.others_count == 15


def fitting(counts: dict[str, int]) -> list[set[int]]:
    """By trying everything: which counts of each closed row fit what `close` shows and the total?"""
    cells = close(counts)
    open_total = sum(cell.count or 0 for cell in cells)
    rest = sum(counts.values()) - open_total
    whole = all(cell.closed is Closed.PROTECTING for cell in cells)
    spans = []
    for cell in cells:
        if cell.closed is Closed.SMALL:
            spans.append(range(1, THRESHOLD))
        elif cell.closed is Closed.PROTECTING:
            spans.append(range(0 if whole else THRESHOLD, rest + 1))
    found: list[set[int]] = [set() for _ in spans]
    for values in product(*spans[:-1]):
        last = rest - sum(values)
        if spans and last in spans[-1]:
            for place, value in enumerate([*values, last]):
                found[place].add(value)
    return found


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.sampled_from("abcd"), st.integers(0, 9), max_size=4).filter(lambda rows: sum(rows.values()) >= 5))
def test_no_closed_row_can_be_worked_out_from_the_total(counts: dict[str, int]) -> None:
    for values in fitting(counts):
        assert len(values) > 1 or len(counts) == 1


@given(tables)
def test_no_small_count_is_ever_shown_and_no_shown_count_is_wrong(counts: dict[str, int]) -> None:
    for cell in close(counts):
        assert cell.count is None or cell.count == counts[cell.code]
        assert cell.count is None or cell.count == 0 or cell.count >= THRESHOLD


@given(tables)
def test_places_that_are_named_have_enough_reports_and_the_sums_agree(counts: dict[str, int]) -> None:
    folded = fold(counts)
    assert all(cell.count is not None and cell.count >= THRESHOLD for cell in folded.named)
    assert folded.others + len(folded.named) == len(counts)
    if folded.others_count is not None:
        assert sum(cell.count or 0 for cell in folded.named) + folded.others_count == sum(counts.values())
        assert folded.others_count == 0 or (folded.others_count >= THRESHOLD and folded.others >= 2)


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 4)), min_size=1, max_size=4), st.data())
def test_the_range_of_an_unknown_is_what_trying_everything_finds(parts: list[tuple[int, int]], data: st.DataObject) -> None:
    bounds = [(low, low + width) for low, width in parts]
    values = [data.draw(st.integers(low, high)) for low, high in bounds]
    total = sum(values)
    fits = [mix for mix in product(*(range(low, high + 1) for low, high in bounds)) if sum(mix) == total]
    expected = [(min(mix[i] for mix in fits), max(mix[i] for mix in fits)) for i in range(len(bounds))]
    assert ranges(total, list(bounds)) == expected


@pytest.mark.parametrize(("rows", "most"), [(2, 20), (3, 17), (4, 12)])
def test_nobody_who_knows_the_total_and_this_very_program_can_work_out_a_closed_row(rows: int, most: int) -> None:
    """Every table that could stand behind what is shown is tried."""
    behind: dict[object, list[dict[str, int]]] = {}
    for counts in product(range(most + 1), repeat=rows):
        if THRESHOLD <= sum(counts) <= most:
            named = {code: count for code, count in zip("abcd", counts, strict=False) if count}
            by_count = dict(sorted(named.items(), key=lambda row: (-row[1], row[0])))
            seen = tuple((cell.code, cell.words()) for cell in close(by_count))
            if any(words != "-" for _code, words in seen):
                behind.setdefault((sum(counts), seen), []).append(named)
    for (_total, seen), tables in behind.items():  # type: ignore[misc]
        for code, words in seen:
            if words in ("-", "<5"):
                assert len({table[code] for table in tables}) > 1, (seen, tables)


def test_the_order_of_closed_rows_does_not_tell_which_is_greater() -> None:
    assert [cell.code for cell in close({"z": 4, "b": 1, "a": 1, "y": 20, "x": 20})] == ["y", "a", "b", "x", "z"]


@pytest.mark.parametrize(("places", "most"), [(3, 17), (4, 13)])
def test_nobody_who_knows_this_program_can_work_out_the_count_of_a_place_without_a_name(places: int, most: int) -> None:
    behind: dict[object, list[tuple[int, ...]]] = {}
    for counts in product(range(most + 1), repeat=places):
        if THRESHOLD <= sum(counts) <= most:
            folded = fold(dict(zip("abcd", counts, strict=False)))
            if folded.others_count:
                seen = (sum(counts), tuple((cell.code, cell.count) for cell in folded.named), folded.others_count)
                behind.setdefault(seen, []).append(counts)
    for (_total, named, _others), tables in behind.items():  # type: ignore[misc]
        for place, code in enumerate("abcd"[:places]):
            assert code in dict(named) or len({table[place] for table in tables}) > 1, (named, tables)
