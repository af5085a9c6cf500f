"""Gives each mention of a person another name, in the case, number and style of the original.

Russian and Ukrainian: every way the mention can be read (paradigms and dictionaries) that its
surroundings allow is rendered. If all give one form, that is the answer; if the surroundings
decide, the one they decide for; else the likeliest, and the place is reported for an editor.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from cli.redaction import lexicon
from cli.redaction.context import Evidence, evidence
from cli.redaction.declension import Declined
from cli.redaction.draw import Drawer, TooFewNamesError
from cli.redaction.gender import vote
from cli.redaction.mentions import Memory, Part, plain, remember, split
from cli.redaction.model import Entity
from cli.redaction.paradigms import Case, Number
from cli.redaction.persona import (
    GENDER_CHANGED,
    Maker,
    Persona,
    Replaced,
    chosen_gender,
    contradicts,
    is_called,
    style,
)
from cli.redaction.possessives import may_be_possessive
from cli.redaction.romanise import romanise
from cli.redaction.scene import Scene
from cli.redaction.untranslit import cyrillic
from cli.redaction.wordforms import EVERY_CASE, WordSort, order, parses, slots

# The order in which an undecided case is guessed.
_GUESS: Final[tuple[Case, ...]] = ("nomn", "gent", "accs", "datv", "ablt", "loct", "voct")
_Reading = tuple[Case, Number]
_CALLED: Final[frozenset[_Reading]] = frozenset({("voct", "sing")})  # «Саш», «Валь»


@dataclass(slots=True)
class Namer:
    """Renames the people of one account written in Russian or Ukrainian."""

    text: str
    language: str
    people: Sequence[Entity]
    drawer: Drawer
    chosen: Mapping[str, str]
    origins: Mapping[str, str] = field(default_factory=dict)  # person → list to draw from
    scene: Scene = field(init=False)
    _memory: dict[str, Memory] = field(default_factory=dict)
    _parts: dict[tuple[int, int], tuple[Part, ...]] = field(default_factory=dict)
    _personas: dict[str, Persona] = field(default_factory=dict)
    _changed: dict[str, str] = field(default_factory=dict)  # persons whose gender an editor changed

    def __post_init__(self) -> None:
        spans = sorted(span for entity in self.people for span in entity.mentions)
        self.scene = Scene(self.text, self.language, tuple(spans))
        surnames: set[str] = set()
        for entity in self.people:
            voted, weak = (entity.gender, False) if entity.gender else vote(self.scene, entity)
            told = chosen_gender(self.chosen.get(entity.id), self.language)
            if weak and told:  # an editor who types a name knows
                voted, weak = told, False
            else:
                other = contradicts(self.chosen.get(entity.id), voted, self.language)
                self._changed.update({entity.id: other} if other else {})
            self._memory[entity.id] = Memory(voted, surnames, weak=weak)
        for _ in range(2):  # the second time knows what the first has seen
            for entity in self.people:
                for start, end in entity.mentions:
                    memory = self._memory[entity.id]
                    parts = split(self.text, start, end, memory, self.language)
                    self._parts[start, end] = parts
                    remember(parts, memory)
        for entity in self.people:
            self._personas[entity.id] = self._persona(entity)

    def lemma(self, entity: Entity) -> str:
        return self._personas[entity.id].lemma()

    def replace(self, entity: Entity, start: int, end: int) -> Replaced:
        """Render one mention; mentions must be asked for in the order of the text."""
        parts = self._parts[start, end]
        persona = self._personas[entity.id]
        if not parts:
            return Replaced(persona.lemma(), "the mention holds no word")
        gender = self._memory[entity.id].gender
        several = all(p.sort == "surname" and _can_be_plural(p) for p in parts)
        around = evidence(self.scene, start, end, gender, several)
        shared = self._shares_surname(entity, start, parts)
        if is_called(plain(parts[0].raw), self.language) and around.must is None:
            readings, doubt = set(_CALLED), ""
        else:
            readings, doubt = _readings(parts, around, shared)
        if any(part.slots for part in parts):  # a possessive has the case of what is owned
            readings, forced = _narrow(readings, around)
            if forced and len(parts) == 1:
                readings = self._otherwise(parts[0], gender, around) or readings
            doubt = doubt or forced
        forms: dict[str, list[_Reading]] = {}
        unsure: set[str] = set()
        for reading in sorted(
            readings, key=lambda r: ((r[1] == "plur") == (shared == "no"), _rank(r[0], around))
        ):
            rendered = self._render(parts, persona, reading, start, end)
            forms.setdefault(rendered.text, []).append(reading)
            if not rendered.sure:
                unsure.add(rendered.text)
        chosen, reason = _choose(forms, around)
        self.scene.cases[start] = frozenset(case for case, _ in forms[chosen])
        reason = reason or doubt
        if chosen in unsure:
            reason = reason or "no list or dictionary knows how the chosen name is declined"
        told = {case for case, _ in forms[chosen]}
        fits = not around.likely or bool(told & {*around.likely})
        if around.must is None and around.sure and not fits and _is_guessed(parts, self.language):
            reason = reason or "the name does not fit the words around it"
        alone = len(parts) == 1 and parts[0].sort == "surname" and not around.plural
        alone = alone and not self._is_titled(start)
        if alone and parts[0].slots >= EVERY_CASE and self.scene.speaks_of_several(start, end):
            reason = reason or "this may be one person or a family"
        if self._memory[entity.id].weak and any(number == "sing" for _, number in forms[chosen]):
            reason = reason or "nothing tells whether this is a man or a woman"
        if len(parts) == 1 and self._may_own(parts[0]):
            reason = reason or "this may be a possessive"
        if around.plural and self._are_sisters(start, parts):
            reason = reason or "a surname of sisters may stay as it is"
        if any(part.latin and _has_case(part, gender, self.language) for part in parts):
            reason = reason or "a name in Latin letters that seems to stand in a case"
        return Replaced(chosen, persona.doubt or reason)

    def _otherwise(self, part: Part, gender: str | None, around: Evidence) -> set[_Reading]:
        """Read a word as another part of a name, where its case contradicts what it seemed."""
        word = plain(part.raw)
        sorts: tuple[WordSort, ...] = ("given", "surname")
        for sort in sorts:
            found = slots(word, sort, gender, self.language)
            kept = {r for r in found if r[1] == "sing" and around.must and r[0] in around.must}
            if kept and len(found) < len(EVERY_CASE):
                return kept
        return set()

    def _may_own(self, part: Part) -> bool:
        after = self.scene.after(part.end)
        if part.sort != "given" or part.possessive is not None or after is None:
            return False
        if self.text[part.end : after[0]] != " " or not may_be_possessive(
            plain(part.raw), self.language
        ):
            return False
        found = parses(after[2], order(self.language)[0])
        return any(p.pos == "NOUN" and p.known and p.slot[0] in ("nomn", "accs") for p in found)

    def _are_sisters(self, start: int, parts: tuple[Part, ...]) -> bool:
        """«сестри Бадалян»: Ukrainian women's surnames in a consonant or -о do not change."""
        before = self.scene.before(start)
        women = before is not None and before[2].startswith(("сестр", "сестер"))
        return women and self.language == "uk" and any(p.slots >= EVERY_CASE for p in parts)

    def _is_titled(self, start: int) -> bool:
        """«майор Приходько»: a title in the singular stands right before."""
        before = self.scene.before(start)
        if before is None or not self.text[before[1] : start].isspace():
            return False
        found = parses(before[2], order(self.language)[0])
        titles = lexicon.word(before[2]).classes & {"title", "kin"}
        return bool(titles) and all(p.slot[1] == "sing" for p in found)

    def _partner(self, start: int) -> tuple[Part, ...] | None:
        """Give the parts of the person named before an «и»: «Игорю и Марине Левченко»."""
        before = self.scene.before(start)
        if before is None or before[2] not in ("и", "та", "і", "й"):
            return None
        for span in self.scene.people:
            if span[1] <= before[0] and self.text[span[1] : before[0]].isspace():
                return self._parts[span]
        return None

    def _shares_surname(self, entity: Entity, start: int, parts: tuple[Part, ...]) -> str:
        """Say whether a surname stands for two people: "yes", "maybe" or "no"."""
        partner = self._partner(start)
        surnames = {part.key for part in parts if part.sort == "surname"}
        if not partner or not surnames or not any(part.sort == "given" for part in parts):
            return "no"
        if any(part.sort in ("surname", "patronymic", "initial") for part in partner):
            return "no"
        for other in self.people:
            if other.id != entity.id and any(self._parts[m] == partner for m in other.mentions):
                known = {p.key for m in other.mentions for p in self._parts[m]}
                return "yes" if known & surnames else "maybe"
        return "maybe"

    def _persona(self, entity: Entity) -> Persona:
        memory = self._memory[entity.id]
        parts = [part for span in entity.mentions for part in self._parts[span]]
        changed = self._changed.get(entity.id, "")
        gender = changed or memory.gender or "masc"
        origin = self.origins.get(entity.id, "")
        maker = Maker(entity.id, gender, self.language, self.drawer, origin)
        try:
            made = maker.persona(parts, self.chosen.get(entity.id))
            made.doubt = GENDER_CHANGED.get(changed, "")
            return made
        except TooFewNamesError:
            return maker.nameless(parts)

    def _render(
        self, parts: tuple[Part, ...], persona: Persona, reading: _Reading, start: int, end: int
    ) -> Declined:
        sure = True
        pieces = [_outside(self.text[start : parts[0].start])]
        initials = 0
        alone = len(parts) == 1
        for index, part in enumerate(parts):
            if part.sort == "title":
                word = part.raw
            elif part.sort == "initial":
                named = any(other.sort == "given" for other in parts)
                word = persona.initial(initials, surname=named)
                initials += 1
            else:
                made = persona.part(part, reading, alone)
                word, sure = made.text, sure and made.sure
            if part.latin:
                word = romanise(word, self.language)
            pieces.append(style(part.raw, word))
            until = parts[index + 1].start if index + 1 < len(parts) else end
            pieces.append(_outside(self.text[part.end : until]))
        return Declined("".join(pieces), sure)


