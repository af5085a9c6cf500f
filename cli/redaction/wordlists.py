"""Reads the word lists in `data/`: sections of words, `#` comments, any number a line."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


def read_data(name: str) -> str:
    return (files("cli.redaction") / "data" / name).read_text(encoding="utf-8")


@cache
def sections(name: str) -> dict[str, frozenset[str]]:
    """Read one list file into its named sections; ё and е are both kept, as typed and folded."""
    found: dict[str, set[str]] = {}
    words: set[str] = set()
    for line in read_data(name).splitlines():
        line = line.strip()
        if line.startswith("[") and line.endswith("]"):
            words = found.setdefault(line[1:-1], set())
        elif line and not line.startswith("#"):
            for word in line.split():
                words |= {word, word.replace("ё", "е")}
    return {title: frozenset(members) for title, members in found.items()}


@cache
def by_word(name: str) -> dict[str, frozenset[str]]:
    """Turn a list file round: for each word the sections it stands in."""
    found: dict[str, set[str]] = {}
    for title, members in sections(name).items():
        for word in members:
            found.setdefault(word, set()).add(title)
    return {word: frozenset(titles) for word, titles in found.items()}
