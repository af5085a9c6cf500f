"""What the words around a mention say about its grammatical case, Russian and Ukrainian.

What must be (a preposition, an agreeing title, a coordinated name whose form is clear) and the
clearest of what is likely (a verb that governs or agrees) spare the editor a look.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from cli.redaction import lexicon
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
_INSTRUMENTAL: Final = _WORDS["object ablt"]
_GENITIVE: Final = _WORDS["object gent"]
STANDING: Final = _WORDS["no object"]  # verbs that take none: what follows is the subject
_NAMING: Final = _WORDS["naming"]
_SUBJECTS: Final = _WORDS["subject"]
_DATIVE_PRONOUNS: Final = _WORDS["pronoun datv"]
_ACCUSATIVE_PRONOUNS: Final = _WORDS["pronoun accs"]
_AND: Final = _WORDS["and"]
_SKIPPED: Final = _WORDS["skipped"]
_FAMILY: Final = _WORDS["family one"]  # followed by a genitive: семья Ивановых
_FAMILIES: Final = _WORDS["family many"]  # agree with the name: братьям Ивановым


_AGE: Final = re.compile(
    r"\s+(?:было|будет|исполнилось|стукнуло|було|буде|виповнилос[яь])\s[^.!?\n]{1,40}?"
    r"\b(?:лет|год|года|років|роки|рік)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What surrounds a mention says.

    must:   cases it can only stand in, None if nothing forces one
    likely: cases in order of likelihood, () if nothing tells
    sure:   the first of `likely` needs no look by an editor
    plural: a word for a family stands before it
    only:   no case outside `likely` is possible
    """

    must: frozenset[Case] | None
    likely: tuple[Case, ...]
    sure: bool
    plural: bool = False
    only: bool = False


def evidence(
    scene: Scene, start: int, end: int, gender: str | None, several: bool = False
) -> Evidence:
    """Read the surroundings of the mention at `start` to `end`.

    several: its form can name a family
    """
    language = scene.language
    allowed: frozenset[Case] | None = None  # what agreeing words before it allow
    plural = False
    title = False
    at = start
    for _ in range(5):
        word = scene.before(at)
        if word is None:
            break
        gap = scene.gap(word[1], at)
        lower = word[2]
        if "," in gap or ")" in gap or scene.mention_ending_at(word[1]):
            break
        if lower in _FAMILY and at == start:
            return Evidence(frozenset({"gent"}), (), False, True)
        if lower in _FAMILIES:
            allowed, plural, title, at = _agreeing(lower, language), True, True, word[0]
            continue
        step = _modifier(lower, gender, language)
        if step is None:
            break
        cases, is_title = step
        merged = cases if allowed is None else allowed & cases
        if not merged:
            break
        allowed, title, at = merged, title or is_title, word[0]
    found = _with_left(scene, at, start, end, gender, allowed, title, plural)
    if several and not plural and found.must is None:
        after = scene.after(end)
        near = after is not None and not scene.gap(end, after[0]).strip()
        if after and near and _is_predicate(after[2], gender, True, language):
            return Evidence(None, ("nomn", *found.likely), True, plural)
    return found


def _with_left(
    scene: Scene,
    at: int,
    start: int,
    end: int,
    gender: str | None,
    allowed: frozenset[Case] | None,
    title: bool,
    plural: bool,
) -> Evidence:
    word = scene.before(at)
    while (
        word and word[2] in _SKIPPED and word[2] not in _AND and "," not in scene.gap(word[1], at)
    ):
        at = word[0]
        word = scene.before(at)
    if word is None:
        return _opening(scene, at, end, gender, allowed, plural)
    gap = scene.gap(word[1], at)
    lower = word[2]
    governed = PREPOSITIONS[scene.language].get(lower)
    if governed and "," not in gap:
        both = governed & allowed if allowed and governed & allowed else governed
        return Evidence(both, (), False, plural)
    joined = _coordinated(scene, word, at)
    if joined:
        return Evidence(joined, (), False, plural)
    if allowed and (title or len(allowed) == 1) and len(allowed & {"nomn", "accs"}) != 2:
        return Evidence(allowed - {"loct", "voct"} or allowed, (), False, plural)
    if "," in gap or lower in _AND:
        return _opening(scene, at, end, gender, allowed, plural)
    return _governed(scene, word, at, end, gender, allowed, plural)


