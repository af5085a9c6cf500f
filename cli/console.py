"""The only place that prints or prompts.

Rules of what is shown:
- What a command was asked for goes to standard output, and nothing else does; progress, notes,
  warnings and errors go to standard error. So output can be piped.
- Everything passes `visible`: nothing a witness wrote reaches the terminal raw.
- An error is a sentence, a hint a second line that begins with an arrow.
- Progress is one line that is overwritten, only on a terminal.
- A question is asked only on a terminal. Without one the caller gets None and must refuse.
"""

from __future__ import annotations

import contextlib
import getpass
import json
import os
import sys
import textwrap
import time
from collections.abc import Iterator, Sequence
from typing import Any, Final, TextIO

from cli.visible import one_line, visible

_LEAST: Final = (60, 16)  # columns and lines below which a full screen shows too little
_STRONG: Final = "\x1b[1;97;41m"
_PLAIN: Final = "\x1b[0m"
_REPAINT_SECONDS: Final = 0.1  # a progress line that changes faster cannot be read


def prepare() -> None:
    """Let output never fail on a letter that the terminal's encoding lacks."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def interactive() -> bool:
    """Return whether a person sits there to answer."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def capable() -> bool:
    """Return whether the terminal can be drawn on, and is large enough for it."""
    if os.environ.get("TERM", "dumb") in ("", "dumb", "unknown"):
        return False
    with contextlib.suppress(OSError):
        size = os.get_terminal_size(sys.stderr.fileno())
        return size.columns >= _LEAST[0] and size.lines >= _LEAST[1]
    return False


def say(text: str = "") -> None:
    """Print a result."""
    _line(sys.stdout, visible(text))


def prose(head: str, text: str) -> None:
    """Print a sentence after a head; on a terminal it is broken between words, under itself."""
    lines = [visible(text)]
    with contextlib.suppress(OSError):
        wide = os.get_terminal_size(sys.stdout.fileno()).columns - 1
        if wide >= _LEAST[0]:
            lines = textwrap.wrap(lines[0], wide - len(head), break_on_hyphens=False) or lines
    for number, line in enumerate(lines):
        _line(sys.stdout, f"{' ' * len(head) if number else head}{line}")


def note(text: str) -> None:
    """Print something worth knowing beside the result."""
    _line(sys.stderr, visible(text))


def warn(text: str) -> None:
    """Print something that may go wrong later."""
    _line(sys.stderr, f"Warning: {visible(text)}")


def error(message: str, hint: str = "") -> None:
    """Print why something was refused, and what to do now."""
    _line(sys.stderr, f"Error: {visible(message)}")
    if hint:
        _line(sys.stderr, f"  → {visible(hint)}")


def emit_json(value: Any) -> None:
    """Print a value for a script: JSON is escaped, so that it cannot hurt a terminal either."""
    _line(sys.stdout, json.dumps(value, ensure_ascii=True, indent=2))


def count(number: int, noun: str) -> str:
    """Return "1 case" or "2 cases"."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def coloured() -> bool:
    """Return whether results go to a terminal that shows colours, and they are wanted."""
    return (
        sys.stdout.isatty()
        and not os.environ.get("NO_COLOR")
        and os.environ.get("TERM", "dumb") not in ("", "dumb", "unknown")
    )


def table(heads: Sequence[str], rows: Sequence[Sequence[str]], strong: Sequence[int] = ()) -> None:
    """Print rows under heads, columns as wide as their widest cell.

    strong: numbers of rows that a terminal with colours shows white on red
    """
    cells = [list(heads), *[[one_line(cell) for cell in row] for row in rows]]
    widths = [max(len(row[column]) for row in cells) for column in range(len(heads))]
    for number, row in enumerate(cells, -1):
        padded = [cell.ljust(width) for cell, width in zip(row, widths, strict=True)]
        line = "  ".join(padded).rstrip()
        _line(sys.stdout, f"{_STRONG}{line}{_PLAIN}" if number in strong and coloured() else line)


def ask(question: str) -> str | None:
    """Ask for one line. None if nobody is there or the input ended."""
    if not interactive():
        return None
    sys.stderr.write(visible(question))
    sys.stderr.flush()
    line = sys.stdin.readline()
    return line.rstrip("\n") if line else None


def ask_text(question: str) -> str | None:
    """Ask for lines; one with a single dot ends them. None if nobody is there."""
    if not interactive():
        return None
    _line(sys.stderr, visible(question))
    lines = []
    while (line := sys.stdin.readline()) and line.rstrip("\n") != ".":
        lines.append(line.rstrip("\n"))
    return "\n".join(lines)


def ask_secret(question: str) -> str | None:
    """Ask for one line that is not shown. None if nobody is there."""
    if not interactive():
        return None
    try:
        return getpass.getpass(visible(question), stream=sys.stderr)
    except EOFError:
        return None


class Progress:
    """One overwritten line that says how far a long work is."""

    def __init__(self, stream: TextIO, label: str) -> None:
        self._stream = stream
        self._label = label
        self._shown = stream.isatty()
        self._width = 0
        self._next = 0.0

    def show(self, state: str) -> None:
        """Say how far, for example "12 envelopes"; too frequent calls cost nothing."""
        if not self._shown or time.monotonic() < self._next:
            return
        self._next = time.monotonic() + _REPAINT_SECONDS
        line = one_line(f"{self._label}: {state}", 78)
        self._stream.write("\r" + line.ljust(self._width))
        self._stream.flush()
        self._width = len(line)

    def clear(self) -> None:
        """Leave the line as if nothing had been there."""
        if self._width:
            self._stream.write("\r" + " " * self._width + "\r")
            self._stream.flush()
            self._width = 0


@contextlib.contextmanager
def progress(label: str) -> Iterator[Progress]:
    """Show progress on standard error while the block runs."""
    shown = Progress(sys.stderr, label)
    try:
        yield shown
    finally:
        shown.clear()


def _line(stream: TextIO, text: str) -> None:
    stream.write(text + "\n")
    stream.flush()
