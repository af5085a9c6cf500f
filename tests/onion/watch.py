"""Stands between tor and the server, sees each request as the server does, and can act on one.

Nothing is changed on the way: connections stay open as long as both ends want.
"""

import contextlib
import re
import socket
import socketserver
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

HEAD_END = b"\r\n\r\n"
PIECE = 16 * 1024


@dataclass
class Seen:
    """One request. received: bytes of its body that came through; connection: its number."""

    method: str
    path: str
    connection: int
    declared: int
    offset: int
    received: int = 0
    status: int = 0
    whole: bool = field(default=False)


@dataclass
class Watch:
    """Log of requests, and what to do once with the first one that fits.

    act: called in the middle of a body, before the rest is read
    """

    upstream: Path
    seen: list[Seen] = field(default_factory=list)
    fits: Callable[[Seen], bool] = lambda seen: False
    act: Callable[[], None] = lambda: None
    connections: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)
    acted: threading.Event = field(default_factory=threading.Event)

    def fresh(self, fits: Callable[[Seen], bool], act: Callable[[], None]) -> None:
        """Forget what was seen; act on the first request that fits."""
        with self.lock:
            self.seen.clear()
            self.fits, self.act = fits, act
            self.acted.clear()

    def carry(self, client: socket.socket) -> None:
        """One connection: requests, one after the other."""
        with self.lock:
            self.connections += 1
            number = self.connections
        with socket.socket(socket.AF_UNIX) as server, contextlib.suppress(OSError):
            server.connect(str(self.upstream))
            near, far = Stream(client), Stream(server)
            while self._exchange(number, near, far):
                pass

    def _exchange(self, number: int, client: "Stream", server: "Stream") -> bool:
        """One request and its answer; returns whether another may follow."""
        head = client.until(HEAD_END)
        if not head:
            return False
        method, path, _ = head.split(b"\r\n", 1)[0].decode("ascii").split(" ", 2)
        length, offset = _number(head, b"content-length"), _number(head, b"upload-offset")
        seen = Seen(method, path, number, length, offset)
        with self.lock:
            self.seen.append(seen)
        server.send(head)
        while seen.received < length:
            data = client.some(length - seen.received)
            if not data:
                server.end()
                break
            seen.received += len(data)
            server.send(data)
            self._maybe_act(seen)
        answer = server.until(HEAD_END)
        if not answer:
            return False
        seen.status = int(answer.split(b" ", 2)[1])
        body = 0 if method == "HEAD" else _number(answer, b"content-length")
        client.send(answer)
        while body and (data := server.some(body)):
            body -= len(data)
            client.send(data)
        seen.whole = seen.received == length and not body
        return seen.whole and b"connection: close" not in answer.lower()

    def _maybe_act(self, seen: Seen) -> None:
        with self.lock:
            now = self.fits(seen) and not self.acted.is_set()
            if now:
                self.acted.set()
        if now:
            self.act()


class Stream:
    """A socket that may have been read too far."""

    def __init__(self, link: socket.socket) -> None:
        self._link = link
        self._rest = b""

    def until(self, mark: bytes) -> bytes:
        """Everything up to and with the mark; nothing if the other side ended before."""
        while mark not in self._rest:
            data = self._link.recv(PIECE)
            if not data:
                return b""
            self._rest += data
        found, _, self._rest = self._rest.partition(mark)
        return found + mark

    def some(self, most: int) -> bytes:
        """The next bytes, at least one; nothing at the end or a break."""
        if not self._rest:
            try:
                self._rest = self._link.recv(min(most, PIECE))
            except OSError:
                return b""
        data, self._rest = self._rest[:most], self._rest[most:]
        return data

    def send(self, data: bytes) -> None:
        self._link.sendall(data)

    def end(self) -> None:
        self._link.shutdown(socket.SHUT_WR)


def _number(head: bytes, name: bytes) -> int:
    found = re.search(rb"(?im)^%s: *(\d+)" % name, head)
    return int(found[1]) if found else 0


@contextlib.contextmanager
def watching(watch: Watch, address: Path) -> Iterator[None]:
    """Listen on a UNIX socket until the block ends."""

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            watch.carry(self.request)

    class Server(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
        daemon_threads = True
        block_on_close = False
        request_queue_size = 64

    with Server(str(address), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield
        finally:
            server.shutdown()
