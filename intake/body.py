"""Request bodies as streams: nothing is spooled to a disk, whoever sends it.

werkzeug's form parser would write a large file, readable or not, into a temporary folder.
"""

from collections.abc import Iterator

from gunicorn.http.errors import ParseException
from werkzeug.exceptions import ClientDisconnected, RequestEntityTooLarge
from werkzeug.http import parse_options_header
from werkzeug.sansio.multipart import Data, Epilogue, File, MultipartDecoder, NeedData, Preamble

from crypto.files import Source

PIECE = 64 * 1024  # bytes asked of the socket at a time
FORM_OVERHEAD = 256 * 1024  # bytes a form may need around its one file; also its parser's buffer
DRAIN = 512 * 1024 * 1024  # bytes of a refused body that are read, so that the answer arrives


class BadForm(Exception):  # noqa: N818 - a refusal, not an error of the server
    """Not a form with exactly one file in the field that is ours."""


class NoFile(BadForm):
    """The form came without a file."""


class Body:
    """The raw body; remembers whether the other side went away.

    length: bytes that were announced, or None for a chunked body, which says itself when it ends
    """

    def __init__(self, stream: Source, length: int | None) -> None:
        self._stream = stream
        self._missing = length
        self.broken = False

    def read(self, size: int, /) -> bytes:
        """At most `size` bytes; nothing at the end, whether or not it came too early."""
        try:
            data = self._stream.read(min(size, PIECE)) or b""
        except (ClientDisconnected, OSError, ParseException):  # the last: chunks that are none
            data, self._missing = b"", 1
        if self._missing is not None:
            self._missing -= len(data)
            self.broken = self.broken or (not data and size > 0 and self._missing > 0)
        return data

    def drain(self) -> None:
        """Read what is left of a refused body: a browser shows an answer only after sending."""
        left = DRAIN
        while left > 0 and (piece := self.read(PIECE)):
            left -= len(piece)


class FormFile:
    """The bytes of the one file in a multipart form."""

    def __init__(self, body: Body, content_type: str, field: str) -> None:
        self._pieces = _file_pieces(body, content_type, field)
        self._left = b""

    def read(self, size: int, /) -> bytes:
        """raises: BadForm, NoFile"""
        if not self._left:
            self._left = next(self._pieces, b"")
        taken, self._left = self._left[:size], self._left[size:]
        return taken


class Peeked:
    """A source whose first bytes were looked at."""

    def __init__(self, head: bytes, rest: Source) -> None:
        self._head = head
        self._rest = rest

    def read(self, size: int, /) -> bytes:
        if self._head:
            taken, self._head = self._head[:size], self._head[size:]
            return taken
        return self._rest.read(size) or b""


def _file_pieces(body: Body, content_type: str, field: str) -> Iterator[bytes]:
    kind, options = parse_options_header(content_type)
    boundary = options.get("boundary", "").encode("latin-1", "replace")
    if kind != "multipart/form-data" or not 0 < len(boundary) <= 200:
        raise BadForm
    decoder = MultipartDecoder(boundary, FORM_OVERHEAD, max_parts=1)
    inside = sent = False
    while True:
        try:
            event = decoder.next_event()
            if isinstance(event, NeedData):
                decoder.receive_data(body.read(PIECE) or None)
                continue
        except (ValueError, RequestEntityTooLarge, AttributeError, UnicodeDecodeError):
            raise BadForm from None
        if isinstance(event, File):
            if inside or event.name != field:
                raise BadForm
            inside = True
        elif isinstance(event, Data) and inside:
            if event.data:
                sent = True
                yield event.data
        elif isinstance(event, Epilogue):
            if not sent:
                raise NoFile
            return
        elif not isinstance(event, Preamble):
            raise BadForm  # a field that is not a file: there is no text box