def _is_guessed(parts: tuple[Part, ...], language: str) -> bool:
    """Say whether the case is doubtful: no dictionary has the name, or one that never changes."""
    known = [
        parse
        for part in parts
        for parse in parses(plain(part.raw), order(language)[0])
        if parse.known and (parse.sort or part.sort == "callsign")
    ]
    return not known or any(parse.fixed for parse in known)


def _can_be_plural(part: Part) -> bool:
    return ("nomn", "plur") in part.slots and not part.slots >= EVERY_CASE


def _has_case(part: Part, gender: str | None, language: str) -> bool:
    """«увели Sergeya»: declined, though it is written in Latin letters."""
    word, known = cyrillic(plain(part.raw))
    if not known or part.sort not in ("given", "surname", "patronymic"):
        return False
    return all(case != "nomn" for case, _ in slots(word, part.sort, gender, language))


def _outside(gap: str) -> str:
    """Keep what stands between the parts of a name, unless it holds words or digits."""
    return gap if not any(letter.isalnum() for letter in gap) else " " if gap.strip() != gap else ""


def _readings(parts: tuple[Part, ...], around: Evidence, shared: str) -> tuple[set[_Reading], str]:
    """List the (case, number of the surname) that all parts of a mention allow.

    returns: the readings and, where the parts contradict each other, why an editor should look
    """
    told = [part for part in parts if part.slots]
    personal = [p for p in told if p.sort in ("given", "patronymic")]
    surnames = [p for p in told if p.sort in ("surname", "callsign")]
    if not told:
        return {("nomn", "sing")}, ""
    cases = {case for case, _ in EVERY_CASE}
    for part in personal:
        both = cases & {case for case, _ in part.slots}
        if not both:
            return {(case, "sing") for case, _ in part.slots}, "the parts of the name do not agree"
        cases = both
    if not surnames:
        number: Number = "sing"
        if all(n == "plur" for part in personal for _, n in part.slots):
            return {(case, "plur") for case in cases}, "a given name in the plural"
        return {(case, number) for case in cases}, ""
    found: set[_Reading] = set()
    for case, number in surnames[0].slots:
        fixed = {("gent", "sing"), ("nomn", "sing"), ("datv", "sing")} <= surnames[0].slots
        if case not in cases:
            continue
        every = fixed and {("nomn", "plur"), ("gent", "plur")} <= surnames[0].slots
        if number == "plur" and (personal or every) and shared == "no" and not around.plural:
            continue
        found.add((case, number))
        if fixed and (around.plural or shared != "no"):
            found.add((case, "plur"))
    if (around.plural and not personal) or shared == "yes":
        found = {reading for reading in found if reading[1] == "plur"} or found
    if around.plural and not personal and not any(number == "plur" for _, number in found):
        return {(case, "plur") for case in around.must or cases}, ""
    if not found:
        return {(case, "sing") for case in cases}, "the surname does not agree with the name"
    return found, ""


