"""Which cases a word of a name can stand in, from dictionaries first and from endings else."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from cli.redaction import paradigms
from cli.redaction.lexicon import PATRONYMIC_ENDING, SURNAME_ENDING
from cli.redaction.morphology import LANGUAGES, Language, analyzer
from cli.redaction.paradigms import CASES, VOWELS, Case, Number
from cli.redaction.shortnames import short_name

WordSort = Literal["given", "patronymic", "surname", "callsign", "initial", "title"]
Slot = tuple[Case, Number]

EVERY_CASE: Final = frozenset((case, "sing") for case in CASES)
_UNCHANGING: Final = frozenset((case, "sing") for case in ("nomn", "gent", "datv", "ablt"))
# Foreign surnames that decline, and ends of such that never do.
_FOREIGN: Final = ("ян", "янц", "берг", "штейн", "бойм", "баум", "вальд", "дорф", "ман", "сон")
_FOREIGN_VOWEL: Final = ("их", "ых", "ко", "дзе", "швили", "швілі", "иди", "іді", "о", "э")
_SORTS: Final[dict[str, WordSort]] = {"Name": "given", "Patr": "patronymic", "Surn": "surname"}
_ADJECTIVES: Final = ("ADJF", "ADJ", "PRTF", "NUMR")
# Words that the Ukrainian dictionary has as pronouns, and that agree with a noun.
_LIKE_ADJECTIVES: Final = frozenset(
    "наш ваш мій твій свій їхній цей".split()  # noqa: SIM905
)
# How given names that no dictionary has are declined, by what their base form ends in.
_A_SHAPE: Final[dict[str, tuple[Case, ...]]] = {
    **dict.fromkeys("ая", ("nomn",)),
    **dict.fromkeys("ыи", ("gent",)),
    **dict.fromkeys("ую", ("accs",)),
    "е": ("datv", "loct"),
    "ой": ("ablt",),
    "ей": ("ablt",),
    "ою": ("ablt",),
    "ею": ("ablt",),
    "єю": ("ablt",),
    "о": ("voct",),
    "і": ("datv", "loct"),
    "ї": ("datv", "loct", "gent"),
}
_HARD_SHAPE: Final[dict[str, tuple[Case, ...]]] = {
    **dict.fromkeys("ая", ("gent", "accs")),
    **dict.fromkeys("ую", ("datv", "voct")),
    **dict.fromkeys(("ом", "ем", "ём", "єм"), ("ablt",)),
    **dict.fromkeys(("ові", "еві", "єві"), ("datv", "loct")),
    **dict.fromkeys("еі", ("loct", "voct")),
}


@dataclass(frozen=True, slots=True)
class Parse:
    """One dictionary reading, in our words. gender is "" where the form serves both."""

    sort: WordSort | None
    pos: str
    lemma: str
    slot: Slot
    gender: str
    animate: bool
    fixed: bool
    known: bool
    score: float


@lru_cache(maxsize=60_000)
def parses(word: str, language: Language) -> tuple[Parse, ...]:
    """Read a lower-case word; unlike morphology.readings, all readings and only nominal ones."""
    morph = analyzer(language)
    known = bool(morph.word_is_known(word))
    found: list[Parse] = []
    for parse in morph.parse(word):
        marks = parse.tag.grammemes
        pos = str(parse.tag.POS)
        if pos == "NPRO" and parse.normal_form in _LIKE_ADJECTIVES:
            pos = "ADJF"
        case = next((case for case in CASES if case in marks), None)
        if case is None and pos == "NOUN" and parse.normal_form == word:
            case = "nomn"  # the Ukrainian dictionary forgets to say so of «дружина»
        if case is None or pos not in ("NOUN", *_ADJECTIVES):
            continue
        gender = "masc" if "masc" in marks else "femn" if "femn" in marks else ""
        if "ms-f" in marks or "GNdr" in marks:
            gender = ""
        sort = next((_SORTS[mark] for mark in _SORTS if mark in marks), None)
        number: Number = "plur" if "plur" in marks else "sing"
        found.append(
            Parse(
                sort,
                pos,
                parse.normal_form,
                (case, number),
                gender if number == "sing" else "",
                "inan" not in marks,
                "Fixd" in marks,
                known,
                float(parse.score),
            )
        )
    return tuple(dict.fromkeys(found))


def can_be_nominative(word: str, language: str) -> bool:
    """Say whether a lower-case word of a name can be the subject of a sentence."""
    tongue = order(language)[0]
    known = [p for p in parses(word, tongue) if p.known]
    shapes = [form.case for _, form in paradigms.read_surname(word, tongue)]
    if not known and not shapes:
        return True
    return "nomn" in shapes or any(p.fixed or p.slot[0] == "nomn" for p in known)


def order(language: str) -> tuple[Language, ...]:
    """The dictionaries to ask, the text's own language first."""
    return ("uk", "ru") if language == "uk" else LANGUAGES


