"""Wishes of a witness that no code can carry out: an editor sees to each and says so.

A wish is a sentence that names it and what still stands in the account. What was agreed to is
recorded word for word; if the account changes so that the sentence does, it is asked again.
Nothing is exported before all of them are seen to.

Source: docs/spec/questionnaire.md, section 3.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Final

from cli import consent
from cli.errors import InputError
from cli.redaction.decisions import Wished, normal
from cli.redaction.ledger import LedgerEntry, Redacted
from cli.redaction.model import Entity
from cli.work import Work

INVENTED: Final = "invented"  # the wish that asks the editor for a name
_WORD: Final = re.compile(r"[^\W\d_]{4,}")  # a shorter word says too little to be looked for
_STEM: Final = 4  # letters that a word and its like have in common at least
_MOST: Final = 40  # things named in one sentence
_WHAT: Final = {
    "place": "the place",
    "dates": "dates",
    "work": "work or study",
    "age": "age",
    "family": "family",
    "unit": "the military unit",
}


@dataclass(frozen=True, slots=True)
class Wish:
    """One wish. name: by which it is recorded; shown: the sentence an editor agrees to"""

    name: str
    shown: str

    @property
    def wants_text(self) -> bool:
        """Whether the editor has to give words, and not only to agree."""
        return self.name == INVENTED


def wishes(work: Work, redacted: Redacted | None = None) -> tuple[Wish, ...]:
    """Return every wish that an editor has to see to, in a constant order.

    redacted: what comes of the work, if that is known already
    """
    said = work.account.consent
    redacted = redacted or work.redacted()
    marks, entries = consent.marked(said), redacted.ledger
    entities = {entity.id: entity for entity in work.analysis.entities}
    found: list[Wish] = []
    other = said.get("hide-other")
    if isinstance(other, str) and other.strip():
        words = " ".join(other.split())
        still = _still(words, redacted.text)
        found.append(
            Wish(
                "hide-other",
                f"They ask to hide, in their words: “{words}”.{still} You looked for it, and "
                "nothing in the account shows it.",
            )
        )
    for what, words in _WHAT.items():
        less = _words(entries, _of(consent.KINDS[what]), "generalize")
        if what in marks and less:
            found.append(
                Wish(
                    f"hide-{what}",
                    f"They ask to hide {words}. Said less exactly, but said: {less}. None of it "
                    "leads to them.",
                )
            )
    if "health" in marks:
        found.append(
            Wish(
                "hide-health",
                "They ask to hide their health. No rule finds an illness. You looked for it, and "
                "nothing in the account shows it.",
            )
        )
    if "people" in marks:
        public = _words(entries, lambda e: _entity(entities, e).public, "keep")
        stays = f" These stay by name: {public}." if public else ""
        found.append(
            Wish(
                "hide-people",
                "They ask to hide other people. Names are replaced; you looked for people who are "
                f"known without a name, and none can be told.{stays}",
            )
        )
    if consent.blank(said, work.asked):
        kept = _words(entries, _of(frozenset().union(*consent.KINDS.values())), "keep")
        if kept:
            found.append(
                Wish(
                    "hide-blank",
                    "They marked nothing to hide, which is read as everything. This stays as "
                    f"they wrote it: {kept}. None of it leads to anybody.",
                )
            )
    own = said.get("name") == "own"
    if not own and ("name" in said or "name" in consent.questions(work.asked)):
        kept = _words(
            entries, lambda e: e.kind == "person" and not _entity(entities, e).public, "keep"
        )
        if kept:
            found.append(
                Wish(
                    "no-name",
                    f"They do not want their own name in it. These people stay by name: {kept}. "
                    "None of them is the witness.",
                )
            )
    if consent.wants_name(said):
        found.append(
            Wish(INVENTED, "They ask you to invent a name for them. It stands above the account.")
        )
    return tuple(found)


def open_wishes(work: Work, redacted: Redacted | None = None) -> tuple[Wish, ...]:
    """Return the wishes that nobody has seen to as they stand now."""
    seen = {(one.wish, one.shown) for one in work.record.wishes}
    return tuple(wish for wish in wishes(work, redacted) if (wish.name, wish.shown) not in seen)


def agreed(work: Work, wish: Wish, text: str = "") -> Wished:
    """Return what to record of a wish.

    text:   the name that an editor invented
    raises: InputError if it cannot be used
    """
    text = " ".join(text.split())
    if wish.wants_text:
        _check_name(work, text)
    return Wished(wish.name, wish.shown, text if wish.wants_text else "")


def invented(work: Work) -> str:
    """Return the name that an editor invented for the account, "" if none was."""
    return next((one.text for one in work.record.wishes if one.wish == INVENTED), "")


def _check_name(work: Work, text: str) -> None:
    if not 1 <= len(text) <= consent.LONGEST_NAME:
        raise InputError(f"A name has 1 to {consent.LONGEST_NAME} characters.", "Type another.")
    words = set(normal(text).split())
    own = work.account.consent.get("name-own")
    taken = [own] if isinstance(own, str) else []
    taken += [form for e in work.analysis.entities if e.kind == "person" for form in e.forms]
    if any(words & set(normal(form).split()) for form in taken):
        raise InputError(f"“{text}” is a name that stands in the account.", "Invent another.")


def _words(
    entries: Iterable[LedgerEntry], wanted: Callable[[LedgerEntry], bool], action: str
) -> str:
    """Return what readers will see of these things, each once."""
    found = [e.replacement for e in entries if e.action == action and wanted(e)]
    words = list(dict.fromkeys(" ".join(each.split()) for each in found))
    more = f" and {len(words) - _MOST} more" if len(words) > _MOST else ""
    return ", ".join(f"“{each}”" for each in words[:_MOST]) + more


def _still(wish: str, text: str) -> str:
    """Return which words of a wish stand in the safe text, in a like form too, as a sentence."""
    stems = [word.casefold()[: max(_STEM, len(word) - 2)] for word in _WORD.findall(wish)]
    there = [
        word for word in _WORD.findall(text) if any(word.casefold().startswith(s) for s in stems)
    ]
    named = ", ".join(f"“{word}”" for word in list(dict.fromkeys(there))[:_MOST])
    return f" These of their words stand in it: {named}." if named else ""


def _of(kinds: Collection[str]) -> Callable[[LedgerEntry], bool]:
    return lambda entry: entry.kind in kinds


_NOBODY: Final = Entity("", "", (), (), "ask", None, None, 0.0)


def _entity(entities: dict[str, Entity], entry: LedgerEntry) -> Entity:
    return entities.get(entry.entity, _NOBODY)
