"""A pattern as a tree of few sorts of nodes, and a text as their characters are written.

Letters stand in lower case, every figure as 0, every white space as a space. The parser of `re`
has no public name; of what it gives, whatever is not known here may be anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib import import_module
from itertools import product
from typing import Any, Final

# Characters that match another than their lower case without regard to case, or whose lower case
# is of another length. A text that holds one is read by every rule in full.
ODD: Final = re.compile(
    r"[\u00b5\u0130\u0131\u017f\u0345\u0370-\u03ff\u13a0-\u13ff\u1c80-\u1cbf\u1e9b\u1e9e\u1f00-\u1fff"
    r"\u2126\u212a\u212b\ua64a\ua64b\uab70-\uabbf\ufb05\ufb06]"
)
_FIGURE: Final = re.compile(r"\d")
_SPACE: Final = re.compile(r"[^\S ]")

# How many pieces are looked for instead of running a pattern.
MOST_PIECES: Final = 150
# The most characters of one place of a pattern that are told apart.
_MOST_CHARS: Final = 64
MOST_TIMES: Final = 8


def plain(text: str) -> str | None:
    """Write a text as leads and pieces are written; None if no character may be relied upon."""
    lowered = text.lower()
    if len(lowered) != len(text) or ODD.search(text):
        return None
    return _SPACE.sub(" ", _FIGURE.sub("0", lowered))


class _Part:
    """A part of a pattern that may be all that it can be, written out."""

    @cached_property
    def exact(self) -> frozenset[str] | None:
        """All that it can be, or None if that is much."""
        return _all_of(self)


@dataclass(frozen=True)
class Chars(_Part):
    """One character.

    among:   these, or any if None
    capital: only capitals
    solid:   no white space
    """

    among: frozenset[str] | None
    capital: bool = False
    solid: bool = False


@dataclass(frozen=True)
class Either(_Part):
    """One of several sequences."""

    branches: tuple[Nodes, ...]


@dataclass(frozen=True)
class Repeat(_Part):
    """A sequence, so many times."""

    least: int
    most: int
    what: Nodes


@dataclass(frozen=True)
class Edge(_Part):
    """No letter, figure or underscore stands before."""


@dataclass(frozen=True)
class Ahead(_Part):
    """What follows begins also like this."""

    what: Nodes


Node = Chars | Either | Repeat | Edge | Ahead
Nodes = tuple[Node, ...]
ENDLESS: Final = 1_000_000
UNKNOWN: Final = Repeat(0, ENDLESS, (Chars(None),))


def _read(parsed: Any, cased: bool) -> Nodes:
    nodes: list[Node] = []
    for code, value in parsed:
        nodes.extend(_nodes(str(code), value, cased))
    return tuple(nodes)


def _nodes(name: str, value: Any, cased: bool) -> Iterator[Node]:
    if name == "LITERAL":
        yield _literal(value, cased)
    elif name == "IN":
        yield _chars(value, cased)
    elif name == "ANY":
        yield Chars(None)
    elif name == "BRANCH":
        yield Either(tuple(_read(branch, cased) for branch in value[1]))
    elif name == "SUBPATTERN":
        _, added, taken, inner = value
        yield from _read(inner, (cased or taken & re.IGNORECASE) and not added & re.IGNORECASE)
    elif name in ("MAX_REPEAT", "MIN_REPEAT"):
        yield Repeat(int(value[0]), min(int(value[1]), ENDLESS), _read(value[2], cased))
    elif _is_edge(name, value):
        yield Edge()
    elif name == "ASSERT" and value[0] > 0:
        yield Ahead(_read(value[1], cased))
    elif name not in ("AT", "ASSERT", "ASSERT_NOT"):  # those take no character
        yield UNKNOWN


@lru_cache(maxsize=1024)
def _literal(code: int, cased: bool) -> Chars:
    return _chars([("LITERAL", code)], cased)


# Classes that are one character in a text written plainly.
_ONE_PLAIN: Final = {"CATEGORY_DIGIT": "0", "CATEGORY_SPACE": " "}
# Without white space; after ^ those that leave white space out.
_SOLID: Final = frozenset({"CATEGORY_WORD", "CATEGORY_DIGIT"})
_LEAVES_OUT: Final = frozenset({"CATEGORY_NOT_WORD", "CATEGORY_SPACE"})


def _chars(items: Sequence[tuple[Any, Any]], cased: bool) -> Chars:
    """Read a class of characters."""
    if str(items[0][0]) == "NEGATE":
        return Chars(None, solid=any(str(value) in _LEAVES_OUT for _, value in items[1:]))
    among: set[str] = set()
    known = solid = True
    for code, value in items:
        if str(code) == "CATEGORY":
            cased = False
            solid = solid and str(value) in _SOLID
            known = known and str(value) in _ONE_PLAIN
            among.add(_ONE_PLAIN.get(str(value), ""))
            continue
        first, last = (value, value) if str(code) == "LITERAL" else value
        if last - first > _MOST_CHARS:
            return Chars(None)
        members = list(map(chr, range(first, last + 1)))
        cased = cased and all(map(str.isupper, members))
        solid = solid and not any(map(str.isspace, members))
        known = known and not any(map(ODD.match, members))
        among.update(map(_plain_char, members))
    return Chars(frozenset(among) if known else None, cased, solid)


@lru_cache(maxsize=1024)
def _plain_char(char: str) -> str:
    char = char.lower()
    return "0" if char.isdecimal() else " " if char.isspace() else char


def _is_edge(name: str, value: Any) -> bool:
    r"""Look whether this is (?<!\w), or the same with more signs."""
    if name != "ASSERT_NOT" or value[0] >= 0 or len(value[1]) != 1:
        return False
    code, items = value[1][0]
    return (
        str(code) == "IN"
        and str(items[0][0]) != "NEGATE"
        and any(str(what) == "CATEGORY_WORD" for _, what in items)
    )


def exact(nodes: Nodes) -> frozenset[str] | None:
    """Give all that a sequence can be, or None if that is much."""
    whole = frozenset({""})
    for node in nodes:
        more = node.exact
        if more is None or len(whole) * len(more) > MOST_PIECES:
            return None
        whole = frozenset(map("".join, product(whole, more)))
    return whole


def _all_of(part: _Part) -> frozenset[str] | None:
    if isinstance(part, Chars):
        return part.among
    if isinstance(part, Either):
        return union(map(exact, part.branches))
    if isinstance(part, Repeat):
        return times(part.what, part.least, part.most) if part.most <= MOST_TIMES else None
    return frozenset({""})


def times(nodes: Nodes, least: int, most: int) -> frozenset[str] | None:
    """Give all that a sequence can be so many times."""
    once = exact(nodes)
    if once is None or (len(once) > 1 and len(once) ** most > MOST_PIECES):
        return None
    every: set[str] = set()
    so_far = frozenset({""})
    for count in range(most + 1):
        every |= so_far if count >= least else set()
        so_far = frozenset(map("".join, product(so_far, once)))
    return frozenset(every)


def union(parts: Iterable[frozenset[str] | None]) -> frozenset[str] | None:
    union: set[str] = set()
    for part in parts:
        if part is None:
            return None
        union |= part
    return frozenset(union)


def parse(pattern: re.Pattern[str]) -> Nodes | None:
    """Read a pattern; None if it can match nothing at all, in no character."""
    parsed = import_module("re._parser").parse(pattern.pattern, pattern.flags)
    if not parsed.getwidth()[0]:
        return None
    return _read(parsed, not pattern.flags & re.IGNORECASE)
