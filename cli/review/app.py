"""The program of the full screen: Textual, kept from everything but the terminal."""

from __future__ import annotations

from typing import Final

from textual.app import App
from textual.binding import Binding
from textual.screen import Screen

from cli.review.desk import Desk
from cli.review.paint import GROUND
from cli.review.quiet import run
from cli.review.screen import Table

CSS: Final = f"""
Screen {{ background: {GROUND}; }}
Pane {{
    background: {GROUND};
    scrollbar-color: #4d7d70; scrollbar-color-hover: #4d7d70; scrollbar-color-active: #4d7d70;
    scrollbar-background: {GROUND}; scrollbar-background-hover: {GROUND};
    scrollbar-background-active: {GROUND};
}}
#title, #said {{ height: 1; }}
#keys {{ height: 2; }}
#middle {{ height: 1fr; }}
#account, #reader {{ width: 1fr; padding: 0 0 0 1; }}
#reader {{ border-left: solid #35584e; }}
#side {{ width: 42%; min-width: 32; max-width: 64; border-left: solid #35584e; }}
#list {{ height: 1fr; padding: 0 0 0 1; }}
#detail {{ height: 1fr; border-top: solid #35584e; padding: 0 0 0 1; }}
"""


class ReviewApp(App[str], inherit_bindings=False):
    """The screen of one sitting. Gives "done", "left" or "stopped"."""

    CSS = CSS
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    BINDINGS = [Binding("ctrl+c", "stop", show=False, priority=True)]  # noqa: RUF012

    def __init__(self, desk: Desk, case: str) -> None:
        super().__init__()
        self.animation_level = "none"
        self.failed: Exception | None = None
        self._desk, self._case = desk, case

    def get_default_screen(self) -> Screen[None]:
        return Table(self._desk, self._case)

    def action_stop(self) -> None:
        self.exit("stopped")

    def copy_to_clipboard(self, text: str) -> None:
        """Keep what is cut within this program: no terminal is asked to remember it."""
        self._clipboard = text

    def _handle_exception(self, error: Exception) -> None:
        self.failed = error
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """End without Textual's report: it would print the variables, and so the account."""
        self._close_messages_no_wait()


def sit(desk: Desk, case: str) -> str:
    """Show a desk until its editor leaves.

    returns: "done" if nothing is left, "left", or "stopped" (Ctrl-C)
    """
    app = ReviewApp(desk, case)
    given = run(app.run_async(mouse=False))
    if app.failed is not None:
        raise app.failed
    return given or "left"
