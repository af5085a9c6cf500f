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
        sink.write(data)
        size -= len(data)
