"""Carries a name found in one place of a text to every other place where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from cli.redaction import translit
from cli.redaction.evidence import Evidence
from cli.redaction.lexicon import Word, word, word_class
from cli.redaction.page import Page
from cli.redaction.people import CARRIED


@lru_cache(maxsize=60_000)
def keys(text: str) -> frozenset[str]:
    """Give the keys under which forms of one name meet.

    "=": a dictionary lemma, exact. "~": the stem by sound, across scripts. "+": the full given
    name a short form stands for, set by `given` below, is not among these.
    """
    known = word(text)
    found: set[str] = set()
    if known.script == "c":
        for grammar in (known.ru, known.uk):
            if grammar:
                found |= {"=" + lemma for lemma in grammar.name_lemmas or grammar.common_lemmas}
        if known.known or known.zipf < 4.5:
            found.add("~" + translit.stem_key(text))
    elif known.latin:
        base = known.latin.base
        found.add("=" + base)
        if base.endswith("s"):
            found.add("=" + base[:-1])
        if known.zipf < 3.5:
            found.add("~" + translit.stem_key(base))
    return frozenset(key for key in found if len(key) > 3)


# The account itself says that somebody is called so.
CALLED: Final = frozenset({"after a naming word", "title after a naming word"})


def _plain(known: Word) -> bool:
    """A word that nothing but the models takes for a name: too weak to be carried when unsure."""
    return known.known and word_class(known.text) > 1 and known.zipf >= 3


def _capital(page: Page, position: int) -> bool:
    return page.cased and page.tokens[position].raw[:1].isupper()


def _carry_capitals(page: Page, evidence: Sequence[Evidence]) -> None:
    """Flag a word that opens a sentence if it is written with a capital in the middle of one."""
    inside: dict[str, tuple[float, float]] = {}
    for position, known in enumerate(page.words):
        if _capital(page, position) and "capital" in evidence[position].why:
            person, unknown = inside.get(known.text, (0.0, 0.0))
            held = evidence[position]
            inside[known.text] = (max(person, held.person), max(unknown, held.unknown))
    for position, known in enumerate(page.words):
        if evidence[position].score or not _capital(page, position) or len(known.text) < 3:
            continue
        person, unknown = inside.get(known.text, (0.0, 0.0))
        if person >= CARRIED:
            evidence[position].add(min(0.3, person), "capital elsewhere in the text")
        elif unknown:
            evidence[position].add(unknown, "capital elsewhere in the text", "unknown")


def carry(page: Page, evidence: Sequence[Evidence]) -> None:
    """Flag every unflagged word that shares a key with a flagged one, whatever its case."""
    _carry_capitals(page, evidence)
    best: dict[str, tuple[float, float]] = {}
    for position, known in enumerate(page.words):
        found = evidence[position]
        if found.score >= CARRIED and word_class(known.text) < 4:
            if _plain(known) and found.person < 0.5 and not CALLED & set(found.why):
                continue
            for key in keys(known.text):
                person, unknown = best.get(key, (0.0, 0.0))
                best[key] = (max(person, found.person), max(unknown, found.unknown))
    if not best:
        return
    for position, known in enumerate(page.words):
        if len(known.text) < 3 or evidence[position].person >= CARRIED:
            continue
        if word_class(known.text) == 4 or (page.plain(position) and known.known):
            continue
        for key in keys(known.text):
            if key not in best or (key[0] == "~" and known.zipf >= 4.2):
                continue
            person, unknown = best[key]
            if person >= CARRIED:
                evidence[position].add(min(0.3, person), "named elsewhere in the text")
            elif not evidence[position].score and not (known.known and known.zipf >= 3):
                evidence[position].add(min(0.2, unknown), "named elsewhere in the text", "unknown")
