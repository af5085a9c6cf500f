"""Short forms of given names (Саша, Сашко, Санёк, Сашин), recognised without a list of all forms.

About 1 300 short names are kept; second diminutives are derived from them, and case endings and
possessives are taken off the word when it is looked up.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final, Literal

from cli.redaction.model import Gender
from cli.redaction.wordlists import read_data

_VOWELS: Final = "аеёиоуыэюяіїє"
_POSSESSIVE: Final = (
    "ин ина ину ином ины иной иного иному иными иных иным ино ині иної иною иній іним "
    "їн їна їну їної їною їного їному їні їним їних ін іна іну"
)
_Shape = Literal["a", "o", "soft", "hard", "fleeting"]
_A_ENDINGS: Final = "а я и ы і ї е є у ю ой ою ей ею єю йо ям ями ях о ам ами ах ь"
_O_ENDINGS: Final = "о а у ові ом ови е ем"
_SOFT_ENDINGS: Final = "й ь я ю ем ём єм ї є и і єві еві ьом ьові ье ьо"
_HARD_ENDINGS: Final = "а у ом е ові ем ів ов и ы ам ами"
_FLEETING_ENDINGS: Final = "а у ом е и ові"
_ENDINGS: Final[dict[_Shape, frozenset[str]]] = {
    "a": frozenset({*_A_ENDINGS.split(), *_POSSESSIVE.split(), ""}),
    "o": frozenset(_O_ENDINGS.split()),
    "soft": frozenset(_SOFT_ENDINGS.split()),
    "hard": frozenset({*_HARD_ENDINGS.split(), ""}),
    "fleeting": frozenset(_FLEETING_ENDINGS.split()),
}
_SECOND_HARD: Final = "ка очка енька ечка уля уня уся уха ик ок ян он улька уська унчик ушка"
_SECOND_SOFT: Final = "ька ечка енька юша юшка юня юся юха ик чик ёк ян юлька"
_SECOND_MALE: Final = "чик ушка ик ко юшка"


@dataclass(frozen=True, slots=True)
class ShortName:
    """What a word is short for.

    names:  full forms it may stand for, e.g. {"александр", "александра"}
    gender: "masc", "femn", or None when it serves both
    degree: 1 for a listed or full form, 2 for a derived second diminutive
    """

    names: frozenset[str]
    gender: Gender | None
    degree: int


def _stems(name: str) -> list[tuple[str, _Shape]]:
    """Give the parts of a name that stay when it is declined, with the sort of endings."""
    last, stem = name[-1], name[:-1]
    if last in "ая":
        found: list[tuple[str, _Shape]] = [(stem, "a")]
        softened = {"к": "ц", "г": "з", "х": "с"}.get(stem[-1:])
        if softened:
            found.append((stem[:-1] + softened, "a"))
        hushed = {"к": "ч", "г": "ж", "х": "ш"}.get(stem[-1:])
        if hushed:
            found.append((stem[:-1] + hushed, "a"))
        return found
    if last == "о":
        return [(stem, "o")]
    if last in "йь":
        return [(stem, "soft")]
    if last in _VOWELS:
        return [(name, "hard")]
    found = [(name, "hard")]
    for suffix, bases in (
        ("ьок", ("ьк",)),
        ("ёк", ("ьк", "йк")),
        ("ек", ("ьк", "йк")),
        ("ок", ("к",)),
        ("ец", ("ц",)),
    ):
        if name.endswith(suffix):
            found += [(name.removesuffix(suffix) + base, "fleeting") for base in bases]
            break
    return found


def _second(name: str) -> list[str]:
    """Derive second diminutives: саша → сашка, сашуля; павел → павелчик and the like."""
    if name[-1] in "ая" and 3 <= len(name) <= 6:
        endings = _SECOND_SOFT if name[-1] == "я" else _SECOND_HARD
        return [name[:-1] + ending for ending in endings.split()]
    if name[-1] not in _VOWELS + "йь" and len(name) >= 4:
        return [name + ending for ending in _SECOND_MALE.split()]
    return []


@cache
def _lines() -> tuple[tuple[Gender, tuple[str, ...], tuple[str, ...]], ...]:
    found: list[tuple[Gender, tuple[str, ...], tuple[str, ...]]] = []
    for line in read_data("short-names.txt").splitlines():
        if not line or line.startswith("#"):
            continue
        head, _, tail = line.partition(":")
        mark, *full = head.split()
        found.append(("masc" if mark == "m" else "femn", tuple(full), tuple(tail.split())))
    return tuple(found)


@cache
def all_short_names() -> tuple[tuple[str, Gender], ...]:
    """List every name of the table with its gender, for training texts and transliteration."""
    return tuple(
        (name, gender) for gender, full, short in _lines() for name in dict.fromkeys(full + short)
    )


@cache
def _table() -> dict[str, list[tuple[_Shape, str, Gender, int]]]:
    table: dict[str, list[tuple[_Shape, str, Gender, int]]] = {}

    def add(name: str, owner: str, gender: Gender, degree: int) -> None:
        for spelled in {name, name.replace("ё", "е")}:
            for stem, shape in _stems(spelled):
                table.setdefault(stem, []).append((shape, owner, gender, degree))

    for gender, full, short in _lines():
        for name in dict.fromkeys(full + short):
            add(name, full[0], gender, 1)
            for derived in _second(name):
                add(derived, full[0], gender, 2)
    return table


@lru_cache(maxsize=60_000)
def short_name(word: str) -> ShortName | None:
    """Say what a lower-case Cyrillic word is short for in any case or as a possessive."""
    if len(word) < 3:
        return None
    table = _table()
    best: list[tuple[str, Gender, int]] = []
    for length in range(min(6, len(word) - 1)):
        stem, ending = word[: len(word) - length], word[len(word) - length :]
        if len(stem) < 2:
            break
        best += [
            (owner, gender, degree)
            for shape, owner, gender, degree in table.get(stem, ())
            if ending in _ENDINGS[shape]
        ]
    if not best:
        return None
    degree = min(found[2] for found in best)
    kept = [found for found in best if found[2] == degree]
    genders = {found[1] for found in kept}
    return ShortName(
        frozenset(found[0] for found in kept), genders.pop() if len(genders) == 1 else None, degree
    )
