"""A text as all rules read it: what they have in common is made once, for every list of rules."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import cached_property, lru_cache
from typing import Final

from cli.redaction.identifiers.pattern import plain

# How far from a figure a match that holds it can reach, in characters.
_REACH: Final = 100
# The longest word that is not cut where a stretch begins or ends.
_LONGEST: Final = 60
_FIGURE: Final = re.compile(r"\d+")
_SPACE: Final = re.compile(r"[^\S ]")
# Where no letter stands before, and the other places that are no letter.
_EDGE: Final = re.compile(r"(?<!\w)(?=.)", re.DOTALL)
_SIGN: Final = re.compile(r"(?<=\w)[^\w\s]|(?<=\w)\d")


class Reading:
    """One text, and what is made of it when a rule asks for the first time."""

    def __init__(self, text: str) -> None:
        """Take a text folded by normalise.fold."""
        self.text = text
        self.whole = [(0, len(text))]
        self.lowered = text.lower()
        self._around: dict[tuple[str, ...], list[tuple[int, int]]] = {}
        self._starts: dict[str, list[int]] = {}
        self._found: dict[str, list[tuple[int, int]]] = {}

    @cached_property
    def plain(self) -> str | None:
        """The text as the shapes of patterns are written, or None if it has odd characters."""
        return plain(self.text)

    @cached_property
    def spaced(self) -> str:
        """The text with every white space a space."""
        return _SPACE.sub(" ", self.text)

    @cached_property
    def edges(self) -> list[int]:
        """Where a match can begin that must not begin within a word."""
        return [match.start() for match in _EDGE.finditer(self.text)]

    @cached_property
    def capitals(self) -> list[int]:
        """The edges of words at which a capital stands."""
        return [place for place in self.edges if self.text[place].isupper()]

    @cached_property
    def signs(self) -> list[int]:
        """The signs and figures right after a letter or figure."""
        return [match.start() for match in _SIGN.finditer(self.text)]

    @cached_property
    def near(self) -> list[tuple[int, int]]:
        """The stretches that lie near a figure."""
        return _around(self.spaced, [match.span() for match in _FIGURE.finditer(self.text)])

    def before_figures(self, most: int) -> list[int]:
        """Give the edges of words after which a figure comes within so many characters."""
        found: list[int] = []
        for match in _FIGURE.finditer(self.text):
            left = bisect_left(self.edges, match.start() - most)
            found += self.edges[left : bisect_left(self.edges, match.end())]
        return found

    def all_of(self, lead: str) -> list[int]:
        """Give where a piece of the plain text stands."""
        return [place for place, _ in occurrences(self.plain or "", lead)]

    def starts(self, stem: str) -> list[int]:
        """Give the edges in every run without a space that holds, or ends before, a stem."""
        found = self._starts.get(stem)
        if found is None:
            found = self._starts[stem] = []
            text = self.plain or ""
            for place, _ in occurrences(text, stem):
                left = bisect_left(self.edges, text.rfind(" ", 0, place) + 1)
                found += self.edges[left : bisect_right(self.edges, place)]
        return found

    def around(self, pieces: tuple[str, ...]) -> list[tuple[int, int]]:
        """Give the stretches near one of the pieces; the whole text if lowering moved it."""
        stretches = self._around.get(pieces)
        if stretches is None:
            stretches = self._around[pieces] = self._stretches(pieces)
        return stretches

    def _stretches(self, pieces: tuple[str, ...]) -> list[tuple[int, int]]:
        places: list[tuple[int, int]] = []
        for piece in pieces:
            places += self.places_of(piece)
        if places and len(self.lowered) != len(self.text):
            return [(0, len(self.text))]
        return _around(self.spaced, sorted(places))

    def places_of(self, piece: str) -> list[tuple[int, int]]:
        """Find a piece everywhere in the text in lower case."""
        found = self._found.get(piece)
        if found is None:
            found = self._found[piece] = occurrences(self.lowered, piece)
        return found


def occurrences(text: str, piece: str) -> list[tuple[int, int]]:
    """Give where a piece begins and ends, every time it stands in a text."""
    places = []
    place = text.find(piece)
    while place >= 0:
        places.append((place, place + len(piece)))
        place = text.find(piece, place + 1)
    return places


@lru_cache(maxsize=2)  # as folded, and with letters read as figures
def reading(text: str) -> Reading:
    """Give the reading of a text; the last ones are kept, for the next list of rules."""
    return Reading(text)


def around_figures(text: str) -> list[tuple[int, int]]:
    """Give the stretches of a text that lie near a figure; they begin and end at white space."""
    return _around(_SPACE.sub(" ", text), [match.span() for match in _FIGURE.finditer(text)])


def _around(text: str, places: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Give the stretches near some places; in `text` every white space is a space."""
    size = len(text)
    stretches: list[tuple[int, int]] = []
    settled = 0  # places that end before do not make the last stretch longer
    for begin, finish in places:
        if finish <= settled:
            continue
        start, end = max(0, begin - _REACH), min(size, finish + _REACH)
        before = text.rfind(" ", max(0, start - _LONGEST), start)
        start = before + 1 if before >= 0 else max(0, start - _LONGEST)
        last = min(size, end + _LONGEST)
        after = text.find(" ", end, last)
        end = after if after >= 0 else last
        if after >= 0:
            settled = end - _REACH
        if stretches and start <= stretches[-1][1]:
            first, reached = stretches.pop()
            start, end = first, max(end, reached)
        stretches.append((start, end))
    return stretches