def sorts(word: str, language: str) -> frozenset[WordSort]:
    """Say what a lower-case word can be in a name."""
    found: set[WordSort] = set()
    for tongue in order(language):
        for parse in parses(word, tongue):
            plural = parse.sort == "given" and parse.slot[1] == "plur"
            if parse.sort and (parse.known or parse.sort == "surname") and not plural:
                found.add(parse.sort)
    if short_name(word):
        found.add("given")
    if len(word) > 4 and PATRONYMIC_ENDING.search(word) and not _is_maker(word, language):
        found.add("patronymic")
    if paradigms.read_surname(word, "uk" if language == "uk" else "ru") or (
        len(word) > 4 and SURNAME_ENDING.search(word)
    ):
        found.add("surname")
    return frozenset(found)


def _is_maker(word: str, language: str) -> bool:
    """«Ковача», «Ткача»: a trade and a surname, not a father's name as «Палыча» is."""
    return any(
        p.known and p.sort in (None, "surname") and p.lemma.endswith(("ач", "яч", "ич"))
        for p in parses(word, order(language)[0])
    )


def is_family(word: str, language: str) -> bool:
    """«Кравцям»: a noun for several people, of which no reading is of one."""
    nouns = [p for p in parses(word, order(language)[0]) if p.known and p.pos == "NOUN"]
    return any(p.animate for p in nouns) and all(p.slot[1] == "plur" for p in nouns)


def is_common(word: str, language: str) -> bool:
    """Say whether the text's own dictionary knows the word as an ordinary noun or adjective."""
    return any(p.known and p.sort is None for p in parses(word, order(language)[0]))


def slots(word: str, sort: WordSort, gender: str | None, language: str) -> frozenset[Slot]:
    """Give the cases and numbers in which a lower-case word can stand as such a name.

    gender:  of the person, None if not known
    returns: () never; EVERY_CASE where the form tells nothing
    """
    if sort == "given":
        found = _dictionary(word, "given", gender, language)
        if not any(number == "sing" for _, number in found):
            found = (
                _given_by_ending(word, gender, language) or found
            )  # «витёк» is no plural of Витька
        if gender == "masc" and language != "uk":
            found |= _fleeting(word)
        if gender != "femn" and language == "uk" and word.endswith(("гу", "ку", "ху")):
            found |= {("voct", "sing")}  # «Вахтангу»
    elif sort == "patronymic":
        found = _dictionary(word, "patronymic", gender, language) or _patronymic(word)
    elif sort == "surname":
        found = _surname(word, gender, language)
    else:
        found = _noun(word, gender, language)
    return found or EVERY_CASE


def _fits(parse: Parse, gender: str | None) -> bool:
    return gender is None or parse.gender in ("", gender)


def _dictionary(word: str, sort: WordSort, gender: str | None, language: str) -> frozenset[Slot]:
    for tongue in order(language):
        named = [p for p in parses(word, tongue) if p.sort == sort and p.known]
        fitting = [p for p in named if _fits(p, gender)]
        if any(p.fixed for p in fitting):
            return EVERY_CASE
        if fitting:
            alone = frozenset(p.slot for p in fitting if p.slot[1] == "sing")
            return alone or frozenset(p.slot for p in fitting)
    return frozenset()


def _given_by_ending(word: str, gender: str | None, language: str) -> frozenset[Slot]:
    """Read a diminutive or foreign name that no dictionary has (Толяна, Ксюхе, Ласло)."""
    found: set[Slot] = set()
    if word.endswith("о") and (language != "uk" or gender != "masc"):
        found |= EVERY_CASE  # «Ласло», «Ілдіко»; a Ukrainian man's «Рефатко» declines
    for ending, cases in _A_SHAPE.items():
        if word.endswith(ending):
            found |= {(case, "sing") for case in cases}
    if gender != "femn":
        if word[-1:] not in VOWELS:
            found.add(("nomn", "sing"))
        for ending, cases in _HARD_SHAPE.items():
            if word.endswith(ending):
                found |= {(case, "sing") for case in cases}
        if word.endswith("о"):
            found.add(("nomn", "sing"))
    elif word[-1:] not in VOWELS and not word.endswith(("ой", "ей")):
        return EVERY_CASE
    return frozenset(found)


def _fleeting(word: str) -> frozenset[Slot]:
    """«витька», «санька»: Витька himself, or Витёк in another case."""
    if word.endswith(("ька", "йка", "шка")):
        return frozenset({("gent", "sing"), ("accs", "sing")})
    return frozenset({("datv", "sing")}) if word.endswith(("ьку", "йку", "шку")) else frozenset()


def _patronymic(word: str) -> frozenset[Slot]:
    """Read a spoken patronymic (Семёныча, Пална) by its ending."""
    table = {
        "ч": ("nomn",), "ча": ("gent", "accs"), "чу": ("datv", "voct"), "чем": ("ablt",),
        "чом": ("ablt",), "че": ("loct",), "чеві": ("datv", "loct"), "чі": ("loct",),
        "на": ("nomn",), "ны": ("gent",), "ни": ("gent",), "не": ("datv", "loct"),
        "ні": ("datv", "loct"), "ну": ("accs",), "ной": ("ablt",), "ною": ("ablt",),
        "но": ("voct",),
    }  # fmt: skip
    for ending in sorted(table, key=len, reverse=True):
        if word.endswith(ending):
            return frozenset((case, "sing") for case in table[ending])  # type: ignore[misc]
    return frozenset()


