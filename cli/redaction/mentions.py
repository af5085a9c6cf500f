"""Splits a person's mention into parts (given name, patronymic, surname, initial, call sign).

What a lone word is depends on the other mentions of the same person: «Мельник» is a surname once
«Костя Мельник» has been seen. `Memory` carries that through the account.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from cli.redaction import lexicon
from cli.redaction.keys import fold, translit_key
from cli.redaction.keys import stem as cut
from cli.redaction.normalise import fold_word
from cli.redaction.paradigms import read_surname
from cli.redaction.possessives import base_of, possessive_ending
from cli.redaction.shortnames import short_name
from cli.redaction.wordforms import (
    Slot,
    WordSort,
    is_common,
    is_family,
    may_be_unchanging,
    order,
    parses,
    slots,
    sorts,
)
from cli.redaction.wordlists import sections

WORD: Final = re.compile(r"[^\W\d_]+(?:[\u00ad\u200b-\u200d\u2060]?['’ʼ`-]?[^\W\d_]+)*")
_GOVERNMENT: Final = sections("government.txt")
_FAMILY: Final = _GOVERNMENT["family one"] | _GOVERNMENT["family many"]
_PARTICLES: Final = frozenset(
    "де ван фон аль ель ибн дер ла ді да оглы огли кызы кизи".split()  # noqa: SIM905
)
_NAMING: Final = frozenset(
    """
    позывной позывного позывному позывным позывном позывные кличка клички кличке кличку кличкой
    прозвище прозвища прозвищу прозвищем погоняло погоняла погонялу прозвали прозван прозвал
    позивний позивного позивному позивним позивні кличкою прізвисько прізвиська прізвиську
    прізвиськом псевдо прозвав прозвали
    """.split()  # noqa: SIM905
)
_MANY: Final = ("их", "им", "ими", "ых", "ым", "ыми")
_LIKE_PATRONYMIC: Final = ("вич", "вича", "вичу", "вичем", "виче", "вичеві")


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a mention.

    start, end: characters in the text
    raw:        as it stands there
    sort:       what part of a name it is
    slots:      the cases and numbers its form allows
    possessive: the ending after -ин- or -ів- if it is a possessive adjective, else None
    key:        the same for all forms of one name
    latin:      written in Latin letters inside a Cyrillic text
    """

    start: int
    end: int
    raw: str
    sort: WordSort
    slots: frozenset[Slot]
    possessive: str | None
    key: str
    latin: bool = False


@dataclass(slots=True)
class Memory:
    """What the mentions of one person have shown so far.

    gender:   of the person, None if not known
    weak:     the gender is a guess, or not known
    surnames: keys of the surnames of everybody in the account, shared by all
    sorts:    key of a word → part of the name, from mentions where it was clear
    """

    gender: str | None
    surnames: set[str] = field(default_factory=set)
    sorts: dict[str, WordSort] = field(default_factory=dict)
    weak: bool = False


def plain(raw: str) -> str:
    """Lower-case a word with look-alikes and invisible signs taken out."""
    return fold_word(fold(raw).replace("е́", "е"))


@lru_cache(maxsize=20_000)
def key_of(word: str, language: str) -> str:
    """Give the key that all forms and spellings of one name share, in both scripts."""
    if lexicon.script_of(word) != "c":
        spelled = translit_key(word)
        return spelled[:-1] if len(spelled) > 3 and spelled[-1] in "aoi" else spelled
    tongue = order(language)[0]
    named = [p for p in parses(word, tongue) if p.known and p.sort]
    named = [p for p in named if (p.sort, p.slot[1]) != ("given", "plur")]  # Сабиров
    stems = [stem for stem, _ in read_surname(word, tongue)]
    nouns = [p for one in order(language) for p in parses(word, one) if p.known and p.pos == "NOUN"]
    if named:
        base = cut(named[0].lemma)
    elif stems:
        base = max(stems, key=len)
    else:
        base = cut(nouns[0].lemma) if nouns else cut(word)
    return translit_key(base) or word


