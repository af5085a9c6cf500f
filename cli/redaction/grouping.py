"""Joins flagged words to mentions, and mentions to entities: one person, one decision."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, NamedTuple

from cli.redaction import translit
from cli.redaction.evidence import Evidence
from cli.redaction.lexicon import Word, can_be_name
from cli.redaction.model import Finding, Gender
from cli.redaction.morphology import LANGUAGES, readings
from cli.redaction.normalise import fold
from cli.redaction.page import Page
from cli.redaction.persons import (
    Parts,
    compatible,
    given_names,
    is_patronymic,
    merge_into,
    parts_of,
    spelled_alike,
)
from cli.redaction.places import sort_of_unknown
from cli.redaction.possessives import owners
from cli.redaction.propagation import keys
from cli.redaction.wordlists import read_data, sections

_JOINT: Final = re.compile(r"[ \t\u00a0]{1,2}|-|\.-?")
_INITIAL_JOINT: Final = re.compile(r"[ \t\u00a0]?\.?[ \t\u00a0]?")


@dataclass(slots=True)
class Mention:
    """A stretch of tokens that names one thing once."""

    first: int
    last: int
    kind: str
    score: float
    why: str


@dataclass(slots=True)
class Person:
    """All mentions of one person, and what they say together.

    public: a public figure, and every mention has the full name beside the national office
    figure: may be a public figure: bears the surname of one
    """

    mentions: list[Finding] = field(default_factory=list)
    parts: Parts = field(default_factory=Parts)
    last: int = 0
    public: bool = False
    figure: bool = False

    @property
    def gender(self) -> Gender | None:
        counted = self.parts.gender.most_common(2)
        if not counted or (len(counted) > 1 and counted[0][1] == counted[1][1]):
            return None
        return counted[0][0]


def _joined(page: Page, position: int, previous: Word, known: Word) -> bool:
    gap = page.gap(position)
    if len(previous.text) == 1 or len(known.text) == 1:
        return bool(_INITIAL_JOINT.fullmatch(gap))
    return bool(_JOINT.fullmatch(gap)) and gap != "."


# Two neighbours are one mention if they are held with like certainty; a plain word beside a sure
# name is not part of it.
_LIKE: Final = 0.2


# Small words inside names that stay in lower case.
_PARTICLES: Final = sections("sets.txt")["particles"]


def _one_mention(page: Page, evidence: Sequence[Evidence], position: int) -> bool:
    previous, known = page.words[position - 1], page.words[position]
    if not _joined(page, position, previous, known):
        return False
    if len(previous.text) == 1 or len(known.text) == 1:
        return True
    if page.plain(position) != page.plain(position - 1):
        return (known if page.plain(position) else previous).text in _PARTICLES
    scores = evidence[position - 1].score, evidence[position].score
    if min(scores) >= _LIKE or max(scores) < 2 * _LIKE:
        return True
    weaker = known if scores[1] < scores[0] else previous
    return can_be_name(weaker.text) or not weaker.known


def mentions(page: Page, evidence: Sequence[Evidence], unclaimed: Sequence[bool]) -> list[Mention]:
    """Join neighbouring flagged words; a second given name starts a new person."""
    found: list[Mention] = []
    given = False
    for position, known in enumerate(page.words):
        each = evidence[position]
        if not each.score or not unclaimed[position]:
            continue
        person = each.person > 0 and each.person >= each.unknown * 0.15
        kind = "person" if person else sort_of_unknown(page, position)
        named = bool(given_names(known.text))
        last = found[-1] if found and found[-1].last == position - 1 else None
        if last and _continues(page, evidence, last, position, kind, given and named):
            last.last = position
            last.score = max(last.score, each.score)
            if kind == "person":
                last.kind = "person"
            given = given or (named and kind == "person")
            continue
        score = each.score if person else each.unknown
        found.append(Mention(position, position, kind, score, "; ".join(each.why)))
        given = named and kind == "person"
    return found


def _continues(
    page: Page,
    evidence: Sequence[Evidence],
    last: Mention,
    position: int,
    kind: str,
    second: bool,
) -> bool:
    if not _one_mention(page, evidence, position):
        return False
    alike = (last.kind == "person") == (kind == "person")
    if not alike and not _surname_like(page, last, position):
        return False
    return not (second and kind == "person" and not _double(page, last, position))


def _surname_like(page: Page, last: Mention, position: int) -> bool:
    """A capitalised word beside a person's given name or initial belongs to the name."""
    raw = page.tokens[position].raw
    beside = page.words[position - 1]
    return (
        page.cased
        and raw[:1].isupper()
        and page.tokens[position - 1].raw[:1].isupper()
        and (last.kind == "person" or len(page.words[position].text) > 1)
        and not beside.places
    )


