"""Deciding, one entity at a time: what waits, what was decided, and the way back.

Every answer is stored sealed at once, so that quitting loses nothing. Undo goes back over all
answers of all sittings, and redo forward again. Nothing here prints or asks.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from cli import consent
from cli.pair import Differences, Side
from cli.redaction import decisions
from cli.redaction.decisions import Grouping
from cli.redaction.elsewhere import Elsewhere
from cli.redaction.ledger import Choice, LedgerEntry, Redacted, Unsure
from cli.redaction.model import IDENTIFIER_KINDS, Entity
from cli.redaction.regroup import find
from cli.wishes import Wish, agreed, open_wishes
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
        return " ".join(f"{self.before}▸{self.words}◂{self.after}".split())


@dataclass(slots=True)
class Review:
    """One sitting over one case.

    differences: of two editors, while they are settled
    elsewhere:   what the other accounts of its vault tell
    """

    work: Work
    differences: Differences | None = None
    elsewhere: Elsewhere | None = None
    _redacted: tuple[decisions.Record, Redacted] | None = field(default=None, repr=False)
    _wishes: tuple[decisions.Record, tuple[Wish, ...]] | None = field(default=None, repr=False)

    def waiting(self) -> tuple[Entity, ...]:
        """Return the entities that need a decision, in order of first mention."""
        return self.work.matched().undecided

    def redacted(self) -> Redacted:
        """Return the text with every decision carried out; computed once a decision."""
        if self._redacted is None or self._redacted[0] is not self.work.record:
            self._redacted = self.work.record, self.work.redacted()
        return self._redacted[1]

    def unchecked(self) -> tuple[Unsure, ...]:
        """Return the places whose new wording nobody has looked at yet."""
        return self.work.unchecked(self.redacted())

    def wishes(self) -> tuple[Wish, ...]:
        """Return the wishes of the witness that nobody has seen to yet."""
        if self._wishes is None or self._wishes[0] is not self.work.record:
            self._wishes = self.work.record, open_wishes(self.work, self.redacted())
        return self._wishes[1]

    def see_to(self, wish: Wish, text: str = "") -> None:
        """Note that an editor has seen to a wish.

        raises: InputError if the text it asks for cannot be used
        """
        record = self.work.record
        others = tuple(one for one in record.wishes if one.wish != wish.name)
        seen = (*others, agreed(self.work, wish, text))
        self._become(replace(self.work, record=replace(record, wishes=seen)))

    def sides(self, entity: Entity) -> tuple[Side, Side] | None:
        """Return what two editors would do with a thing on which they differ."""
        return self.differences.sides(entity) if self.differences else None

    def alike(self, entity: Entity) -> bool:
        """Return whether two editors differ on a thing and neither hides more of it."""
        both = self.differences
        return both is not None and both.sides(entity) is not None and both.safer(entity) is None

    def forbidden(self, entity: Entity) -> bool:
        """Return whether the witness asked to hide things of this kind."""
        return consent.forbids(self.work.account.consent, entity)

    @property
    def left(self) -> bool:
        """Whether anything waits."""
        return bool(self.waiting() or self.unchecked() or self.wishes())

    def decide(self, entity: Entity, choice: Choice) -> None:
        """Take a decision and store it."""
        self.decide_all({entity.id: choice})

    def decide_all(self, choices: Mapping[str, Choice]) -> None:
        """Take several decisions, by the ids of their entities, as one step."""
        self._become(self.work.deciding(self._with(choices)))

    def confirm(self, *places: Unsure) -> None:
        """Note that somebody looked at these places and found them right."""
        redacted, record = self.redacted(), self.work.record
        seen = tuple(decisions.checked(redacted, place) for place in places)
        self._become(replace(self.work, record=replace(record, checked=(*record.checked, *seen))))

    def mark(self, kind: str, words: str) -> Entity | None:
        """Make these words a thing of this kind wherever they stand alone; None if nowhere."""
        words = " ".join(words.split())
        if not self._regroup(Grouping("mark", kind, words)):
            return None
        return find(self.work.analysis.entities, kind, words)

    def join(self, one: Entity, other: Entity) -> Entity:
        """Make `one` part of `other`, which keeps its kind and its decision."""
        decided = self.work.matched().choices.get(other.id)
        self._regroup(
            Grouping("join", one.kind, one.forms[0], other.kind, other.forms[0]),
            {other.id: decided},
        )
        return self.entity(other.id)

    def split(self, entity: Entity, form: str) -> Entity | None:
        """Make the places that read `form` a thing of their own; None if all places do."""
        before = {each.id for each in self.work.analysis.entities}
        decided = self.work.matched().choices.get(entity.id)
        if not self._regroup(Grouping("split", entity.kind, form), {entity.id: decided}):
            return None
        return next(each for each in self.work.analysis.entities if each.id not in before)

    def undo(self) -> bool:
        """Take back the last answer; False if there is none."""
        return bool(self.work.history.past) and self._travel(back=True)

    def redo(self) -> bool:
        """Take the answer again that was taken back last; False if there is none."""
        return bool(self.work.history.future) and self._travel(back=False)

    def _travel(self, *, back: bool) -> bool:
        history, now = self.work.history, self.dumps()
        text, history = history.undo(now) if back else history.redo(now)
        work = replace(self.work.having(decisions.loads(text)), history=history)
        work.store()
        self.work = work
        return True

    def _regroup(self, group: Grouping, choices: Mapping[str, Choice | None] | None = None) -> bool:
        """Group anew; False, and nothing is stored, if that changes nothing.

        choices: what the entities concerned were decided before, None for one that waits. Without
                 it a decision could pass to the wrong half with a form.
        """
        before, record = self.work.analysis, self.work.record
        work = self.work.having(replace(record, groupings=(*record.groupings, group)))
        if work.analysis == before:
            return False
        kept = work.matched().choices
        known = {each.id for each in before.entities}
        for name, choice in (choices or {}).items():
            kept.pop(name, None)
            if choice is not None:
                kept[name] = choice
        if group.act == "split":  # the new half waits, or follows the policy
            kept = {name: choice for name, choice in kept.items() if name in known}
        self._become(work.deciding(kept))
        return True

    def _with(self, chosen: Mapping[str, Choice]) -> dict[str, Choice]:
        """Return all choices with these, for every entity that a record cannot tell from them."""
        choices = self.work.matched().choices
        entities = self.work.analysis.entities
        names = {_name(each): chosen[each.id] for each in entities if each.id in chosen}
        for entity in entities:
            if _name(entity) in names:
                choices[entity.id] = names[_name(entity)]
        return choices

    def take(self, record: decisions.Record) -> tuple[decisions.Decided, ...]:
        """Add recorded decisions; they win over earlier ones. Returns those that fit nothing."""
        known = self.work.record.groupings
        new = tuple(group for group in record.groupings if group not in known)
        work = self.work.having(replace(self.work.record, groupings=(*known, *new)))
        found = decisions.match(record, work.analysis)
        work = work.deciding({**work.matched().choices, **found.choices})
        old = work.record
        merged = replace(
            work.record,
            checked=(*work.record.checked, *record.checked),
            allowed=(*work.record.allowed, *record.allowed),
            wishes=tuple({one.wish: one for one in (*old.wishes, *record.wishes)}.values()),
        )
        self._become(replace(work, record=merged))
        return found.unmatched

    def dumps(self) -> str:
        """Return everything decided as the text of a decisions file."""
        return decisions.dumps(self.work.record)

    def settled(self) -> dict[str, tuple[int, int]]:
        """Return the doubted words that stay unasked, in lower case, with the first place of each.

        What an editor has marked since is none of them.
        """
        taken = [span for each in self.work.analysis.entities for span in each.mentions]
        found: dict[str, tuple[int, int]] = {}
        for start, end in self.work.analysis.settled:
            if not any(left < end and start < right for left, right in taken):
                found.setdefault(self.work.joined.text[start:end].lower(), (start, end))
        return found

    # ---- what a person is shown -------------------------------------------------------------

    def entity(self, name: str) -> Entity:
        """Return the entity with this id."""
        return next(entity for entity in self.work.analysis.entities if entity.id == name)

    def told(self, entity: Entity) -> str:
        """Return in how many other accounts of the vault a thing is told, "" if it is unknown."""
        others = self.elsewhere.of(entity) if self.elsewhere else None
        return self.elsewhere.say(others) if self.elsewhere and others is not None else ""

    def proposed(self, entity: Entity) -> Choice:
        """Return what is proposed for an entity: of two editors, what hides more."""
        if self.differences is not None and (safer := self.differences.safer(entity)):
            return safer.choice
        if entity.kind == "person":
            return Choice("keep" if entity.public else "pseudonym")
        if entity.kind == "unknown" or entity.kind in IDENTIFIER_KINDS:
            return Choice("remove")
        return Choice("generalize")

    def sentences(self, entity: Entity, choice: Choice) -> list[tuple[str, str]]:
        """Return each sentence that names an entity, as it is and as it would be."""
        return self._pairs(self.preview({entity.id: choice}), entity)

    def written(self, entity: Entity) -> list[tuple[str, str]]:
        """Return each sentence that names an entity, as it is and as it is written now."""
        return self._pairs(self.redacted(), entity)

    def preview(self, choices: Mapping[str, Choice]) -> Redacted:
        """Return the text as these decisions would make it."""
        return self.work.deciding(self._with(choices)).redacted()

    def wording(self, unsure: Unsure) -> tuple[str, str]:
        """Return the sentence of a new wording, as it was and as it is now."""
        return self.pair(self.redacted(), unsure)

    def outcome(self) -> list[tuple[Entity, list[str]]]:
        """Return every entity with the different words that stand in its places now."""
        ledger = self.redacted().ledger
        return [
            (entity, list(dict.fromkeys(e.replacement for e in ledger if e.entity == entity.id)))
            for entity in self.work.analysis.entities
        ]

    def pair(self, redacted: Redacted, place: LedgerEntry | Unsure) -> tuple[str, str]:
        """Return the sentence of a place in the account, and in a safe text of it."""
        before = sentence(self.work.joined.text, place.start, place.end)
        after = sentence(redacted.text, place.at, place.at + len(place.replacement))
        return before.marked(), after.marked()

    def _pairs(self, redacted: Redacted, entity: Entity) -> list[tuple[str, str]]:
        entries = [entry for entry in redacted.ledger if entry.entity == entity.id]
        return [self.pair(redacted, entry) for entry in entries]

    def _become(self, work: Work) -> None:
        history = self.work.history.after(self.dumps(), decisions.dumps(work.record))
        work = replace(work, history=history)
        work.store()
        self.work = work


def _name(entity: Entity) -> tuple[str, str]:
    return entity.kind, decisions.normal(entity.forms[0])


def sentence(text: str, start: int, end: int) -> Place:
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
