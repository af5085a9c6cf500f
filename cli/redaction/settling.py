"""The last word on names: who only the model of marks heard, and which questions it settles.

A question about a word that no place of the text makes a name is not put. Its evidence is gone
then: it is no finding. What is settled and what it costs stands in docs/redaction.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from cli.redaction.evidence import Evidence
from cli.redaction.lexicon import Word, can_be_name
from cli.redaction.marks import MODEL, Said
from cli.redaction.misspelt import misspelt
from cli.redaction.page import Page
from cli.redaction.people import NO_NAME, SLIP, common
from cli.redaction.propagation import CALLED
from cli.redaction.wordlists import sections

# What the model of marks must say of a word for it to be taken for a name.
HEARD: Final = 0.01
# The same for a word that hardly ever belongs to a name: kin, title, preposition, figure.
SMALL: Final = 0.7
# A frequent plain word in a text without capitals is asked about, never removed unasked.
_FREQUENT: Final = 3.8
UNSURE: Final = 0.45
# The most it may say of every place where a word stands for a question about it to be settled.
CLEARED: Final = 0.03
# The same for one in lower case, in a text typed with care, that a model of names hears.
AGREED: Final = 0.03
# From here on a plain word that is asked about once is asked about wherever it stands: the same
# question. Not the commonest words.
CARRIED: Final = 0.04
_OFTEN: Final = 4.6
# A word of this evidence or more is never settled, nor one that another model doubts about by as
# much, nor one for which more is said than that a model or the rarity of the word suggests it.
WEAK: Final = 0.3
OTHERS: Final = 0.05
# Countries and capitals that are given names too, in the cases in which they are.
NAMES_TOO: Final = sections("sets.txt")["capital_names"]
_SUGGESTED: Final = frozenset(
    {"sequence model", "word on no list", "rare word for a being", "word of another script"}
)


def _plain(known: Word, held: Evidence) -> bool:
    """Say whether a word stands in a dictionary and on no list of names, and is weakly held."""
    weak = 0 < held.score < WEAK and not set(held.why) - _SUGGESTED
    heard = max(held.steady, held.genre) >= OTHERS
    return weak and not heard and common(known) and not can_be_name(known.text)


def _heard(known: Word, person: float) -> bool:
    """Say whether the model of marks says enough of a word for it to be taken for a name."""
    kept = known.places & {"country", "capital"} and known.text not in NAMES_TOO
    if known.classes & NO_NAME or known.script == "d" or kept:
        return person >= SMALL
    if person >= SLIP:
        return True
    return person >= HEARD and not ("capital" in known.classes or misspelt(known.text))


def _misheard(page: Page, position: int, held: Evidence) -> bool:
    """Say whether only a model of names takes a plain word in lower case for one."""
    known = page.words[position]
    plain = page.plain(position) and common(known) and not can_be_name(known.text)
    return plain and set(held.why) <= _SUGGESTED


def last_word(page: Page, evidence: Sequence[Evidence], said: Sequence[Said]) -> list[int]:
    """Let the model of marks name who was missed, and settle weak questions about nobody.

    returns: the positions of words that were doubted and are no longer
    """
    settled: list[int] = []
    highest: defaultdict[str, float] = defaultdict(float)
    for known, each in zip(page.words, said, strict=True):
        highest[known.text] = max(highest[known.text], each.any)
    for position, (held, each) in enumerate(zip(evidence, said, strict=True)):
        known = page.words[position]
        if _heard(known, each.person):
            often = common(known) and known.zipf >= _FREQUENT and not page.cased
            held.add(min(each.person, UNSURE) if often else each.person, MODEL)
        elif (highest[known.text] < CLEARED and _plain(known, held)) or (
            highest[known.text] < AGREED and _misheard(page, position, held)
        ):
            if held.score:
                settled.append(position)
            held.person = held.unknown = 0.0
    _carry(page, evidence)
    return [position for position in settled if not evidence[position].score]


def _carry(page: Page, evidence: Sequence[Evidence]) -> None:
    """Ask about every place of a word that is asked about in one: it is the same question."""
    asked: set[str] = set()
    called: set[str] = set()
    for known, held in zip(page.words, evidence, strict=True):
        if held.person >= CARRIED and known.zipf < _OFTEN:
            forms = known.lemmas or {known.text}
            asked |= forms
            if CALLED & set(held.why):
                called |= forms
    for position, (known, held) in enumerate(zip(page.words, evidence, strict=True)):
        if held.score or len(known.text) < 3 or known.zipf >= _OFTEN:
            continue
        names = called if page.plain(position) else asked
        if known.lemmas & names or known.text in names:
            held.add(0.1, "named elsewhere in the text")
