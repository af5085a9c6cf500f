"""Says less of feasts, spells of time, years, work told by verbs, children and marks of the body.

Only where the words are certain to fit the sentence; what cannot be said in a natural way and must
not stay becomes the neutral word in brackets.
"""

from __future__ import annotations

import re
from typing import Final

from cli.redaction.feasts import FEAST, SAINT
from cli.redaction.keys import fold
from cli.redaction.lexicon import word as look_up
from cli.redaction.morphology import Language, analyzer
from cli.redaction.wording import Proposal

# Beginning, middle and end of a month: as a heading, inside a sentence, after a preposition.
_DAYS: Final = {
    "ru": ("начало", "середина", "конец", "в начале", "в середине", "в конце", "месяца"),
    "uk": ("початок", "середина", "кінець", "на початку", "у середині", "наприкінці", "місяця"),
}
_AFTER: Final = {
    "ru": {
        "с": ("с начала", "с середины", "с конца"),
        "до": ("до начала", "до середины", "до конца"),
        "после": ("после начала", "после середины", "после конца"),
        "на": ("на начало", "на середину", "на конец"),
    },
    "uk": {
        "з": ("з початку", "із середини", "з кінця"),
        "до": ("до початку", "до середини", "до кінця"),
        "після": ("після початку", "після середини", "після кінця"),
        "на": ("на початок", "на середину", "на кінець"),
    },
}
_SPELLS: Final = (  # what is counted | English, Russian, Ukrainian
    (
        r"день|дня|дней|дні|днів|сут\w+|діб|доби|days?",
        "several days",
        "несколько дней",
        "кілька днів",
    ),
    (r"недел\w+|тиж\w+|weeks?", "several weeks", "несколько недель", "кілька тижнів"),
    (r"месяц\w*|місяц\w*|months?", "several months", "несколько месяцев", "кілька місяців"),
)
# Numbers in a case that «несколько» would have to take too.
_OBLIQUE: Final = re.compile(
    r"(?:двух|тр[её]х|четыр[её]х|пяти|шести|семи|восьми|девяти|десяти|\w+надцати|двадцати|"
    r"тридцати|сорока|"
    r"двох|трьох|чотирьох|п'яти|п'ятьох|дев'яти|\w+надцяти|двадцяти|\w+мя|\w+ма)\b"
)
_FEAST_WORDS: Final = {
    "ru": {"": "в праздник", "gent": "праздника", "ablt": "праздником", "nomn": "праздник"},
    "uk": {"": "на свято", "gent": "свята", "ablt": "святом", "nomn": "свято"},
}
_GENITIVE: Final = frozenset(
    (
        "до",
        "после",
        "после",
        "накануне",
        "с",
        "от",
        "около",
        "від",
        "з",
        "після",
        "біля",
        "напередодні",
    )
)
_FEAST: Final = re.compile(rf"(?<!\w)(?:{FEAST}|{SAINT})(?!\w)", re.IGNORECASE)
_WORK: Final = {"ru": ("работать", "учиться"), "uk": ("працювати", "навчатися")}
_WORK_EN: Final = (
    (
        r"work(?:s|ed|ing)?|volunteer(?:s|ed|ing)?|serv(?:es|ed|ing)|stud(?:ied|ies|ying)|"
        r"graduated|enrolled",
        "",
    ),
    (
        r"taught|lectured|coached|drove|ran|kept|owned|managed|baked|sewed|repaired|tuned|"
        r"trained|apprenticed|employed",
        "worked",
    ),
    (
        r"teach(?:es)?|lectures|coaches|drives|runs|keeps|owns|manages|bakes|sews|repairs|tunes|"
        r"braids?",
        "works",
    ),
    (r"teaching|lecturing|coaching|driving|running", "working"),
)
_SEVERAL: Final = {  # the number is gone, the case it asks for stays
    "ru": (
        (
            "детей|детишек|деток|дочерей|дочек|сыновей|внуков|внучат|братьев|сестёр|сестер",
            "несколько детей",
        ),
        ("детьми|дочками|дочерьми|сыновьями", "несколькими детьми"),
    ),
    "uk": (
        ("дітей|діток|дочок|синів|онуків|братів|сестер|дівок|дівчат|хлопців", "кілька дітей"),
        ("дітьми|дітками|доньками|синами", "кількома дітьми"),
    ),
}
_CHILDREN_EN: Final = re.compile(
    r"\b(?:daughters|sons|children|kids|brothers|sisters|grandchildren|orphans)\b"
)


def _tongue(language: str) -> Language:
    return "uk" if language == "uk" else "ru"


