"""Makes the text of an export plain: no control signs, no invisible ones, one form of letters."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_KEPT: Final = "\n"


def visible(text: str) -> str:
    """Drop what a reader does not see and a terminal or browser might act on.

    returns: NFC text in which every character is a letter, mark, number, sign, space or line
             break; at most two marks follow a letter
    """
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    out: list[str] = []
    marks = 0
    for char in text:
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
