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
from cli.redaction.government import (
    ABSENT,
    ACCUSATIVE_PRONOUNS,
    AND,
    DATIVE,
    DATIVE_PRONOUNS,
    FAMILIES,
    FAMILY,
    GENITIVE,
    INSTRUMENTAL,
    NAMING,
    PITIED,
    PREPOSITIONS,
    SKIPPED,
    STANDING,
    SUBJECTS,
    WORSE,
    YOU,
    beside,
    can_be_subject,
    gives,
    has_object,
    has_own_object,
    has_subject,
    is_comparative,
    is_denied,
    is_given,
    is_impersonal,
    is_noun,
    is_predicate,
    is_prepositional,
    lemmas,
    object_case,
    predicate_later,
    verb_behind,
    verb_reading,
)
from cli.redaction.paradigms import Case
from cli.redaction.scene import Scene
from cli.redaction.wordforms import order, parses

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
        if lower in WORSE or lower in NAMING or lemmas(lower, language) & NAMING:
            break
        if lower in FAMILY and at == start:
            return Evidence(frozenset({"gent"}), (), False, True)
        if lower in FAMILIES:
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
        if after and near and is_predicate(after[2], gender, True, language):
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
    while word and word[2] in SKIPPED and word[2] not in AND and "," not in scene.gap(word[1], at):
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
    if "," in gap or lower in AND:
        return _opening(scene, at, end, gender, allowed, plural)
    return _governed(scene, word, at, end, gender, allowed, plural)


def _coordinated(scene: Scene, word: tuple[int, int, str], at: int) -> frozenset[Case] | None:
    """«Игорю и Марине»: the second stands in the case of the first."""
    if word[2] not in AND:
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
    agrees = after is not None and is_predicate(after[2], gender, plural, scene.language)
    opened = allowed if allowed else None
    if agrees and "," not in scene.gap(end, after[0] if after else end):
        return Evidence(opened, ("nomn",), True, plural)
    if _AGE.match(scene.text, end):  # «Марии было двадцать лет»
        return Evidence(opened, ("datv",), True, plural)
    if after and after[2] in YOU:  # «Ігорю, ти живий?», typed without the comma
        return Evidence(opened, ("voct", "nomn"), False, plural)
    behind = verb_behind(scene, end)
    if behind and behind[1].pos == "VERB":
        # «Наталії сказали мовчати»: moved to the front, but no subject
        word, verb, subject = behind
        if subject or not can_be_subject(verb, gender, plural):
            case = object_case(verb)
            if case == "accs" and has_own_object(scene, word):
                return Evidence(opened, ("datv", "accs"), False, plural)
            if is_impersonal(scene, word, verb):
                return Evidence(opened, ("datv", "gent"), False, plural)
            return Evidence(opened, (case,), True, plural)
    if after and after[2] in SUBJECTS and not scene.text[end : after[0]].strip():
        return Evidence(opened, ("datv", "accs"), False, plural)  # «Катрусі я досі винна»
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
    if lower in NAMING or lemmas(lower, language) & NAMING:
        return Evidence(allowed, ("nomn", "ablt"), True, plural)
    after = scene.after(end)
    predicate = (
        after is not None
        and not scene.gap(end, after[0]).strip(' »"”')
        and is_predicate(after[2], gender, plural, language)
    )
    verb = verb_reading(lower, language)
    if lower in ABSENT and is_denied(scene, word):  # «не было Тараса»
        return Evidence(allowed, ("gent",), True, plural)
    if lower in PITIED:  # «жаль Савву»
        return Evidence(allowed, ("accs", "gent"), True, plural)
    if is_comparative(lower, language):  # «хуже Зубова»
        return Evidence(allowed, ("gent", "nomn"), True, plural)
    if verb is None and lower in DATIVE_PRONOUNS | ACCUSATIVE_PRONOUNS:
        before = scene.before(word[0])
        verb = verb_reading(before[2], language) if before else None
        if verb and can_be_subject(verb, gender, plural) and not has_subject(scene, before):
            return Evidence(allowed, ("nomn",), True, plural)
    if verb is not None:
        case = object_case(verb)
        if has_subject(scene, word):
            return Evidence(allowed, (case, "nomn"), True, plural)
        if not can_be_subject(verb, gender, plural):
            if "plur" in verb.grammemes and (verb.lemma in STANDING or "intr" in verb.grammemes):
                joined = after is not None and after[2] in AND  # «были Анна и ещё трое»
                return Evidence(allowed, ("nomn", case), joined and case == "accs", plural)
            return Evidence(allowed, (case, "nomn"), True, plural)
        if has_object(scene, word, case):
            return Evidence(allowed, ("nomn", case), True, plural)
        certain = "intr" in verb.grammemes or verb.lemma.endswith(("ся", "сь"))
        governs = verb.lemma in DATIVE | INSTRUMENTAL | GENITIVE
        return Evidence(allowed, ("nomn", case), certain and not governs, plural)
    if predicate:
        return Evidence(allowed, ("nomn",), True, plural)
    if is_noun(lower, language):
        behind = scene.after(end)
        moved = verb_reading(behind[2], language) if behind else None
        if moved and behind and moved.pos == "VERB" and not scene.gap(end, behind[0]).strip():
            if not can_be_subject(moved, gender, plural):  # «В июне Глеба перевели»
                near = beside(lower, gender, language)
                if near or is_prepositional(scene, word):
                    cases = (*near, object_case(moved), "gent")
                    return Evidence(allowed, cases, False, plural)
        elif predicate_later(scene, end, gender, plural):
            return Evidence(allowed, ("nomn", "gent"), False, plural)
        if gives(scene, word):  # «отдала ключи Марии»: hers, or to her
            return Evidence(allowed, ("datv", "gent"), False, plural)
        kin = bool(lexicon.word(lower).classes & {"kin", "title"}) or is_given(lower, language)
        certain = allowed is None and not predicate and not kin
        return Evidence(allowed, ("gent", "nomn"), certain, plural, allowed is None)
    return Evidence(allowed, ("nomn",), False, plural)


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
