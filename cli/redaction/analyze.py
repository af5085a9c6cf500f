"""Reads a text and says what in it could identify somebody, and what the policy would do.

text → tokens → evidence on each word → findings → entities → decisions. See docs/redaction.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from cli.redaction import letters, people, places, propagation, quasi
from cli.redaction import paranoid as paranoid_layer
from cli.redaction.collector import without_collector
from cli.redaction.evidence import Evidence
from cli.redaction.generalise import placeholder, propose
from cli.redaction.grouping import Person, entity_key, finding_of, mentions
from cli.redaction.grouping import people as group_people
from cli.redaction.identifiers.find import identifiers, merge
from cli.redaction.judge import heard
from cli.redaction.lexicon import word
from cli.redaction.marked import SURE, Hearing, generic, marked, renamed
from cli.redaction.marks import MODEL
from cli.redaction.model import (
    IDENTIFIER_KINDS,
    QUASI_KINDS,
    Analysis,
    Decision,
    Entity,
    Finding,
)
from cli.redaction.page import Page, read
from cli.redaction.policy import DEFAULT_POLICY, Policy
from cli.redaction.sequence import listen
from cli.redaction.settling import NAMES_TOO, last_word
from cli.redaction.speakers import speakers
from cli.redaction.tokens import tokenize
from cli.redaction.wording import Proposal

_PREFIX: Final = {"person": "p", "place": "l", "org": "o", "unknown": "u"}
# Below this a word is left to a place or trait that claims it: it is flagged either way.
_OWN: Final = 0.2
# Within these a word must be surer to be a name: April in "3 April", Tatar in "he is a Tatar".
_SURE: Final = 0.8
_TOLD: Final = frozenset({"age", "date", "culture", "relation"})


def weigh(page: Page, paranoid: bool = True) -> list[Evidence]:
    """Collect all evidence that a word of a page names somebody or something."""
    evidence = [Evidence() for _ in page.tokens]
    people.models(page, evidence, listen(page))
    people.lists(page, evidence)
    if paranoid:
        paranoid_layer.unknown_words(page, evidence)
        paranoid_layer.capitals(page, evidence)
    people.after_naming_words(page, evidence)
    people.after_titles(page, evidence)
    speakers(page, evidence)
    letters.spelled_letters(page, evidence)
    letters.spelled_aloud(page, evidence)
    letters.initials(page, evidence)
    letters.initials_alone(page, evidence)
    if paranoid:
        paranoid_layer.rare_beings(page, evidence)
        paranoid_layer.doers(page, evidence)
    people.beside_given_names(page, evidence)
    propagation.carry(page, evidence)
    people.full_names(page, evidence)
    people.inside_names(page, evidence)
    letters.initials(page, evidence)  # once more, for K. M. von X
    letters.initial_alone(page, evidence)
    people.without_titles(page, evidence)
    people.places_first(page, evidence)
    return evidence


_EMPTY: Final = frozenset({"function", "preposition"})
# Signs that belong to what they open or close: +38…, @name, (050)….
_OPENING: Final = "+@(#№«-_"
_CLOSING: Final = ")»_'"


def _unclaimed(finding: Finding, claimed: bytearray, text: str) -> list[Finding]:
    """Give the stretches of a finding that nothing stronger has claimed."""
    pieces: list[Finding] = []
    start = finding.start
    while start < finding.end:
        if claimed[start]:
            start += 1
            continue
        end = start
        while end < finding.end and not claimed[end]:
            end += 1
        left, right = start, end
        while left < right and not (text[left].isalnum() or text[left] in _OPENING):
            left += 1
        while right > left and not (text[right - 1].isalnum() or text[right - 1] in _CLOSING):
            right -= 1
        if right > left:
            whole = (left, right) == (finding.start, finding.end)
            piece = Finding(left, right, finding.kind, finding.why, finding.score)
            pieces.append(finding if whole else piece)
        start = end
    return pieces


def _kernel(piece: Finding, text: str) -> Finding | None:
    """Take prepositions off the ends of what stronger findings left of a phrase."""
    tokens = tokenize(text[piece.start : piece.end], join=False)
    while tokens and word(tokens[-1].word).classes & _EMPTY:
        tokens.pop()
    while tokens and word(tokens[0].word).classes & _EMPTY:
        tokens.pop(0)
    if not tokens:
        return None
    start, end = piece.start + tokens[0].start, piece.start + tokens[-1].end
    return Finding(start, end, piece.kind, piece.why, piece.score)


_PLAIN: Final = 3.5  # Zipf frequency from which a word left of a phrase tells nothing


def _plain(piece: Finding, text: str) -> bool:
    """Say whether one common word is all that is left: *в селе* before the name of a village."""
    tokens = tokenize(text[piece.start : piece.end], join=False)
    known = [word(token.word) for token in tokens]
    return len(known) == 1 and known[0].zipf >= _PLAIN and not known[0].traits


def _claim(found: Iterable[Finding], claimed: bytearray, text: str, mark: int = 1) -> list[Finding]:
    taken: list[Finding] = []
    for finding in found:
        for piece in _unclaimed(finding, claimed, text):
            if piece is not finding and piece.kind in QUASI_KINDS:
                kernel = _kernel(piece, text)
                if kernel is None or (kernel.why == MODEL and _plain(kernel, text)):
                    continue
                piece = kernel
            claimed[piece.start : piece.end] = bytes([mark]) * (piece.end - piece.start)
            taken.append(piece)
    return taken


def _decide(
    kind: str, found: list[Finding], text: str, policy: Policy, person: Person | None
) -> Decision:
    forms = {text[each.start : each.end].lower() for each in found}
    if forms & policy.remove:
        return "remove"
    if forms <= policy.keep:
        return "keep"
    if kind == "person" and person:
        if person.public:
            return policy.public
        if person.figure and policy.public in ("ask", "keep"):
            return "ask"
        score = max(each.score for each in found)
        decision = policy.decisions["person"]
        return "ask" if decision == "remove" and score < policy.sure else decision
    if kind == "place" and policy.capitals != policy.decisions["place"]:
        listed = [
            word(token.word).places & {"country", "capital"}
            for each in found
            for token in tokenize(text[each.start : each.end])
        ]
        if listed and all(listed):
            doubtful = policy.capitals == "keep" and forms & NAMES_TOO
            return "ask" if doubtful else policy.capitals
    return policy.decisions[kind]


def _entity(
    number: str,
    kind: str,
    found: list[Finding],
    page: Page,
    policy: Policy,
    person: Person | None,
) -> Entity:
    text = page.text
    spans = tuple((each.start, each.end) for each in found)
    proposal = None
    decision = _decide(kind, found, text, policy, person)
    if kind == "place" or kind in QUASI_KINDS:
        first = found[0]
        original = text[first.start : first.end]
        offered = propose(kind, original, text, first.start, first.end, page.language)
        by_model = all(each.why == MODEL for each in found)
        agreed = any(each.why.endswith(MODEL) and each.score >= SURE for each in found)
        if offered is None and (by_model or (agreed and kind == "place")):
            offered = Proposal(placeholder(kind, page.language))
        proposal = offered.text if offered else None
        sure = not by_model or any(each.score >= SURE for each in found)
        if decision == "ask" and kind in policy.coarsen and offered and not offered.unsure and sure:
            decision = "generalize"
    return Entity(
        id=number,
        kind=kind,
        mentions=spans,
        forms=tuple(dict.fromkeys(text[start:end] for start, end in spans)),
        decision=decision,
        proposal=proposal,
        gender=person.gender if person else None,
        score=max(each.score for each in found),
        public=bool(person and person.public),
    )


def _named_by(trait: Finding, rules: Iterable[Finding]) -> Finding:
    """Give what the model of marks found the kind of the first rule that found part of it.

    Not of an age or a date: those are findings of their own.
    """
    within = [one for one in rules if trait.start <= one.start < trait.end and not _dated(one)]
    first = min(within, key=lambda each: each.start, default=trait)
    return replace(trait, kind=first.kind)


def _agreed(place: Finding, hearing: Hearing) -> Finding:
    """Note on a listed place that the model of marks is sure of it too."""
    traits = [each.trait for each in hearing.of(place)]
    if place.kind != "place" or min(traits, default=0) < SURE:
        return place
    return replace(place, why=f"{place.why}; {MODEL}", score=max(place.score, *traits))


_ENDING: Final = re.compile(
    r"-?(?:го|ого|м|ом|му|ому|й|ий|е|є)(?!\w)(?:\s(?:год[ау]?|годе|року|році|рік)(?!\w))?"
)


def _with_ending(trait: Finding, text: str) -> Finding:
    """Take in what a year in figures ends in: 2023-го."""
    ending = _ENDING.match(text, trait.end)
    if trait.kind not in ("date", "age") or not ending or not text[trait.end - 1].isdigit():
        return trait
    return replace(trait, end=ending.end())


def _dated(trait: Finding) -> bool:
    return trait.kind in ("age", "date") and trait.why != MODEL


@dataclass(frozen=True, slots=True)
class Suspicions:
    """What the rules found before the model of marks is asked."""

    direct: list[Finding]
    traits: list[Finding]
    others: list[Finding]

    @property
    def all(self) -> list[Finding]:
        return [*self.direct, *self.traits, *self.others]


def suspicions(page: Page, evidence: list[Evidence]) -> Suspicions:
    """Run the rules for identifiers, traits, places and organisations."""
    return Suspicions(
        identifiers(page.text),
        quasi.quasi_identifiers(page, evidence),
        places.places_and_orgs(page, evidence),
    )


@without_collector()
def analyze(text: str, policy: Policy = DEFAULT_POLICY) -> Analysis:
    """Find people, identifiers and traits in `text`; `policy` only changes the decisions.

    returns: findings that do not overlap, in order, and the entities they form
    """
    page = read(text)
    evidence = weigh(page, policy.paranoid)
    told_by = suspicions(page, evidence)
    said = heard(page, evidence, told_by.all)
    direct, circumstances = marked(page, said)
    settled = last_word(page, evidence, said)
    hearing = Hearing(page, said)
    claimed = bytearray(len(text))
    findings = _claim(merge([*told_by.direct, *direct]), claimed, text)
    traits = [_with_ending(each, text) for each in told_by.traits if not hearing.doubts(each)]
    traits += [_named_by(each, traits) for each in circumstances]
    # Ages and dates first, which have a wording of their own; else the longer finding.
    traits.sort(key=lambda each: (not _dated(each), each.start - each.end, each.start))
    told = bytearray(len(text))
    for each in traits:
        if each.kind in _TOLD:
            told[each.start : each.end] = b"\x01" * (each.end - each.start)
    listed = [each for each in told_by.others if each.kind == "place"]
    hides_places = policy.decisions["place"] != "keep"
    of_places = hearing.named_places(listed) if hides_places else set()
    strong = [
        not all(claimed[token.start : token.end])
        and evidence[place].person >= (_SURE if told[token.start] else _OWN)
        and place not in of_places
        for place, token in enumerate(page.tokens)
    ]
    for place, held in enumerate(strong):
        if held:
            token = page.tokens[place]
            claimed[token.start : token.end] = b"\x02" * (token.end - token.start)
    others = [_agreed(each, hearing) for each in told_by.others]
    others.sort(key=lambda each: (each.start, -each.end))
    taken = _claim(others, claimed, text)
    whole = set(traits)
    for each in _claim(traits, claimed, text):
        if each.why == MODEL and generic(page, each):
            continue
        left = each.why == MODEL and each not in whole
        taken.append(renamed(page, each) if left else each)
    findings += taken
    free = [
        strong[place] or not any(claimed[token.start : token.end])
        for place, token in enumerate(page.tokens)
    ]
    named = mentions(page, evidence, free)
    persons = group_people(page, named)
    findings += [finding_of(page, each) for each in named if each.kind != "person"]
    groups: list[tuple[str, list[Finding], Person | None]] = [
        ("person", person.mentions, person) for person in persons
    ]
    by_key: dict[str, list[Finding]] = {}
    for finding in sorted(findings, key=lambda each: each.start):
        by_key.setdefault(entity_key(finding, text), []).append(finding)
    groups += [(found[0].kind, found, None) for found in by_key.values()]
    groups.sort(key=lambda each: each[1][0].start)
    counts: dict[str, int] = {}
    entities: list[Entity] = []
    for kind, found, person in groups:
        prefix = _PREFIX.get(kind, "i" if kind in IDENTIFIER_KINDS else "q")
        counts[prefix] = counts.get(prefix, 0) + 1
        entities.append(_entity(f"{prefix}{counts[prefix]}", kind, found, page, policy, person))
    findings += [finding for person in persons for finding in person.mentions]
    findings.sort(key=lambda each: each.start)
    taken_for_none = tuple(
        (page.tokens[place].start, page.tokens[place].end)
        for place in settled
        if not any(claimed[page.tokens[place].start : page.tokens[place].end])
    )
    return Analysis(page.language, tuple(findings), tuple(entities), taken_for_none)
