"""The colours of the review, and what stands beside them where there are none.

A kind has a colour. What waits is reversed and in brackets with a question mark, what is to be
looked at in brackets with a wave, what lies in front between pointers: all of that is seen on a
terminal without colours too.
"""

from __future__ import annotations

from typing import Final

from rich.style import Style

from cli.redaction.model import IDENTIFIER_KINDS
from cli.review.page import Tag

SIGNS: Final = {"open": "?", "look": "~", "hidden": "-", "kept": "="}

_COLOURS: Final = {
    "person": "#ff9d9d",
    "unknown": "#ffc66d",
    "place": "#98dca0",
    "org": "#7fd8d4",
    "unit": "#e3a6ff",
    **dict.fromkeys(IDENTIFIER_KINDS, "#e3a6ff"),
}
_TRAIT: Final = "#9cc2ff"
GROUND: Final = "#10191a"
INK: Final = "#dfe8e2"
PLAIN: Final = Style(color=INK, bgcolor=GROUND)
DIM: Final = Style(color="#93a39c", bgcolor=GROUND)
STRONG: Final = Style(color="#ffffff", bgcolor=GROUND, bold=True)
BAR: Final = Style(color="#ffffff", bgcolor="#24443b", bold=True)
KEY: Final = Style(color="#ffd479", bgcolor=GROUND, bold=True)


def colour(kind: str) -> str:
    """Return the colour of a kind."""
    return _COLOURS.get(kind, _TRAIT)


def style(tag: Tag | None) -> Style:
    """Return how a stretch of text is drawn."""
    if tag is None:
        return PLAIN
    if tag.state == "marking":
        return Style(color="#000000", bgcolor="#ffffff", bold=True)
    if tag.state == "hit":
        return Style(color="#000000", bgcolor="#ffd479", bold=True)
    if tag.state == "aside":
        return DIM
    ink = colour(tag.kind)
    if tag.state == "open":
        return Style(color=ink, bgcolor="#000000", bold=True, reverse=True)
    return Style(
        color=ink,
        bgcolor="#3a4a46" if tag.current else GROUND,
        bold=tag.current or tag.state == "look",
        underline=tag.state != "kept",
        italic=tag.state == "kept",
    )


def of_kind(kind: str, *, bold: bool = False, reverse: bool = False) -> Style:
    """Return how a name of this kind is written in a list."""
    if reverse:
        return Style(color=colour(kind), bgcolor="#000000", bold=True, reverse=True)
    return Style(color=colour(kind), bgcolor=GROUND, bold=bold)
