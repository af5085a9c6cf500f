"""What the engine finds in testimonies that its model of marks was not trained on.

Run: python -m tests.bench.crossed [--folds N]

The model of marks and the trees that judge it ship trained on all of tests/corpus/pens. Here both
are trained anew without every third text, and those are read; so for each third. (What the trees
learn from of the other two thirds was said by models that saw the third, as stacking goes.) No
other layer was tuned or trained on them.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path
from typing import Final
from unittest import mock

from cli.redaction import judge, marks, sequence
from cli.redaction.analyze import analyze
from cli.redaction.train import judge as judging
from cli.redaction.train import marks as training
from tests.bench.redaction import HEAD, row
from tests.bench.scoring import Document, Score, add, from_folder

_SCRIPTS: Final = {"r": "c", "u": "c", "e": "l"}
_NAMES: Final = {"r": "ru", "u": "uk", "e": "en"}


def crossed(script: str, documents: list[Document], folds: int) -> dict[str, Score]:
    """Train and read `folds` times. Returns the scores by the first letter of the texts' names."""
    texts = [(each.text, tuple((*g[:2], g[2][0]) for g in each.gold)) for each in documents]
    scores: dict[str, Score] = {}
    with tempfile.TemporaryDirectory() as folder:
        models = judging.without_each(texts, Path(folder), folds)
        learnt = judging.unseen(texts, models)
        for fold, model in enumerate(models):
            trees = Path(folder) / f"judge-{fold}.npz"
            others = [rows for place, rows in enumerate(learnt) if place % folds != fold]
            judging.fit(others, trees)
            with (
                mock.patch.dict(marks.MODELS, {script: str(model)}),
                mock.patch.dict(judge.MODELS, {script: str(trees)}),
            ):
                sequence.tagger.cache_clear()
                for each in documents[fold::folds]:
                    total = scores.setdefault(each.name[0], Score())
                    started = time.process_time()
                    found = analyze(each.text)
                    total.seconds += time.process_time() - started
                    add(total, each, found, False, True)
        sequence.tagger.cache_clear()
    return scores


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.crossed", description=__doc__)
    parser.add_argument("--folds", type=int, default=3)
    options = parser.parse_args()
    if not judging.ready():
        parser.error(judging.WANTED)
    documents = from_folder(training.PENS)
    print(HEAD)
    for script in ("c", "l"):
        read = [each for each in documents if _SCRIPTS[each.name[0]] == script]
        for letter, score in sorted(crossed(script, read, options.folds).items()):
            print(row(f"pens, crossed ({_NAMES[letter]})", score), flush=True)


if __name__ == "__main__":
    main()
