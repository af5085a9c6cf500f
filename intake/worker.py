"""gunicorn's gevent worker without what it would tell: server name, date, addresses, paths.

gunicorn has no settings for these, so its classes are derived here and nowhere else.
"""

import contextlib
import secrets
import socket
import sys
from typing import Any

from gunicorn import util
from gunicorn.glogging import Logger
from gunicorn.http import wsgi
from gunicorn.workers.base_async import AsyncWorker
from gunicorn.workers.ggevent import GeventWorker

from intake import words
from intake.headers import CONSTANT

IDLE = 300  # seconds without a byte; a circuit may stall, a forgotten connection must end
MOST = 500  # connections of a worker; it holds at most a chunk of memory for each
TOLD = ("Server:", "Date:")


class QuietResponse(wsgi.Response):  # type: ignore[misc]
    """A response that names neither the server's version nor its clock."""

    def default_headers(self) -> list[str]:
        return [line for line in super().default_headers() if not line.startswith(TOLD)]


class QuietLogger(Logger):  # type: ignore[misc]
    """What happened, without a time, and nothing about connections that broke."""

    error_fmt = "intake: %(message)s"
    access_fmt = ""

    def exception(self, msg: object, *args: object, **kwargs: Any) -> None:
        error = sys.exc_info()[1]
        if not isinstance(error, OSError):
            self.error("%s while serving.", type(error).__name__)


class QuietWorker(GeventWorker):  # type: ignore[misc]
    """One of the processes that serve.

    When it holds as many connections as it may, a random one of them ends for a new one, so that
    who opens many and waits cannot keep others out.
    """

    def init_process(self) -> None:
        wsgi.Response = QuietResponse
        self._held: set[Any] = set()
        super().init_process()

    def handle(self, listener: Any, client: Any, addr: Any) -> None:
        client.settimeout(IDLE)
        if len(self._held) >= MOST:
            self._end(secrets.choice(tuple(self._held)))
        self._held.add(client)
        try:
            AsyncWorker.handle(self, listener, client, addr)
        finally:
            self._held.discard(client)

    def _end(self, client: Any) -> None:
        """Let whoever waits for this connection find it closed."""
        self._held.discard(client)
        with contextlib.suppress(OSError):
            client.shutdown(socket.SHUT_RDWR)

    def handle_error(self, req: Any, client: Any, addr: Any, exc: BaseException) -> None:
        """Answer what is not HTTP, or what broke, with the same calm lines."""
        if isinstance(exc, OSError):
            return
        body = words.plain("broken")
        lines = [
            "HTTP/1.1 400 Bad Request",
            "Connection: close",
            "Content-Type: text/plain; charset=utf-8",
            f"Content-Length: {len(body)}",
            *(f"{name}: {value}" for name, value in CONSTANT),
        ]
        try:
            util.write_nonblock(client, "\r\n".join([*lines, "", ""]).encode("ascii") + body)
        except OSError:
            self.log.debug("The other side was gone.")
