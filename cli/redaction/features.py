"""Turns tokens into the features of the sequence models: lists, grammar, neighbours, case.

Features are strings. What depends on the word alone is cached by word; what is left for each
token is its neighbours, so that a warm engine reads several thousand words a second.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from cli.redaction.lexicon import Grammar, Word, word
from cli.redaction.tokens import Token

_STEPS: Final = (1.8, 2.6, 3.3, 4.0, 4.7, 5.5)
_STOP: Final = re.compile(r"[.!?\n…]")
_CLAUSE: Final = re.compile(r"[.!?,;\n]")
_MARKS: Final = {"kin": "KIN", "title": "TIT", "naming": "NV", "speech": "SP", "preposition": "PR"}


def _step(frequency: float) -> str:
    """Name the step of a Zipf frequency: z0 unknown … z7 the commonest words."""
    if not frequency:
        return "z0"
    return f"z{1 + sum(frequency >= limit for limit in _STEPS)}"


def _grammar(language: str, grammar: Grammar) -> list[str]:
    found = ["k=" + kind if grammar.known else "k=g" + kind[0] for kind in sorted(grammar.kinds)]
    if grammar.name_share:
        rest = grammar.common_share
        weight = (
            "hi"
            if grammar.name_share > rest
            else "eq"
            if grammar.name_share == rest
            else "mid"
            if grammar.name_share > 0.1
            else "lo"
        )
        found += [
            f"n{language}={weight}",
            f"amb:{grammar.common_pos}" if rest else "pure" + language,
        ]
    elif grammar.known:
        found.append(f"c{language}={grammar.common_pos}")
    if grammar.place:
        found.append("geo")
    if not grammar.known:
        found.append("unk" + language)
    return found


def _cyrillic(known: Word) -> list[str]:
    found: list[str] = []
    step = _step(known.zipf)
    for language, grammar in (("ru", known.ru), ("uk", known.uk)):
        if grammar:
            found += _grammar(language, grammar)
    unknown = not known.known
    if unknown:
        found += ["unk", "unk" + step]
    if known.short:
        short = f"dim{known.short.degree}"
        found += [short, short + ("unk" if unknown else "")]
    if known.surname_ending:
        found += ["sur", "sur=" + known.surname_ending] + (["surunk"] if unknown else [])
    if known.patronymic_ending:
        found += ["pat", "patunk" if unknown else "patknown"]
    if known.name_kinds:
        found.append("nm" + step)
    found += ["g=" + mark for mark in sorted(known.shape)]
    return found


def _share(prefix: str, share: float, frequency: float) -> str:
    return f"{prefix}{max(-3, min(4, round(share - 0.5 - max(frequency - 2.5, 0))))}"


def _latin(known: Word) -> list[str]:
    found: list[str] = []
    name, step = known.latin, _step(known.zipf)
    if name is None:
        return found
    if name.base != known.text:
        found.append("poss")
    if name.first is not None:
        found += ["ef", _share("ef", name.first, known.zipf), "ef" + step]
    if name.last is not None:
        found += ["es", _share("es", name.last, known.zipf)]
    if name.first is None and name.last is None:
        found.append("noen" + step)
    if name.slavic:
        found += [f"tr{name.slavic}", "tr" + step]
    if name.surname:
        found.append("trs")
    if name.patronymic:
        found.append("trp")
    if name.ending:
        found += ["surl", "surl" + step]
    if not known.zipf:
        found.append("unk")
    found += ["g=" + mark for mark in sorted(known.shape)]
    return found


@lru_cache(maxsize=60_000)
def own(text: str) -> tuple[str, ...]:
    """Give the features of a word that its neighbours do not change."""
    known = word(text)
    found = ["b", "sc=" + known.script, _step(known.zipf), f"len{min(len(text), 8)}"]
    if known.script == "c":
        found += _cyrillic(known)
    elif known.script == "l":
        found += _latin(known)
    else:
        found.append(f"dig{min(len(text), 6)}")
    if known.places:
        found += ["pl"] + ["pl=" + section for section in sorted(known.places)]
    found += ["t=" + section for section in sorted(known.traits)]
    found += ["p2=" + text[:2], "s2=" + text[-2:], "s3=" + text[-3:]]
    found += ["c0=" + mark for mark in marks(text)]
    if known.zipf >= 3.6:
        found.append("w=" + text)
    return tuple(found)


@lru_cache(maxsize=60_000)
def marks(text: str) -> tuple[str, ...]:
    classes = word(text).classes
    return tuple(mark for section, mark in _MARKS.items() if section in classes)


_CORE_FEATURES: Final = "k=Name k=Surn k=Patr pat sur unk dim1 ef es tr2 trs geo surl pl"
_CORE: Final = frozenset(_CORE_FEATURES.split())


@lru_cache(maxsize=60_000)
def core(text: str) -> tuple[str, ...]:
    """Give the few features that are crossed with the neighbours and with capitals."""
    return tuple(feature for feature in own(text) if feature in _CORE)


@lru_cache(maxsize=120_000)
def _neighbour(text: str, distance: int) -> tuple[str, ...]:
    known = word(text)
    found = [f"{distance}{mark}" for mark in marks(text)]
    if abs(distance) == 1:
        found += [f"{distance}{feature}" for feature in core(text)]
        found.append(f"{distance}w={text}" if known.zipf >= 4 else f"{distance}rare")
        if known.ru and known.uk:
            found.append(f"{distance}pos={known.ru.common_pos or known.uk.common_pos}")
        found += [f"{distance}g={mark}" for mark in sorted(known.shape)]
    elif abs(distance) == 2 and known.zipf >= 4.7:
        found.append(f"{distance}w={text}")
    return tuple(found)


@lru_cache(maxsize=120_000)
def _crossed(text: str, neighbour: str, distance: int) -> tuple[str, ...]:
    return tuple(
        f"{distance}{mark}&{feature}" for mark in marks(neighbour) for feature in core(text)
    )


def has_case(tokens: Sequence[Token]) -> bool:
    """Say whether capitals in this text mean anything: some, but neither none nor all."""
    letters = [token for token in tokens if token.raw[:1].isalpha()]
    if not letters:
        return False
    upper = sum(token.raw[:1].isupper() for token in letters) / len(letters)
    shouted = sum(token.raw.isupper() and len(token.raw) > 1 for token in letters) / len(letters)
    return 0.03 < upper < 0.5 and shouted < 0.3


def _syntax(token: Token, before: Word | None, after: Word | None, gap_after: str) -> list[str]:
    """A name often fills a place that its word could not: an adjective with no noun after it."""
    shape = word(token.word).shape
    next_shape = after.shape if after else frozenset()
    found: list[str] = []
    if "ADJ" in shape and "NOUN" not in shape:
        alone = not (next_shape & {"NOUN", "ADJ"} and not _CLAUSE.search(gap_after))
        found.append("adjalone" if alone else "adjn")
        if alone and not (before and "NOUN" in before.shape):
            found.append("adjalone2")
        if alone and "past" in next_shape:
            found.append("adjverb")
    if "nomn" in shape and "past" in next_shape:
        found.append("nomnverb" + ("A" if "anim" in shape else "I"))
    return found


def sentence_features(tokens: Sequence[Token], text: str, cased: bool) -> list[list[str]]:
    """Give the features of each token of a stretch of text, in order."""
    words = [token.word for token in tokens]
    count = len(words)
    found: list[list[str]] = []
    for position, token in enumerate(tokens):
        features = list(own(token.word))
        gap = text[tokens[position - 1].end : token.start] if position else "\n"
        first = position == 0 or bool(_STOP.search(gap))
        features.append("brk" if first else "nobrk")
        if "," in gap:
            features.append("comma")
        if "«" in gap or '"' in gap or "“" in gap or "„" in gap:
            features.append("q")
        if not cased:
            features.append("NOCASE")
        elif not token.raw[:1].isupper():
            features.append("LOW")
        elif first:
            features.append("CAPS0")
        else:
            features.append("CAP")
            features += ["CAP&" + feature for feature in core(token.word)]
        for distance in (-3, -2, -1, 1, 2):
            other = position + distance
            if 0 <= other < count:
                if distance != -3:
                    features += _neighbour(words[other], distance)
                if abs(distance) == 1:
                    features += _crossed(token.word, words[other], distance)
            else:
                features.append(f"{distance}X")
        if token.script == "c":
            before = word(words[position - 1]) if position else None
            after = word(words[position + 1]) if position + 1 < count else None
            gap_after = text[token.end : tokens[position + 1].start] if after else "\n"
            features += _syntax(token, before, after, gap_after)
        if position > 1 and word(words[position - 1]).classes & {"preposition", "function"}:
            features += ["-2v" + mark for mark in marks(words[position - 2])]
        found.append(features)
    return found
