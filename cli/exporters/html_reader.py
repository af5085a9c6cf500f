"""Reads an HTML export back with the standard library's parser: everything, shown or not.

Text is joined across tags that stand inside a line. Tags, attributes, comments, declarations and
foreign styles are given as text too, and each is reported: an export holds none but those of
`html_.TAGS`, letter for letter.
"""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from typing import Final
from urllib.parse import unquote

from cli.exporters import html_
from cli.exporters.found import Read, Segment

# Tags that stand inside a line: text on both sides of them is one text.
_INLINE: Final = frozenset(
    """
    a abbr b bdi bdo big br cite code data del dfn em font i ins kbd label mark nobr q ruby s samp
    small span strike strong sub sup tt u var wbr
    """.split()  # noqa: SIM905
)
# Whatever a browser could take for the beginning of a tag, a comment or a declaration.
_MARKUP: Final = re.compile(r"<[^<>]*>?")


def read(text: str) -> Read:
    """Give all text of an HTML file, and say what no export has."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    reader.end_block()
    bare = text.replace(f"<style>{html_.STYLE}</style>", "")
    for markup in _MARKUP.findall(bare):
        if markup not in html_.TAGS:
            reader.odd.append("The file has a tag, comment or declaration that no export has.")
            # A browser may read broken markup in another way than the parser above.
            reader.hide("markup", unescape(markup))
    return Read(tuple(reader.segments), tuple(dict.fromkeys(reader.odd)))


class _Reader(HTMLParser):
    """Collects text by blocks, and everything else by itself."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.segments: list[Segment] = []
        self.odd: list[str] = []
        self._block: list[str] = []
        self._tag = ""
        self._number = 0

    def hide(self, where: str, text: str) -> None:
        """Keep text that no browser shows."""
        for one in dict.fromkeys((text, unquote(text))):
            self.segments.append(Segment(where, one, prose=False))

    def end_block(self) -> None:
        text = "".join(self._block)
        self._block.clear()
        if text.strip():
            self._number += 1
            self.segments.append(Segment(f"block {self._number}", text.strip()))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._tag = tag
        if tag == "br":
            self._block.append("\n")
        elif tag not in _INLINE:
            self.end_block()
        written = self.get_starttag_text() or ""
        if written in html_.TAGS:
            return
        self.odd.append("The file has a tag that no export has.")
        self.hide("name of a tag", tag)
        for name, value in attrs:
            self.hide("name of an attribute", name)
            self.hide(f"attribute {name}", value or "")

    def handle_endtag(self, tag: str) -> None:
        self._tag = ""
        if tag not in _INLINE:
            self.end_block()
        if f"</{tag}>" not in html_.TAGS:
            self.odd.append("The file has a tag that no export has.")
            self.hide("name of a tag", tag)

    def handle_data(self, data: str) -> None:
        if self._tag in ("style", "script"):
            if data != html_.STYLE:
                self.odd.append("The file has a foreign style or script.")
                self.hide(self._tag, data)
                self.hide(self._tag, _unescape_css(data))
            return
        self._block.append(data)

    def _hidden(self, where: str, text: str) -> None:
        self.odd.append(f"The file has a {where}.")
        self.hide(where, unescape(text))

    def handle_comment(self, data: str) -> None:
        self._hidden("comment", data)

    def handle_decl(self, decl: str) -> None:
        if decl != "DOCTYPE html":
            self._hidden("declaration", decl)

    def unknown_decl(self, data: str) -> None:
        self._hidden("declaration", data)

    def handle_pi(self, data: str) -> None:
        self._hidden("instruction", data)


def _unescape_css(text: str) -> str:
    """Read «\\421» in a style."""
    return re.sub(
        r"\\([0-9a-fA-F]{1,6})\s?",
        lambda found: chr(int(found[1], 16)) if int(found[1], 16) < 0x110000 else "",
        text,
    )
