"""No count that is shown, alone or with others or with an earlier release, tells about a few."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.patterns.guard import Shown, guard, reader_knows, told
from cli.patterns.tables import Cell, Table

LEAST = 5


def one(*counts: int) -> Table:
    """Return a question of which everybody chose exactly one option."""
    return Table("q", "Q?", "one", tuple(Cell(f"o{i}", f"O{i}", n) for i, n in enumerate(counts)))


def many(*counts: int) -> Table:
    """Return a question of which anybody may choose several options."""
    return Table("q", "Q?", "many", one(*counts).cells)


def counts(shown: tuple[Shown, ...]) -> list[int | None]:
    return [cell.count for cell in shown]


CASES = {
    "large counts are shown": ((20, 20, 20), [20, 20, 20]),
    "two small ones hide each other": ((3, 4, 30, 23), [None, None, 30, 23]),
    "one small one takes the smallest large one with it": ((2, 30, 18, 10), [None, 30, 18, None]),
    "zero is a small count": ((0, 30, 18, 12), [None, 30, 18, None]),
    "what all chose is withheld too": ((60, 0, 0), [None, None, None]),
    "what all but a few chose is withheld too": ((57, 2, 1), [None, None, None]),
}


@pytest.mark.parametrize("name", CASES)
def test_what_a_first_release_shows(name: str) -> None:
    true, shown = CASES[name]
    assert counts(guard(one(*true), sum(true), LEAST, {})) == shown


def test_of_several_choices_each_stands_alone() -> None:
    assert counts(guard(many(20, 4, 57, 0), 60, LEAST, {})) == [20, None, None, None]


def test_the_number_of_witnesses_is_told_roughly() -> None:
    assert [told(people, 5) for people in (10, 14, 15, 64)] == [10, 10, 15, 60]


def test_one_more_witness_changes_nothing_that_is_shown() -> None:
    before = {cell.option: cell.count or 0 for cell in guard(one(20, 20, 20), 60, LEAST, {})}
    after = guard(one(21, 20, 20), 61, LEAST, before)
    assert counts(after) == [20, 20, 20]
    assert all(cell.before for cell in after)


def test_a_count_moves_once_it_moved_by_the_minimum() -> None:
    before = {"o0": 20, "o1": 20, "o2": 20, "o3": 20}
    assert counts(guard(one(25, 25, 22, 22), 94, LEAST, before)) == [25, 25, 20, 20]


def test_a_lone_old_count_that_the_rest_would_give_away_hides_one_more() -> None:
    shown = guard(one(26, 27, 20), 73, LEAST, {"o0": 20, "o1": 20, "o2": 20})
    assert counts(shown) == [None, 27, 20]


tables = st.lists(st.integers(0, 40), min_size=2, max_size=7)


@given(tables, st.integers(LEAST, 12))
def test_whatever_is_shown_leaves_room_for_what_is_not(true: list[int], minimum: int) -> None:
    people = sum(true)
    if people < 2 * minimum:
        return
    shown = guard(one(*true), people, minimum, {})
    for cell, count in zip(shown, true, strict=True):
        if cell.count is not None:
            assert cell.count == count >= minimum
            assert people - count >= minimum
    assert all(known.width >= minimum for known in reader_knows(list(shown), people, minimum))


@given(st.lists(tables, min_size=2, max_size=5), st.integers(LEAST, 8))
def test_no_two_releases_differ_by_a_few(rounds: list[list[int]], minimum: int) -> None:
    width = min(map(len, rounds))
    remembered: dict[str, int] = {}
    for true in rounds:
        people = sum(true[:width])
        if people < 2 * minimum:
            continue
        for cell in guard(one(*true[:width]), people, minimum, dict(remembered)):
            if cell.count is None:
                continue
            last = remembered.get(cell.option)
            assert last is None or last == cell.count or abs(last - cell.count) >= minimum
            remembered[cell.option] = cell.count


@given(st.lists(st.integers(0, 9), min_size=2, max_size=4))
def test_a_reader_who_tries_every_table_finds_no_withheld_count(true: list[int]) -> None:
    """By brute force, not by the intervals that the guard itself reckons with."""
    people = sum(true)
    if people < 2 * LEAST:
        return
    shown = guard(one(*true), people, LEAST, {})
    hidden = [i for i, cell in enumerate(shown) if cell.count is None]
    sure = sum(cell.count or 0 for cell in shown)
    possible: list[set[int]] = [set() for _ in hidden]
    base = told(people, LEAST)
    for guess in product(range(base + LEAST), repeat=len(hidden)):
        if base <= sure + sum(guess) < base + LEAST:
            for values, value in zip(possible, guess, strict=True):
                values.add(value)
    assert all(len(values) >= LEAST for values in possible)
