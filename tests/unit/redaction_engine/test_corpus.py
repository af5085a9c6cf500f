"""Floors on the open corpus: a change that loses people, numbers or traits fails here.

Each floor is what was measured, less a small margin (`python -m tests.bench.redaction`).
"""

from __future__ import annotations

import pytest

from cli.redaction.analyze import analyze
from tests.bench.redaction import CORPUS
from tests.bench.scoring import from_folder, score

# language: people, direct identifiers, quasi-identifiers covered in %, questions in 1 000 words
FLOORS = {
    "ru": (95.0, 97.0, 76.0, 85.0),
    "uk": (98.5, 97.0, 75.0, 90.0),
    "en": (98.5, 97.0, 70.0, 75.0),
}


@pytest.mark.parametrize("language", FLOORS)
def test_the_open_corpus_is_covered(language: str) -> None:
    people, direct, quasi, questions = FLOORS[language]
    found = score(from_folder(CORPUS / language), analyze)
    assert found.documents >= 10
    assert found.people >= people, found.missed
    assert found.share("D") >= direct, found.missed
    assert found.share("Q") >= quasi, found.missed
    assert found.decisions <= questions, found.asked
