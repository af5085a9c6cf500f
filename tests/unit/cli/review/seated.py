"""An editor before the full screen, without a terminal: keys go in, rows of text come out.

    seat = Seat(review)
    seat.press("y", "k")
    assert "2 to decide" in seat.rows[0]

Every key is pressed after the screen was drawn for the one before, so nothing depends on speed.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from rich.segment import Segment
from textual.pilot import Pilot

from cli.review.app import ReviewApp
from cli.review.desk import Desk
from cli.review.panes import Drawn
from cli.review.quiet import run
from cli.review.sitting import Review
from tests.unit.cli.newsroom import Newsroom
from tests.unit.cli.proposed import THINGS, Thing, propose

DEADLINE: Final = 120  # seconds for one key; far above what the slowest machine needs
SMALL: Final = (80, 24)


@dataclass(slots=True)
class Seat:
    """A desk, and what its screen shows after the last keys.

    ended: what the program gave; picture: the same screen as SVG
    """

    review: Review
    size: tuple[int, int] = SMALL
    rows: list[str] = field(default_factory=list)
    segments: list[list[Segment]] = field(default_factory=list)
    ended: str | None = None
    picture: str = ""
    desk: Desk = field(init=False)

    def __post_init__(self) -> None:
        self.desk = Desk(self.review)
        self.press()

    def press(self, *keys: str) -> Seat:
        """Open the screen, press these keys, look, and close it."""
        self.ended = run(self._pressed(keys))
        return self

    def play(self, choose: Callable[[ReviewApp], str]) -> int:
        """Press what `choose` says until the program ends; return how many keys that took."""
        return run(self._played(choose))

    async def _played(self, choose: Callable[[ReviewApp], str]) -> int:
        app = ReviewApp(self.desk, "k7m2qx")
        pressed = 0
        async with app.run_test(size=self.size) as pilot:
            await _drawn(app, pilot)
            while app.return_value is None:
                await pilot.press(choose(app))
                pressed += 1
                await _drawn(app, pilot)
        return pressed

    @property
    def shown(self) -> str:
        """All rows as one text."""
        return "\n".join(self.rows)

    async def _pressed(self, keys: Sequence[str]) -> str | None:
        app = ReviewApp(self.desk, "k7m2qx")
        async with app.run_test(size=self.size) as pilot:
            await _drawn(app, pilot)
            for key in keys:
                await pilot.press(key)
                await _drawn(app, pilot)
            if app.is_running and app.screen_stack:
                strips = app.screen._compositor.render_strips()
                self.segments = [list(strip) for strip in strips]
                self.rows = [strip.text for strip in strips]
                self.picture = app.export_screenshot(title="testimony review")
        if app.failed:
            raise app.failed
        return app.return_value


async def _drawn(app: ReviewApp, pilot: Pilot[str]) -> None:
    """Wait until the screen in front has drawn what it has to show."""
    end = time.monotonic() + DEADLINE
    await pilot.pause()
    while app.return_value is None and isinstance(app.screen, Drawn) and app.screen.pending:
        assert time.monotonic() < end, "the screen was never drawn"
        await pilot.pause(0.01)
    await pilot.pause()


def sealed(room: Newsroom, text: str, language: str = "en") -> str:
    """Collect one testimony; return the id of its case."""
    before = set(room.cases())
    room.collect(room.handover([room.seal(text, language=language)], f"{len(before)}.tar"))
    [name] = set(room.cases()) - before
    return name


def review_of(
    room: Newsroom,
    name: str,
    things: Sequence[Thing] = THINGS,
    language: str = "en",
    settled: Sequence[str] = (),
) -> Review:
    """Return a sitting over a case with a proposal made by hand."""
    return Review(propose(room, name, things, language, settled))
