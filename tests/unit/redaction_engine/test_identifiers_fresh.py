"""Floors for the identifier rules on sentences that were written before the rules were seen.

The rules were tuned on the odd lines of tests/corpus/identifiers; the even lines were held back.
Each floor is what was measured, less a small margin (`python -m tests.bench.identifiers`).
"""

from __future__ import annotations

import pytest

from cli.redaction.identifiers import find
from cli.redaction.identifiers.rule import around_figures, run
from cli.redaction.normalise import fold
from tests.bench.identifiers import HALVES, LANGUAGES, covered, distractors, needless, sentences

# half: identifiers covered in %, at least
FLOORS = {"odd": 95.0, "even": 94.0}
# numbers that identify nobody and are taken all the same, in one half of a language, at most
MOST_TAKEN = 1


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("half", HALVES)
def test_identifiers_of_every_shape_are_covered(language: str, half: str) -> None:
    found = covered(sentences(language, half))
    assert found.gold["D"] >= 75
    assert found.share("D") >= FLOORS[half], found.missed


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("half", HALVES)
def test_prices_times_and_weapons_are_left(language: str, half: str) -> None:
    documents = sentences(language, half)
    assert len(distractors(documents)) >= 30
    assert len(needless(documents)) <= MOST_TAKEN, needless(documents)


def test_reading_only_around_figures_loses_nothing() -> None:
    text = "\n".join(
        fold(each.text) for language in LANGUAGES for each in sentences(language, "odd")
    )
    padding = "слово за словом и ни одной цифры " * 30
    spread = fold(padding.join(text.split("\n")))
    near = around_figures(spread)
    assert sum(end - start for start, end in near) < len(spread)
    for each in find.RULES:
        if each.figures:
            got = {(one.start, one.end) for one in run([each], spread)}
            group = "x" if "x" in each.pattern.groupindex else 0
            for match in each.pattern.finditer(spread):
                start, end = match.span(group) if match.span(group)[0] >= 0 else match.span()
                accepted = each.accept is None or each.accept(match)
                assert (start, end) in got or not accepted or start == end, match


def test_the_pieces_a_rule_needs_are_in_lower_case() -> None:
    for each in find.RULES:
        assert each.needs == tuple(piece.lower() for piece in each.needs)
