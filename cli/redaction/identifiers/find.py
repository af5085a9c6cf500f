"""Runs every identifier rule and settles overlaps: the more telling kind names the stretch."""

from __future__ import annotations

import re
from typing import Final

from cli.redaction.identifiers import (
    designators,
    documents,
    handles,
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
    *handles.RULES,
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


_NEAR: Final = 30  # characters between two parts of one thing
_ACRONYM: Final = re.compile(r"(?<![\w-])[A-ZА-ЯІЇЄҐ]{2,7}[ ]$")


def _with_acronyms(folded: str, found: list[Finding]) -> list[Finding]:
    """Take in the capitals that stand right before a document's number: УБД АБ 440917."""
    grown: list[Finding] = []
    for each in found:
        before = _ACRONYM.search(folded, max(0, each.start - 9), each.start)
        free = not grown or not before or grown[-1].end <= before.start()
        if before and free and each.kind == "document" and not folded.isupper():
            each = Finding(before.start(), each.end, each.kind, each.why, each.score)
        grown.append(each)
    return grown


# What may stand between two parts of one address, and of one unit.
_BETWEEN: Final = {
    "address": re.compile(r"(?:,? ?(?:of|in|в|у|на|по|at|г\.|м\.)? ?[^\W\d_][\w'-]+){0,3},? ?|,? "),
    "unit": re.compile(r",? (?:of the |of |в составе |из |from the |у складі )?|[-/]"),
}
# A small unit before the number of a larger one: разведрота 40-й бригады.
_SMALLER: Final = re.compile(
    r"(?<!\w)\w*(?:рот[аеыу]|взвод\w?|батаре\w{1,2}|разведбат\w?|батальйон\w?|батальон\w?|"
    r"company|platoon|battery) $",
    re.IGNORECASE,
)


def _joined(folded: str, found: list[Finding]) -> list[Finding]:
    """Make one of the parts of an address or of a unit: Flat 4, Oak House, 18 Mill Lane."""
    joined: list[Finding] = []
    for each in found:
        last = joined[-1] if joined else None
        if each.kind == "unit":
            smaller = _SMALLER.search(folded, max(0, each.start - 24), each.start)
            if smaller and (last is None or last.end <= smaller.start()):
                each = Finding(smaller.start(), each.end, "unit", each.why, each.score)
        between = _BETWEEN.get(each.kind)
        if last and between and last.kind == each.kind and each.start - last.end <= _NEAR:
            gap = folded[last.end : each.start]
            if between.fullmatch(gap) and "\n" not in gap:
                score = max(last.score, each.score)
                joined[-1] = Finding(last.start, each.end, each.kind, last.why, score)
                continue
        joined.append(each)
    return joined


def identifiers(text: str) -> list[Finding]:
    """Find all direct identifiers of `text`, in order, none overlapping another."""
    folded = figures(fold(text))
    found = merge([*run(RULES, folded), *numbers.find(folded), *designators.find(folded)])
    return _joined(folded, _with_acronyms(folded, found))
