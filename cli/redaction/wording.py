"""Helpers of every proposal: the preposition before a place, the case it asks for, an article."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cli.redaction.government import PREPOSITIONS
from cli.redaction.keys import fold
from cli.redaction.paradigms import Case
from cli.redaction.wordforms import order, parses


@dataclass(frozen=True, slots=True)
class Proposal:
    """A more general wording for one place.

    text:   the words
    taken:  how many characters before the original they replace too (a preposition)
    unsure: why an editor should look, or ""
    """

    text: str
    taken: int = 0
    unsure: str = ""


def preposition_before(before: str) -> str:
    found = re.search(r"([^\W\d_]+)\s+[«\"“]?$", before)
    return fold(found.group(1)) if found else ""


def governed(before: str, language: str) -> frozenset[Case] | None:
    """Give the cases after the preposition, as places and callings take them."""
    preposition = preposition_before(before)
    if language == "uk" and preposition in ("у", "в"):
        return frozenset({"loct", "accs"})
    return PREPOSITIONS[language].get(preposition)


def case_of(word: str, before: str, language: str) -> tuple[Case, bool]:
    """Find the case of a noun from its form and the preposition before it."""
    cases: set[Case] = set()
    for tongue in order(language):
        nouns = [p for p in parses(word, tongue) if p.pos == "NOUN"]
        found = [p for p in nouns if p.slot[1] == "sing"] or nouns  # «у Сумах» has no other
        cases = {p.slot[0] for p in found if p.sort is None}
        if cases:
            break
    asked = governed(before, language)
    if asked:
        cases = cases & asked or set(asked)
    elif len(cases) > 1:
        cases -= {"loct", "voct"}
    ranked: tuple[Case, ...] = ("loct", "gent", "nomn", "accs", "datv", "ablt")
    best: Case = next((case for case in ranked if case in cases), "nomn")
    return best, len(cases) == 1 or cases == {"nomn", "accs"}


def with_article(noun: str, before: str) -> str:
    """Put an article before a noun, unless the sentence has one."""
    if re.search(r"\b[A-Z]\w+\s+$", before) and not re.search(r"[.!?]\s+\w+\s+$", before):
        return noun  # «at Moscow Polytechnic»: the name before it stays
    if re.search(r"\b(?:the|a|an|my|our|his|her|their|that|this)\s+(?:\w+\s+)?$", before, re.I):
        return noun
    return f"{'an' if noun[0] in 'aeio' else 'a'} {noun}"
