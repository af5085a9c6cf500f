"""Rules that take a word for a person's name: lists, endings, words beside it, spelled letters.

They stand beside the sequence models and are case-blind. A score is what the rule was right about
in texts that were not used to write it (docs/redaction.md): 0.7 and more removes without asking.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from cli.redaction.evidence import Evidence
from cli.redaction.lexicon import Word, can_be_name, is_surname, word, word_class
from cli.redaction.misspelt import misspelt
from cli.redaction.page import SENTENCE_END, Page
from cli.redaction.sequence import Heard
from cli.redaction.wordlists import sections

# Thresholds of the sequence models by class of word (lexicon.word_class).
THRESHOLD: Final = {0: 0.005, 1: 0.02, 2: 0.05, 3: 0.12, 4: 0.9}
# Times these in a text without capitals: there the models have less to go by, and the model of
# marks settles what nobody is called.
UNCASED: Final = 0.5
# The same for a known word in lower case, in a text typed with care.
PLAIN: Final = 0.5
# A frequent plain word in lower case is asked about below this, never removed unasked.
CERTAIN: Final = 0.8
# The same for a word on no list that is a slip of the pen in a common word.
SLIP: Final = 0.05
SHORT_FORM: Final = "surname or short adjective"
# Least score of a word whose name is carried through the text.
CARRIED: Final = 0.15

_ALONE: Final = "preposition function kin title speech naming"
NO_NAME: Final = frozenset(_ALONE.split())


def common(known: Word) -> bool:
    """A word that stands in a dictionary as something else than a name, or is frequent."""
    if known.script == "l":
        return known.zipf >= 2.5
    return known.known and (
        any(grammar and grammar.common_share for grammar in (known.ru, known.uk))
        or known.zipf >= 4.5
    )


def skipped(known: Word) -> bool:
    """A word that stands between a naming word and the name: called *the*, имя *его*."""
    return bool(known.classes & {"preposition", "function"}) and not (
        known.pure_name or (known.short and known.short.degree == 1 and known.zipf < 5.3)
    )


@lru_cache(maxsize=60_000)
def _by_lists(text: str) -> tuple[tuple[float, str], ...]:
    """Score a word by dictionaries and endings alone."""
    known = word(text)
    if known.script == "d" or len(text) < 2:
        return ()
    return _cyrillic(known) if known.script == "c" else _latin(known)


def _cyrillic(known: Word) -> tuple[tuple[float, str], ...]:
    found: list[tuple[float, str]] = []
    frequency = known.zipf
    place = bool(known.places)
    common = any(grammar and grammar.common_share for grammar in (known.ru, known.uk))
    if known.short:
        if known.short.degree == 1 and frequency < 4.4:
            found.append((0.8 if not common and len(known.text) > 3 else 0.3, "short name"))
        elif known.short.degree == 2 and not known.known and frequency < 2.6:
            found.append((0.6, "diminutive"))
    for grammar, other in ((known.ru, known.uk), (known.uk, known.ru)):
        if not (grammar and other and grammar.known and grammar.name_share):
            continue
        elsewhere = other.known and not other.name_share and other.common_share > 0
        alone = grammar.common_share == 0 and not elsewhere
        fit = alone or (grammar.name_share >= 0.25 and frequency < 4.3)
        if "Name" in grammar.kinds:
            if alone and frequency < 5.8:
                sure = not place and (frequency < 4.6 or known.short is not None)
                found.append((0.85 if sure else 0.3, "given name"))
            elif fit and frequency < 4.6:
                found.append((0.3, "given name"))
            elif grammar.name_share >= 0.2 and grammar.common_pos == "NOUN" and frequency < 5:
                found.append((0.1, "word that is a name"))
        if "Patr" in grammar.kinds and fit:
            found.append((0.9 if alone else 0.3, "patronymic"))
        often = alone and frequency < 5.3 and any(map(is_surname, grammar.name_lemmas))
        often = often or (alone and frequency < 4.8)
        if "Surn" in grammar.kinds and ((frequency < 3.2 and fit) or often):
            sure = alone and not place and frequency < 4.8
            found.append((0.75 if sure else 0.2, "surname"))
    if not known.known and frequency < 3:
        if known.patronymic_ending:
            found.append((0.5, "ends like a patronymic"))
        elif known.surname_ending and frequency < 2.6 and not place:
            found.append((0.45, "ends like a surname"))
    # Тюленев, sooner than the short form of an adjective hardly anybody uses.
    short_form = known.ru is not None and known.ru.common_pos == "ADJS" and not known.ru.name_share
    if short_form and frequency < 2.6 and known.text.endswith(("ов", "ев", "ин", "ын")):
        found.append((0.3, SHORT_FORM))
    return tuple(found)


def _latin(known: Word) -> tuple[tuple[float, str], ...]:
    found: list[tuple[float, str]] = []
    name, frequency = known.latin, known.zipf
    if name is None:
        return ()
    place = bool(known.places)
    if name.weight >= -1:
        score = 0.8 if name.weight >= 1 and frequency < 4.6 else 0.2
        found.append((0.3 if place else score, "given name"))
    if name.slavic and frequency < 3.2 and not place:
        found.append((0.7 if name.slavic == 2 else 0.5, "Slavic name"))
    if not place and ((name.surname and frequency < 2.5) or (name.patronymic and frequency < 3)):
        found.append((0.7, "Slavic surname or patronymic"))
    if name.ending and frequency < 2 and not place:
        found.append((0.6, "ends like a surname"))
    weight = -9.0 if name.last is None else name.last - 0.5 - (frequency - 2.5)
    if 3.0 <= frequency < 4.2 and not place and weight >= 0.3:
        found.append((0.2, "surname"))
    if name.last is not None and frequency < 3.0:
        found.append((0.4 if name.last >= 1 and not place else 0.1, "surname"))
    return tuple(found)


def lists(page: Page, evidence: Sequence[Evidence]) -> None:
    for position, known in enumerate(page.words):
        plain = page.plain(position) and common(known)
        if known.classes & {"function", "preposition"} and known.zipf >= 5:
            continue
        for score, why in _by_lists(known.text):
            if not plain or score >= 0.8 or why == SHORT_FORM:
                evidence[position].add(score, why)


def models(page: Page, evidence: Sequence[Evidence], heard: Sequence[Heard]) -> None:
    """Take the sequence models' word where it passes the threshold of the class of word."""
    for position, known in enumerate(page.words):
        likely, held = heard[position].likely, evidence[position]
        held.likely, held.steady, held.genre = likely, heard[position].steady, heard[position].genre
        if len(known.text) == 1:
            continue  # initials() takes those that stand beside a name
        least = THRESHOLD[word_class(known.text)]
        if not page.cased and least < PLAIN:
            least *= UNCASED
        if page.plain(position) and not known.plain_given_name and common(known):
            least = max(least, 0.95 if verb_only(known) else PLAIN)
        elif page.careful and page.opens_sentence(position) and word_class(known.text) > 1:
            least = 0.9  # the capital says nothing here
        elif "capital" in known.classes and not can_be_name(known.text):
            least = max(least, PLAIN)
        if least <= likely < SLIP and misspelt(known.text):
            continue
        if likely >= least:
            plain = not page.cased and known.script == "c" and common(known)
            doubtful = plain and known.zipf >= 3.8 and likely < CERTAIN
            held.add(min(likely, 0.45) if doubtful else likely, "sequence model")


