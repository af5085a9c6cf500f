"""Processes that read texts for a whole vault: each gets a policy and one text at a time.

They are given no key, no path and no environment, and end when the tool does, however it ends:
their input is then closed by the system.
"""

from __future__ import annotations

import json
import selectors
import subprocess
import sys
from collections.abc import Sequence
from types import TracebackType
from typing import Any, Final, Generic, TypeVar

PROGRAM: Final = ("-I", "-B", "-m", "cli.redaction.reader")  # after the interpreter
_NOTICED: Final = 1.0  # seconds until a Ctrl-C is noticed that came just before a wait began


_Job = TypeVar("_Job")


class ReaderFailed(Exception):  # noqa: N818 - the name says what is wrong
    """A text could not be read; the text of this is a reason, and nothing of what was read."""


class Reader:
    """One process. It works on one text at a time."""

    def __init__(self, policy: str, program: Sequence[str]) -> None:
        self._policy = policy
        self._program = program
        self.process = self._started()

    def give(self, text: str) -> None:
        """Let it read a text. A process that has ended is replaced first."""
        if self.process.poll() is not None:
            self.close()
            self.process = self._started()
        self._write(text)

    def take(self) -> dict[str, Any]:
        """Wait for the analysis of what was given. Raises ReaderFailed."""
        assert self.process.stdout is not None  # noqa: S101 - it was asked for
        line = self.process.stdout.readline()
        if not line.endswith(b"\n"):
            self.process.kill()
            self.process.wait()
            raise ReaderFailed("the process that read it ended, perhaps for want of memory")
        answer: dict[str, Any] = json.loads(line)
        if answer.get("last"):  # it has grown large; the next text starts another
            self.close()
        if "failed" in answer:
            raise ReaderFailed(f"the engine failed ({answer['failed']})")
        return dict(answer["analysis"])

    def close(self) -> None:
        """End the process."""
        self.process.kill()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                pipe.close()
        self.process.wait()

    def _started(self) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            [sys.executable, *self._program],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={},
            cwd="/",
            start_new_session=True,  # Ctrl-C is for the tool, which ends its readers itself
            bufsize=0,
        )
        self.process = process
        self._write(self._policy)
        return process

    def _write(self, text: str) -> None:
        assert self.process.stdin is not None  # noqa: S101 - it was asked for
        data = memoryview(json.dumps(text).encode("ascii") + b"\n")
        try:
            while data:
                data = data[self.process.stdin.write(data) or 0 :]
        except BrokenPipeError:
            pass  # it has ended; `take` says so


class Readers(Generic[_Job]):
    """Several readers at once: `give` while one is idle, `take` whichever is done first."""

    def __init__(self, count: int, policy: str, program: Sequence[str] = PROGRAM) -> None:
        self._idle = [Reader(policy, program) for _ in range(count)]
        self._busy: dict[Reader, _Job] = {}
        self._wait = selectors.DefaultSelector()

    def __enter__(self) -> Readers[_Job]:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._wait.close()
        for reader in (*self._idle, *self._busy):
            reader.close()

    @property
    def full(self) -> bool:
        """Whether none is idle."""
        return not self._idle

    @property
    def working(self) -> bool:
        """Whether an answer is due."""
        return bool(self._busy)

    def give(self, text: str, job: _Job) -> None:
        """Let an idle one read a text; `job` comes back with the answer."""
        reader = self._idle.pop()
        self._busy[reader] = job
        reader.give(text)
        assert reader.process.stdout is not None  # noqa: S101 - it was asked for
        self._wait.register(reader.process.stdout, selectors.EVENT_READ, reader)

    def take(self) -> tuple[_Job, dict[str, Any] | ReaderFailed]:
        """Wait until one is done; give its job, and the analysis or why there is none."""
        while not (ready := self._wait.select(_NOTICED)):
            pass
        key, _ = ready[0]
        reader: Reader = key.data
        self._wait.unregister(key.fileobj)
        job = self._busy.pop(reader)
        try:
            return job, reader.take()
        except ReaderFailed as error:
            return job, error
        finally:
            self._idle.append(reader)