def _word_before(before: str) -> str:
    found = re.search(r"([^\W\d_]+)\s+$", before)
    return fold(found.group(1)) if found else ""


def spell(text: str, language: str) -> str | None:
    """Say how long something lasted: девять суток → несколько дней, 3 weeks → several weeks."""
    lowered = fold(text)
    if language != "en" and _OBLIQUE.search(lowered):
        return None
    for counted, *words in _SPELLS:
        if re.search(rf"\b(?:{counted})$", lowered) and re.match(
            r"[\w'-]+(?: [\w'-]+)? \w+$", lowered
        ):
            return words[("en", "ru", "uk").index(language)]
    return None


_YEARS: Final = re.compile(r"(?:лет|рок(?:и|ів)|год|года|годик\w*|годков|рочк\w+)$")
_TERM: Final = re.compile(
    r"\b(?:стать|статт|ст\.|срок|строк|строг|суров|общего режим|загальн\w+ режим|услов|умовн|"
    r"колони|колоні|тюр|в'язн|си(?:дел|дит|дів|дить)|отсид|відсид|осуд|осужд|засуд|получил|отримав|приговор|"
    r"вирок|по \d|за \d|по [\w-]+(?:ой|ей|сот)\b)"
)
_NOT_SPENT: Final = re.compile(
    r"\b(?:мне|тебе|ему|ей|нам|вам|им|мені|тобі|йому|їй|їм|само(?:му|й|ій)|исполн\w*|виповн\w*|"
    r"стукну\w*|сповн\w*|минул\w*|пош[её]л|пішов|возраст\w*|вік\w?)\b"
)
_SPENT: Final = re.compile(
    r"\s*(?:назад|тому|подряд|підряд|стаж\w*|опыт\w*|досвід\w*|шлюб\w*|брак\w*|в браке|у шлюбі)\b"
)
_CLAUSE: Final = re.compile(r"[.!?;:\n—,()«»]")


def years_spent(original: str, before: str, after: str, language: str) -> str | None:
    """Say less of years that are no age: of a sentence, or for how long somebody did something.

    returns: "" for years of a sentence; None for an age, and where no word beside it tells
    """
    text = fold(original)
    if language == "en" or not _YEARS.search(text) or re.search(r"(?:19|20)\d\d", text):
        return None
    behind = _CLAUSE.split(fold(after))[0]
    here = _CLAUSE.split(fold(before))[-1]
    sentence = re.split(r"[.!?\n]", fold(before))[-1]
    told = _TERM.search(fold(after)) or _TERM.search(sentence)
    if _TERM.search(behind) or (told and not _NOT_SPENT.search(here)):
        return ""
    if _NOT_SPENT.search(here) or _NOT_SPENT.search(behind) or _OBLIQUE.search(text):
        return None
    if re.search(r"\b[ву] $", here):
        return None  # «в 34 года»
    near = [look_up(each).shape for each in (here.split()[-4:] + behind.split()[:2])]
    beside = look_up(here.split()[-1]).shape if here.split() else frozenset()
    if "anim" in beside and "inan" not in beside:
        return None  # «мужчина сорок лет»
    if _SPENT.match(fold(after)) or any("VERB" in shape for shape in near):
        return "кілька років" if language == "uk" else "несколько лет"
    return None


def day_alone(text: str, before: str, language: str) -> tuple[str, int] | None:
    """Say a day whose month is not told: «25-го» → «в конце месяца», «5-е» → «начало месяца»."""
    found = re.fullmatch(r"(\d{1,2})-?(?:го|ого|те|е|ое)", fold(text).strip())
    if language == "en":
        number = re.fullmatch(r"(?:on )?(?:the )?(\d{1,2})(?:st|nd|rd|th)", fold(text).strip())
        if not number:
            return None
        part = ("early", "in the middle of", "late")[_third(int(number.group(1)))]
        month = {"early": "early that month", "late": "late that month"}.get(
            part, f"{part} that month"
        )
        taken = re.search(r"\bon (?:the )?$", before) or re.search(r"\bthe $", before)
        return month, len(taken.group()) if taken else 0
    if not found or not 1 <= int(found.group(1)) <= 31:
        return None
    third = _third(int(found.group(1)))
    tongue = _tongue(language)
    month = _DAYS[tongue][6]
    word = _word_before(before)
    if word in _AFTER[tongue]:
        taken = re.search(r"[^\W\d_]+\s+$", before)
        return f"{_AFTER[tongue][word][third]} {month}", len(taken.group()) if taken else 0
    if word in ("к", "по", "за", "о", "от", "від", "в", "у"):
        return None
    nominative = text.endswith(("е", "е."))
    return f"{_DAYS[tongue][third if nominative else third + 3]} {month}", 0


