"""What a circumstance of somebody's life is about: family, health, a mark of the body, an award.

No grammar is needed to say so in brackets, and «[семья]» reads better than three times the same
«[подробность]». The lists are `data/topics.txt`.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

from cli.redaction.keys import fold
from cli.redaction.wordlists import read_data

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*")
_SHORTEST: Final = 2  # letters of the shortest beginning on a list


@cache
def _beginnings() -> tuple[tuple[str, ...], dict[str, int], dict[str, int]]:
    """Read the list: names of topics, beginnings and whole words with the first topic of each."""
    names: list[str] = []
    begins: dict[str, int] = {}
    whole: dict[str, int] = {}
    for line in read_data("topics.txt").splitlines():
        if line.startswith("["):
            names.append(line[1:-1])
        elif not line.startswith("#"):
            for each in line.split():
                word = fold(each)
                table, key = (begins, word[:-1]) if word.endswith("*") else (whole, word)
                table.setdefault(key, len(names) - 1)
    return tuple(names), begins, whole


@lru_cache(maxsize=20_000)
def _rank(word: str) -> int:
    """Give the place of a lower-case word's topic, that of none after all others."""
    names, begins, whole = _beginnings()
    found = [whole[word]] if word in whole else []
    for end in range(_SHORTEST, len(word) + 1):
        if word[:end] in begins:
            found.append(begins[word[:end]])
    return min(found, default=len(names))


def topic(text: str) -> str:
    """Say what a circumstance is about, "" if no list has a word of it."""
    names = _beginnings()[0]
    best = min((_rank(fold(raw)) for raw in _WORD.findall(text)), default=len(names))
    return names[best] if best < len(names) else ""
