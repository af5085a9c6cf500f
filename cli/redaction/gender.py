"""Finds out whether a person is a man or a woman, for the grammar of the pseudonym."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from cli.redaction import lexicon
from cli.redaction.government import (
    DATIVE,
    PREPOSITIONS,
    STANDING,
    has_object,
    has_subject,
    object_case,
    verb_reading,
)
from cli.redaction.mentions import WORD, plain
from cli.redaction.model import Entity
from cli.redaction.morphology import Reading
from cli.redaction.paradigms import read_surname
from cli.redaction.scene import Scene
from cli.redaction.shortnames import short_name
from cli.redaction.wordforms import Parse, can_be_nominative, order, parses

_QUOTES: Final = ' «»"“”'


@dataclass(slots=True)
class Votes:
    """Weighs what speaks for a man against what speaks for a woman."""

    masc: float = 0.0
    femn: float = 0.0

    def add(self, gender: str | None, weight: float) -> None:
        if gender == "masc":
            self.masc += weight
        elif gender == "femn":
            self.femn += weight

    def winner(self) -> str | None:
        """Give the gender that weighs more than twice as much as the other."""
        if self.masc > 2 * self.femn:
            return "masc"
        return "femn" if self.femn > 2 * self.masc else None


def _of_a_man(word: str, scene: Scene) -> bool:
    """«Даниила», «Павла»: what looks like a woman's name may be a man's in another case."""
    if not word.endswith(("а", "я")):
        return False
    bases = [word[:-1] + ending for ending in ("", "о", "й", "ь")]
    return any(
        p.sort == "given" and p.known and p.slot == ("nomn", "sing") and p.gender == "masc"
        for base in bases
        for p in parses(base, order(scene.language)[0])
    )


def _of_both(parse: Parse) -> bool:
    """«Сковорода», «Сорока»: a man's surname as well as a woman's."""
    women = ("ова", "ева", "ёва", "єва", "ина", "ына", "іна", "їна", "ська", "цька", "зька", "ая")
    common = parse.lemma.endswith(("а", "я")) and not parse.lemma.endswith(women)
    return parse.sort == "surname" and common and parse.pos == "NOUN"


def _unchanged(parse: Parse, word: str) -> bool:
    """«Гольдман», «Черненко»: the base form of a man's surname, and every form of a woman's."""
    men = ("ов", "ев", "ёв", "єв", "ин", "ын", "ін", "їн")
    open_ = word[-1:] in "аяий" or word.endswith(men)
    return parse.sort == "surname" and parse.slot[0] in ("nomn", "voct") and not open_


def vote(scene: Scene, entity: Entity) -> tuple[str | None, bool]:
    """Find the gender of a person from names, then from the verbs and titles beside them.

    returns: (gender, whether only a title or a common noun told it)
    """
    names, around, surnames, nouns = Votes(), Votes(), Votes(), Votes()
    for start, end in entity.mentions:
        words = [plain(found) for found in WORD.findall(scene.text[start:end])]
        initials = any(len(word) == 1 for word in words)
        for word in words:
            if len(word) == 1:
                continue
            named = [p for p in parses(word, order(scene.language)[0]) if p.sort and p.known]
            if any(p.fixed and p.slot == ("nomn", "sing") for p in named):
                named = []  # «Ткачук» can be anybody's
            told = [p for p in named if p.slot[1] == "sing" and p.gender and not _of_both(p)]
            told = [p for p in told if not _unchanged(p, word)]
            total = sum(parse.score for parse in told) or 1.0
            genders = {parse.gender for parse in told}
            both = any(_of_both(p) for p in named)  # «Білу»: Біл's, or Біла herself
            agreed = (
                len(genders) == 1
                and not both
                and not ("femn" in genders and _of_a_man(word, scene))
            )
            for parse in told:
                firm = surnames if parse.sort == "surname" else names
                (firm if agreed else nouns).add(parse.gender, parse.score / total)
            short = None if read_surname(word, scene.language) else short_name(word)
            if short and short.degree == 1 and not named and not initials:
                names.add(short.gender, 1.0)
            for parse in [] if named else parses(word, order(scene.language)[0]):
                if parse.pos == "NOUN" and parse.animate and parse.known:
                    nouns.add(parse.gender, parse.score)
        around.add(_verb_beside(scene, start, end), 1.0)
        around.add(_adjective_beside(scene, start), 0.5)
        nouns.add(_title_beside(scene, start), 1.0)
    sure = names.winner() or around.winner() or surnames.winner()
    return sure or nouns.winner(), sure is None


def _verb_beside(scene: Scene, start: int, end: int) -> str | None:
    """Read a person's gender off a past-tense verb beside the name."""
    told: set[str] = set()
    before, after = scene.before(start), scene.after(end)
    words = [plain(found) for found in WORD.findall(scene.text[start:end])]
    if not all(can_be_nominative(word, scene.language) for word in words):
        return None
    if before and before[2] in PREPOSITIONS[scene.language]:  # «от Лиса пришла записка»
        return None
    if before and lexicon.word(before[2]).classes & {"kin", "title"}:
        start, before = before[0], scene.before(before[0])  # «сидел майор Приходько»
    if before and not scene.gap(before[1], start).strip(_QUOTES):
        verb = verb_reading(before[2], scene.language)
        if verb and "past" in verb.grammemes and _follows_as_subject(scene, before, verb):
            told |= verb.grammemes & {"masc", "femn"}
    if after and not scene.gap(end, after[0]).strip(_QUOTES):
        verb = verb_reading(after[2], scene.language)
        if verb and "past" in verb.grammemes:
            told |= verb.grammemes & {"masc", "femn"}
    return told.pop() if len(told) == 1 else None


def _adjective_beside(scene: Scene, start: int) -> str | None:
    """Read the gender off an adjective that agrees: «бедная Женя», «дежурный Черненко»."""
    before = scene.before(start)
    if not before or scene.gap(before[1], start).strip(_QUOTES):
        return None
    found = parses(before[2], order(scene.language)[0])
    if not found[:1] or not found[0].known:
        return None
    if not any(p.pos in ("ADJF", "ADJ", "PRTF") for p in found):
        return None
    told = {p.gender for p in found if p.slot[1] == "sing" and p.gender}
    return told.pop() if len(told) == 1 else None


def _title_beside(scene: Scene, start: int) -> str | None:
    """Read the gender off a title or kinship word before the name; a captain may be a woman."""
    before = scene.before(start)
    if not before or scene.gap(before[1], start).strip(_QUOTES):
        return None
    if not lexicon.word(before[2]).classes & {"kin", "title"}:
        return None
    nouns = [p for p in parses(before[2], order(scene.language)[0]) if p.pos == "NOUN"]
    told = {p.gender for p in nouns if p.slot[1] == "sing" and p.gender and p.sort is None}
    return told.pop() if len(told) == 1 else None


def _follows_as_subject(scene: Scene, word: tuple[int, int, str], verb: Reading) -> bool:
    """Say whether what stands after a verb can only be its subject."""
    if has_subject(scene, word):
        return False
    if has_object(scene, word, object_case(verb)):
        return True
    alone = verb.lemma in STANDING or verb.lemma.endswith(("ся", "сь"))
    return alone or ("intr" in verb.grammemes and verb.lemma not in DATIVE)
