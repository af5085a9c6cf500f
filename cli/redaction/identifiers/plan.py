"""Which rules can match where: one look at every word of a text serves a whole list of rules.

Each pattern tells how its matches begin (shape.py). A table from beginnings to rules is asked once
for every place where a word or a sign begins; a rule that no place calls for is not run.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from cli.redaction.identifiers.reading import Reading
from cli.redaction.identifiers.shape import SIZE, Shape, shape

# Beginnings of words whose rules are kept; a text has few thousands of them.
_MOST_KNOWN: Final = 50_000
# Distances to the first figure are rounded up to a multiple of this, so that there are few.
_STEP: Final = 6
# The most pieces that are looked for to spare a rule its places.
_MOST_MUST: Final = 40


class _Table:
    """From the beginning of a word to the rules that may match there."""

    def __init__(self) -> None:
        self._rules: defaultdict[str, list[int]] = defaultdict(list)
        self._known: dict[str, tuple[int, ...]] = {}

    def __bool__(self) -> bool:
        """Look whether any rule is in it."""
        return bool(self._rules)

    def add(self, lead: str, rule: int) -> None:
        self._rules[lead].append(rule)

    def at(self, begins: str) -> tuple[int, ...]:
        known = self._known.get(begins)
        if known is None:
            if len(self._known) > _MOST_KNOWN:
                self._known.clear()
            leads = (begins[:size] for size in range(1, len(begins) + 1))
            found = {rule for lead in leads for rule in self._rules.get(lead, ())}
            known = self._known[begins] = tuple(found)
        return known


def _holds(text: str, pieces: Sequence[str]) -> bool:
    for piece in pieces:  # noqa: SIM110  # any() costs twice as much, and this is asked most often
        if piece in text:
            return True
    return False


class _Searches:
    """Pieces to look for, by a sign or figure in them: a text without it is asked once for all."""

    def __init__(self) -> None:
        self._by_sign: defaultdict[str, dict[str, list[int]]] = defaultdict(dict)

    def add(self, piece: str, rule: int) -> None:
        sign = next((char for char in piece if not char.isalpha() and char != " "), "")
        self._by_sign[sign].setdefault(piece, []).append(rule)

    def within(self, text: str) -> Iterator[tuple[str, list[int]]]:
        """Give the pieces that a text holds, and the rules they are of."""
        for sign, pieces in self._by_sign.items():
            if sign in text:
                for piece, rules in pieces.items():
                    if piece in text:
                        yield piece, rules


class Plan:
    """What is known of the beginnings of a list of patterns."""

    def __init__(self, patterns: Iterable[re.Pattern[str]]) -> None:
        """Read the shape of every pattern."""
        self._patterns = list(patterns)
        shapes = [shape(pattern) for pattern in self._patterns]
        self._size = len(shapes)
        self._unknown = [rule for rule, form in enumerate(shapes) if form is None]
        self._edges, self._signs, self._capitals = _Table(), _Table(), _Table()
        self._within, self._stems = _Searches(), _Searches()
        self._figures: defaultdict[int, list[int]] = defaultdict(list)
        self._pieces: list[tuple[int, list[str]]] = []
        self._must: list[tuple[int, list[str]]] = []
        self._mixed: set[int] = set()
        for rule, form in enumerate(shapes):
            if form:
                self._enter(rule, form)

    def matches(self, read: Reading) -> Iterator[Iterator[re.Match[str]]]:
        """Give the matches of every pattern in the whole text, pattern by pattern."""
        for pattern, places in zip(self._patterns, self.places(read), strict=True):
            yield matches(pattern, read.text, read.whole, places)

    def _enter(self, rule: int, form: Shape) -> None:
        for lead in form.edged:
            self._edges.add(lead, rule)
        for lead in form.capitals:
            self._capitals.add(lead, rule)
        for lead in form.inside:
            if lead[0].isalpha() or lead[0] in "_ ":
                self._within.add(lead, rule)
            else:
                self._edges.add(lead, rule)
                self._signs.add(lead, rule)
        for stem in form.stems:
            self._stems.add(stem, rule)
        if form.figure >= 0:
            self._figures[-(-form.figure // _STEP) * _STEP].append(rule)
        if form.pieces:
            self._pieces.append((rule, sorted(form.pieces, key=len)))
        if 0 < len(form.must) <= _MOST_MUST:
            self._must.append((rule, sorted(form.must, key=len)))
        if form.capitals or form.inside or form.stems or form.figure >= 0:
            self._mixed.add(rule)

    def places(self, read: Reading) -> list[Sequence[int] | None]:
        """Give for every rule where alone it can match, from left to right; None: anywhere."""
        text = read.plain
        if text is None:
            return [None] * self._size
        found: list[list[int]] = [[] for _ in range(self._size)]
        for table, places in (
            (self._edges, read.edges),
            (self._signs, read.signs),
            (self._capitals, read.capitals),
        ):
            if not table:
                continue
            at = table.at
            for place in places:
                for rule in at(text[place : place + SIZE]):
                    found[rule].append(place)
        for rule, places in self._by_search(text, read):
            found[rule] += places
        for rule, must in self._must:
            if found[rule] and not _holds(text, must):
                found[rule] = []
        for rule in self._mixed:
            if found[rule]:
                found[rule] = sorted(set(found[rule]))
        anywhere: list[Sequence[int] | None] = list(found)
        for rule in self._unknown:
            anywhere[rule] = None
        for rule, pieces in self._pieces:
            if _holds(text, pieces):
                anywhere[rule] = None
        return anywhere

    def _by_search(self, text: str, read: Reading) -> Iterator[tuple[int, list[int]]]:
        for lead, rules in self._within.within(text):
            places = read.all_of(lead)
            yield from ((rule, places) for rule in rules)
        for stem, rules in self._stems.within(text):
            places = read.starts(stem)
            yield from ((rule, places) for rule in rules)
        for most, rules in self._figures.items():
            places = read.before_figures(most)
            yield from ((rule, places) for rule in rules)


def matches(
    pattern: re.Pattern[str],
    text: str,
    stretches: Iterable[tuple[int, int]],
    places: Sequence[int] | None,
) -> Iterator[re.Match[str]]:
    """Match from left to right within stretches, as finditer does.

    places: where alone a match can begin, if known
    """
    for left, right in stretches:
        if places is None:
            yield from pattern.finditer(text, left, right)
            continue
        for place in places[bisect_left(places, left) : bisect_left(places, right)]:
            if place < left:  # the match before reaches further
                continue
            match = pattern.match(text, place, right)
            if match:
                yield match
                left = match.end()
