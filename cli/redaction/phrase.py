"""Grows the head word of a trait to the phrase that tells: завучем *школы номер 8*."""

from __future__ import annotations

from typing import Final

from cli.redaction.morphology import LANGUAGES, readings
from cli.redaction.page import Page

# What joins a calling to where it is had, or to what it is of: у депо, по боротьбі, at the mill.
_WITHIN: Final = frozenset({"в", "у", "на", "при", "по", "з", "с", "at", "in", "of"})


def grow(page: Page, position: int, kind: str) -> tuple[int, int, bool]:
    """Grow a head word to its phrase. Returns first and last token, and if anything was added."""
    words, tokens = page.words, page.tokens
    first = last = position
    while (
        first
        and first > position - 2
        and page.follows(first)
        and "ADJ" in words[first - 1].shape
        and not words[first - 1].classes & {"function", "kin", "speech", "title"}
        and "NOUN" not in words[first - 1].shape - {"anim"}
    ):
        first -= 1
    while last + 1 < len(words) and last < position + 4:
        gap, other = page.gap(last + 1), words[last + 1]
        if any(char in gap for char in ",;:!?\n()") or ("." in gap and "№" not in gap):
            break
        if other.classes & {"kin", "speech"} or other.text in ("и", "і", "й", "та", "а", "and"):
            break
        numbered = other.script == "d" or other.text in (
            "номер",
            "имени",
            "імені",
            "им",
            "ім",
            "number",
        )
        quoted = "«" in gap or '"' in gap or "“" in gap
        genitive = (
            other.script == "c" and bool(_genitive(other.text)) and not other.classes & {"function"}
        )
        within = kind in ("job", "rank") and other.text in _WITHIN
        if within and last + 2 < len(words):
            inner = words[last + 2]
            upper = page.cased and page.tokens[last + 2].raw[:1].isupper()
            of_something = other.text in ("по", "з", "с") and "NOUN" in inner.shape
            if inner.traits & {"employer", "education"} or inner.places or of_something:
                last += 2
                continue
            if (upper or "ADJ" in inner.shape) and last + 3 < len(words):
                noun = words[last + 3]
                if noun.traits & {"employer", "education"} or (upper and "NOUN" in noun.shape):
                    last += 3
                    continue
        if "№" in gap or numbered or quoted or genitive:
            last += 1
            continue
        break
    while last > position and tokens[last].word in (
        "номер",
        "имени",
        "імені",
        "number",
        "им",
        "ім",
    ):
        last -= 1
    if words[position].script == "l":
        first, last = _grow_english(page, position, first, last)
    return first, last, (first, last) != (position, position)


def _grow_english(page: Page, position: int, first: int, last: int) -> tuple[int, int]:
    """A *history* teacher; a surgeon *at the second city hospital*."""
    words = page.words
    if position and page.gap(position) == " ":
        before = words[position - 1]
        plain = not before.classes and not before.traits and before.script == "l"
        if plain and before.zipf > 2.5 and not before.text.endswith(("ed", "ly")):
            first = min(first, position - 1)
    if last + 1 < len(words) and words[last + 1].text in ("at", "in", "of", "for"):
        for place in range(last + 2, min(len(words), last + 8)):
            if any(char in page.gap(place) for char in ",;:.!?\n()"):
                break
            if words[place].traits & {"employer", "education"} or words[place].places:
                last = place
                if place + 1 < len(words) and words[place + 1].script == "d":
                    last += int(page.gap(place + 1) == " ")
                break
    return first, last


def _genitive(text: str) -> bool:
    return any(
        reading.known
        and reading.pos in ("NOUN", "ADJF", "ADJ")
        and "gent" in reading.grammemes
        and reading.score > 0.1
        for language in LANGUAGES
        for reading in readings(text, language)
    )
