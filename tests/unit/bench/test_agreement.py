"""Two markers of one text: what each covers of the other, and what both leave."""

from __future__ import annotations

from tests.bench.agreement import SORTS, covered, left, share, twice
from tests.bench.scoring import Document, from_marks

_FIRST = from_marks("a", "{P:Anna} saw the {Q:nurse} in cell {D:14} that day")
_SECOND = Document("a", _FIRST.text, ((0, 4, "P"), (5, 8, "Q"), (27, 29, "D")))


def test_a_mark_counts_as_covered_only_by_one_of_its_sort() -> None:
    assert covered(_FIRST, _SECOND, SORTS["people"]) == (1, 1)
    assert covered(_FIRST, _SECOND, SORTS["direct"]) == (1, 1)
    assert covered(_FIRST, _SECOND, SORTS["traits"]) == (1, 0)


def test_words_that_only_one_leaves_are_counted() -> None:
    assert left(_FIRST, _SECOND) == (6, 5)
    assert left(_SECOND, _FIRST) == (6, 5)
    assert share(left, [(_FIRST, _SECOND)]) == 100 * 5 / 6


def test_twenty_texts_a_language_were_marked_by_two() -> None:
    pairs = twice()
    for language in ("r", "u", "e"):
        assert sum(first.name.startswith(language) for first, _ in pairs) == 20
    for _, second in pairs:
        assert all(0 <= start < end <= len(second.text) for start, end, _ in second.gold)
        assert {sort for _, _, sort in second.gold} <= {"P", "PN", "D", "Q"}
