"""Runs the screen so that it opens no socket, writes no file and says nothing of a text it holds.

asyncio wakes its loop through a pair of sockets; here it is a pipe. Textual's developer tools,
its log file and its saved screenshots are asked for by the environment: it is not listened to.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Coroutine
from typing import Any, TypeVar

_Value = TypeVar("_Value")


class _End:
    """One end of a pipe, with as much of a socket as a loop needs to be woken by."""

    def __init__(self, descriptor: int) -> None:
        os.set_blocking(descriptor, False)
        self._descriptor = descriptor

    def fileno(self) -> int:
        return self._descriptor

    def recv(self, most: int) -> bytes:
        return os.read(self._descriptor, most)

    def send(self, data: bytes) -> int:
        return os.write(self._descriptor, data)

    def close(self) -> None:
        os.close(self._descriptor)


class PipeLoop(asyncio.SelectorEventLoop):
    """The event loop of asyncio, woken through a pipe."""

    def _make_self_pipe(self) -> None:
        reads, writes = os.pipe()
        loop: Any = self  # the names of asyncio's own pair of sockets
        loop._ssock, loop._csock = _End(reads), _End(writes)
        loop._internal_fds += 1
        loop._add_reader(reads, loop._read_from_self)


def run(doing: Coroutine[Any, Any, _Value]) -> _Value:
    """Run a coroutine to its end on a loop of its own."""
    loop = PipeLoop()
    try:
        asyncio.set_event_loop(loop)
        return loop.run_until_complete(doing)
    finally:
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.run_until_complete(loop.shutdown_default_executor())
        asyncio.set_event_loop(None)
        loop.close()


def forget_environment() -> None:
    """Let nothing in the environment turn on Textual's tools. Call it before Textual is loaded."""
    for name in [name for name in os.environ if name.startswith("TEXTUAL")]:
        del os.environ[name]
