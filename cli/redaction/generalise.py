"""Says less instead of nothing: a city becomes a city in the south, a captain an officer.

Only where the knowledge is certain. Everything else becomes a neutral word in brackets, which
needs no case and lies to nobody.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from cli.redaction import lexicon
from cli.redaction.government import PREPOSITIONS
from cli.redaction.keys import fold
from cli.redaction.keys import stem as cut
from cli.redaction.paradigms import Case, decline
from cli.redaction.timewords import early_middle_late, rough_age, season
from cli.redaction.wordforms import order, parses
from cli.redaction.wordlists import sections

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*")

_PLACEHOLDERS: Final = {
    "person": ("name", "имя", "ім'я"),
    "place": ("a place", "место", "місце"),
    "org": ("an organisation", "организация", "організація"),
    "unknown": ("hidden", "скрыто", "приховано"),
    "phone": ("number", "номер", "номер"),
    "email": ("e-mail", "адрес почты", "пошта"),
    "url": ("link", "ссылка", "посилання"),
    "handle": ("account name", "ник", "нік"),
    "document": ("document number", "номер документа", "номер документа"),
    "plate": ("number plate", "номер машины", "номер машини"),
    "unit": ("a unit", "часть", "частина"),
    "card": ("card number", "номер карты", "номер картки"),
    "bank": ("account number", "номер счёта", "номер рахунку"),
    "coordinates": ("coordinates", "координаты", "координати"),
    "address": ("address", "адрес", "адреса"),
    "number": ("number", "номер", "номер"),
    "file": ("file", "файл", "файл"),
    "age": ("age", "возраст", "вік"),
    "date": ("date", "дата", "дата"),
    "job": ("job", "работа", "робота"),
    "rank": ("rank", "звание", "звання"),
    "education": ("place of study", "место учёбы", "місце навчання"),
    "employer": ("workplace", "место работы", "місце роботи"),
    "relation": ("relation", "родство", "родинний зв'язок"),
    "culture": ("people", "народ", "народ"),
}
_REGIONS: Final = {
    "ua east": ("in eastern Ukraine", "на востоке Украины", "на сході України"),
    "ua south": ("in southern Ukraine", "на юге Украины", "на півдні України"),
    "ua north": ("in northern Ukraine", "на севере Украины", "на півночі України"),
    "ua west": ("in western Ukraine", "на западе Украины", "на заході України"),
    "ua centre": ("in central Ukraine", "в центре Украины", "у центрі України"),
    "ru south": ("in southern Russia", "на юге России", "на півдні Росії"),
    "ru west": ("in western Russia", "на западе России", "на заході Росії"),
    "ru urals": ("in the Urals", "на Урале", "на Уралі"),
    "ru siberia": ("in Siberia", "в Сибири", "у Сибіру"),
    "ru volga": ("on the Volga", "в Поволжье", "у Поволжі"),
}
_CITY: Final[dict[str, dict[Case, str]]] = {
    "ru": {"nomn": "город", "gent": "города", "datv": "городу", "accs": "город",
           "ablt": "городом", "loct": "городе"},
    "uk": {"nomn": "місто", "gent": "міста", "datv": "місту", "accs": "місто",
           "ablt": "містом", "loct": "місті", "voct": "місто"},
}  # fmt: skip
_CLASSES: Final = {
    "jobs medic": ("a medic", "медик", "медик"),
    "jobs teacher": ("a teacher", "педагог", "педагог"),
    "jobs worker": ("a worker", "работник", "працівник"),
    "ranks officer": ("an officer", "офицер", "офіцер"),
    "ranks soldier": ("a soldier", "солдат", "солдат"),
}
_COLUMN: Final = {"en": 0, "ru": 1, "uk": 2}


@dataclass(frozen=True, slots=True)
class Proposal:
    """A more general wording for one place.

    text:   the words
    taken:  how many characters before the original they replace too (a preposition)
    unsure: why an editor should look, or ""
    """

    text: str
    taken: int = 0
    unsure: str = ""


def placeholder(kind: str, language: str) -> str:
    """Give the neutral word in brackets for a kind of thing."""
    return f"[{_PLACEHOLDERS[kind][_COLUMN.get(language, 0)]}]"


@cache
def placeholders() -> tuple[str, ...]:
    """Give every neutral word in brackets, as it can stand inside or at the head of a sentence."""
    words = {word for row in _PLACEHOLDERS.values() for word in row}
    return tuple(sorted(f"[{word}]" for word in words))


def propose(
    kind: str, original: str, text: str, start: int, end: int, language: str
) -> Proposal | None:
    """Say less of `text[start:end]`, or None where nothing is certain enough."""
    before, after = text[max(0, start - 60) : start], text[end : end + 20]
    tongue = language if language in ("ru", "uk") else "en"
    if kind == "date":
        found = early_middle_late(original, before, tongue)
        if found:
            return Proposal(found[0], found[1])
        part = season(original, before, tongue)
        return Proposal(part) if part else None
    if kind == "age":
        aged = rough_age(original, before, after, tongue)
        return Proposal(aged[0], 0, aged[1]) if aged else None
    if kind == "place":
        return _place(original, before, tongue)
    if kind in ("education", "employer", "org", "unit"):
        return _head(kind, original, before, tongue)
    if kind in ("job", "rank"):
        return _class(original, before, tongue)
    return None


@cache
def _region_of() -> dict[str, str]:
    found: dict[str, str] = {}
    for region, words in sections("regions.txt").items():
        for word in words:
            found[fold(word)] = region
            if lexicon.script_of(word) == "c":
                found.setdefault(cut(word), region)
    return found


def _region(word: str, language: str) -> str | None:
    """Say in which region a town lies, whatever its case."""
    names = {word}
    if lexicon.script_of(word) == "c":
        names.add(cut(word))
        names |= {fold(p.lemma) for tongue in order(language) for p in parses(word, tongue)}
    regions = {_region_of()[name] for name in names if name in _region_of()}
    return regions.pop() if len(regions) == 1 else None


def _place(original: str, before: str, language: str) -> Proposal | None:
    words = [fold(word) for word in _WORD.findall(original)]
    if len(words) != 1:
        return None
    region = _region(words[0], language)
    if region is None:
        return None
    where = _REGIONS[region][_COLUMN[language]]
    if language == "en":
        return Proposal(f"a city {where}")
    governed = _governed(before, language)
    possible = {
        p.slot[0]
        for tongue in order(language)
        for p in parses(words[0], tongue)
        if p.pos == "NOUN" and p.slot[1] == "sing"
    }
    if governed and not governed & possible:
        return None  # «в Донецком» is an adjective
    case, sure = _case(words[0], before, language)
    head = _CITY[language].get(case)
    if head is None:
        return None
    return Proposal(f"{head} {where}", 0, "" if sure else "the case of the place is not certain")


def _preposition(before: str) -> str:
    found = re.search(r"([^\W\d_]+)\s+[«\"“]?$", before)
    return fold(found.group(1)) if found else ""


def _governed(before: str, language: str) -> frozenset[Case] | None:
    """Give the cases after the preposition, as places and callings take them."""
    preposition = _preposition(before)
    if language == "uk" and preposition in ("у", "в"):
        return frozenset({"loct", "accs"})
    return PREPOSITIONS[language].get(preposition)


def _case(word: str, before: str, language: str) -> tuple[Case, bool]:
    """Find the case of a noun from its form and the preposition before it."""
    cases: set[Case] = set()
    for tongue in order(language):
        found = [p for p in parses(word, tongue) if p.slot[1] == "sing" and p.pos == "NOUN"]
        cases = {p.slot[0] for p in found if p.sort is None}
        if cases:
            break
    governed = _governed(before, language)
    if governed:
        cases = cases & governed or set(governed)
    elif len(cases) > 1:
        cases -= {"loct", "voct"}
    ranked: tuple[Case, ...] = ("loct", "gent", "nomn", "accs", "datv", "ablt")
    best: Case = next((case for case in ranked if case in cases), "nomn")
    return best, len(cases) == 1 or cases == {"nomn", "accs"}


def _head(kind: str, original: str, before: str, language: str) -> Proposal | None:
    """Keep the common noun of a name, as it stands: «университета», «бригаде», "hospital"."""
    heads = sections("general.txt")[f"heads {language}"]
    stems = heads if language == "en" else {cut(word) for word in heads}
    for raw in reversed(_WORD.findall(original)) if language == "en" else _WORD.findall(original):
        word = fold(raw)
        if word in stems if language == "en" else cut(word) in stems:
            return Proposal(_english(word, before) if language == "en" else word)
    if (
        kind == "education"
        and language != "en"
        and re.fullmatch(r"[А-ЯІЇЄ]{2,6}", original.strip())
    ):
        many = "вузов" if language == "ru" else "вишів"
        one = {
            "в": "одном из" if language == "ru" else "одному з",
            "у": "одному з",
            "из": "одного из",
            "з": "одного з",
            "із": "одного з",
        }.get(_preposition(before))
        return Proposal(f"{one} {many}") if one else None
    if language == "en":
        return Proposal(_english("university", before), 0, "this may be no university")
    return None


def _english(noun: str, before: str) -> str:
    """Put an article before a noun, unless the sentence has one."""
    if re.search(r"\b[A-Z]\w+\s+$", before) and not re.search(r"[.!?]\s+\w+\s+$", before):
        return noun  # «at Moscow Polytechnic»: the name before it stays
    if re.search(r"\b(?:the|a|an|my|our|his|her|their|that|this)\s+(?:\w+\s+)?$", before, re.I):
        return noun
    return f"{'an' if noun[0] in 'aeio' else 'a'} {noun}"


def _class(original: str, before: str, language: str) -> Proposal | None:
    """Name the class that a job or rank belongs to, in its case."""
    words = _WORD.findall(original)
    if not words:
        return None
    for raw in words:
        word = fold(raw)
        lemmas = {word} | {p.lemma for tongue in order(language) for p in parses(word, tongue)}
        for title, members in sections("general.txt").items():
            if title not in _CLASSES or not lemmas & members:
                continue
            name = _CLASSES[title][_COLUMN[language]]
            if language == "en":
                return Proposal(_english(name.split()[1], before))
            return _declined_class(word, name, before, language)
    return None


def _declined_class(word: str, name: str, before: str, language: str) -> Proposal | None:
    found = [p for p in parses(word, order(language)[0]) if p.sort is None and p.pos == "NOUN"]
    if any(p.slot[1] == "plur" for p in found) and not any(p.slot[1] == "sing" for p in found):
        return None
    case, sure = _case(word, before, language)
    sure = sure or {p.slot[0] for p in found if p.slot[1] == "sing"} <= {"gent", "accs"}
    made = decline(name, "callsign", "masc", case, language=language)
    if made is None:
        return None
    woman = any(p.gender == "femn" for p in found)
    doubt = "" if sure else "the case of the word is not certain"
    return Proposal(made, 0, doubt or ("this word is masculine" if woman else ""))
