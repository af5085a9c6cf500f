"""Writes points as a PNG that holds nothing else, and reads such a file back to make sure.

The writer makes three sorts of chunks, IHDR, IDAT and IEND, from points alone: no time, no text, no
profile, no density has a place to stand. `check` is the gate's own reader. It shares no line with
the writer and allows nothing that the writer does not write, down to the last byte.

Source: PNG specification, third edition, sections 5, 7 and 9.
"""

from __future__ import annotations

import struct
import zlib
from typing import Final

import numpy as np

SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_UP: Final = 2  # each byte less the one above it: packs photographs well and unpacks at once
_LEVEL: Final = 6  # of zlib
_COLOUR: Final = (8, 2, 0, 0, 0)  # bits, red-green-blue, deflate, filters by row, rows in order
_PIECE: Final = 64 * 1024  # bytes of packed points in one chunk


class NotBare(Exception):  # noqa: N818
    """A file is no bare PNG. Its text is a sentence for the editor."""


def write(width: int, height: int, points: bytes) -> bytes:
    """Return a PNG. points: width x height x 3 bytes"""
    rows = np.frombuffer(points, np.uint8).reshape(height, width * 3)
    filtered = np.empty((height, width * 3 + 1), np.uint8)
    filtered[:, 0] = _UP
    filtered[0, 1:] = rows[0]
    np.subtract(rows[1:], rows[:-1], out=filtered[1:, 1:])
    packed = zlib.compress(filtered.tobytes(), _LEVEL)
    chunks = [_chunk(b"IHDR", struct.pack(">II5B", width, height, *_COLOUR))]
    chunks += [_chunk(b"IDAT", packed[at : at + _PIECE]) for at in range(0, len(packed), _PIECE)]
    return SIGNATURE + b"".join(chunks) + _chunk(b"IEND", b"")


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def points(data: bytes) -> tuple[int, int, bytes]:
    """Return width, height and points of a file that `write` made. Raises NotBare."""
    width, height, rows = _rows(data)
    table = np.frombuffer(rows, np.uint8).reshape(height, width * 3 + 1)[:, 1:]
    return width, height, np.cumsum(table, axis=0, dtype=np.uint8).tobytes()


def check(data: bytes) -> None:
    """Refuse a file that is anything but a bare PNG. Raises NotBare."""
    _rows(data)


def _rows(data: bytes) -> tuple[int, int, bytes]:
    """Return width, height and the rows with the mark of their filter before each."""
    if data[: len(SIGNATURE)] != SIGNATURE:
        raise NotBare("The picture does not begin as a PNG.")
    at, head = len(SIGNATURE), b""
    names: list[bytes] = []
    packed: list[bytes] = []
    while names[-1:] != [b"IEND"]:
        name, body, at = _next(data, at)
        if name not in (b"IHDR", b"IDAT", b"IEND"):
            raise NotBare(f"The picture holds more than points: {name.decode('latin-1')!a}.")
        names.append(name)
        if name == b"IHDR":
            head = body
        elif name == b"IDAT":
            packed.append(body)
        elif body:
            raise NotBare("The picture's end holds something.")
    if at != len(data):
        raise NotBare(f"Behind the picture's end lie {len(data) - at} bytes.")
    if names != [b"IHDR", *[b"IDAT"] * (len(names) - 2), b"IEND"] or len(head) != 13:
        raise NotBare("The picture's parts stand in an unusual order.")
    width, height, *colour = struct.unpack(">II5B", head)
    if tuple(colour) != _COLOUR or not width or not height:
        raise NotBare("The picture keeps its colours in an unusual way.")
    wanted = height * (width * 3 + 1)
    unpacking = zlib.decompressobj()
    try:
        rows = unpacking.decompress(b"".join(packed), wanted + 1)
    except zlib.error as error:
        raise NotBare("The picture's points are damaged.") from error
    if len(rows) != wanted or not unpacking.eof or unpacking.unused_data:
        raise NotBare("The picture holds other than as many points as it says.")
    if set(rows[:: width * 3 + 1]) != {_UP}:
        raise NotBare("The picture's rows are packed in an unusual way.")
    return width, height, rows


def _next(data: bytes, at: int) -> tuple[bytes, bytes, int]:
    if at + 12 > len(data):
        raise NotBare("The picture ends early.")
    (length,) = struct.unpack_from(">I", data, at)
    name, until = data[at + 4 : at + 8], at + 8 + length
    if until + 4 > len(data):
        raise NotBare("The picture ends early.")
    if struct.unpack_from(">I", data, until)[0] != zlib.crc32(data[at + 4 : until]):
        raise NotBare("The picture has a damaged part.")
    return name, data[at + 8 : until], until + 4
