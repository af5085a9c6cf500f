"""The model that reads last: what each word is, given all that rules, lists and models said.

A conditional random field over the four marks of our corpus: P (a name of a person), D (a direct
identifier), Q (a trait), O (nothing). Its features are those of the sequence models, what the
layers before it found, figures and signs. It was trained on testimonies that no layer before it
was tuned on, so it learns how far to trust each (docs/model-card.md).
"""

from __future__ import annotations

import re
from bisect import bisect
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from cli.redaction.evidence import Evidence
from cli.redaction.identifiers.said import CARDINAL, LAST_ORDINAL
from cli.redaction.lexicon import word, word_class
from cli.redaction.model import Finding
from cli.redaction.page import Page
from cli.redaction.sequence import blocks, page_features, tagger

MODELS: Final = {"c": "cyrillic-marks.crf", "l": "latin-marks.crf"}
MODEL: Final = "model of marks"  # why something was found, where this model found it
LABELS: Final = ("P", "D", "Q", "before", "after")  # in the order of the fields of Said
_LIKELY: Final = (0.0005, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 0.9)
_SCORE: Final = (0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.7, 0.8)
_DIGIT: Final = re.compile(r"\d")
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_TELLING: Final = "№#+@/(:-_*=\\|"


# What numbers and addresses are told with: figures in words, signs in words, names of letters.
_TOLD: Final = {
    "NUM": re.compile(rf"(?:{CARDINAL}|{LAST_ORDINAL}|ноль|нуль|ноля|zero|oh|\\d[\\w-]*)\\Z"),
    "SGN": re.compile(
        r"(?:собак|собачк|улитк|равлик|песик|нижн|подч[её]рк|підкресл|точк|крапк|слеш|слэш|дроб|дріб|"
        r"тире|риск|черт|дефис|дефіс|snail|underscore|dot|dash|slash|stroke|hyphen|at)\w{0,4}\Z"
    ),
    "SPL": re.compile(
        r"(?:[^\W\d_]|[бвгджзпцтк][эе]|ре|ле|ше|[эе][лмнрсф]ь?|[кхшщ]а|йот|зет|be|ce|dee|gee|"
        r"e[flmnrs]|ar|tee|vee|zed|double|sign|[cdgkptvz]e|zhe|tse|che|k?ha|sha|yu)\Z"
    ),
}
_AROUND: Final = 4  # words to either side in which they are counted


@dataclass(slots=True)
class Said:
    """The probability, 0 to 1, that a token bears each mark; the rest is none.

    before, after: that it is a plain word right before or right after an identifier or a trait
    """

    person: float = 0.0
    direct: float = 0.0
    trait: float = 0.0
    before: float = 0.0
    after: float = 0.0

    @property
    def any(self) -> float:
        return self.person + self.direct + self.trait


@lru_cache(maxsize=60_000)
def _shape(text: str) -> tuple[str, ...]:
    """Give the signs of a word that names have no use for: figures, the lemma of a rare word."""
    known = word(text)
    if _DIGIT.search(text):
        return ("sh=" + _LETTERS.sub("x", _DIGIT.sub("9", text))[:8],)
    if known.lemmas and 2.5 <= known.zipf < 3.6 and not known.name_kinds:
        return ("m=" + min(known.lemmas),)
    return ()


@lru_cache(maxsize=60_000)
def _lemma(text: str, distance: int) -> tuple[str, ...]:
    known = word(text)
    if known.lemmas and 2.5 <= known.zipf < 5:
        return (f"{distance}m={min(known.lemmas)}",)
    if _DIGIT.search(text):
        return (f"{distance}sh={_shape(text)[0]}",)
    return ()


@lru_cache(maxsize=60_000)
def told_with(text: str) -> tuple[str, ...]:
    """Say what of `_TOLD` a word is."""
    return tuple(name for name, pattern in _TOLD.items() if pattern.match(text))


def _near(kinds: Sequence[tuple[str, ...]], position: int) -> tuple[str, ...]:
    """Count, around one token, what numbers and addresses are told with."""
    left = max(0, position - _AROUND)
    return _counted(tuple(kinds[left : position + _AROUND + 1]), position - left)


@lru_cache(maxsize=60_000)
def _counted(around: tuple[tuple[str, ...], ...], place: int) -> tuple[str, ...]:
    near = Counter(kind for each in around for kind in each)
    near.subtract(around[place])
    many = (f"{kind}{min(3, count)}" for kind, count in near.items() if count > 0)
    return (*around[place], *many)


@lru_cache(maxsize=4096)
def _gap(gap: str, side: str) -> tuple[str, ...]:
    if not gap:
        return (side + "glued",)
    return tuple(side + sign for sign in _TELLING if sign in gap)


def case_of(page: Page, position: int) -> str:
    raw = page.tokens[position].raw
    if not page.cased:
        return "NOCASE"
    if not raw[:1].isupper():
        return "LOWC" if page.careful else "LOW"
    if len(raw) > 1 and raw.isupper():
        return "SHOUT"
    return "CAP0" if page.opens_sentence(position) else "CAP"