def after_naming_words(page: Page, evidence: Sequence[Evidence]) -> None:
    """My name is *X Y*; called *X*; прозвище *X*; *X* зовут."""
    for position, known in enumerate(page.words):
        if "naming" not in known.classes:
            continue
        taken = 0
        for place in range(position + 1, min(len(page.words), position + 6)):
            other = page.words[place]
            gap = page.gap(place)
            if SENTENCE_END.search(gap.replace("\n", "")) or other.script == "d":
                break
            if other.classes & {"preposition"} and not can_be_name(other.text):
                break
            if other.classes & {"kin", "title"}:
                follower = page.words[place + 1] if place + 1 < len(page.words) else None
                if follower is None or not can_be_name(follower.text) or skipped(follower):
                    evidence[place].add(0.2, "title after a naming word")
                    break
                continue
            if skipped(other) or other.zipf > 5.6:
                if taken:
                    break
                continue
            plain = page.plain(place) and common(other) and not known.lemmas & CALL_SIGNS
            if verb_only(other) or plain:
                break
            evidence[place].add(0.25, "after a naming word")
            taken += 1
            if taken == 2 or known.script == "l":
                break
        if position and known.script == "c":
            _before_naming_word(page, evidence, position)


# After these a common noun in lower case is a name too: позывной грак, nickname kettle.
CALL_SIGNS: Final = sections("sets.txt")["call_signs"]


