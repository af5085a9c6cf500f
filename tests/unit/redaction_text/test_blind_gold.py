"""Pseudonyms in grammar, on mentions annotated by a hand that never saw the program.

`tests/corpus/inflection/gold-*.tsv`; `python -m tests.unit.redaction_text.blind` prints what is
not right. What cannot be decided must be shown to an editor.
"""

from __future__ import annotations

import pytest

from tests.unit.redaction_text.blind import outcomes, rows

LANGUAGES = pytest.mark.parametrize("language", ["ru", "uk"])


@LANGUAGES
def test_97_of_100_mentions_are_right_and_no_wrong_one_is_unmarked(language: str) -> None:
    found = list(outcomes(language))
    wrong = [one for one in found if not one.is_right]
    print(f"{language}: {len(found) - len(wrong)} of {len(found)} right")
    assert [one for one in wrong if not one.reason] == []
    assert len(wrong) <= 0.03 * len(found)
    assert sum(bool(one.reason) for one in found) <= 0.12 * len(found)


@LANGUAGES
def test_without_the_gender_no_wrong_form_is_unmarked(language: str) -> None:
    found = list(outcomes(language, told=False))
    wrong = [one for one in found if not one.is_right]
    assert [one for one in wrong if not one.reason] == []
    assert len(wrong) <= 0.05 * len(found)


@LANGUAGES
def test_the_set_holds_320_mentions_and_each_stands_in_its_sentence(language: str) -> None:
    found = rows(language)
    assert len(found) == 320
    places = {(row.sentence, row.start) for row in found}
    assert len(places) == 320
    assert all(row.right and all(row.right) for row in found)
