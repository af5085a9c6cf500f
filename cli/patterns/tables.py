"""Answers counted: one table a question, over witnesses and not over accounts.

Only questions with options are counted. What a witness asked to hide is no answer here either.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from cli import consent
from crypto.testimony import Testimony

SILENT: Final = ""  # the cell of those who gave no answer; no option has this id
NO_ANSWER: Final = {"en": "No answer", "ru": "Нет ответа", "uk": "Без відповіді"}
COUNTED: Final = frozenset({"yes", "retell"})  # what `publish` must say


@dataclass(frozen=True, slots=True)
class Cell:
    """How many witnesses chose one option. Private: the true count."""

    option: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Table:
    """One question's counts.

    kind:  "one": the cells are a partition of all witnesses; "many": each cell is a yes or no
    cells: every option in the questionnaire's order, then those who gave no answer
    """

    question: str
    label: str
    kind: Literal["one", "many"]
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """One account that may be counted.

    author: the same for accounts of one codename; any other text for one that has none
    """

    author: str
    account: Testimony
    asked: Mapping[str, Any]


def may_be_counted(account: Testimony) -> bool:
    """Return whether the witness let anything be published at all."""
    return account.consent.get("publish") in COUNTED


def count(accounts: Iterable[Counted], asked: Mapping[str, Any], language: str) -> list[Table]:
    """Count the answers to every question with options of `asked`.

    Accounts of one codename are one witness: of each question the first answer counts.
    """
    people: dict[str, dict[str, frozenset[str]]] = {}
    for one in accounts:
        person = people.setdefault(one.author, {})
        hidden = consent.withheld(one.account.consent, one.asked)
        for name, answer in one.account.answers.items():
            chosen = frozenset([answer] if isinstance(answer, str) else answer)
            if name not in hidden and chosen:
                person.setdefault(name, chosen)
    return [
        _table(question, list(people.values()), language)
        for section in asked["sections"]
        for question in section["questions"]
        if question["kind"] in ("one", "many")
    ]


def _table(
    question: Mapping[str, Any], people: Sequence[Mapping[str, frozenset[str]]], language: str
) -> Table:
    options = {option["id"]: option["label"][language] for option in question["options"]}
    given = [person.get(question["id"], frozenset()) & options.keys() for person in people]
    if question["kind"] == "one":
        # Two choices where one was asked are no answer: no page can have made them.
        given = [chosen if len(chosen) == 1 else frozenset() for chosen in given]
    cells = [
        Cell(option, label, sum(option in chosen for chosen in given))
        for option, label in options.items()
    ]
    cells.append(Cell(SILENT, NO_ANSWER[language], sum(not chosen for chosen in given)))
    return Table(question["id"], question["label"][language], question["kind"], tuple(cells))
