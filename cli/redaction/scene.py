"""A text with its mentions of people: the words around a place, within its sentence."""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass, field
from typing import Final

from cli.redaction.mentions import WORD, plain
from cli.redaction.paradigms import Case

_SEVERAL: Final = frozenset(
    """
    они их им ими сами самих хозяева хозяев соседи соседей вся все всех семья семьи дворе доме
    вони їх їм ними самі господарі сусіди вся всі всіх родина родини дворі хаті
    """.split()  # noqa: SIM905
)
_STOP: Final = re.compile(r"[.!?…;:\n]")


@dataclass(slots=True)
class Scene:
    """A text with its mentions of people, read from left to right.

    people: (start, end) of all mentions of people
    cases:  start of a mention → the cases it was found to stand in
    """

    text: str
    language: str
    people: tuple[tuple[int, int], ...]
    cases: dict[int, frozenset[Case]] = field(default_factory=dict)
    _words: list[tuple[int, int, str]] = field(default_factory=list)
    _starts: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._words = [
            (found.start(), found.end(), plain(found.group())) for found in WORD.finditer(self.text)
        ]
        self._starts = [start for start, _, _ in self._words]

    def before(self, at: int) -> tuple[int, int, str] | None:
        """Give the word that ends before `at` in the same sentence."""
        index = bisect.bisect_left(self._starts, at) - 1
        while index >= 0 and self._words[index][1] > at:
            index -= 1
        if index < 0 or _STOP.search(self.text[self._words[index][1] : at]):
            return None
        return self._words[index]

    def after(self, at: int) -> tuple[int, int, str] | None:
        """Give the word that starts at or after `at` in the same sentence."""
        index = bisect.bisect_left(self._starts, at)
        if index >= len(self._words) or _STOP.search(self.text[at : self._words[index][0]]):
            return None
        return self._words[index]

    def speaks_of_several(self, start: int, end: int) -> bool:
        """Say whether words for several people stand in the sentence of a mention."""
        last = _STOP.search(self.text, end)
        first = max((found.end() for found in _STOP.finditer(self.text, 0, start)), default=0)
        until = last.start() if last else len(self.text)
        return any(
            word in _SEVERAL for at, _, word in self._words if first <= at < until and at != start
        )

    def mention_ending_at(self, at: int) -> tuple[int, int] | None:
        return next((span for span in self.people if span[0] < at <= span[1]), None)

    def gap(self, left: int, right: int) -> str:
        return self.text[left:right]
