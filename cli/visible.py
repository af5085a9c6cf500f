"""Hostile text made safe to look at: what would be invisible or would move the cursor is shown.

A witness's text may hold terminal escapes that repaint the screen, bidi overrides that turn a
name around, or zero-width signs that hide in it. Each becomes its code point in angle quotes,
for example ‹U+202E›. Letters, marks, line breaks and tabs stay.
"""

from __future__ import annotations

import unicodedata
from typing import Final

# Categories that have no shape of their own: controls, formats (bidi, zero width, soft hyphen,
# tags), surrogates, private use, unassigned, line and paragraph separators.
_SHAPELESS: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})

# Letters, marks and symbols of other categories that are drawn as nothing.
_BLANK: Final = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0") | frozenset(
    chr(point)
    for span in (range(0x180B, 0x1810), range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))
    for point in span
)

_KEPT: Final = frozenset("\n\t")


def visible(text: str) -> str:
    """Return `text` with every character that hides or moves written as its code point.

    A carriage return before a line feed is dropped; alone it would overwrite a line, so it shows.
    """
    text = text.replace("\r\n", "\n")
    return "".join(_shown(char) for char in text)


def one_line(text: str, limit: int = 200) -> str:
    """`visible`, on one line, cut to `limit` characters: for names, titles and messages."""
    flat = " ".join(visible(text).split())
    return flat if len(flat) <= limit else flat[: limit - 1] + "…"


def _shown(char: str) -> str:
    if char in _KEPT or (char.isascii() and char.isprintable()):
        return char
    if char in _BLANK or unicodedata.category(char) in _SHAPELESS:
        return f"‹U+{ord(char):04X}›"
    return char
