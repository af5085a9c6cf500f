"""Two editors over one account: the second decides blind, then what differs is settled.

The second begins from the engine's proposal and is shown nothing that the first decided, marked
or joined. When both are through, their work is laid over each other: what both would do is taken,
and everything else waits until it is settled, one thing at a time. Only what was settled can be
exported. If either of them changes a decision later, what came of both is settled anew.

Nobody is authenticated: a name is what an editor says it is. Two people who share a vault and do
not trust each other need two vaults.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from typing import Final

from cli.errors import InputError, NotDecided
from cli.redaction.decisions import Record, dumps
from cli.redaction.ledger import Choice, LedgerEntry, Redacted
from cli.redaction.model import Analysis, Entity
from cli.wishes import open_wishes
from cli.work import SECOND, SETTLED, Work, to_value

LONGEST_NAME: Final = 40  # characters of an editor's name
_SAFETY: Final = {"keep": 0, "generalize": 1, "pseudonym": 2, "remove": 3}

# What would be done with one place: the action, and the words where an editor chose them.
_Act = tuple[str, str]
_STAYS: Final[_Act] = ("keep", "")


@dataclass(frozen=True, slots=True)
class Side:
    """What one editor would do with a thing. words: as a reader would see its places"""

    editor: str
    choice: Choice
    words: str
    safety: int


class Differences:
    """The finished work of two editors, laid over each other.

    text:     the account; common: the groupings of both, the first's before the second's
    """

    def __init__(self, first: Work, second: Work) -> None:
        self.first, self.second = first, second
        self._redacted = {work.state: work.redacted() for work in (first, second)}
        self._choices = {work.state: work.matched().choices for work in (first, second)}
        known = first.record.groupings
        self.groupings = (*known, *(g for g in second.record.groupings if g not in known))

    def differs(self, entity: Entity) -> bool:
        """Return whether the two would do different things in any place of a thing."""
        return self._acts(self.first, entity) != self._acts(self.second, entity)

    def sides(self, entity: Entity) -> tuple[Side, Side] | None:
        """Return what each would do with a thing on which they differ, None if they agree."""
        if not self.differs(entity):
            return None
        return self._side(self.first, entity), self._side(self.second, entity)

    def safer(self, entity: Entity) -> Side | None:
        """Return which of the two hides more; None if neither does."""
        sides = self.sides(entity)
        if sides is None or sides[0].safety == sides[1].safety:
            return None
        return max(sides, key=lambda side: side.safety)

    def asking(self, analysis: Analysis) -> Analysis:
        """Let everything wait on which they differ."""
        return replace(
            analysis,
            entities=tuple(
                replace(entity, decision="ask") if self.differs(entity) else entity
                for entity in analysis.entities
            ),
        )

    def agreed(self) -> Work:
        """Return a work in which only what both decided is decided."""
        empty = replace(self.first, state=SETTLED, asking=(*self.first.asking, self.asking))
        work = empty.having(Record(groupings=self.groupings))
        choices = {
            entity.id: self._side(self.first, entity).choice
            for entity in work.analysis.entities
            if not self.differs(entity)
        }
        first, second = self.first.record, self.second.record
        record = replace(
            work.deciding(choices).record,
            checked=tuple(dict.fromkeys((*first.checked, *second.checked))),
            allowed=first.allowed,
            wishes=tuple(wish for wish in first.wishes if wish in second.wishes),
        )
        return work.having(record)

    def basis(self) -> str:
        """Return a digest of all that a settled work comes from."""
        parts = [
            json.dumps(to_value(self.first.found), sort_keys=True),
            dumps(self.first.record),
            dumps(self.second.record),
        ]
        digests = [hashlib.sha256(part.encode()).hexdigest() for part in parts]
        return hashlib.sha256("\n".join(digests).encode()).hexdigest()

    def _acts(self, work: Work, entity: Entity) -> frozenset[_Act]:
        found = set()
        for start, end in entity.mentions:
            entries = _over(self._redacted[work.state], start, end)
            found |= {self._act(work, entry) for entry in entries} or {_STAYS}
        return frozenset(found)

    def _act(self, work: Work, entry: LedgerEntry) -> _Act:
        if entry.action == "keep":
            return _STAYS
        if entry.action == "generalize":  # as it is proposed, or typed alike by both
            return entry.action, entry.replacement.casefold()
        choice = self._choices[work.state].get(entry.entity)
        return entry.action, (choice.text or "") if choice else ""

    def _side(self, work: Work, entity: Entity) -> Side:
        places = [_over(self._redacted[work.state], *mention) for mention in entity.mentions]
        entries = [entry for place in places for entry in place]
        own = [entry for entry in entries if (entry.start, entry.end) in entity.mentions]
        strongest = max(own or entries, key=lambda e: _SAFETY[e.action], default=None)
        choice = Choice("keep")  # what an editor did not see stays
        if strongest is not None:
            chosen = self._choices[work.state]
            choice = chosen.get(strongest.entity, Choice(strongest.action))
        weakest = min(_SAFETY[e.action] for e in entries) if all(places) else _SAFETY["keep"]
        words = ", ".join(dict.fromkeys(e.replacement for e in entries if e.action != "keep"))
        return Side(work.editor, choice, words, weakest)


def _over(redacted: Redacted, start: int, end: int) -> list[LedgerEntry]:
    return [entry for entry in redacted.ledger if entry.start < end and start < entry.end]


# ---- how far two editors are --------------------------------------------------------------------


def second_of(first: Work) -> Work:
    """Return the work of the second editor, empty before it was begun."""
    return first.stored(SECOND)


def complete(work: Work) -> bool:
    """Return whether an editor is through with an account."""
    return not (work.matched().undecided or work.unchecked() or open_wishes(work))


def needed(first: Work, reviewers: int) -> bool:
    """Return whether a second editor has to decide, or did so without having to.

    reviewers: how many the vault's policy asks for
    """
    return max(first.reviewers, reviewers) > 1 or complete_second(first) is not None


def complete_second(first: Work) -> Work | None:
    """Return the work of the second editor if it is finished."""
    if not (first.case.folder / f"{SECOND}.age").exists():
        return None
    second = second_of(first)
    return second if complete(second) else None


def settled(first: Work, second: Work) -> tuple[Work, Differences]:
    """Return what came of the finished work of two editors, and where they differ.

    What was settled before is taken if neither of them has changed anything since.
    """
    differences = Differences(first, second)
    basis = differences.basis()
    stored = first.stored(SETTLED, (differences.asking,))
    if stored.basis == basis:
        return stored, differences
    return replace(differences.agreed(), basis=basis, editor="", history=type(first.history)()), (
        differences
    )


def missing(first: Work, reviewers: int) -> str:
    """Return what is missing before a case can be exported, as a sentence; "" if nothing is."""
    if not complete(first):
        return f"It waits for an editor: {unfinished(first)}."
    if not needed(first, reviewers):
        return ""
    if not first.editor:
        return "The policy asks for two editors, and the first gave no name."
    second = complete_second(first)
    if second is None:
        begun = second_of(first)
        if not begun.editor:
            return "The policy asks for two editors, and no second one has begun."
        return f"The second editor is not through: {unfinished(begun)}."
    work, _ = settled(first, second)
    if not complete(work):
        return f"The two editors are not at one: {unfinished(work)}."
    return ""


def final(first: Work, reviewers: int) -> Work:
    """Return the work that is exported. Raises NotDecided, saying what is missing."""
    case = first.case.id
    if what := missing(first, reviewers):
        raise NotDecided(f"Case {case}: {what} Nothing was exported.", next_step(first, reviewers))
    second = complete_second(first)
    return settled(first, second)[0] if second is not None else first


def next_step(first: Work, reviewers: int) -> str:
    """Return the command that a case waits for."""
    case = first.case.id
    if not complete(first):
        return f"First: testimony review VAULT {case}"
    if needed(first, reviewers) and not first.editor:
        return f"The first editor gives a name: testimony review VAULT {case} --as NAME"
    if complete_second(first) is None:
        return f"A second editor, blind: testimony review VAULT {case} --second --as NAME"
    return f"Both together: testimony review VAULT {case} --settle --as NAME"


def standing(first: Work, reviewers: int) -> str:
    """Return how far a case is, as `testimony list` says it."""
    if not complete(first):
        return short(first)
    if not needed(first, reviewers):
        return "decided"
    second = complete_second(first)
    if second is None:
        begun = second_of(first)
        return f"2nd: {short(begun)}" if begun.editor else "waits for 2nd"
    work, _ = settled(first, second)
    return "decided" if complete(work) else f"{_open(work)} to settle"


def short(work: Work) -> str:
    """Return what is left first, in few words."""
    if waiting := len(work.matched().undecided):
        return f"{waiting} to decide"
    if unchecked := len(work.unchecked()):
        return f"{unchecked} to look at"
    if wishes := len(open_wishes(work)):
        return f"{wishes} wish{'' if wishes == 1 else 'es'}"
    return "decided"


def unfinished(work: Work) -> str:
    """Return all that is left, in words."""
    waiting, unchecked = len(work.matched().undecided), len(work.unchecked())
    wishes = len(open_wishes(work))
    what = "difference" if work.state == SETTLED else "decision"
    verb = "settle" if work.state == SETTLED else "take"
    said = [
        f"{_count(waiting, what)} to {verb}",
        f"{_count(unchecked, 'place')} to look at",
    ]
    if wishes:
        said.append(f"{_count(wishes, 'wish', 'wishes')} of the witness to see to")
    return ", ".join(said)


def _open(work: Work) -> int:
    return len(work.matched().undecided) + len(work.unchecked()) + len(open_wishes(work))


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"


def name_of(given: str) -> str:
    """Return an editor's name as it is kept. Raises InputError if it is none."""
    name = " ".join(given.split())
    if not 1 <= len(name) <= LONGEST_NAME or not name.isprintable():
        raise InputError(
            f"An editor's name has 1 to {LONGEST_NAME} visible characters.",
            "Initials are enough: --as AB",
        )
    return name


def named(work: Work, given: str, first: Work) -> Work:
    """Return the work of an editor under the name they give.

    raises: InputError if it is no name, the other editor's, or not the one who began
    """
    name = name_of(given)
    case, place = work.case.id, "second" if work.state == SECOND else "first"
    if work.editor and work.editor.casefold() != name.casefold():
        raise InputError(
            f"The {place} editor of case {case} is “{work.editor}”, not “{name}”.",
            "The other editor: testimony review VAULT CASE --second --as NAME",
        )
    other = first if work.state == SECOND else second_of(first)
    if other.editor.casefold() == name.casefold():
        raise InputError(
            f"“{name}” decides on case {case} already. The second editor is another person.",
            "Let somebody else decide, who has not seen what was decided.",
        )
    return replace(work, editor=work.editor or name)
