"""Tells a slip of the pen in a common word from a word that nobody knows."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from cli.redaction.lexicon import word, word_class
from cli.redaction.morphology import zipf

_CYRILLIC: Final = "абвгдеєжзиіїйклмнопрстуфхцчшщъыьэюя"
_LATIN: Final = "abcdefghijklmnopqrstuvwxyz"


@lru_cache(maxsize=20_000)
def misspelt(text: str) -> bool:
    """Say whether a word on no list is one slip away from a frequent word that names nobody."""
    known = word(text)
    if len(text) < 5 or known.script == "d" or known.zipf >= 3.3:
        return False
    if known.script == "c" and known.known:
        return False
    cyrillic = known.script == "c"
    letters = _CYRILLIC if cyrillic else _LATIN
    for cut in range(len(text) + 1):
        left, right = text[:cut], text[cut:]
        tries = [left + letter + right for letter in letters]
        if right:
            tries += [left + letter + right[1:] for letter in letters]
            tries.append(left + right[1:])
        if len(right) > 1:
            tries.append(left + right[1] + right[0] + right[2:])
        for spelled in tries:
            if spelled != text and zipf(spelled, cyrillic) >= 3.8 and word_class(spelled) > 0:
                return True
    return False
