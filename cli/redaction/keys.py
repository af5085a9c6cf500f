"""Forms under which two spellings of one word are equal: folded, skeleton, transliterated, stem.

Used to keep a pseudonym away from the real names, and by the export gate to find what was
removed however it is written.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

from cli.redaction.translit import key

_WORD: Final = 64  # characters of the longest text whose folding is remembered
APOSTROPHES: Final = frozenset("'’‘ʼ`´′ˈ")

# Letters of other scripts that look like a Latin one. Both sides of a comparison are mapped, so
# it does not matter which letter stands for the pair.
_TWINS: Final = str.maketrans(
    {
        **dict(zip("авекмнорстухіјѕһԁԛԝѵьѡ", "abekmhopctyxijshdqwvbw", strict=True)),
        **dict(zip("αβεηικμνορτυχγ", "abehikmvoptyxy", strict=True)),
        "ё": "e",
        "ӏ": "l",
        "ı": "i",
        "ɡ": "g",
        "ʟ": "l",
    }
)

# Case endings of Russian and Ukrainian nouns and adjectives, longest first.
_ENDINGS: Final = sorted(
    """
    ами ями ого его ому ему ыми ими ові еві єві ою ею єю ой ей ій ам ям ах ях ов ев ів їв ёв ом
    ем єм ём ым им ий ый ую юю ая яя ої их ых ии ию ия ії ію ія а я у ю ы и і ї о е є ь й э
    """.split(),  # noqa: SIM905
    key=len,
    reverse=True,
)


def fold(text: str) -> str:
    """Fold everything that can differ without the eye noticing: NFKC, case, marks, apostrophes.

    returns: text of another length; use `fold_with_places` where the place matters
    """
    return _fold_word(text) if len(text) <= _WORD else fold_with_places(text)[0]


@lru_cache(1 << 14)
def _fold_word(text: str) -> str:
    """Fold what is no longer than a word or a name: each decision of an editor asks for all."""
    return fold_with_places(text)[0]


def fold_with_places(text: str) -> tuple[str, list[int]]:
    """Fold `text` and say from which character of it each folded one came.

    Dropped: format characters (zero-width signs, soft hyphens, bidi and tag characters) and
    combining marks that do not belong to a letter.
    """
    out: list[str] = []
    places: list[int] = []
    for place, group in _composed(text):
        for letter in group.casefold():
            category = unicodedata.category(letter)
            if category in ("Cf", "Mn", "Me"):
                continue
            if letter in APOSTROPHES:
                letter = "'"
            elif category == "Pd":
                letter = "-"
            elif letter == "ё":
                letter = "е"
            out.append(letter)
            places.append(place)
    return "".join(out), places


def _composed(text: str) -> list[tuple[int, str]]:
    """Split into base characters with their marks, each composed; with the place of the base."""
    groups: list[tuple[int, str]] = []
    for place, letter in enumerate(text):
        if groups and unicodedata.category(letter) in ("Mn", "Me"):
            start, before = groups[-1]
            if len(before) < 8:  # ten thousand marks on one letter are not worth composing
                groups[-1] = (start, before + letter)
            continue
        groups.append((place, letter))
    return [(place, unicodedata.normalize("NFKC", group)) for place, group in groups]


def skeleton(folded: str) -> str:
    """Map letters that look alike in Cyrillic, Greek and Latin to one of them, same length.

    A letter that was composed with its marks («ќ» of «к» and a stress) becomes the bare one.
    """
    if not folded.isascii():
        folded = "".join(map(_bare, folded))
    return folded.translate(_TWINS)


@lru_cache(10_000)
def _bare(letter: str) -> str:
    return unicodedata.normalize("NFD", letter)[0]


@lru_cache(100_000)
def translit_key(word: str) -> str:
    """Return the key that one name has in Russian, Ukrainian and any usual Latin spelling."""
    return key("".join(letter for letter in fold(word) if letter.isalpha()))


@lru_cache(100_000)
def stem(word: str) -> str:
    """Cut a case ending from a Russian or Ukrainian word, leaving at least three letters."""
    text = fold(word)
    for ending in _ENDINGS:
        if text.endswith(ending) and len(text) - len(ending) >= 3:
            return text[: -len(ending)]
    return text


def distance(one: str, other: str) -> int:
    """Count the letters to add, drop or change between two words (Levenshtein)."""
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        diagonal, row[0] = row[0], i
        for j, b in enumerate(other, 1):
            diagonal, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, diagonal + (a != b))
    return row[-1]


@lru_cache(200_000)
def resembles(one: str, other: str) -> bool:
    """Say whether a reader could take one name for the other, in any script or form.

    True for equal keys, for a shared beginning of four letters, for one inside the other, and for
    a distance of two in words of five letters or more (one in shorter words).
    """
    a, b = translit_key(stem(one)), translit_key(stem(other))
    if not a or not b:
        return False
    if a == b or (len(a) >= 3 and len(b) >= 3 and (a in b or b in a)):
        return True
    if len(a) >= 4 and len(b) >= 4 and a[:4] == b[:4]:
        return True
    return distance(a, b) <= (2 if min(len(a), len(b)) >= 5 else 1)
