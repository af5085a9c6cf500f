"""Runs the sequence models: for each token, how likely it is part of a person's name.

One set of models for Cyrillic, one for Latin. Two were trained on public corpora, template
testimonies and testimonies by many pens, with different seeds (the higher of both counts). A third
saw no public corpus: it knows the genre and is overconfident, so its voice is scaled down and can
only raise questions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from typing import Any, Final

from cli.redaction.features import sentence_features
from cli.redaction.page import Page
from cli.redaction.tokens import Token

MODELS: Final = {
    "c": (("cyrillic-1.crf", 1.0), ("cyrillic-2.crf", 1.0), ("cyrillic-genre.crf", 0.15)),
    "l": (("latin-1.crf", 1.0), ("latin-2.crf", 1.0), ("latin-genre.crf", 0.15)),
}
_STEADY: Final = 2
# Words read at once. Bounds memory on long texts; a block ends at a line or sentence end.
BLOCK: Final = 2000
_END = re.compile(r"[.!?…]\s|\n")


@cache
def tagger(name: str) -> Any:
    import pycrfsuite

    opened = pycrfsuite.Tagger()
    with as_file(files("cli.redaction") / "models" / name) as path:
        opened.open(str(path))
    return opened


def blocks(tokens: Sequence[Token], text: str) -> Iterator[tuple[int, int]]:
    """Cut a text into stretches of at most about BLOCK words, where a sentence ends if it can."""
    start = 0
    while start < len(tokens):
        end = min(len(tokens), start + BLOCK)
        if end < len(tokens):
            for cut in range(end, max(start + BLOCK // 2, end - 300), -1):
                if _END.search(text[tokens[cut - 1].end : tokens[cut].start]):
                    end = cut
                    break
        yield start, end
        start = end


@dataclass(slots=True)
class Heard:
    """What the models say of one token, as probabilities from 0 to 1.

    likely: part of a name: the highest of all voices, each by its scale
    steady: part of a name: the mean of those that were trained on public corpora too
    genre:  part of a name: what the one says that knows testimonies alone, unscaled
    """

    likely: float = 0.0
    steady: float = 0.0
    genre: float = 0.0


def page_features(page: Page, start: int, end: int) -> list[list[str]]:
    """Give the features of a block of tokens; those of a text of one block are kept."""
    if page.features is None or len(page.features) != end - start:
        found = sentence_features(page.tokens[start:end], page.text, page.cased)
        if end - start < len(page.tokens):
            return found
        page.features = found
    return page.features


def listen(page: Page) -> list[Heard]:
    """Ask the models of its script about each token."""
    import pycrfsuite

    found = [Heard() for _ in page.tokens]
    for start, end in blocks(page.tokens, page.text):
        part = page.tokens[start:end]
        items = pycrfsuite.ItemSequence(page_features(page, start, end))
        for script, models in MODELS.items():
            places = [place for place, token in enumerate(part) if token.script == script]
            if not places:
                continue
            for name, scale in models:
                model = tagger(name)
                model.set(items)
                for place in places:
                    probability = model.marginal("P", place)
                    heard = found[start + place]
                    if probability * scale > heard.likely:
                        heard.likely = probability * scale
                    if scale < 1:
                        heard.genre = probability
                    else:
                        heard.steady += probability / _STEADY
    return found
