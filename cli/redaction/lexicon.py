"""What the engine knows of one word, whatever its case and place; cached, read by all layers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from cli.redaction import latin
from cli.redaction.english_sorts import sorts
from cli.redaction.morphology import LANGUAGES, Reading, is_known, readings, zipf
from cli.redaction.normalise import is_cyrillic, is_latin
from cli.redaction.shortnames import ShortName, short_name
from cli.redaction.wordlists import by_word

Script = Literal["c", "l", "d"]

# Endings of surnames that no dictionary has: Ukrainian, Russian, Georgian, Armenian, Turkic.
SURNAME_ENDING: Final = re.compile(
    r"(?:енк(?:о|а|у|ом|ові|ам|ами|ів|и)|[чщ]ук(?:а|у|ом|ові|ем|и|ів)?|[юу]к(?:а|у|ом|ові)?|"
    r"[сц]ьк(?:ий|ого|ому|им|а|у|ої|ою|ій|их|і)|[сц]к(?:ий|ого|ому|им|ом|ая|ой|ую|их)|[её]нок|"
    r"(?:дзе|швили|швілі|иани|іані|ава|янц|ша[дт]ов|беков|оглы|огли)(?:а|у|ом|е)?|ян(?:а|у|ом|е)?|"
    r"(?:ов|ев|ёв|єв|ьов|йов)(?:а|у|ым|им|е|ой|ою|ої|ій|ых|их|ыми|і)?|"
    r"(?:[бвгджзклмнпрстфхцчшщі]ин|[іиї]н)(?:а|у|ым|им|е|ой|ою|ої)?|ейк(?:о|а|у|и)|"
    r"[бвгджзклмнпрстфхцчшщ]к[о]|ович|евич|[їі]в|ець|айло|ь?ки[йх])$"
)
PATRONYMIC_ENDING: Final = re.compile(
    r"(?:(?:ович|евич|йович|ьович|[ую]ич|[іи]йович)(?:а|у|ем|ом|е|і|еві|ам)?|"
    r"(?:[ои]вн|[еє]вн|[іїй]вн|ичн|инічн|ьевн|ївн)(?:а|ы|и|е|у|ой|ою|і)|"
    r"[^аеиоуыэюя\W](?:ы|ови|еви|а|и)ч(?:а|у|ем|ом|е)?|(?:ал|ол|ел|ар|ас|ил|ан)(?:ыч|ич)(?:а|у|ем)?|"
    r"(?:огл[ыиу]|кызы|кизи))$"
)
_NAMELIKE: Final = frozenset({"NOUN", "ADJ", "PROPN"})
_NOMINAL: Final = frozenset({"NOUN", "ADJF", "ADJ", "PRTF", "NUMR", "NPRO"})


@dataclass(frozen=True, slots=True)
class Grammar:
    """Dictionary evidence on a Cyrillic word in one language; `share` is of the best reading."""

    known: bool
    kinds: frozenset[str]  # "Name", "Surn", "Patr"
    name_share: float
    common_share: float
    common_pos: str
    place: bool
    name_lemmas: frozenset[str]
    common_lemmas: frozenset[str]


@dataclass(frozen=True, slots=True)
class Word:
    """All evidence on one word that does not depend on its neighbours.

    classes: sections of words.txt it stands in ("kin", "title", "naming", "speech"…)
    places:  sections of places.txt, plus "geox" from the Russian dictionary
    traits:  sections of traits.txt
    shape:   coarse grammar: NOUN ADJ VERB anim inan nomn past plur; English: english_sorts.sorts
    """

    text: str
    script: Script
    zipf: float
    ru: Grammar | None
    uk: Grammar | None
    short: ShortName | None
    latin: latin.LatinName | None
    surname_ending: str
    patronymic_ending: bool
    classes: frozenset[str]
    places: frozenset[str]
    traits: frozenset[str]
    shape: frozenset[str]
    lemmas: frozenset[str]

    @property
    def known(self) -> bool:
        """In a dictionary (Cyrillic), or frequent enough to be a word (Latin)."""
        if self.ru and self.uk:
            return self.ru.known or self.uk.known
        return self.zipf > 0

    @property
    def name_kinds(self) -> frozenset[str]:
        found: frozenset[str] = frozenset()
        for grammar in (self.ru, self.uk):
            if grammar and grammar.known:
                found |= grammar.kinds
        return found

    @property
    def pure_name(self) -> bool:
        """Has name readings, and no common one in either language."""
        grammars = [grammar for grammar in (self.ru, self.uk) if grammar and grammar.known]
        return any(grammar.name_share for grammar in grammars) and not any(
            grammar.common_share for grammar in grammars
        )

    @property
    def plain_given_name(self) -> bool:
        """Nothing but a given name, in its full or common short form."""
        if self.latin:
            return self.latin.weight >= 1 and self.zipf < 4.6 and not self.places
        return "Name" in self.name_kinds and self.pure_name and len(self.text) > 3 and self.zipf < 5


def script_of(word: str) -> Script:
    if any(map(is_cyrillic, word)):
        return "c"
    return "l" if any(map(is_latin, word)) else "d"


# Endings of dictionary forms that no other noun has.
_SURELY: Final = ("енко", "щук", "ейко", "айло", "дзе", "швили", "швілі")


def is_surname(lemma: str) -> bool:
    """Say whether a dictionary form ends as only surnames do."""
    return len(lemma) > 5 and lemma.endswith(_SURELY)


def _grammar(found: tuple[Reading, ...]) -> Grammar:
    known = bool(found) and found[0].known
    kinds: set[str] = set()
    name_share = common_share = 0.0
    common_pos = ""
    place = False
    name_lemmas: set[str] = set()
    common_lemmas: set[str] = set()
    for reading in found:
        kind = reading.name_kind
        if not known:
            if kind in ("Surn", "Patr"):
                kinds.add(kind)
        elif kind:
            kinds |= {mark for mark in ("Name", "Surn", "Patr") if mark in reading.grammemes}
            name_share = max(name_share, reading.score)
            name_lemmas.add(reading.lemma)
        elif "Geox" in reading.grammemes:
            place = True
        else:
            if reading.score > common_share:
                common_share, common_pos = reading.score, reading.pos
            common_lemmas.add(reading.lemma)
    if "Surn" in kinds and common_lemmas <= {name for name in name_lemmas if is_surname(name)}:
        common_share, common_pos = 0.0, ""  # шевченко is listed as a noun too: it is the surname
        common_lemmas.clear()
    return Grammar(
        known,
        frozenset(kinds),
        name_share,
        common_share,
        common_pos,
        place,
        frozenset(name_lemmas),
        frozenset(common_lemmas),
    )


def _shape(found: tuple[Reading, ...]) -> frozenset[str]:
    shape: set[str] = set()
    for reading in found[:6]:
        if not reading.known or reading.score < 0.08:
            continue
        if reading.pos == "NOUN":
            shape |= {"NOUN"} | (reading.grammemes & {"anim", "inan", "nomn", "plur"})
        elif reading.pos in ("ADJF", "ADJ", "PRTF"):
            shape |= {"ADJ"} | (reading.grammemes & {"plur", "nomn"})
        elif reading.pos in ("VERB", "INFN", "PRED", "PRTS", "ADJS"):
            shape.add("VERB")
            if "past" in reading.grammemes and "plur" not in reading.grammemes:
                shape.add("past")
        else:
            shape.add(reading.pos)
    return frozenset(shape)


def _sections(name: str, words: frozenset[str]) -> frozenset[str]:
    table = by_word(name)
    found: frozenset[str] = frozenset()
    for word in words:
        found |= table.get(word, frozenset())
    return found


@lru_cache(maxsize=60_000)
def word(text: str) -> Word:
    """Look one lower-case, folded word up. Hyphenated words are read whole and by their parts."""
    script = script_of(text)
    if script == "d":
        none: frozenset[str] = frozenset()
        return Word(text, "d", 0.0, None, None, None, None, "", False, none, none, none, none, none)
    return _cyrillic(text) if script == "c" else _latin(text)


def _latin(text: str) -> Word:
    name = latin.latin_name(text)
    words = frozenset({text, name.base})
    return Word(
        text=text,
        script="l",
        zipf=max(zipf(text, False), zipf(name.base, False) if name.base != text else 0.0),
        ru=None,
        uk=None,
        short=None,
        latin=name,
        surname_ending="",
        patronymic_ending=False,
        classes=_sections("words.txt", words),
        places=_sections("places.txt", words),
        traits=_sections("traits.txt", words),
        shape=sorts(name.base),
        lemmas=words,
    )


def _cyrillic(text: str) -> Word:
    found = {language: readings(text, language) for language in LANGUAGES}
    ru, uk = _grammar(found["ru"]), _grammar(found["uk"])
    lemmas = ru.common_lemmas | uk.common_lemmas | {text}
    places = _sections("places.txt", lemmas | ru.name_lemmas | uk.name_lemmas | _guesses(found))
    if ru.place:
        places |= {"geox"}
    ending = SURNAME_ENDING.search(text) if len(text) > 4 else None
    frequency = zipf(text, True)
    if "-" in text and not frequency:
        frequency = min(zipf(part, True) for part in text.split("-"))
    return Word(
        text=text,
        script="c",
        zipf=frequency,
        ru=ru,
        uk=uk,
        short=short_name(text),
        latin=None,
        surname_ending=ending.group()[:4] if ending else "",
        patronymic_ending=len(text) > 4 and bool(PATRONYMIC_ENDING.search(text)),
        classes=_sections("words.txt", lemmas),
        places=places,
        traits=_sections("traits.txt", lemmas),
        shape=_shape(found["ru"]) | _shape(found["uk"]),
        lemmas=lemmas,
    )


def _guesses(found: dict[Literal["ru", "uk"], tuple[Reading, ...]]) -> frozenset[str]:
    """Lemmas guessed for a word that neither dictionary has: places are often such."""
    if any(reading.known for readings_ in found.values() for reading in readings_):
        return frozenset(
            reading.lemma
            for readings_ in found.values()
            for reading in readings_
            if "Geox" in reading.grammemes
        )
    return frozenset(reading.lemma for readings_ in found.values() for reading in readings_)


@lru_cache(maxsize=60_000)
def can_be_name(text: str) -> bool:
    """Say whether any list, dictionary or ending takes this word for a person's name."""
    known = word(text)
    if known.script == "c":
        return bool(known.name_kinds or known.short or known.surname_ending)
    name = known.latin
    return bool(
        name
        and (
            name.first is not None
            or name.last is not None
            or name.slavic
            or name.surname
            or name.ending
        )
    )


