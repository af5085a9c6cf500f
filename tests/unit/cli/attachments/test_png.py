"""The gate for pictures: what it lets through holds points and nothing else."""

from __future__ import annotations

import io
import json
import shutil
import struct
import subprocess
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from cli.attachments import png, shelf
from cli.errors import NotSafe

POINTS = bytes(range(30))
BARE = png.write(5, 2, POINTS)


def chunk(name: bytes, data: bytes = b"") -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def with_chunk(made: bytes) -> bytes:
    """The bare picture with one more chunk after its head."""
    return BARE[:33] + made + BARE[33:]


def rebuilt(head: bytes | None = None, rows: bytes | None = None, after: bytes = b"") -> bytes:
    """A picture with another head or other rows, all checksums right."""
    rows = b"".join(b"\2" + bytes(15) for _ in range(2)) if rows is None else rows
    head = struct.pack(">II5B", 5, 2, 8, 2, 0, 0, 0) if head is None else head
    packed = zlib.compress(rows) + after
    return png.SIGNATURE + chunk(b"IHDR", head) + chunk(b"IDAT", packed) + chunk(b"IEND")


PLANTED: dict[str, Callable[[], bytes]] = {
    "a word": lambda: with_chunk(chunk(b"tEXt", b"Author\0Olena Petrenko")),
    "a packed word": lambda: with_chunk(chunk(b"zTXt", b"Author\0\0" + zlib.compress(b"Olena"))),
    "a word in any script": lambda: with_chunk(chunk(b"iTXt", "Author\0\0\0\0\0Олена".encode())),
    "the time": lambda: with_chunk(chunk(b"tIME", b"\x07\xe8\x0c\4\6\x28\0")),
    "a place": lambda: with_chunk(chunk(b"eXIf", b"MM\0*\0\0\0\x08\0\0")),
    "a colour profile": lambda: with_chunk(chunk(b"iCCP", b"Olena\0\0" + zlib.compress(b"x"))),
    "a density": lambda: with_chunk(chunk(b"pHYs", b"\0\0\x0b\x13\0\0\x0b\x13\1")),
    "a chunk of one's own": lambda: with_chunk(chunk(b"olNA", b"Olena")),
    "a chunk without a name": lambda: with_chunk(chunk(b"\0\0\0\0", b"")),
    "a palette": lambda: with_chunk(chunk(b"PLTE", b"Olena Petrenko.")),
    "something behind the end": lambda: BARE + b"Olena",
    "an archive behind the end": lambda: BARE + b"PK\3\4" + bytes(40),
    "a second picture behind the end": lambda: BARE + BARE,
    "words in the end": lambda: BARE[:-12] + chunk(b"IEND", b"Olena"),
    "no end": lambda: BARE[:-12],
    "half a chunk": lambda: BARE[:-3],
    "a second head": lambda: with_chunk(BARE[8:33]),
    "no points": lambda: BARE[:33] + chunk(b"IEND"),
    "a head without a picture": lambda: png.SIGNATURE + chunk(b"IEND"),
    "a damaged checksum": lambda: BARE[:40] + bytes([BARE[40] ^ 1]) + BARE[41:],
    "words behind the packed points": lambda: rebuilt(after=b"Olena"),
    "more rows than it says": lambda: rebuilt(rows=(b"\2" + bytes(15)) * 3),
    "a byte more than it says": lambda: rebuilt(rows=(b"\2" + bytes(15)) * 2 + b"O"),
    "fewer rows than it says": lambda: rebuilt(rows=b"\2" + bytes(15)),
    "rows marked with letters": lambda: rebuilt(rows=b"O" + bytes(15) + b"l" + bytes(15)),
    "points that are no packed data": lambda: (
        png.SIGNATURE + BARE[8:33] + chunk(b"IDAT", b"Olena") + chunk(b"IEND")
    ),
    "clear points": lambda: rebuilt(struct.pack(">II5B", 5, 2, 8, 6, 0, 0, 0)),
    "sixteen bits, of which eight are not seen": lambda: rebuilt(
        struct.pack(">II5B", 5, 2, 16, 2, 0, 0, 0)
    ),
    "interlaced rows": lambda: rebuilt(struct.pack(">II5B", 5, 2, 8, 2, 0, 0, 1)),
    "a long head": lambda: rebuilt(struct.pack(">II5B", 5, 2, 8, 2, 0, 0, 0) + b"Olena"),
    "no height": lambda: rebuilt(struct.pack(">II5B", 5, 0, 8, 2, 0, 0, 0), rows=b""),
    "something before it": lambda: b"Olena" + BARE,
    "another sort of file": lambda: b"\xff\xd8\xff\xe0" + bytes(60),
    "nothing": lambda: b"",
}  # fmt: skip


@pytest.mark.parametrize("what", PLANTED)
def test_the_gate_refuses(what: str) -> None:
    with pytest.raises(NotSafe, match="Nothing was written"):
        shelf.gate(PLANTED[what]())


def test_the_gate_lets_what_was_written_through() -> None:
    shelf.gate(BARE)
    assert png.points(BARE) == (5, 2, POINTS)


@settings(deadline=None)
@given(st.integers(1, 40), st.integers(1, 40), st.randoms(use_true_random=False))
def test_any_points_come_back_and_another_reader_sees_the_same(
    width: int, height: int, chance: object
) -> None:
    points = chance.randbytes(width * height * 3)  # type: ignore[attr-defined]
    data = png.write(width, height, points)
    shelf.gate(data)
    assert png.points(data) == (width, height, points)
    with Image.open(io.BytesIO(data)) as seen:
        assert (seen.mode, seen.info, seen.size) == ("RGB", {}, (width, height))
        assert seen.tobytes() == points


# What exiftool says of any file, and of a PNG's head.
OF_THE_FILE = {"SourceFile", "ExifTool", "File", "System", "Composite"}
OF_THE_HEAD = {
    "ImageWidth",
    "ImageHeight",
    "BitDepth",
    "ColorType",
    "Compression",
    "Filter",
    "Interlace",
}


def test_exiftool_finds_nothing_but_the_size(tmp_path: Path) -> None:
    """Where exiftool is there it is asked too; the readers above are there everywhere."""
    tool = shutil.which("exiftool")
    if tool is None:
        return
    path = tmp_path / "1.png"
    path.write_bytes(png.write(300, 200, bytes(300 * 200 * 3)))
    run = subprocess.run([tool, "-j", "-G", "-a", "-u", path], capture_output=True, check=True)
    [found] = json.loads(run.stdout)
    names = {n.partition(":")[2] for n in found if n.partition(":")[0] not in OF_THE_FILE}
    assert names == OF_THE_HEAD
