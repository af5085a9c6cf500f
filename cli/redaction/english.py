"""Renames the people of an account written in English: no cases, but 's, plurals and titles."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, Literal

from cli.redaction import lexicon
from cli.redaction.draw import Drawer, TooFewNamesError
from cli.redaction.mentions import key_of, plain
from cli.redaction.model import Entity
from cli.redaction.persona import GENDER_CHANGED, Replaced, contradicts, style

Sort = Literal["given", "surname", "initial", "title", "callsign"]

_WORD: Final = re.compile(r"[^\W\d_]+(?:[-'’ʼ][^\W\d_]+)*")
_OWNS: Final = re.compile(r"['’ʼ]s$|(?<=s)['’ʼ]$")
_CALLED: Final = re.compile(
    r"(?:call[- ]?sign|nicknamed?|nick|known as|codenamed?|goes by)\W*$", re.IGNORECASE
)
_PLURAL: Final = re.compile(r"\b(?:the|both|two|three|four|all|these|those)\s+$", re.IGNORECASE)
# Words of this person alone: right before the name, or the subject of the next clause.
_TITLED: Final = {
    "masc": re.compile(
        r"\b(?:mr|sir|man|boy|husband|brother|son|father|dad|uncle|grandfather|nephew|boyfriend)"
        r"\b\W*$",
        re.IGNORECASE,
    ),
    "femn": re.compile(
        r"\b(?:mrs|ms|miss|madam|woman|girl|wife|sister|daughter|mother|mum|mom|aunt|grandmother"
        r"|niece|girlfriend)\b\W*$",
        re.IGNORECASE,
    ),
}
_GOES_ON: Final = {
    "masc": re.compile(r"\b(?:he|himself)\b", re.IGNORECASE),
    "femn": re.compile(r"\b(?:she|herself)\b", re.IGNORECASE),
}
_SENTENCE: Final = re.compile(r"[^.!?\n]{0,120}")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a mention. tail: the "'s" or plural ending that goes over to the pseudonym."""

    start: int
    end: int
    raw: str
    sort: Sort
    key: str
    tail: str


@lru_cache(1 << 12)
def _singles(forms: tuple[str, ...]) -> frozenset[str]:
    """Return the words of an entity's forms: the same for each of its mentions."""
    return frozenset(plain(word) for form in forms for word in _WORD.findall(form))


