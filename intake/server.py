"""How gunicorn runs the application: the one place that holds its settings.

gevent, because half-open connections do not hold it up (decision 0010). No control socket, no
access log, no time and no address in what it prints.
"""

import re
import sys
from pathlib import Path
from typing import Any

from gunicorn.app.base import BaseApplication

from intake.settings import Settings

WORKERS = 2
CONNECTIONS = 600  # of a worker: those it keeps and those that end others, intake/worker.py
LOOPBACK = re.compile(r"127\.0\.0\.1:(?:0|[1-9][0-9]{0,4})")
MAX_SOCKET_PATH = 107  # bytes; the kernel's limit for a UNIX socket


class BindError(Exception):
    """An address that is reachable from elsewhere, or cannot be used."""


def check_bind(bind: str) -> str:
    """Allow a UNIX socket or 127.0.0.1, and nothing else.

    raises: BindError
    """
    if bind.startswith("unix:/"):
        path = Path(bind.removeprefix("unix:"))
        if len(bytes(path)) > MAX_SOCKET_PATH:
            raise BindError(f"The path of the socket is too long: {path}. Use a shorter one.")
        if not path.parent.is_dir():
            raise BindError(f"The folder for the socket is missing: {path.parent}. Make it first.")
        if path.exists() and not path.is_socket():
            raise BindError(f"{path} exists and is no socket. Choose another path.")
        return bind
    port = bind.rpartition(":")[2]
    if LOOPBACK.fullmatch(bind) and int(port) <= 65535:
        return bind
    raise BindError(
        f"The server listens on unix:/full/path or 127.0.0.1:PORT only, not on {bind}. "
        "Tor brings the witnesses."
    )


def configuration(bind: str) -> dict[str, Any]:
    """gunicorn's settings."""
    return {
        "bind": bind,
        "workers": WORKERS,
        "worker_class": "intake.worker.QuietWorker",
        "worker_connections": CONNECTIONS,
        "keepalive": 60,  # seconds for the next request's head; a circuit can stall
        "timeout": 120,  # seconds without a sign of life from a worker, not from a witness
        "graceful_timeout": 10,
        "limit_request_line": 1024,
        "limit_request_fields": 40,
        "limit_request_field_size": 4096,
        "umask": 0o007,  # the socket: its user and group, so that tor can reach it
        "accesslog": None,
        "errorlog": "-",
        "loglevel": "error",
        "logger_class": "intake.worker.QuietLogger",
        "control_socket_disable": True,
        "proxy_protocol": "off",
        "forwarded_allow_ips": "",
        "sendfile": False,
        "worker_tmp_dir": "/dev/shm" if Path("/dev/shm").is_dir() else None,  # noqa: S108
    }


class Server(BaseApplication):  # type: ignore[misc]
    """gunicorn's master process over one data folder."""

    def __init__(self, settings: Settings, bind: str) -> None:
        self._settings = settings
        self._bind = bind
        super().__init__()

    def load_config(self) -> None:
        for name, value in configuration(self._bind).items():
            self.cfg.set(name, value)
        self.cfg.set("when_ready", self._ready)

    def load(self) -> Any:
        from intake.app import create_app  # in the worker, behind gevent's patches

        return create_app(self._settings.folder)

    def _ready(self, arbiter: Any) -> None:
        addresses = ", ".join(str(listener) for listener in arbiter.LISTENERS)
        print(f"intake: serving {self._settings.folder} on {addresses}", flush=True)  # noqa: T201
        sys.stdout.flush()
