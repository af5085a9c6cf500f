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
    "shcho": ("щё", "що"),
    "iyu": ("ию",),
    "iya": ("ия",),
    "iye": ("ие", "ье"),
    "eya": ("ея",),
    "aya": ("ая",),
    "oya": ("оя",),
    "uya": ("уя",),
    "eyu": ("ею",),
    "ayu": ("аю",),
    "oyu": ("ою",),
    "uyu": ("ую",),
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
# Ukrainian with -j- for й and no sign for ь (tilky, njoho, znaie): tried when the first fails.
_UKRAINIAN: Final[dict[str, tuple[str, ...]]] = {
    **_LETTERS,
    "ji": ("ї",),
    "yi": ("ий", "ї", "ый"),
    "tsk": ("цьк", "цк", "тск"),
    "sk": ("ськ", "ск"),
    "je": ("є", "е"),
    "ie": ("є", "іє", "ие"),
    "ii": ("ії", "ий"),
    "io": ("йо", "ьо", "іо"),
    "jo": ("йо", "ьо"),
    "ks": ("кс", "кс", "ксь"),
    "l": ("л", "ль"),
    "n": ("н", "нь"),
    "s": ("с", "сь"),
    "t": ("т", "ть"),
    "z": ("з", "зь"),
    "y": ("и", "й", "ий"),
    "h": ("г", "х"),
}
_MOST: Final = 48
_MOST_UKRAINIAN: Final = 192
# Share of Latin words that make a text one in transliteration.
_SHARE: Final = 0.35


@lru_cache(maxsize=20_000)
def cyrillic(word: str) -> tuple[str, bool]:
    """Give the likeliest Cyrillic spelling of a lower-case Latin word, and whether it is known."""
    return _spelled(word, _LETTERS, _MOST)


@lru_cache(maxsize=20_000)
def softer(word: str) -> tuple[str, bool]:
    """The same with the letters that Ukrainian typed in Latin leaves out."""
    return _spelled(word, _UKRAINIAN, _MOST_UKRAINIAN)


def _spelled(word: str, table: dict[str, tuple[str, ...]], most: int) -> tuple[str, bool]:
    choices: list[tuple[str, ...]] = []
    position = 0
    while position < len(word):
        for length in (5, 4, 3, 2, 1):
            letters = table.get(word[position : position + length])
            if letters:
                choices.append(letters)
                position += length
                break
        else:
            return word, False
    first = "".join(choice[0] for choice in choices)
    best, frequency = first, -1.0
    for count, letters in enumerate(product(*choices)):
        if count == most:
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
        if not known:
            other, known = softer(token.word)
            spelled = other if known else spelled
        english = zipf(token.word, False)
        if spelled != token.word and (known or english < 3) and zipf(spelled, True) + 1 > english:
            token.word, token.script = spelled, "c"
