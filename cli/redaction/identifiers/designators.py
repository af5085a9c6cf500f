"""A noun that designates a thing, and the number or letter that says which one of its sort.

One rule for a whole family: камера 7, палату номер пять, ward C, bed twenty-three, протокол 12/к,
talon A-17, в шестом бараке, the third hut. The nouns stand in data/designators.txt; forms are found
by dictionary, so all cases are. What only counts or measures is left: камера 12 метров.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from cli.redaction.identifiers.localities import HOUSE, TAIL
from cli.redaction.identifiers.said import (
    CARDINAL,
    CARDINALS,
    COUNTED,
    HUNDREDS,
    LAST_ORDINAL,
    TENS,
)
from cli.redaction.lexicon import word as look_up
from cli.redaction.model import Finding
from cli.redaction.morphology import LANGUAGES, readings, zipf
from cli.redaction.untranslit import cyrillic
from cli.redaction.wordlists import by_word, sections

_WORD: Final = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_UPPER: Final = "(?-i:[A-ZА-ЯІЇЄҐ])"
# Letters and figures in one piece, with strokes and hyphens: 7, 12б, К-214, HO/P 2204418/2,
# 17/6-ос.
_CODE: Final = (
    rf"(?:{_UPPER}{{1,5}}[/-]){{0,2}}(?:{_UPPER}{{1,4}}[ ])?(?:[^\W\d_]{{1,4}}[-/]?)?"
    r"\d+(?:(?-i:[A-ZА-ЯІЇЄҐ])\d+)?(?:[ ]\d{2,6}){0,3}(?:[ ](?:дробь|дріб|слэш|слеш|тире|stroke|"
    r"slash|dash)[ ]\d+|"
    r"[-/]?[^\W\d_]{1,3}(?!\w)|[-/]\d[^\W_]{0,7}|"
    r"[-/](?-i:[A-ZА-ЯІЇЄҐ\d]{1,8})){0,4}"
)
_ROMAN: Final = r"(?-i:[IVXLІХ]{1,5}(?:-[A-ZА-ЯІЇЄ])?)"
_LETTER: Final = rf"[«\"“]?{_UPPER}[»\"”]?(?![\w'.]|-\w)"
_SAID: Final = (
    rf"(?:{CARDINAL}(?!\w)(?:[ -](?:{CARDINAL}|ноль|нуль|zero|oh)(?!\w)){{0,4}}(?:[ "
    rf"-]{LAST_ORDINAL})?|"
    rf"(?:{HUNDREDS}[ -])?(?:{TENS}[ -])?{LAST_ORDINAL})"
)
_SIGN: Final = r"[ \t]?\n?[ \t]?(?:[№#:=—-]|(?:n|nr|no|num)(?:\.|(?=[ ]?\d)))?[ \t]{0,2}"
_FILLER: Final = (
    r"(?:номер\w{0,3}|нумер\w{0,2}|number|num|no|nr|ном\.|був|была?|было|була|було|is|was|with|"
    r"has|had|"
    r"as|под|під|с|із|за|такой|такий|такая|такая|мой|моя|моё|мій|мо[єї]|наш[аеі]?|у нас|в нас|"
    r"стоял[ао]?|"
    r"стояв|стояло|read|reads|said|says|marked|called|the|it|неизвестн\w+|невідом\w+)"
)
_AFTER: Final = re.compile(
    rf"(?P<gap>(?P<of> (?:[^\W\d_]{{4,}}[иыійюв]|об? [^\W\d_]{{4,}}|of [a-z]{{4,}})(?= ?№? "
    rf"?\d{{2}}))?"
    rf"{_SIGN}(?:{_FILLER}(?!\w){_SIGN}){{0,3}})"
    rf"(?P<x>(?P<code>{_CODE})|(?P<roman>{_ROMAN})(?!\w)|(?P<letter>{_LETTER})|"
    rf"(?P<said>{_SAID})(?!\w))"
    r"(?![\w%]|[.,:/]\d|-\d|-[^\W\d_]{3})",
    re.IGNORECASE,
)
# The same designator, more of its things: камеры 7 и 9, rooms 3, 4 and 12.
_MORE: Final = re.compile(
    rf"(?:(?:,| и| і| й| та| and| &|-| или| або| or| до| to)[ ]?(?:{_CODE}))+(?![\w%]|[.,:/]\d)",
    re.IGNORECASE,
)
_COUNTED: Final = re.compile(COUNTED, re.IGNORECASE)
_NEXT: Final = re.compile(r" ([^\W\d_]+)")
_BEFORE: Final = re.compile(
    rf"(?<![\w.,:/-])(?P<x>(?P<bare>\d{{1,4}})|\d{{1,4}}-?(?:[а-яії]{{1,3}}|st|nd|rd|th)|"
    rf"(?!перв|перш|first|друг[^иіо]|последн|останн)(?:{HUNDREDS}[ -])?(?:{TENS}[ "
    rf"-])?{LAST_ORDINAL})"
    r"[ ]$",
    re.IGNORECASE,
)
_SINGLE: Final = frozenset(
    {"один", "одна", "одно", "одне", "одні", "одни", "одін", "one", "a hundred"}
)
# Mark before the section of a plural: only a code with letters names then (посты П-7 и П-8).
_MANY_OF: Final = "*"
# Endings of English words that are counted: nine patients, twelve men.
_MANY: Final = ("s", "men", "people", "children")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
# Letters that are words of their own in a text without lower case.
_WORDS: Final = frozenset("авиіїйкоусяaiзє")
_CALLED: Final = re.compile(r"номер|нумер|number|\bno\b|\bn[ro]?\.|№|#|ном\.", re.IGNORECASE)
# Above this frequency a word in Latin letters is English.
_ENGLISH: Final = 3.0
_LETTERED_CODE: Final = re.compile(rf" [№ ]{{0,2}}[«\"“]?{_UPPER}{{1,4}}-?\d")
_TEAMS: Final = frozenset({"кома", "груп", "team"})  # of sport and of song
_QUOTED: Final = re.compile(r" [«\"“][^»\"”\n]{2,30}[»\"”]")
_FIGURE_NEXT: Final = re.compile(r"[ №#]{1,3}\d")
# Kinds that a single letter or a roman figure can name.
_LETTERED: Final = frozenset({"room", "address"})
_KIND: Final = {"room": "address"}


@lru_cache(maxsize=20_000)
def designator(text: str) -> str:
    """Give the section of the list a lower-case word stands in, or "".

    A Cyrillic word must have a singular reading: «мест 12» counts places.
    """
    table = by_word("designators.txt")
    if text.isascii():
        found = table.get(text) or table.get(text.removesuffix("s"))
        return ("room" if "room" in found else min(found)) if found else ""
    named = {name for lemma in look_up(text).lemmas for name in table.get(lemma, ())}
    if not named:
        return ""
    name = "room" if "room" in named else min(named)
    return name if _singular(text) else _MANY_OF + name


@lru_cache(maxsize=4096)
def _in_latin(text: str) -> str:
    """The same for Russian or Ukrainian typed in Latin letters: v kimnati 417."""
    if not text.isascii() or len(text) < 4 or zipf(text, False) > _ENGLISH:
        return ""
    spelled, known = cyrillic(text)
    return designator(spelled) if known else ""


def _singular(text: str) -> bool:
    """Look whether a word can be one thing: камера, камеры, but not камер."""
    nouns = [
        reading.grammemes
        for language in LANGUAGES
        for reading in readings(text, language)
        if reading.known and reading.pos == "NOUN"
    ]
    return not nouns or any("plur" not in grammemes for grammemes in nouns)


@lru_cache(maxsize=4096)
def _case_of_one(text: str) -> bool:
    """After a bare figure: «12 камера», «в 12 камере» name one, «2 камеры», «12 камер» count."""
    cases = {
        case
        for language in LANGUAGES
        for reading in readings(text, language)
        if reading.known and reading.pos == "NOUN" and "plur" not in reading.grammemes
        for case in reading.grammemes & {"nomn", "gent", "datv", "accs", "ablt", "loct"}
    }
    return bool(cases) and "gent" not in cases


@lru_cache(maxsize=4096)
def _counted_noun(text: str) -> bool:
    """Look whether a lower-case word after a number is what is counted: 12 охранников."""
    return any(
        reading.known
        and reading.pos in ("NOUN", "ADJF", "ADJ")
        and "gent" in reading.grammemes
        and (reading.pos == "NOUN" or "plur" in reading.grammemes)
        for language in LANGUAGES
        for reading in readings(text, language)[:1]
    )


def _counts(text: str, end: int, filled: bool) -> bool:
    """Look whether the number counts what follows; `filled`: words stand before the number."""
    if not _COUNTED.match(text, end):
        return True
    following = _NEXT.match(text, end)
    if not following or not following.group(1).islower():
        return False
    if following.group(1).isascii():
        return filled and following.group(1).endswith(_MANY)
    return _counted_noun(following.group(1))


def _after(text: str, noun: re.Match[str], section: str) -> tuple[int, int] | None:
    found = _AFTER.match(text, noun.end())
    if not found:
        return None
    start, end = found.span("x")
    gap, said = found.group("gap"), found.group("x")
    if not gap or (found.group("of") and section != "document"):
        return None
    called = bool(_CALLED.search(gap))
    if section in _LETTERED and not any(map(str.isalpha, gap)):
        start = noun.start()  # камера 7 is one designation
    if found.group("letter") or found.group("roman"):
        quoted = section == "unit" and said[0] in '«"“'
        if section not in _LETTERED and not called and not quoted:
            return None
        letter = said.strip('«»"“”').lower()
        if letter in _WORDS and (noun.group().isupper() or letter == "i"):
            return None
        return (noun.start() if quoted else start), end
    if said.lower() in _SINGLE or said == "24/7":
        return None
    alone = re.match(r"[,.;!?\n)]|$", text[end : end + 1])
    if found.group("said") and not (
        called or section in ("room", "address", "unit") or (alone and gap == " ")
    ):
        return None
    if _YEAR.fullmatch(said) and not called:
        return None
    if section in ("document", "plate", "unit") and not called and re.fullmatch(r"\d", said):
        return None
    filled = any(map(str.isalpha, gap))
    if not called and _counts(text, end, filled):
        return None
    more = _MORE.match(text, end)
    if more and not _counts(text, more.end(), filled):
        end = more.end()
    return start, end


def _before(text: str, noun: re.Match[str], section: str) -> tuple[int, int] | None:
    if section != "room":
        return None
    found = _BEFORE.search(text, max(0, noun.start() - 45), noun.start())
    if not found:
        return None
    if found.group("bare") and (noun.group().isascii() or not _case_of_one(noun.group().lower())):
        return None
    return found.start("x"), noun.end()


_PLAIN: Final = re.compile(
    r"(?P<gap>[ -]|[ ]?[№#][ ]?)(?P<x>\d{1,6}(?:[-/]\d{1,5}|"
    r"[а-я](?!\w))?)"
    r"(?![\w%°]|[.,:/]\d|-|[ ]?[x×х*+=][ ]?\d|[ ]\d)",
    re.IGNORECASE,
)


@lru_cache(maxsize=20_000)
def _names_one(text: str) -> bool:
    """Look whether a Cyrillic word is a thing, in the singular, that a figure can name.

    The case must not be the genitive, which counts: «шлагбаум 4» and «у шлагбаума», not «дня 4».
    """
    best = readings(text, "ru")[0] if text else None
    other = readings(text, "uk")[0] if text else None
    for reading in (best, other):
        if reading and reading.known and (reading.pos != "NOUN" or "anim" in reading.grammemes):
            return False
    found = look_up(text)
    return (
        found.known
        and not found.classes
        and not found.places
        and not found.name_kinds
        and not found.lemmas & sections("no-designators.txt")["no"]
        and _case_of_one(text)
    )


def _plain(text: str, noun: re.Match[str]) -> tuple[int, int] | None:
    """Any other noun and the figure right after it."""
    found = _PLAIN.match(text, noun.end())
    if not found or not _names_one(noun.group().lower()):
        return None
    if _YEAR.fullmatch(found.group("x")) or _counts(text, found.end("x"), False):
        return None
    return found.span("x")


# A street known by whose it is, and the house: на Гоголя 15, Франко, два дробь восемь.
_STREETS: Final = sections("streets.txt")["street"] | {
    street[: -len(ending)] + case
    for street in sections("streets.txt")["street"]
    for ending, cases in (("ая", ("ой", "ую")), ("яя", ("ей", "юю")), ("а", ("ій", "у", "ої")))
    if street.endswith(ending)
    for case in cases
}
_STREET: Final = re.compile(
    rf"[ ,]{{1,2}}(?:{HOUSE}[ ]*)?"
    r"(?:\d{1,3}(?:[ ]?(?:[/-]|дробь|дріб)[ ]?\d{1,3})?[ ]?(?:[а-е](?!\w))?|"
    rf"{CARDINALS}(?: (?:дробь|дріб) {CARDINALS})?|{LAST_ORDINAL}(?<!к[аиу])(?=[,.;!\n]|$))"
    rf"(?![\w:]|[.,/]\d|-\w){COUNTED}{TAIL}",
    re.IGNORECASE,
)


def find(text: str) -> Iterator[Finding]:
    """Find named rooms, tags, documents and the like in a folded text."""
    for noun in _WORD.finditer(text):
        lower = noun.group().lower()
        if lower in _STREETS:
            house = _STREET.match(text, noun.end())
            if house:
                yield Finding(noun.start(), house.end(), "address", "usual street and house", 0.8)
            continue
        section = designator(lower)
        if not section and _FIGURE_NEXT.match(text, noun.end()):
            section = _in_latin(noun.group().lower())
        if not section:
            place = _plain(text, noun)
            if place:
                yield Finding(*place, "number", "figure that names a thing", 0.7)
            continue
        if section.startswith(_MANY_OF):
            section = section.removeprefix(_MANY_OF)
            if not _LETTERED_CODE.match(text, noun.end()):
                continue
        kind = _KIND.get(section, section)
        quoted = (
            _QUOTED.match(text, noun.end())
            if section in ("room", "unit") and noun.group().lower()[:4] not in _TEAMS
            else None
        )
        if quoted:
            yield Finding(noun.start(), quoted.end(), kind, "named thing of this sort", 0.8)
        for place in (_after(text, noun, section), _before(text, noun, section)):
            if place:
                yield Finding(*place, kind, "number of a thing of this sort", 0.85)
