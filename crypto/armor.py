"""The text form of an age file: strict PEM.

Lines of exactly 64 columns, the last one shorter or equal; canonical base64 with padding; LF or
CRLF; nothing before or behind but white space. A lenient reader would let one file be written in
many ways, and bytes be carried along unseen.

Source: C2SP age, "ASCII armor"; RFC 7468, section 3.
"""

import base64
import io
import re

from crypto.errors import ArmorError
from crypto.files import PIECE, Sink, Source, read_full, write_all

BEGIN = b"-----BEGIN AGE ENCRYPTED FILE-----"
END = b"-----END AGE ENCRYPTED FILE-----"
COLUMNS = 64
MAX_BLANK = 1024  # bytes of white space before, and again behind

_BODY = re.compile(rb"[A-Za-z0-9+/]*={0,2}")
_BLANK = re.compile(rb"[ \t\r\n]*")


def is_armored(head: bytes) -> bool:
    """Does a file that starts with `head` mean to be armoured?"""
    return head[:MAX_BLANK].lstrip(b" \t\r\n").startswith(BEGIN[:11])


def armor(src: Source, dst: Sink) -> None:
    """Write the text form of all of `src`."""
    write_all(dst, BEGIN + b"\n")
    size = 48 * 1024  # whole lines
    while data := read_full(src, size):
        text = base64.b64encode(data)
        lines = (text[i : i + COLUMNS] + b"\n" for i in range(0, len(text), COLUMNS))
        write_all(dst, b"".join(lines))
    write_all(dst, END + b"\n")


def dearmor(src: Source) -> "Dearmored":
    """A stream of the bytes inside.

    raises: ArmorError from its `read`, at the first bytes that break a rule
    """
    return Dearmored(src)


class Dearmored(io.RawIOBase):
    """Reads armour line by line; holds one piece of it at a time."""

    def __init__(self, src: Source) -> None:
        super().__init__()
        self._src = src
        self._text = b""  # read and not yet cut into lines
        self._ready = b""  # decoded and not yet asked for
        self._number = 0  # lines done
        self._state = self._before
        self._last_seen = False  # the body's last line was read
        self._blank = 0
        self._done = False

    def readable(self) -> bool:
        """Yes."""
        return True

    def read(self, size: int = -1, /) -> bytes:
        """At most `size` bytes, nothing only at the end; all for a negative size."""
        if size < 0:
            return b"".join(iter(lambda: self.read(PIECE), b""))
        while not self._ready and not self._done:
            self._more()
        data, self._ready = self._ready[:size], self._ready[size:]
        return data

    def readinto(self, buffer: bytearray | memoryview, /) -> int:  # type: ignore[override]
        """As io.RawIOBase.readinto."""
        data = self.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def _more(self) -> None:
        piece = self._src.read(PIECE) or b""
        self._text += piece
        lines = self._text.split(b"\n")
        if piece:
            self._text = lines.pop()
            if len(self._text) > max(MAX_BLANK, COLUMNS):
                raise self._error("is too long")
        else:
            self._text = b""
            self._done = True
            if lines[-1] == b"":
                lines.pop()
        at = 0
        while at < len(lines):
            taken = self._state(lines, at)
            self._number += taken
            at += taken
        if self._done and self._state != self._behind:
            raise ArmorError(
                "The armoured file has no END line.", "It was cut short: get it again, whole."
            )

    def _before(self, lines: list[bytes], at: int) -> int:
        """One line until BEGIN; returns how many were taken, as the two below."""
        if lines[at].removesuffix(b"\r") == BEGIN:
            self._state = self._body
        else:
            self._check_blank(lines[at])
        return 1

    def _body(self, lines: list[bytes], at: int) -> int:
        """All lines up to END, or all there are."""
        lines = [line.removesuffix(b"\r") for line in lines[at:]]
        ended = END in lines
        taken = lines.index(END) if ended else len(lines)
        if taken:
            self._ready += self._decode(lines[:taken])
        if ended:
            self._state = self._behind
        return taken + ended

    def _behind(self, lines: list[bytes], at: int) -> int:
        self._check_blank(lines[at])
        return 1

    def _decode(self, lines: list[bytes]) -> bytes:
        for number, line in enumerate(lines):
            if self._last_seen:
                raise self._error("follows the last line of the body", number)
            if not 1 <= len(line) <= COLUMNS:
                raise self._error(f"must have 1 to {COLUMNS} columns", number)
            self._last_seen = len(line) < COLUMNS or line.endswith(b"=")
        text = b"".join(lines)
        if not _BODY.fullmatch(text) or len(text) % 4:
            raise self._error("or one soon behind it is not base64 with its padding")
        data = base64.b64decode(text)
        if (
            base64.b64encode(data[-3:] if len(data) % 3 == 0 else data[-(len(data) % 3) :])
            != (text[-4:])
        ):
            raise self._error("is not canonical base64", len(lines) - 1)
        return data

    def _check_blank(self, line: bytes) -> None:
        self._blank += len(line) + 1
        if not _BLANK.fullmatch(line) or self._blank > 2 * MAX_BLANK:
            raise self._error("stands outside the armour and is not white space")

    def _error(self, what: str, ahead: int = 0) -> ArmorError:
        return ArmorError(f"Line {self._number + ahead + 1} of the armoured file {what}.")
