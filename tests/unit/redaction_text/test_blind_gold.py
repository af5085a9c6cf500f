"""Pseudonyms in grammar, on mentions annotated before the program was run on them.

`tests/corpus/inflection/{gold,fresh}-*.tsv`; `python -m tests.unit.redaction_text.blind` prints
what is not right. What cannot be decided must be shown to an editor.
"""

from __future__ import annotations

import pytest

from tests.unit.redaction_text.blind import SETS, outcomes, rows

LANGUAGES = pytest.mark.parametrize("language", ["ru", "uk"])
NAMES = pytest.mark.parametrize("name", SETS)


# `later` is the smallest and the last: what its first run showed was mended by class, and the rest
# of its rows, four of a hundred, are each of another kind.
WRONG = {"gold": 0.03, "fresh": 0.03, "later": 0.05}
SHOWN = {"gold": 0.12, "fresh": 0.12, "later": 0.16}


@NAMES
@LANGUAGES
def test_few_mentions_are_wrong_and_no_wrong_one_is_unmarked(language: str, name: str) -> None:
    found = list(outcomes(language, name=name))
    wrong = [one for one in found if not one.is_right]
    print(f"{name} {language}: {len(found) - len(wrong)} of {len(found)} right")
    assert [one for one in wrong if not one.reason] == []
    assert len(wrong) <= WRONG[name] * len(found)
    assert sum(bool(one.reason) for one in found) <= SHOWN[name] * len(found)


@NAMES
@LANGUAGES
def test_without_the_gender_no_wrong_form_is_unmarked(language: str, name: str) -> None:
    found = list(outcomes(language, told=False, name=name))
    wrong = [one for one in found if not one.is_right]
    assert [one for one in wrong if not one.reason] == []
    assert len(wrong) <= {"later": 0.1}.get(name, 0.05) * len(found)


@pytest.mark.parametrize(
    ("name", "language", "count"),
    [
        ("gold", "ru", 320),
        ("gold", "uk", 320),
        ("fresh", "ru", 166),
        ("fresh", "uk", 156),
        ("later", "ru", 66),
        ("later", "uk", 67),
    ],
)
def test_each_set_is_whole_and_each_mention_stands_in_its_sentence(
    name: str, language: str, count: int
) -> None:
    found = rows(language, name)
    places = {(row.sentence, row.start) for row in found}
    assert len(found) == len(places) == count
    assert all(row.sentence.startswith(row.mention, row.start) for row in found)
    assert all(row.right and all(row.right) for row in found)