def _up_to(name: str, steps: Sequence[float]) -> tuple[tuple[str, ...], ...]:
    """Give the signs of a number by how many steps it passed."""
    signs = tuple(f"{name}>{number}" for number in range(len(steps)))
    return tuple(signs[:passed] for passed in range(len(steps) + 1))


_HEARD: Final = _up_to("L", _LIKELY)
_STEADY: Final = _up_to("S", _LIKELY)
_GENRE: Final = _up_to("G", _LIKELY)
_PERSON: Final = _up_to("P", _SCORE)
_UNKNOWN: Final = _up_to("U", _SCORE)


@lru_cache(maxsize=4096)
def _looks(case: str, sort: int, likely: int) -> tuple[str, ...]:
    """Give the signs of how a word is written, of its class, and of both with what was heard."""
    heard = likely // 2
    return (case, f"{case}&L{heard}", f"c{sort}&L{heard}", f"{case}&c{sort}")


def _own(page: Page, position: int, held: Evidence) -> list[str]:
    """Give the signs of what was held against one word as a name."""
    likely = bisect(_LIKELY, held.likely)
    return [
        f"L{likely}",
        *_HEARD[likely],
        *_STEADY[bisect(_LIKELY, held.steady)],
        *_GENRE[bisect(_LIKELY, held.genre)],
        *_PERSON[bisect(_SCORE, held.person)],
        *_UNKNOWN[bisect(_SCORE, held.unknown)],
        *["y=" + why for why in held.why],
        *_looks(case_of(page, position), word_class(page.words[position].text), likely),
    ]


def rules_at(page: Page, findings: Iterable[Finding]) -> list[list[Finding]]:
    """Give, token by token, what rules found there."""
    told: list[list[Finding]] = [[] for _ in page.tokens]
    starts = [token.start for token in page.tokens]
    for finding in findings:
        place = max(0, bisect(starts, finding.start) - 1)
        while place < len(page.tokens) and page.tokens[place].start < finding.end:
            if page.tokens[place].end > finding.start:
                told[place].append(finding)
            place += 1
    return told


def _by_rules(page: Page, findings: Iterable[Finding]) -> list[list[str]]:
    """Give the signs of what rules found, token by token."""
    told: list[list[str]] = []
    for token, found in zip(page.tokens, rules_at(page, findings), strict=True):
        told.append([])
        for each in found:
            inside = "b" if token.start <= each.start else "i"
            told[-1] += ["R=" + each.kind, f"R={each.kind}-{inside}", "R:" + each.why]
    return told


class Signs:
    """The signs of each token that stand beside the features of the sequence models."""

    def __init__(
        self, page: Page, evidence: Sequence[Evidence], findings: Iterable[Finding]
    ) -> None:
        self._page, self._evidence = page, evidence
        self._told = _by_rules(page, findings)
        self._kinds = [told_with(token.word) for token in page.tokens]
        self._count = Counter(token.word for token in page.tokens)
        small = (token.word for token in page.tokens if page.cased and token.raw.islower())
        self._lower = frozenset(small)
        self._scores = [bisect(_SCORE, held.score) // 2 for held in evidence]

    def of(self, position: int) -> list[str]:
        page, word_here = self._page, self._page.tokens[position].word
        found = [*_near(self._kinds, position)]
        found += _own(page, position, self._evidence[position])
        found += self._told[position]
        found += _shape(word_here)
        found += _gap(page.gap(position), "<")
        for distance in (-3, -2, -1, 1, 2):
            other = position + distance
            if 0 <= other < len(page.tokens):
                found += _lemma(page.tokens[other].word, distance)
                if abs(distance) == 1:
                    found.append(f"{distance}S{self._scores[other]}")
                    found += [f"{distance}{sign}" for sign in self._told[other] if "-" not in sign]
        if position + 1 < len(page.tokens):
            found += _gap(page.gap(position + 1), ">")
        if word_here in self._lower:
            found.append("lower elsewhere")
        found.append(f"n{min(self._count[word_here], 4)}")
        return found


def features(
    page: Page, evidence: Sequence[Evidence], findings: Iterable[Finding]
) -> Iterator[list[list[str]]]:
    """Yield, block by block, everything the model reads of each token."""
    signs = Signs(page, evidence, findings)
    for start, end in blocks(page.tokens, page.text):
        plain = page_features(page, start, end)
        yield [[*one, *signs.of(start + place)] for place, one in enumerate(plain)]


def marks(
    page: Page, evidence: Sequence[Evidence], findings: Iterable[Finding], model: Any = None
) -> list[Said]:
    """Ask a model of all marks; as a rule that of the script most words of the text are in."""
    import pycrfsuite

    model = model or tagger(MODELS["l" if page.language == "en" else "c"])
    found: list[Said] = []
    for block in features(page, evidence, findings):
        model.set(pycrfsuite.ItemSequence(block))
        for place in range(len(block)):
            found.append(Said(*[model.marginal(label, place) for label in LABELS]))
    return found
