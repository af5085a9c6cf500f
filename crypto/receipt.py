"""Receipts: the desk confirms which envelopes it has read back from the vault.

The server deletes what a receipt names and nothing else.

Source: docs/spec/receipt.md.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from crypto import note
from crypto.errors import BadField
from crypto.note import Signer, Verifier

KIND = "testimony-receipt v1"
MAX_SERIAL = 2**53 - 1

_SERIAL = re.compile(r"serial ([1-9][0-9]{0,15})")
_ENTRY = re.compile(r"envelope ([0-9a-f]{32}) ([0-9a-f]{64})")


@dataclass(frozen=True, slots=True)
class Receipt:
    """A receipt whose signature and lines were checked.

    serial:  a number that the desk counts up, for people to compare
    entries: (envelope's id, SHA-256 of the envelope), hex, rising by id
    """

    serial: int
    entries: tuple[tuple[str, str], ...]


def sign(ids_and_sha256: Iterable[tuple[str, str]], serial: int, desk: Signer) -> bytes:
    """The signed note that confirms these envelopes, in any order.

    raises: BadField for a malformed, doubled or missing entry
    """
    entries = sorted(ids_and_sha256)
    lines = [KIND, f"serial {serial}", *(f"envelope {i} {digest}" for i, digest in entries)]
    text = "\n".join(lines) + "\n"
    _read(text)
    return desk.sign(text)


class UntrustedReceipt:
    """A receipt as it came, of which nothing may be believed yet."""

    __slots__ = ("_note",)

    def __init__(self, note: bytes) -> None:
        self._note = note

    def verify(self, desk: Verifier) -> Receipt:
        """Check it against the desk key that the manifest names.

        raises: NoteError, SignatureError, WrongKind, BadField
        """
        return _read(note.open(self._note, KIND, [desk]))


def _read(text: str) -> Receipt:
    lines = text[:-1].split("\n")
    serial = _SERIAL.fullmatch(lines[1]) if len(lines) > 1 else None
    if serial is None or int(serial[1]) > MAX_SERIAL:
        raise BadField("serial", "The receipt's second line is not its serial.")
    entries: list[tuple[str, str]] = []
    for number, line in enumerate(lines[2:], 3):
        entry = _ENTRY.fullmatch(line)
        if entry is None:
            raise BadField("envelope", f"Line {number} of the receipt does not name an envelope.")
        if entries and entries[-1][0] >= entry[1]:
            raise BadField("envelope", f"Line {number} of the receipt is out of order or doubled.")
        entries.append((entry[1], entry[2]))
    if not entries:
        raise BadField("envelope", "The receipt confirms no envelope.")
    return Receipt(int(serial[1]), tuple(entries))
