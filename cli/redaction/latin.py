"""Names in Latin letters: US census names, nicknames, transliterated Slavic names."""

from __future__ import annotations

import gzip
import re
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

from cli.redaction import translit
from cli.redaction.model import Gender
from cli.redaction.morphology import zipf
from cli.redaction.shortnames import all_short_names

# British and Irish short forms and spellings that the American lists lack. Own list.
_MORE: Final = """
daz baz gaz jonno danno chaz jaz jez tel mick nige jimbo robbo stevo davo sully smithy jonesy joss
liv livvy bex becs shaz jules jonny johnno kez kev maz dec mags siobhan niamh aoife saoirse ciara
sinead oisin cillian eoin padraig fionn rhys gethin dilys nia callum hamish archie alfie ollie
freya poppy imogen tamsin saskia mohammed mohamed ahmed fatima aisha omar yusuf hassan hussein
ibrahim khalid tariq nadia leila zainab bilal imran priya arjun ravi sanjay anjali deepa wei ming
jing hiroshi yuki kenji linh minh thuy nguyen kwame kofi ama chidi ngozi amara adaeze emeka tunde
"""
SURNAME: Final = re.compile(
    r"(?:enko|enka|chuk|czuk|tschuk|[nlktd]iuk|[nlktd]yuk|sk(?:yi|yy|iy|yj|y|ii|i|a|aya|aia)|tska|"
    r"[dlnrstkvmgbphz]ov|[^aeiou]ova|[^aeiou]eva|[^rlnf]ev|ukh|shvili|adze|idze|yan|ian|"
    r"ov[yi]ch|ev[yi]ch|[ou]vna|evna|ivna|ichna|yshyn|ishin|bekov|oglu|zade|owski|ewski|wicz)(?:'?s)?$"
)


@dataclass(frozen=True, slots=True)
class _Tables:
    first: dict[str, float] = field(default_factory=dict)
    gender: dict[str, Gender | None] = field(default_factory=dict)
    last: dict[str, float] = field(default_factory=dict)
    nickname: dict[str, frozenset[str]] = field(default_factory=dict)
    slavic: dict[str, int] = field(default_factory=dict)
    surnames: set[str] = field(default_factory=set)
    patronymics: set[str] = field(default_factory=set)


@cache
def _tables() -> _Tables:
    tables = _Tables()
    packed = (files("cli.redaction") / "data" / "names.txt.gz").read_bytes()
    title = ""
    genders: dict[str, set[Gender]] = {}
    for line in gzip.decompress(packed).decode().splitlines():
        if line[0] in "#[":
            title = line.strip("[]")
            continue
        word, _, rest = line.partition(" ")
        if title in ("male", "female"):
            tables.first[word] = max(float(rest), tables.first.get(word, 0.0))
            genders.setdefault(word, set()).add("masc" if title == "male" else "femn")
        elif title == "last":
            tables.last[word] = float(rest)
        elif title == "nickname":
            tables.nickname[word] = frozenset(rest.split())
            tables.first.setdefault(word, 1.0)
        elif title == "Name":
            tables.slavic[word] = 1
        elif title == "Surn":
            tables.surnames.add(word)
        elif title == "Patr":
            tables.patronymics.add(word)
    for name, gender in all_short_names():
        tables.slavic[translit.key(name)] = 2
        genders.setdefault("~" + translit.key(name), set()).add(gender)
    for word in _MORE.split():
        tables.first.setdefault(word, 1.0)
    for word, found in genders.items():
        tables.gender[word] = next(iter(found)) if len(found) == 1 else None
    return tables


@dataclass(frozen=True, slots=True)
class LatinName:
    """What is known of a lower-case Latin word as a name.

    base:     the word without a possessive ending
    first:    log10 bearers in a million as a first name, None if on no list
    last:     the same as a last name
    slavic:   2 a common short or full Slavic name, 1 any Slavic name, 0 none
    surname:  key of a Slavic surname in the dictionaries
    patronymic: key of a patronymic
    ending:   ends like a Slavic, Georgian or Armenian surname
    weight:   how much more it is a name than a word: first-name share against frequency,
              about -3 (`the`) to 4 (`stacy`); -9 if on no list
    """

    base: str
    first: float | None
    last: float | None
    slavic: int
    surname: bool
    patronymic: bool
    ending: bool
    weight: float
    gender: Gender | None


def _base(word: str, tables: _Tables) -> str:
    for ending in ("'s", "s'", "'"):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return word[: -len(ending)]
    if (
        word.endswith("s")
        and word not in tables.first
        and len(word) > 3
        and (word[:-1] in tables.first or tables.slavic.get(translit.key(word[:-1])) == 2)
        and zipf(word, False) < 4
    ):
        return word[:-1]
    return word


@lru_cache(maxsize=60_000)
def latin_name(word: str) -> LatinName:
    tables = _tables()
    base = _base(word, tables)
    first, last = tables.first.get(base), tables.last.get(base)
    key = translit.key(base)
    weight = -9.0 if first is None else first - 0.5 - max(zipf(base, False) - 2.5, 0)
    slavic = "~" + key  # Sasha is a man's name too, whatever the American lists say
    gender = tables.gender[slavic] if slavic in tables.gender else tables.gender.get(base)
    return LatinName(
        base,
        first,
        last,
        tables.slavic.get(key, 0) if len(base) > 2 else 0,
        key in tables.surnames,
        key in tables.patronymics,
        len(base) > 4 and bool(SURNAME.search(base)),
        weight,
        gender,
    )


@lru_cache(maxsize=20_000)
def full_names(word: str) -> frozenset[str]:
    """Give the full first names a Latin short form may stand for: bill → william."""
    return _tables().nickname.get(word, frozenset())


@cache
def common_first_names() -> tuple[str, ...]:
    """List first names, most borne first, for training texts."""
    first = _tables().first
    return tuple(sorted(first, key=lambda name: (-first[name], name)))


@cache
def common_last_names() -> tuple[str, ...]:
    last = _tables().last
    return tuple(sorted(last, key=lambda name: (-last[name], name)))
