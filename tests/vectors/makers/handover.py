"""Vectors of docs/spec/handover.md."""

import hashlib
import io
from collections.abc import Iterator

from crypto import handover, tar
from crypto.structure import ENVELOPE_LENGTHS
from tests.vectors.shape import Vector, to_parts

SIZE = ENVELOPE_LENGTHS[0]
IDS = ("0b" * 16, "0a" * 16)
# An envelope's content does not matter here; zeros keep the files short.
BODIES = (b"first".ljust(SIZE, b"\0"), b"second".ljust(SIZE, b"\0"))


def vectors() -> Iterator[tuple[str, Vector]]:
    """One fault each."""
    good = _written(2)
    yield "two-envelopes", _good("In the order of the list.", good, 2)
    yield "none", _good("An empty box.", _written(0), 0)
    yield "zeros-behind", _good("tar fills its last record.", good + bytes(10240), 2)

    list_end = 512 + 512  # header, and a block that holds the list of two
    second = len(good) - 1024 - tar.blocks(SIZE)
    line = good.index(IDS[0].encode())
    for name, comment, data in (
        ("no-byte", "An empty file.", b""),
        ("no-member", "Only the end.", tar.END),
        ("cut-in-the-list", "700 bytes.", good[:700]),
        ("cut-in-an-envelope", "Half of the first.", good[: list_end + 30000]),
        ("cut-before-the-second", "A whole member is missing.", good[:second] + tar.END),
        ("cut-before-the-end", "No zero blocks.", good[:-1024]),
        ("a-changed-byte", "In an envelope.", _set(good, list_end + 600, b"\x01")),
        ("a-changed-hash", "In the list.", _set(good, line + 45, b"0")),
        ("a-changed-id", "In the list.", _set(good, line, b"f")),
        ("an-envelope-too-many", "Not in the list.", good[:-1024] + good[second:]),
        ("something-behind", "A byte.", good + b"x"),
        ("list-without-title", "Another list.", _set(good, 512, b"T")),
        ("another-first-member", "Not a list.", tar.header("lost", 512) + good[512:]),
        ("a-list-of-another-length", "One byte more.", tar.header("list", 241) + good[512:]),
        ("a-link", "Instead of an envelope.", _typed(good, list_end, b"2")),
        ("a-time-in-a-header", "Not constant.", _timed(good, list_end)),
        ("an-id-twice", "In the list.", _doubled()),
    ):
        yield name, {**_inputs(comment, data), "expect": "HandoverError"}


def _written(count: int) -> bytes:
    out = io.BytesIO()
    writer = handover.Writer(out, count)
    for i in range(count):
        writer.add(IDS[i], SIZE, io.BytesIO(BODIES[i]))
    writer.close()
    return out.getvalue()


def _doubled() -> bytes:
    good = _written(2)
    return good.replace(IDS[1].encode(), IDS[0].encode())


def _set(data: bytes, at: int, new: bytes) -> bytes:
    return data[:at] + new + data[at + len(new) :]


def _typed(data: bytes, at: int, kind: bytes) -> bytes:
    return _resummed(_set(data, at + 156, kind), at)


def _timed(data: bytes, at: int) -> bytes:
    return _resummed(_set(data, at + 136, b"15000000000"), at)


def _resummed(data: bytes, at: int) -> bytes:
    """The header at `at` with a checksum that fits."""
    block = data[at : at + 148] + b" " * 8 + data[at + 156 : at + 512]
    return _set(data, at + 148, b"%06o\0 " % sum(block))


def _good(comment: str, data: bytes, count: int) -> Vector:
    entries = [[IDS[i], SIZE, hashlib.sha256(BODIES[i]).hexdigest()] for i in range(count)]
    return {**_inputs(comment, data), "expect": "success", "entries": entries}


def _inputs(comment: str, data: bytes) -> Vector:
    return {"op": "read", "comment": comment, "file": to_parts(data)}
