"""Pseudonyms in grammar, measured on mentions that were annotated by hand.

`tests/corpus/inflection/*.tsv`: a sentence with the mention in braces, the person's gender, the
pseudonym in its base form, the right replaced form. A wrong form is a nuisance; a wrong form that
nobody is told of is a fault.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from cli.redaction.apply import redact
from cli.redaction.ledger import Choice
from cli.redaction.model import Analysis, Entity, Gender

CORPUS = Path(__file__).parents[2] / "corpus" / "inflection"
GENDERS: dict[str, Gender | None] = {"m": "masc", "f": "femn", "-": None}


class Row(NamedTuple):
    sentence: str
    gender: Gender | None
    pseudonym: str
    right: tuple[str, ...]


class Outcome(NamedTuple):
    row: Row
    form: str
    reason: str

    @property
    def is_right(self) -> bool:
        return self.form in self.row.right


def rows(language: str) -> list[Row]:
    found = []
    for path in sorted(CORPUS.glob(f"{language}*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                sentence, gender, pseudonym, right = line.split("\t")
                found.append(Row(sentence, GENDERS[gender], pseudonym, tuple(right.split("|"))))
    return found


def outcome(row: Row, language: str, *, told: bool) -> Outcome:
    start, end = row.sentence.index("{"), row.sentence.index("}") - 1
    text = row.sentence.replace("{", "").replace("}", "")
    gender = row.gender if told else None
    person = Entity(
        "p1", "person", ((start, end),), (text[start:end],), "remove", None, gender, 1.0
    )
    done = redact(
        text,
        Analysis(language, (), (person,)),
        {"p1": Choice("pseudonym", row.pseudonym)},
        b"any secret, the name is given...",
    )
    reason = done.unsure[0].reason if done.unsure else ""
    entry = done.ledger[0]
    form = entry.replacement
    if entry.start < start:  # the preposition was fitted to the new name
        form = form.partition(" ")[2]
    return Outcome(row, form, reason)


@pytest.mark.parametrize("told", [True, False], ids=["gender known", "gender to be found"])
@pytest.mark.parametrize("language", ["ru", "uk"])
def test_mentions_are_replaced_in_their_own_case(language: str, told: bool) -> None:
    outcomes = [outcome(row, language, told=told) for row in rows(language)]
    wrong = [one for one in outcomes if not one.is_right]
    unmarked = [one for one in wrong if not one.reason]
    marked = sum(bool(one.reason) for one in outcomes)
    right = len(outcomes) - len(wrong)
    print(f"{language}: {right} of {len(outcomes)} right, {marked} shown to an editor")
    assert unmarked == []
    assert right >= 0.97 * len(outcomes) if told else right >= 0.94 * len(outcomes)
    assert marked <= (0.1 if told else 0.4) * len(outcomes)


@pytest.mark.parametrize("language", ["ru", "uk"])
def test_the_gold_set_is_large_and_says_each_thing_once(language: str) -> None:
    sentences = [row.sentence for row in rows(language)]
    assert len(sentences) >= 140
    assert len(sentences) == len(set(sentences))
    assert all(sentence.count("{") == sentence.count("}") == 1 for sentence in sentences)
