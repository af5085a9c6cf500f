"""Covers rectangles of a picture with one flat grey: of what lay beneath nothing is left.

No blur, no mosaic, no mean colour: each of them keeps a little of a face, and a little is enough
for who can compare it with a list of suspects. What is written depends on the rectangle's place
alone, which a test holds.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import numpy as np

from cli.attachments.wire import Box

GREY: Final = 128
_MORE: Final = 4  # a found face grows by a quarter of its size on each side: hair, ears, chin


def grown(box: Box, width: int, height: int) -> Box:
    """Return what is covered for a face that was found."""
    across, down = box.width // _MORE + 1, box.height // _MORE + 1
    left, top = max(0, box.x - across), max(0, box.y - down)
    right = min(width, box.x + box.width + across)
    bottom = min(height, box.y + box.height + down)
    return Box(left, top, right - left, bottom - top, box.by)


def covered(width: int, height: int, points: bytes, boxes: Iterable[Box]) -> bytes:
    """Return the points with every box covered; the part of a box outside is ignored."""
    table = np.frombuffer(points, np.uint8).reshape(height, width, 3).copy()
    for box in boxes:
        left, top = max(0, box.x), max(0, box.y)
        table[top : max(0, box.y + box.height), left : max(0, box.x + box.width)] = GREY
    return table.tobytes()
