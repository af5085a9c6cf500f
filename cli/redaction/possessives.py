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


# What a Ukrainian possessive adjective stands beside, by its ending: case, number or gender.
_BESIDE: Final = {
    "а": "nomn/femn",
    "е": "nomn/neut accs/neut",
    "і": "nomn/plur accs/plur",
    "у": "accs/femn",
    "ою": "ablt/femn",
    "ої": "gent/femn",
    "ій": "datv/femn loct/femn",
    "ого": "gent/masc gent/neut accs/masc",
    "ому": "datv/masc datv/neut loct/masc loct/neut",
    "ім": "loct/masc loct/neut",
    "им": "ablt/masc ablt/neut datv/plur",
    "их": "gent/plur accs/plur loct/plur",
    "ими": "ablt/plur",
}


def owners(word: str, owned: str) -> frozenset[str]:
    """Give the full names of whom «Романова дружина», «Тарасову довідку» may speak, in Ukrainian.

    Such a word is a surname too, so the word after it must be a noun in its case and number.

    word, owned: lower-case words that stand side by side
    """
    match = _POSSESSIVE.match(word)
    if not match or match.group(2) not in ("ов", "ев", "єв"):
        return frozenset()
    stem, _, ending = match.groups()
    beside = _BESIDE.get(ending, "").split()
    fits = any(
        p.known
        and p.sort is None
        and f"{p.slot[0]}/{'plur' if p.slot[1] == 'plur' else p.gender}" in beside
        for p in parses(owned, "uk")
        if p.pos == "NOUN"
    )
    found: set[str] = set()
    for base in (stem, stem + "й", stem + "о", stem + "ь") if fits else ():
        if short := short_name(base):
            found |= short.names
        found |= {
            p.lemma
            for p in parses(base, "uk")
            if p.sort == "given" and p.known and p.slot == ("nomn", "sing")
        }
    return frozenset(found)


def possessive_stem(word: str) -> str:
    """Give the name that a possessive adjective was made of, without its last letter."""
    match = _POSSESSIVE.match(word)
    return match.group(1) if match else ""
