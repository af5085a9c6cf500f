"""The new name of one person: drawn or chosen by an editor, and how each part of it declines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from cli.redaction.draw import Drawer
from cli.redaction.mentions import Part, plain
from cli.redaction.morphology import analyzer
from cli.redaction.names import find
from cli.redaction.paradigms import Case, Number, Sort, decline, possessive
from cli.redaction.wordforms import order, sorts

_LONGER: Final = ("ові", "еві", "єві")


@dataclass(frozen=True, slots=True)
class Replaced:
    """What stands in place of a mention.

    reason: why an editor should look at it, "" if the form is certain
    """

    text: str
    reason: str = ""


@dataclass(slots=True)
class Persona:
    """A pseudonym in all its parts; a part that no mention needs is "".

    familiar:   form in -а or -я that Russian possessives are made of
    patronymic: already of the right gender
    surnames:   key of the real surname → masculine base form of the new one
    callsigns:  key of the real call sign → the new one
    doubt:      why an editor should look at every mention, or ""
    """

    gender: str
    language: str
    given: str = ""
    familiar: str = ""
    patronymic: str = ""
    surnames: dict[str, str] = field(default_factory=dict)
    callsigns: dict[str, str] = field(default_factory=dict)
    doubt: str = ""

    def lemma(self) -> str:
        """The whole name in its base form, for the screen and the ledger."""
        surnames = [
            self._form(name, "surname", ("nomn", "sing"), False) for name in self.surnames.values()
        ]
        names = [self.given, self.patronymic, *surnames, *self.callsigns.values()]
        return " ".join(dict.fromkeys(name for name in names if name))

    def part(self, part: Part, reading: tuple[Case, Number], alone: bool) -> str:
        """Render one part of a mention in a case; the number is that of the surname."""
        longer = plain(part.raw).endswith(_LONGER)
        case, number = reading
        if part.possessive is not None:
            base = self.familiar if self.language == "ru" else self.given
            made = possessive(base or self.given, part.possessive, self.language)
            return made or self.given
        if part.latin:
            case, number = "nomn", "sing"
        if part.sort == "given":
            single: Number = number if alone else "sing"
            return self._form(self.given, "given", (case, single), longer)
        if part.sort == "patronymic":
            return self._form(self.patronymic, "patronymic", (case, "sing"), longer)
        if part.sort == "callsign":
            return self._form(self.callsigns[part.key], "callsign", (case, "sing"), longer)
        return self._form(self.surnames[part.key], "surname", (case, number), longer)

    def initial(self, index: int, *, surname: bool) -> str:
        """Give an initial: of the given name, then of the patronymic, or of the surname."""
        names = [*self.surnames.values()] if surname else [self.given, self.patronymic]
        usable = [name for name in names if name] or [self.given]
        return usable[min(index, len(usable) - 1)][:1]

    def _form(self, name: str, sort: Sort, reading: tuple[Case, Number], longer: bool) -> str:
        case, number = reading
        listed = find(name, self.language)
        gender = self.gender
        if listed and listed.sort != "surname":
            sort, gender = listed.sort, listed.gender
        made = decline(
            name, sort, gender, case, language=self.language, number=number, longer=longer
        )
        return made or _by_dictionary(name, sort, gender, reading, self.language) or name


def _by_dictionary(
    name: str, sort: Sort, gender: str, reading: tuple[Case, Number], language: str
) -> str | None:
    """Decline a name that no table covers: one that an editor chose, or a rare plural."""
    case, number = reading
    mark = {"given": "Name", "patronymic": "Patr", "surname": "Surn"}.get(sort)
    for parse in analyzer(order(language)[0]).parse(name.lower()):
        marks = parse.tag.grammemes
        if (mark and mark not in marks) or "nomn" not in marks:
            continue
        if number == "sing" and gender not in marks and "ms-f" not in marks:
            continue
        made = parse.inflect({case, "plur"} if number == "plur" else {case})
        if made:
            return str(made.word)[:1].upper() + str(made.word)[1:]
    return None


@dataclass(slots=True)
class Maker:
    """Makes the persona of one person of the case."""

    entity: str
    gender: str
    language: str
    drawer: Drawer

    def persona(self, parts: Sequence[Part], chosen: str | None) -> Persona:
        """Draw what the mentions need; what an editor chose comes first.

        raises: TooFewNamesError
        """
        made = Persona(self.gender, self.language)
        own = self._chosen(chosen)
        wanted = {part.sort for part in parts} - {"title", "initial"}
        if len(own) == 1 and len(wanted) == 1:  # one word chosen for a person of one name
            own = {wanted.copy().pop(): next(iter(own.values()))}
        by_sort = {part.sort for part in parts}
        initials = sum(part.sort == "initial" for part in parts)
        if "given" in by_sort or initials or not by_sort - {"title"}:
            self._give_name(made, own)
        if "patronymic" in by_sort or initials > 1:
            keys = [part.key for part in parts if part.sort == "patronymic"]
            father = self.drawer.patronymic(keys[0] if keys else self.entity)
            drawn = father.patronymic[0 if self.gender == "masc" else 1]
            made.patronymic = own.get("patronymic", drawn)
        for part in parts:
            if part.sort == "surname" and part.key not in made.surnames:
                made.surnames[part.key] = own.get("surname") or self.drawer.surname(part.key).name
            if part.sort == "callsign" and part.key not in made.callsigns:
                made.callsigns[part.key] = own.get("callsign") or self._callsign(part.key)
        if initials and "given" in by_sort and not made.surnames:
            made.surnames[self.entity] = own.get("surname") or self.drawer.surname(self.entity).name
        if "other" in own:
            made.doubt = "no list knows how the chosen name is declined"
        return made

    def _give_name(self, made: Persona, own: dict[str, str]) -> None:
        chosen = own.get("given")
        if not chosen:
            drawn = self.drawer.given(self.entity, self.gender)
            made.given, made.familiar = drawn.name, drawn.familiar
            return
        listed = find(chosen, self.language)
        made.given = chosen
        made.familiar = listed.familiar if listed else chosen if chosen[-1] in "ая" else ""

    def _callsign(self, key: str) -> str:
        return self.drawer.callsign(f"{self.entity}\0{key}", self.gender).name

    def nameless(self, parts: Sequence[Part]) -> Persona:
        """Stand in when the list is used up: one letter, and an editor must look."""
        made = Persona(self.gender, self.language, given="N", patronymic="N")
        made.surnames = {part.key: "N" for part in parts}
        made.callsigns = {part.key: "N" for part in parts}
        made.doubt = "more people than names in the list"
        return made

    def _chosen(self, text: str | None) -> dict[str, str]:
        """Sort the words an editor typed: «Алексей Петрович Соколов»."""
        found: dict[str, str] = {}
        for word in (text or "").split():
            listed = find(word, self.language)
            options = sorts(plain(word), self.language)
            sort: str
            if listed:
                sort = listed.sort
            elif "patronymic" in options:
                sort = "patronymic"
            elif "given" in options and "given" not in found:
                sort = "given"
            elif "surname" in options or "given" in found:
                sort = "surname"
            else:
                sort = "given"
                found["other"] = word
            found.setdefault(sort, _masculine(word) if sort == "surname" else word)
        return found


def chosen_gender(chosen: str | None, language: str) -> str | None:
    """Give the gender that a name typed by an editor shows, if it shows one."""
    words = (chosen or "").split()
    for word in words:
        listed = find(word, language)
        if listed and listed.sort == "given":
            return listed.gender
    return "femn" if any(_masculine(word) != word for word in words) else None


def _masculine(word: str) -> str:
    """Bring a woman's surname to the masculine form that the tables decline."""
    for ending, base in (("ская", "ский"), ("цкая", "цкий"), ("ська", "ський"), ("цька", "цький")):
        if word.endswith(ending):
            return word.removesuffix(ending) + base
    return word[:-1] if word.endswith(("ова", "ева", "ёва", "ина", "єва")) else word


def style(raw: str, word: str) -> str:
    """Write a name as the original was written: ALL CAPS, lower case, or as it is."""
    letters = [letter for letter in raw if letter.isalpha()]
    if len(letters) > 1 and all(letter.isupper() for letter in letters):
        return word.upper()
    if letters and all(letter.islower() for letter in letters):
        return word.lower()
    return word