def split(text: str, start: int, end: int, memory: Memory, language: str) -> tuple[Part, ...]:
    """Split one mention. Words of no weight (particles, brackets, quotes) are in no part."""
    found = [
        (start + match.start(), start + match.end(), match.group())
        for match in WORD.finditer(text[start:end])
    ]
    words = [(s, e, raw, plain(raw)) for s, e, raw in found]
    called = _called(text, start, len(words) == 1 and is_common(words[0][3], language))
    labels = _label(
        [word for *_, word in words], [raw for *_, raw, _ in words], called, memory, language
    )
    if labels == ["patronymic"] and words[0][3].endswith(_LIKE_PATRONYMIC):
        word = words[0][3]
        known = any(p.sort == "patronymic" and p.known for p in parses(word, order(language)[0]))
        labels = labels if known else ["surname"]  # «Дорошевич»
    if len(labels) == 1 and words[0][3] and _after_family(text, start):
        labels = ["surname"]  # «семью Ким», «братьям Мельникам»
    if labels == ["given"]:
        labels = [_no_possessive(text, end, words[0][3], language) or "given"]
    parts: list[Part] = []
    for (s, e, raw, word), sort in zip(words, labels, strict=True):
        if sort is None:
            continue
        latin = lexicon.script_of(word) == "l"
        ending = None if latin else possessive_ending(word, language, sort)
        told = not latin and ending is None and sort not in ("initial", "title")
        forms: frozenset[Slot] = (
            slots(_last(word), sort, memory.gender, language) if told else frozenset()
        )
        parts.append(Part(s, e, raw, sort, forms, ending, _part_key(word, ending, language), latin))
    return _merge(parts)


def _no_possessive(text: str, end: int, word: str, language: str) -> WordSort | None:
    """«У Мустафаєвих забрали», «С Филином шли»: nothing stands behind that could be owned.

    returns: what the word is instead, None if it may well be a possessive
    """
    if possessive_ending(word, language, "given") is None:
        return None
    common = is_common(word, language)
    if not common and not (
        word.endswith(_MANY) and "surname" in sorts(word, language)
    ):  # «Это Сашин.»
        return None
    behind = WORD.match(text, end + 1) if text[end : end + 1] == " " else None
    tongue = order(language)[0]
    if behind and any(p.known for p in parses(plain(behind.group()), tongue)):
        return None
    return "callsign" if common and not word.endswith(_MANY) else "surname"


def _last(word: str) -> str:
    """A double name is declined like its last half."""
    return word.rpartition("-")[2] or word


def _part_key(word: str, ending: str | None, language: str) -> str:
    if ending is None:
        return key_of(word, language)
    return key_of(base_of(word), language)


def _label(
    words: list[str], raws: list[str], called: bool, memory: Memory, language: str
) -> list[WordSort | None]:
    labels: list[WordSort | None] = [None] * len(words)
    options: list[frozenset[WordSort]] = []
    for index, word in enumerate(words):
        options.append(sorts(word, language) | sorts(_last(word), language))
        if word in _PARTICLES and len(words) > 1:
            options[-1] = frozenset()
            continue
        if len(word) == 1 or (len(word) == 2 and raws[index].isupper() and len(words) > 1):
            labels[index] = "initial"
        elif _is_title(word, raws[index], index, len(words)) or (
            raws[index].islower()
            and any(raw[:1].isupper() for raw in raws)
            and is_common(word, language)
            and not options[index] & {"given", "patronymic"}
        ):  # «начальник цеха Семёныч»: an ordinary word among names in capitals stays
            labels[index] = "title"
        elif key_of(word, language) in memory.sorts:
            labels[index] = memory.sorts[key_of(word, language)]
        elif key_of(word, language) in memory.surnames and "given" not in options[index]:
            labels[index] = "surname"
        elif "patronymic" in options[index] and not _second_patronymic(words, index, language):
            labels[index] = "patronymic"
    open_ = [i for i, label in enumerate(labels) if label is None and words[i] not in _PARTICLES]
    if not open_:
        return labels
    if called and not any(label in ("given", "surname") for label in labels):
        for index in open_:
            labels[index] = "callsign"
        return labels
    taken = {label for label in labels if label}
    if len(open_) == 1 and "given" not in taken:
        labels[open_[0]] = _alone(words, open_[0], options[open_[0]], taken, language)
        return labels
    if "given" not in taken:
        best = _given_among(words, open_, options, labels)
        if best is not None:
            labels[best] = "given"
            open_.remove(best)
    for index in open_:
        common = is_common(words[index], language) and "surname" not in options[index]
        nobody = "given" not in {label for label in labels if label}
        labels[index] = "callsign" if common and nobody else "surname"
    return labels


