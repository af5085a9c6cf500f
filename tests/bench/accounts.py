"""Invented accounts of a given length, as many as one likes, for measuring time and memory.

They are sewn together from sentences of tests/corpus (open and tuning) and from the templates that
the models are trained on, filled with other names each time: no two alike, in three languages,
about as many new words a page as in real accounts. Their figures on speed hold; what is found in
them says nothing.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from typing import Final, Literal

from cli.redaction.train.fill import testimonies
from tests.bench import sets

Language = Literal["ru", "uk", "en"]
LANGUAGES: Final[tuple[Language, ...]] = ("ru", "uk", "en")
_SENTENCE: Final = re.compile(r"(?<=[.!?…])\s+|\n+")
_FILLED: Final = 500  # filled texts a language, of six to twelve sentences
_OWN: Final = 0.5  # share of sentences taken from the corpus


def sentences(language: Language, seed: int) -> tuple[list[str], list[str]]:
    """Sentences of the corpus, and filled templates."""
    own = [
        sentence
        for each in sets.ours()
        if each.language == language
        for document in each.documents
        for sentence in _SENTENCE.split(document.text)
        if sentence.strip()
    ]
    filled = [
        sentence
        for example in testimonies(language, _FILLED, seed)
        for sentence in _SENTENCE.split(example.text)
        if sentence.strip()
    ]
    return own, filled


def accounts(count: int, words: int, seed: int = 1) -> Iterator[tuple[Language, str]]:
    """Give so many accounts of about so many words, the same for the same seed."""
    chance = random.Random(seed)
    material = {language: sentences(language, seed) for language in LANGUAGES}
    for number in range(count):
        language = LANGUAGES[number % len(LANGUAGES)]
        own, filled = material[language]
        taken: list[str] = []
        length = 0
        while length < words:
            taken.append(chance.choice(own if chance.random() < _OWN else filled))
            length += len(taken[-1].split())
        yield language, " ".join(taken)
