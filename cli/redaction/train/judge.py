"""Trains the trees that weigh what the model of marks says (redaction/judge.py).

They must learn from what such a model says of texts it has not seen. So one is trained without
each third of the texts, and reads that third. Run by `python -m cli.redaction.train`, last.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from cli.redaction.analyze import suspicions, weigh
from cli.redaction.judge import CLASSES, in_doubt, signs
from cli.redaction.marks import marks
from cli.redaction.page import read
from cli.redaction.train import marks as training
from cli.redaction.train.corpora import Marked
from cli.redaction.trees import DEPTH, INNER, Floats

FOLDS: Final = 3
_PARAMETERS: Final = {
    "max_iter": 150,
    "learning_rate": 0.1,
    "max_depth": DEPTH,
    "max_leaf_nodes": INNER + 1,
    "min_samples_leaf": 40,
    "l2_regularization": 5.0,
    "early_stopping": False,
    "random_state": 1,
}

# What to say, before anything is trained, to whoever has not what trains trees.
WANTED: Final = "The trees are trained with scikit-learn. Install it: make .build/python-train"

Rows = tuple[Floats, npt.NDArray[np.int64]]  # (rows, columns), and the class of each row


def ready() -> bool:
    """Say whether what trains trees is installed; nothing else wants it (pyproject.toml)."""
    return find_spec("sklearn") is not None


@contextmanager
def opened(model: Path) -> Iterator[Any]:
    import pycrfsuite

    tagger = pycrfsuite.Tagger()
    with tagger.open(str(model)):
        yield tagger


def without_each(texts: Sequence[Marked], folder: Path, folds: int = FOLDS) -> list[Path]:
    """Train one model of marks without every first, second, … of `folds` texts."""
    learnt = [list(training.examples([each])) for each in texts]
    models = [folder / f"marks-{fold}.crf" for fold in range(folds)]
    for fold, model in enumerate(models):
        others = (rows for place, rows in enumerate(learnt) if place % folds != fold)
        training.train((row for rows in others for row in rows), model)
    return models


def rows_of(text: Marked, tagger: Any) -> Iterator[Rows]:
    """Give what the trees read of a text, as it is and as typed on phones, and the true marks."""
    for way in training.ways(text[0]):
        page = read(way)
        evidence = weigh(page)
        found = suspicions(page, evidence).all
        said = marks(page, evidence, found, tagger)
        doubt = in_doubt(said)
        if doubt:
            labels = training.labels(page, text[1])
            true = np.array([CLASSES.index(labels[place]) for place in doubt])
            yield signs(page, evidence, found, said)[doubt], true


def unseen(texts: Sequence[Marked], models: Sequence[Path]) -> list[list[Rows]]:
    """Read each text with the model that was trained without it."""
    found: list[list[Rows]] = [[] for _ in texts]
    for fold, model in enumerate(models):
        with opened(model) as tagger:
            for place in range(fold, len(texts), len(models)):
                found[place] = list(rows_of(texts[place], tagger))
    return found


def _full(nodes: Any) -> tuple[list[int], list[float], list[float]]:
    """Lay a tree out as a full one: features, thresholds, leaves (trees.Trees)."""
    feature, threshold = [0] * INNER, [float("inf")] * INNER
    value = [0.0] * (INNER + 1)

    def lay(node: int, place: int) -> None:
        held = nodes[node]
        if place >= INNER:
            value[place - INNER] = float(held["value"])
        elif held["is_leaf"]:
            lay(node, 2 * place + 1)
        else:
            feature[place] = int(held["feature_idx"])
            threshold[place] = float(held["num_threshold"])
            lay(int(held["left"]), 2 * place + 1)
            lay(int(held["right"]), 2 * place + 2)

    lay(0, 0)
    return feature, threshold, value


def fit(found: Sequence[Sequence[Rows]], target: Path) -> int:
    """Train on the rows of all texts and write the trees. Returns the number of rows."""
    from sklearn.ensemble import HistGradientBoostingClassifier
    from threadpoolctl import threadpool_limits

    rows = np.vstack([rows for text in found for rows, _ in text])
    true = np.concatenate([true for text in found for _, true in text])
    with threadpool_limits(1):  # sums of floats depend on who adds them
        model = HistGradientBoostingClassifier(**_PARAMETERS).fit(rows, true)
    # scikit-learn has no public way to the trees; the version is pinned.
    laid = [[_full(tree.nodes) for tree in each] for each in model._predictors]
    np.savez_compressed(
        target,
        start=model._baseline_prediction.reshape(-1).astype(np.float32),
        feature=np.array([[tree[0] for tree in each] for each in laid], dtype=np.uint8),
        threshold=np.array([[tree[1] for tree in each] for each in laid], dtype=np.float32),
        value=np.array([[tree[2] for tree in each] for each in laid], dtype=np.float32),
    )
    return len(true)


def train(texts: Sequence[Marked], target: Path) -> int:
    """Train the trees for the texts of one script. Returns the number of words learnt from."""
    with tempfile.TemporaryDirectory() as folder:
        return fit(unseen(texts, without_each(texts, Path(folder))), target)