def verb_only(known: Word) -> bool:
    return "VERB" in known.shape and not known.shape & {"NOUN", "ADJ"} and not known.name_kinds


def _before_naming_word(page: Page, evidence: Sequence[Evidence], position: int) -> None:
    before = page.words[position - 1]
    if (
        "\n" not in page.gap(position)
        and not skipped(before)
        and not (page.plain(position - 1) and common(before))
        and not before.classes & NO_NAME
        and ("NOUN" in before.shape or not before.known or before.name_kinds)
    ):
        evidence[position - 1].add(0.2, "before a naming word")


def after_titles(page: Page, evidence: Sequence[Evidence]) -> None:
    """Captain *X*, сусідка *X*: the word after a title or kin word, if it can stand there."""
    for position in range(len(page.words) - 1):
        known, other = page.words[position], page.words[position + 1]
        kinds = known.classes & {"kin", "title"}
        if not kinds or skipped(other) or len(other.text) < 3:
            continue
        if other.classes & NO_NAME or SENTENCE_END.search(page.gap(position + 1)):
            continue
        if page.plain(position + 1) and common(other):
            continue
        if any(char in page.gap(position + 1) for char in ",;:"):
            continue
        if "title" in kinds and other.zipf < 4.6:
            fits = other.script == "l" or bool(other.shape & {"NOUN", "ADJ"}) or not other.known
            if fits and other.text != known.text:
                evidence[position + 1].add(0.1, "after a title")
        elif "kin" in kinds and other.zipf < 4.2 and can_be_name(other.text):
            noun = "NOUN" in other.shape and "VERB" not in other.shape
            if noun or not other.known or (other.latin and other.latin.first is not None):
                evidence[position + 1].add(0.1, "after a word of kin")


def beside_given_names(page: Page, evidence: Sequence[Evidence]) -> None:
    """The word after a plain given name is often the surname: Олена *Стріха*."""
    for position in range(len(page.words) - 1):
        known, other = page.words[position], page.words[position + 1]
        if evidence[position].person < 0.3 or evidence[position + 1].person or len(other.text) < 3:
            continue
        given = (
            "Name" in known.name_kinds
            or known.short is not None
            or (known.latin is not None and (known.latin.weight > -1 or known.latin.slavic))
        )
        if not given or not page.follows(position + 1) or other.classes & NO_NAME:
            continue
        if page.plain(position + 1) and common(other):
            continue
        if word_class(other.text) > 1 or other.zipf >= 4.6:
            continue
        likely = evidence[position + 1].likely >= 0.001
        if other.script == "c":
            noun = other.shape & {"NOUN", "ADJ"} and "VERB" not in other.shape
            if not other.known or (noun and likely):
                evidence[position + 1].add(0.1, "after a given name")
        elif likely and not other.text.endswith(("ed", "ing", "ly")):
            evidence[position + 1].add(0.1, "after a given name")


_PARTICLES: Final = sections("sets.txt")["particles"] | sections("sets.txt")["holy"]
_SON_OF: Final = sections("sets.txt")["son_of"]
_NUMERAL: Final = re.compile(r"[IVX]{1,4}|[JS]r|мл|ст|молодший|старший|младший")


def _says_i(page: Page, position: int) -> bool:
    """Say whether an I after a name is somebody who goes on to speak: *like Artem I waited*."""
    token = page.tokens[position]
    after = page.text[token.end : token.end + 2]
    return token.raw == "I" and after[:1] in (" ", "'", "’") and after[1:].islower()


def _numbered(page: Page, position: int) -> bool:
    """Say whether a figure belongs to a call sign: Kedr 7, told again or before a stop."""
    token, before = page.tokens[position], page.tokens[position - 1]
    if not (token.raw.isdigit() and len(token.raw) <= 3 and page.cased and before.raw.istitle()):
        return False
    after = page.gap(position + 1)[:1] if position + 1 < len(page.tokens) else ""
    again = page.text.count(page.text[before.start : token.end]) > 1
    return again or after in (":", ",", ")", "»", '"', "”")


