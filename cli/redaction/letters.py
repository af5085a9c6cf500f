"""Names told by letters: initials, and names spelled out on paper or aloud."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from cli.redaction.evidence import Evidence
from cli.redaction.marks import told_with
from cli.redaction.normalise import fold_word
from cli.redaction.page import Page

# Letters that are words: an initial only with a full stop.
_LONE_WORDS: Final = frozenset("явіиоуаксзйєiauы")


def spelled_letters(page: Page, evidence: Sequence[Evidence]) -> None:
    """К о в а л ь, К-О-В-А-Л-Ь: four single letters or more."""
    position = 0
    while position < len(page.tokens):
        token = page.tokens[position]
        if token.word.count("-") >= 3 and all(len(part) <= 1 for part in token.word.split("-")):
            evidence[position].add(0.9, "spelled letters")
        end = position
        while (
            end < len(page.tokens)
            and len(page.tokens[end].word) == 1
            and page.tokens[end].word.isalpha()
            and (
                end == position or (page.gap(end).strip(" -.–,") == "" and len(page.gap(end)) <= 3)
            )
        ):
            end += 1
        if end - position >= 4:
            for place in range(position, end):
                evidence[place].add(0.9, "spelled letters")
        position = max(end, position + 1)


def initials(page: Page, evidence: Sequence[Evidence]) -> None:
    """Т. Г. Шевченко, Шевченко Т.Г., K. Petrenko: single letters beside a flagged word."""
    tokens = page.tokens
    for position, token in enumerate(tokens):
        if len(token.word) != 1 or not token.word.isalpha():
            continue
        after = page.text[token.end : token.end + 2].lstrip(" ")[:1]
        dotted = after == "."
        if not dotted and token.word in _LONE_WORDS:
            continue
        for place in (position - 1, position + 1, position - 2, position + 2):
            if not 0 <= place < len(tokens):
                continue
            if evidence[place].score < (0.05 if dotted else 0.1):
                continue
            if abs(place - position) == 2:
                between = tokens[(place + position) // 2]
                if len(between.word) != 1:
                    continue
            nearer = min(place, position) + 1
            if len(page.gap(nearer).strip(" .," if dotted else " .")) == 0:
                evidence[position].add(0.3, "initial")
                break


_SURELY_A_LETTER: Final = re.compile(
    r"(?:[бвгджзпцт]э|э[лмнрсф]ь?|[кхшщ]а|йот|зет|бе|ве|ге|пе|е[лмнрсф]ь?|[cdgptvz]e|zhe|tse|che|"
    r"e[flmnrs]|k?ha|sha|ka|[^\W\d_])\Z"
)


# Z for Zoya, V as in vinegar, А как Анна: what follows the letter, up to the word that starts so.
_AS_IN: Final = (("for",), ("as", "in"), ("like",), ("как",), ("як",))


_SIGNS: Final = frozenset({"мягкий", "твердый", "твёрдый", "м'який", "soft", "hard"})


def _letter(page: Page, place: int) -> int:
    """Give how many words tell one letter at a place: эр, "soft sign"; 0 if none does."""
    if place == len(page.tokens):
        return 0
    word = page.tokens[place].word
    if fold_word(word) in _SIGNS:
        sign = place + 1 < len(page.tokens) and page.tokens[place + 1].word in ("знак", "sign")
        return 2 if sign else 1  # «ен, м'який, ка»
    return 1 + _told_by_a_word(page, place) if "SPL" in told_with(word) else 0


def _told_by_a_word(page: Page, letter: int) -> int:
    """Give how many words after a letter only tell which it is."""
    first = page.tokens[letter].word
    for told in _AS_IN:
        end = letter + 1 + len(told)
        between = tuple(token.word for token in page.tokens[letter + 1 : end])
        if len(first) == 1 and between == told and end < len(page.tokens):
            gaps = [page.gap(place) for place in range(letter + 1, end + 1)]
            if page.tokens[end].word[:1] == first and not any(gap.strip(" ,") for gap in gaps):
                return len(told) + 1
    return 0


def spelled_aloud(page: Page, evidence: Sequence[Evidence]) -> None:
    """Кэ, а, эл, у, гэ; Z for Zoya, A, R: four names of letters or more, two nothing else."""
    position = 0
    while position < len(page.tokens):
        end, letters, told = position, [], 0
        while words := _letter(page, end):
            if end > position and page.gap(end).strip(" ,.…-–—"):
                break
            letters.append(page.tokens[end].word)
            told += words > 1
            end += words
        plain = sum(bool(_SURELY_A_LETTER.match(word)) and len(word) > 1 for word in letters)
        single = sum(len(word) == 1 for word in letters)
        several = len(letters) >= 4 and len(set(letters)) >= 3  # «ха, ха, ха, ха» is none
        if several and (plain >= 2 or single >= 4 or told):
            for place in range(position, end):
                evidence[place].add(0.6, "spelled aloud")
        position = max(end, position + 1)


def initial_alone(page: Page, evidence: Sequence[Evidence]) -> None:
    """S. was taken; сказал М.: one capital with a full stop that ends no sentence."""
    for position, token in enumerate(page.tokens):
        if len(token.raw) != 1 or not token.raw.isupper() or not token.raw.isalpha():
            continue
        if page.text[token.end : token.end + 1] != "." or evidence[position].score:
            continue
        after = page.text[token.end + 1 : token.end + 3]
        apart = page.gap(position)[-1:] in (" ", "\n", "(") and not (
            position and page.gap(position) == " " and len(page.tokens[position - 1].raw) == 1
        )
        goes_on = after[:1] in " ,;" and after[-1:].islower()
        if apart and (goes_on or after[:1] in ("", ",", ";", ":", ")", ".", "\n")):
            evidence[position].add(0.2, "initial alone")


# Two capitals with full stops that are no initials.
_NO_INITIALS: Final = frozenset({"ps", "po", "us", "uk", "nb", "ad", "bc", "pm", "am", "ооо"})


def initials_alone(page: Page, evidence: Sequence[Evidence]) -> None:
    """О. С., Ye. T., A. B. Sat: capitals with full stops, and the word with one after them."""
    for position in range(len(page.tokens) - 1):
        first, second = page.tokens[position], page.tokens[position + 1]
        if len(first.word) > 2 or len(second.word) > 2 or first.word + second.word in _NO_INITIALS:
            continue
        dotted = page.text[second.end : second.end + 1] == "."
        letters = (
            (first.raw + second.raw).isalpha() and first.raw.istitle() and second.raw.istitle()
        )
        if not (letters and dotted and page.gap(position + 1) in (".", ". ")):
            continue
        evidence[position].add(0.3, "initials")
        evidence[position + 1].add(0.3, "initials")
        after = position + 2
        if after == len(page.tokens) or page.gap(after) not in (".", ". "):
            continue
        if page.tokens[after].raw[:1].isupper() and len(page.tokens[after].raw) > 1:
            evidence[after].add(0.3, "after initials")
