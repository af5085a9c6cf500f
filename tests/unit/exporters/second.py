"""Second readers of exports: other parsers than those of the gate, and one that knows no format."""

from __future__ import annotations

import codecs
import html
import re

from markdown_it import MarkdownIt

from cli.exporters import docx_reader, html_reader
from cli.exporters.formats import Format
from cli.exporters.found import Read
from cli.exporters.readers import read_json, read_markdown

_PAIR = re.compile(r"(?:\\u[0-9a-fA-F]{4})+|\\.")


def own(form: Format, written: bytes) -> Read:
    """Read a file of any format back by the gate's reader."""
    if form == "docx":
        return docx_reader.read(written)
    readers = {"md": read_markdown, "html": html_reader.read, "json": read_json}
    return readers[form](written.decode())


def second(form: Format, written: bytes) -> str:
    """Give the text of a file as another program reads it."""
    text = written.decode(errors="ignore")
    if form == "md":
        return _markdown(text)
    if form == "json":
        strings = re.findall(r'"((?:[^"\\]|\\.)*)"', text)
        return " ".join(_PAIR.sub(_unescaped, one) for one in strings)
    if form == "html":
        body = text.partition("<body>")[2]
        return html.unescape(re.sub(r"<[^>]*>", "", body.replace("<br>", "\n")))
    texts = re.findall(r"<w:t [^>]*>([^<]*)</w:t>|<w:(?:br|p)[ />]", text)
    return html.unescape("\n".join(texts))


def _unescaped(found: re.Match[str]) -> str:
    return {"\\n": "\n", '\\"': '"', "\\\\": "\\"}.get(
        found[0], codecs.decode(found[0], "unicode_escape")
    )


def _markdown(text: str) -> str:
    """Read Markdown as CommonMark has it; a picture, link or tag in it is a failure."""
    pieces: list[str] = []
    for block in MarkdownIt("commonmark").parse(text):
        assert block.type.removesuffix("_open").removesuffix("_close") in (
            "heading",
            "paragraph",
            "inline",
        )
        for inline in block.children or ():
            assert inline.type in ("text", "hardbreak", "softbreak", "em_open", "em_close")
            pieces.append("\n" if inline.type.endswith("break") else inline.content)
        pieces.append("\n")
    return "".join(pieces)


def strings(written: bytes) -> str:
    """Give every run of four letters or more in the bytes, in each encoding a name could have."""
    texts = [
        written[start:].decode(encoding, errors="ignore")
        for encoding, starts in (("utf-8", 1), ("utf-16-le", 2), ("utf-16-be", 2), ("cp1251", 1))
        for start in range(starts)
    ]
    return "\n".join(run for text in texts for run in re.findall(r"[^\W_]{4,}", text))
