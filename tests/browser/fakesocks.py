"""A SOCKS proxy that stands in for Tor: *.onion goes to one UNIX socket, everything else nowhere.

It sees every request that leaves the browser, byte by byte, and can do what a bad line or a bad
server does: answer something else, never answer, or break off in the middle.
"""

import contextlib
import re
import socket
import socketserver
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

from intake.headers import CONSTANT

# Firefox's own services, which a test cannot all switch off; none of them is of our pages.
VENDOR = (".mozilla.com", ".mozilla.org", ".mozilla.net", ".firefox.com")
HEAD_END = b"\r\n\r\n"
PIECE = 65536


@dataclass(frozen=True, slots=True)
class Request:
    """One request as it left the browser."""

    method: str
    path: str
    head: bytes
    body_length: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What the relay says instead of the server, with the server's constant headers."""

    body: bytes
    type: str
    status: str = "200 OK"
    headers: tuple[tuple[str, str], ...] = CONSTANT

    def encode(self) -> bytes:
        lines = [
            f"HTTP/1.1 {self.status}",
            f"Content-Type: {self.type}",
            f"Content-Length: {len(self.body)}",
            "Connection: close",
            *(f"{name}: {value}" for name, value in self.headers),
        ]
        return "\r\n".join(lines).encode() + HEAD_END + self.body


class Hang:
    """Take the request and never answer."""


class Cut:
    """Close the line; the server never hears of the request."""


@dataclass(frozen=True, slots=True)
class BreakOff:
    """Pass on so many bytes of the body, then cut the line."""

    after: int


Rule = Callable[[Request], Answer | Hang | Cut | BreakOff | None]


@dataclass
class Log:
    """What has been seen, guarded by a condition that every change wakes."""

    requests: list[Request] = field(default_factory=list)
    answered: int = 0
    up: int = 0  # bytes of HTTP that left the browser
    down: int = 0  # and that came to it
    foreign: list[str] = field(default_factory=list)
    changed: threading.Condition = field(default_factory=threading.Condition)


class Relay:
    """The proxy on a free port of the loopback.

    upstream: path of the UNIX socket where the server listens
    rule:     asked for each request; None passes it on
    """

    def __init__(self, upstream: Path) -> None:
        self.upstream = upstream
        self.rule: Rule = lambda request: None
        self.log = Log()
        self.tap: bytearray | None = None  # a test that sets one gets every byte that came
        self._released = threading.Event()
        relay = self

        class Handler(socketserver.BaseRequestHandler):
            def handle(self) -> None:
                with contextlib.suppress(OSError):  # the browser closed the connection
                    relay.serve(self.request)

        class Server(socketserver.ThreadingTCPServer):
            daemon_threads = True
            allow_reuse_address = True
            request_queue_size = 64

        self._server = Server(("127.0.0.1", 0), Handler)
        self.port: int = self._server.server_address[1]

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        tb: TracebackType | None,
    ) -> None:
        self._released.set()
        self._server.shutdown()
        self._server.server_close()

    def fresh(self, rule: Rule | None = None) -> None:
        """Forget what was seen and set another rule; hanging requests of before are let go."""
        self._released.set()
        self._released = threading.Event()
        self.rule = rule or (lambda request: None)
        self.tap = None
        with self.log.changed:
            self.log.requests.clear()
            self.log.foreign.clear()
            self.log.answered = self.log.up = self.log.down = 0
            self.log.changed.notify_all()

    def lines(self) -> list[str]:
        """Requests so far, as `METHOD /path`, in the order in which they left the browser."""
        with self.log.changed:
            return [f"{request.method} {request.path}" for request in self.log.requests]

    def wait(self, enough: Callable[[list[str]], bool], deadline: float = 90) -> list[str]:
        """Wait until the requests are enough; returns them."""
        with self.log.changed:
            found = self.log.changed.wait_for(lambda: enough(self.lines()), deadline)
        assert found, f"waited {deadline} s; the browser had sent {self.lines()}"
        return self.lines()

    def serve(self, client: socket.socket) -> None:
        """One connection: SOCKS, then one request."""
        released = self._released
        host = _handshake(client)
        self._heard(host.encode())
        if not host.endswith(".onion"):
            with self.log.changed:
                if not host.endswith(VENDOR):
                    self.log.foreign.append(host)
                self.log.changed.notify_all()
            client.sendall(b"\x05\x04\x00\x01" + bytes(6))
            return
        client.sendall(b"\x05\x00\x00\x01" + bytes(6))
        received = b""
        while HEAD_END not in received:
            data = client.recv(PIECE)
            if not data:
                return
            received += data
        self._heard(received)
        head, _, rest = received.partition(HEAD_END)
        method, path, _ = head.split(b"\r\n", 1)[0].decode("ascii").split(" ", 2)
        length = re.search(rb"(?im)^content-length: *(\d+)", head)
        request = Request(method, path, head, int(length[1]) if length else 0)
        with self.log.changed:
            self.log.requests.append(request)
            self.log.up += len(received)
            self.log.changed.notify_all()
        action = self.rule(request)
        if isinstance(action, Hang):
            released.wait()
        elif isinstance(action, Answer):
            self._heard(_exactly(client, request.body_length - len(rest)))
            client.sendall(action.encode())
        elif not isinstance(action, Cut):
            self._pass_on(client, request, rest, action)
        with self.log.changed:
            self.log.answered += 1
            self.log.changed.notify_all()

    def _heard(self, data: bytes) -> None:
        with self.log.changed:
            if self.tap is not None:
                self.tap += data

    def _pass_on(
        self, client: socket.socket, request: Request, rest: bytes, cut: BreakOff | None
    ) -> None:
        limit = request.body_length if cut is None else min(cut.after, request.body_length)
        with socket.socket(socket.AF_UNIX) as server:
            server.connect(str(self.upstream))
            head = re.sub(rb"(?im)^connection:[^\r]*", b"Connection: close", request.head)
            server.sendall(head + HEAD_END + rest[:limit])
            sent = len(rest[:limit])
            while sent < limit:
                data = client.recv(min(PIECE, limit - sent))
                if not data:
                    return
                self._heard(data)
                server.sendall(data)
                sent += len(data)
                with self.log.changed:
                    self.log.up += len(data)
            if cut is not None:
                return
            while data := server.recv(PIECE):
                with self.log.changed:
                    self.log.down += len(data)
                client.sendall(data)


def _exactly(client: socket.socket, size: int) -> bytes:
    data = b""
    while len(data) < size:
        more = client.recv(size - len(data))
        if not more:
            raise ConnectionError("the browser closed the connection")
        data += more
    return data


def _handshake(client: socket.socket) -> str:
    """SOCKS5 up to the request; returns the host. Tor Browser logs in with a name a site."""
    _, count = _exactly(client, 2)
    methods = _exactly(client, count)
    if 0 in methods:
        client.sendall(b"\x05\x00")
    else:
        client.sendall(b"\x05\x02")
        _exactly(client, _exactly(client, 2)[1])
        _exactly(client, _exactly(client, 1)[0])
        client.sendall(b"\x01\x00")
    *_, kind = _exactly(client, 4)
    if kind == 3:
        host = _exactly(client, _exactly(client, 1)[0]).decode("ascii")
    else:
        host = _exactly(client, 4 if kind == 1 else 16).hex()
    _exactly(client, 2)
    return host
