"""A text broken into the rows of a pane, each piece with its tag. Knows no terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from cli.review.shown import shown, width


@dataclass(frozen=True, slots=True)
class Tag:
    """How a stretch of text is drawn. entity: id, or "" for none.

    state: "open" waits for a decision, "look" has a wording to look at, "hidden" and "kept" are
           settled, "hit" was searched for, "marking" is being marked by hand, "aside" is an answer
           that is never exported
    """

    entity: str
    kind: str
    state: str
    current: bool = False

    @property
    def around(self) -> tuple[str, str]:
        """The signs around it, so that what matters is seen without colour."""
        left, right = {
            "open": ("[", "?]"),
            "look": ("[", "~]"),
            "marking": ("{", "}"),
        }.get(self.state, ("", ""))
        return (f"▸{left}", f"{right}◂") if self.current else (left, right)


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` to `end` of a text, drawn as `tag` says. Spans never overlap."""

    start: int
    end: int
    tag: Tag


@dataclass(frozen=True, slots=True)
class Row:
    """One row. start, end: the characters of the text that it shows"""

    pieces: tuple[tuple[str, Tag | None], ...]
    start: int
    end: int


# One cell or sign: what it shows, how wide that is, its tag, the character it stands for.
_Cell = tuple[str, int, Tag | None, int]


def layout(text: str, spans: Sequence[Span], columns: int) -> list[Row]:
    """Break a text into rows of at most `columns` cells, at spaces where there are any."""
    rows: list[Row] = []
    line: list[_Cell] = []
    used, space = 0, 0  # cells in the row; how many of its cells stand before its last break
    for cell in _cells(text, spans):
        sign, wide, _, at = cell
        if sign == "\n":
            rows.append(_row(line, at + 1))
            line, used, space = [], 0, 0
            continue
        if line and used + wide > columns and sign != " ":  # a space may hang over the edge
            cut = space or len(line)
            rows.append(_row(line[:cut], line[cut][3] if cut < len(line) else at))
            line = line[cut:]
            used, space = sum(each[1] for each in line), 0
        line.append(cell)
        used += wide
        if sign == " ":
            space = len(line)
    rows.append(_row(line, len(text)))
    return rows


def row_of(rows: Sequence[Row], at: int) -> int:
    """Return the number of the row that shows character `at`."""
    low, high = 0, len(rows) - 1
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if rows[middle].start <= at else (low, middle - 1)
    return low


def _cells(text: str, spans: Sequence[Span]) -> Iterator[_Cell]:
    """Give the cells of a text: longer stand-ins and the signs around spans sign by sign."""
    starts = {span.start: span for span in spans}
    tag: Tag | None = None
    end = -1
    for at, char in enumerate(shown(text)):
        if at in starts:
            tag, end = starts[at].tag, starts[at].end
            yield from ((sign, 1, tag, at) for sign in tag.around[0])
        if len(char) == 1:
            yield char, 1 if char.isascii() else width(char), tag, at
        else:
            yield from ((sign, width(sign), tag, at) for sign in char)
        if at + 1 == end and tag is not None:
            yield from ((sign, 1, tag, at) for sign in tag.around[1])
            tag = None


def _row(line: Sequence[_Cell], end: int) -> Row:
    pieces: list[tuple[str, Tag | None]] = []
    for tag, cells in groupby(line, key=lambda cell: cell[2]):
        pieces.append(("".join(cell[0] for cell in cells), tag))
    return Row(tuple(pieces), line[0][3] if line else max(0, end - 1), end)
