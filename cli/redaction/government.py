"""What verbs, nouns and prepositions around a name govern, Russian and Ukrainian.

Questions about single words and their order; `context` puts the answers together.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from cli.redaction.morphology import Reading, readings
from cli.redaction.paradigms import CASES, Case
from cli.redaction.scene import Scene
from cli.redaction.wordforms import order, parses
from cli.redaction.wordlists import sections

_WORDS: Final = sections("government.txt")


def _prepositions(language: str) -> dict[str, frozenset[Case]]:
    found: dict[str, frozenset[Case]] = {}
    for title, words in _WORDS.items():
        sort, *rest = title.split()
        if sort == "preposition" and rest[0] == language:
            cases = frozenset(case for case in CASES if case in rest)
            found.update(dict.fromkeys(words, cases))
    return found


PREPOSITIONS: Final = {language: _prepositions(language) for language in ("ru", "uk")}
DATIVE: Final = _WORDS["object datv"]  # verbs; what is in none of these takes an accusative
INSTRUMENTAL: Final = _WORDS["object ablt"]
GENITIVE: Final = _WORDS["object gent"]
STANDING: Final = _WORDS["no object"]  # verbs that take none: what follows is the subject
NAMING: Final = _WORDS["naming"]
SUBJECTS: Final = _WORDS["subject"]
DATIVE_PRONOUNS: Final = _WORDS["pronoun datv"]
ACCUSATIVE_PRONOUNS: Final = _WORDS["pronoun accs"]
AND: Final = _WORDS["and"]
SKIPPED: Final = _WORDS["skipped"]
FAMILY: Final = _WORDS["family one"]  # followed by a genitive: семья Ивановых
FAMILIES: Final = _WORDS["family many"]  # agree with the name: братьям Ивановым
ABSENT: Final = frozenset(
    """
    было оказалось стало осталось нашлось видно слышно хватало нет
    було виявилося стало лишилося залишилося знайшлося видно чутно вистачало
    """.split()  # noqa: SIM905
)
WORSE: Final = frozenset("гірше краще більше менше вище нижче старше молодше дужче".split())  # noqa: SIM905
PITIED: Final = frozenset("жаль жалко шкода".split())  # noqa: SIM905
YOU: Final = frozenset("ты ти вы ви".split())  # noqa: SIM905


def is_impersonal(scene: Scene, word: tuple[int, int, str], verb: Reading) -> bool:
    """«Марии было плохо»: a neuter verb and an adverb, whose experience is a dative."""
    if "neut" not in verb.grammemes:
        return False
    after = scene.after(word[1])
    found = readings(after[2], order(scene.language)[0]) if after else ()
    return bool(found) and found[0].pos in ("ADVB", "PRED", "ADJS")


def is_denied(scene: Scene, word: tuple[int, int, str]) -> bool:
    before = scene.before(word[0])
    return before is not None and before[2] == "не"


@lru_cache(maxsize=20_000)
def is_comparative(word: str, language: str) -> bool:
    if language == "uk":
        return word in WORSE
    found = readings(word, "ru")
    return bool(found) and found[0].pos == "COMP" and found[0].known


def has_own_object(scene: Scene, verb: tuple[int, int, str]) -> bool:
    """«выбили зуб», «присудили сім років»: the verb has an object of its own behind it."""
    at = verb[1]
    for _ in range(2):
        word = scene.after(at)
        if word is None or scene.gap(at, word[0]).strip() or scene.mention_ending_at(word[1]):
            return False
        if word[2] in PREPOSITIONS[scene.language]:
            return False
        found = parses(word[2], order(scene.language)[0])
        nouns = [p for p in found if p.known and p.pos in ("NOUN", "NUMR")]
        if any(p.slot[0] == "accs" and (not p.animate or p.pos == "NUMR") for p in nouns):
            return True
        if not any(p.pos in ("ADJF", "ADJ", "NUMR") for p in found):
            return False
        at = word[1]
    return False


def verb_behind(scene: Scene, end: int) -> tuple[tuple[int, int, str], Reading, bool] | None:
    """Find the verb of a clause that a mention opens.

    returns: (word, reading, whether a subject pronoun stands between)
    """
    at, subject = end, False
    for _ in range(4):
        word = scene.after(at)
        if word is None or scene.gap(at, word[0]).strip():
            return None
        verb = verb_reading(word[2], scene.language)
        if verb is not None:
            return word, verb, subject
        subject = subject or word[2] in SUBJECTS
        if word[2] not in SUBJECTS and word[2] not in SKIPPED:
            return None
        at = word[1]
    return None


@lru_cache(maxsize=20_000)
def beside(word: str, gender: str | None, language: str) -> tuple[Case, ...]:
    """Give the cases of a noun for a person, if it is no nominative: «учительку Дзюбенко»."""
    found = [p for p in parses(word, order(language)[0]) if p.pos == "NOUN" and p.known]
    found = [p for p in found if p.slot[1] == "sing" and p.animate and p.gender in ("", gender)]
    cases = tuple(dict.fromkeys(p.slot[0] for p in found))
    return () if "nomn" in cases else cases


def predicate_later(scene: Scene, end: int, gender: str | None, plural: bool) -> bool:
    """«На допиті Гудзь нічого не сказала»: a verb that agrees, a few words on."""
    at = end
    for _ in range(3):
        word = scene.after(at)
        if word is None or "," in scene.gap(at, word[0]):
            return False
        if at != end and is_predicate(word[2], gender, plural, scene.language):
            return bool({"femn", "masc"} & _predicates(word[2], scene.language)[0].grammemes)
        at = word[1]
    return False


def is_prepositional(scene: Scene, word: tuple[int, int, str]) -> bool:
    """«В июне», «в прошлом июне»: a noun after a preposition is neither subject nor object."""
    at = word[0]
    for _ in range(2):
        before = scene.before(at)
        if before is None or "," in scene.gap(before[1], at):
            return False
        if before[2] in PREPOSITIONS[scene.language]:
            return True
        at = before[0]
    return False


def gives(scene: Scene, word: tuple[int, int, str]) -> bool:
    """Look for a verb with a dative before the noun that precedes a name."""
    at = word[0]
    for _ in range(3):
        before = scene.before(at)
        if before is None or "," in scene.gap(before[1], at):
            return False
        verb = verb_reading(before[2], scene.language)
        if verb is not None:
            return verb.lemma in DATIVE
        at = before[0]
    return False


@lru_cache(maxsize=20_000)
def lemmas(word: str, language: str) -> frozenset[str]:
    return frozenset(reading.lemma for reading in readings(word, order(language)[0]))


@lru_cache(maxsize=20_000)
def verb_reading(word: str, language: str) -> Reading | None:
    """Give the verb reading of a word, if a verb is what it most likely is."""
    found = readings(word, order(language)[0])
    verbs = [r for r in found if r.pos in ("VERB", "INFN", "GRND", "PRTS") and r.known]
    if len(verbs) < len(found):  # «зміни» is a noun before it is an order
        verbs = [r for r in verbs if "impr" not in r.grammemes]
    if not verbs or (found[0] not in verbs and found[0].score > verbs[0].score):
        return None
    return verbs[0]


def object_case(verb: Reading) -> Case:
    if verb.lemma in DATIVE:
        return "datv"
    if verb.lemma in INSTRUMENTAL:
        return "ablt"
    return "gent" if verb.lemma in GENITIVE else "accs"


def can_be_subject(verb: Reading, gender: str | None, plural: bool) -> bool:
    """Say whether somebody of this gender can be the subject of that verb form."""
    marks = verb.grammemes
    if verb.pos in ("INFN", "GRND") or marks & {"1per", "2per", "impr"}:
        return False
    if ("plur" in marks) != plural:
        return False
    told = marks & {"masc", "femn", "neut"}
    return not told or gender is None or gender in told or plural


@lru_cache(maxsize=20_000)
def _predicates(word: str, language: str) -> tuple[Reading, ...]:
    found = readings(word, order(language)[0])
    verbs = [
        r for r in found if r.pos in ("VERB", "PRTS") and r.known and "impr" not in r.grammemes
    ]
    return tuple(verbs) if verbs and (found[0] in verbs or verbs[0].score >= 0.4) else ()


def is_predicate(word: str, gender: str | None, plural: bool, language: str) -> bool:
    return any(can_be_subject(verb, gender, plural) for verb in _predicates(word, language))


def has_subject(scene: Scene, word: tuple[int, int, str] | None) -> bool:
    """Look for a subject pronoun before a verb in its clause."""
    at = word[0] if word else 0
    for _ in range(5):
        before = scene.before(at)
        if before is None or "," in scene.gap(before[1], at):
            return False
        if before[2] in SUBJECTS:
            return True
        known = scene.mention_ending_at(before[1])
        if known and scene.cases.get(known[0]) == frozenset({"nomn"}):
            return True
        at = before[0]
    return False


def has_object(scene: Scene, word: tuple[int, int, str], case: Case) -> bool:
    """«Мне позвонил Левченко»: the place of the object is taken."""
    pronouns = DATIVE_PRONOUNS if case == "datv" else ACCUSATIVE_PRONOUNS
    before = scene.before(word[0])
    return before is not None and before[2] in pronouns


@lru_cache(maxsize=20_000)
def is_given(word: str, language: str) -> bool:
    """«Ирина Мельниченко», where only the surname was marked."""
    return any(p.known and p.sort == "given" for p in parses(word, order(language)[0]))


@lru_cache(maxsize=20_000)
def is_noun(word: str, language: str) -> bool:
    found = readings(word, order(language)[0])
    return bool(found) and found[0].pos == "NOUN" and found[0].known
