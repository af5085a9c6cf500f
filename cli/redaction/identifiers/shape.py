"""What must stand in a text before a pattern can match: how a match begins, a piece it holds.

Read off the parsed pattern (pattern.py), so that it is never wrong when a rule changes. It may only
err on one side: a text is read that holds no match. Letters stand in lower case, every figure as
0, every white space as a space, as `plain` writes a text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import product, takewhile
from typing import Final

from cli.redaction.identifiers.pattern import (
    MOST_PIECES,
    MOST_TIMES,
    UNKNOWN,
    Ahead,
    Chars,
    Edge,
    Either,
    Node,
    Nodes,
    Repeat,
    parse,
    times,
    union,
)

# How many characters of a beginning are looked at, and how many beginnings a pattern may have.
SIZE: Final = 4
_MOST_LEADS: Final = 1_500
# Beginnings are of use if fewer words than this have one of them.
_RARE: Final = 0.25
# Signs that are worth looking for alone.
_RARE_SIGNS: Final = frozenset("0@#_/+*°№[]{}<>=~\\|^&%$€")
# How far from the beginning of a match its first figure may stand, to be of use.
_FAR: Final = 30
# The most ways to begin into which a pattern is parted.
_MOST_WAYS: Final = 300


class _TooManyError(Exception):
    """More beginnings than are worth telling apart."""


def _extend(going: set[str], nodes: Nodes, size: int, done: set[str]) -> set[str]:
    """Lengthen beginnings by what follows.

    done:    takes those that are long enough, or after which anything can follow
    returns: those after which more of the pattern follows
    """
    for node in nodes:
        if not going:
            break
        going = _step(going, node, size, done)
        if len(going) + len(done) > _MOST_LEADS:
            raise _TooManyError
    return going


def _step(going: set[str], node: Node, size: int, done: set[str]) -> set[str]:
    if isinstance(node, Edge | Ahead):
        return going
    if isinstance(node, Chars):
        if node.among is None:
            done |= going
            return set()
        longer = {lead + char for lead in going for char in node.among}
        full = {lead for lead in longer if len(lead) == size}
        done |= full
        return longer - full
    if isinstance(node, Either):
        return set().union(*[_extend(going, branch, size, done) for branch in node.branches])
    for _ in range(min(node.least, size)):
        going = _extend(going, node.what, size, done)
    every = going
    for _ in range(min(node.most, size) - min(node.least, size)):
        going = _extend(going, node.what, size, done) - every
        if not going:
            break
        every = every | going
    return every


def _share(lead: str) -> float:
    """Estimate what share of words has a beginning."""
    return (1.0 if lead[0].isalpha() else 0.2) * 0.04 ** len(lead)


def _leads(nodes: Nodes) -> frozenset[str] | None:
    """Give what every match begins with, as long as there is a use for it; None if unknown."""
    found: frozenset[str] | None = None
    for size in (SIZE - 1, SIZE, SIZE - 2, SIZE - 3):
        if found and (size < SIZE or sum(map(_share, found)) < _RARE / 10):
            break
        try:
            begun: set[str] = set()
            begun |= _extend({""}, nodes, size, begun)
        except _TooManyError:
            continue
        if "" in begun:
            return None
        found = frozenset(begun)
    return found and _shortest(found)


def _shortest(strings: Iterable[str]) -> frozenset[str]:
    """Leave out what begins with another of the strings."""
    every = frozenset(strings)
    return frozenset(
        one for one in every if not any(one[:end] in every for end in range(1, len(one)))
    )


def _edged(nodes: Nodes) -> bool:
    """Look whether every match begins at the edge of a word."""
    for node in nodes:
        if isinstance(node, Edge):
            return True
        if isinstance(node, Either):
            return all(map(_edged, node.branches))
        if isinstance(node, Repeat):
            return bool(node.least) and _edged(node.what)
        if isinstance(node, Chars):
            return False
    return False


def _next(nodes: Nodes) -> tuple[frozenset[str], int]:
    """Give what a sequence begins with as far as it is exact, and how many parts that takes."""
    run = frozenset({""})
    for place, node in enumerate(nodes):
        more = node.exact
        known = more is not None
        more = more if known else _begins(node)
        if more is None or len(more) * len(run) > MOST_PIECES:
            return run, place
        run = frozenset(map("".join, product(run, more)))
        if not known:
            return run, place
    return run, len(nodes)


def _begins(node: Node) -> frozenset[str] | None:
    """Give what a part begins with that is not exact."""
    if isinstance(node, Either):
        return union(_next(branch)[0] for branch in node.branches)
    if not isinstance(node, Repeat) or not node.least:
        return None
    least = min(node.least, MOST_TIMES)
    return times(node.what, least, least) or _next(node.what)[0]


def _pieces(nodes: Nodes) -> frozenset[str] | None:
    """Give pieces of which every match holds one; None if there are none that help."""
    found: list[frozenset[str]] = list(filter(None, map(_inner, nodes)))
    place = 0
    while place < len(nodes):
        run, taken = _next(nodes[place:])
        found.append(run)
        place += max(taken, 1)
    helpful = [each for each in found if len(each) <= MOST_PIECES and all(map(_telling, each))]
    return max(helpful, key=lambda each: (min(*map(len, each), 4), -len(each)), default=None)


def _inner(node: Node) -> frozenset[str] | None:
    if isinstance(node, Either):
        return union(map(_pieces, node.branches))
    if isinstance(node, Repeat) and node.least:
        return _pieces(node.what)
    return None


def _longest(nodes: Nodes) -> int:
    """Give how long a match of a sequence can be at most."""
    return sum(map(_length, nodes))


def _length(node: Node) -> int:
    if isinstance(node, Chars):
        return 1
    if isinstance(node, Either):
        return max(map(_longest, node.branches))
    return node.most * _longest(node.what) if isinstance(node, Repeat) else 0


def _to_figure(nodes: Nodes) -> int | None:
    """Give after how many characters a match holds a figure at the latest."""
    passed = 0
    for node in nodes:
        far = _figure_in(node)
        if far is not None and passed + far <= _FAR:
            return passed + far
        passed += _length(node)
        if passed > _FAR:
            break
    return None


def _figure_in(node: Node) -> int | None:
    if isinstance(node, Chars):
        return 0 if node.among == frozenset("0") else None
    if isinstance(node, Either):
        every = [_to_figure(branch) for branch in node.branches]
        return None if None in every else max(far for far in every if far is not None)
    return _to_figure(node.what) if isinstance(node, Repeat) and node.least else None


def _stems(nodes: Nodes) -> frozenset[str] | None:
    """Give what stands in the first word of every match, or right after it."""
    for place, node in enumerate(nodes):
        if isinstance(node, Edge | Ahead):
            continue
        if isinstance(node, Repeat) and node.least and len(node.what) > 1:
            return _stems((*nodes[:place], *node.what, UNKNOWN)) if _first(nodes, place) else None
        if not _solid(node):
            return None
        stems, _ = _next(nodes[place + 1 :])
        if all(_telling(stem) or _sign(stem) for stem in stems):
            return _shortest(stems)
    return None


def _first(nodes: Nodes, place: int) -> bool:
    return all(map(_takes_nothing, nodes[:place]))


def _solid(node: Node) -> bool:
    """Look whether it has no white space, and only characters one by one."""
    if isinstance(node, Chars):
        return node.solid
    return isinstance(node, Repeat) and all(map(_solid, node.what))


def _sign(stem: str) -> bool:
    return len(stem) == 1 and not stem.isalpha() and not stem.isspace()


def _telling(stem: str) -> bool:
    """Look whether a piece is more than a letter, a space or a stop."""
    return (len(stem) > 1 and bool(stem.strip())) or stem in _RARE_SIGNS


@dataclass(slots=True)
class Shape:
    """How the matches of a pattern begin.

    edged:    beginnings at the edge of a word
    capitals: the same, where it must be a capital
    inside:   beginnings that may also stand within a word
    stems:    pieces of the word that is first in a match, or right after it
    figure:   as many characters after the edge of a word there is a figure, at most; -1: unknown
    pieces:   if the text holds one of these, a match may begin in another way
    must:     every match holds one of these; nothing is known if there are none
    """

    edged: set[str] = field(default_factory=set)
    capitals: set[str] = field(default_factory=set)
    inside: set[str] = field(default_factory=set)
    stems: set[str] = field(default_factory=set)
    figure: int = -1
    pieces: set[str] = field(default_factory=set)
    must: frozenset[str] = frozenset()

    def take(self, nodes: Nodes) -> bool:
        """Take in one way to begin, if it is one that can be told by its first word."""
        edged = _edged(nodes)
        leads = _leads(nodes)
        if leads is not None and sum(map(_share, leads)) < _RARE:
            (self.edged if edged else self.inside).update(leads)
            return True
        if not edged:
            return False
        ahead = [node.what for node in takewhile(_takes_nothing, nodes) if isinstance(node, Ahead)]
        far = [each for each in map(_to_figure, (nodes, *ahead)) if each is not None]
        stems = [each for each in map(_stems, (nodes, *ahead)) if each is not None]
        if far:
            self.figure = max(self.figure, min(far))
        elif stems:
            self.stems |= min(stems, key=len)
        elif leads is not None and _capital(nodes):
            self.capitals |= leads
        return bool(far or stems or (leads is not None and _capital(nodes)))

    def take_any(self, nodes: Nodes) -> bool:
        """Take in a way to begin that can be told only by what the whole match holds."""
        pieces = _pieces(nodes)
        self.pieces |= pieces or set()
        return pieces is not None


def _takes_nothing(node: Node) -> bool:
    return isinstance(node, Edge | Ahead)


def _capital(nodes: Nodes) -> bool:
    """Look whether every match begins with a capital."""
    for node in nodes:
        if isinstance(node, Chars):
            return node.capital
        if isinstance(node, Either):
            return all(map(_capital, node.branches))
        if isinstance(node, Repeat):
            return bool(node.least) and _capital(node.what)
    return False


def _parted(nodes: Nodes) -> list[Nodes] | None:
    """Part a pattern at the first place where it can go on in several ways."""
    passed = False
    for place, node in enumerate(nodes):
        before, after = nodes[:place], nodes[place + 1 :]
        if isinstance(node, Either):
            return [(*before, *branch, *after) for branch in node.branches]
        if isinstance(node, Repeat) and not node.least and len(node.what) > passed:
            return [(*before, *after), (*before, Repeat(1, node.most, node.what), *after)]
        if isinstance(node, Repeat) and not passed:
            passed = True
        elif isinstance(node, Chars | Repeat):
            return None
    return None


@lru_cache(maxsize=1024)
def shape(pattern: re.Pattern[str]) -> Shape | None:
    """Read how the matches of a pattern begin; None if that cannot be told."""
    read = parse(pattern)
    if read is None:
        return None
    found = Shape()
    ways = [read]
    for _ in range(_MOST_WAYS):
        if not ways:
            break
        way = ways.pop()
        mixed = isinstance(way[0], Either) and not _edged(way)
        if not mixed and found.take(way):
            continue
        parts = _parted(way)
        if parts:
            ways += parts
        elif not found.take(way) and not found.take_any(way):
            return None
    found.pieces = set(_smallest(found.pieces))
    found.must = frozenset(_smallest(_pieces(read) or ()))
    return None if ways else found


def _smallest(pieces: Iterable[str]) -> list[str]:
    """Leave out what holds another of the pieces."""
    every = sorted(pieces, key=len)
    return [one for at, one in enumerate(every) if not any(two in one for two in every[:at])]