def _is_title(word: str, raw: str, index: int, count: int) -> bool:
    """«дед Коля», «капитан Мороз»: the title stays, it is not part of the name."""
    classes = lexicon.word(word).classes
    return (
        count > 1
        and index < count - 1
        and bool(classes & {"kin", "title"})
        and (raw.islower() or index == 0)
        and not short_name(word)
    )


def _second_patronymic(words: list[str], index: int, language: str) -> bool:
    """«Олег Яценович»: a word like a patronymic is a surname if another one stands beside it."""
    others = [
        i for i in range(len(words)) if i != index and "patronymic" in sorts(words[i], language)
    ]
    return bool(others) and index > others[0]


def _called(text: str, start: int, common: bool) -> bool:
    """Say whether a word for 'nickname' stands right before, or 'called' before a common word."""
    before = [plain(word) for word in WORD.findall(text[max(0, start - 40) : start])][-2:]
    return any(word in _NAMING for word in before) or (
        common and bool(before) and before[-1] in ("звали", "зовут", "звуть", "кликали", "называли")
    )


def _after_family(text: str, start: int) -> bool:
    """Say whether a word for a family or for brothers stands right before."""
    before = WORD.findall(text[max(0, start - 24) : start])[-1:]
    return bool(before) and text[:start].endswith((" ", "\n")) and plain(before[0]) in _FAMILY


def _given_among(
    words: list[str],
    open_: list[int],
    options: list[frozenset[WordSort]],
    labels: list[WordSort | None],
) -> int | None:
    """Choose which of several words is the given name: before a patronymic, else the surest."""
    names = [i for i in open_ if "given" in options[i]]
    for index in names:
        if index + 1 < len(labels) and labels[index + 1] == "patronymic":
            return index
    sure = [i for i in names if "surname" not in options[i]]
    if sure or names:
        return (sure or names)[0]
    if any(label == "initial" for label in labels):
        return None
    unlike = [i for i in open_ if "surname" not in options[i]]
    return unlike[0] if len(open_) > 1 and unlike else None


def _alone(
    words: list[str],
    index: int,
    options: frozenset[WordSort],
    taken: set[WordSort],
    language: str,
) -> WordSort:
    word = words[index]
    if "initial" in taken or "patronymic" in taken:
        if "patronymic" in taken and "given" in options and "initial" not in taken:
            return "given"
        if "given" in options and "surname" not in options:
            return "given"
        return "surname" if "initial" in taken or "surname" in options else "given"
    ending = possessive_ending(word, language, "given")
    if ending is not None:
        return "given"
    if "given" in options and not ("surname" in options and _rarely_given(word, language)):
        return "given"
    if "title" in taken:
        return "surname"
    if "surname" in options or may_be_unchanging(word):
        return "surname"
    if is_family(word, language):
        return "surname"
    return "callsign" if is_common(word, language) else "given"


def _rarely_given(word: str, language: str) -> bool:
    """True where the only sign of a given name is a derived diminutive (Мельник, Левчук)."""
    short = short_name(word)
    named = any(
        p.sort == "given" and p.known for p in parses(word, "uk" if language == "uk" else "ru")
    )
    return not named and (short is None or short.degree > 1)


def _merge(parts: list[Part]) -> tuple[Part, ...]:
    """Join neighbouring words that are one surname or one call sign (де Сталь, Старый Лис)."""
    merged: list[Part] = []
    for part in parts:
        before = merged[-1] if merged else None
        if before and before.sort == part.sort and part.sort in ("surname", "callsign"):
            both = before.slots & part.slots
            merged[-1] = Part(
                before.start, part.end, before.raw, part.sort, both or part.slots, None,
                before.key + part.key, before.latin and part.latin,
            )  # fmt: skip
        else:
            merged.append(part)
    return tuple(merged)


def remember(parts: tuple[Part, ...], memory: Memory) -> None:
    """Keep what a mention of several words has shown."""
    if len(parts) == 1 and parts[0].sort == "callsign":
        memory.sorts.setdefault(parts[0].key, "callsign")
    if len(parts) < 2:
        return
    for part in parts:
        if part.sort in ("given", "patronymic", "surname", "callsign"):
            memory.sorts.setdefault(part.key, part.sort)
        if part.sort == "surname":
            memory.surnames.add(part.key)
