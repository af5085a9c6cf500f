"""A person at a terminal: a command on a pty, what it shows, what is typed.

    with Terminal(["init", str(vault)]) as terminal:
        terminal.expect("Type it from your paper: ")
        terminal.enter("…")
        assert terminal.end() == 0

Nothing is typed before the prompt it answers was seen, so nothing here depends on speed.
"""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path
from types import TracebackType
from typing import Final

DEADLINE: Final = 120  # seconds for one prompt; far above what the slowest machine needs
ROOT: Final = Path(__file__).resolve().parents[3]
CTRL_C: Final = "\x03"

_START: Final = """
import fcntl, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
from cli.main import main
main()
"""


class Terminal:
    """One command line that runs on a terminal of its own."""

    def __init__(
        self, words: list[str], size: tuple[int, int] | None = None, before: str = ""
    ) -> None:
        """Start the command.

        size:   columns and lines of a terminal that can be drawn on; without it one that cannot
        before: Python that its process runs first
        """
        self._master, slave = pty.openpty()
        if size:
            fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        self._process = subprocess.Popen(
            [sys.executable, "-c", before + _START, *words],
            cwd=ROOT,
            env=os.environ | {"TERM": "xterm-256color" if size else "dumb"},
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
        )
        os.close(slave)
        self._unread = ""
        self.shown = ""

    def expect(self, words: str) -> str:
        """Wait until `words` are shown; return all that came up to their end."""
        end = time.monotonic() + DEADLINE
        while words not in self._unread:
            assert self._more(end), f"{words!r} never came; shown: {self.shown}"
        before, _, self._unread = self._unread.partition(words)
        return before + words

    def enter(self, words: str) -> None:
        """Type a line."""
        os.write(self._master, f"{words}\n".encode())

    def press(self, key: str) -> None:
        """Press one key."""
        os.write(self._master, key.encode())

    def kill(self) -> None:
        """End the command at once, in the middle of whatever it does."""
        self._process.kill()
        self._process.wait(DEADLINE)

    def end(self) -> int:
        """Wait until the command ends; return its exit code."""
        end = time.monotonic() + DEADLINE
        while self._more(end):
            pass
        return self._process.wait(DEADLINE)

    def _more(self, end: float) -> bool:
        """Read what is shown next; False when the command has closed the terminal."""
        ready, _, _ = select.select([self._master], [], [], max(0.0, end - time.monotonic()))
        assert ready, f"nothing more was shown; shown: {self.shown}"
        try:
            data = os.read(self._master, 65536)
        except OSError:  # how Linux says that the other side is closed
            return False
        text = data.decode("utf-8", errors="replace").replace("\r\n", "\n")
        self._unread += text
        self.shown += text
        return bool(data)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.kill()
        self._process.wait(DEADLINE)
        os.close(self._master)
