"""A text broken into the rows of a pane, each piece with its tag. Knows no terminal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cli.review.shown import shown, width


@dataclass(frozen=True, slots=True)
class Tag:
    """How a stretch of text is drawn. entity: id, or "" for none.

    state: "open" waits for a decision, "look" has a wording to look at, "hidden" and "kept" are
           settled, "hit" was searched for, "marking" is being marked by hand
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


@dataclass(frozen=True, slots=True)
class _Cell:
    text: str
    width: int
    tag: Tag | None
    at: int


def layout(text: str, spans: Sequence[Span], columns: int) -> list[Row]:
    """Break a text into rows of at most `columns` cells, at spaces where there are any."""
    rows: list[Row] = []
    line: list[_Cell] = []
    used, space = 0, 0  # cells in the row; how many of its cells stand before its last break
    for cell in _cells(text, spans):
        if cell.text == "\n":
            rows.append(_row(line, cell.at + 1))
            line, used, space = [], 0, 0
            continue
        while line and used + cell.width > columns:
            at = space if space and cell.text != " " else len(line)
            if cell.text == " " and at == len(line):  # a space may hang over the edge
                break
            rows.append(_row(line[:at], line[at].at if at < len(line) else cell.at))
            line = line[at:]
            used, space = sum(each.width for each in line), 0
        line.append(cell)
        used += cell.width
        if cell.text == " ":
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


def _cells(text: str, spans: Sequence[Span]) -> list[_Cell]:
    """Return the cells of a text, longer stand-ins and signs around spans letter by letter."""
    found: list[_Cell] = []
    starts = {span.start: span for span in spans}
    tag: Tag | None = None
    end = -1
    for at, char in enumerate(shown(text)):
        if at in starts:
            tag, end = starts[at].tag, starts[at].end
            found += [_Cell(sign, 1, tag, at) for sign in tag.around[0]]
        if len(char) > 1:
            found += [_Cell(each, width(each), tag, at) for each in char]
        elif char:
            found.append(_Cell(char, width(char) if char != "\n" else 0, tag, at))
        if at + 1 == end and tag is not None:
            found += [_Cell(sign, 1, tag, at) for sign in tag.around[1]]
            tag = None
    return found


def _row(line: Sequence[_Cell], end: int) -> Row:
    pieces: list[tuple[str, Tag | None]] = []
    for cell in line:
        if pieces and pieces[-1][1] is cell.tag:
            pieces[-1] = pieces[-1][0] + cell.text, cell.tag
        else:
            pieces.append((cell.text, cell.tag))
    start = line[0].at if line else max(0, end - 1)
    return Row(tuple(pieces), start, end)
