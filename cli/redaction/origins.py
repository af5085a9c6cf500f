"""What a name says of where its bearer comes from, and names of the same origin to draw instead.

A Buryat or a Hungarian name in an account is itself half an address. The policy says whether a
pseudonym keeps the origin, and who is shown to an editor. Knows a dozen origins by short lists and
by ends of surnames; a name that tells no origin here may still tell one to a reader.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import Final

from cli.redaction.keys import stem, translit_key
from cli.redaction.lexicon import script_of
from cli.redaction.model import Origin
from cli.redaction.names import Listed
from cli.redaction.wordforms import is_common, sorts
from cli.redaction.wordlists import read_data, sections

_WORD: Final = re.compile(r"[^\W\d_]{2,}")
# What may stand behind a name, spelled by sound: surname, patronymic, case.
_REST: Final = re.compile(
    r"(?:ov|ev|in)?(?:ich|n)?(?:a|u|e|i|om|em|im|oi|ei|ih|imi|ami|am|ah|ovi|evi)?"
)
_GIVEN: Final = re.compile(r"(?:(?:ov|ev)(?:ich|n))?(?:a|u|e|i|om|em|im|oi|ei|am)?")
_SHORT: Final = re.compile(r"(?:a|u|e|om|oi)?|(?:ov|ev)(?:a|u|e|im|oi)?")
ENGLISH: Final = {
    "caucasus": "Caucasian",
    "tatar": "Tatar",
    "armenian": "Armenian",
    "georgian": "Georgian",
    "buryat": "Buryat, Kalmyk or Tuvan",
    "jewish": "Jewish",
    "greek": "Greek",
    "hungarian": "Hungarian",
    "korean": "Korean",
    "roma": "Roma",
}


@cache
def _names() -> tuple[tuple[str, str, bool], ...]:
    """(key, origin, no surname is made of it) of every listed name, the longest first."""
    found = {
        (translit_key(name), origin, name.endswith("!"))
        for origin in ENGLISH
        for name in sections("origins.txt")[origin]
    }
    return tuple(sorted(found, key=lambda one: (-len(one[0]), one)))


@cache
def _by_start() -> dict[str, tuple[tuple[str, str, bool], ...]]:
    table: dict[str, list[tuple[str, str, bool]]] = {}
    for name, origin, bare in _names():
        table.setdefault(name[:3], []).append((name, origin, bare))
    return {start: tuple(found) for start, found in table.items()}


@cache
def _ends() -> tuple[tuple[str, str], ...]:
    return tuple(
        (end, title.removeprefix("ends "))
        for title, ends in sections("origins.txt").items()
        if title.startswith("ends ")
        for end in sorted(ends)
    )


def _of_word(word: str, language: str) -> str:
    spelled = translit_key(word)
    for name, origin, bare in _by_start().get(spelled[:3], ()):
        base = name[:-1] if name[-1] in "ai" and len(name) > 4 else name
        rest = spelled[len(base) :] if spelled.startswith(base) else None
        shape = _SHORT if len(base) < 4 else _GIVEN if bare else _REST
        if rest is not None and shape.fullmatch(rest):
            return origin
    if script_of(word) != "c" or len(word) < 6 or language not in ("ru", "uk"):
        return ""
    base = stem(word)
    for end, origin in _ends():
        if "ь" + end in word or "'" + end in word:  # Лукьянов, Мар'яна
            continue
        if word.endswith(end) or base.endswith(end):
            known = "given" in sorts(word, language) or is_common(word, language)
            return "" if known else origin
    return ""


def origin_of(forms: Iterable[str], language: str) -> str:
    """Say what origin the names of one person tell, "" if none that is known here."""
    told = Counter(
        origin
        for form in forms
        for word in _WORD.findall(form.casefold())
        if (origin := _of_word(word, language))
    )
    return told.most_common(1)[0][0] if told else ""


def is_rare(origin: str, language: str) -> bool:
    rare = sections("origins.txt")
    return origin in rare.get(f"rare {language}", rare["rare en"])


def question(origin: str, language: str, handling: Origin) -> str:
    """Give what an editor is asked about a person with a drawn name, or ""."""
    if not origin or kept(origin, language, handling):
        return ""
    if handling == "change" and not is_rare(origin, language):
        return ""
    return f"the name told a {ENGLISH[origin]} origin and the new one does not: is that right?"


def kept(origin: str, language: str, handling: Origin) -> str:
    """Give the origin of the list to draw from, or "" for the common names."""
    keep = handling == "keep" and origin and not is_rare(origin, language)
    return origin if keep and any(item for item in _listed(language, origin)) else ""


@cache
def _listed(language: str, origin: str) -> tuple[Listed, ...]:
    """Read the names of one origin; patronymics are regular and made here."""
    found: list[Listed] = []
    daughter = "івна" if language == "uk" else "овна"
    for line in read_data("names-origins.tsv").splitlines():
        if not line.startswith(f"{origin}\t{language}\t"):
            continue
        _, _, sort, gender, names = line.split("\t")
        for name in names.split():
            father = sort == "given" and gender == "masc"
            made = (name + "ович", name + daughter) if father else ("", "")
            found.append(Listed(sort, gender, name, "", made))  # type: ignore[arg-type]
    return tuple(found)


def pool(language: str, origin: str, sort: str, gender: str) -> tuple[Listed, ...]:
    """Give the names of an origin to draw from; a patronymic is drawn by the father's name."""
    names = _listed(language, origin)
    if sort == "patronymic":
        return tuple(item for item in names if item.patronymic[0])
    return tuple(i for i in names if i.sort == sort and (sort == "surname" or i.gender == gender))
