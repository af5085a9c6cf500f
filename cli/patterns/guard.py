"""Which counts may be shown: none that tells about fewer than a minimum of witnesses.

    withheld   a count below the minimum, or one that all but a few share; zero is one of these
    as before  a count that was shown earlier and moved by less than the minimum keeps its old
               value: else the difference of two releases would be the answer of one witness
    complement where what is shown would still give a withheld count away, more are withheld

How many witnesses there are is itself told only down to a multiple of the minimum.

Source: Hundepool et al., Statistical Disclosure Control (Wiley, 2012), chapter 4: primary
suppression by threshold, secondary suppression, audit of the intervals that can be computed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from cli.patterns.tables import Cell, Table

LEAST: Final = 5  # no smaller minimum is taken


@dataclass(frozen=True, slots=True)
class Shown:
    """One cell as anybody may see it.

    count:  None where it is withheld
    before: the count is that of an earlier release
    """

    option: str
    label: str
    count: int | None
    before: bool = False


@dataclass(frozen=True, slots=True)
class Interval:
    """What a reader can know about a count: it lies between `low` and `high`, both included."""

    low: int
    high: int

    @property
    def width(self) -> int:
        """How many values are possible."""
        return self.high - self.low + 1


def told(people: int, minimum: int) -> int:
    """Return the number of witnesses as it may be told."""
    return people // minimum * minimum


def guard(table: Table, people: int, minimum: int, earlier: Mapping[str, int]) -> tuple[Shown, ...]:
    """Return what may be shown of a table.

    people:  how many witnesses were counted
    earlier: option → the count that was last shown of it
    """
    base = told(people, minimum)
    shown = [_cell(cell, base, minimum, earlier.get(cell.option)) for cell in table.cells]
    if table.kind == "many":
        return tuple(shown)
    while gives_away(reader_knows(shown, people, minimum), minimum):
        exact = [one for one in shown if one.count is not None and not one.before]
        if not exact:
            return tuple(Shown(one.option, one.label, None) for one in shown)
        least = min(exact, key=lambda one: one.count or 0)
        shown[shown.index(least)] = Shown(least.option, least.label, None)
    return tuple(shown)


def gives_away(known: list[Interval], minimum: int) -> bool:
    """Return whether what can be computed is too much.

    A count that is withheld alone is known to be a small one, so it never stands alone.
    """
    return len(known) == 1 or any(one.width < minimum for one in known)


def _cell(cell: Cell, base: int, minimum: int, earlier: int | None) -> Shown:
    if earlier is not None and abs(cell.count - earlier) < minimum:
        return Shown(cell.option, cell.label, earlier, before=True)
    if cell.count < minimum or base - cell.count < minimum:
        return Shown(cell.option, cell.label, None)
    return Shown(cell.option, cell.label, cell.count)


def reader_knows(shown: list[Shown], people: int, minimum: int) -> list[Interval]:
    """Return, for each cell of a partition that is not told exactly, what can be computed of it."""
    low = told(people, minimum)
    high = low + minimum - 1
    first = [_interval(one, high, minimum) for one in shown]
    lows, highs = sum(one.low for one in first), sum(one.high for one in first)
    return [
        Interval(
            max(one.low, low - (highs - one.high)),
            min(one.high, high - (lows - one.low)),
        )
        for one, cell in zip(first, shown, strict=True)
        if cell.count is None or cell.before
    ]


def _interval(shown: Shown, high: int, minimum: int) -> Interval:
    if shown.count is None:
        return Interval(0, high)
    if shown.before:
        return Interval(max(0, shown.count - minimum + 1), shown.count + minimum - 1)
    return Interval(shown.count, shown.count)
