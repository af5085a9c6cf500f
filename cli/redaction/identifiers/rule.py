"""What a rule is, and how a list of rules is run over a text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from cli.redaction.identifiers.plan import Plan, matches
from cli.redaction.identifiers.reading import Reading, around_figures, reading
from cli.redaction.model import Finding

__all__ = ["Rule", "around_figures", "rule", "run"]


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
    core:    a rarer part of which every match holds one, where a pattern may begin with any word;
             a text without it is not read
    """

    kind: str
    why: str
    pattern: re.Pattern[str]
    source: str
    accept: Callable[[re.Match[str]], bool] | None = None
    score: float = 0.95
    figures: bool = False
    needs: tuple[str, ...] = ()
    core: re.Pattern[str] | None = None


def rule(
    kind: str,
    why: str,
    pattern: str,
    source: str = "seen",
    accept: Callable[[re.Match[str]], bool] | None = None,
    score: float = 0.95,
    figures: bool = False,
    needs: str = "",
    core: str = "",
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
        re.compile(core, re.IGNORECASE) if core else None,
    )


# Characters to be read with a list of rules before its plan is made: that takes a second for all
# rules, about what it saves on twice as much text. A single testimony is read without.
_MUCH: Final = 50_000
_MOST_KEPT: Final = 16


@dataclass(slots=True)
class _Kept:
    """A list of rules, how much text it has read, and in the end its plan."""

    rules: Sequence[Rule]
    read: int = 0
    plan: Plan | None = None


_KEPT: Final[dict[int, _Kept]] = {}


def make_plan(rules: Sequence[Rule]) -> Plan:
    """Make the plan of a list of rules and, after them, of their cores."""
    return Plan([each.pattern for each in rules] + [each.core for each in rules if each.core])


def _plan(rules: Sequence[Rule], size: int) -> Plan | None:
    """Give the plan of a list of rules that has read much, and stays as it is."""
    if not isinstance(rules, tuple):
        return None
    kept = _KEPT.get(id(rules))
    if kept is None:
        if len(_KEPT) >= _MOST_KEPT:
            _KEPT.clear()
        kept = _KEPT[id(rules)] = _Kept(rules)  # kept with it, so that its id stays its own
    kept.read += size
    if kept.plan is None and kept.read > _MUCH:
        kept.plan = make_plan(rules)
    return kept.plan


def run(rules: Sequence[Rule], text: str) -> Iterator[Finding]:
    """Match every rule against `text` (folded by normalise.fold)."""
    read = reading(text)
    plan = _plan(rules, len(text))
    everywhere = plan.places(read) if plan else [None] * len(rules)
    of_cores = iter(everywhere[len(rules) :])
    for each, places in zip(rules, everywhere, strict=False):
        if plan and each.core and not any(matches(each.core, text, read.whole, next(of_cores))):
            continue
        if places is not None and not places:
            continue
        group = "x" if "x" in each.pattern.groupindex else 0
        for match in matches(each.pattern, text, _stretches(each, read), places):
            start, end = match.span(group)
            if start < 0:  # the group stands in another branch of the pattern
                start, end = match.span()
            if start < end and (each.accept is None or each.accept(match)):
                yield Finding(start, end, each.kind, each.why, each.score)


def _stretches(each: Rule, read: Reading) -> Sequence[tuple[int, int]]:
    """Give what of a text a rule reads."""
    if not each.figures:
        return read.around(each.needs) if each.needs else read.whole
    if each.needs and not any(piece in read.lowered for piece in each.needs):
        return []
    return read.near
