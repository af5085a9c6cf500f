"""The handover: one tar with every envelope that waits, on its way to the editors.

Its first member is a list of lengths and SHA-256, so that a stick that lost bytes is noticed
before anything is opened. It is not signed: nothing the server says is evidence.

Source: docs/spec/handover.md.
"""

import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from crypto import tar
from crypto.errors import HandoverError
from crypto.files import Sink, Source, copy, write_all
from crypto.structure import ENVELOPE_LENGTHS

LIST_NAME = "list"
TITLE = b"testimony-handover v1\n"
MAX_ENTRIES = 500_000
MAX_TAIL = 1024 * 1024  # zero bytes behind the end; tar programs fill up their last record

_ENTRY = re.compile(rb"([0-9a-f]{32}) +([1-9][0-9]{0,9}) ([0-9a-f]{64})\n")
_LINE = len(f"{'':32} {'':10} {'':64}\n")  # constant, so that the list can be written last


@dataclass(frozen=True, slots=True)
class Entry:
    """One envelope as the list names it. sha256: 64 hex digits."""

    id: str
    length: int
    sha256: str


class SeekableSink(Sink, Protocol):
    """A file that can be gone back in."""

    def seek(self, offset: int, /) -> object:
        """Go to `offset` bytes from the start."""


def _damaged(sentence: str) -> HandoverError:
    return HandoverError(
        sentence, "Copy the handover again from the server; it still holds every envelope."
    )


class Writer:
    """Writes a handover in one pass; the list is filled in at the end.

    dst:   an empty, seekable file
    count: how many envelopes will be added
    """

    def __init__(self, dst: SeekableSink, count: int) -> None:
        if not 0 <= count <= MAX_ENTRIES:
            raise HandoverError(f"A handover holds at most {MAX_ENTRIES} envelopes.")
        self._dst = dst
        self._count = count
        self._entries: list[Entry] = []
        size = len(TITLE) + count * _LINE
        write_all(dst, tar.header(LIST_NAME, size))
        for _ in range(-(-size // tar.BLOCK)):
            write_all(dst, bytes(tar.BLOCK))

    def add(self, envelope_id: str, length: int, src: Source) -> Entry:
        """Add one envelope; the caller chooses a random order.

        envelope_id: 32 hex digits
        raises:      FormatError if `src` ends early
        """
        if len(self._entries) == self._count:
            raise HandoverError("More envelopes were added than announced.")
        if length not in ENVELOPE_LENGTHS or not re.fullmatch("[0-9a-f]{32}", envelope_id):
            raise HandoverError("An envelope's id or length is not one of ours.")
        digest = _Hashing(self._dst)
        write_all(self._dst, tar.header(_name(envelope_id), length))
        copy(src, digest, length)
        write_all(self._dst, tar.filler(length))
        entry = Entry(envelope_id, length, digest.hexdigest())
        self._entries.append(entry)
        return entry

    def close(self) -> None:
        """End the archive and go back to write the list; leaves `dst` open."""
        if len(self._entries) != self._count:
            raise HandoverError("Fewer envelopes were added than announced.")
        write_all(self._dst, tar.END)
        self._dst.seek(tar.BLOCK)
        write_all(self._dst, TITLE)
        for entry in self._entries:
            line = f"{entry.id} {entry.length:>10} {entry.sha256}\n"
            write_all(self._dst, line.encode())


class Reader:
    """Reads a handover once, from start to end, believing nothing in it.

    entries: what the list names, in the order of the members
    """

    def __init__(self, src: Source) -> None:
        self._tar = tar.TarReader(src, "the handover", self._allow, _damaged)
        self.entries: tuple[Entry, ...] = ()
        member = self._tar.next()
        if member is None:
            raise _damaged("The handover is empty.")
        self.entries = _read_list(member.read())

    def __iter__(self) -> Iterator[tuple[Entry, "Checked"]]:
        """Each envelope with its bytes; those left unread are read and checked all the same.

        raises: HandoverError for whatever differs from the list, after the last byte of it
        """
        for entry in self.entries:
            member = self._tar.next()
            if member is None:
                raise _damaged(
                    f"The handover ends after {self._tar.count - 1} envelopes; "
                    f"its list names {len(self.entries)}."
                )
            checked = Checked(member, entry)
            yield entry, checked
            checked.finish()
        self._tar.next()  # the end: `_allow` refuses one more member
        self._tar.zero_tail(self._tar.offset + MAX_TAIL)

    def _allow(self, count: int, name: str, size: int) -> None:
        if count == 1:
            lines = size - len(TITLE)
            if name != LIST_NAME or lines % _LINE or not 0 <= lines <= MAX_ENTRIES * _LINE:
                raise HandoverError("The file is not a handover: it does not begin with a list.")
            return
        if count - 2 >= len(self.entries):
            raise _damaged("The handover holds envelopes that its list does not name.")
        entry = self.entries[count - 2]
        if name != _name(entry.id) or size != entry.length:
            raise _damaged(f"Member {count} is not the one that the list names there.")


class Checked(io.RawIOBase):
    """The bytes of one envelope; the last read raises if they are not those of the list."""

    def __init__(self, member: tar.Member, entry: Entry) -> None:
        super().__init__()
        self._member = member
        self._entry = entry
        self._digest = hashlib.sha256()
        self._left = entry.length

    def readable(self) -> bool:
        """Yes."""
        return True

    def read(self, size: int = -1, /) -> bytes:
        """At most `size` bytes.

        raises: HandoverError with the last ones if the SHA-256 differs
        """
        data = self._member.read(size)
        self._digest.update(data)
        self._left -= len(data)
        if data and not self._left and self._digest.hexdigest() != self._entry.sha256:
            raise _damaged(
                f"Envelope {self._entry.id} differs from the list: the handover is damaged."
            )
        return data

    def readinto(self, buffer: bytearray | memoryview, /) -> int:  # type: ignore[override]
        """As io.RawIOBase.readinto."""
        data = self.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def finish(self) -> None:
        """Read and check what is left."""
        while self.read(64 * 1024):
            pass


class _Hashing:
    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        self._digest = hashlib.sha256()

    def write(self, data: bytes | memoryview, /) -> None:
        self._digest.update(data)
        write_all(self._sink, data)

    def hexdigest(self) -> str:
        return self._digest.hexdigest()


def _name(envelope_id: str) -> str:
    return f"envelopes/{envelope_id}.age"


def _read_list(data: bytes) -> tuple[Entry, ...]:
    if not data.startswith(TITLE):
        raise HandoverError("The file is not a handover: its list has no title.")
    entries: list[Entry] = []
    for number, start in enumerate(range(len(TITLE), len(data), _LINE), 1):
        match = _ENTRY.fullmatch(data[start : start + _LINE])
        if match is None or int(match[2]) not in ENVELOPE_LENGTHS:
            raise _damaged(f"Line {number} of the handover's list cannot be read.")
        entries.append(Entry(match[1].decode(), int(match[2]), match[3].decode()))
    if len({entry.id for entry in entries}) != len(entries):
        raise HandoverError("The handover's list names an envelope twice.")
    return tuple(entries)
