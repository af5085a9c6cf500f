"""Showing a picture to an editor without leaving it on a disk.

A preview is a file in memory (tmpfs): in the folder the system keeps for this user's session, or
in /dev/shm. It is there while the editor looks, in a folder that only they may enter, and is gone
when the command ends, by Ctrl-C or a closed terminal too. What a killed command left is removed by
the next one. Nowhere else is a picture ever shown.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import secrets
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Final

from cli import files
from cli.attachments import png, ruler
from cli.attachments.shelf import Page
from cli.attachments.wire import Box
from cli.errors import InputError, ToolError

_PREFIX: Final = "testimony-"
_OWN: Final = re.compile(rf"{_PREFIX}([0-9]+)-[0-9a-f]+")
_MEMORY: Final = frozenset({"tmpfs", "ramfs"})
_BOX: Final = re.compile(
    r"\s*([0-9]{1,6})\s*,\s*([0-9]{1,6})\s*,\s*([0-9]{1,6})\s*,\s*([0-9]{1,6})\s*"
)
_ENDING: Final = (signal.SIGTERM, signal.SIGHUP)

ANSWERS: Final = (
    "y it may leave · n it may not · X,Y,W,H cover that · -K uncover box K · "
    "no-faces uncover all faces · Enter later · q stop"
)


def parse_box(text: str) -> Box:
    """Return a box as somebody typed it: from the left, from the top, width, height, in points.

    raises: InputError
    """
    found = _BOX.fullmatch(text)
    if not found:
        raise InputError(
            f"“{text}” is no box.", "Four numbers: from the left, from the top, width, height."
        )
    x, y, width, height = map(int, found.groups())
    if not width or not height:
        raise InputError(f"The box “{text}” covers nothing.", "Width and height are at least 1.")
    return Box(x, y, width, height, "hand")


def cover(page: Page, box: Box) -> Page:
    """Return the page with one more box. Raises InputError if it lies outside."""
    if box.x >= page.width or box.y >= page.height:
        raise InputError(
            "The box lies outside the picture.",
            f"The picture is {page.width} wide and {page.height} high.",
        )
    return page.with_boxes((*page.boxes, box))


def uncover(page: Page, number: int) -> Page:
    """Return the page without box `number`, from 1. Raises InputError."""
    if not 1 <= number <= len(page.boxes):
        raise InputError(f"There is no box {number}.", f"There are {len(page.boxes)}.")
    return page.with_boxes(box for at, box in enumerate(page.boxes, 1) if at != number)


def no_faces(page: Page) -> Page:
    """Return the page with only those boxes that a person drew."""
    return page.with_boxes(box for box in page.boxes if box.by == "hand")


def lay_out(folder: Path, number: int, page: Page, shown: bytes) -> tuple[Path, Path]:
    """Write a picture as it would leave, and the same with a ruler; return both paths.

    shown: the covered PNG
    """
    width, height, points = png.points(shown)
    with_lines = png.write(width, height, ruler.ruled(width, height, points, page.boxes))
    paths = folder / f"{number}.png", folder / f"{number}-ruled.png"
    for path, data in zip(paths, (shown, with_lines), strict=True):
        files.write(path, data, replace=True)
    return paths


def answered(page: Page, answer: str, shown: bytes, by: str = "") -> Page:
    """Return the page after an editor's answer to what they were shown.

    answer: one of those in ANSWERS but Enter and q
    shown:  the covered PNG that lay before them
    by:     the editor's name, where two decide
    raises: InputError
    """
    answer = answer.strip()
    digest = hashlib.sha256(shown).hexdigest()
    if answer in ("y", "n"):
        return page.judged(digest, by, leaves=answer == "y")
    if answer == "no-faces":
        return no_faces(page)
    if re.fullmatch(r"-[0-9]{1,6}", answer):
        return uncover(page, int(answer[1:]))
    return cover(page, parse_box(answer))


def memory() -> Path:
    """Return a folder that lies in memory. Raises ToolError where there is none."""
    places = [os.environ.get("XDG_RUNTIME_DIR", ""), "/dev/shm"]  # noqa: S108 - memory, not a disk
    for place in filter(None, places):
        folder = Path(place)
        if folder.is_dir() and os.access(folder, os.W_OK) and _in_memory(folder):
            return folder
    raise ToolError(
        "There is no folder in memory to show pictures in, and on a disk they would leave traces.",
        "Mount one: mount -t tmpfs tmpfs /dev/shm",
    )


def _in_memory(folder: Path) -> bool:
    """Return whether a folder's file system is one without a disk."""
    best, kind = "", ""
    for line in Path("/proc/self/mounts").read_text("utf-8", errors="replace").splitlines():
        _, at, this, *_ = line.split(" ")
        inside = str(folder.resolve()) == at or f"{folder.resolve()}/".startswith(f"{at}/")
        if (inside or at == "/") and len(at) >= len(best):
            best, kind = at, this
    return kind in _MEMORY


@contextlib.contextmanager
def preview() -> Iterator[Path]:
    """Give a folder in memory that is gone after the block, however it ends.

    raises: ToolError, OutputError
    """
    place = memory()
    _sweep(place)
    folder = place / f"{_PREFIX}{os.getpid()}-{secrets.token_hex(4)}"
    with files.told(folder):
        folder.mkdir(mode=files.FOLDER_MODE)
    before = {one: signal.signal(one, _end) for one in _ENDING}
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        for one, handler in before.items():
            signal.signal(one, handler)


def _end(number: int, _frame: FrameType | None) -> None:
    raise SystemExit(128 + number)


def _sweep(place: Path) -> None:
    """Remove what commands left that were killed."""
    for folder in place.glob(f"{_PREFIX}*"):
        found = _OWN.fullmatch(folder.name)
        if found and not folder.is_symlink() and folder.stat().st_uid == os.getuid():
            try:
                os.kill(int(found[1]), 0)
            except ProcessLookupError:
                shutil.rmtree(folder, ignore_errors=True)
            except OSError:
                continue
