"""One writer at a time: a lock on the vault that the system frees when the process ends."""

from __future__ import annotations

import contextlib
import fcntl
import os
from collections.abc import Iterator
from pathlib import Path

from cli.errors import VaultBusy
from cli.files import FILE_MODE, told


@contextlib.contextmanager
def held(path: Path) -> Iterator[None]:
    """Hold the lock file at `path` while the block runs.

    Readers need none: every file of a vault is replaced whole.
    raises: VaultBusy at once if another process holds it
    """
    with told(path):
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, FILE_MODE)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise VaultBusy(
                f"Another testimony command is writing to {path.parent}. Nothing was changed.",
                "Wait until it has ended, then run this again. No lock outlives its command.",
            ) from None
        yield
    finally:
        os.close(handle)
