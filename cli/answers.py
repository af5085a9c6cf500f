"""What a witness answered, in the order and the words of the questionnaire."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from cli import questions
from crypto.questionnaire import STORY
from crypto.testimony import Testimony

LANGUAGES: Final = ("en", "ru", "uk")  # the languages questions are written in


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer. question is "" for the telling itself, and the id where the text is unknown."""

    id: str
    question: str
    text: str


def answers(account: Testimony, asked: Mapping[str, Any] | None) -> list[Answered]:
    """Return all answers of a testimony as text, the telling itself first.

    asked: the questionnaire of the manifest the testimony names, None if it is not ours
    """
    order = [name for name in questions.in_order(asked) if name in account.answers]
    order += sorted(name for name in account.answers if name not in order)
    order.sort(key=lambda name: name != STORY)
    return [
        Answered(name, _label(asked, name, account.language), _text(asked, name, account))
        for name in order
    ]


def _label(asked: Mapping[str, Any] | None, name: str, language: str) -> str:
    if name == STORY:
        return ""
    question = questions.question(asked, name)
    return _word(question["label"], language) if question else name


def _text(asked: Mapping[str, Any] | None, name: str, account: Testimony) -> str:
    """Return an answer's words; a chosen option gives its label, an unknown one its id."""
    value = account.answers[name]
    question = questions.question(asked, name) or {}
    labels = {
        option["id"]: _word(option["label"], account.language)
        for option in question.get("options", ())
    }
    chosen = [value] if isinstance(value, str) else list(value)
    return "; ".join(labels.get(one, one) for one in chosen)


def _word(texts: Mapping[str, str], language: str) -> str:
    return texts[language if language in LANGUAGES else "en"]
