"""What a witness allowed, read the most protective way.

    publish    yes: their words; retell: in other words; no or nothing: only the editors read it
    hide       an answer that reveals what is on the list stays; nothing marked: the whole list.
               What was marked may not be kept in the other answers either
    name       own: the name they wrote; invented: one that the editors choose; else none
    court      yes: may go to lawyers or a court, without a name

Blank hides more than a mark does, in answers. In the story itself a blank leaves the choice to
the editors' policy: else no account without a list of wishes could keep the name of a country.

Source: docs/spec/questionnaire.md, section 3.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from cli.exporters.account import Answer
from crypto.questionnaire import REVEALS
from crypto.testimony import Testimony

# Kinds of the redaction that a wish to hide forbids to keep. Other people are never kept by it.
KINDS: Final[Mapping[str, frozenset[str]]] = {
    "place": frozenset({"place", "address", "coordinates"}),
    "dates": frozenset({"date"}),
    "work": frozenset({"job", "rank", "employer", "education"}),
    "age": frozenset({"age"}),
    "family": frozenset({"relation"}),
    "unit": frozenset({"unit", "rank"}),
}
LONGEST_NAME: Final = 60  # characters
NAMED: Final = {
    "en": "The name chosen for this account",
    "ru": "Имя, выбранное для этого рассказа",
    "uk": "Ім’я, вибране для цієї розповіді",
}
COURT: Final = {"yes": "yes, without a name", "no": "no"}


def marked(consent: Mapping[str, object]) -> frozenset[str]:
    """Return what the witness marked to be hidden; unknown marks are none."""
    said = consent.get("hide", ())
    return (
        frozenset(said) & frozenset((*REVEALS, "media")) if isinstance(said, tuple) else frozenset()
    )


def withheld(consent: Mapping[str, object], asked: Mapping[str, Any] | None) -> frozenset[str]:
    """Return the ids of the answers that are not exported.

    asked: the questionnaire the witness saw, None if it is not known
    """
    asked = asked or {}
    if "hide" not in asked.get("consent", ()):
        return frozenset()
    hidden = marked(consent) or frozenset(REVEALS)
    return frozenset(
        str(question["id"])
        for section in asked["sections"]
        for question in section["questions"]
        if question.get("reveals") in hidden
    )


def forbidden(consent: Mapping[str, object]) -> frozenset[str]:
    """Return the kinds of entities that may not be kept in any answer."""
    return frozenset().union(*(KINDS.get(what, frozenset()) for what in marked(consent)))


def name(consent: Mapping[str, object], language: str) -> tuple[Answer, ...]:
    """Return the name a witness chose, as something to export; nothing if they chose none."""
    own = consent.get("name-own")
    if consent.get("name") != "own" or not isinstance(own, str):
        return ()
    own = " ".join(own.split())
    return (Answer("name", NAMED[language], own),) if 1 <= len(own) <= LONGEST_NAME else ()


def lines(account: Testimony) -> Sequence[str]:
    """Return what was said about consent, a line each, for an editor's eyes."""
    said = account.consent
    found = [f"Publishing: {said.get('publish', 'no')}"]
    if "name" in said:
        chosen = said.get("name-own") if said["name"] == "own" else said["name"]
        found.append(f"Name: {chosen}")
    if marked(said):
        found.append(f"Hide: {', '.join(sorted(marked(said)))}")
    if "hide-other" in said:
        found.append(f"Hide, in their words: {said['hide-other']}")
    if "court" in said:
        found.append(f"Lawyers and courts: {COURT.get(str(said['court']), 'no')}")
    return found
