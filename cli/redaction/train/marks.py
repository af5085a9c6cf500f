"""Trains the model of marks on testimonies by many pens (tests/corpus/pens).

What the layers before it found in a text is part of what it reads; none of them may have been
tuned or trained on these texts. Run by `python -m cli.redaction.train`, after the other models.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from cli.redaction.analyze import suspicions, weigh
from cli.redaction.marks import features
from cli.redaction.page import Page, read
from cli.redaction.train.corpora import Marked

PENS: Final = Path(__file__).parents[3] / "tests" / "corpus" / "pens"
_PARAMETERS: Final = {
    "c1": 2.0,
    "c2": 0.5,
    "max_iterations": 100,
    "feature.possible_transitions": True,
    "feature.minfreq": 2,
}
_PUNCTUATION: Final = str.maketrans(dict.fromkeys('.,!?:;«»"“”()', " "))


def ways(text: str) -> Iterator[str]:
    """Give a text as it is, in lower case, and without punctuation too."""
    yield text
    if len(text.lower()) == len(text):
        yield text.lower()
        yield text.lower().translate(_PUNCTUATION)


def labelled(text: str, marks: Iterable[tuple[int, int, str]]) -> tuple[list[list[str]], list[str]]:
    """Give the features of each token and the mark most of its characters bear."""
    page = read(text)
    evidence = weigh(page)
    blocks = features(page, evidence, suspicions(page, evidence).all)
    found = [token for block in blocks for token in block]
    return found, _edged(labels(page, marks))


def labels(page: Page, marks: Iterable[tuple[int, int, str]]) -> list[str]:
    """Give the mark most characters of each token bear: P, D, Q, or O for none."""
    letters = ["O"] * (len(page.text) + 1)
    for start, end, mark in marks:
        letters[start:end] = mark * (end - start)
    found = []
    for token in page.tokens:
        most = Counter(letters[token.start : token.end]).most_common()
        found.append(next((mark for mark, _ in most if mark != "O"), "O"))
    return found


def _edged(found: list[str]) -> list[str]:
    """Label the plain words right before and right after an identifier or a trait apart.

    So the model learns where one begins and ends; who asks it sees neither label.
    """
    edged = list(found)
    for place, label in enumerate(found):
        if label != "O":
            continue
        if place + 1 < len(found) and found[place + 1] in ("D", "Q"):
            edged[place] = "before"
        elif place and found[place - 1] in ("D", "Q"):
            edged[place] = "after"
    return edged


def examples(marked: Iterable[Marked]) -> Iterator[tuple[list[list[str]], list[str]]]:
    for text, marks in marked:
        for way in ways(text):
            found, true = labelled(way, marks)
            if found:
                yield found, true


def train(rows: Iterable[tuple[list[list[str]], list[str]]], target: Path) -> int:
    """Train on (features, labels) and write the model. Returns the number of words."""
    import pycrfsuite

    trainer = pycrfsuite.Trainer(verbose=False)
    count = 0
    for found, true in rows:
        trainer.append(found, true)
        count += len(true)
    trainer.set_params(_PARAMETERS)
    trainer.train(str(target))
    return count
