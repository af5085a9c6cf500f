"""Makes the text of an export plain: no control signs, no invisible ones, one form of letters."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_KEPT: Final = "\n"
# Letters, marks and signs that are drawn as nothing, though their category says otherwise.
_BLANK: Final = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0") | frozenset(
    chr(point)
    for span in (range(0x180B, 0x1810), range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))
    for point in span
)


def visible(text: str) -> str:
    """Drop what a reader does not see and a terminal or browser might act on.

    returns: text, composed, in which every character is a letter, mark, number, sign, space or line
             break; at most two marks follow a letter
    """
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    out: list[str] = []
    marks = 0
    for char in text:
        if char in _BLANK:
            continue
        category = unicodedata.category(char)
        if category in ("Mn", "Me"):
            marks += 1
            if marks > 2:
                continue
        else:
            marks = 0
        if category[0] == "C" and char not in _KEPT:
            if char == "\t":
                out.append(" ")
            continue
        if category in ("Zl", "Zp"):
            out.append("\n")
        elif category == "Zs":
            out.append(" ")
        else:
            out.append(char)
    return "".join(out)


def paragraphs(text: str) -> list[list[str]]:
    """Split visible text at blank lines into paragraphs, each a list of its lines."""
    found = [
        [line.strip() for line in part.split("\n") if line.strip()]
        for part in re.split(r"\n[ \t]*\n", text)
    ]
    return [lines for lines in found if lines]
