"""Which parts of speech an English word can be: a noun, a verb, an adjective, an adverb."""

from __future__ import annotations

import gzip
from functools import cache
from importlib.resources import files
from typing import Final

_MARKS: Final = {"n": "NOUN", "v": "VERB", "j": "ADJ", "r": "ADVB", "f": "FUNC", "p": "PROPN"}


@cache
def _table() -> dict[str, tuple[str, str]]:
    packed = (files("cli.redaction") / "data" / "english.txt.gz").read_bytes()
    found: dict[str, tuple[str, str]] = {}
    for line in gzip.decompress(packed).decode().splitlines():
        word, sorts, usual = line.split(" ")
        found[word] = sorts.strip("-"), usual.strip("-")
    return found


def sorts(word: str) -> frozenset[str]:
    """Give all marks of a lower-case word: what it can be, and as "usually …" what it is most."""
    possible, usual = _table().get(word, ("", ""))
    marks = {_MARKS[letter] for letter in possible + usual}
    return frozenset(marks | ({"usually " + _MARKS[usual]} if usual else set()))
