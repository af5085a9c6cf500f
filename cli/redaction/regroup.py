"""An editor's own grouping laid over an analysis: things marked by hand, joined and split.

The engine's analysis is never changed in the vault: the groupings are part of the decisions, and
are carried out anew over each proposal. One that finds nothing changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from cli.redaction.decisions import Grouping, normal
from cli.redaction.generalise import propose
from cli.redaction.model import (
    IDENTIFIER_KINDS,
    NAME_KINDS,
    QUASI_KINDS,
    Analysis,
    Decision,
    Entity,
    Finding,
)
from cli.redaction.propagation import keys

Span = tuple[int, int]

_PREFIX: Final = {"person": "p", "place": "l", "org": "o", "unknown": "u"}
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’ʼ`-][^\W\d_]+)*")
# Letters that a pen takes for each other.
_ALIKE: Final = {letter: f"[{letters}]" for letters in ("её", "'’ʼ`") for letter in letters}


def regroup(text: str, analysis: Analysis, groupings: Sequence[Grouping]) -> Analysis:
    """Carry out groupings, in their order.

    returns: an analysis whose entities keep their ids; new ones get the next free number
    """
    for group in groupings:
        if group.act == "mark":
            analysis = _mark(text, analysis, group)
        elif group.act == "join":
            analysis = _join(text, analysis, group)
        else:
            analysis = _split(text, analysis, group)
    return analysis


def find(entities: Iterable[Entity], kind: str, form: str) -> Entity | None:
    """Return the thing of this kind with this form, or the only thing that has the form."""
    wanted = normal(form)
    having = [e for e in entities if any(normal(own) == wanted for own in e.forms)]
    same = [e for e in having if e.kind == kind]
    if same:
        return same[0]
    return having[0] if len(having) == 1 else None


def places_of(text: str, words: str, *, forms: bool = False) -> list[Span]:
    """Return every place where these words stand, in any case, not inside a longer word.

    forms: also where each of the words stands in another grammatical form
    """
    pattern = r"\s+".join(
        "".join(_ALIKE.get(char, re.escape(char)) for char in word.lower())
        for word in words.split()
    )
    found = [each.span() for each in re.finditer(rf"(?<!\w){pattern}(?!\w)", text, re.IGNORECASE)]
    if forms:
        found += _in_other_forms(text, words, found)
    return sorted(found)


def _in_other_forms(text: str, words: str, taken: Sequence[Span]) -> list[Span]:
    wanted = [_lemmas(found[0]) for found in _WORD.finditer(words)]
    tokens = [found.span() for found in _WORD.finditer(text)]
    count = len(wanted)
    if not all(wanted):
        return []
    found: list[Span] = []
    for place in range(len(tokens) - count + 1):
        run = tokens[place : place + count]
        start, end = run[0][0], run[-1][1]
        if any(start < right and left < end for left, right in (*taken, *found[-1:])):
            continue
        gaps = (text[one[1] : other[0]] for one, other in pairwise(run))
        if all(_lemmas(text[s:e]) & own for (s, e), own in zip(run, wanted, strict=True)) and all(
            gap.isspace() for gap in gaps
        ):
            found.append((start, end))
    return found


def _lemmas(word: str) -> frozenset[str]:
    return frozenset(key for key in keys(word.lower()) if key[0] == "=")


def _mark(text: str, analysis: Analysis, group: Grouping) -> Analysis:
    if not group.form.split():
        return analysis
    taken = [span for entity in analysis.entities for span in entity.mentions]
    found = [
        (start, end)
        for start, end in places_of(text, group.form, forms=group.kind in NAME_KINDS)
        if not any(left <= start and end <= right for left, right in taken)
    ]
    if not found:
        return analysis
    entities: list[Entity] = []
    for entity in analysis.entities:  # what lies inside the marked words is part of them now
        left = [span for span in entity.mentions if not _inside(span, found)]
        if left:
            entities.append(_with(text, entity, left))
    known = next(
        (e for e in entities if e.kind == group.kind and _has(e, group.form)),
        None,
    )
    if known is not None:
        grown = _with(text, known, [*known.mentions, *found])
        entities = [grown if e is known else e for e in entities]
    else:
        entities.append(_marked(text, analysis, group, found))
    findings = [f for f in analysis.findings if not _inside((f.start, f.end), found)]
    findings += [Finding(s, e, group.kind, "marked by hand", 1.0) for s, e in found]
    return _ordered(analysis, findings, entities)


def _marked(text: str, analysis: Analysis, group: Grouping, found: list[Span]) -> Entity:
    start, end = found[0]
    offered = None
    if group.kind == "place" or group.kind in QUASI_KINDS:
        offered = propose(group.kind, text[start:end], text, start, end, analysis.language)
    sure = group.kind == "person" or group.kind in IDENTIFIER_KINDS
    decision: Decision = "remove" if sure else "ask"
    blank = Entity(
        id=_free(analysis.entities, group.kind),
        kind=group.kind,
        mentions=(),
        forms=(),
        decision=decision,
        proposal=offered.text if offered else None,
        gender=None,
        score=1.0,
    )
    return _with(text, blank, found)


def _join(text: str, analysis: Analysis, group: Grouping) -> Analysis:
    one = find(analysis.entities, group.kind, group.form)
    other = find(analysis.entities, group.to_kind, group.to)
    if one is None or other is None or one is other:
        return analysis
    joined = replace(
        _with(text, other, [*other.mentions, *one.mentions]),
        gender=other.gender or one.gender,
        score=max(one.score, other.score),
        public=one.public and other.public,
    )
    entities = [joined if e is other else e for e in analysis.entities if e is not one]
    return _ordered(analysis, analysis.findings, entities)


def _split(text: str, analysis: Analysis, group: Grouping) -> Analysis:
    whole = find(analysis.entities, group.kind, group.form)
    if whole is None:
        return analysis
    wanted = normal(group.form)
    away = [(s, e) for s, e in whole.mentions if normal(text[s:e]) == wanted]
    left = [span for span in whole.mentions if span not in away]
    if not away or not left:
        return analysis
    # Two people were taken for one: what they said together of gender says nothing of either.
    alone = replace(whole, id=_free(analysis.entities, whole.kind), gender=None)
    rest = _with(text, whole, left)
    entities = [rest if e is whole else e for e in analysis.entities]
    return _ordered(analysis, analysis.findings, [*entities, _with(text, alone, away)])


def _has(entity: Entity, form: str) -> bool:
    return normal(form) in {normal(own) for own in entity.forms}


def _inside(span: Span, places: Iterable[Span]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in places)


def _with(text: str, entity: Entity, mentions: Iterable[Span]) -> Entity:
    spans = tuple(sorted(mentions))
    forms = tuple(dict.fromkeys(text[start:end] for start, end in spans))
    return replace(entity, mentions=spans, forms=forms)


def _free(entities: Iterable[Entity], kind: str) -> str:
    prefix = _PREFIX.get(kind, "i" if kind in IDENTIFIER_KINDS else "q")
    numbers = [int(e.id[1:]) for e in entities if e.id[:1] == prefix and e.id[1:].isdigit()]
    return f"{prefix}{max(numbers, default=0) + 1}"


def _ordered(
    analysis: Analysis, findings: Iterable[Finding], entities: Iterable[Entity]
) -> Analysis:
    return Analysis(
        analysis.language,
        tuple(sorted(findings, key=lambda each: each.start)),
        tuple(sorted(entities, key=lambda each: each.mentions[0])),
        analysis.settled,
    )
