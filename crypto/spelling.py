"""Reading typed codenames with forgiveness: letters, layouts, separators. Knows no secret.

What is forgiven: capitals, ё for е, ґ for г, apostrophes of any sort, spaces and hyphens and commas
between words, numbers in front of them, anything behind the first four letters, and a keyboard
left in another of the three layouts.

Source: docs/spec/codename.md, section 3.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

LANGUAGES = ("en", "ru", "uk")
WORDS = 8
PREFIX = 4  # letters that decide
LAST = 2048

# The letter keys of one keyboard in its three layouts, place by place.
LAYOUTS = {
    "en": "qwertyuiop[]asdfghjkl;'zxcvbnm,.`",
    "ru": "йцукенгшщзхъфывапролджэячсмитьбюё",
    "uk": "йцукенгшщзхїфівапролджєячсмитьбю'",
}
_UNSHIFT = str.maketrans('{}:"<>~', "[];',.`")
_ALIKE = str.maketrans("ёґ", "ег")
# White space and hyphens of any sort; what only one of the two programs takes for white space is
# written out.
_BETWEEN = re.compile(r"[\s\x00-\x20\x85\u200b\ufeff\u2010-\u2015-]+")
_ANYTHING = re.compile(r"[^\w'`\u2019\u02bc]+")  # for commas and the like
_ORDINAL = re.compile(r"[0-9]{1,2}[.):]?")  # of a copied list
_NUMBER = re.compile(r"[0-9]{4}")


@dataclass(frozen=True, slots=True)
class Typed:
    """What was understood in one language. numbers: from 0; None for a word not on its list"""

    numbers: tuple[int | None, ...]

    @property
    def unknown(self) -> tuple[int, ...]:
        """Places of the words that are not on the list, from 1."""
        return tuple(place for place, number in enumerate(self.numbers, 1) if number is None)

    @property
    def complete(self) -> bool:
        """Are there eight words, all on the list?"""
        return len(self.numbers) == WORDS and not self.unknown


def prefixes(words: Sequence[str]) -> dict[str, int]:
    """The number of each word by its first letters."""
    return {plain(word)[:PREFIX]: number for number, word in enumerate(words)}


def plain(word: str) -> str:
    """A word in small letters alone, ё written е and ґ written г."""
    small = unicodedata.normalize("NFC", word.lower()).translate(_ALIKE)
    return "".join(letter for letter in small if letter.isalpha() and letter != "\u02bc")


def parse(text: str, language: str, numbers: Mapping[str, int]) -> Typed:
    """Understand typed words in one language.

    numbers: from `prefixes`
    """
    text = unicodedata.normalize("NFKC", text)
    words = [word for word in _BETWEEN.split(text) if word]
    digits = "".join(words)
    if re.fullmatch(f"[0-9]{{{4 * WORDS}}}", digits):
        words = [digits[at : at + 4] for at in range(0, len(digits), 4)]
    elif len(words) != WORDS:
        words = [word for word in words if not _ORDINAL.fullmatch(word)]
        loose = [word for word in _ANYTHING.split(text) if word and not _ORDINAL.fullmatch(word)]
        if len(words) != WORDS and len(loose) == WORDS:
            words = loose
    return Typed(tuple(_number(word, language, numbers) for word in words))


def _number(word: str, language: str, numbers: Mapping[str, int]) -> int | None:
    if _NUMBER.fullmatch(word):
        return int(word) - 1 if 1 <= int(word) <= LAST else None
    for reading in (word, *_other_layouts(word, language)):
        number = numbers.get(plain(reading)[:PREFIX])
        if number is not None:
            return number
    return None


def _other_layouts(word: str, language: str) -> list[str]:
    """The word as its keys would read in the language's own layout."""
    keys = word.lower().translate(_UNSHIFT)
    others = (LAYOUTS[other] for other in LANGUAGES if other != language)
    return [keys.translate(str.maketrans(other, LAYOUTS[language])) for other in others]
