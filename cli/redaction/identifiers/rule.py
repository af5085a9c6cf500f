"""What a rule is, and how a list of rules is run over a text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from cli.redaction.model import Finding


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern over folded text.

    kind:    kind of the finding
    why:     what the pattern is, for the editor
    pattern: matched without regard to case; the group `x`, if it has one, is what is removed
    source:  where the form is defined, or "seen" for habits of writing
    accept:  a last look at the match, for what a pattern cannot say
    """

    kind: str
    why: str
    pattern: re.Pattern[str]
    source: str
    accept: Callable[[re.Match[str]], bool] | None = None
    score: float = 0.95


def rule(
    kind: str,
    why: str,
    pattern: str,
    source: str = "seen",
    accept: Callable[[re.Match[str]], bool] | None = None,
    score: float = 0.95,
    flags: re.RegexFlag = re.IGNORECASE,
) -> Rule:
    return Rule(kind, why, re.compile(pattern, flags), source, accept, score)


def run(rules: Sequence[Rule], text: str) -> Iterator[Finding]:
    """Match every rule against `text` (folded by normalise.fold)."""
    for each in rules:
        group = "x" if "x" in each.pattern.groupindex else 0
        for match in each.pattern.finditer(text):
            start, end = match.span(group)
            if start < 0:  # the group stands in another branch of the pattern
                start, end = match.span()
            if start < end and (each.accept is None or each.accept(match)):
                yield Finding(start, end, each.kind, each.why, each.score)
