"""Reads a DOCX export back: every part, every attribute, name, comment and byte of the archive.

With the standard library's zip and expat, not with what wrote it. Whatever is not in the schema
below is searched and reported. Document type declarations are refused unread: an entity could
then stand for anything.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Final
from urllib.parse import unquote
from xml.parsers import expat

from cli.exporters import docx
from cli.exporters.found import Read, Segment, UnreadableError

DOCUMENT: Final = "word/document.xml"
MOST_BYTES: Final = 64 * 1024 * 1024  # of all parts; an account is far smaller
_W: Final = docx.MAIN
# The elements of a document and the attributes, with their values, that each may have.
_SCHEMA: Final[dict[str, frozenset[tuple[str, str]]]] = {
    **{f"{_W} {name}": frozenset() for name in "document body p pPr r br sectPr".split()},  # noqa: SIM905
    f"{_W} pStyle": frozenset((f"{_W} val", key) for key in ("Heading1", "Heading2", "Note")),
    f"{_W} t": frozenset({("http://www.w3.org/XML/1998/namespace space", "preserve")}),
}
_LOCAL: Final = 30  # bytes of an entry's header in a zip, without its name
_CENTRAL: Final = 46  # bytes of its line in the directory
_END: Final = 22  # bytes of the end of the directory


def read(data: bytes, name: str = "The file") -> Read:
    """Give all text of a DOCX file, and say what no export has.

    raises: UnreadableError
    """
    parts = _Parts()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            if sum(entry.file_size for entry in entries) > MOST_BYTES:
                raise UnreadableError(f"{name} is too large to be an account.")
            parts.archive(archive, entries, data)
            for entry in entries:
                with archive.open(entry) as file:
                    parts.part(entry.filename, file.read(MOST_BYTES + 1))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise UnreadableError(f"{name} is no proper archive: {error}.") from error
    except (ValueError, expat.ExpatError) as error:
        raise UnreadableError(f"{name} has a part that cannot be read: {error}.") from error
    return Read(tuple(parts.segments), tuple(dict.fromkeys(parts.odd)))


class _Parts:
    """Collects what an archive holds."""

    def __init__(self) -> None:
        self.segments: list[Segment] = []
        self.odd: list[str] = []

    def hide(self, where: str, text: str) -> None:
        """Keep text that no word processor shows."""
        for one in dict.fromkeys((text, unquote(text))):
            if one.strip():
                self.segments.append(Segment(where, one, prose=False))

    def archive(
        self, archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], data: bytes
    ) -> None:
        """Check the shell: names, order, times, comments, and that no byte lies between."""
        wanted = [*docx.constants("en"), DOCUMENT]
        if [entry.filename for entry in entries] != wanted:
            self.odd.append("The file has other parts than an export, or in another order.")
            for entry in entries:
                if entry.filename not in wanted:
                    self.hide("part name", entry.filename)
        plain = _END
        for entry in entries:
            length = len(entry.filename.encode())
            plain += _LOCAL + _CENTRAL + 2 * length + entry.file_size
            fixed = (entry.date_time, entry.compress_type, entry.create_system, entry.external_attr)
            if fixed != (docx.EPOCH, zipfile.ZIP_STORED, 0, docx.MARKS):
                self.odd.append("A part of the file has a time, a method or marks of its own.")
            self._bytes("comment of a part", entry.comment)
            self._bytes("extra field of a part", entry.extra)
        self._bytes("comment of the archive", archive.comment)
        if plain != len(data):
            self.odd.append("The file has bytes that belong to no part.")
            for encoding in ("utf-8", "utf-16-le", "utf-16-be", "cp1251"):
                self.hide("bytes of the file", data.decode(encoding, errors="ignore"))

    def _bytes(self, where: str, data: bytes) -> None:
        if data:
            self.odd.append(f"The file has a {where}.")
            for encoding in ("utf-8", "utf-16-le", "cp1251"):
                self.hide(where, data.decode(encoding, errors="ignore"))

    def part(self, name: str, data: bytes) -> None:
        """Read one part; one that is letter for letter what every export has tells nothing."""
        if any(data == docx.constants(key).get(name, "").encode() for key in docx.LANGUAGES):
            return
        if name != DOCUMENT:
            self.odd.append(f"The part {name} is not what every export has.")
        if not name.endswith((".xml", ".rels")):
            self._bytes(f"part {name}", data)
            return
        self.segments += _Part(name, self.odd).read(data)


class _Part:
    """Reads one XML part with expat."""

    def __init__(self, name: str, odd: list[str]) -> None:
        self._where = name.rpartition("/")[2].removesuffix(".xml")
        self._odd = odd
        self._blocks: list[list[str]] = [[]]
        self._hidden: list[Segment] = []
        self._open: list[str] = []

    def read(self, data: bytes) -> Iterator[Segment]:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.CommentHandler = self._comment
        parser.ProcessingInstructionHandler = self._instruction
        parser.StartDoctypeDeclHandler = self._doctype
        parser.Parse(data, True)
        texts = ["".join(block) for block in self._blocks]
        for number, text in enumerate((text for text in texts if text.strip()), 1):
            yield Segment(f"{self._where}, paragraph {number}", text)
        yield from self._hidden

    def _hide(self, where: str, text: str) -> None:
        for one in dict.fromkeys((text, unquote(text))):
            self._hidden.append(Segment(f"{self._where}, {where}", one, prose=False))

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._open.append(name)
        local = name.rpartition(" ")[2]
        if local == "p":
            self._blocks.append([])
        elif local in ("br", "cr", "tab", "noBreakHyphen"):
            self._blocks[-1].append("\n" if local in ("br", "cr") else " ")
        allowed = _SCHEMA.get(name)
        if allowed is None:
            self._odd.append("The file has an element that no export has.")
            self._hide("name of an element", local)
        for key, value in attributes.items():
            if (key, value) not in (allowed or ()):
                self._odd.append("The file has an attribute that no export has.")
                self._hide("name of an attribute", key.rpartition(" ")[2])
                self._hide(f"attribute {key.rpartition(' ')[2]}", value)

    def _end(self, name: str) -> None:
        self._open.pop()
        if name.rpartition(" ")[2] == "p":
            self._blocks.append([])

    def _text(self, text: str) -> None:
        self._blocks[-1].append(text)
        if self._open[-1] != f"{_W} t" and text.strip():
            self._odd.append("The file has text outside its paragraphs.")
            self._hide("text", text)

    def _comment(self, text: str) -> None:
        self._odd.append("The file has a comment.")
        self._hide("comment", text)

    def _instruction(self, target: str, text: str) -> None:
        self._odd.append("The file has an instruction for a program.")
        self._hide("instruction", f"{target} {text}")

    def _doctype(self, *_: object) -> None:
        raise ValueError("it declares a document type")
