"""What is held against one word while a text is read: how likely it names somebody, and why."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Sort = Literal["person", "unknown", "place", "org"]


@dataclass(slots=True)
class Evidence:
    """Reasons collected for one token.

    person:  highest score that it is part of a person's name, 0 to 1
    unknown: highest score that it is a name of something
    why:     short reasons in the order they were found
    likely:  what the sequence models said, 0 to 1, before any threshold
    steady, genre: the same by kind of model (sequence.Heard)
    """

    person: float = 0.0
    unknown: float = 0.0
    why: list[str] = field(default_factory=list)
    likely: float = 0.0
    steady: float = 0.0
    genre: float = 0.0

    def add(self, score: float, why: str, sort: Literal["person", "unknown"] = "person") -> None:
        if sort == "person":
            self.person = max(self.person, score)
        else:
            self.unknown = max(self.unknown, score)
        if why not in self.why:
            self.why.append(why)

    @property
    def score(self) -> float:
        return self.person if self.person > self.unknown else self.unknown
