"""The vetted lists of pseudonyms, one file a language in `data/names-*.tsv`.

Every name there inflects fully and without doubt, and is no common word of its language;
`tests/unit/redaction_text/test_names.py` holds the lists to that.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from cli.redaction.keys import resembles
from cli.redaction.wordlists import read_data

ListSort = Literal["given", "surname", "callsign"]
LANGUAGES: Final = ("ru", "uk", "en")


@dataclass(frozen=True, slots=True)
class Listed:
    """One name of a list.

    gender:     "masc", "femn", "any", or "-" for a surname
    name:       base form; a surname in its masculine form
    familiar:   a form in -а or -я, of which Russian makes possessives ("" elsewhere)
    patronymic: (masculine, feminine) made of a man's name, ("", "") elsewhere
    """

    sort: ListSort
    gender: str
    name: str
    familiar: str
    patronymic: tuple[str, str]


@cache
def listed(language: str) -> tuple[Listed, ...]:
    """Read the whole list of a language; any other language has the English one."""
    if language not in LANGUAGES:
        language = "en"
    found: list[Listed] = []
    for line in read_data(f"names-{language}.tsv").splitlines():
        if not line or line.startswith("#"):
            continue
        sort, gender, name, familiar, male, female = (line.split("\t") + [""] * 3)[:6]
        assert sort in ("given", "surname", "callsign")  # noqa: S101
        found.append(Listed(sort, gender, name, familiar, (male, female)))  # type: ignore[arg-type]
    return tuple(found)


@cache
def pool(language: str, sort: ListSort, gender: str) -> tuple[Listed, ...]:
    """Give the names to draw from; gender "any" takes the names that fit everyone."""
    names = [item for item in listed(language) if item.sort == sort]
    if sort == "surname":
        return _in_company(names)
    fitting = [item for item in names if item.gender == gender]
    fitting = fitting or [item for item in names if item.gender == "any"] or names
    return _in_company(fitting) if sort == "given" else tuple(fitting)


@cache
def patronymics(language: str) -> tuple[Listed, ...]:
    """Give the men's names that a patronymic is made of."""
    return _in_company([item for item in listed(language) if item.patronymic[0]])


def _in_company(names: list[Listed]) -> tuple[Listed, ...]:
    """Leave out a name if every other with its initial looks like it.

    A real name that looks like it would take its initial out of the draw, and a reader who sees
    the initial would know that the real name is another.
    """
    return tuple(
        item
        for item in names
        if any(
            other.name[0] == item.name[0] and not resembles(item.name, other.name)
            for other in names
        )
    )


@cache
def find(name: str, language: str) -> Listed | None:
    """Find a name of the list by its base form."""
    return next((item for item in listed(language) if item.name == name), None)
