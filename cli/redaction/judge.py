"""Weighs what the model of marks says of a word against the whole account.

The model of marks sees a few words to either side. Gradient-boosted trees that stand on it
(stacking: Wolpert 1992) see what it says of the neighbours and of the same word elsewhere, how much
is told around it, and what the layers before it found, and say anew how likely each mark is. They
learnt from what models of marks said of texts that these had not seen (train/judge.py).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Final

import numpy as np

from cli.redaction import trees
from cli.redaction.evidence import Evidence
from cli.redaction.lexicon import Word, word, word_class
from cli.redaction.marks import Said, case_of, marks, rules_at, told_with
from cli.redaction.model import IDENTIFIER_KINDS, QUASI_KINDS, Finding
from cli.redaction.page import Page
from cli.redaction.trees import Floats

MODELS: Final = {"c": "cyrillic-judge.npz", "l": "latin-judge.npz"}
CLASSES: Final = ("O", "P", "D", "Q")
# A word of which the model of marks says less than this, all marks together, is not weighed.
FLOOR: Final = 0.002
_BESIDE: Final = (-2, -1, 1, 2)  # the neighbours whose marks are seen
_AROUND: Final = (8, 25)  # words to either side over which marks are averaged
_LEAST: Final = 1e-5
_NONE: Final = float(np.log(_LEAST))
_CASES: Final = ("NOCASE", "LOW", "LOWC", "CAP0", "CAP", "SHOUT")
_LANGUAGES: Final = ("ru", "uk", "en")
_CLASSES: Final = ("kin", "title", "preposition", "function", "naming", "speech", "capital")
_SHAPES: Final = ("NOUN", "ADJ", "VERB", "anim")
_TOLD: Final = ("NUM", "SGN", "SPL")
_SORTS: Final = (frozenset(IDENTIFIER_KINDS), frozenset(QUASI_KINDS), frozenset({"place", "org"}))
_SIGNS: Final = ("\n", ",", ".!?", "()[]", "№#+@/:-_*=")


@cache
def forest(name: str) -> trees.Trees:
    return trees.load(name)


@lru_cache(maxsize=4096)
def _gap(gap: str) -> int:
    """Give the sort of what stands between two tokens."""
    if gap in ("", " "):
        return len(gap)
    for sort, signs in enumerate(_SIGNS, 2):
        if any(sign in gap for sign in signs):
            return sort
    return 2 + len(_SIGNS)


@lru_cache(maxsize=60_000)
def _of_word(text: str) -> tuple[float, ...]:
    """Give what does not depend on where the word stands."""
    known, told = word(text), told_with(text)
    return (
        known.zipf,
        len(text),
        sum(map(str.isdigit, text)),
        word_class(text),
        len(known.name_kinds),
        known.short is not None,
        bool(known.places),
        bool(known.traits),
        len(known.shape),
        *(each in known.shape for each in _SHAPES),
        *(each in known.classes for each in _CLASSES),
        *(each in told for each in _TOLD),
    )


def _key(known: Word) -> str:
    return min(known.lemmas) if known.lemmas else known.text


_NO_RULE: Final = (False, 0, *(False for _ in _SORTS))


def _by_rules(start: int, told: Sequence[Finding]) -> tuple[float, ...]:
    """Say what rules found at a token: whether one begins, how many kinds, of which sorts."""
    if not told:
        return _NO_RULE
    kinds = {found.kind for found in told}
    begins = any(found.start >= start for found in told)
    return (begins, len(kinds), *(not kinds.isdisjoint(sort) for sort in _SORTS))


def _own(page: Page, evidence: Sequence[Evidence], findings: Sequence[Finding]) -> Floats:
    """Give what is known of each token by itself."""
    told = rules_at(page, findings)
    gaps = [_gap(page.gap(place)) for place in range(len(page.tokens))] + [2]
    rows = [
        (
            *_of_word(token.word),
            _CASES.index(case_of(page, place)),
            held.person,
            held.unknown,
            held.likely,
            held.steady,
            held.genre,
            len(held.why),
            gaps[place],
            gaps[place + 1],
            *_by_rules(token.start, told[place]),
        )
        for place, (token, held) in enumerate(zip(page.tokens, evidence, strict=True))
    ]
    return np.array(rows, dtype=np.float32)


def _elsewhere(page: Page, values: Floats, odds: Floats) -> Floats:
    """Give the most that is said of each word anywhere in the account, how often, and the mean."""
    places = defaultdict(list)
    for place, known in enumerate(page.words):
        places[_key(known)].append(place)
    rows = np.hstack([odds, np.ones((len(values), 1), dtype=np.float32), values[:, :3]])
    for found in places.values():
        if len(found) > 1:
            rows[found] = [
                *odds[found].max(axis=0),
                len(found),
                *values[found, :3].mean(axis=0),
            ]
    return rows


def _moved(odds: Floats, by: int) -> Floats:
    """Give what is said of the token some places on."""
    moved = np.full_like(odds, 2 * _NONE)
    if abs(by) < len(odds):
        if by < 0:
            moved[-by:] = odds[:by]
        else:
            moved[:-by] = odds[by:]
    return moved


def signs(
    page: Page, evidence: Sequence[Evidence], findings: Sequence[Finding], said: Sequence[Said]
) -> Floats:
    """Give what the trees read of each token: (tokens, columns) float32. No page is empty."""
    values = np.array(
        [(each.person, each.direct, each.trait, each.before, each.after) for each in said],
        dtype=np.float32,
    )
    held = np.clip(values, _LEAST, 1 - _LEAST)
    odds = np.log(held / (1 - held)).astype(np.float32)
    size = len(values)
    sums = np.vstack([np.zeros(3), np.cumsum(values[:, :3], axis=0, dtype=np.float64)])
    around = []
    for width in _AROUND:
        first = np.maximum(0, np.arange(size) - width)
        end = np.minimum(size, np.arange(size) + width + 1)
        around.append((sums[end] - sums[first]) / (end - first)[:, None])
    page_wide = (page.cased, page.careful, _LANGUAGES.index(page.language))
    return np.hstack(
        [
            odds,
            *(_moved(odds, by) for by in _BESIDE),
            _elsewhere(page, values, odds),
            _own(page, evidence, findings),
            *around,
            np.tile(np.array(page_wide, dtype=np.float32), (size, 1)),
        ]
    ).astype(np.float32)


def in_doubt(said: Sequence[Said]) -> list[int]:
    """Give the places of the words that are weighed."""
    return [place for place, each in enumerate(said) if each.any >= FLOOR]


def weighed(
    page: Page, evidence: Sequence[Evidence], findings: Sequence[Finding], said: Sequence[Said]
) -> list[Said]:
    """Say anew how likely each mark is, where it is in doubt."""
    doubt = in_doubt(said)
    if not doubt:
        return list(said)
    rows = signs(page, evidence, findings, said)[doubt]
    judged = list(said)
    found = forest(MODELS["l" if page.language == "en" else "c"]).probabilities(rows)
    for place, (_, person, direct, trait) in zip(doubt, found.tolist(), strict=True):
        judged[place] = Said(person, direct, trait)
    return judged


def heard(page: Page, evidence: Sequence[Evidence], findings: Sequence[Finding]) -> list[Said]:
    """Ask the model of marks of each token, and the trees of what it says."""
    return weighed(page, evidence, findings, marks(page, evidence, findings))
