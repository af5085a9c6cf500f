"""What an export is made from: safe texts, their language, and nothing that came with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

TITLES: Final = {"en": "An account", "ru": "Свидетельство", "uk": "Свідчення"}
NOTES: Final = {
    "en": "Names and details have been changed to protect people.",
    "ru": "Имена и подробности изменены, чтобы защитить людей.",
    "uk": "Імена та подробиці змінено, щоб захистити людей.",
}
GAP: Final = "\n\n"


class NotConsented(Exception):  # noqa: N818
    """The witness did not allow this; nothing is written.

    Its text is a sentence for the editor.
    """


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer in safe words.

    id:       the question's id in the questionnaire, "text" for the free account
    question: the question as the witness read it, or "" for the free account
    text:     the redacted answer
    """

    id: str
    question: str
    text: str


@dataclass(frozen=True, slots=True)
class Account:
    """A safe account, ready for an exporter.

    language: "en", "ru" or "uk"
    answers:  in the questionnaire's order; only what the witness allowed
    """

    language: str
    answers: tuple[Answer, ...]

    @property
    def title(self) -> str:
        """A heading that says nothing about this account."""
        return TITLES[self.language]

    @property
    def note(self) -> str:
        """One sentence for the reader: that something was changed, never how much."""
        return NOTES[self.language]


@dataclass(frozen=True, slots=True)
class Joined:
    """All answers of one case as one text, so that one person gets one pseudonym.

    text:   the answers with a blank line between them
    ranges: answer id → (start, end) in `text`, characters
    """

    text: str
    ranges: Mapping[str, tuple[int, int]]


def join(answers: Mapping[str, str]) -> Joined:
    """Join the answers of a case, in the order given, into one text to analyse."""
    ranges: dict[str, tuple[int, int]] = {}
    pieces: list[str] = []
    at = 0
    for name, text in answers.items():
        ranges[name] = (at, at + len(text))
        pieces.append(text)
        at += len(text) + len(GAP)
    return Joined(GAP.join(pieces), ranges)


def check_consent(consent: Mapping[str, object]) -> None:
    """Refuse what the witness did not allow to be published in their own words.

    consent: the testimony's consent; "publish" is "yes", "retell" or "no", absent means "no"
    raises:  NotConsented
    """
    publish = consent.get("publish", "no")
    if publish == "yes":
        return
    if publish == "retell":
        raise NotConsented(
            "The witness allows this account to be retold, not quoted. Nothing was exported: "
            "write it in your own words."
        )
    raise NotConsented(
        "The witness allows only the editors to read this account. Nothing was exported."
    )
