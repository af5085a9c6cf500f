"""Which words of a mention are given name, patronymic or surname, and whose two mentions are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Final

from cli.redaction import translit
from cli.redaction.latin import full_names
from cli.redaction.lexicon import Word, script_of
from cli.redaction.lexicon import word as look_up
from cli.redaction.model import Gender
from cli.redaction.morphology import LANGUAGES, readings
from cli.redaction.propagation import keys
from cli.redaction.shortnames import all_short_names, short_name

_FEMININE: Final = ("ова", "ева", "ёва", "єва", "ина", "іна", "їна", "ская", "ська", "цкая", "цька")
_MASCULINE: Final = ("ов", "ев", "ёв", "єв", "ин", "ін", "їн", "ский", "ський", "цкий", "цький")
_FEMALE_OBLIQUE: Final = ("овой", "евой", "иной", "ской", "ової", "євої", "ської", "ську", "скую")
_MALE_OBLIQUE: Final = ("овым", "евым", "иным", "ским", "ського", "ського", "ського", "ському")
_PATRONYMIC_FEMALE: Final = ("вна", "вны", "вни", "вне", "вні", "вну", "вной", "вною", "чна", "чны")


@cache
def _by_sound() -> dict[str, frozenset[str]]:
    """Full names by the sound of their short forms, for names in Latin letters."""
    found: dict[str, set[str]] = {}
    for name, _ in all_short_names():
        short = short_name(name)
        if short:
            found.setdefault(translit.key(name), set()).update(short.names)
    return {key: frozenset(names) for key, names in found.items()}


@lru_cache(maxsize=60_000)
def given_names(text: str) -> frozenset[str]:
    """Give the full names that a word may stand for as a given name, empty if it is none."""
    known = look_up(text)
    if known.short:
        return known.short.names
    if known.script == "c":
        found: set[str] = set()
        for grammar in (known.ru, known.uk):
            if grammar and "Name" in grammar.kinds and grammar.known:
                found |= grammar.name_lemmas
        return frozenset(found)
    if known.latin and (known.latin.slavic or known.latin.first is not None):
        base = known.latin.base
        return _by_sound().get(translit.key(base), frozenset()) | full_names(base) | {base}
    return frozenset()


def is_patronymic(known: Word) -> bool:
    if known.latin:
        return known.latin.patronymic and not known.latin.first
    return "Patr" in known.name_kinds or (known.patronymic_ending and not known.known)


@dataclass(slots=True)
class Parts:
    """What one mention says of its person.

    given:      full names the given name may stand for
    patronymic, family: keys (propagation.keys) of those words
    words:      keys of the mention, if it is a single word
    spelled:    keys of all words
    """

    given: frozenset[str] = frozenset()
    patronymic: frozenset[str] = frozenset()
    family: frozenset[str] = frozenset()
    initials: str = ""
    words: frozenset[str] = frozenset()
    spelled: frozenset[str] = frozenset()
    gender: Counter[Gender] = field(default_factory=Counter)

    @property
    def full(self) -> bool:
        return bool(self.given and self.family)


def parts_of(words: Sequence[Word]) -> Parts:
    """Sort the words of one mention by the part they play."""
    parts = Parts()
    if len(words) == 1:
        parts.words = keys(words[0].text)
    for known in words:
        parts.spelled |= keys(known.text)
        if len(known.text) == 1:
            parts.initials += known.text
            continue
        vote = _gender_of(known)
        if is_patronymic(known) and (parts.given or parts.initials or len(words) <= 2):
            parts.patronymic |= keys(known.text)
            female = known.text.endswith(_PATRONYMIC_FEMALE)
            parts.gender["femn" if female else "masc"] += 3
            continue
        given = given_names(known.text)
        surname_left = len(words) == 2 and any(len(word.text) == 1 for word in words)
        if surname_left:
            given = frozenset()  # beside a lone initial stands the surname
        if given and not parts.given and not (parts.family and len(words) == 1):
            parts.given = given
            weight = 3
        else:
            parts.family |= keys(known.text) or {"=" + known.text}
            weight = 1
        if vote:
            parts.gender[vote] += weight
    return parts


@lru_cache(maxsize=60_000)
def _gender(text: str) -> Gender | None:
    known = look_up(text)
    if known.short:
        return known.short.gender
    if known.latin:
        return known.latin.gender
    genders: set[str] = set()
    for language in LANGUAGES:
        for reading in readings(text, language):
            if reading.known and reading.name_kind == "Name":
                genders |= reading.grammemes & {"masc", "femn"}
    if len(genders) == 1:
        return "masc" if "masc" in genders else "femn"
    if genders:
        return None
    if text.endswith(_FEMALE_OBLIQUE):
        return "femn"
    if text.endswith(_MALE_OBLIQUE + _MASCULINE):
        return "masc"
    if text.endswith(_FEMININE):
        return None  # Ковалёва she is, or Ковалёва they took: others must tell
    return None


def _gender_of(known: Word) -> Gender | None:
    return _gender(known.text)


def compatible(one: Parts, other: Parts) -> int:
    """Score how well two mentions can be one person: 0 if not, more the more they share."""
    shared = 0
    if (one.words & other.family) or (other.words & one.family):
        return 2  # a lone word that could be a given name is the other's surname
    if one.given and other.given:
        if not one.given & other.given:
            return 0
        shared += 1
    if one.family and other.family:
        if not one.family & other.family:
            return 0
        shared += 2
    if one.patronymic and other.patronymic:
        if not one.patronymic & other.patronymic:
            return 0
        shared += 1
    if not shared:
        return 0
    for short, long in ((one, other), (other, one)):
        if short.initials and long.given:
            letters = {translit.key(name)[:1] for name in long.given}
            if translit.key(short.initials[0])[:1] not in letters:
                return 0
    if one.initials and other.initials and one.initials[0] != other.initials[0]:
        return 0
    first, second = _leaning(one), _leaning(other)
    if first and second and first != second:
        return 0
    return shared


def _leaning(parts: Parts) -> Gender | None:
    """The gender a mention tells clearly, by a given name or patronymic."""
    if not (parts.given or parts.patronymic):
        return None
    counted = parts.gender.most_common(2)
    if not counted or counted[0][1] < 3 or (len(counted) > 1 and counted[1][1] >= 3):
        return None
    return counted[0][0]


def merge_into(whole: Parts, part: Parts) -> None:
    whole.given = (whole.given & part.given) or whole.given or part.given
    whole.family |= part.family
    whole.patronymic |= part.patronymic
    whole.spelled |= part.spelled
    whole.initials = whole.initials or part.initials
    whole.gender.update(part.gender)


def spelled_alike(one: Parts, other: Parts) -> bool:
    """Say whether a lone word is a slip of the pen for a name of the other: one letter apart.

    Only words of five letters and more, and never two words that are both names in a list.
    """
    mine = {key[1:] for key in one.words if key[0] == "~" and len(key) > 5}
    if not mine or one.patronymic:
        return False
    theirs = {key[1:] for key in other.family | other.words | other.spelled if key[0] == "~"}
    if _listed(one.given) and _listed(other.given):
        return False
    first, second = _leaning(one), _leaning(other)
    if first and second and first != second:
        return False
    return any(_one_apart(word, name) for word in mine for name in theirs)


def _listed(given: frozenset[str]) -> bool:
    """Full names from our table are Cyrillic: a name that has one is no slip of the pen."""
    return any(script_of(name) == "c" for name in given)


def _one_apart(one: str, other: str) -> bool:
    if one == other or one[0] != other[0] or abs(len(one) - len(other)) > 1 or len(other) < 4:
        return one == other
    if len(one) == len(other):
        return sum(left != right for left, right in zip(one, other, strict=True)) == 1
    short, long = sorted((one, other), key=len)
    return any(long[:cut] + long[cut + 1 :] == short for cut in range(len(long)))