@lru_cache(maxsize=60_000)
def stands_alone(text: str) -> bool:
    """Say whether a piece of a line is a word by itself, so that it is not joined to the next."""
    cyrillic = script_of(text) == "c"
    if len(text) <= 2:
        return zipf(text, cyrillic) >= 5.3 and text not in ("ко", "ка")
    if cyrillic:
        frequency = zipf(text, True)
        known = any(is_known(text, language) for language in LANGUAGES)
        return (known and frequency >= 2.0) or frequency >= 3.3
    return zipf(text, False) >= 3.2


@lru_cache(maxsize=60_000)
def word_class(text: str) -> Literal[0, 1, 2, 3, 4]:
    """Sort a word by how readily it may be a name: 0 a name by its looks, 4 never.

    1 is any other word that could be a nickname, 2 a plain thing, 3 a verb, a word of kin or a
    very common word.

    The threshold of the sequence models depends on it: nothing else saved as many questions.
    """
    if script_of(text) == "d" or len(text) == 1:
        return 4
    known = word(text)
    listed = (
        "Name" in known.name_kinds
        or (known.short is not None and known.short.degree == 1)
        or (known.latin is not None and known.latin.weight > -2)
    )
    if known.classes & {"preposition", "function"} and (not listed or known.zipf >= 5):
        return 4
    if known.classes & {"kin", "title"}:
        return 3
    if known.script == "l":
        if known.latin and known.latin.weight > -2.5:
            return 0
        if known.zipf >= 5.5:
            return 4
        suffixed = known.zipf > 4 and text.endswith(("ed", "ing", "ly"))
        if known.zipf >= 5 or suffixed:
            return 3
        if known.shape & {"VERB", "ADVB", "FUNC"} and not known.shape & _NAMELIKE:
            return 3
        if known.zipf >= 4.2:
            return 2
        name = known.latin
        if name and (name.first is not None or name.last is not None or name.slavic):
            return 0
        return 0 if known.zipf < 3 else 1
    if known.short and known.short.degree == 1 and known.zipf < 5.3:
        return 0
    if known.name_kinds and known.zipf < 5.6:
        return 0
    if not known.known:
        return 3 if known.zipf > 4.6 else 0
    if not known.shape & _NOMINAL:
        return 3 if known.zipf < 5.2 else 4
    if known.zipf > 5.6:
        return 3
    thing = "inan" in known.shape and not known.shape & {"anim", "ADJ"}
    if thing and known.zipf >= 3 and not known.places:
        return 2
    return 0 if known.name_kinds else 1