def _double(page: Page, last: Mention, position: int) -> bool:
    """Two names that can each be given are one person only if the second can be a surname too."""
    known = page.words[position]
    if "-" in page.gap(position):
        return True
    if "Patr" in known.name_kinds or known.patronymic_ending:
        return True
    if known.latin:
        return known.latin.last is not None and not known.latin.slavic
    if is_patronymic(page.words[position - 1]):
        return True
    if page.tokens[position].raw.istitle() and page.tokens[position - 1].raw.istitle():
        return True
    if known.surname_ending and not known.short:
        return True
    pure_short = known.short is not None and known.short.degree == 1 and known.pure_name
    return "Surn" in known.name_kinds and not pure_short


class _Office(NamedTuple):
    """Who holds a national office: the names, the words for it, and how its country begins.

    Names of three letters stand for themselves (рф), longer ones for all that begins so.
    """

    given: frozenset[str]
    family: frozenset[str]
    words: frozenset[str]
    country: tuple[str, ...]

    def national(self, text: str) -> bool:
        begins = tuple(each for each in self.country if len(each) > 3)
        return text in self.country or text.startswith(begins)


@lru_cache(maxsize=1)
def _public() -> tuple[_Office, ...]:
    found = []
    for line in read_data("public.txt").splitlines():
        if line and not line.startswith("#"):
            names, words, country = line.split(":")
            given, family = names.split()
            spelled = given_names(given) | {given}
            held = frozenset(words.split()), tuple(country.split())
            found.append(_Office(spelled, keys(family), *held))
    return tuple(found)


def _figure(page: Page, mention: Mention, parts: Parts) -> tuple[bool, bool]:
    """Say whether a mention is a public figure in full beside the office, or may be a figure."""
    maybe = False
    for holder in _public():
        if not parts.family & holder.family:
            continue
        maybe = True
        near = page.words[max(0, mention.first - 3) : mention.first]
        held = any(word.lemmas & holder.words for word in near)
        national = any(holder.national(word.text) for word in near)
        if parts.given & holder.given and held and national:
            return True, True
    return False, maybe


_POSSESSIVE: Final = re.compile(r"(?:['’ʼ`]s|(?<=s)['’ʼ`])$", re.IGNORECASE)


def finding_of(page: Page, mention: Mention) -> Finding:
    """Give the stretch of a mention; an English possessive ending is left outside."""
    start, end = page.tokens[mention.first].start, page.tokens[mention.last].end
    if page.tokens[mention.last].script == "l":
        ending = _POSSESSIVE.search(page.text[start:end])
        if ending and ending.start():
            end = start + ending.start()
    return Finding(start, end, mention.kind, mention.why, mention.score)


def people(page: Page, found: Sequence[Mention]) -> list[Person]:
    """Group the mentions of persons. Full names first, so that a bare name finds its owner."""
    persons: list[Person] = []
    work = []
    for mention in found:
        if mention.kind != "person":
            continue
        parts = parts_of(page.words[mention.first : mention.last + 1])
        _ask_the_sentence(page, mention, parts)
        work.append((mention, parts))
    _give_to_owners(page, work)
    rank = {True: 0, False: 1}
    work.sort(key=lambda each: (rank[each[1].full], each[0].first))
    for mention, parts in work:
        finding = finding_of(page, mention)
        public, maybe = _figure(page, mention, parts)
        best: Person | None = None
        weight = (0, 0)
        for person in persons:
            score = compatible(person.parts, parts)
            if not score:
                continue
            nearness = max(
                (each.start for each in person.mentions if each.start < finding.start), default=-1
            )
            before = nearness >= 0
            if (score * 2 + before, nearness) > weight:
                best, weight = person, (score * 2 + before, nearness)
        if best is None:
            best = Person(public=True)
            persons.append(best)
        best.mentions.append(finding)
        best.public = best.public and public
        best.figure = best.figure or maybe
        merge_into(best.parts, parts)
    persons = _join_misspelt(persons)
    for person in persons:
        person.mentions.sort(key=lambda each: each.start)
    return sorted(persons, key=lambda person: person.mentions[0].start)


