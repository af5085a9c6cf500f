"""Runs every identifier rule and settles overlaps: the more telling kind names the stretch."""

from __future__ import annotations

from typing import Final

from cli.redaction.identifiers import (
    documents,
    localities,
    network,
    numbers,
    plates,
    rooms,
    units,
)
from cli.redaction.identifiers.rule import run
from cli.redaction.model import Finding
from cli.redaction.normalise import fold

# Where two rules claim the same characters, the kind that stands first names it.
_ORDER: Final = (
    "email",
    "url",
    "file",
    "handle",
    "coordinates",
    "bank",
    "card",
    "document",
    "plate",
    "unit",
    "address",
    "phone",
    "number",
)
RULES: Final = (
    *network.RULES,
    *documents.RULES,
    *plates.RULES,
    *localities.RULES,
    *units.RULES,
    *rooms.RULES,
)


def merge(findings: list[Finding]) -> list[Finding]:
    """Join findings that overlap; the widest reach, the first kind by order, the best score."""
    merged: list[Finding] = []
    for finding in sorted(findings, key=lambda each: (each.start, -each.end)):
        if not merged or finding.start >= merged[-1].end:
            merged.append(finding)
            continue
        last = merged.pop()
        winner = min(last, finding, key=lambda each: _ORDER.index(each.kind))
        merged.append(
            Finding(
                last.start,
                max(last.end, finding.end),
                winner.kind,
                winner.why,
                max(last.score, finding.score),
            )
        )
    return merged


def identifiers(text: str) -> list[Finding]:
    """Find all direct identifiers of `text`, in order, none overlapping another."""
    folded = fold(text)
    return merge([*run(RULES, folded), *numbers.find(folded)])
