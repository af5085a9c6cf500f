"""Gradient-boosted trees (Friedman 2001), read from a file and asked about many rows at once.

Every tree is stored as a full one of DEPTH levels: a branch that ended earlier goes left to its
leaf. A round of boosting has one tree a class; the scores of a class are summed over all rounds.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import as_file, files
from typing import Final

import numpy as np
import numpy.typing as npt

DEPTH: Final = 4
INNER: Final = 2**DEPTH - 1  # questions in a tree
_AT_ONCE: Final = 1024  # rows; each costs some 20 kB while it is asked about
Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Trees:
    """A forest of `rounds` times `classes` trees.

    start:     (classes,) float32, what each class scores before any tree
    feature:   (rounds, classes, INNER) uint8, which column a question looks at
    threshold: the same shape, float32: at most this goes left
    value:     (rounds, classes, INNER + 1) float32, what each leaf adds
    """

    start: Floats
    feature: npt.NDArray[np.uint8]
    threshold: Floats
    value: Floats

    def probabilities(self, rows: Floats) -> Floats:
        """Give each row's probability of each class: (rows, classes), each row sums to 1.

        rows: (rows, columns) float32; memory does not grow with them
        """
        parts = [self._some(rows[at : at + _AT_ONCE]) for at in range(0, len(rows), _AT_ONCE)]
        return np.concatenate(parts)

    def _some(self, rows: Floats) -> Floats:
        rounds, classes, _ = self.feature.shape
        trees = np.arange(rounds * classes, dtype=np.int32)[:, None]
        threshold = self.threshold.reshape(-1)
        column = self.feature.reshape(-1).astype(np.int32) * len(rows)
        cells = np.ascontiguousarray(rows.T).reshape(-1)
        here = np.arange(len(rows), dtype=np.int32)[None, :]
        first = trees * INNER
        node = np.zeros((len(trees), len(rows)), dtype=np.int32)
        for _ in range(DEPTH):
            asked = first + node
            right = cells.take(column.take(asked) + here) > threshold.take(asked)
            node += node
            node += 1
            node += right
        leaf = trees * (INNER + 1) + node - INNER
        added = self.value.reshape(-1).take(leaf).reshape(rounds, classes, len(rows))
        score = added.sum(axis=0).T + self.start
        power = np.exp(score - score.max(axis=1, keepdims=True))
        return np.asarray(power / power.sum(axis=1, keepdims=True), dtype=np.float32)


def load(name: str) -> Trees:
    """Read a forest that the package ships."""
    with (
        as_file(files("cli.redaction") / "models" / name) as path,
        np.load(path, allow_pickle=False) as held,
    ):
        return Trees(held["start"], held["feature"], held["threshold"], held["value"])