def _narrow(readings: set[_Reading], around: Evidence) -> tuple[set[_Reading], str]:
    """Keep the readings that the surroundings allow."""
    if around.must is not None:
        kept = {reading for reading in readings if reading[0] in around.must}
        if kept:
            return kept, ""
        return _unprepared(readings, around), "the words before it do not agree"
    return _unprepared(readings, around), ""


def _unprepared(readings: set[_Reading], around: Evidence) -> set[_Reading]:
    """Without a preposition nothing is a locative, and only an address is a vocative."""
    dropped = {"loct"} if "voct" in around.likely else {"loct", "voct"}
    return {reading for reading in readings if reading[0] not in dropped} or readings


def _rank(case: Case, around: Evidence) -> int:
    """Order the cases: after «с», «з» an instrumental is likelier than a genitive."""
    if around.must and {"gent", "ablt"} <= around.must and case == "ablt":
        return -1
    return _GUESS.index(case)


def _choose(forms: Mapping[str, list[_Reading]], around: Evidence) -> tuple[str, str]:
    if len(forms) == 1:
        return next(iter(forms)), ""
    possible = {
        form for form, readings in forms.items() for case, _ in readings if case in around.likely
    }
    if around.only and len(possible) == 1:
        return possible.pop(), ""
    for rank, case in enumerate(around.likely):
        fitting = [form for form, readings in forms.items() if any(c == case for c, _ in readings)]
        if fitting:
            certain = around.sure and rank == 0 and len(fitting) == 1
            return fitting[0], "" if certain else "the case of the name is not certain"
    return next(iter(forms)), "the case of the name is not certain"