@dataclass(slots=True)
class EnglishNamer:
    """Gives each mention another name; the same interface as pseudonyms.Namer."""

    text: str
    people: Sequence[Entity]
    drawer: Drawer
    chosen: Mapping[str, str]
    _sorts: dict[str, dict[str, Sort]] = field(default_factory=dict)
    _gender: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for entity in self.people:
            self._sorts[entity.id] = {}
            self._gender[entity.id] = entity.gender or self._vote(entity) or "any"
            for start, end in entity.mentions:
                words = self._split(entity, start, end)
                if sum(word.sort in ("given", "surname") for word in words) > 1:
                    for word in words:
                        self._sorts[entity.id].setdefault(word.key, word.sort)

    def lemma(self, entity: Entity) -> str:
        parts: list[str] = []
        for start, end in entity.mentions:
            for word in self._split(entity, start, end):
                if word.sort not in ("title", "initial"):
                    parts.append(self._name(entity, word))
        return " ".join(dict.fromkeys(parts)) or self._given(entity)

    def replace(self, entity: Entity, start: int, end: int) -> Replaced:
        """Render one mention."""
        words = self._split(entity, start, end)
        if not words:
            return Replaced(self._given(entity), "the mention holds no word")
        pieces: list[str] = []
        doubt = ""
        at = start
        for word in words:
            gap = self.text[at : word.start]
            pieces.append(gap if not any(map(str.isalnum, gap)) else " ")
            name = word.raw if word.sort == "title" else self._name(entity, word)
            if word.sort == "initial":
                name = self._initial(entity, word, words)
            pieces.append(style(word.raw.removesuffix(word.tail), name) + self._tail(word, name))
            if word.tail == "s":
                doubt = "this may be a plural"
            at = word.end
        gap = self.text[at:end]
        pieces.append(gap if not any(map(str.isalnum, gap)) else "")
        return Replaced("".join(pieces), doubt or self._changed(entity))

    def _changed(self, entity: Entity) -> str:
        told = self._gender[entity.id]
        other = contradicts(self.chosen.get(entity.id), told if told != "any" else None, "en")
        return GENDER_CHANGED.get(other, "")

    def _tail(self, word: Word, name: str) -> str:
        if word.tail == "s":
            return "es" if name.endswith(("s", "x", "z", "ch", "sh")) else "s"
        return word.tail[:1] + "s" if word.tail else ""

    def _vote(self, entity: Entity) -> str | None:
        """Read the gender off a title, or a «he» in a sentence that names nobody else."""
        told: dict[str, int] = {"masc": 0, "femn": 0}
        for start, end in entity.mentions:
            before = self.text[max(0, start - 25) : start]
            rest = _SENTENCE.match(self.text, end)
            after = rest.group() if rest else ""
            alone = not any(
                end <= at < end + len(after)
                for other in self.people
                if other.id != entity.id
                for at, _ in other.mentions
            )
            for gender in told:
                told[gender] += bool(_TITLED[gender].search(before))
                told[gender] += alone and bool(_GOES_ON[gender].search(after))
        if told["masc"] and told["femn"]:
            return None
        return next((gender for gender, count in told.items() if count), None)

    def _split(self, entity: Entity, start: int, end: int) -> list[Word]:
        found: list[tuple[int, int, str, str]] = []
        for match in _WORD.finditer(self.text[start:end]):
            raw = match.group()
            owns = _OWNS.search(raw)
            tail = owns.group() if owns else ""
            found.append((start + match.start(), start + match.end(), raw, tail))
        bare = [raw.removesuffix(tail) for _, _, raw, tail in found]
        singles = _singles(entity.forms)
        labels = self._label(entity, bare, start)
        words: list[Word] = []
        for (s, e, raw, tail), base, sort in zip(found, bare, labels, strict=True):
            lower = plain(base)
            plural = not tail and sort != "title" and len(lower) > 3 and lower.endswith("s")
            if plural and (
                _PLURAL.search(self.text[max(0, start - 20) : start]) or lower[:-1] in singles
            ):
                tail, lower = "s", lower[:-1]
            words.append(Word(s, e, raw, sort, key_of(lower, "en"), tail))
        return words

    def _label(self, entity: Entity, words: list[str], start: int) -> list[Sort]:
        labels: list[Sort | None] = [None] * len(words)
        known = self._sorts[entity.id]
        for index, word in enumerate(words):
            lower = plain(word)
            classes = lexicon.word(lower).classes
            if len(lower) == 1:
                labels[index] = "initial"
            elif index < len(words) - 1 and classes & {"kin", "title"}:
                labels[index] = "title"
            elif key_of(lower, "en") in known:
                labels[index] = known[key_of(lower, "en")]
        open_ = [index for index, label in enumerate(labels) if label is None]
        called = bool(_CALLED.search(self.text[max(0, start - 30) : start]))
        for place, index in enumerate(open_):
            if called:
                labels[index] = "callsign"
            elif "given" in labels or place > 0 or (len(open_) == 1 and "title" in labels):
                kin = "title" in labels and self._kin(words[0])
                labels[index] = "given" if kin and "given" not in labels else "surname"
            else:
                labels[index] = "given" if len(open_) > 1 else self._alone(words[index])
        return [label or "surname" for label in labels]

    def _kin(self, word: str) -> bool:
        """«uncle Vasyl» has a given name after it, «Captain Yusupov» a surname."""
        return "kin" in lexicon.word(plain(word)).classes and plain(word) not in (
            "mr", "mrs", "ms", "miss", "dr", "sir", "madam", "officer",
        )  # fmt: skip

    def _alone(self, word: str) -> Sort:
        known = lexicon.word(plain(word))
        if known.script == "c":
            return "given"
        named = known.latin
        first = -9.0 if named is None or named.first is None else named.first
        last = -9.0 if named is None or named.last is None else named.last
        if named and (named.slavic or max(first, last) > -9.0):
            return "given" if named.slavic or first >= last else "surname"
        if named and (named.surname or named.ending):
            return "surname"
        return "callsign" if known.zipf > 3 else "given"

    def _initial(self, entity: Entity, word: Word, words: Sequence[Word]) -> str:
        """Give an initial: of the first name, of a middle name, or of the surname."""
        own = (self.chosen.get(entity.id) or "").split()
        initials = [other for other in words if other.sort == "initial"]
        sorts = {other.sort for other in words}
        first = "given" not in sorts and word is initials[0]
        last = "surname" not in sorts and word is initials[-1] and not first
        try:
            if first:
                return (own[0] if own else self._given(entity))[:1]
            if last:
                return (own[-1] if len(own) > 1 else self.drawer.surname(entity.id).name)[:1]
            middle = self._gender[entity.id]
            return self.drawer.given(f"{entity.id}\0middle", middle).name[:1]
        except TooFewNamesError:
            return "N"

    def _name(self, entity: Entity, word: Word) -> str:
        """Give the new name for one word."""
        own = (self.chosen.get(entity.id) or "").split()
        try:
            if word.sort == "surname":
                lone = len(own) == 1 and not self._has_given(entity)
                return own[-1] if len(own) > 1 or lone else self.drawer.surname(word.key).name
            if word.sort == "callsign":
                return own[0] if own else self.drawer.callsign(entity.id, "any").name
            return own[0] if own else self._given(entity)
        except TooFewNamesError:
            return "N"

    def _has_given(self, entity: Entity) -> bool:
        words = [word for span in entity.mentions for word in self._split(entity, *span)]
        return any(word.sort == "given" for word in words)

    def _given(self, entity: Entity) -> str:
        try:
            return self.drawer.given(entity.id, self._gender[entity.id]).name
        except TooFewNamesError:
            return "N"
