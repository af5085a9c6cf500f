"""A second preview to read places from: a line each hundred points, and the number of each box.

Only for the editor's eyes: it lies beside the preview in memory and is never kept or exported.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cli.attachments.wire import Box

STEP: Final = 100  # points between two lines
_SIZE: Final = 3  # points for each dot of a digit
_LINE: Final = (255, 255, 0)
_INK: Final = (0, 0, 0)
_BOX: Final = (255, 64, 64)
# Five rows of three dots, as bits.
_ROWS: Final = {
    "0": (7, 5, 5, 5, 7),
    "1": (2, 6, 2, 2, 7),
    "2": (7, 1, 7, 4, 7),
    "3": (7, 1, 7, 1, 7),
    "4": (5, 5, 7, 1, 1),
    "5": (7, 4, 7, 1, 7),
    "6": (7, 4, 7, 5, 7),
    "7": (7, 1, 2, 2, 2),
    "8": (7, 5, 7, 5, 7),
    "9": (7, 5, 7, 1, 7),
}


def ruled(width: int, height: int, points: bytes, boxes: Sequence[Box]) -> bytes:
    """Return the points with lines, their distance from the edge, and the numbers of boxes."""
    table = np.frombuffer(points, np.uint8).reshape(height, width, 3).copy()
    for at in range(STEP, max(width, height), STEP):
        if at < width:
            table[:, at] = _LINE
            _write(table, at + 2, 2, str(at), _LINE)
        if at < height:
            table[at, :] = _LINE
            _write(table, 2, at + 2, str(at), _LINE)
    for number, box in enumerate(boxes, 1):
        _write(table, box.x + 4, box.y + 4, str(number), _BOX)
    return table.tobytes()


def _write(
    table: NDArray[np.uint8], left: int, top: int, digits: str, ground: tuple[int, int, int]
) -> None:
    """Draw a number in black on its own ground; what lies outside is cut off."""
    dots = np.zeros((7, 4 * len(digits) + 1), bool)
    for place, digit in enumerate(digits):
        for row, bits in enumerate(_ROWS[digit], 1):
            for column in range(3):
                dots[row, 1 + 4 * place + column] = bits >> (2 - column) & 1
    drawn = np.where(np.kron(dots, np.ones((_SIZE, _SIZE), bool))[..., None], _INK, ground)
    part = table[max(0, top) : top + drawn.shape[0], max(0, left) : left + drawn.shape[1]]
    part[:] = drawn[: part.shape[0], : part.shape[1]]
