"""The board that was delivered last, in one file, and the check of what shall replace it.

    DIR/board   one line: serial and SHA-256; behind it the board

The file is replaced by a rename. So each worker finds a new board at its next request, without a
restart, and nobody ever gets half of one. The desk's signature is checked and not kept: a signed
board beside a codename would prove to anybody what the newsroom wrote to whom (decision 0073).
"""

import hashlib
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from crypto.errors import BoardError, CryptoError, LowerSerial, OutboxError, SignatureError
from crypto.note import Verifier
from crypto.outbox import MAX_OUTBOX, Outbox, UntrustedOutbox
from crypto.slots import LENGTHS

_HEAD = re.compile(rb"testimony-board serial ([1-9][0-9]{0,15}) sha256 ([0-9a-f]{64})\n")
_LONGEST_HEAD = 128  # bytes


@dataclass(frozen=True, slots=True)
class Board:
    """A board and the serial of the outbox that brought it."""

    serial: int
    slots: bytes

    def dump(self) -> bytes:
        """The bytes of the file."""
        digest = hashlib.sha256(self.slots).hexdigest()
        return f"testimony-board serial {self.serial} sha256 {digest}\n".encode() + self.slots

    @classmethod
    def parse(cls, data: bytes) -> "Board":
        """Read what `dump` made.

        raises: BoardError for anything else, as a disk may have made of it
        """
        head = _HEAD.match(data)
        slots = data[head.end() :] if head else b""
        if head is None or hashlib.sha256(slots).hexdigest() != head[2].decode():
            raise BoardError(
                "The file of the board is damaged.", "Deliver the newest outbox again."
            )
        return cls(int(head[1]), slots)


class Boards:
    """The board of a data folder.

    path:  its file, which may not be there yet
    desks: the keys that may sign an outbox
    """

    def __init__(self, path: Path, desks: Sequence[Verifier]) -> None:
        self._path = path
        self._desks = desks
        self._known: tuple[tuple[int, int, int] | None, Board | None] = (None, None)

    def current(self) -> Board | None:
        """The board that lies here; None before the first, or if the file is not whole.

        It is read and checked once, and again when the file was replaced.
        """
        try:
            found = self._path.stat()
            mark = (found.st_ino, found.st_size, found.st_mtime_ns)
            if mark != self._known[0]:
                self._known = (mark, Board.parse(_read(self._path, LENGTHS[-1] + _LONGEST_HEAD)))
        except (OSError, CryptoError):
            return None
        return self._known[1]

    def check(self, raw: bytes) -> Outbox:
        """Check an outbox that an operator wants to deliver.

        raises: CryptoError if it is damaged, not signed by an installed desk key, or older
        """
        current = self.current()
        checked = self._verify(raw, current.serial if current else None)
        if current and checked.serial == current.serial and checked.board != current.slots:
            raise LowerSerial(
                f"Another outbox with serial {checked.serial} was delivered before.",
                "Ask the editors for a new one.",
            )
        return checked

    def replace(self, outbox: Outbox) -> None:
        """Put the board of a checked outbox in place of this one, whole or not at all."""
        part = self._path.with_name(self._path.name + ".part")
        with part.open("wb") as file:
            file.write(Board(outbox.serial, outbox.board).dump())
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


def read_outbox(path: Path) -> bytes:
    """The bytes of a file that should be an outbox. Raises OSError."""
    return _read(path, MAX_OUTBOX)


def _read(path: Path, most: int) -> bytes:
    """A file's bytes; one byte more than `most` shows whoever checks them that it is too long."""
    with path.open("rb") as file:
        return file.read(most + 1)
