"""The class that a job or a rank belongs to, in the case and gender that the sentence asks for."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from cli.redaction.keys import fold
from cli.redaction.paradigms import Case, decline
from cli.redaction.wordforms import order, parses
from cli.redaction.wording import Proposal, case_of, with_article
from cli.redaction.wordlists import sections

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*")
_COLUMN: Final = {"en": 0, "ru": 1, "uk": 2}
# English | Russian, man/woman | Ukrainian, man/woman. One word: it is used of both. It must be
# true of every member: a fisherman is no farmer, and whoever leads a shop is no official.
_CLASSES: Final = {
    "jobs medic": ("medic", "медик", "медик/медикиня"),
    "jobs teacher": ("teacher", "педагог", "педагог/педагогиня"),
    "jobs official": ("official", "чиновник/чиновница", "посадовець/посадовиця"),
    "jobs leader": (
        "person in charge",
        "руководитель/руководительница",
        "керівник/керівниця",
    ),
    "jobs clergy": ("cleric", "священнослужитель", "священнослужитель"),
    "jobs athlete": ("athlete", "спортсмен/спортсменка", "спортсмен/спортсменка"),
    "jobs artist": ("artist", "артист/артистка", "артист/артистка"),
    "jobs lawyer": ("lawyer", "юрист/юристка", "юрист/юристка"),
    "jobs farmer": ("farm worker", "селянин/селянка", "селянин/селянка"),
    "jobs elder": ("older person", "человек в возрасте", "людина в літах"),
    "jobs student": ("student", "ученик/ученица", "учень/учениця"),
    "jobs worker": ("worker", "работник/работница", "працівник/працівниця"),
    "ranks officer": ("officer", "офицер", "офіцер"),
    "ranks soldier": ("soldier", "солдат", "солдат"),
}
# Forms that the tables of names do not make.
_FORMS: Final[dict[str, dict[Case, str]]] = {
    "человек в возрасте": {
        "nomn": "человек в возрасте", "gent": "человека в возрасте", "datv": "человеку в возрасте",
        "accs": "человека в возрасте", "ablt": "человеком в возрасте",
        "loct": "человеке в возрасте",
    },
    "людина в літах": {
        "nomn": "людина в літах", "gent": "людини в літах", "datv": "людині в літах",
        "accs": "людину в літах", "ablt": "людиною в літах", "loct": "людині в літах",
    },
    "селянин": {
        "nomn": "селянин", "gent": "селянина", "datv": "селянину", "accs": "селянина",
        "ablt": "селянином", "loct": "селянине",
    },
    "посадовець": {
        "nomn": "посадовець", "gent": "посадовця", "datv": "посадовцю", "accs": "посадовця",
        "ablt": "посадовцем", "loct": "посадовцеві",
    },
    "учень": {
        "nomn": "учень", "gent": "учня", "datv": "учню", "accs": "учня", "ablt": "учнем",
        "loct": "учневі",
    },
}  # fmt: skip
_UKRAINIAN: Final[dict[Case, str]] = {"loct": "селянинові"}
# The noun after an article of the other sound: an engineer → a worker.
_ARTICLE: Final = re.compile(r"\b(an?)\s+$", re.IGNORECASE)


@lru_cache(maxsize=1)
def _members() -> dict[str, str]:
    """Give the class of every calling on the lists; of those on none but a job: a worker."""
    found: dict[str, str] = {}
    for title, members in sections("general.txt").items():
        if title in _CLASSES:
            for member in members:
                found.setdefault(fold(member), title)
    for member in sections("traits.txt")["job"]:
        found.setdefault(fold(member), "jobs worker")
    for member in sections("traits.txt")["rank"]:
        found.setdefault(fold(member), "ranks soldier")
    return found


def calling(original: str, before: str, language: str) -> Proposal | None:
    """Name the class that a job or rank belongs to, in its case.

    original: «завучем школы номер 8», "a surgeon at the second city hospital"
    returns:  None if no word of it is a calling
    """
    words = _WORD.findall(original)
    for raw in words:
        word = fold(raw)
        lemmas = {word} | {p.lemma for tongue in order(language) for p in parses(word, tongue)}
        titles = {_members()[lemma] for lemma in lemmas if lemma in _members()}
        if not titles:
            continue
        title = min(titles, key=list(_CLASSES).index)
        name = _CLASSES[title][_COLUMN[language]]
        if language == "en":
            return _english(name, original, before)
        return _declined(word, name, before, language)
    return None


def _english(name: str, original: str, before: str) -> Proposal:
    article = _ARTICLE.search(before)
    if article:
        right = "an" if name[0] in "aeio" else "a"
        if right != article.group(1).lower():
            right = right.capitalize() if article.group(1)[0].isupper() else right
            return Proposal(f"{right} {name}", len(article.group()))
        return Proposal(name)
    if re.match(r"(?:my|our|his|her|their|the|this|that)\s", original, re.IGNORECASE):
        return Proposal(f"{original.split()[0]} {name}")
    return Proposal(with_article(name, before))


def _declined(word: str, names: str, before: str, language: str) -> Proposal | None:
    found = [p for p in parses(word, order(language)[0]) if p.sort is None and p.pos == "NOUN"]
    found = found or [
        p for tongue in order(language) for p in parses(word, tongue) if p.pos == "NOUN"
    ]
    if any(p.slot[1] == "plur" for p in found) and not any(p.slot[1] == "sing" for p in found):
        return None
    case, sure = case_of(word, before, language)
    sure = sure or {p.slot[0] for p in found if p.slot[1] == "sing"} <= {"gent", "accs"}
    woman = bool(found) and all(p.gender == "femn" for p in found if p.slot[1] == "sing")
    masculine, _, feminine = names.partition("/")
    name = feminine if woman and feminine else masculine
    made = _FORMS.get(name, {}).get(case) if name in _FORMS else None
    if name == "селянин" and language == "uk":
        made = _UKRAINIAN.get(case, made)
    if made is None:
        gender = "femn" if woman and feminine else "masc"
        made = decline(name, "callsign", gender, case, language=language)
    if made is None:
        return None
    doubt = "" if sure else "the case of the word is not certain"
    masculine_only = woman and not feminine and name not in _FORMS
    return Proposal(made, 0, doubt or ("this word is masculine" if masculine_only else ""))
