"""A line from a TCP port of the loopback to the server's socket, which can break once."""

import contextlib
import socket
import socketserver
import threading
from collections.abc import Iterator
from pathlib import Path

PIECE = 16 * 1024


class Line:
    """Passes on what clients send; after `cut_after` bytes in all the line breaks, once."""

    def __init__(self, upstream: Path, cut_after: int | None = None) -> None:
        self._upstream = upstream
        self._left = cut_after
        self._lock = threading.Lock()
        self.breaks = 0

    def carry(self, client: socket.socket) -> None:
        """One connection, to its end.

        A break goes on until the server has noticed it, so that a client that comes again meets
        the same state every time.
        """
        broken = threading.Event()

        def back() -> None:
            while data := _received(server):
                if not broken.is_set():
                    with contextlib.suppress(OSError):
                        client.sendall(data)
            if not broken.is_set():
                with contextlib.suppress(OSError):
                    client.shutdown(socket.SHUT_WR)

        with socket.socket(socket.AF_UNIX) as server:
            server.connect(str(self._upstream))
            answers = threading.Thread(target=back)
            answers.start()
            while not broken.is_set() and (data := _received(client)):
                passed = self._passed(data)
                if len(passed) < len(data):
                    broken.set()
                with contextlib.suppress(OSError):
                    server.sendall(passed)
            with contextlib.suppress(OSError):
                server.shutdown(socket.SHUT_WR)
            answers.join()

    def _passed(self, data: bytes) -> bytes:
        with self._lock:
            if self._left is None:
                return data
            passed = data[: self._left]
            self._left -= len(passed)
            if len(passed) < len(data):
                self._left = None
                self.breaks += 1
            return passed


def _received(source: socket.socket) -> bytes:
    try:
        return source.recv(PIECE)
    except OSError:
        return b""


@contextlib.contextmanager
def carrying(line: Line) -> Iterator[int]:
    """Open the line; gives its port."""

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            line.carry(self.request)

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True
        allow_reuse_address = True

    with Server(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield server.server_address[1]
        finally:
            server.shutdown()
            thread.join()
