"""The words of a DOCX file, and nothing else of it. Runs only in the closed process.

Of the archive one part is read, word/document.xml, and of that the text of its paragraphs.
Headers, footnotes, comments, deleted words, pictures, properties and macros are in other parts or
under other names, and are left behind. A document type declaration is refused unread.

Source: ECMA-376 part 1, section 17 (p, t, tab, br, cr); PKWARE's APPNOTE by the standard library.
"""

from __future__ import annotations

import io
import zipfile
from typing import Final
from xml.parsers import expat

PART: Final = "word/document.xml"
MAX_PART: Final = 32 * 1024 * 1024  # bytes of that part, unpacked
_W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main "
SAMPLE: Final = f'<t xmlns="{_W.strip()}">слово</t>'.encode()  # a part with one word
_LOCKED: Final = 1  # the flag of an entry that is encrypted


class NoDocumentError(ValueError):
    """The archive is no DOCX file."""


def words(data: bytes) -> str:
    """Return the text, a line for each paragraph.

    raises: NoDocumentError; ValueError, zipfile.BadZipFile, expat.ExpatError for a damaged one
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        named = [entry for entry in archive.infolist() if entry.filename == PART]
        if len(named) != 1 or named[0].flag_bits & _LOCKED:
            raise NoDocumentError
        with archive.open(named[0]) as part:
            content = part.read(MAX_PART + 1)
    if len(content) > MAX_PART:
        raise ValueError("the text is too long")
    return _Reader().read(content)


class _Reader:
    """Collects text by paragraphs."""

    def __init__(self) -> None:
        self._lines: list[list[str]] = [[]]
        self._open: list[str] = []

    def read(self, content: bytes) -> str:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = self._doctype
        parser.Parse(content, True)
        return "\n".join("".join(line).strip() for line in self._lines).strip()

    def _start(self, name: str, _attributes: dict[str, str]) -> None:
        self._open.append(name)
        if name == f"{_W}tab":
            self._lines[-1].append("\t")
        elif name in (f"{_W}br", f"{_W}cr"):
            self._lines.append([])

    def _end(self, name: str) -> None:
        self._open.pop()
        if name == f"{_W}p":
            self._lines.append([])

    def _text(self, text: str) -> None:
        if self._open[-1] == f"{_W}t":
            self._lines[-1].append(text)

    def _doctype(self, *_: object) -> None:
        raise ValueError("it declares a document type")
