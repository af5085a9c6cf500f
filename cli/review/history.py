"""The way back: how one text became the next, kept as small steps.

A record of decisions is a text in which a decision changes a few lines. A step says which
characters to put in place of which, to get back to the text before. So undo has no end, and
costs a line a decision.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Step:
    """Puts `text` in place of `length` characters from `at` on."""

    at: int
    length: int
    text: str

    def take(self, whole: str) -> str:
        """Return the text after this step."""
        return whole[: self.at] + self.text + whole[self.at + self.length :]


def back(old: str, new: str) -> Step:
    """Return the step that leads from `new` to `old`."""
    at = 0
    limit = min(len(old), len(new))
    while at < limit and old[at] == new[at]:
        at += 1
    same = 0
    while same < limit - at and old[-1 - same] == new[-1 - same]:
        same += 1
    return Step(at, len(new) - at - same, old[at : len(old) - same])


@dataclass(frozen=True, slots=True)
class History:
    """Steps back and steps forward again, the nearest last."""

    past: tuple[Step, ...] = ()
    future: tuple[Step, ...] = ()

    def after(self, old: str, new: str) -> History:
        """Return the history once `old` became `new`; what was undone before is given up."""
        return History((*self.past, back(old, new)))

    def undo(self, now: str) -> tuple[str, History]:
        """Return the text before, and the history from there. Only if there is a past."""
        before = self.past[-1].take(now)
        return before, History(self.past[:-1], (*self.future, back(now, before)))

    def redo(self, now: str) -> tuple[str, History]:
        """Return the text that was undone last, and the history from there."""
        again = self.future[-1].take(now)
        return again, History((*self.past, back(now, again)), self.future[:-1])

    def to_value(self) -> dict[str, Any]:
        """Return it as a JSON object."""
        return {
            name: [[step.at, step.length, step.text] for step in steps]
            for name, steps in (("past", self.past), ("future", self.future))
        }

    @classmethod
    def from_value(cls, value: Mapping[str, Sequence[Sequence[Any]]]) -> History:
        """Read what `to_value` made."""
        return cls(*(tuple(Step(*step) for step in value[name]) for name in ("past", "future")))
