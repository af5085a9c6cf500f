"""The new name of one person: drawn or chosen by an editor, and how each part of it declines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from cli.redaction.declension import Declined, called, decline_any, possessive_of
from cli.redaction.draw import Drawer
from cli.redaction.mentions import Part, plain
from cli.redaction.names import find
from cli.redaction.paradigms import Case, Number, Sort, decline
from cli.redaction.possessives import possessive_stem
from cli.redaction.shortnames import short_name
from cli.redaction.wordforms import WordSort, order, parses, sorts

NAMELESS: Final = "N"  # stands for a name when the list is used up
GENDER_CHANGED: Final = {
    "masc": "the new name is a man's; words about this person may still speak of a woman",
    "femn": "the new name is a woman's; words about this person may still speak of a man",
}
_FIRST: Final[dict[Case, tuple[str, ...]]] = {
    "nomn": ("а", "я"),
    "gent": ("ы", "и"),
    "datv": ("е",),
    "accs": ("у", "ю"),
    "ablt": ("ой", "ей", "ёй"),
    "loct": ("е",),
}
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

    familiar:   form in -а or -я, for Russian possessives and where one like it stood
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
    drawn: bool = False  # and not typed by an editor, whose name stands as it was typed

    def lemma(self) -> str:
        """The whole name in its base form, for the screen and the ledger."""
        surnames = [
            self._form(name, "surname", ("nomn", "sing"), False).text
            for name in self.surnames.values()
        ]
        names = [self.given, self.patronymic, *surnames, *self.callsigns.values()]
        return " ".join(dict.fromkeys(name for name in names if name))

    def part(self, part: Part, reading: tuple[Case, Number], alone: bool) -> Declined:
        """Render one part of a mention in a case; the number is that of the surname."""
        longer = plain(part.raw).endswith(_LONGER)
        case, number = reading
        if part.possessive is not None:
            base = self.given
            full = self.given[-1:] not in ("а", "я") and of_full_name(part)
            if self.language == "ru" and self.familiar and not full:
                base = self.familiar
            return possessive_of(base, part.possessive, self.gender, self.language)
        if part.latin:
            case, number = "nomn", "sing"
        if part.sort == "given":
            base = self.familiar if self.drawn and self.familiar else self.given
            short = called(base, self.language) if case == "voct" else None
            if short and is_called(plain(part.raw), self.language):
                return Declined(short, True)
            single: Number = number if alone else "sing"
            if self.drawn and self.familiar and is_familiar(plain(part.raw), case, self.language):
                return self._form(self.familiar, "given", (case, single), longer)
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

    def _form(self, name: str, sort: Sort, reading: tuple[Case, Number], longer: bool) -> Declined:
        case, number = reading
        listed = find(name, self.language)
        if listed and (
            listed.sort in (sort, "callsign") or (sort, listed.gender) == ("given", self.gender)
        ):
            gender = self.gender if listed.sort == "surname" else listed.gender
            if listed.sort == "callsign":
                sort = "callsign"
            made = decline(
                name, sort, gender, case, language=self.language, number=number, longer=longer
            )
            if made:
                return Declined(made, True)
        if name == NAMELESS:
            return Declined(name, False)
        if self.drawn and name == self.familiar and number == "sing":
            made = decline(name, "given", self.gender, case, language=self.language)
            if made:
                return Declined(made, True)
        gender = self.gender
        called_so = sort == "callsign" and "surname" not in sorts(name.lower(), self.language)
        if called_so and name[-1:] not in "аяь":
            gender = "masc"  # «от Клёна», whoever is called so
        return decline_any(name, sort, gender, case, number, language=self.language, longer=longer)


@dataclass(slots=True)
class Maker:
    """Makes the persona of one person of the case."""

    entity: str
    gender: str
    language: str
    drawer: Drawer
    origin: str = ""  # whose names are drawn, "" for the common ones

    def persona(self, parts: Sequence[Part], chosen: str | None) -> Persona:
        """Draw what the mentions need; what an editor chose comes first.

        raises: TooFewNamesError
        """
        made = Persona(self.gender, self.language)
        own = typed(chosen, {part.sort for part in parts}, self.gender, self.language)
        by_sort = {part.sort for part in parts}
        initials = sum(part.sort == "initial" for part in parts)
        if "given" in by_sort or initials or not by_sort - {"title"}:
            self._give_name(made, own)
        if "patronymic" in by_sort or initials > 1:
            keys = [part.key for part in parts if part.sort == "patronymic"]
            father = self.drawer.patronymic(keys[0] if keys else self.entity, self.origin)
            drawn = father.patronymic[0 if self.gender == "masc" else 1]
            made.patronymic = own.get("patronymic", drawn)
        for part in parts:
            if part.sort == "surname" and part.key not in made.surnames:
                made.surnames[part.key] = own.get("surname") or self._surname(part.key)
            if part.sort == "callsign" and part.key not in made.callsigns:
                made.callsigns[part.key] = own.get("callsign") or self._callsign(part.key)
        if initials and "given" in by_sort and not made.surnames:
            made.surnames[self.entity] = own.get("surname") or self._surname(self.entity)
        return made

    def _give_name(self, made: Persona, own: dict[str, str]) -> None:
        chosen = own.get("given")
        if not chosen:
            drawn = self.drawer.given(self.entity, self.gender, self.origin)
            made.given, made.familiar = drawn.name, self.drawer.familiar(drawn)
            made.drawn = True
            return
        listed = find(chosen, self.language)
        made.given = chosen
        made.familiar = listed.familiar if listed else chosen if chosen[-1] in "ая" else ""

    def _surname(self, key: str) -> str:
        return self.drawer.surname(key, self.origin).name

    def _callsign(self, key: str) -> str:
        return self.drawer.callsign(f"{self.entity}\0{key}", self.gender).name

    def nameless(self, parts: Sequence[Part]) -> Persona:
        """Stand in when the list is used up: one letter, and an editor must look."""
        made = Persona(self.gender, self.language, given="N", patronymic="N")
        made.surnames = {part.key: "N" for part in parts}
        made.callsigns = {part.key: "N" for part in parts}
        made.doubt = "more people than names in the list"
        return made


def typed(text: str | None, wanted: set[WordSort], gender: str, language: str) -> dict[str, str]:
    """Say which part of a name each word is that an editor typed: «Алексей Петрович Соколов».

    wanted: the parts that the mentions have; a single word stands for what is there
    """
    words = (text or "").split()
    roles = wanted - {"title", "initial"}
    if not words:
        return {}
    if len(words) == 1:
        return _single(words[0], roles, gender, language)
    found: dict[str, str] = {}
    father = next(
        (
            index
            for index, word in enumerate(words)
            if index
            and _is_patronymic(word, language)
            and (len(words) > 2 or "surname" not in roles)
        ),
        None,
    )
    if father is not None:
        found["patronymic"] = words.pop(father)
    if len(words) > 1 and _is_surname_first(words, language):
        words.reverse()
    found["given"] = words[0]
    if len(words) > 1:
        last = " ".join(words[1:])
        family = "callsign" if "callsign" in roles and "surname" not in roles else "surname"
        found[family] = _feminine(last, language) if gender == "femn" else last
    return found


def _single(word: str, roles: set[WordSort], gender: str, language: str) -> dict[str, str]:
    base = _feminine(word, language) if gender == "femn" else word
    both = roles & {"given", "surname"}
    if len(both) == 2:  # a whole name by one word: what it looks like; the rest is drawn
        options = sorts(plain(word), language)
        listed = find(word, language)
        surname = listed.sort == "surname" if listed else "given" not in options
        return {"surname": base} if surname and "surname" in options else {"given": word}
    if "patronymic" in roles and (len(roles) == 1 or _is_patronymic(word, language)):
        return {"patronymic": word}
    found: dict[str, str] = dict.fromkeys(roles - {"patronymic"} or {"given"}, word)
    return {sort: base if sort == "surname" else one for sort, one in found.items()}


def _is_patronymic(word: str, language: str) -> bool:
    return "patronymic" in sorts(plain(word), language)


def _is_surname_first(words: list[str], language: str) -> bool:
    first, second = (find(word, language) for word in words[:2])
    return bool(second and second.sort == "given" and not (first and first.sort == "given"))


def of_full_name(part: Part) -> bool:
    """Say whether a possessive was made of a full name: «Никитин», not «Мишин»."""
    stem = possessive_stem(plain(part.raw))
    return any(
        base in short.names
        for base in (stem + "а", stem + "я", stem)
        if stem and (short := short_name(base))
    )


def chosen_gender(chosen: str | None, language: str) -> str | None:
    """Give the gender that a name typed by an editor shows, if it shows one."""
    words = (chosen or "").split()
    for word in words:
        told = _gender_of(word, language)
        if told:
            return told
    return "femn" if any(_masculine(word) != word for word in words) else None


def contradicts(chosen: str | None, gender: str | None, language: str) -> str:
    """Give the gender of a typed name if it surely is not that of the person, else ""."""
    words = (chosen or "").split()
    if gender is None:
        return ""
    told = {found for word in words if (found := _gender_of(word, language))}
    women = ("ова", "ева", "ёва", "єва", "ская", "цкая", "ська", "цька")
    if not told and any(word.endswith(women) for word in words):
        told = {"femn"}
    return told.pop() if len(told) == 1 and gender not in told else ""


def _gender_of(word: str, language: str) -> str | None:
    """Read the gender off a given name or a patronymic; «Саша» shows none."""
    listed = find(word, language)
    if listed and listed.sort == "given":
        return listed.gender if listed.gender in ("masc", "femn") else None
    if language not in ("ru", "uk") or (listed and listed.sort == "surname"):
        return None
    lower = plain(word)
    if lower.endswith(("вич", "ївна", "овна", "евна", "ична")) and len(lower) > 5:
        return "masc" if lower.endswith("ч") else "femn"
    named = [p for p in parses(lower, "uk" if language == "uk" else "ru") if p.known and p.sort]
    genders = {p.gender for p in named if p.slot == ("nomn", "sing")}
    if any(p.sort != "given" for p in named):
        return None
    return genders.pop() or None if len(genders) == 1 else None


def _masculine(word: str) -> str:
    """Bring a woman's surname to the masculine form that the tables decline."""
    for ending, base in (("ская", "ский"), ("цкая", "цкий"), ("ська", "ський"), ("цька", "цький")):
        if word.endswith(ending):
            return word.removesuffix(ending) + base
    return word[:-1] if word.endswith(("ова", "ева", "ёва", "ина", "єва")) else word