def _surname(word: str, gender: str | None, language: str) -> frozenset[Slot]:
    """Read a surname; one that does not change in this gender gives EVERY_CASE."""
    found: set[Slot] = set()
    for tongue in order(language):
        named = [p for p in parses(word, tongue) if p.sort == "surname" and p.known]
        fitting = [p for p in named if _fits(p, gender)]
        if any(p.fixed for p in fitting):
            found |= EVERY_CASE
        found |= {_of_people(p) for p in fitting}
        if found:
            break
    tongue = order(language)[0]
    if _family(word, language):  # «Дом Бадалянов»: hardly one man's
        return _family(word, language)
    for _, form in paradigms.read_surname(word, tongue):
        if gender is None or form.gender in ("", gender):
            found.add((form.case, form.number))
    if found:
        if is_common(word, language):
            found |= _noun(word, gender, language, (None,))
        unchanging = language != "uk" and word.endswith("ко") and ("nomn", "sing") in found
        if unchanging or may_be_unchanging(word) or found >= _UNCHANGING:
            found |= EVERY_CASE
        return frozenset(found)
    if gender == "femn" and word[-1:] not in "аяуюоеіїийьыых" + "м":
        return EVERY_CASE
    told = any(p.known for p in parses(word, tongue))
    if not told and word.endswith(_FOREIGN_VOWEL):
        return EVERY_CASE
    common = _noun(word, gender, language)
    if may_be_unchanging(word) or (not told and _ends_foreign(word)) or common >= _UNCHANGING:
        return common | EVERY_CASE
    if gender == "femn" and any(
        p.slot == ("nomn", "sing") and p.gender == "masc" and p.pos == "NOUN"
        for p in parses(word, tongue)
    ):
        return EVERY_CASE
    return common


def _family(word: str, language: str) -> frozenset[Slot]:
    """«Саркисянов», «Гольдштейнів»: many of a foreign surname, not one with a Slavic ending."""
    ends = ("ів", "їв") if language == "uk" else ("ов", "ев")
    if word.endswith(ends) and word[:-2].endswith(_FOREIGN) and len(word) > 5:
        return frozenset({("gent", "plur"), ("accs", "plur")})
    return frozenset()


def _ends_foreign(word: str) -> bool:
    """«Лунгу», «Фатеи»: a vowel that is no ending of ours, as far as one can tell."""
    return word[-1:] in "еиіоуэю" and not word.endswith(("ами", "ями", "ыми", "ими", "ові", "еві"))


def may_be_unchanging(word: str) -> bool:
    """«Черных»: one person of that name, or the whole Чёрный family; «Ивановых» are many."""
    many = (
        "овых",
        "евых",
        "ёвых",
        "иных",
        "ских",
        "цких",
        "ових",
        "евих",
        "євих",
        "їних",
        "ських",
        "цьких",
    )
    return word.endswith(("ых", "их")) and not word.endswith(many)


def _of_people(parse: Parse) -> Slot:
    """The Ukrainian dictionary keeps families as things; people have one form for gent and accs."""
    case, number = parse.slot
    if case == "accs" and number == "plur" and not parse.animate:
        return "nomn", number
    return parse.slot


def _noun(
    word: str,
    gender: str | None,
    language: str,
    kinds: tuple[WordSort | None, ...] = (None, "surname", "given"),
) -> frozenset[Slot]:
    """Read an ordinary word that is used as a name: a thing called so becomes a person."""
    for tongue in order(language):
        found: set[Slot] = set()
        nominal = [p for p in parses(word, tongue) if p.sort in kinds]
        if any(p.known for p in nominal):
            nominal = [p for p in nominal if p.known]
        elif tongue == order(language)[0]:
            continue
        else:  # known to neither: guess in the text's own language
            nominal = list(parses(word, order(language)[0]))
        adjectives = [p for p in nominal if p.pos in _ADJECTIVES]
        nouns = [p for p in nominal if p.pos == "NOUN"]
        for parse in nouns or [p for p in adjectives if _fits(p, gender)]:
            case, number = parse.slot
            masculine = parse.gender == "masc"
            if case == "accs" and masculine and not parse.animate and word == parse.lemma:
                continue
            if case == "accs" and number == "plur" and not parse.animate:
                continue
            found.add((case, number))
            if case == "gent" and (number == "plur" or masculine):
                found.add(("accs", number))
        for parse in adjectives if nouns else []:
            thing = parse.slot[0] == "accs" and parse.gender == "masc"
            if thing and any(p.slot[0] == "nomn" and p.gender == "masc" for p in adjectives):
                continue  # «Кравців» is no accusative of a person
            if _fits(parse, gender) and parse.slot[1] == "sing":
                found.add(parse.slot)
        if found:
            return frozenset(found)
    return frozenset()
