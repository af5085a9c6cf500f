"""The paranoid layer: what nothing explains is a question to the editor.

In text with capitals, every capitalised word that no list of common words explains. In text
without, every word on no list, of another script, rare for a living being, or that acts like one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from cli.redaction.evidence import Evidence
from cli.redaction.lexicon import can_be_name
from cli.redaction.misspelt import misspelt
from cli.redaction.page import Page
from cli.redaction.people import NO_NAME, SLIP, common, verb_only
from cli.redaction.wordlists import sections

_DEVICES: Final = (
    "viber whatsapp telegram instagram facebook gps sms usb the and ok fpv tiktok youtube "
    "signal pdf sim wifi wi-fi id google"
)
_APPLIANCES: Final = frozenset(_DEVICES.split())
_DEEDS: Final = sections("sets.txt")["deeds"]
_HUMAN: Final = frozenset({"kin", "title", "speech", "naming", "function", "preposition"})


def _slip(held: Evidence, text: str) -> bool:
    """A slip of the pen in a common word, in a place where no model expects a name."""
    return max(held.steady, held.genre) < SLIP and misspelt(text)


def unknown_words(page: Page, evidence: Sequence[Evidence]) -> None:
    """The paranoid layer for texts typed without capitals, and for words of another script."""
    total = len(page.tokens)
    minor = ""
    if min(page.scripts["c"], page.scripts["l"]) < 0.15 * total:
        minor = "c" if page.scripts["c"] < page.scripts["l"] else "l"
    for position, known in enumerate(page.words):
        if known.script == "d" and len(known.text) > 1 and known.text.isalpha():
            evidence[position].add(0.3, "word of another alphabet", "unknown")
        if len(known.text) < 3 or known.script == "d" or known.places:
            continue
        if "capital" in known.classes:
            continue
        listed = known.zipf >= 2.4 or (known.script == "c" and known.known)
        if not (listed or "-" in known.text or _slip(evidence[position], known.text)):
            evidence[position].add(0.08, "word on no list", "unknown")
        if known.script == minor and known.text not in _APPLIANCES:
            evidence[position].add(0.1, "word of another script", "unknown")


_GOD: Final = sections("sets.txt")["god"]
_IDIOMS: Final = sections("sets.txt")["god-idioms"]


def _idiom(page: Page, position: int) -> bool:
    """Слава Богу, thank God: a turn of speech, not a question."""
    near = page.words[max(0, position - 1) : position] + page.words[position + 1 : position + 2]
    return any(word.lemmas & _IDIOMS for word in near)


def _opens_a_name(page: Page, evidence: Sequence[Evidence], position: int) -> bool:
    """A rare or very short noun at the start of a sentence, before a word that names somebody."""
    if position + 1 >= len(page.tokens) or page.gap(position + 1) not in (" ", "-"):
        return False
    known, after = page.words[position], page.tokens[position + 1]
    if known.classes & NO_NAME or not after.raw[:1].isupper():
        return False
    noun = "NOUN" in known.shape or not known.known or known.script == "l"
    rare = known.zipf < 4.5 or len(known.text) <= 3
    return noun and rare and max(evidence[position + 1].person, 0.0) >= 0.1


def _opens_a_part(page: Page, position: int) -> bool:
    """A word after a colon or after the number of a point in a list: its capital says little."""
    gap = page.gap(position).strip()
    if gap[:1] == ":" and len(gap) <= 4:
        return True
    numbered = position > 0 and page.tokens[position - 1].script == "d" and gap in (")", ".)")
    return numbered and page.opens_sentence(position - 1)


def _shouted(page: Page, position: int) -> bool:
    """A common word in capitals beside another such: a heading, a form, a raised voice."""
    raw, known = page.tokens[position].raw, page.words[position]
    if not (raw.isupper() and len(raw) > 2 and common(known)) or can_be_name(known.text):
        return False
    beside = [
        page.tokens[place].raw
        for place in (position - 1, position + 1)
        if 0 <= place < len(page.tokens) and page.gap(max(place, position)) == " "
    ]
    return any(len(each) > 1 and each.isupper() for each in beside)


def capitals(page: Page, evidence: Sequence[Evidence]) -> None:
    """The paranoid layer on capitals: what starts with one and is no plain common word."""
    if not page.cased:
        return
    for position, token in enumerate(page.tokens):
        if not token.raw[:1].isupper() or (len(token.word) < 2 and not token.raw.isupper()):
            continue
        known = page.words[position]
        if "capital" in known.classes or token.script == "d":
            continue
        if known.lemmas & _GOD and _idiom(page, position):
            continue
        if len(token.word) == 1 or _shouted(page, position):
            continue
        if not page.opens_sentence(position) and not _opens_a_part(page, position):
            if known.classes & {"function"} and known.zipf > 5:
                continue
            evidence[position].add(0.3, "capital", "unknown")
        elif _opens_a_name(page, evidence, position):
            evidence[position].add(0.2, "capital before a name", "unknown")
        elif ((not known.known and known.zipf < 4) or known.zipf < 3) and not verb_only(known):
            evidence[position].add(0.2, "capital at the start of a sentence", "unknown")


def doers(page: Page, evidence: Sequence[Evidence]) -> None:
    """A plain noun that says, hits or laughs is somebody's nickname: *бугор ударил*.

    In English only without an article: *the guard laughed* is a guard, *needle laughed* is not.
    """
    for position, known in enumerate(page.words):
        place = position - 1
        if not known.lemmas & _DEEDS or place < 0 or evidence[place].score or page.plain(place):
            continue
        noun = page.words[place]
        if noun.classes & _HUMAN or noun.traits or noun.zipf >= 4.7 or len(noun.text) < 3:
            continue
        if page.gap(position) == " " and _subject(page, place):
            evidence[place].add(0.1, "acts like a person")


def _subject(page: Page, place: int) -> bool:
    noun, verb = page.words[place], page.words[place + 1]
    if noun.script == "c":
        nominal = bool(noun.shape & {"NOUN", "ADJ"}) and "nomn" in noun.shape
        return "past" in verb.shape and nominal and not noun.shape & {"plur", "VERB"}
    before = page.words[place - 1] if place else None
    bare = before is None or page.opens_sentence(place) or before.text == "and"
    return bare and not noun.text.endswith(("ed", "ing", "ly", "s"))


def rare_beings(page: Page, evidence: Sequence[Evidence]) -> None:
    """Rare animate nouns in the singular: what a call sign often is."""
    for position, known in enumerate(page.words):
        if known.script != "c" or evidence[position].score or len(known.text) < 3:
            continue
        if page.plain(position):
            continue
        if known.zipf >= 3.3 or known.classes & {"kin", "title"} or known.traits:
            continue
        shape = known.shape
        if "anim" in shape and not shape & {"VERB", "ADJ", "plur", "inan"}:
            evidence[position].add(0.06, "rare word for a being")