def is_familiar(word: str, case: Case, language: str) -> bool:
    """Say whether a given name is a short one in -а or -я: «Серёжу», and not «Толика», «Никиту».

    Only these become short ones: others have one form where names in -а have two.
    """
    short = short_name(word)
    if short is None or not word.endswith(_FIRST.get(case, ())):
        return False
    named = [p for p in parses(word, order(language)[0]) if p.known and p.sort == "given"]
    if any(p.lemma in short.names for p in named):
        return False
    return not named or any(p.lemma.endswith(("а", "я")) for p in named)


def is_called(word: str, language: str) -> bool:
    """Say whether a Russian given name is shortened as in calling: «Саш», «Валь», «Лен»."""
    if language != "ru" or word[-1:] in "аяоеёиуы":
        return False
    given = [p for p in parses(word, "ru") if p.known and p.sort == "given"]
    if any(p.slot[1] == "sing" and p.slot[0] != "voct" for p in given):
        return False
    full = word[:-1] + "я" if word[-1:] in "ьй" else word + "а"
    return any(p.known and p.sort == "given" for p in parses(full, "ru"))


def _feminine(word: str, language: str) -> str:
    """Bring a man's surname, typed for a woman, to her form."""
    if "-" in word:
        return "-".join(_feminine(half, language) for half in word.split("-"))
    if word.endswith(("ов", "ев", "ёв", "єв", "ин", "ын", "ін", "їн")):
        return word + "а"
    if word.endswith(("ий", "ый", "ой")) and len(word) > 4:
        return word[:-2] + ("а" if language == "uk" else "ая")
    return word


def style(raw: str, word: str) -> str:
    """Write a name as the original was written: ALL CAPS, lower case, or as it is."""
    letters = [letter for letter in raw if letter.isalpha()]
    if len(letters) > 1 and all(letter.isupper() for letter in letters):
        return word.upper()
    if letters and all(letter.islower() for letter in letters):
        return word.lower()
    return word
