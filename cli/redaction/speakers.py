"""Who speaks in a chat, an interview or a record: the word before the colon that opens a line."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from cli.redaction.evidence import Evidence
from cli.redaction.page import Page
from cli.redaction.people import NO_NAME

_TIME: Final = r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s?[ap]\.?m\.?)?"
_NAME: Final = r"[^\W\d_][^\n:,\[\]<>]{0,30}?"
# [19:02] mouse: …   12.03.2022, 19:02 - Mouse: …   19:02 mouse: …
_AFTER_TIME: Final = re.compile(
    rf"^[ \t]*[\[(<]?(?:[\d./-]{{4,10}},?[ \t]+)?{_TIME}[\])>]?[ \t]*[-–—]?[ \t]*(?P<x>{_NAME}):",
    re.MULTILINE | re.IGNORECASE,
)
# [mouse, 23:11] …
_BEFORE_TIME: Final = re.compile(rf"^[ \t]*\[(?P<x>{_NAME}),[ \t]*{_TIME}\]", re.MULTILINE)
# Mouse: …, at the start of several lines.
_LINE: Final = re.compile(rf"^[ \t]*[-–—]?[ \t]*(?P<x>{_NAME}):[ \t]+\S", re.MULTILINE)
_MOST_WORDS: Final = 3
# Lines opened by one and the same word, and by any such word, that make a talk.
_TURNS: Final = 2
_TALK: Final = 4


def _spans(text: str) -> Iterator[tuple[int, int, float]]:
    for pattern in (_AFTER_TIME, _BEFORE_TIME):
        for match in pattern.finditer(text):
            yield *match.span("x"), 0.6
    lines = [match.span("x") for match in _LINE.finditer(text)]
    turns = Counter(text[start:end].lower() for start, end in lines)
    often = [span for span in lines if turns[text[span[0] : span[1]].lower()] >= _TURNS]
    if len(often) >= _TALK:
        for start, end in often:
            yield start, end, 0.25


def speakers(page: Page, evidence: Sequence[Evidence]) -> None:
    """Flag who speaks; a word of kin or a title alone (*mother:*, *officer:*) is no name."""
    starts = [token.start for token in page.tokens]
    for start, end, score in _spans(page.text):
        first, last = bisect_left(starts, start), bisect_left(starts, end)
        if not 0 < last - first <= _MOST_WORDS:
            continue
        for place in range(first, last):
            known = page.words[place]
            if known.script != "d" and not known.classes & NO_NAME:
                evidence[place].add(score, "speaks in a talk")
