"""What the gate looks for: each way in which something removed could still stand in a file."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from cli.redaction import lexicon
from cli.redaction.keys import fold, skeleton, stem, translit_key
from cli.redaction.ledger import Redacted
from cli.redaction.model import IDENTIFIER_KINDS, NAME_KINDS, QUASI_KINDS
from cli.redaction.morphology import LANGUAGES, Language, analyzer
from cli.redaction.wordforms import is_common
from cli.redaction.wordlists import sections

WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
DIGITS: Final = re.compile(r"\d(?:[\s().,/+:_–—-]{0,3}\d)*")
_MIN_DIGITS: Final = 4  # fewer occur by chance in any text
_MIN_STEM: Final = 4
_COMMON_ZIPF: Final = 3.5  # a word this frequent is written in small letters when it is no name


@dataclass(frozen=True, slots=True)
class Original:
    """Something that was removed and must not stand in an export.

    entity:       its id, or ""
    kind:         one of model.KINDS
    forms:        every form in which it stood in the original
    replacements: what stands in its place
    """

    entity: str
    kind: str
    forms: tuple[str, ...]
    replacements: tuple[str, ...] = ()


@dataclass(slots=True)
class Needles:
    """All search forms of one export, each with the reason it is searched for.

    words:   skeleton of a word → (reason, only where it is capitalised)
    stems:   skeleton of a stem, a case ending may follow
    keys:    transliteration key → (reason, script of the original)
    phrases: words joined by one space, all skeletons
    digits:  digits only
    signs:   letters and digits only, of handles, addresses and file names
    """

    words: dict[str, tuple[str, bool]] = field(default_factory=dict)
    stems: dict[str, str] = field(default_factory=dict)
    keys: dict[str, tuple[str, str]] = field(default_factory=dict)
    phrases: dict[str, str] = field(default_factory=dict)
    digits: dict[str, str] = field(default_factory=dict)
    signs: dict[str, str] = field(default_factory=dict)


_PLAIN: Final = frozenset({"place", *QUASI_KINDS})  # what can be told in plain words


def originals(redacted: Redacted) -> tuple[Original, ...]:
    """Collect what was removed from the ledger of a text."""
    forms: dict[tuple[str, str], list[str]] = {}
    replaced: dict[tuple[str, str], list[str]] = {}
    for entry in redacted.ledger:
        stays = entry.kind in _PLAIN and fold(entry.original) == fold(entry.replacement)
        if entry.action == "keep" or stays:  # «больница», where no more general word is known
            continue
        key = (entry.entity or f"at {entry.start}", entry.kind)
        forms.setdefault(key, []).append(entry.original)
        replaced.setdefault(key, []).append(entry.replacement)
    return tuple(
        Original(
            entity, kind, tuple(dict.fromkeys(found)), tuple(dict.fromkeys(replaced[entity, kind]))
        )
        for (entity, kind), found in forms.items()
    )


def needles(removed: Sequence[Original], language: str) -> Needles:
    """Make the search forms of everything that was removed."""
    made = Needles()
    written = _written(removed)
    for original in removed:
        own = {skeleton(word) for text in original.replacements for word in _words(text)}
        for form in original.forms:
            if _said_anyway(original.kind, form, written):
                continue
            if original.kind in NAME_KINDS:
                _add_name(made, original.kind, form, own, language)
            elif original.kind in IDENTIFIER_KINDS:
                _add_identifier(made, original.kind, form, own)
            else:
                _add_detail(made, form, own, language)
    return made


def _written(removed: Sequence[Original]) -> frozenset[str]:
    """Give every form of the words that stand in place of something, on purpose."""
    plain = [each for each in removed if each.kind in _PLAIN]
    words = {word for each in plain for text in each.replacements for word in _words(text)}
    return frozenset(words | {fold(form) for word in words for form in lexeme(word)})


def _said_anyway(kind: str, form: str, written: Collection[str]) -> bool:
    """Say whether a lone plain word of a place or trait is one that other wordings write.

    «город» and «в октябре» tell nothing more where the text says «города в Сибири» and «в середине
    октября»; a name, a number and a word with a capital are searched for whatever is written.
    """
    parts = [part for part in re.findall(r"\w+", fold(form)) if part not in _function_words()]
    plain = kind == "date" or (kind in _PLAIN and form.islower())
    return plain and len(parts) == 1 and parts[0] in written  # «14 октября» has two


def _words(text: str) -> list[str]:
    return WORD.findall(fold(text))


def _add_name(made: Needles, kind: str, form: str, own: set[str], language: str) -> None:
    raw_words = WORD.findall(form)
    folded = [fold(word) for word in raw_words]
    if len(folded) > 1:
        _add_phrase(made, folded, own)
    for raw, word in zip(raw_words, folded, strict=True):
        if not _tells(raw, word, kind, len(folded)) or skeleton(word) in own:
            continue  # a title in a mention stays beside the pseudonym
        capital = raw[:1].isupper() and not form.isupper() and _is_frequent(word, language)
        for part in {word, *word.split("-")}:
            _add_word(made, part, own, capital)


def _tells(raw: str, word: str, kind: str, count: int) -> bool:
    """Say whether a word of a name tells something by itself."""
    if len(word) < 2 or word in _function_words():
        return False
    if count == 1:
        return True
    if lexicon.word(word).classes & {"kin", "title", "preposition", "function"}:
        return False
    if kind in ("person", "unknown"):
        return True
    known = any(is_common(word, tongue) for tongue in LANGUAGES) or lexicon.word(word).zipf > 3.5
    return raw[:1].isupper() and not known


def _add_word(made: Needles, word: str, own: set[str], capital: bool) -> None:
    if len(word) < 2:
        return
    forms = {word} | {fold(other) for other in lexeme(word)}
    for other in forms:
        shape = skeleton(other)
        if shape not in own and len(other) > 1:
            reason = "as it stood" if other == word else "another form of it"
            before = made.words.get(shape)
            made.words[shape] = (
                before[0] if before else reason,
                capital and (not before or before[1]),
            )
    base = stem(word)
    if len(base) >= _MIN_STEM and not capital and lexicon.script_of(word) == "c":
        made.stems[skeleton(base)] = "another form of it"
    for other in {word, *(lemma_of(word))}:
        key = translit_key(other)
        if len(key) >= 3:
            made.keys[key] = ("in other letters", lexicon.script_of(word))


def _add_phrase(made: Needles, words: list[str], own: set[str]) -> None:
    core = list(words)
    while core and core[0] in _function_words():
        core.pop(0)
    while core and core[-1] in _function_words():
        core.pop()
    shapes = [skeleton(word) for word in core]
    if len(shapes) > 1 and not set(shapes) <= own:
        made.phrases[" ".join(shapes)] = "as it stood"


def _add_identifier(made: Needles, kind: str, form: str, own: set[str]) -> None:
    digits = "".join(char for char in fold(form) if char.isdigit())
    if len(digits) >= _MIN_DIGITS and kind != "address":
        made.digits[digits] = "the number"
        for cut in (2, 3):  # without a country code
            if len(digits) - cut >= 7:
                made.digits[digits[cut:]] = "the number without its beginning"
    signs = _alnum(form)
    if any(char.isalpha() for char in signs) and len(signs) >= 5:
        made.signs[signs] = "as it stood"
    if kind == "email" and "@" in form:
        local = _alnum(form.split("@")[0])
        if len(local) >= 5:
            made.signs[local] = "the name in the address"
    words = _words(form)
    if len(words) > 1 or (words and digits):
        parts = [skeleton(part) for part in re.findall(r"\w+", fold(form))]
        if len(parts) > 1:
            made.phrases[" ".join(parts)] = "as it stood"
    if kind in ("address", "file", "handle"):
        for raw in re.findall(r"[^\W\d_]{4,}", form):
            if not lexicon.word(fold(raw)).zipf > 3.5 and skeleton(fold(raw)) not in own:
                _add_word(made, fold(raw), own, False)


def _add_detail(made: Needles, form: str, own: set[str], language: str) -> None:
    """Dates, ages, jobs: the whole wording; a lone word in all its forms."""
    parts = re.findall(r"\w+", fold(form))
    while len(parts) > 1 and parts[0] in _function_words():
        parts.pop(0)
    if len(parts) > 1:
        shape = " ".join(skeleton(part) for part in parts)
        made.phrases[shape] = "as it stood"
    elif parts and parts[0].isalpha() and not _is_number_word(parts[0]):
        for other in {parts[0], *(fold(word) for word in lexeme(parts[0]))}:
            if skeleton(other) not in own:
                made.words.setdefault(skeleton(other), ("another form of it", False))
    elif parts and len(parts[0]) >= _MIN_DIGITS:
        made.digits[parts[0]] = "the number"


def _alnum(text: str) -> str:
    return "".join(char for char in skeleton(fold(text)) if char.isalnum())


@lru_cache(1)
def _function_words() -> frozenset[str]:
    found = sections("words.txt")
    return found["function"] | found["preposition"]


@lru_cache(10_000)
def _is_number_word(word: str) -> bool:
    numbers = any(
        "NUMR" in parse.tag.grammemes or "Anum" in parse.tag.grammemes
        for language in LANGUAGES
        for parse in analyzer(language).parse(word)[:4]
    )
    return numbers if lexicon.script_of(word) == "c" else word in _ENGLISH_NUMBERS


_ENGLISH_NUMBERS: Final = frozenset(
    """
    one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety
    """.split()  # noqa: SIM905
)


@lru_cache(10_000)
def _is_frequent(word: str, language: str) -> bool:
    """Say whether a name is also an ordinary word that people write in small letters."""
    known = lexicon.word(word)
    if known.script == "c":
        ordinary = any(_is_word_by_itself(word, tongue) for tongue in LANGUAGES)
        return ordinary and known.zipf >= _COMMON_ZIPF
    return known.zipf >= _COMMON_ZIPF + 0.5


# Ukrainian given names that are words. The Ukrainian dictionary has most names a second time, as
# things (ships, villages), so that it cannot tell.
_WORDS_UK: Final = frozenset("надія віра любов воля слава зоря роман лев мороз мир".split())  # noqa: SIM905

_SURNAMES: Final = ("енко", "чук", "ський", "цький")  # never words, whatever a dictionary says
_RARE_WORDS: Final = frozenset("максим мирон вероника".split())  # noqa: SIM905  (a gun, a plant)


def _is_word_by_itself(word: str, tongue: Language) -> bool:
    """«Вера» is an ordinary word; «Мария» only looks like a form of another («марий»)."""
    if not analyzer(tongue).word_is_known(word):
        return False
    parses = analyzer(tongue).parse(word)
    marked = {"Name", "Surn", "Patr", "Geox", "Orgn", "Trad"}
    names = {p.normal_form for p in parses if marked & p.tag.grammemes}
    plain = {
        p.normal_form
        for p in parses
        if not {*marked, "plur"} & p.tag.grammemes
        and not p.normal_form.endswith(_SURNAMES)
        and p.normal_form not in _RARE_WORDS
        and str(p.tag.POS) in ("NOUN", "ADJF", "PRTF")
        and (
            tongue != "uk"
            or p.normal_form in _WORDS_UK
            or "anim" in p.tag.grammemes
            or p.normal_form.endswith("ий")
        )
    }
    return bool(plain & names) if names else bool(plain)


@lru_cache(10_000)
def lexeme(word: str) -> frozenset[str]:
    """Give all forms of a Cyrillic name in both dictionaries; names first, else nouns."""
    if lexicon.script_of(word) != "c":
        return frozenset({word + "s", word + "'s", word.removesuffix("s")})
    found: set[str] = set()
    for language in LANGUAGES:
        parses = analyzer(language).parse(word)
        named = [p for p in parses if {"Name", "Surn", "Patr", "Geox"} & p.tag.grammemes]
        nouns = [p for p in parses if p.tag.POS in ("NOUN", "ADJF")]
        for parse in named or nouns[:1]:
            found |= {form.word for form in parse.lexeme}
    return frozenset(found)


@lru_cache(10_000)
def lemma_of(word: str) -> frozenset[str]:
    if lexicon.script_of(word) != "c":
        return frozenset({word.removesuffix("'s")})
    return frozenset(
        parse.normal_form
        for language in LANGUAGES
        for parse in analyzer(language).parse(word)
        if {"Name", "Surn", "Patr"} & parse.tag.grammemes
    )


def known_words(texts: Iterable[str]) -> frozenset[str]:
    """Give the folded words of some texts, the parts of double words included."""
    found: set[str] = set()
    for text in texts:
        for word in _words(text):
            found |= {word, word.removesuffix("'s"), *word.split("-")}
    return frozenset(found)
