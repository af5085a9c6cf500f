"""Splits a text into words, with look-alike letters folded and broken words joined again."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from cli.redaction import lexicon
from cli.redaction.lexicon import Script, script_of
from cli.redaction.normalise import (
    COMBINING,
    INVISIBLE,
    as_cyrillic,
    bare,
    digits_as_letters,
    fold,
    fold_word,
)

_LETTER: Final = rf"[^\W_{INVISIBLE}{COMBINING}]"
_HIDDEN: Final = rf"[{INVISIBLE}{COMBINING}]"
WORD: Final = re.compile(rf"{_LETTER}(?:{_HIDDEN}*['-]?{_LETTER}|{_HIDDEN})*")
_BREAK: Final = re.compile(r"-?[ \t]*\r?\n[ \t]*")
_MIXED: Final = re.compile(r"(?=.*\d)(?=(?:.*[^\W\d_]){2})\w+")


@dataclass(slots=True)
class Token:
    """One word of the text.

    start, end: characters in the text; a word joined over a line holds both halves
    raw:        as it stands in the text
    word:       folded to one script, lower case, without invisible signs
    """

    start: int
    end: int
    raw: str
    word: str
    script: Script


def _token(text: str, start: int, end: int) -> Token:
    raw = text[start:end]
    word = fold_word(bare(raw)).lower()
    return Token(start, end, raw, word, script_of(word))


def _read_digits(token: Token) -> None:
    """0лег is олег, 1van is ivan: when the word without digits is a name or a word."""
    if token.script == "d" or not _MIXED.fullmatch(token.word):
        return
    for plain in digits_as_letters(token.word, token.script == "c"):
        if plain.isalpha() and (lexicon.can_be_name(plain) or lexicon.stands_alone(plain)):
            token.word = plain
            return


def _read_look_alikes(tokens: list[Token]) -> None:
    """A wholly Latin word of twin letters in a Cyrillic text is Cyrillic, if it is then known."""
    cyrillic = sum(token.script == "c" for token in tokens)
    latin = sum(token.script == "l" for token in tokens)
    if cyrillic <= latin:
        return
    for token in tokens:
        if token.script == "l" and len(token.word) > 2:
            twin = as_cyrillic(token.word)
            if twin and (lexicon.can_be_name(twin) or lexicon.word(twin).known):
                token.word, token.script = twin, "c"


def _one_word(first: str, second: str) -> bool:
    """Say whether the end of a line and the start of the next are two halves of one word."""
    alone = lexicon.stands_alone(first), lexicon.stands_alone(second)
    if all(alone):
        return False
    whole = first + second
    name = lexicon.can_be_name(whole)
    knowledge = lexicon.word(whole)
    known = knowledge.known if knowledge.script == "c" else knowledge.zipf >= 2.5
    rarest = min(lexicon.word(first).zipf, lexicon.word(second).zipf)
    return (known or name) and (name or knowledge.zipf >= max(1.0, rarest - 2.5))


def _join_lines(text: str, tokens: list[Token]) -> list[Token]:
    joined: list[Token] = []
    position = 0
    while position < len(tokens):
        token = tokens[position]
        if position + 1 < len(tokens):
            after = tokens[position + 1]
            gap = text[token.end : after.start]
            if (
                "\n" in gap
                and token.script == after.script != "d"
                and _BREAK.fullmatch(gap)
                and _one_word(token.word, after.word)
            ):
                raw = text[token.start : after.end]
                whole = token.word + after.word
                joined.append(Token(token.start, after.end, raw, whole, token.script))
                position += 2
                continue
        joined.append(token)
        position += 1
    return joined


def tokenize(text: str, join: bool = True) -> list[Token]:
    """Split `text` into words; offsets are those of the text as given."""
    folded = fold(text)
    tokens = [_token(folded, *match.span()) for match in WORD.finditer(folded)]
    for token in tokens:
        token.raw = text[token.start : token.end]
        _read_digits(token)
    _read_look_alikes(tokens)
    return _join_lines(folded, tokens) if join else tokens