def _third(day: int) -> int:
    return 0 if day <= 10 else 1 if day <= 20 else 2


def year(text: str, before: str, language: str) -> str | None:
    """Say the decade of a year: «в 2014» → «в 2010-х», "until 2021" → "until the 2020s"."""
    found = re.fullmatch(
        r"((?:19|20)\d)\d(?:-?(?:м|го|й|ом|му))?(?: ?(?:год[ауе]?|році|року|г\.|р\.))?",
        fold(text).strip(),
    )
    if not found:
        return None
    if language == "en":
        return f"the {found.group(1)}0s"
    tail = {"ru": " годах", "uk": " роках"}[_tongue(language)]
    before_word = _word_before(before)
    if before_word in ("в", "у", "во"):
        return f"{found.group(1)}0-х{tail}"
    if before_word in ("с", "до", "з", "від", "от", "после", "після"):
        return f"{found.group(1)}0-х"
    return None


def feast(text: str, before: str, after: str, language: str) -> tuple[str, int] | None:
    """Say only that it was a feast: «на Пасху» → «в праздник», "after Easter" → "after a feast"."""
    lowered = fold(text)
    if re.search(r"\d", lowered) or not _FEAST.search(lowered):
        return None
    if language == "en":
        if re.match(r"(?:on|at|in|before|after|by|around|the eve of|the)\s", lowered):
            return None
        word = _word_before(before)
        if word in ("on", "at", "after", "before", "by", "until", "since", "of", "around", "from"):
            return "a feast day", 0
        article = re.search(r"\bthe $", before)
        return ("a feast day", 4) if article else None
    tongue = _tongue(language)
    words = _FEAST_WORDS[tongue]
    first, _, rest = lowered.partition(" ")
    inside = first if rest else ""
    taken = 0
    word = inside
    if inside not in ("на", "в", "у", "до", "после", "после", "під", "под", "перед", "після", "за"):
        word = _word_before(before)
        found = re.search(r"[^\W\d_]+\s+$", before)
        taken = len(found.group()) if found else 0
    if word in ("на", "в", "у", "во"):
        return words[""], taken
    if word in _GENITIVE:
        return (f"{word} {words['gent']}", taken)
    if word in ("перед", "под", "під"):
        return f"перед {words['ablt']}", taken
    return None


def work(text: str, language: str) -> str | None:
    """Keep that somebody worked or learned, not as what: «заведует аптекой» → «работает»."""
    first = fold(text).split()[0]
    if language == "en":
        for verbs, instead in _WORK_EN:
            if re.fullmatch(verbs, first):
                return instead or first
        return None
    tongue = _tongue(language)
    morph = analyzer(tongue)
    learned = first.startswith(("уч", "вч", "навч", "окон", "закон", "закін", "поступ", "вступ"))
    base = morph.parse(_WORK[tongue][int(learned)])[0]
    for read in morph.parse(first)[:1]:
        if read.tag.POS != "VERB" or not morph.word_is_known(first):
            continue
        wanted = {
            mark
            for mark in (read.tag.tense, read.tag.gender, read.tag.number, read.tag.person)
            if mark
        }
        if read.tag.tense == "futr" or read.tag.mood == "impr":
            return None
        made = base.inflect(wanted)
        return str(made.word) if made else None
    return None


def children(text: str, language: str) -> str | None:
    """Take the number of children out: «у нас трое детей» → «у нас несколько детей»."""
    lowered = fold(text)
    if language == "en":
        found = _CHILDREN_EN.search(lowered)
        return (
            "several children" if found and not re.match(r"(?:the|only|one)\b", lowered) else None
        )
    for ending, words in _SEVERAL[_tongue(language)]:
        if re.fullmatch(rf"(?:[\w']+ ){{1,2}}(?:{ending})", lowered):
            return words
    return None


def circumstance(kind: str, text: str, before: str, after: str, language: str) -> Proposal | None:
    """Propose for a date, job, employer, education or relation, or None."""
    if kind == "date":
        long = spell(text, language)
        if long:
            return Proposal(long)
        place = day_alone(text, before, language) or feast(text, before, after, language)
        if place:
            return Proposal(place[0], place[1])
        decade = year(text, before, language)
        return Proposal(decade) if decade else None
    if kind in ("job", "education", "employer"):
        done = work(text, language)
        return Proposal(done) if done else None
    if kind == "relation":
        many = children(text, language)
        return Proposal(many) if many else None
    return None
