"""Says less of where: a town is one in the south, a province a region, a district any district.

Only places whose part of the country is beyond doubt (`data/regions.txt`); of others no more than
the common noun beside them stays.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from cli.redaction import lexicon
from cli.redaction.keys import fold
from cli.redaction.keys import stem as cut
from cli.redaction.paradigms import Case
from cli.redaction.wordforms import order, parses
from cli.redaction.wording import Proposal, case_of, governed, preposition_before, with_article
from cli.redaction.wordlists import sections

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*")
_REGIONS: Final = {
    "ua east": ("in eastern Ukraine", "на востоке Украины", "на сході України"),
    "ua south": ("in southern Ukraine", "на юге Украины", "на півдні України"),
    "ua north": ("in northern Ukraine", "на севере Украины", "на півночі України"),
    "ua west": ("in western Ukraine", "на западе Украины", "на заході України"),
    "ua centre": ("in central Ukraine", "в центре Украины", "у центрі України"),
    "crimea": ("in Crimea", "в Крыму", "у Криму"),
    "ru south": ("in southern Russia", "на юге России", "на півдні Росії"),
    "ru caucasus": ("in the North Caucasus", "на Северном Кавказе", "на Північному Кавказі"),
    "ru west": ("in western Russia", "на западе России", "на заході Росії"),
    "ru centre": ("in central Russia", "в центре России", "у центрі Росії"),
    "ru northwest": (
        "in north-western Russia",
        "на северо-западе России",
        "на північному заході Росії",
    ),
    "ru north": ("in northern Russia", "на севере России", "на півночі Росії"),
    "ru urals": ("in the Urals", "на Урале", "на Уралі"),
    "ru siberia": ("in Siberia", "в Сибири", "у Сибіру"),
    "ru volga": ("on the Volga", "в Поволжье", "у Поволжі"),
    "ru far east": ("in the Russian Far East", "на Дальнем Востоке", "на Далекому Сході"),
}
_NOUNS: Final[dict[str, dict[str, dict[Case, str]]]] = {
    "town": {
        "ru": {"nomn": "город", "gent": "города", "datv": "городу", "accs": "город",
               "ablt": "городом", "loct": "городе"},
        "uk": {"nomn": "місто", "gent": "міста", "datv": "місту", "accs": "місто",
               "ablt": "містом", "loct": "місті", "voct": "місто"},
    },
    "land": {
        "ru": {"nomn": "регион", "gent": "региона", "datv": "региону", "accs": "регион",
               "ablt": "регионом", "loct": "регионе"},
        "uk": {"nomn": "регіон", "gent": "регіону", "datv": "регіону", "accs": "регіон",
               "ablt": "регіоном", "loct": "регіоні", "voct": "регіоне"},
    },
}  # fmt: skip
_ENGLISH: Final = {"town": "a city", "land": "a region"}
# After a town or a land another preposition stands than before its name: «на Волині», «у регіоні».
_OTHERWISE: Final = {
    "ru": {"на": "в", "с": "из", "со": "из"},
    "uk": {"на": "у"},
}
_NAME_OF_ONE: Final = {"en": "[name of a place]", "ru": "[название]", "uk": "[назва]"}
_COLUMN: Final = {"en": 0, "ru": 1, "uk": 2}
_SUFFIXES: Final = ("", "с?ь?к", "ь?к", "s'?k(?:a|aya|oi|oy|yi|iy|y)")
# The gender of the common noun: an adjective of another before the name would no longer agree.
_GENDER: Final = {("town", "ru"): "masc", ("town", "uk"): "neut"}


@cache
def _regions() -> dict[str, frozenset[tuple[str, str]]]:
    """Give for each name, and each stem of one, its sorts and parts of the country."""
    found: dict[str, set[tuple[str, str]]] = {}
    for title, words in sections("regions.txt").items():
        sort, _, region = title.partition(" ")
        for word in words:
            names = {fold(word)}
            if lexicon.script_of(word) == "c":
                names.add(cut(fold(word)))
            for name in names:
                found.setdefault(name, set()).add((sort, region))
    return {name: frozenset(sorts) for name, sorts in found.items()}


def _only(
    names: set[str], sorts: frozenset[str], by_region: bool = False
) -> tuple[str, str] | None:
    """Give the sort and part of the country that all the names agree on, if they do."""
    known = _regions()
    found = {each for name in names for each in known.get(name, ()) if each[0] in sorts}
    agreed = len({region for _, region in found}) if by_region else len(found)
    return found.pop() if agreed == 1 else None


def _listed(word: str, language: str) -> tuple[str, str] | None:
    """Say what a town or land is and where, whatever its case."""
    names = {word}
    if lexicon.script_of(word) == "c":
        names.add(cut(word))
        names |= {fold(p.lemma) for tongue in order(language) for p in parses(word, tongue)}
    return _only(names, frozenset({"town", "land"}))


def _of_adjective(word: str) -> str | None:
    """Say where a province lies that is told by an adjective: «Саратовская», "Kharkivska"."""
    stem = cut(word) if lexicon.script_of(word) == "c" else word
    names = {re.sub(suffix + r"\Z", "", stem) for suffix in _SUFFIXES}
    found = _only(names, frozenset({"town", "land", "region"}), by_region=True)
    return found[1] if found else None


def _district(words: list[str], before: str, language: str) -> Proposal:
    """Keep the common noun, as it stands, and say where it is if that is known."""
    noun = words[-1]
    region = _of_adjective(words[0]) if noun not in ("район", "district", "raion") else None
    where = f" {_REGIONS[region][_COLUMN[language]]}" if region else ""
    head = with_article(noun, before) if language == "en" else noun
    return Proposal(head + where)


def _disagrees(before: str, sort: str, case: Case, language: str) -> bool:
    """Say whether an adjective before the name would not agree with the noun: «родной Одессе»."""
    word = re.search(r"([^\W\d_]+)\s+\Z", before)
    if not word:
        return False
    found = [p for tongue in order(language)[:1] for p in parses(fold(word.group(1)), tongue)]
    adjectives = [p for p in found if p.pos in ("ADJF", "PRTF")]
    wanted = _GENDER.get((sort, language), "masc")
    fits = any(p.slot == (case, "sing") and p.gender in (wanted, "") for p in adjectives)
    return bool(adjectives) and not fits


def _after_a_kind(before: str, language: str) -> bool:
    """Say whether the noun before says that this is a village, a farm, a river."""
    noun = preposition_before(before)
    if not noun:
        return False
    kinds = sections("sets.txt")["settlement"]
    lemmas = {fold(p.lemma) for tongue in order(language) for p in parses(noun, tongue)}
    return noun in kinds or bool(lemmas & kinds)


def place(original: str, before: str, language: str) -> Proposal | None:
    """Say less of a place, or None where nothing is certain enough."""
    words = [fold(word) for word in _WORD.findall(original)]
    districts = sections("sets.txt")["district"]
    if len(words) == 2:
        last = words[-1]
        lemmas = {fold(p.lemma) for tongue in order(language) for p in parses(last, tongue)}
        if (lemmas | {last}) & districts:
            return _district(words, before, language)
    found = _listed(words[0], language) if len(words) == 1 else None
    if found is None:
        return Proposal(_NAME_OF_ONE[language]) if _after_a_kind(before, language) else None
    sort, region = found
    where = _REGIONS[region][_COLUMN[language]]
    if language == "en":
        return Proposal(f"{_ENGLISH[sort]} {where}")
    asked = governed(before, language)
    possible = {
        p.slot[0]
        for tongue in order(language)
        for p in parses(words[0], tongue)
        if p.pos == "NOUN" and p.slot[1] == "sing"
    }
    if asked and not asked & possible:
        return None  # «в Донецком» is an adjective
    case, sure = case_of(words[0], before, language)
    head = _NOUNS[sort][language].get(case)
    if head is None:
        return None
    unsure = "" if sure else "the case of the place is not certain"
    if _disagrees(before, sort, case, language):
        unsure = "the word before may no longer agree"
    other = _OTHERWISE[language].get(preposition_before(before))
    preposition = re.search(r"[^\W\d_]+\s+[«\"“]?$", before)
    if sort == "town" or case == "ablt" or not other or not preposition:
        return Proposal(f"{head} {where}", 0, unsure)
    new = other.capitalize() if preposition.group()[0].isupper() else other
    return Proposal(f"{new} {head} {where}", len(preposition.group()), unsure)
