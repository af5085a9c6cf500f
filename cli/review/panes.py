"""The panes of the review: rows of text that are given to them, drawn as they are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from rich.segment import Segment
from rich.style import Style
from textual.events import Resize
from textual.geometry import Size
from textual.screen import Screen
from textual.scroll_view import ScrollView
from textual.strip import Strip

from cli.review.page import Row, Span, layout, row_of
from cli.review.paint import PLAIN, style

Piece = tuple[str, Style]
Given = TypeVar("Given")


class Pane(ScrollView, can_focus=False):
    """Lines of pieces; longer ones are cut at the edge."""

    DEFAULT_CSS = """
    Pane { overflow-x: hidden; scrollbar-size-vertical: 1; scrollbar-gutter: stable; }
    """

    lines: Sequence[Sequence[Piece]] = ()

    def show(self, lines: Sequence[Sequence[Piece]], in_sight: int = 0) -> None:
        """Draw these lines, and scroll so that one of them is in sight."""
        self.lines = lines
        self.virtual_size = Size(self.columns, len(lines))
        self.see(in_sight)
        self.refresh()

    @property
    def columns(self) -> int:
        """How many cells a line has."""
        return max(1, self.scrollable_content_region.width)

    def see(self, line: int, around: int = 3) -> None:
        """Scroll only if a line is out of sight."""
        top, height = round(self.scroll_target_y), max(1, self.size.height)
        around = min(around, (height - 1) // 2)
        if line < top + around:
            top = line - around
        elif line > top + height - 1 - around:
            top = line - height + 1 + around
        self.scroll_to(y=max(0, top), animate=False, force=True)

    def on_resize(self, _: Resize) -> None:
        if isinstance(self.screen, Drawn):
            self.screen.draw_soon()

    def page(self, by: int) -> None:
        """Scroll by a part of a page."""
        step = max(1, self.size.height - 2)
        self.scroll_to(y=max(0, self.scroll_target_y + by * step), animate=False, force=True)

    def render_line(self, y: int) -> Strip:
        """Draw one line of the pane."""
        number = round(self.scroll_offset.y) + y
        pieces = self.lines[number] if number < len(self.lines) else ()
        strip = Strip([Segment(text, look) for text, look in pieces])
        return strip.crop(0, self.size.width).extend_cell_length(self.size.width, PLAIN)


class Drawn(Screen[Given]):
    """A screen that draws itself whole once its panes have their room.

    pending: whether it still has to draw
    """

    pending = True

    def draw(self) -> None:
        """Give every pane its lines."""
        raise NotImplementedError

    def draw_soon(self) -> None:
        """Draw when the panes have their room."""
        self.pending = True
        self.call_after_refresh(self._draw_now)

    def on_mount(self) -> None:
        self.draw_soon()

    def on_resize(self, _: Resize) -> None:
        self.draw_soon()

    def _draw_now(self) -> None:
        self.draw()
        self.pending = False


class TextPane(Pane):
    """A text with spans, broken into rows."""

    rows: Sequence[Row] = ()
    laid: tuple[str, Sequence[Span], int] | None = None  # what the rows were made of

    def show_text(self, text: str, spans: Sequence[Span], at: int) -> None:
        """Draw a text, with character `at` in sight."""
        wanted = text, spans, max(8, self.columns - 1)
        if self.laid != wanted:
            self.rows, self.laid = layout(*wanted), wanted
        lines = [[(piece, style(tag)) for piece, tag in row.pieces] for row in self.rows]
        self.show(lines, row_of(self.rows, at))

    def beside(self, at: int, by: int) -> int:
        """Return the character that stands `by` rows below the row of character `at`."""
        here = row_of(self.rows, at)
        there = self.rows[max(0, min(len(self.rows) - 1, here + by))]
        return min(there.start + at - self.rows[here].start, max(there.start, there.end - 1))
