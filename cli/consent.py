"""What a witness allowed, read the most protective way.

    publish    yes: their words; retell: in other words; no or nothing: only the editors read it
    hide       an answer that reveals what is on the list stays; nothing marked: the whole list.
               What was marked may not be kept in the other answers either
    name       own: the name they wrote; invented: one that the editors choose; else none
    court      yes: may go to lawyers or a court, without a name

Blank hides more than a mark does, in answers. In the story itself a blank leaves the choice to
the editors, who are asked about each thing that stays: else no account without a list of wishes
could keep the name of a country. What no code can carry out is in `cli/wishes.py`.

Source: docs/spec/questionnaire.md, section 3.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, Literal

from cli.exporters.account import Answer, NotConsented, check_consent
from cli.redaction.model import Entity
from crypto.questionnaire import CONSENT, REVEALS, STORY
from crypto.testimony import Testimony

Purpose = Literal["publication", "court"]

# Kinds of the redaction that a wish to hide forbids to keep.
KINDS: Final[Mapping[str, frozenset[str]]] = {
    "place": frozenset({"place", "address", "coordinates"}),
    "dates": frozenset({"date"}),
    "work": frozenset({"job", "rank", "employer", "education", "org"}),
    "age": frozenset({"age"}),
    "family": frozenset({"relation"}),
    "unit": frozenset({"unit", "rank"}),
    "people": frozenset(
        {"person", "phone", "email", "handle", "document", "plate", "address", "card", "bank"}
    ),
}
LONGEST_NAME: Final = 60  # characters
NAMED: Final = {
    "en": "The name chosen for this account",
    "ru": "Имя, выбранное для этого рассказа",
    "uk": "Ім’я, вибране для цієї розповіді",
}
COURT: Final = {"yes": "yes, without a name", "no": "no"}


def questions(asked: Mapping[str, Any] | None) -> frozenset[str]:
    """Return what was asked about consent; all of it where nobody knows what was asked."""
    return frozenset(CONSENT) if asked is None else frozenset(asked.get("consent", ()))


def marked(consent: Mapping[str, object]) -> frozenset[str]:
    """Return what the witness marked to be hidden; unknown marks are none."""
    said = consent.get("hide", ())
    return (
        frozenset(said) & frozenset((*REVEALS, "media")) if isinstance(said, tuple) else frozenset()
    )


def blank(consent: Mapping[str, object], asked: Mapping[str, Any] | None) -> bool:
    """Return whether the witness was asked what to hide and marked nothing: all is hidden."""
    return "hide" in questions(asked) and not marked(consent)


def withheld(
    consent: Mapping[str, object], asked: Mapping[str, Any] | None, answered: Sequence[str] = ()
) -> frozenset[str]:
    """Return the ids of the answers that are not exported.

    asked:    the questionnaire the witness saw, None if it is not known: then only the story goes
    answered: the ids of all answers. One that a known questionnaire does not have goes only if
              that questionnaire does not ask what to hide
    """
    if asked is None:
        return frozenset(answered) - {STORY}
    if "hide" not in questions(asked):
        return frozenset()
    hidden = marked(consent) or frozenset(REVEALS)
    reveals = {
        str(question["id"]): question.get("reveals")
        for section in asked["sections"]
        for question in section["questions"]
    }
    unknown = frozenset(answered) - reveals.keys()
    return unknown | {name for name, what in reveals.items() if what in hidden}


def forbids(consent: Mapping[str, object], entity: Entity) -> bool:
    """Return whether a thing may not be kept in any answer. A public figure is asked about."""
    if entity.public:
        return False
    return any(entity.kind in KINDS.get(what, ()) for what in marked(consent))


def files_may_leave(consent: Mapping[str, object], asked: Mapping[str, Any] | None) -> str:
    """Return why no photograph, film or other file may leave the vault, "" if they may."""
    if "media" in marked(consent):
        return "The witness asked to hide photographs and video."
    if blank(consent, asked):
        return "The witness marked nothing to hide, which is read as everything: files stay."
    return ""


def check(consent: Mapping[str, object], purpose: Purpose) -> None:
    """Refuse what the witness did not allow. Raises NotConsented, a sentence for the editor."""
    if purpose == "publication":
        check_consent(consent)
    elif consent.get("court") != "yes":
        raise NotConsented(
            "The witness did not allow this account to go to lawyers or a court. "
            "Nothing was exported."
        )


def wants_name(consent: Mapping[str, object]) -> bool:
    """Return whether the editors are to choose a name for the account."""
    return consent.get("name") == "invented"


def name(
    consent: Mapping[str, object],
    language: str,
    invented: str = "",
    purpose: Purpose = "publication",
) -> tuple[Answer, ...]:
    """Return the name of an account, as something to export; nothing if there is to be none.

    invented: what the editors chose
    purpose:  a court gets it without a name, as the question promised
    """
    own = invented if wants_name(consent) else consent.get("name-own")
    if purpose == "court" or consent.get("name") not in ("own", "invented"):
        return ()
    own = " ".join(own.split()) if isinstance(own, str) else ""
    return (Answer("name", NAMED[language], own),) if 1 <= len(own) <= LONGEST_NAME else ()


def lines(account: Testimony, asked: Mapping[str, Any] | None = None) -> Sequence[str]:
    """Return what was said about consent, a line each, for an editor's eyes."""
    said = account.consent
    found = [f"Publishing: {said.get('publish', 'no')}"]
    if "name" in said:
        chosen = said.get("name-own") if said["name"] == "own" else said["name"]
        found.append(f"Name: {chosen}")
    if marked(said):
        found.append(f"Hide: {', '.join(sorted(marked(said)))}")
    elif blank(said, asked):
        found.append("Hide: nothing was marked, which is read as everything")
    if "hide-other" in said:
        found.append(f"Hide, in their words: {said['hide-other']}")
    if "court" in said:
        found.append(f"Lawyers and courts: {COURT.get(str(said['court']), 'no')}")
    return found
