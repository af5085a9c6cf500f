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
_NAME: Final = r"[^\W\d_][^\n:,\[\]<>*]{0,30}?"
_BOLD: Final = r"(?:\*{1,3}|_{1,2}|<b>)?"  # as chats set off who speaks: **Mouse:** …
# [19:02] mouse: …   12.03.2022, 19:02 - Mouse: …   19:02 mouse: …
_AFTER_TIME: Final = re.compile(
    rf"^[ \t]*[\[(<]?(?:[\d./-]{{4,10}},?[ \t]+)?{_TIME}[\])>]?"
    rf"[ \t]*[-–—]?[ \t]*{_BOLD}(?P<x>{_NAME}){_BOLD}:",
    re.MULTILINE | re.IGNORECASE,
)
# [mouse, 23:11] …
_BEFORE_TIME: Final = re.compile(rf"^[ \t]*\[(?P<x>{_NAME}),[ \t]*{_TIME}\]", re.MULTILINE)
# Mouse: …, at the start of several lines.
_LINE: Final = re.compile(
    rf"^[ \t]*[-–—]?[ \t]*{_BOLD}(?P<x>{_NAME}){_BOLD}:{_BOLD}[ \t]+\S", re.MULTILINE
)
_MOST_WORDS: Final = 3
_MOST_AGAIN: Final = 6  # of one who speaks again: «tenor without a key»
# Lines opened by one and the same word, and by any such word, that make a talk.
_TURNS: Final = 2
_TALK: Final = 4


def _spans(text: str) -> Iterator[tuple[int, int, float, int]]:
    """Give where somebody is named who speaks, how sure that is, and the most words it may have."""
    timed = [
        match.span("x")
        for pattern in (_AFTER_TIME, _BEFORE_TIME)
        for match in pattern.finditer(text)
    ]
    lines = [match.span("x") for match in _LINE.finditer(text)]
    turns = Counter(text[start:end].lower() for start, end in [*timed, *lines])

    def often(span: tuple[int, int]) -> bool:
        return turns[text[span[0] : span[1]].lower()] >= _TURNS

    for span in timed:
        yield *span, 0.6, _MOST_AGAIN if often(span) else _MOST_WORDS
    if sum(map(often, lines)) >= _TALK:
        for span in filter(often, lines):
            yield *span, 0.25, _MOST_WORDS


def speakers(page: Page, evidence: Sequence[Evidence]) -> None:
    """Flag who speaks; a word of kin or a title alone (*mother:*, *officer:*) is no name."""
    starts = [token.start for token in page.tokens]
    for start, end, score, most in _spans(page.text):
        first, last = bisect_left(starts, start), bisect_left(starts, end)
        if not 0 < last - first <= most:
            continue
        for place in range(first, last):
            known = page.words[place]
            if known.script != "d" and not known.classes & NO_NAME:
                evidence[place].add(score, "speaks in a talk")
