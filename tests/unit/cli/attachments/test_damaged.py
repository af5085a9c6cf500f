"""Files damaged at random: each is a picture or a reason, and the closed process lives through it.

Chance is seeded: the same damage on every run.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cli.attachments.cell import Cell
from tests.unit.cli.attachments import specimens
from tests.unit.cli.attachments.openers import opened
from tests.unit.cli.attachments.specimens import drawing, saved

# In the closed process: what its decoders say of one file after another.
MANY = """
from random import Random
from cli.attachments import child, decoding, wire
def load():
    tools = decoding.Tools(None)
    def decode(data, order):
        chance, refused, drawn = Random(1), 0, 0
        for number in range(500):
            worse = bytearray(data)
            for _ in range(chance.choice((1, 4, 30))):
                worse[chance.randrange(len(worse))] = chance.randrange(256)
            if number % 4 == 0:
                del worse[chance.randrange(len(worse)):]
            try:
                for made in tools(bytes(worse), order):
                    drawn += 1
                    if isinstance(made, wire.Picture):
                        assert len(made.points) == made.width * made.height * 3
                        assert max(made.width, made.height) <= order.side
            except decoding.Cannot:
                refused += 1
        assert refused and refused + drawn >= 500
        yield wire.Picture(1, 1, bytes((255, 255, 255)))
    return decode
child.main(load)
"""

FORMS: dict[str, Callable[[], bytes]] = {
    "JPEG": specimens.photograph,
    "PNG": lambda: saved(drawing(), "PNG", exif=specimens.exif()),
    "GIF": lambda: saved(drawing(mode="P"), "GIF"),
    "WebP": lambda: saved(drawing(), "WEBP", exif=specimens.exif()),
    "HEIC": lambda: saved(drawing(), "HEIF", exif=specimens.exif()),
    "AVIF": lambda: saved(drawing(), "AVIF", exif=specimens.exif()),
    "PDF": specimens.armed,
    "DOCX": specimens.docx,
}


@pytest.mark.parametrize("kind", FORMS)
def test_damage_ends_in_a_picture_or_a_reason(kind: str) -> None:
    [white] = opened(Cell(("-c", MANY)), FORMS[kind](), kind, side=64)
    assert white.points == b"\xff\xff\xff"
