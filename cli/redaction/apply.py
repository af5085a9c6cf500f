"""Carries decisions out on a text: names replaced, numbers removed, details said less finely.

Only the places named by the analysis change; all other characters stay as they are, one for one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from cli.redaction.draw import Drawer
from cli.redaction.english import EnglishNamer
from cli.redaction.euphony import following, preposition
from cli.redaction.generalise import placeholder, placeholders, propose
from cli.redaction.keys import resembles
from cli.redaction.latinised import LatinNamer, read
from cli.redaction.ledger import Action, Choice, LedgerEntry, Redacted, Unsure
from cli.redaction.model import NAME_KINDS, Analysis, Entity, Origin
from cli.redaction.origins import kept, origin_of, question
from cli.redaction.pseudonyms import Namer

_WORD: Final = re.compile(r"[^\W\d_]{2,}")
LIKE_REAL: Final = "this is like a real name here"
# Which of two overlapping places gives its replacement: the one that says most about a person.
_RANK: Final = {"address": 3, "email": 3, "url": 3, "handle": 3, "file": 3, "person": 2}


@dataclass(frozen=True, slots=True)
class _Place:
    """One stretch of the text and what will happen to it."""

    start: int
    end: int
    entity: str
    kind: str
    action: Action
    text: str | None  # the editor's or the policy's wording
    undecided: bool = False


def redact(
    text: str,
    analysis: Analysis,
    choices: Mapping[str, Choice],
    seed: bytes,
    *,
    origin: Origin = "ask",
) -> Redacted:
    """Carry out every decision.

    choices: entity id → decision; an entity without one follows its own `decision`, and one that
             waits for an editor is blanked here and listed in `undecided`
    seed:    32 secret bytes of the case; the same seed gives the same pseudonyms
    origin:  what drawn names do with an origin that the real ones tell (policy.origin)
    returns: the safe text, what was done where, and what an editor must look at
    """
    entities = {entity.id: entity for entity in analysis.entities}
    undecided = tuple(
        entity.id
        for entity in analysis.entities
        if entity.id not in choices and entity.decision == "ask"
    )
    places = _resolve(text, _places(analysis, choices))
    people = _renamed(analysis, places)
    told = _origins(people, choices, analysis.language)
    asked = {name: question(*value, origin) for name, value in told.items()}
    asked |= dict.fromkeys(_like_real(analysis, people, choices), LIKE_REAL)
    namer = _namer(
        text, analysis, people, choices, seed, {k: kept(*v, origin) for k, v in told.items()}
    )
    pieces: list[str] = []
    ledger: list[LedgerEntry] = []
    unsure: list[Unsure] = []
    at = length = 0
    for index, place in enumerate(places):
        before = "".join(pieces[-3:])[-40:] + text[at : place.start]
        replacement, taken, reason = _replacement(
            text, before, analysis.language, place, entities, namer
        )
        if place.entity in asked and place.action == "pseudonym":  # asked once a person
            reason = reason or asked.pop(place.entity)
        start = max(at, place.start - taken)
        if place.action in ("generalize", "remove") and _opens_sentence(text, start):
            replacement = replacement[:1].upper() + replacement[1:]
        if start > place.start - taken:
            reason = reason or "this touches the place before it"
        end = place.end
        if place.action == "pseudonym":
            limit = places[index + 1].start if index + 1 < len(places) else len(text)
            old, after = text[place.start : end], text[end : end + 40]
            tail, over = following(replacement, after, analysis.language, old)
            if over and not _reaches(text, end + over, limit):  # else it is fitted to that name
                replacement, end = replacement + tail, end + over
        pieces += [text[at:start], replacement]
        length += start - at
        original = text[start:end]
        entity, kind, action = place.entity, place.kind, place.action
        ledger.append(LedgerEntry(entity, kind, action, start, end, original, replacement, length))
        if reason:
            unsure.append(Unsure(entity, start, end, original, replacement, length, reason))
        length += len(replacement)
        at = end
    pieces.append(text[at:])
    drawn = {entity.id: namer.lemma(entity) for entity in people}
    return Redacted("".join(pieces), tuple(ledger), tuple(unsure), undecided, drawn, len(text))


def _reaches(text: str, at: int, limit: int) -> bool:
    """Say whether the place at `limit` begins with the word after `at`."""
    return limit <= at or not any(letter.isalnum() for letter in text[at:limit])


def _opens_sentence(text: str, start: int) -> bool:
    """Say whether a place begins a sentence of a text that begins its sentences with capitals."""
    before = text[max(0, start - 40) : start].rstrip(' \t«"“(—–-')
    if before and before[-1] not in ".!?…\n":
        return False
    return next((char.isupper() for char in text if char.isalpha()), False)


def _places(analysis: Analysis, choices: Mapping[str, Choice]) -> list[_Place]:
    found: list[_Place] = []
    covered: list[tuple[int, int]] = []
    for entity in analysis.entities:
        action, wording, waits = _decide(entity, choices.get(entity.id))
        for start, end in entity.mentions:
            found.append(_Place(start, end, entity.id, entity.kind, action, wording, waits))
            covered.append((start, end))
    covered.sort()
    # How far the places reach that begin before one of them; they may overlap.
    reach = list(accumulate((end for _, end in covered), max))
    for finding in analysis.findings:  # what grouping left out is not left in
        before = bisect_left(covered, (finding.end,))
        if not before or reach[before - 1] <= finding.start:
            found.append(_Place(finding.start, finding.end, "", finding.kind, "remove", None))
    return found


def _decide(entity: Entity, choice: Choice | None) -> tuple[Action, str | None, bool]:
    if choice is not None:
        if choice.action == "pseudonym" and entity.kind not in ("person", "unknown"):
            return "remove", choice.text, False
        return choice.action, choice.text, False
    if entity.decision == "keep":
        return "keep", None, False
    if entity.decision == "generalize":
        return "generalize", None, False
    if entity.decision == "remove" and entity.kind == "person":
        return "pseudonym", None, False
    return "remove", None, entity.decision == "ask"


def _resolve(text: str, places: list[_Place]) -> list[_Place]:
    """Make the places disjoint: what changes beats what is kept, the heavier beats the lighter.

    Overlapping changes become one place over both, so that no part of either original stays.
    """
    changing = [p for p in places if p.action != "keep"]
    changing.sort(key=lambda p: (p.start, -p.end))
    merged: list[_Place] = []
    for place in changing:
        last = merged[-1] if merged else None
        if last is None or place.start >= last.end:
            merged.append(place)
            continue
        heavier = max(last, place, key=lambda p: (p.end - p.start, _RANK.get(p.kind, 1)))
        start, end = min(last.start, place.start), max(last.end, place.end)
        if (start, end) == (heavier.start, heavier.end):
            merged[-1] = heavier
        else:  # neither holds the other: the whole becomes one blank
            action: Action = "remove" if heavier.action == "pseudonym" else heavier.action
            merged[-1] = _Place(start, end, heavier.entity, heavier.kind, action, heavier.text)
    kept = [
        place
        for place in places
        if place.action == "keep"
        and not any(p.start < place.end and place.start < p.end for p in merged)
    ]
    alone: list[_Place] = []
    for place in sorted(kept, key=lambda p: (p.start, -p.end)):
        if not alone or place.start >= alone[-1].end:
            alone.append(place)
    return sorted(merged + alone, key=lambda p: p.start)


def _renamed(analysis: Analysis, places: list[_Place]) -> list[Entity]:
    """Give the entities that get a pseudonym, with the mentions that are left to rename."""
    found: list[Entity] = []
    for entity in analysis.entities:
        mentions = tuple(
            (p.start, p.end) for p in places if p.entity == entity.id and p.action == "pseudonym"
        )
        if mentions:
            found.append(
                Entity(
                    entity.id, entity.kind, mentions, entity.forms, entity.decision,
                    entity.proposal, entity.gender, entity.score, entity.public,
                )
            )  # fmt: skip
    return found


def _origins(
    people: list[Entity], choices: Mapping[str, Choice], language: str
) -> dict[str, tuple[str, str]]:
    """Give (origin, language) of each person whose names tell one and get a drawn name."""
    drawn = (e for e in people if not ((choice := choices.get(e.id)) and choice.text))
    told = ((entity.id, origin_of(entity.forms, language)) for entity in drawn)
    return {name: (origin, language) for name, origin in told if origin}


def _real(analysis: Analysis) -> set[str]:
    """Give every word of every name that the account holds."""
    return {
        word
        for entity in analysis.entities
        if entity.kind in NAME_KINDS
        for form in entity.forms
        for word in _WORD.findall(form)
    }


def _like_real(
    analysis: Analysis, people: list[Entity], choices: Mapping[str, Choice]
) -> list[str]:
    """Give the persons for whom an editor typed a name that one could take for a real one here."""
    real = _real(analysis)
    typed = ((e.id, choice.text) for e in people if (choice := choices.get(e.id)))
    return [
        name
        for name, new in typed
        if any(resembles(word, other) for word in _WORD.findall(new or "") for other in real)
    ]


def _namer(
    text: str,
    analysis: Analysis,
    people: list[Entity],
    choices: Mapping[str, Choice],
    seed: bytes,
    origins: Mapping[str, str],
) -> Namer | LatinNamer | EnglishNamer:
    avoid = _real(analysis)
    chosen = {
        entity.id: choice.text
        for entity in people
        if (choice := choices.get(entity.id)) and choice.text
    }
    drawer = Drawer(seed, analysis.language, frozenset(avoid))
    for name in chosen.values():
        drawer.reserve(*name.split())
    mentions = [span for entity in people for span in entity.mentions]
    reading = read(text, mentions) if analysis.language in ("ru", "uk") else None
    if reading is not None:
        drawer.language = reading.language
        return LatinNamer(text, reading, people, drawer, chosen)
    if analysis.language in ("ru", "uk"):
        return Namer(text, analysis.language, people, drawer, chosen, origins)
    return EnglishNamer(text, people, drawer, chosen)


def _replacement(
    text: str,
    before: str,
    language: str,
    place: _Place,
    entities: Mapping[str, Entity],
    namer: Namer | LatinNamer | EnglishNamer,
) -> tuple[str, int, str]:
    """Say what stands in a place.

    before:  the end of the new text up to the place
    returns: (text, characters before it to take too, reason)
    """
    original = text[place.start : place.end]
    if place.action == "keep":
        return original, 0, ""
    entity = entities.get(place.entity)
    if place.action == "pseudonym" and entity is not None:
        renamed = namer.replace(entity, place.start, place.end)
        if isinstance(namer, LatinNamer):
            fitted, taken = namer.fitted(before)
        else:
            fitted, taken = preposition(before, renamed.text, language)
        return fitted + renamed.text, taken, renamed.reason
    if place.action == "generalize" and place.text is None:
        proposal = propose(place.kind, original, text, place.start, place.end, language)
        if proposal and not _repeats(original, proposal.text, place.kind):
            return proposal.text, proposal.taken, proposal.unsure
        if entity is not None and entity.proposal:
            if entity.proposal.casefold() == original.casefold():
                return original, 0, ""  # no more general word is known
            fits = language == "en" or entity.proposal in placeholders()
            return entity.proposal, 0, "" if fits else "the wording may not fit its case"
    if place.text is not None:
        reason = "" if len(place.text) else "nothing stands here any more"
        return place.text, 0, reason
    return placeholder(place.kind, language), 0, ""


def _repeats(original: str, proposal: str, kind: str) -> bool:
    """Say whether a proposal says all that the original said."""
    return original.casefold().strip() in proposal.casefold() and kind != "education"
