"""Which words of a text are marked by hand, word by word."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

_WORD: Final = re.compile(r"[^\W_]+(?:['’ʼ`-][^\W_]+)*")


@dataclass(slots=True)
class Marking:
    """The first and the last of the words that are marked. at: a character to begin at or after"""

    text: str
    at: int
    first: int = field(init=False, default=0)
    last: int = field(init=False, default=0)
    _words: list[tuple[int, int]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._words = [found.span() for found in _WORD.finditer(self.text)]
        self.near(self.at)

    def near(self, at: int) -> None:
        """Mark only the word at a character of the text, or the next one."""
        last = len(self._words) - 1
        self.first = self.last = next(
            (n for n, span in enumerate(self._words) if span[1] > at), last
        )

    def move(self, by: int) -> None:
        """Mark only another word."""
        self.last = max(0, min(len(self._words) - 1, self.last + by))
        self.first = self.last

    def grow(self, by: int) -> None:
        """Take words at the end in, or leave them out; one stays."""
        self.last = max(self.first, min(len(self._words) - 1, self.last + by))

    def span(self) -> tuple[int, int]:
        """Return the characters that are marked; none in a text without words."""
        if not self._words:
            return 0, 0
        return self._words[self.first][0], self._words[self.last][1]
