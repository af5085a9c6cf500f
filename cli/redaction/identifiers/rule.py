"""What a rule is, and how a list of rules is run over a text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from cli.redaction.model import Finding


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern over folded text.

    kind:    kind of the finding
    why:     what the pattern is, for the editor
    pattern: matched without regard to case; the group `x`, if it has one, is what is removed
    source:  where the form is defined, or "seen" for habits of writing
    accept:  a last look at the match, for what a pattern cannot say
    figures: every match holds a figure, so that only the text around figures need be read
    needs:   pieces in lower case of which every match holds one or stands near one; only the text
             around them is read
    """

    kind: str
    why: str
    pattern: re.Pattern[str]
    source: str
    accept: Callable[[re.Match[str]], bool] | None = None
    score: float = 0.95
    figures: bool = False
    needs: tuple[str, ...] = ()


# How far from a figure a match that holds it can reach, in characters.
_REACH: Final = 100
# The longest word that is not cut where a stretch begins or ends.
_LONGEST: Final = 60
_FIGURE: Final = re.compile(r"\d+")


def rule(
    kind: str,
    why: str,
    pattern: str,
    source: str = "seen",
    accept: Callable[[re.Match[str]], bool] | None = None,
    score: float = 0.95,
    figures: bool = False,
    needs: str = "",
) -> Rule:
    """Make a rule; `needs` are pieces parted by spaces."""
    return Rule(
        kind,
        why,
        re.compile(pattern, re.IGNORECASE),
        source,
        accept,
        score,
        figures,
        tuple(needs.split()),
    )


def around_figures(text: str) -> list[tuple[int, int]]:
    """Give the stretches of a text that lie near a figure; they begin and end at white space."""
    return _around(text, [match.span() for match in _FIGURE.finditer(text)])


def around_pieces(text: str, lowered: str, pieces: Sequence[str]) -> list[tuple[int, int]]:
    """Give the stretches that lie near one of the pieces; the whole text if lowering moved it."""
    places: list[tuple[int, int]] = []
    for piece in pieces:
        place = lowered.find(piece)
        while place >= 0:
            places.append((place, place + len(piece)))
            place = lowered.find(piece, place + 1)
    if places and len(lowered) != len(text):
        return [(0, len(text))]
    return _around(text, sorted(places))


def _around(text: str, places: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    stretches: list[tuple[int, int]] = []
    for begin, finish in places:
        start, end = max(0, begin - _REACH), min(len(text), finish + _REACH)
        first, last = max(0, start - _LONGEST), min(len(text), end + _LONGEST)
        while start > first and not text[start - 1].isspace():
            start -= 1
        while end < last and not text[end].isspace():
            end += 1
        if stretches and start <= stretches[-1][1]:
            before = stretches.pop()
            start, end = before[0], max(end, before[1])
        stretches.append((start, end))
    return stretches


def run(rules: Sequence[Rule], text: str) -> Iterator[Finding]:
    """Match every rule against `text` (folded by normalise.fold)."""
    near, whole, lowered = around_figures(text), [(0, len(text))], text.lower()
    for each in rules:
        if each.figures:
            if each.needs and not any(piece in lowered for piece in each.needs):
                continue
            stretches = near
        else:
            stretches = around_pieces(text, lowered, each.needs) if each.needs else whole
        group = "x" if "x" in each.pattern.groupindex else 0
        for left, right in stretches:
            for match in each.pattern.finditer(text, left, right):
                start, end = match.span(group)
                if start < 0:  # the group stands in another branch of the pattern
                    start, end = match.span()
                if start < end and (each.accept is None or each.accept(match)):
                    yield Finding(start, end, each.kind, each.why, each.score)
