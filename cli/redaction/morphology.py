"""Dictionary readings and frequencies of words, the only module that loads the big tables.

pymorphy3 (OpenCorpora for Russian, VESUM-based for Ukrainian) gives readings; wordfreq gives
frequencies. Each table is loaded when the first word needs it: a text in one script pays for one.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any, Final, Literal, NamedTuple

from cli.redaction.collector import without_collector

Language = Literal["ru", "uk"]
LANGUAGES: Final[tuple[Language, ...]] = ("ru", "uk")
NAME_GRAMMEMES: Final = ("Name", "Surn", "Patr")


class Reading(NamedTuple):
    """One way to read a word.

    language:  "ru" or "uk"
    lemma:     dictionary form, lower case
    pos:       part of speech as the dictionary names it: "NOUN", "ADJF", "VERB"…
    grammemes: all marks, e.g. {"Name", "masc", "sing", "datv"}
    score:     share among the readings (Russian); 1.0 for each Ukrainian reading
    known:     False if guessed from the ending
    """

    language: Language
    lemma: str
    pos: str
    grammemes: frozenset[str]
    score: float
    known: bool

    @property
    def name_kind(self) -> str | None:
        for kind in NAME_GRAMMEMES:  # a loop: it is asked of every reading of every new word
            if kind in self.grammemes:
                return kind
        return None


@cache
def analyzer(language: Language) -> Any:
    import pymorphy3

    with without_collector():
        return pymorphy3.MorphAnalyzer(lang=language)


@lru_cache(maxsize=4096)
def _of_tag(tag: Any) -> tuple[str, frozenset[str]]:
    """Give the part of speech and the grammemes of a tag; a dictionary has a few thousand."""
    return str(tag.POS), tag.grammemes


@lru_cache(maxsize=8192)  # a word has ten; what the engine knows of it is kept by lexicon.word
def readings(word: str, language: Language) -> tuple[Reading, ...]:
    """Read a lower-case Cyrillic word, best reading first."""
    morph = analyzer(language)
    known = morph.word_is_known(word)
    return tuple(
        Reading(language, lemma, *_of_tag(tag), score, known)
        for _, tag, lemma, score, _ in morph.parse(word)
    )


def is_known(word: str, language: Language) -> bool:
    return bool(analyzer(language).word_is_known(word))


@cache
def _bands(language: str) -> dict[str, float]:
    """Give each word its Zipf frequency (log10 of occurrences in 10^9 words)."""
    from wordfreq import get_frequency_list

    table: dict[str, float] = {}
    with without_collector():
        for centibels, words in enumerate(get_frequency_list(language, "best")):
            if words:
                table.update(dict.fromkeys(words, round(9 - centibels / 100, 2)))
    return table


@lru_cache(maxsize=60_000)
def zipf(word: str, cyrillic: bool) -> float:
    """Give the Zipf frequency of a lower-case word: 0 unknown, 3 one in a million, 6 `I`, `is`."""
    if not cyrillic:
        return _bands("en").get(word, 0.0)
    found = max(_bands("ru").get(word, 0.0), _bands("uk").get(word, 0.0))
    if "ё" in word:
        found = max(found, _bands("ru").get(word.replace("ё", "е"), 0.0))
    return found


def zipf_in(word: str, language: Literal["ru", "uk", "en"]) -> float:
    return _bands(language).get(word, 0.0)
