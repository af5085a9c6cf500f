"""Makes different spellings of one letter equal, one character to one character.

Every function here keeps the length of a text, so that an offset found in the folded text is an
offset in the original. What must vanish from a word (soft hyphens, stress marks, zero-width
signs) is taken out of the word a token carries, never out of the text.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

APOSTROPHES: Final = "’ʼ`´‘′＇ʹ＇"
SPACES: Final = "\u00a0\u2007\u202f\u2009\u200a\u3000"
DASHES: Final = "‐‑‒–"

# Signs that may stand inside a word without being seen: they hide it from a search.
INVISIBLE: Final = "\u00ad\u034f\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\ufeff"
COMBINING: Final = "\u0300-\u036f"

# Letters that look alike. Both ways, because a word goes to the script most of it is in.
_TO_LATIN: Final = dict(
    zip("аеорсухікмтвнАВЕКМНОРСТУХІіјѕЈЅ", "aeopcyxikmtbhABEKMHOPCTYXIijsJS", strict=True)
)
_TO_CYRILLIC: Final = {
    **dict(zip("aeopcyxikmtABEKMHOPCTYXI", "аеорсухікмтАВЕКМНОРСТУХІ", strict=True)),
    **dict(zip("bungr", "ьипдг", strict=True)),
}
# Digits typed for letters; only tried inside a word that has letters.
_DIGITS_CYRILLIC: Final = str.maketrans("0346", "озчб")
_DIGITS_LATIN: Final = (
    str.maketrans("01345", "oieas"),
    str.maketrans("01345", "oleas"),
)


def is_cyrillic(char: str) -> bool:
    return "\u0400" <= char <= "\u052f"


def is_latin(char: str) -> bool:
    return "a" <= char <= "z" or "A" <= char <= "Z" or "\u00c0" <= char <= "\u024f"


class _Folding(dict[int, str]):
    """What each character folds to, reckoned when it is first met (str.translate)."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold_char(chr(code))
        return folded


def _fold_char(char: str) -> str:
    if char < "\x80" and char != "`":
        return char
    if char in APOSTROPHES:
        return "'"
    if char in SPACES:
        return " "
    if char in DASHES:
        return "-"
    if char >= "\u2100" or "\u0370" <= char <= "\u03ff":
        # Full-width, mathematical and circled letters, where one character stands for one.
        plain = unicodedata.normalize("NFKC", char)
        return plain if len(plain) == 1 else char
    return char


_FOLDED: Final = _Folding()


def fold(text: str) -> str:
    """Give `text` with one kind of apostrophe, space and dash, and no styled letters.

    returns: a text of exactly the same length
    """
    if text.isascii():
        return text.replace("`", "'")
    return text.translate(_FOLDED)


def bare(raw: str) -> str:
    """Take the signs out of a word that nobody sees: stress marks, soft hyphens, joiners."""
    if raw.isascii():
        return raw
    composed = unicodedata.normalize("NFC", raw)
    return "".join(
        char for char in composed if char not in INVISIBLE and not unicodedata.combining(char)
    )


@lru_cache(maxsize=60_000)
def fold_word(word: str) -> str:
    """Bring a word of mixed script to the one script in which all its letters exist.

    A letter without a twin decides; if none has one, the majority does. A word of one script
    is given back unchanged.
    """
    cyrillic = sum(map(is_cyrillic, word))
    latin = sum(map(is_latin, word))
    if not (cyrillic and latin):
        return word
    only_latin = any(is_latin(char) and char not in _TO_CYRILLIC for char in word)
    only_cyrillic = any(is_cyrillic(char) and char not in _TO_LATIN for char in word)
    to_cyrillic = only_cyrillic if only_latin != only_cyrillic else cyrillic >= latin
    table = _TO_CYRILLIC if to_cyrillic else _TO_LATIN
    source = is_latin if to_cyrillic else is_cyrillic
    return "".join(table.get(char, char) if source(char) else char for char in word)


def as_cyrillic(word: str) -> str | None:
    """Read a wholly Latin word as Cyrillic look-alikes, or None if a letter has no twin."""
    if all(char in _TO_CYRILLIC and char not in "bungr" for char in word):
        return "".join(_TO_CYRILLIC[char] for char in word)
    return None


def digits_as_letters(word: str, cyrillic: bool) -> tuple[str, ...]:
    """Read digits in a word as the letters they are typed for: 0лег, 4ернов, 1van."""
    tables = (_DIGITS_CYRILLIC,) if cyrillic else _DIGITS_LATIN
    return tuple(word.translate(table) for table in tables)
