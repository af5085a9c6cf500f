"""What a reader of finished exports gives back."""

from __future__ import annotations

from dataclasses import dataclass


class UnreadableError(Exception):
    """The file is not what it should be. Its text is a sentence for the editor."""


@dataclass(frozen=True, slots=True)
class Segment:
    """One run of text that a reader could find in the file.

    where: "paragraph 3", "answers.0.text", "image text"…
    prose: it holds sentences, which the engine can read as a new account
    """

    where: str
    text: str
    prose: bool = True


@dataclass(frozen=True, slots=True)
class Read:
    """What a file holds. odd: what has no place in an export, one sentence each."""

    segments: tuple[Segment, ...]
    odd: tuple[str, ...]
