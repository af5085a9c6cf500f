"""Renames the people of a Russian or Ukrainian account that is typed in Latin letters.

The account is read in Cyrillic beside the original, the names are declined there, and each new
name is spelled as the writer spells: `s Olegom` → `s Antonom`, `Julija` → `Galja`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from cli.redaction.draw import Drawer
from cli.redaction.euphony import preposition
from cli.redaction.model import Entity
from cli.redaction.morphology import LANGUAGES, Language, is_known
from cli.redaction.persona import Replaced, style
from cli.redaction.pseudonyms import Namer
from cli.redaction.romanise import romanise, spelling
from cli.redaction.tokens import tokenize
from cli.redaction.untranslit import cyrillic, read_transliteration

# Small words before a name that hang on its sound; as long in either script.
_SMALL: Final = {
    "ru": {"s": "с", "so": "со", "o": "о", "ob": "об", "k": "к", "ko": "ко", "v": "в", "vo": "во"},
    "uk": {"z": "з", "iz": "із", "zi": "зі", "u": "у", "v": "в"},
}
_LAST: Final = re.compile(r"(?<!\w)([A-Za-z]{1,2})(\s+)$")
_CYRILLIC: Final = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Reading:
    """A text typed in Latin letters, read in Cyrillic.

    text:     the reading
    language: "ru" or "uk", whichever knows more of its words
    words:    (start, end) of each word in the original, in order
    own:      (start, end) of the same words in the reading
    """

    text: str
    language: Language
    words: tuple[tuple[int, int], ...]
    own: tuple[tuple[int, int], ...]

    def moved(self, start: int, end: int) -> tuple[int, int]:
        """Give the place in the reading of original[start:end]; a word is taken whole."""
        first = bisect_right(self.words, (start, 1 << 60)) - 1
        last = bisect_left(self.words, (end, 0)) - 1
        if first < 0 or last < first:
            return start, start
        inside = start < self.words[first][1]
        left = self.own[first][0] if inside else self.own[first][1] + start - self.words[first][1]
        over = max(0, end - self.words[last][1])
        return left, self.own[last][1] + over


def read(text: str, people: Sequence[tuple[int, int]]) -> Reading | None:
    """Read a text in Cyrillic; None if it is not typed in Latin letters.

    people: (start, end) of the names, which are read even if they are English words (Marine)
    """
    tokens = tokenize(text)
    if 2 * sum(token.script == "l" for token in tokens) < len(tokens):
        return None
    read_transliteration(tokens)
    if not any(token.script == "c" and token.raw.isascii() for token in tokens):
        return None
    names = sorted(people)
    for token in tokens:
        index = bisect_right(names, (token.start, 1 << 60)) - 1
        if index >= 0 and token.start < names[index][1] and token.raw.isascii():
            token.word, token.script = cyrillic(token.raw.lower())[0], "c"
    changed = [token.script == "c" and token.raw.isascii() for token in tokens]
    pieces: list[str] = []
    own: list[tuple[int, int]] = []
    at = length = 0
    for token, differs in zip(tokens, changed, strict=True):
        word = token.raw
        if differs:
            word = style(token.raw, token.word)
            word = word.capitalize() if token.raw[:1].isupper() and not word.isupper() else word
        pieces += [text[at : token.start], word]
        start = length + token.start - at
        length = start + len(word)
        own.append((start, length))
        at = token.end
    pieces.append(text[at:])
    words = [token.word for token in tokens if token.script == "c"]
    known = {one: sum(is_known(word, one) for word in words) for one in LANGUAGES}
    language: Language = "uk" if known["uk"] > known["ru"] else "ru"
    places = tuple((token.start, token.end) for token in tokens)
    return Reading("".join(pieces), language, places, tuple(own))


class LatinNamer:
    """Gives each mention another name; the same interface as pseudonyms.Namer."""

    def __init__(
        self,
        text: str,
        reading: Reading,
        people: Sequence[Entity],
        drawer: Drawer,
        chosen: Mapping[str, str],
    ) -> None:
        self._reading = reading
        self._table = spelling(text, reading.language)
        self._people = {
            entity.id: replace(
                entity, mentions=tuple(reading.moved(*span) for span in entity.mentions)
            )
            for entity in people
        }
        own = list(self._people.values())
        self._inner = Namer(reading.text, reading.language, own, drawer, chosen)
        self._last = ""

    def lemma(self, entity: Entity) -> str:
        return self._spelled(self._inner.lemma(self._people[entity.id]))

    def replace(self, entity: Entity, start: int, end: int) -> Replaced:
        """Render one mention."""
        made = self._inner.replace(self._people[entity.id], *self._reading.moved(start, end))
        self._last = made.text
        return Replaced(self._spelled(made.text), made.reason)

    def fitted(self, before: str) -> tuple[str, int]:
        """Fit the preposition before the last mention, as `euphony.preposition` does."""
        language = self._reading.language
        found = _LAST.search(before)
        small = _SMALL[language].get(found.group(1).lower()) if found else None
        if found is None or small is None:
            return "", 0
        made, taken = preposition(small + found.group(2), self._last, language)
        back = {own: latin for latin, own in _SMALL[language].items()}
        latin = back.get(made.strip())
        if not taken or latin is None:
            return "", 0
        upper = found.group(1)[0].isupper()
        return (latin.capitalize() if upper else latin) + found.group(2), taken

    def _spelled(self, text: str) -> str:
        def one(found: re.Match[str]) -> str:
            word = found.group()
            return style(word, romanise(word, self._reading.language, self._table))

        return _CYRILLIC.sub(one, text)
