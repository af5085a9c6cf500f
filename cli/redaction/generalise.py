"""Says less instead of nothing: a city becomes a city in the south, a captain an officer.

Only where the knowledge is certain. Everything else becomes a neutral word in brackets, which
needs no case and lies to nobody.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from cli.redaction.callings import calling
from cli.redaction.keys import fold
from cli.redaction.keys import stem as cut
from cli.redaction.roughen import circumstance, years_spent
from cli.redaction.timewords import early_middle_late, rough_age, season
from cli.redaction.topics import topic
from cli.redaction.whereabouts import place
from cli.redaction.wording import Proposal, preposition_before, with_article
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
    "relation": ("a detail", "подробность", "подробиця"),
    "culture": ("people", "народ", "народ"),
}
# Of a circumstance, by what it is about (topics.py).
_ABOUT: Final = {
    "family": ("family", "семья", "сім'я"),
    "health": ("health", "здоровье", "здоров'я"),
    "beliefs": ("beliefs", "убеждения", "переконання"),
    "body": ("a distinguishing mark", "примета", "прикмета"),
    "award": ("an achievement", "достижение", "досягнення"),
    "money": ("a sum of money", "сумма", "сума"),
    "law": ("a court case", "судебное дело", "судова справа"),
    "age": _PLACEHOLDERS["age"],
    "years": ("a number of years", "число лет", "число років"),
    "date": _PLACEHOLDERS["date"],
    "study": _PLACEHOLDERS["education"],
    "job": _PLACEHOLDERS["job"],
    "place": _PLACEHOLDERS["place"],
    "figure": ("a number", "число", "число"),
}
_COLUMN: Final = {"en": 0, "ru": 1, "uk": 2}


def placeholder(kind: str, language: str, text: str = "") -> str:
    """Give the neutral word in brackets for a kind of thing.

    text: of a circumstance; it says what it is about
    """
    words = _ABOUT.get(topic(text)) if kind == "relation" else None
    return _bracket(words or _PLACEHOLDERS[kind], language)


def _bracket(words: tuple[str, str, str], language: str) -> str:
    return f"[{words[_COLUMN.get(language, 0)]}]"


@cache
def placeholders() -> tuple[str, ...]:
    """Give every neutral word in brackets, as it can stand inside or at the head of a sentence."""
    words = {word for row in (*_PLACEHOLDERS.values(), *_ABOUT.values()) for word in row}
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
        return Proposal(part) if part else circumstance(kind, original, before, after, tongue)
    if kind == "age" and re.fullmatch(r"(?:19|20)\d\d", original):
        return Proposal(f"{original[:3]}0s" if tongue == "en" else f"{original[:3]}0-е")
    if kind == "age":
        spent = years_spent(original, before, after, tongue)
        if spent is not None:
            return Proposal(spent or _bracket(_ABOUT["years"], tongue))
        aged = rough_age(original, before, after, tongue)
        return Proposal(aged[0], 0, aged[1]) if aged else None
    if kind == "place":
        return place(original, before, tongue)
    told = circumstance(kind, original, before, after, tongue)
    if told:
        return told
    if kind in ("education", "employer", "org", "unit"):
        return _head(kind, original, before, tongue)
    if kind in ("job", "rank"):
        return calling(original, before, tongue)
    if kind == "relation":
        return Proposal(placeholder(kind, tongue, original))
    return None


@cache
def _heads(language: str) -> frozenset[str]:
    """Give the common nouns of works, schools and offices; of Cyrillic ones the stems."""
    heads = sections("general.txt")[f"heads {language}"]
    listed = sections("traits.txt")["employer"] | sections("traits.txt")["education"]
    latin = language == "en"
    heads |= {word for word in listed if "-" not in word and word.isascii() == latin}
    return frozenset(heads if latin else (cut(fold(word)) for word in heads))


def _head(kind: str, original: str, before: str, language: str) -> Proposal | None:
    """Keep the common noun of a name, as it stands: «университета», «бригаде», "hospital"."""
    stems = _heads(language)
    for raw in reversed(_WORD.findall(original)) if language == "en" else _WORD.findall(original):
        word = fold(raw)
        if word in stems if language == "en" else cut(word) in stems:
            return Proposal(with_article(word, before) if language == "en" else word)
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
        }.get(preposition_before(before))
        return Proposal(f"{one} {many}") if one else None
    if language == "en":
        return Proposal(with_article("university", before), 0, "this may be no university")
    return None
