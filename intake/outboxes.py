"""The outbox that was delivered last: the board is served out of this one file.

The file is the whole truth: serial, board and signature together, replaced by a rename. So each
worker finds a new board at its next request, without a restart, and nobody ever gets half of one.
"""

import os
from collections.abc import Sequence
from pathlib import Path

from crypto.errors import CryptoError, LowerSerial, OutboxError, SignatureError
from crypto.note import Verifier
from crypto.outbox import MAX_OUTBOX, Outbox, UntrustedOutbox


class Outboxes:
    """One outbox file of a data folder.

    desks: the keys that may have signed it
    """

    def __init__(self, path: Path, desks: Sequence[Verifier]) -> None:
        self._path = path
        self._desks = desks
        self._known: tuple[tuple[int, int, int] | None, Outbox | None] = (None, None)

    def current(self) -> Outbox | None:
        """The outbox that lies here; None before the first, or if the file is not whole.

        It is read and verified once, and again when the file was replaced.
        """
        try:
            found = self._path.stat()
            mark = (found.st_ino, found.st_size, found.st_mtime_ns)
            if mark != self._known[0]:
                self._known = (mark, self._verify(self._path.read_bytes(), None))
        except (OSError, CryptoError):
            return None
        return self._known[1]

    def check(self, raw: bytes) -> Outbox:
        """Check an outbox that an operator wants to deliver.

        raises: CryptoError if it is damaged, not signed by an installed desk key, or older
        """
        current = self.current()
        checked = self._verify(raw, current.serial if current else None)
        if current and checked.serial == current.serial and checked.raw != current.raw:
            raise LowerSerial(
                f"Another outbox with serial {checked.serial} was delivered before.",
                "Ask the editors for a new one.",
            )
        return checked

    def replace(self, outbox: Outbox) -> None:
        """Put a checked outbox in place of the one that lies here, whole or not at all."""
        part = self._path.with_name(self._path.name + ".part")
        with part.open("wb") as file:
            file.write(outbox.raw)
            file.flush()
            os.fsync(file.fileno())
        part.replace(self._path)
        folder = os.open(self._path.parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    def _verify(self, raw: bytes, last_serial: int | None) -> Outbox:
        problem: CryptoError | None = None
        for desk in self._desks:
            try:
                return UntrustedOutbox(raw).verify(desk, last_serial)
            except SignatureError as error:
                problem = error
        raise problem or OutboxError("No manifest is installed, so no desk key is known.")


def read(path: Path) -> bytes:
    """The bytes of a file that should be an outbox; one byte more than allowed shows one too long.

    raises: OSError
    """
    with path.open("rb") as file:
        return file.read(MAX_OUTBOX + 1)
