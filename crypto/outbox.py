"""The outbox: what editors send to the server, a board and later manifests, signed by the desk.

    sign(board, manifests, serial, desk) -> bytes
    UntrustedOutbox(bytes).verify(desk, last_serial) -> Outbox

A tar of fixed members. The first is a signed note that names the length and SHA-256 of each other
one; there is one spelling, so that whoever has the note can say whether a file is the same.

Source: docs/spec/outbox.md.
"""

import hashlib
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass

from crypto import note, tar
from crypto.errors import BadField, LowerSerial, OutboxError
from crypto.manifest import MAX_NOTE as MAX_MANIFEST
from crypto.note import Signer, Verifier
from crypto.slots import LENGTHS, check_board

KIND = "testimony-outbox v1"
NOTE_NAME = "outbox"
BOARD_NAME = "board"
MAX_MANIFESTS = 26  # a year of fortnights
MAX_TEXT = 8 * 1024  # bytes of the signed note
MAX_OUTBOX = 8 * 1024 * 1024  # bytes: the largest board and the most manifests fit
MAX_SERIAL = 2**53 - 1

_SERIAL = re.compile(r"serial ([1-9][0-9]{0,15})")
_BOARD = re.compile(r"board ([1-9][0-9]{0,9}) ([0-9a-f]{64})")
_MANIFEST = re.compile(r"manifest ([1-9][0-9]{0,9}) ([0-9a-f]{64})")


@dataclass(frozen=True, slots=True)
class Outbox:
    """An outbox whose signature and members were checked; of its manifests nothing was.

    serial:    counted up by the desk
    board:     whole and of the right shape
    manifests: signed notes, in the order in which the desk listed them
    raw:       the bytes as they came
    """

    serial: int
    board: bytes
    manifests: tuple[bytes, ...]
    raw: bytes


def sign(board: bytes, manifests: Sequence[bytes], serial: int, desk: Signer) -> bytes:
    """The outbox; the same arguments give the same bytes.

    raises: BoardError, BadField, OutboxError
    """
    check_board(board)
    lines = [KIND, f"serial {serial}", f"board {len(board)} {_digest(board)}"]
    lines += [f"manifest {len(manifest)} {_digest(manifest)}" for manifest in manifests]
    text = "\n".join(lines) + "\n"
    _read(text)
    return _tar(desk.sign(text), board, manifests)


class UntrustedOutbox:
    """An outbox as it came, of which nothing may be believed yet."""

    __slots__ = ("_raw",)

    def __init__(self, raw: bytes) -> None:
        self._raw = raw

    def verify(self, desk: Verifier, last_serial: int | None) -> Outbox:
        """Check it against the desk key that the manifest names.

        last_serial: of the outbox that was accepted last, or None
        raises: OutboxError, NoteError, SignatureError, WrongKind, BadField, LowerSerial, BoardError
        """
        if len(self._raw) > MAX_OUTBOX:
            raise OutboxError(f"The outbox is longer than {MAX_OUTBOX} bytes.")
        signed, *members = self._members()
        serial, listed = _read(note.open(signed, KIND, [desk], MAX_TEXT))
        if [(len(member), _digest(member)) for member in members] != listed:
            raise OutboxError(
                "A file in the outbox is not the one that the desk signed.",
                "Copy the outbox again from the stick, or ask the editors for a new one.",
            )
        board, *manifests = members
        if _tar(signed, board, manifests) != self._raw:
            raise OutboxError("The outbox is not spelled as the desk spells one.")
        if last_serial is not None and serial < last_serial:
            raise LowerSerial(
                f"The outbox has serial {serial}; {last_serial} was delivered before.",
                "Somebody offers an old outbox. Deliver the newest one.",
            )
        check_board(board)
        return Outbox(serial, board, tuple(manifests), self._raw)

    def _members(self) -> list[bytes]:
        reader = tar.TarReader(io.BytesIO(self._raw), "the outbox", _allow, OutboxError)
        members = []
        while (member := reader.next()) is not None:
            members.append(member.read())
        reader.zero_tail(MAX_OUTBOX)
        if len(members) < 2:
            raise OutboxError("This is no outbox: it holds no board.")
        return members


def _allow(number: int, name: str, size: int) -> None:
    expected, most = _place(number)
    if name != expected or number > MAX_MANIFESTS + 2:
        raise OutboxError("This is no outbox: its files are not those of one.")
    if size > most:
        raise OutboxError(f"Member {number} of the outbox has {size} bytes; {most} are allowed.")


def _place(number: int) -> tuple[str, int]:
    """Name and most bytes of a member, by its number from 1."""
    if number == 1:
        return NOTE_NAME, MAX_TEXT
    return (BOARD_NAME, LENGTHS[-1]) if number == 2 else (f"manifests/{number - 2}", MAX_MANIFEST)


def _tar(signed: bytes, board: bytes, manifests: Sequence[bytes]) -> bytes:
    parts = []
    for number, data in enumerate((signed, board, *manifests), 1):
        name, _ = _place(number)
        parts += [tar.header(name, len(data)), data, tar.filler(len(data))]
    return b"".join([*parts, tar.END])


def _read(text: str) -> tuple[int, list[tuple[int, str]]]:
    """Serial, and length and SHA-256 of the board and of each manifest."""
    lines = text[:-1].split("\n")[1:]
    serial = _SERIAL.fullmatch(lines[0]) if lines else None
    if serial is None or int(serial[1]) > MAX_SERIAL:
        raise BadField("serial", "The outbox's second line is not its serial.")
    board = _BOARD.fullmatch(lines[1]) if len(lines) > 1 else None
    if board is None or int(board[1]) not in LENGTHS:
        raise BadField("board", "The outbox's third line does not name a board.")
    listed = [(int(board[1]), board[2])]
    for number, line in enumerate(lines[2:], 1):
        found = _MANIFEST.fullmatch(line)
        if found is None or number > MAX_MANIFESTS or int(found[1]) > MAX_MANIFEST:
            raise BadField("manifest", f"The outbox's manifest {number} cannot be read.")
        listed.append((int(found[1]), found[2]))
    return int(serial[1]), listed


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
