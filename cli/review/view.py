"""What follows from the decisions as they are, for a screen to show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from cli.redaction.ledger import LedgerEntry, Redacted, Unsure
from cli.redaction.model import Entity
from cli.review.sitting import Review, sentence

# Begins what a line is settled by if it is a word that the engine doubted and let go.
SETTLED: Final = "word "


@dataclass(frozen=True, slots=True)
class View:
    """What follows from the decisions as they are: computed once a decision.

    states: entity id → "open" (waits), "look" (a wording to look at), "hidden" or "kept"
    looks:  entity id → places to look at; "" holds those that belong to none
    """

    states: Mapping[str, str]
    looks: Mapping[str, tuple[Unsure, ...]]
    entries: Mapping[str, tuple[LedgerEntry, ...]]


@dataclass(frozen=True, slots=True)
class Line:
    """One thing on the screen that settles many: what it is called, becomes, and a sentence of it.

    becomes: "" if it stays
    name: what it is settled by
    """

    name: str
    forms: str
    becomes: str
    sentence: str


def around(marked: str, limit: int) -> str:
    """Return the part of a marked sentence that holds the mark, if it is longer than `limit`."""
    left = marked.find("▸")
    if len(marked) <= limit or left < limit // 2:
        return marked
    return "…" + marked[left - limit // 3 :]


def place_of(entity: Entity, unsure: Unsure) -> int:
    """Return which mention of an entity a wording stands for."""
    for place, (start, end) in enumerate(entity.mentions):
        if start < unsure.end and unsure.start < end:
            return place
    return 0


def view_of(review: Review) -> View:
    redacted = review.redacted()
    entries: dict[str, list[LedgerEntry]] = {}
    for entry in redacted.ledger:
        entries.setdefault(entry.entity, []).append(entry)
    looks: dict[str, list[Unsure]] = {}
    for place in review.unchecked():
        looks.setdefault(place.entity, []).append(place)
    states = {}
    for entity in review.work.analysis.entities:
        kept = {entry.action == "keep" for entry in entries.get(entity.id, ())} == {True}
        states[entity.id] = (
            "open"
            if entity.id in redacted.undecided
            else "look"
            if entity.id in looks
            else "kept"
            if kept
            else "hidden"
        )
    return View(
        states,
        {name: tuple(found) for name, found in looks.items()},
        {name: tuple(found) for name, found in entries.items()},
    )


def line_of_settled(review: Review, word: str, place: tuple[int, int]) -> Line:
    before = sentence(review.work.joined.text, *place).marked()
    return Line(SETTLED + word, f"{word} (no name)", "", before)


def line_of(review: Review, redacted: Redacted, entity: Entity) -> Line:
    entries = [entry for entry in redacted.ledger if entry.entity == entity.id]
    kept = all(entry.action == "keep" for entry in entries)
    becomes = "" if kept else ", ".join(dict.fromkeys(entry.replacement for entry in entries))
    before, _ = review.pair(redacted, entries[0]) if entries else ("", "")
    return Line(entity.id, ", ".join(entity.forms), becomes, before)
