"""A real `intake serve`: gunicorn, its workers, a UNIX socket. Waits on events, never on time."""

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")
DEADLINE = 120  # seconds until a test gives up on an event; reached only when something is broken


def wait_for(event: Callable[[], T | None], what: str) -> T:
    """The first value that is not None or false."""
    end = time.monotonic() + DEADLINE
    while time.monotonic() < end:
        value = event()
        if value:
            return value
        time.sleep(0.05)
    raise TimeoutError(f"waited {DEADLINE} s for {what}")


class UnixConnection(http.client.HTTPConnection):
    """HTTP over a UNIX socket."""

    def __init__(self, path: Path) -> None:
        super().__init__("localhost", timeout=DEADLINE)
        self._path = path

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(DEADLINE)
        self.sock.connect(str(self._path))


@dataclass
class Running:
    """A server that listens."""

    process: subprocess.Popen[str]
    socket: Path

    def connection(self) -> UnixConnection:
        return UnixConnection(self.socket)

    def request(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        headers: dict[str, str] | None = None,
    ) -> tuple[int, dict[str, str], bytes]:
        """Status, headers and body of one request on a connection of its own."""
        connection = self.connection()
        try:
            connection.request(method, path, body, headers or {})
            response = connection.getresponse()
            return response.status, dict(response.getheaders()), response.read()
        finally:
            connection.close()

    def workers(self) -> list[int]:
        """The processes whose parent is gunicorn's master."""
        return [
            int(folder.name)
            for folder in Path("/proc").glob("[0-9]*")
            if _stat(int(folder.name))[1:2] == [str(self.process.pid)]
        ]

    def kill(self) -> None:
        """kill -9 of the workers and of their master, by id."""
        pids = [*self.workers(), self.process.pid]
        for pid in pids:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.process.wait(DEADLINE)
        wait_for(lambda: not any(_alive(pid) for pid in pids), "the workers to be gone")


def _stat(pid: int) -> list[str]:
    """State, parent and more of a process; nothing if it is gone."""
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return []


def _alive(pid: int) -> bool:
    return _stat(pid)[:1] not in ([], ["Z"])


@contextlib.contextmanager
def serving(folder: Path, address: Path) -> Iterator[Running]:
    """Run `intake serve` until the block ends.

    folder:  a data folder; the manifests must be in force by the real clock
    address: where the socket appears; a short path
    """
    command = [sys.executable, "-c", "from intake.main import main; main()"]
    process = subprocess.Popen(
        [*command, "serve", str(folder), "--bind", f"unix:{address}"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[3],
    )
    running = Running(process, address)
    try:
        wait_for(lambda: _ready(running), "the server to answer")
        yield running
    finally:
        if process.poll() is None:
            process.terminate()
        process.communicate(timeout=DEADLINE)


def _ready(running: Running) -> bool:
    if running.process.poll() is not None:
        said = running.process.communicate()[1]
        raise RuntimeError(f"the server ended: {said}")
    try:
        answers = running.request("GET", "/root")[0] == 200
        # A worker that is told to end before it listens to signals would be waited for in vain.
        return answers and all(_loaded(pid) for pid in running.workers())
    except OSError:
        return False


def _loaded(pid: int) -> bool:
    """Has this worker loaded the application? A library of it is mapped then."""
    return "markupsafe" in Path(f"/proc/{pid}/maps").read_text()
