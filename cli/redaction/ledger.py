"""The values that applying decisions hands on: choices, ledger entries, the safe text.

A ledger entry holds the original words. It is sealed with the case and gone with it, and never
part of an export.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Action = Literal["remove", "pseudonym", "generalize", "keep"]


@dataclass(frozen=True, slots=True)
class Choice:
    """What an editor decided about one entity.

    action: "remove" blanks it, "pseudonym" gives a person another name, "generalize" says less,
            "keep" leaves it
    text:   the editor's own wording. For "pseudonym" the base form of the name to use instead of
            a drawn one, for "generalize" and "remove" the words that stand in its place
    """

    action: Action
    text: str | None = None


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One place of the text and what happened to it.

    entity:      id of the entity, or "" for a finding that belongs to none
    kind:        one of model.KINDS
    action:      what was done; "keep" leaves original == replacement
    start, end:  characters in the original text
    original:    the words that stood there
    replacement: the words that stand there now
    at:          where the replacement starts in the safe text, in characters
    """

    entity: str
    kind: str
    action: Action
    start: int
    end: int
    original: str
    replacement: str
    at: int


@dataclass(frozen=True, slots=True)
class Unsure:
    """A replacement that may be wrong in grammar or sense; an editor looks at it.

    start, end:  characters in the original text
    at:          where the replacement starts in the safe text, in characters
    reason:      short English words saying what is not certain
    """

    entity: str
    start: int
    end: int
    original: str
    replacement: str
    at: int
    reason: str


@dataclass(frozen=True, slots=True)
class Redacted:
    """A text in which every decision has been carried out.

    text:      the safe text
    ledger:    in order of start, never overlapping; kept entities are listed too
    unsure:    in order of start; the places an editor must look at before export
    undecided: ids of the entities that wait for a decision (blanked here meanwhile)
    drawn:     id of a person → base form of the pseudonym
    length:    characters of the original text
    """

    text: str
    ledger: tuple[LedgerEntry, ...]
    unsure: tuple[Unsure, ...]
    undecided: tuple[str, ...]
    drawn: Mapping[str, str] = field(default_factory=dict)
    length: int = 0

    def part(self, start: int, end: int) -> str:
        """Return the safe text of the original's characters `start` to `end`.

        Neither end may lie inside a changed place: the parts of one account are joined by blank
        lines before analysis, and no finding crosses a blank line.
        raises: ValueError if one does
        """
        return self.text[self._moved(start) : self._moved(end)]

    def _moved(self, offset: int) -> int:
        shift = 0
        for entry in self.ledger:
            if entry.start >= offset:
                break
            if entry.end > offset:
                raise ValueError(f"Offset {offset} lies inside a changed place.")
            shift = entry.at + len(entry.replacement) - entry.end
        return offset + shift
