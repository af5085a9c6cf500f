"""The two sides of a stream, and reading that never comes up short."""

from typing import Protocol

from crypto.errors import FormatError

PIECE = 64 * 1024


class Source(Protocol):
    """Where bytes come from: an open file, a pipe, an io.BytesIO, one of our readers."""

    def read(self, size: int, /) -> bytes | None:
        """At most `size` bytes; nothing only at the end."""


class Sink(Protocol):
    """Where bytes go."""

    def write(self, data: bytes | memoryview, /) -> object:
        """All of `data`, as buffered files do."""


def read_full(source: Source, size: int) -> bytes:
    """Read `size` bytes, fewer only where the source ends."""
    data = source.read(size) or b""
    if len(data) in (0, size):
        return data
    parts = [data]
    missing = size - len(data)
    while missing and (data := source.read(missing) or b""):
        parts.append(data)
        missing -= len(data)
    return b"".join(parts)


def copy(source: Source, sink: Sink, size: int) -> None:
    """Copy exactly `size` bytes, in pieces.

    raises: FormatError if the source ends before
    """
    while size:
        data = source.read(min(size, PIECE))
        if not data:
            raise FormatError(f"The source ended {size} bytes before its declared length.")
        write_all(sink, data)
        size -= len(data)


def fill(source: Source, view: memoryview) -> int:
    """Read into `view` until it is full or the source ends; returns the number of bytes."""
    readinto = getattr(source, "readinto", None)
    filled = 0
    while filled < len(view):
        if readinto is not None:
            count = readinto(view[filled:]) or 0
        else:
            data = source.read(len(view) - filled) or b""
            count = len(data)
            view[filled : filled + count] = data
        if not count:
            break
        filled += count
    return filled


def write_all(sink: Sink, data: bytes | memoryview) -> None:
    """Write all of `data`, also to an unbuffered file that takes a part at a time.

    A sink that returns no number is taken at its word; a non-blocking one is no sink for this.
    """
    view = memoryview(data)
    while len(view):
        count = sink.write(view)
        if not isinstance(count, int) or count >= len(view):
            break
        if count == 0:
            raise OSError("the file takes no more bytes")
        view = view[count:]
