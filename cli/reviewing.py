"""Deciding, one entity at a time: what waits, what was decided, and the way back.

Every answer is stored sealed at once, so that quitting loses nothing. Undo goes back over the
answers of this sitting. Nothing here prints or asks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Final

from cli.redaction import decisions
from cli.redaction.ledger import Choice, Redacted, Unsure
from cli.redaction.model import IDENTIFIER_KINDS, Entity
from cli.work import Work

_END: Final = re.compile(r"(?<=[.!?…])\s+|\n+")
_AROUND: Final = 160  # characters of a sentence shown on each side of a mention


@dataclass(frozen=True, slots=True)
class Place:
    """A mention in its sentence."""

    before: str
    words: str
    after: str

    def marked(self) -> str:
        """Return the sentence on one line, with the mention between pointers."""
        return " ".join(f"{self.before}»{self.words}«{self.after}".split())


@dataclass(slots=True)
class Review:
    """One sitting over one case."""

    work: Work
    _past: list[decisions.Record] = field(default_factory=list)

    def waiting(self) -> tuple[Entity, ...]:
        """Return the entities that need a decision, in order of first mention."""
        return self.work.matched().undecided

    def unchecked(self) -> tuple[Unsure, ...]:
        """Return the places whose new wording nobody has looked at yet."""
        return decisions.unchecked(self.work.record, self.work.redacted())

    def decide(self, entity: Entity, choice: Choice) -> None:
        """Take a decision and store it."""
        self._become(self.work.deciding(self._with(entity, choice)))

    def confirm(self, unsure: Unsure) -> None:
        """Note that somebody looked at a place and found it right."""
        checked = decisions.checked(self.work.redacted(), unsure)
        record = self.work.record
        self._become(replace(self.work, record=replace(record, checked=(*record.checked, checked))))

    def undo(self) -> bool:
        """Take back the last answer of this sitting; False if there is none."""
        if not self._past:
            return False
        self.work = replace(self.work, record=self._past.pop())
        self.work.store()
        return True

    def _with(self, entity: Entity, choice: Choice) -> dict[str, Choice]:
        """Return all choices with this one, for every entity that a record cannot tell from it."""
        name = (entity.kind, decisions.normal(entity.forms[0]))
        choices = self.work.matched().choices
        for other in self.work.analysis.entities:
            if (other.kind, decisions.normal(other.forms[0])) == name:
                choices[other.id] = choice
        return choices

    def take(self, record: decisions.Record) -> tuple[decisions.Decided, ...]:
        """Add recorded decisions; they win over earlier ones. Returns those that fit nothing."""
        found = decisions.match(record, self.work.analysis)
        work = self.work.deciding({**self.work.matched().choices, **found.choices})
        merged = replace(
            work.record,
            checked=(*work.record.checked, *record.checked),
            allowed=(*work.record.allowed, *record.allowed),
        )
        self._become(replace(work, record=merged))
        return found.unmatched

    def dumps(self) -> str:
        """Return everything decided as the text of a decisions file."""
        return decisions.dumps(self.work.record)

    # ---- what a person is shown -------------------------------------------------------------

    def entity(self, name: str) -> Entity:
        """Return the entity with this id."""
        return next(entity for entity in self.work.analysis.entities if entity.id == name)

    def proposed(self, entity: Entity) -> Choice:
        """Return what is proposed for an entity."""
        if entity.kind == "person":
            return Choice("pseudonym")
        if entity.kind == "unknown" or entity.kind in IDENTIFIER_KINDS:
            return Choice("remove")
        return Choice("generalize")

    def sentences(self, entity: Entity, choice: Choice) -> list[tuple[str, str]]:
        """Return each sentence that names an entity, as it is and as it would be."""
        redacted = self.work.deciding(self._with(entity, choice)).redacted()
        entries = [entry for entry in redacted.ledger if entry.entity == entity.id]
        return [self._pair(redacted, e.start, e.end, e.at, e.replacement) for e in entries]

    def wording(self, unsure: Unsure) -> tuple[str, str]:
        """Return the sentence of a new wording, as it was and as it is now."""
        u = unsure
        return self._pair(self.work.redacted(), u.start, u.end, u.at, u.replacement)

    def outcome(self) -> list[tuple[Entity, list[str]]]:
        """Return every entity with the different words that stand in its places now."""
        ledger = self.work.redacted().ledger
        return [
            (entity, list(dict.fromkeys(e.replacement for e in ledger if e.entity == entity.id)))
            for entity in self.work.analysis.entities
        ]

    def _pair(
        self, redacted: Redacted, start: int, end: int, at: int, replacement: str
    ) -> tuple[str, str]:
        before = place(self.work.joined.text, start, end)
        after = place(redacted.text, at, at + len(replacement))
        return before.marked(), after.marked()

    def _become(self, work: Work) -> None:
        work.store()
        self._past.append(self.work.record)
        self.work = work


def place(text: str, start: int, end: int) -> Place:
    """Return the sentence around text[start:end], cut where it is very long."""
    first = 0
    for found in _END.finditer(text, 0, start):
        first = found.end()
    found_end = _END.search(text, end)
    last = found_end.start() if found_end else len(text)
    before, after = text[first:start], text[end:last]
    if len(before) > _AROUND:
        before = "…" + before[-_AROUND:]
    if len(after) > _AROUND:
        after = after[:_AROUND] + "…"
    return Place(before, text[start:end], after)
