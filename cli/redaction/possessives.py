"""Possessive adjectives of given names: Сашин, Мишкиных, Сергієвого."""

from __future__ import annotations

import re
from typing import Final

from cli.redaction.paradigms import POSSESSIVE_ENDINGS
from cli.redaction.shortnames import short_name
from cli.redaction.wordforms import WordSort, order, parses

_POSSESSIVE: Final = re.compile(
    r"^(.{2,}?)(ин|їн|ін|ын|ов|ев|єв|їв|ів)("
    + "|".join(sorted(POSSESSIVE_ENDINGS["ru"] | POSSESSIVE_ENDINGS["uk"], key=len, reverse=True))
    + ")$"
)


def possessive_ending(word: str, language: str, sort: WordSort) -> str | None:
    """Give the ending of a possessive adjective made of a given name, or None if it is not one."""
    if sort != "given":
        return None
    match = _POSSESSIVE.match(word)
    tongue = order(language)[0]
    if not match or match.group(3) not in POSSESSIVE_ENDINGS[tongue]:
        return None
    stem, suffix = match.group(1), match.group(2)
    named = [p for p in parses(word, tongue) if p.known and p.sort == "given"]
    usual = [p for p in named if tongue == "uk" or _is_usual(p.lemma)]
    if any(p.slot[1] == "sing" for p in usual):
        return None  # Константин, Валентина; but Валин is Валя's
    bases = (
        (stem + "а", stem + "я")
        if suffix in ("ин", "їн", "ын", "ін")
        else ((stem, stem + "й", stem + "о", stem + "ь") if tongue == "uk" else ())
    )
    for base in bases:
        known = any(
            p.sort == "given" and p.known and p.slot == ("nomn", "sing")
            for p in parses(base, tongue)
        )
        short = short_name(base)
        if known or (short is not None and short.degree == 1):
            return match.group(3)
    return None


def _is_usual(name: str) -> bool:
    """Say whether a full name is one that people have, not one that only a dictionary knows."""
    known = short_name(name)
    return known is not None and name in known.names


def may_be_possessive(word: str, language: str) -> bool:
    """«Галині слова»: Галя's words, though Галина declines so too."""
    match = _POSSESSIVE.match(word)
    if not match or match.group(3) not in POSSESSIVE_ENDINGS[order(language)[0]]:
        return False
    bases = [match.group(1) + vowel for vowel in "ая"] if match.group(2) in ("ин", "їн") else []
    return any(short.degree == 1 for base in bases if (short := short_name(base)))


def base_of(word: str) -> str:
    """Give a name with the letters of the one that a possessive was made of, for its key."""
    match = _POSSESSIVE.match(word)
    return match.group(1) + "а" if match else word


def possessive_stem(word: str) -> str:
    """Give the name that a possessive adjective was made of, without its last letter."""
    match = _POSSESSIVE.match(word)
    return match.group(1) if match else ""
