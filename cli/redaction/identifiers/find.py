"""Runs every identifier rule and settles overlaps: the more telling kind names the stretch."""

from __future__ import annotations

import re
from typing import Final

from cli.redaction.identifiers import (
    designators,
    documents,
    localities,
    network,
    numbers,
    plates,
    postal,
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
    *postal.RULES,
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


# Letters typed for figures: 98140-O4182, 8 (9О2) 418, 5l8.
_FOR_ZERO: Final = re.compile(
    r"(?<=\d)[OoОо](?=[\d -]*\d)|(?<=\d[ (-])[OoОо](?=\d)|(?<=\d)[OoОо](?=\b)"
)
_KEYCAP: Final = str.maketrans("\ufe0f\u20e3", "  ")  # the frame around an emoji of a figure
_FOR_ONE: Final = re.compile(r"(?<=\d)[lI|](?=\d)")


def figures(folded: str) -> str:
    """Read the letters O and l between figures as 0 and 1; the length stays."""
    folded = folded.translate(_KEYCAP)
    return _FOR_ONE.sub("1", _FOR_ZERO.sub("0", folded))


def identifiers(text: str) -> list[Finding]:
    """Find all direct identifiers of `text`, in order, none overlapping another."""
    folded = figures(fold(text))
    return merge([*run(RULES, folded), *numbers.find(folded), *designators.find(folded)])
