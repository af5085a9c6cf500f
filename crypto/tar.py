"""A tar with one spelling: regular files, ustar headers, every other field constant.

The reader rebuilds the header it would have written and compares all 512 bytes. What is a link,
a device, sparse, long-named or dated does not compare equal, and needs no rule of its own.
Any tar program reads what the writer makes.

Source: POSIX.1-2017, pax, "ustar Interchange Format"; docs/spec/testimony.md, section 2.
"""

import io
from collections.abc import Callable

from crypto.errors import FormatError
from crypto.files import PIECE, Source, read_full

BLOCK = 512
END = bytes(2 * BLOCK)  # two zero blocks end an archive
MAX_NAME = 100
MAX_MEMBER = 8**11 - 1  # what eleven octal digits can say

_KINDS = {
    b"\0": "a file in the old spelling",
    b"1": "a hard link",
    b"2": "a symbolic link",
    b"3": "a character device",
    b"4": "a block device",
    b"5": "a folder",
    b"6": "a pipe",
    b"7": "a reserved type",
    b"S": "a sparse file",
    b"L": "a GNU long name",
    b"K": "a GNU long link",
    b"x": "a pax header",
    b"g": "a pax global header",
}


def header(name: str, size: int) -> bytes:
    """The one header of a member: mode 0644, no owner, no time.

    name:   1 to 100 visible ASCII characters
    size:   0 to MAX_MEMBER bytes
    raises: ValueError
    """
    encoded = name.encode("ascii")
    visible = all(0x20 < byte < 0x7F for byte in encoded)
    if not visible or not 1 <= len(encoded) <= MAX_NAME or not 0 <= size <= MAX_MEMBER:
        raise ValueError("a tar header cannot hold this name or size")
    fields = b"".join(
        (
            encoded.ljust(100, b"\0"),
            b"0000644\0",  # mode
            b"0000000\0",  # owner
            b"0000000\0",  # group
            b"%011o\0" % size,
            b"00000000000\0",  # time
            b" " * 8,  # checksum, counted as spaces
            b"0",  # a regular file
            bytes(100),  # link target
            b"ustar\x0000",
            bytes(64),  # owner's and group's names
            b"0000000\x000000000\0",  # device numbers
            bytes(167),  # prefix and rest
        )
    )
    return fields[:148] + b"%06o\0 " % sum(fields) + fields[156:]


def filler(size: int) -> bytes:
    """The zero bytes after a member of `size` bytes, up to the next block."""
    return bytes(-size % BLOCK)


def blocks(size: int) -> int:
    """Bytes that a member of `size` bytes takes, with header and filler."""
    return BLOCK + size + -size % BLOCK


def parse(block: bytes) -> tuple[str, int]:
    """Name and size of the one header that has this spelling.

    raises: ValueError saying what it is instead; never repeats the name, which a stranger wrote
    """
    kind = block[156:157]
    if kind != b"0":
        raise ValueError(f"is {_KINDS.get(kind, 'of an unknown type')}, not a regular file")
    try:
        name = block[:100].rstrip(b"\0").decode("ascii")
        size = int(block[124:135], 8) if block[124:135].isdigit() else -1
        if header(name, size) == block:
            return name, size
    except ValueError:
        pass
    raise ValueError("has a tar header other than the one spelling that is accepted")


class TarReader:
    """Members one after the other, from a stream that is read once.

    what:   how messages call the whole, like "the testimony"
    allow:  called with number, name and size of each member before a byte of it is read; raises
            to refuse it
    error:  makes the error to raise from its sentence
    """

    def __init__(
        self,
        source: Source,
        what: str,
        allow: Callable[[int, str, int], None],
        error: Callable[[str], FormatError],
    ) -> None:
        self._source = source
        self._what = what
        self._allow = allow
        self._error = error
        self._member: Member | None = None
        self.count = 0
        self.offset = 0  # bytes consumed
        self.ended = False

    def next(self) -> "Member | None":
        """The next member, or None when the two zero blocks have come.

        What is left of the last member is read and thrown away first.
        """
        if self.ended:
            return None
        if self._member is not None:
            self._member.finish()
            self._member = None
        block = self.take(BLOCK)
        if block == END[:BLOCK]:
            if self.take(BLOCK) != END[:BLOCK]:
                raise self._error(
                    f"{self._what.capitalize()} has a single zero block between its members."
                )
            self.ended = True
            return None
        self.count += 1
        try:
            name, size = parse(block)
        except ValueError as error:
            raise self._error(f"Member {self.count} {error}.") from None
        self._allow(self.count, name, size)
        self._member = Member(self, name, size)
        return self._member

    def zero_tail(self, limit: int) -> int:
        """Read to the end of the stream; returns the length of the whole.

        raises: an error if anything but zero bytes follows the end of the archive, or if the
                whole grows beyond `limit` bytes
        """
        while data := self._source.read(PIECE):
            self.offset += len(data)
            if data.count(0) != len(data):
                raise self._error(f"Something stands behind the end of {self._what}.")
            if self.offset > limit:
                raise self._error(f"{self._what.capitalize()} is longer than {limit} bytes.")
        return self.offset

    def take(self, size: int) -> bytes:
        """Exactly `size` bytes of the stream."""
        data = read_full(self._source, size)
        self.offset += len(data)
        if len(data) != size:
            raise self._error(f"{self._what.capitalize()} ends early, after {self.offset} bytes.")
        return data

    def take_filler(self, size: int) -> None:
        """The zero bytes after a member of `size` bytes."""
        if self.take(-size % BLOCK).strip(b"\0"):
            raise self._error(f"The filler after member {self.count} is not zero.")


class Member(io.RawIOBase):
    """One member's bytes, readable once, before the next member is asked for."""

    def __init__(self, reader: TarReader, name: str, size: int) -> None:
        super().__init__()
        self.name = name
        self.size = size
        self._reader = reader
        self._left = size
        self._finished = False

    def readable(self) -> bool:
        """Yes."""
        return True

    def read(self, size: int = -1, /) -> bytes:
        """Exactly `size` bytes while there are as many; all that is left for a negative size."""
        if size < 0 or size > self._left:
            size = self._left
        data = self._reader.take(size) if size else b""
        self._left -= len(data)
        return data

    def readinto(self, buffer: bytearray | memoryview, /) -> int:  # type: ignore[override]
        """As io.RawIOBase.readinto."""
        data = self.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def finish(self) -> None:
        """Read past what is left and the filler behind it."""
        while self.read(PIECE):
            pass
        if not self._finished:
            self._finished = True
            self._reader.take_filler(self.size)
