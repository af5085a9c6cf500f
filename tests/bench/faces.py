"""How many faces are found under bad conditions: python -m tests.bench.faces FOLDER [LFW.npy]

FOLDER: pictures in which every face is found as they are; look at them first. Each is made worse in
        many ways, and a face counts as found if what would be covered holds nine tenths of it.
LFW:    skimage/data/lfw_subset.npy of the package scikit-image: 100 faces of 25 x 25 points and
        100 patches without one, enlarged four times here

Without FOLDER the one portrait in the repository is used. Prints a table; writes nothing.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np
from PIL import Image, ImageEnhance, ImageFilter

from cli.attachments.cover import grown
from cli.attachments.faces import Detector, _apart
from cli.attachments.wire import Box

Face = tuple[float, float, float, float]  # left, top, right, bottom
Worse = Callable[[Image.Image, list[Face]], tuple[Image.Image, list[Face]]]
_PORTRAIT: Final = Path(__file__).parents[1] / "unit" / "cli" / "attachments" / "astronaut.jpg"
_SIDE: Final = 1600
_COVERED: Final = 0.9


def _same(change: Callable[[Image.Image], Image.Image]) -> Worse:
    return lambda image, faces: (change(image), faces)


def _sized(high: int) -> Worse:
    """Make the picture smaller until its faces are about this high, on a canvas as large."""

    def change(image: Image.Image, faces: list[Face]) -> tuple[Image.Image, list[Face]]:
        scale = high / float(np.median([f[3] - f[1] for f in faces]))
        small = image.resize((max(1, int(image.width * scale)), max(1, int(image.height * scale))))
        canvas = Image.new("RGB", (max(small.width, 640), max(small.height, 480)), (120, 130, 120))
        canvas.paste(small, (40, 30))
        moved = [tuple(edge * scale + (40, 30)[i % 2] for i, edge in enumerate(f)) for f in faces]
        return canvas, moved  # type: ignore[return-value]

    return change


def _turned(degrees: int) -> Worse:
    def change(image: Image.Image, faces: list[Face]) -> tuple[Image.Image, list[Face]]:
        lying = image.rotate(degrees, expand=True, fillcolor=(120, 120, 120))
        angle = np.deg2rad(degrees)
        turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
        middle, new = np.array(image.size) / 2, np.array(lying.size) / 2
        moved: list[Face] = []
        for left, top, right, bottom in faces:
            x, y = turn @ (np.array(((left + right) / 2, (top + bottom) / 2)) - middle) + new
            half = min(right - left, bottom - top) / 2
            moved.append((x - half, y - half, x + half, y + half))
        return lying, moved

    return change


def _masked(image: Image.Image, faces: list[Face]) -> tuple[Image.Image, list[Face]]:
    worse = image.copy()
    for left, top, right, bottom in faces:
        low = int(top + (bottom - top) * 0.55)
        worse.paste((60, 60, 70), (int(left), low, int(right), int(bottom)))
    return worse, faces


def _packed(image: Image.Image) -> Image.Image:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=10)
    return Image.open(out).convert("RGB")


def _noisy(image: Image.Image) -> Image.Image:
    noise = np.random.default_rng(1).normal(0, 40, (image.height, image.width, 3))
    return Image.fromarray(np.clip(np.asarray(image) + noise, 0, 255).astype(np.uint8))


CONDITIONS: Final[dict[str, Worse]] = {
    "as they are": _same(lambda image: image),
    "grey": _same(lambda image: image.convert("L").convert("RGB")),
    "a tenth of the light": _same(lambda image: ImageEnhance.Brightness(image).enhance(0.1)),
    "blurred (5 points)": _same(lambda image: image.filter(ImageFilter.GaussianBlur(5))),
    "noise": _same(_noisy),
    "JPEG of quality 10": _same(_packed),
    "lower half of each face hidden": _masked,
    **{f"turned by {angle}°": _turned(angle) for angle in (20, 45, 90, 135, 180)},
    **{f"{high} points high": _sized(high) for high in (60, 40, 25, 15, 10)},
}


def held(face: Face, boxes: list[Box]) -> bool:
    """Whether one of the boxes covers nearly all of a face."""
    area = (face[2] - face[0]) * (face[3] - face[1])
    return any(
        max(0.0, min(face[2], b.x + b.width) - max(face[0], b.x))
        * max(0.0, min(face[3], b.y + b.height) - max(face[1], b.y))
        >= _COVERED * area
        for b in boxes
    )


def counted(
    find: Callable[[Image.Image], tuple[Box, ...]], image: Image.Image, faces: list[Face]
) -> tuple[int, int]:
    """Return how many faces would be covered, and how many boxes lie on none."""
    boxes = [grown(box, *image.size) for box in find(image)]
    middle = [(b.x + b.width / 2, b.y + b.height / 2) for b in boxes]
    strays = sum(not any(f[0] <= x <= f[2] and f[1] <= y <= f[3] for f in faces) for x, y in middle)
    return sum(held(face, boxes) for face in faces), strays


def main(arguments: list[str]) -> None:
    """Measure and print."""
    detector = Detector()

    def upright(image: Image.Image) -> tuple[Box, ...]:
        found = _apart(detector._read(image))
        return tuple(Box(int(a), int(b), int(c - a), int(d - b)) for a, b, c, d, _ in found)

    folder = Path(arguments[0]) if arguments else None
    paths = sorted(folder.iterdir()) if folder else [_PORTRAIT]
    pictures = []
    for path in paths:
        image = Image.open(path).convert("RGB")
        image.thumbnail((_SIDE, _SIDE))
        faces = [(a, b, c, d) for a, b, c, d, sure in _apart(detector._read(image)) if sure >= 0.5]
        pictures.append((image, faces))
    total = sum(len(faces) for _, faces in pictures)
    print(f"| {total} faces in {len(pictures)} pictures | covered | read once, upright | strays |")
    print("| --- | ---: | ---: | ---: |")
    for name, worsen in CONDITIONS.items():
        sums = np.zeros(3, int)
        for image, faces in pictures:
            worse, moved = worsen(image, faces)
            found, strays = counted(detector.find, worse, moved)
            sums += (found, counted(upright, worse, moved)[0], strays)
        shares = [f"{100 * n / total:.0f} %" for n in sums[:2]]
        print(f"| {name} | {shares[0]} | {shares[1]} | {sums[2]} |", flush=True)
    if len(arguments) > 1:
        patches = np.load(arguments[1])
        seen = [bool(detector.find(_patch(patch))) for patch in patches]
        print(f"LFW: {sum(seen[:100])} of 100 faces of 25 points; strays: {sum(seen[100:])} of 100")


def _patch(points: np.ndarray[tuple[int, int], np.dtype[np.float64]]) -> Image.Image:
    """Return a patch enlarged, on a grey ground."""
    small = Image.fromarray((points * 255).astype(np.uint8)).convert("RGB").resize((100, 100))
    canvas = Image.new("RGB", (320, 320), (120, 120, 120))
    canvas.paste(small, (110, 110))
    return canvas


if __name__ == "__main__":
    main(sys.argv[1:])