def inside_names(page: Page, evidence: Sequence[Evidence]) -> None:
    """Small words before a name (de la, фон, святой) and a numeral after it belong to it."""
    count = len(page.tokens)
    for position in range(count - 2, -1, -1):
        token, after = page.tokens[position], page.tokens[position + 1]
        if after.word in _SON_OF and evidence[position].person >= 0.3:
            evidence[position + 1].add(0.3, "son or daughter of")
        if evidence[position].person or not page.words[position].lemmas & _PARTICLES:
            continue
        if page.gap(position + 1) != " " or evidence[position + 1].score < 0.1:
            continue
        named = position > 0 and evidence[position - 1].score >= 0.1 and page.follows(position)
        upper = page.cased and after.raw[:1].isupper()
        if named or (upper and token.word not in ("де", "да", "до")):
            evidence[position].add(0.3, "small word inside a name")
    for position in range(1, count):
        raw = page.tokens[position].raw
        beside = evidence[position - 1].score >= 0.1 and page.gap(position) == " "
        telling = page.cased or len(raw) > 1
        numeral = raw[0].isupper() and _NUMERAL.fullmatch(raw) and not _says_i(page, position)
        if beside and telling and (numeral or _numbered(page, position)):
            evidence[position].add(0.3, "numeral after a name")


def _named_after_a_place(given: Word, held: Evidence, other: Word) -> bool:
    """Say whether a country or capital is a surname: *Джека Лондона*."""
    named = "Name" in given.name_kinds or given.short is not None or given.plain_given_name
    return named and held.person >= 0.5 and bool(other.places & {"country", "capital"})


def full_names(page: Page, evidence: Sequence[Evidence]) -> None:
    """A given name and a word after it, both with capitals, are a name in full."""
    if not page.cased:
        return
    for position in range(len(page.words) - 1):
        known, other = page.words[position], page.words[position + 1]
        raw, after = page.tokens[position].raw, page.tokens[position + 1].raw
        if not (raw[:1].isupper() and after[:1].isupper() and page.gap(position + 1) == " "):
            continue
        given = known.plain_given_name or known.short is not None
        given = given or (known.latin is not None and known.latin.weight > -2)
        if len(other.text) >= 3 and _named_after_a_place(known, evidence[position], other):
            evidence[position + 1].add(0.7, "given name and surname")
            continue
        if not given or known.places or other.places or len(other.text) < 3:
            continue
        if other.classes & NO_NAME or "capital" in other.classes or other.zipf > 5:
            continue
        if max(evidence[position].score, evidence[position + 1].score) >= 0.1:
            evidence[position].add(0.7, "given name and surname")
            evidence[position + 1].add(0.7, "given name and surname")


def without_titles(page: Page, evidence: Sequence[Evidence]) -> None:
    """Captain, Mrs, сестра before a name are no part of it."""
    for position in range(len(page.words) - 1):
        known = page.words[position]
        if not known.classes & {"kin", "title"} or known.plain_given_name or known.short:
            continue
        beside = evidence[position + 1].person >= 0.1 and page.gap(position + 1) in (" ", ". ")
        if beside and "title after a naming word" not in evidence[position].why:
            evidence[position].person = evidence[position].unknown = 0.0


def places_first(page: Page, evidence: Sequence[Evidence]) -> None:
    """A listed place with a capital is a place, unless what stands beside it makes it a name."""
    for position, known in enumerate(page.words):
        if not known.places & {"country", "capital", "place"} or not evidence[position].person:
            continue
        if not (page.cased and page.tokens[position].raw[:1].isupper()):
            continue
        if known.plain_given_name or known.short:
            continue
        before = page.words[position - 1] if position else None
        named = before is not None and (
            before.classes & {"kin", "title", "naming"}
            or before.plain_given_name
            or _named_after_a_place(before, evidence[position - 1], known)
            or (len(before.text) == 1 and "." in page.gap(position))
        )
        after = page.words[position + 1] if position + 1 < len(page.words) else None
        patronymic = after is not None and "Patr" in after.name_kinds
        surname = (
            after is not None
            and page.gap(position + 1) == " "
            and page.tokens[position + 1].raw[:1].isupper()
            and evidence[position + 1].person >= 0.3
            and known.latin is not None
            and known.latin.first is not None
        )
        if not (named or patronymic or surname):
            evidence[position].person = min(evidence[position].person, 0.1)
