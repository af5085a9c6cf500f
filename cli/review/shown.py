"""A witness's text made safe for a screen that measures cells: every character, or its number.

As `cli.visible`, and two things more that a screen of fixed cells cannot bear: a tower of
combining marks is cut, and says how many it had; a tab is two spaces.
"""

from __future__ import annotations

import unicodedata
from typing import Final

from rich.cells import get_character_cell_size

from cli.visible import visible

_TOWER: Final = 3  # marks on one letter that any living script needs


def shown(text: str) -> list[str]:
    """Return what stands for each character of `text`; "" where another stands for it too."""
    cells: list[str] = []
    first, height = 0, 0  # of the tower of marks that goes on
    for place, char in enumerate(text):
        if char.isascii() and char.isprintable():
            cells.append(char)
            height = 0
            continue
        if not char.isascii() and unicodedata.category(char)[0] == "M":
            height += 1
            if height > _TOWER:
                first = place if height == _TOWER + 1 else first
                cells.append("")
                cells[first] = f"‹+{height - _TOWER} marks›"
                continue
        else:
            height = 0
        if char == "\t":
            cells.append("  ")
        elif char == "\r" and text[place + 1 : place + 2] == "\n":
            cells.append("")
        else:
            cells.append(visible(char))
    return cells


def flat(text: str, limit: int = 200) -> str:
    """Return a text on one line, cut to `limit` cells: for lists, sentences and messages."""
    found = " ".join("".join(shown(text)).split())
    return found if width(found) <= limit else f"{cut(found, max(0, limit - 1))}…"


def cut(text: str, limit: int) -> str:
    """Return as much of a shown text as fits into `limit` cells."""
    used = 0
    for place, char in enumerate(text):
        used += get_character_cell_size(char)
        if used > limit:
            return text[:place]
    return text


def width(text: str) -> int:
    """Return how many cells a shown text takes."""
    return sum(get_character_cell_size(char) for char in text)
