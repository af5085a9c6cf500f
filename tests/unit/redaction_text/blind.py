"""Reads the sets of mentions that were annotated blind, and runs the program on them.

`python -m tests.unit.redaction_text.blind [gold|fresh|later] [ru|uk]` prints the table and every
row that is not right.
"""

from __future__ import annotations

import itertools
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from cli.redaction.apply import LIKE_REAL, redact
from cli.redaction.ledger import Choice
from cli.redaction.model import Analysis, Entity, Gender

CORPUS = Path(__file__).parents[2] / "corpus" / "inflection"
GENDERS: dict[str, Gender] = {"m": "masc", "f": "femn"}
SETS = ("gold", "fresh", "later")
_MARK = re.compile(r"\{(?:(\d):)?([^{}=]+)=([^{}=]+)\}")


class Row(NamedTuple):
    """One mention. pseudonym: first, patronymic, surname (any may be "") and gender.

    fitted: `right` begins with the preposition where it must change for the new name
    """

    sentence: str
    mention: str
    nth: int
    person: str
    pseudonym: tuple[str, str, str, str]
    right: tuple[str, ...]
    fitted: bool = False

    @property
    def start(self) -> int:
        at = -1
        for _ in range(self.nth):
            at = self.sentence.index(self.mention, at + 1)
        return at


class Outcome(NamedTuple):
    row: Row
    form: str
    reason: str

    @property
    def is_right(self) -> bool:
        return self.form in self.row.right


def rows(language: str, name: str = "gold") -> list[Row]:
    return _gold(language) if name == "gold" else _marked(language, name)


def _marked(language: str, name: str) -> list[Row]:
    """Read a set whose mentions are marked in their sentences: {person:mention=right/right}."""
    found = []
    for line in (CORPUS / f"{name}-{language}.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        marked, *names = line.split("\t")
        people = {(name.rpartition("=")[0] or "1"): name.rpartition("=")[2] for name in names}
        sentence = _MARK.sub(lambda mark: mark[2], marked)
        at = shift = 0
        for mark in _MARK.finditer(marked):
            at, shift = mark.start() - shift, shift + len(mark[0]) - len(mark[2])
            nth = sum(sentence.startswith(mark[2], place) for place in range(at + 1))
            first, patronymic, surname, gender = people[mark[1] or "1"].split("|")
            new = (first, patronymic, surname, gender)
            right = tuple(mark[3].split("/"))
            found.append(Row(sentence, mark[2], nth, mark[1] or "1", new, right, fitted=True))
    return found


def _gold(language: str) -> list[Row]:
    found = []
    lines = (CORPUS / f"gold-{language}.tsv").read_text(encoding="utf-8").splitlines()
    for line in lines[1:]:
        sentence, mention, nth, person, pseudonym, right = line.split("\t")
        first, patronymic, surname, gender = pseudonym.split("|")
        found.append(
            Row(
                sentence,
                mention,
                int(nth),
                person,
                (first, patronymic, surname, gender),
                tuple(right.split(" / ")),
            )
        )
    return found


def outcomes(language: str, *, told: bool = True, name: str = "gold") -> Iterator[Outcome]:
    """Replace every mention. told: the engine has fixed the gender of the person."""
    sentences: dict[str, list[Row]] = {}
    for row in rows(language, name):
        sentences.setdefault(row.sentence, []).append(row)
    for sentence, group in sentences.items():
        yield from _sentence(sentence, group, language, told=told)


def _sentence(sentence: str, group: list[Row], language: str, *, told: bool) -> Iterator[Outcome]:
    people: dict[str, list[Row]] = {}
    for row in group:
        people.setdefault(row.person, []).append(row)
    entities = tuple(
        Entity(
            person,
            "person",
            tuple(sorted((row.start, row.start + len(row.mention)) for row in own)),
            tuple(dict.fromkeys(row.mention for row in own)),
            "remove",
            None,
            GENDERS[own[0].pseudonym[3]] if told else None,
            1.0,
        )
        for person, own in people.items()
    )
    choices = {
        person: Choice("pseudonym", " ".join(part for part in own[0].pseudonym[:3] if part))
        for person, own in people.items()
    }
    done = redact(sentence, Analysis(language, (), entities), choices, bytes(32))
    for row in group:
        entry = next(e for e in done.ledger if e.start <= row.start < e.end)
        form = entry.replacement
        if entry.start < row.start and not row.fitted:  # the preposition was fitted to the new name
            form = form.partition(" ")[2]
        reason = next((one.reason for one in done.unsure if one.start == entry.start), "")
        yield Outcome(row, form, "" if reason == LIKE_REAL else reason)  # nothing of grammar


def main() -> None:
    asked = sys.argv[1:]
    sets = [name for name in SETS if name in asked] or SETS
    languages = [language for language in ("ru", "uk") if language in asked] or ["ru", "uk"]
    for name, language in itertools.product(sets, languages):
        for told in (True, False):
            found = list(outcomes(language, told=told, name=name))
            wrong = [one for one in found if not one.is_right]
            unmarked = [one for one in wrong if not one.reason]
            marked = sum(bool(one.reason) for one in found)
            gender = "known" if told else "to be found"
            print(
                f"{name} {language}, gender {gender}: {len(found)} mentions, "
                f"{len(found) - len(wrong)} right ({1 - len(wrong) / len(found):.1%}), "
                f"{len(wrong) - len(unmarked)} wrong and marked, {len(unmarked)} wrong and "
                f"unmarked, {marked} shown to an editor"
            )
            for one in wrong:
                row = one.row
                print(
                    f"  {'' if one.reason else '!! '}{row.sentence} | {row.mention} → {one.form} "
                    f"| right: {' / '.join(row.right)} | {'|'.join(row.pseudonym)} | {one.reason}"
                )


if __name__ == "__main__":
    main()
