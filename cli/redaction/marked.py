"""Takes stretches for identifiers and traits where the model of marks says so.

It stands beside the rules and finds what no rule has a shape for: a number told in words, a
calling told by what one does, a fate. Thresholds were chosen on texts the model had not seen
(docs/redaction.md).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final, Literal

from cli.redaction.marks import MODEL, Said, told_with
from cli.redaction.model import Finding
from cli.redaction.page import Page
from cli.redaction.topics import topic
from cli.redaction.wordlists import sections

# What the model must say of a word before it is taken, and of its neighbours once one is.
DIRECT: Final = 0.02
OFTEN: Final = 0.08  # the same of the commonest words
TRAIT: Final = 0.43
DOUBTED: Final = 0.005  # what a rule took for a trait is none if the model says less of all of it
SURE: Final = 0.75  # from here on a trait is made coarser without asking
_BESIDE: Final = 0.6  # times the threshold, beside a word that tells a trait
_OVER: Final = 0.5  # the same across a comma or a dash
_BROKEN: Final = re.compile(r"\n\s*\n|[.!?…;]\s|[()]")
_SKIPPED: Final = 2
_BETWEEN: Final = 0.02  # what the model must say of a word skipped within an identifier
_PAUSE: Final = re.compile(r"[,:;—–\n]|\s-\s")
# Of what a circumstance is about, what is a kind of its own.
_TOPICS: Final = {
    "age": "age",
    "date": "date",
    "study": "education",
    "job": "job",
    "place": "place",
}
# «Лёхе было девятнадцать», «ей исполнилось восемьдесят»
_WHOM: Final = frozenset("мне тебе ему ей нам вам им мені тобі йому їй їм he she i they".split())  # noqa: SIM905
_TURNED: Final = frozenset(
    """
    было будет исполнилось стукнуло исполняется було буде виповнилося виповнилось стукнуло минуло
    turned was is
    """.split()  # noqa: SIM905
)
_HANDLE: Final = re.compile(r"[A-Za-z]")
_TRAITS: Final = ("job", "rank", "education", "employer", "culture")
# Zipf frequency from which one word by itself is no trait, if it is on no list of traits.
_COMMON: Final = 4.8
_NO_PERSON: Final = 0.1
_GENERIC: Final = sections("sets.txt")["settlement"] | sections("sets.txt")["district"]
_SMALL: Final = frozenset({"function", "preposition"})
_ARTICLES: Final = frozenset({"a", "an", "the"})
Sort = Literal["D", "Q", ""]


class Hearing:
    """What the model says of the findings of rules."""

    def __init__(self, page: Page, said: Sequence[Said]) -> None:
        self._page, self._said = page, said
        self._at = {token.start: place for place, token in enumerate(page.tokens)}

    def _within(self, found: Finding) -> list[int]:
        return [self._at[char] for char in range(found.start, found.end) if char in self._at]

    def of(self, found: Finding) -> list[Said]:
        """Give what it says of each token that begins in a finding."""
        return [self._said[place] for place in self._within(found)]

    def named_places(self, listed: Iterable[Finding]) -> set[int]:
        """Give the words that sound like names of people and are surely names of places.

        Of a listed name of several words all are, if it is sure of each that it is no plain word
        and of one that it is nobody: Hola Prystan.
        """
        found = {at for at, said in enumerate(self._said) if named_place(self._page, at, said)}
        for each in listed:
            within = self._within(each)
            if found & set(within) and all(self._said[at].trait >= SURE for at in within):
                found |= set(within)
        return found

    def doubts(self, trait: Finding) -> bool:
        """Say whether it takes all of a trait for plain words."""
        heard = self.of(trait)
        return bool(heard) and max(each.any for each in heard) < DOUBTED


def named_place(page: Page, place: int, said: Said) -> bool:
    """Say whether a word with a capital that sounds like a name is surely the name of a place.

    Not of a country or capital: those are kept, and София may be a person after all.
    """
    upper = page.cased and page.tokens[place].raw[:1].isupper()
    kept = page.words[place].places & {"country", "capital"}
    return upper and not kept and said.trait >= SURE and said.person < _NO_PERSON


def _least(page: Page, place: int) -> float:
    """Give what the model must say of a token before it is taken for part of an identifier."""
    said_often = page.words[place].zipf >= _COMMON and not told_with(page.tokens[place].word)
    return OFTEN if said_often else DIRECT


def _sort(said: Said, least: float) -> Sort:
    """Say which mark a token bears, if it is likelier than a name."""
    if said.direct >= least and said.direct >= max(said.trait, said.person):
        return "D"
    if said.trait >= TRAIT and said.trait >= said.person:
        return "Q"
    return ""


def _stretches(page: Page, said: Sequence[Said]) -> Iterator[tuple[Sort, int, int]]:
    """Yield runs of tokens of one sort: sort, first, last."""
    sorts = [_sort(each, _least(page, place)) for place, each in enumerate(said)]

    def goes_on(sort: Sort, place: int, gap: int) -> bool:
        between = page.gap(gap)
        if sort == "D":
            name = said[place].person > said[place].direct and _PAUSE.search(between)
            likely = not name and said[place].direct >= _least(page, place)
        else:
            least = _OVER if _PAUSE.search(between) else TRAIT * _BESIDE
            likely = said[place].trait >= least
        return likely and sorts[place] in ("", sort) and not _BROKEN.search(between)

    position = 0
    while position < len(sorts):
        sort = sorts[position]
        if sort:
            first = last = position
            while last + 1 < len(sorts) and goes_on(sort, last + 1, last + 1):
                last += 1
            while first and sorts[first - 1] == "" and goes_on(sort, first - 1, first):
                first -= 1
            yield sort, first, last
            position = last
        position += 1


def _kind(page: Page, sort: Sort, first: int, last: int) -> str:
    words = page.words[first : last + 1]
    if sort == "D":
        text = page.text[page.tokens[first].start : page.tokens[last].end]
        foreign = page.language != "en" and _HANDLE.search(text) and " " not in text
        return "handle" if foreign or "@" in text else "number"
    for kind in _TRAITS:
        if any(kind in known.traits for known in words):
            return kind
    told = topic(page.text[page.tokens[first].start : page.tokens[last].end])
    if told == "figure" and _turned(page, first):
        return "age"
    if told in _TOPICS:
        return _TOPICS[told]
    capitals = [token.raw[:1].isupper() for token in page.tokens[first : last + 1]]
    upper = page.cased and all(capitals) and not page.opens_sentence(first)
    return "place" if upper or (first == last and words[0].places) else "relation"


def generic(page: Page, piece: Finding) -> bool:
    """Say whether all a trait says is that it is a town, a village or a region."""
    inside = [
        known
        for known, token in zip(page.words, page.tokens, strict=True)
        if piece.start < token.end and token.start < piece.end
    ]
    return all(known.lemmas & _GENERIC or known.text in _GENERIC for known in inside)


def renamed(page: Page, piece: Finding) -> Finding:
    """Give what is left of a trait, where stronger findings took the rest, a kind of its own."""
    inside = [
        place
        for place, token in enumerate(page.tokens)
        if piece.start <= token.start and token.end <= piece.end
    ]
    return replace(piece, kind=_kind(page, "Q", inside[0], inside[-1])) if inside else piece


def _turned(page: Page, first: int) -> bool:
    """Say whether a number is an age: «Лёхе было девятнадцать», and not «лопат было девять»."""
    if first < 2 or page.words[first - 1].text not in _TURNED:
        return False
    who = page.words[first - 2]
    return bool(who.name_kinds or who.short or who.text in _WHOM or "kin" in who.classes)


def _one(page: Page, said: Sequence[Said], last: int, first: int) -> bool:
    """Say whether an identifier that ends at one token goes on at another."""
    gaps = [page.gap(place) for place in range(last + 1, first + 1)]
    likely = all(each.direct >= _BETWEEN for each in said[last + 1 : first])
    return likely and first - last <= _SKIPPED + 1 and not any(map(_BROKEN.search, gaps))


def _joined(
    page: Page, said: Sequence[Said], found: list[tuple[Sort, int, int]]
) -> list[tuple[Sort, int, int]]:
    """Make one of identifiers with no more than two words between them that may belong to them."""
    joined: list[tuple[Sort, int, int]] = []
    for sort, first, last in found:
        before = joined[-1] if joined else None
        if before and sort == "D" == before[0] and _one(page, said, before[2], first):
            joined[-1] = ("D", before[1], last)
        else:
            joined.append((sort, first, last))
    return joined


def _trimmed(page: Page, first: int, last: int) -> tuple[int, int]:
    """Take small words off the ends of a stretch, unless there are no others."""

    def small(place: int) -> bool:
        known = page.words[place]
        return bool(known.classes & _SMALL) or known.text in _ARTICLES

    inner = list(range(first, last + 1))
    if all(map(small, inner)):
        return first, last
    while small(inner[0]):
        inner.pop(0)
    while small(inner[-1]):
        inner.pop()
    return inner[0], inner[-1]


def _tells_nothing(page: Page, place: int) -> bool:
    """Say whether one common word is all that is told: *his aunt*, *the woman*."""
    known, raw = page.words[place], page.tokens[place].raw
    plain = not (known.traits or known.places or any(map(str.isdigit, raw)))
    upper = page.cased and raw[:1].isupper()
    return plain and not upper and ("kin" in known.classes or known.zipf >= _COMMON)


def _counts(page: Page, first: int, last: int) -> bool:
    """Say whether a figure only counts the points of a list: it opens a line, a stop follows."""
    token = page.tokens[first]
    opens = first == 0 or "\n" in page.gap(first)
    stop = page.text[token.end : token.end + 1] in (".", ")")
    return first == last and opens and stop and token.raw.isdigit() and len(token.raw) <= 2


def _joins(page: Page, first: int, last: int) -> bool:
    """Say whether one small word is all there is, and no sign is called so, as *at* is."""
    known = page.words[first]
    return first == last and bool(known.classes & _SMALL) and "SGN" not in told_with(known.text)


def marked(page: Page, said: Sequence[Said]) -> tuple[list[Finding], list[Finding]]:
    """Find direct identifiers and traits, in order, none overlapping another."""
    found: dict[str, list[Finding]] = {"D": [], "Q": []}
    for sort, first, last in _joined(page, said, list(_stretches(page, said))):
        first, last = _trimmed(page, first, last)
        if sort == "Q" and first == last and _tells_nothing(page, first):
            continue
        if sort == "D" and (_counts(page, first, last) or _joins(page, first, last)):
            continue
        values = [each.direct if sort == "D" else each.trait for each in said[first : last + 1]]
        start, end = page.tokens[first].start, page.tokens[last].end
        kind = _kind(page, sort, first, last)
        found[sort].append(Finding(start, end, kind, MODEL, max(values)))
    return found["D"], found["Q"]
