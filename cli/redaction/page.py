"""One text being read: its tokens, the gaps between them, its language and its habits of case."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from cli.redaction.features import has_case
from cli.redaction.lexicon import Word, word
from cli.redaction.tokens import Token, tokenize
from cli.redaction.untranslit import read_transliteration

SENTENCE_END: Final = re.compile(r"[.!?…\n]")
_UK_ONLY: Final = frozenset("іїєґ")
_RU_ONLY: Final = frozenset("ыэъё")


@dataclass(slots=True)
class Page:
    """A tokenised text with what all layers ask of it.

    cased:   capitals mean something here
    careful: sentences and names start with capitals throughout, as an editor or a clerk types;
             there a plain word in lower case is hardly ever a name
    features: those of the sequence models (sequence.page_features), once they are known
    """

    text: str
    tokens: list[Token]
    words: list[Word]
    cased: bool
    careful: bool
    language: str
    scripts: dict[str, int] = field(default_factory=dict)
    features: list[list[str]] | None = None

    def gap(self, position: int) -> str:
        """Give the characters before a token, back to the token before it."""
        if position == 0:
            return "\n"
        return self.text[self.tokens[position - 1].end : self.tokens[position].start]

    def plain(self, position: int) -> bool:
        """Say whether a word stands in lower case in a carefully typed text."""
        return self.careful and self.tokens[position].raw[:1].islower()

    def opens_sentence(self, position: int) -> bool:
        return position == 0 or bool(SENTENCE_END.search(self.gap(position)))

    def follows(self, position: int) -> bool:
        """Say whether a token follows the one before it with nothing but a space between."""
        return position > 0 and self.gap(position) in (" ", "  ", "\t", "\n", " \n", "-")


def language_of(tokens: list[Token]) -> str:
    """Name the language most of the words are in: letters that only one alphabet has decide."""
    cyrillic = [token.word for token in tokens if token.script == "c"]
    latin = sum(token.script == "l" for token in tokens)
    if latin > len(cyrillic):
        return "en"
    ukrainian = sum(any(char in _UK_ONLY for char in each) for each in cyrillic)
    russian = sum(any(char in _RU_ONLY for char in each) for each in cyrillic)
    return "uk" if ukrainian > russian else "ru"


_CAREFUL: Final = 0.9


def _typed_with_care(page: Page) -> bool:
    """Look whether sentences, and words that are nothing but given names, have their capitals."""
    if not page.cased:
        return False
    starts = names = kept_starts = kept_names = 0
    for position, token in enumerate(page.tokens):
        if token.script == "d":
            continue
        upper = token.raw[:1].isupper()
        if page.opens_sentence(position):
            starts += 1
            kept_starts += upper
        elif page.words[position].plain_given_name:
            names += 1
            kept_names += upper
    return starts >= _FEW and kept_starts >= _CAREFUL * starts and kept_names >= _CAREFUL * names


# Sentences from which the habit of capitals can be told.
_FEW: Final = 4


def read(text: str) -> Page:
    tokens = tokenize(text)
    read_transliteration(tokens)
    scripts = {"c": 0, "l": 0, "d": 0}
    for token in tokens:
        scripts[token.script] += 1
    page = Page(
        text,
        tokens,
        [word(token.word) for token in tokens],
        has_case(tokens),
        False,
        language_of(tokens),
        scripts,
    )
    page.careful = _typed_with_care(page)
    return page
