"""Reads Russian or Ukrainian typed in Latin letters: `pishu s telefona` is пишу с телефона.

Only a text most of whose Latin words make no English and do make Russian or Ukrainian is read so.
Offsets stay: a token keeps its place and gets a Cyrillic word.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import product
from typing import Final

from cli.redaction.morphology import LANGUAGES, is_known, zipf
from cli.redaction.tokens import Token

# Longest first. Several readings where the systems, or two letters of ours, fall together.
_LETTERS: Final[dict[str, tuple[str, ...]]] = {
    "shch": ("щ",),
    "sch": ("щ", "сч"),
    "zh": ("ж",),
    "ch": ("ч",),
    "sh": ("ш",),
    "kh": ("х",),
    "ts": ("ц", "тс"),
    "ya": ("я",),
    "ja": ("я",),
    "ia": ("ия", "я"),
    "yu": ("ю",),
    "ju": ("ю",),
    "iu": ("ю", "иу"),
    "yo": ("ё", "йо"),
    "jo": ("ё",),
    "ye": ("е", "є"),
    "yi": ("ї", "ый"),
    "iy": ("ий",),
    "yy": ("ый", "ий"),
    "ey": ("ей",),
    "ay": ("ай",),
    "oy": ("ой",),
    "uy": ("уй",),
    "a": ("а",),
    "b": ("б",),
    "c": ("ц", "к"),
    "d": ("д",),
    "e": ("е", "э"),
    "f": ("ф",),
    "g": ("г",),
    "h": ("х", "г"),
    "i": ("и", "і"),
    "j": ("й", "ж"),
    "k": ("к",),
    "l": ("л",),
    "m": ("м",),
    "n": ("н",),
    "o": ("о",),
    "p": ("п",),
    "q": ("к",),
    "r": ("р",),
    "s": ("с",),
    "t": ("т",),
    "u": ("у",),
    "v": ("в",),
    "w": ("в", "ш"),
    "x": ("х", "кс"),
    "y": ("ы", "й", "и"),
    "z": ("з",),
    "'": ("ь", ""),
    "-": ("-",),
}
_MOST: Final = 48
# Share of Latin words that make a text one in transliteration.
_SHARE: Final = 0.35


@lru_cache(maxsize=20_000)
def cyrillic(word: str) -> tuple[str, bool]:
    """Give the likeliest Cyrillic spelling of a lower-case Latin word, and whether it is known."""
    choices: list[tuple[str, ...]] = []
    position = 0
    while position < len(word):
        for length in (4, 3, 2, 1):
            letters = _LETTERS.get(word[position : position + length])
            if letters:
                choices.append(letters)
                position += length
                break
        else:
            return word, False
    first = "".join(choice[0] for choice in choices)
    best, frequency = first, -1.0
    for count, letters in enumerate(product(*choices)):
        if count == _MOST:
            break
        spelled = "".join(letters)
        if any(is_known(spelled, language) for language in LANGUAGES):
            found = zipf(spelled, True)
            if found > frequency:
                best, frequency = spelled, found
    return best, frequency >= 0


def read_transliteration(tokens: Sequence[Token]) -> None:
    """Give Cyrillic words to the Latin tokens of a text that is written in transliteration."""
    latin = [token for token in tokens if token.script == "l" and token.word.isascii()]
    telling = [token for token in latin if len(token.word) > 2]
    if len(telling) < 5:
        return
    foreign = [
        token for token in telling if zipf(token.word, False) < 3.4 and cyrillic(token.word)[1]
    ]
    if len(foreign) < _SHARE * len(telling):
        return
    for token in latin:
        spelled, known = cyrillic(token.word)
        english = zipf(token.word, False)
        if spelled != token.word and (known or english < 3) and zipf(spelled, True) + 1 > english:
            token.word, token.script = spelled, "c"