def _give_to_owners(page: Page, work: Sequence[tuple[Mention, Parts]]) -> None:
    """«Романова дружина»: a Roman of this account is meant, unless somebody is called Романова."""
    given = frozenset().union(*(parts.given for _, parts in work))
    family = frozenset().union(*(parts.family for _, parts in work if not parts.words))
    for mention, parts in work:
        after = mention.last + 1
        if not parts.words or parts.given or parts.words & family or after >= len(page.words):
            continue
        if page.gap(after) != " " or not page.tokens[after].raw.islower():
            continue
        names = owners(page.words[mention.last].text, page.words[after].text) & given
        if names and page.language == "uk":
            parts.given, parts.family, parts.words = names, frozenset(), frozenset()
            parts.gender.clear()


def _join_misspelt(persons: list[Person]) -> list[Person]:
    """Join a person known by one rare word to the one whose name differs by a letter."""
    kept: list[Person] = []
    for person in persons:
        # Whoever has no lone word is no slip of the pen: not compared with everybody.
        owner = next(
            (
                other
                for other in (persons if person.parts.words else ())
                if other is not person
                and len(other.mentions) >= len(person.mentions)
                and spelled_alike(person.parts, other.parts)
            ),
            None,
        )
        if owner is None or any(other is person for other in kept):
            kept.append(person)
            continue
        owner.mentions += person.mentions
        owner.parts.gender.update(person.parts.gender)
        owner.public = owner.public and person.public
        person.mentions = []
    return [person for person in kept if person.mentions]


_MALE_KIN: Final = sections("sets.txt")["male_kin"]
_FEMALE_KIN: Final = sections("sets.txt")["female_kin"]


def _ask_the_sentence(page: Page, mention: Mention, parts: Parts) -> None:
    """Let the kin word before and the past-tense verb after a name vote on its gender."""
    if mention.first:
        before = page.words[mention.first - 1]
        if before.lemmas & _MALE_KIN:
            parts.gender["masc"] += 2
        elif before.lemmas & _FEMALE_KIN:
            parts.gender["femn"] += 2
    if mention.last + 1 < len(page.words) and page.gap(mention.last + 1) == " ":
        after = page.words[mention.last + 1]
        if after.script == "c" and "past" in after.shape and _nominative(page.words[mention.last]):
            genders: Counter[str] = Counter()
            for language in LANGUAGES:
                for reading in readings(after.text, language):
                    if reading.known and "past" in reading.grammemes:
                        genders.update(reading.grammemes & {"masc", "femn"})
            if len(genders) == 1:
                gender: Gender = "masc" if "masc" in genders else "femn"
                parts.gender[gender] += 2


def _nominative(known: Word) -> bool:
    return not known.known or "nomn" in known.shape


def entity_key(finding: Finding, text: str) -> str:
    """Give the key under which findings of one thing, not a person, are one entity."""
    raw = fold(text[finding.start : finding.end]).lower()
    digits = re.sub(r"\D", "", raw)
    if finding.kind in ("phone", "number", "card", "bank", "document") and len(digits) >= 5:
        return finding.kind + digits[-9:]
    if finding.kind in (
        "place",
        "org",
        "unknown",
        "job",
        "rank",
        "employer",
        "education",
        "culture",
    ):
        return finding.kind + " ".join(_lemma(word) for word in re.findall(r"[\w'-]+", raw))
    return finding.kind + " ".join(raw.split())


@lru_cache(maxsize=20_000)
def _lemma(text: str) -> str:
    found = sorted(keys(text))
    sounds = [key for key in found if key[0] == "~"]
    return (sounds or found or [translit.key(text)])[0]