def _coordinated(scene: Scene, word: tuple[int, int, str], at: int) -> frozenset[Case] | None:
    """«Игорю и Марине»: the second stands in the case of the first."""
    if word[2] not in _AND:
        return None
    first = scene.mention_ending_at(word[0]) or next(
        (
            span
            for span in scene.people
            if span[1] <= word[0] and not scene.gap(span[1], word[0]).strip(' «»"')
        ),
        None,
    )
    return scene.cases.get(first[0]) if first else None


def _opening(
    scene: Scene,
    at: int,
    end: int,
    gender: str | None,
    allowed: frozenset[Case] | None,
    plural: bool,
) -> Evidence:
    """Read a mention that opens its clause: a subject, an address, or moved to the front."""
    follows = scene.text[end : end + 2].lstrip('»"”')
    after = scene.after(end)
    agrees = after is not None and _is_predicate(after[2], gender, plural, scene.language)
    opened = allowed if allowed else None
    if agrees and "," not in scene.gap(end, after[0] if after else end):
        return Evidence(opened, ("nomn",), True, plural)
    if _AGE.match(scene.text, end):  # «Марии было двадцать лет»
        return Evidence(opened, ("datv",), True, plural)
    verb = verb_reading(after[2], scene.language) if after else None
    if verb and after and verb.pos == "VERB" and not scene.text[end : after[0]].strip():
        # «Наталії сказали мовчати»: moved to the front, but no subject
        return Evidence(opened, (object_case(verb),), True, plural)
    if follows[:1] in (",", "!", "?") and scene.before(at) is None:
        return Evidence(opened, ("voct", "nomn"), False, plural)
    return Evidence(opened, ("nomn",), False, plural)


def _governed(
    scene: Scene,
    word: tuple[int, int, str],
    at: int,
    end: int,
    gender: str | None,
    allowed: frozenset[Case] | None,
    plural: bool,
) -> Evidence:
    """Read a mention after a verb, a noun or anything else that is no preposition."""
    language, lower = scene.language, word[2]
    if lower in _NAMING or _lemmas(lower, language) & _NAMING:
        return Evidence(allowed, ("nomn", "ablt"), True, plural)
    after = scene.after(end)
    predicate = (
        after is not None
        and not scene.gap(end, after[0]).strip(' »"”')
        and _is_predicate(after[2], gender, plural, language)
    )
    verb = verb_reading(lower, language)
    if verb is None and lower in _DATIVE_PRONOUNS | _ACCUSATIVE_PRONOUNS:
        before = scene.before(word[0])
        verb = verb_reading(before[2], language) if before else None
        if verb and _can_be_subject(verb, gender, plural) and not has_subject(scene, before):
            return Evidence(allowed, ("nomn",), True, plural)
    if verb is not None:
        case = object_case(verb)
        if has_subject(scene, word):
            return Evidence(allowed, (case, "nomn"), True, plural)
        if not _can_be_subject(verb, gender, plural):
            if "plur" in verb.grammemes and (verb.lemma in STANDING or "intr" in verb.grammemes):
                joined = after is not None and after[2] in _AND  # «были Анна и ещё трое»
                return Evidence(allowed, ("nomn", case), joined and case == "accs", plural)
            return Evidence(allowed, (case, "nomn"), True, plural)
        if has_object(scene, word, case):
            return Evidence(allowed, ("nomn", case), True, plural)
        certain = "intr" in verb.grammemes or verb.lemma.endswith(("ся", "сь"))
        governs = verb.lemma in DATIVE | _INSTRUMENTAL | _GENITIVE
        return Evidence(allowed, ("nomn", case), certain and not governs, plural)
    if predicate:
        return Evidence(allowed, ("nomn",), True, plural)
    if _is_noun(lower, language):
        if _gives(scene, word):  # «отдала ключи Марии»: hers, or to her
            return Evidence(allowed, ("datv", "gent"), False, plural)
        kin = bool(lexicon.word(lower).classes & {"kin", "title"})
        certain = allowed is None and not predicate and not kin
        return Evidence(allowed, ("gent", "nomn"), certain, plural, allowed is None)
    return Evidence(allowed, ("nomn",), False, plural)


def _gives(scene: Scene, word: tuple[int, int, str]) -> bool:
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
def _lemmas(word: str, language: str) -> frozenset[str]:
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
    if verb.lemma in _INSTRUMENTAL:
        return "ablt"
    return "gent" if verb.lemma in _GENITIVE else "accs"


def _can_be_subject(verb: Reading, gender: str | None, plural: bool) -> bool:
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


def _is_predicate(word: str, gender: str | None, plural: bool, language: str) -> bool:
    return any(_can_be_subject(verb, gender, plural) for verb in _predicates(word, language))


def has_subject(scene: Scene, word: tuple[int, int, str] | None) -> bool:
    """Look for a subject pronoun before a verb in its clause."""
    at = word[0] if word else 0
    for _ in range(5):
        before = scene.before(at)
        if before is None or "," in scene.gap(before[1], at):
            return False
        if before[2] in _SUBJECTS:
            return True
        known = scene.mention_ending_at(before[1])
        if known and scene.cases.get(known[0]) == frozenset({"nomn"}):
            return True
        at = before[0]
    return False


def has_object(scene: Scene, word: tuple[int, int, str], case: Case) -> bool:
    """«Мне позвонил Левченко»: the place of the object is taken."""
    pronouns = _DATIVE_PRONOUNS if case == "datv" else _ACCUSATIVE_PRONOUNS
    before = scene.before(word[0])
    return before is not None and before[2] in pronouns


@lru_cache(maxsize=20_000)
def _is_noun(word: str, language: str) -> bool:
    found = readings(word, order(language)[0])
    return bool(found) and found[0].pos == "NOUN" and found[0].known


@lru_cache(maxsize=20_000)
def _agreeing(word: str, language: str) -> frozenset[Case]:
    return frozenset(
        p.slot[0] for p in parses(word, order(language)[0]) if p.slot[1] == "plur" and p.animate
    )


@lru_cache(maxsize=20_000)
def _modifier(word: str, gender: str | None, language: str) -> tuple[frozenset[Case], bool] | None:
    """Say what case a title, kinship word or adjective before a name gives it, or None.

    returns: (cases, whether it is a title, which always agrees)
    """
    if word in PREPOSITIONS[language] or verb_reading(word, language):
        return None
    classes = lexicon.word(word).classes
    found = [p for p in parses(word, order(language)[0]) if p.slot[1] == "sing"]
    if classes & {"kin", "title"}:
        cases = frozenset(p.slot[0] for p in found if p.pos == "NOUN" and p.sort is None)
        genders = {p.gender for p in found if p.pos == "NOUN" and p.sort is None}
        own = gender is None or gender in genders or "" in genders
        if not cases or not (own or "title" in classes):
            return None
        return cases, "title" in classes and "kin" not in classes
    adjectives = [p for p in found if p.pos in ("ADJF", "ADJ", "PRTF")]
    adjectives = [p for p in adjectives if p.gender in ("", gender or p.gender)]
    if adjectives and not any(p.pos == "NOUN" and p.known for p in found):
        return frozenset(p.slot[0] for p in adjectives), False
    return None
