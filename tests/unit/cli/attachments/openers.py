"""Closed processes for tests: the real one, and ones with a hostile decoder in its place."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest

from cli.attachments import wire
from cli.attachments.cell import SIDE, Cell, order

FOLDER = Path(__file__).resolve().parent
PORTRAIT = FOLDER / "astronaut.jpg"

HOSTILE = """
import ctypes, errno, io, os, socket, subprocess, sys, threading, time, signal
from cli.attachments import cage, child, wire
from cli.attachments.wire import Picture
WHITE = Picture(1, 1, bytes((255, 255, 255)))
kernel = ctypes.CDLL(None, use_errno=True)
def call(*numbers):
    if kernel.syscall(*numbers) < 0:
        raise OSError(ctypes.get_errno(), "refused")
def decode(data, order):
{body}
    yield WHITE
child.main(lambda: decode)
"""
# What it looks like when nothing is closed: shows that an attempt would succeed, were it let.
OPEN = """
from cli.attachments import cage
cage.apart = lambda: None
cage.close = lambda seconds: None
"""


def hostile(body: str, *, open_door: bool = False, seconds: int = 60) -> Cell:
    """Return a process whose decoder runs `body`, and then shows one white point."""
    lines = "\n".join(f"    {line}" for line in body.strip().splitlines())
    program = (OPEN if open_door else "") + HOSTILE.format(body=lines)
    return Cell(("-c", program), seconds)


def opened(
    cell: Cell, data: bytes, kind: str = "PNG", *, faces: bool = False, side: int = SIDE
) -> list[wire.Picture]:
    """Return the pictures of a file, without its words."""
    asked = replace(order(kind, len(data), faces=faces), side=side)
    made = cell.pictures(asked, io.BytesIO(data))
    return [one for one in made if isinstance(one, wire.Picture)]


def words(cell: Cell, data: bytes, kind: str) -> list[str]:
    """Return the words of a file, without its pictures."""
    made = cell.pictures(order(kind, len(data), faces=False), io.BytesIO(data))
    return [one for one in made if isinstance(one, str)]


def refusal(cell: Cell, data: bytes = b"x", kind: str = "PNG") -> str:
    """Return why a file is refused."""
    with pytest.raises(wire.Refused) as refused:
        opened(cell, data, kind)
    return refused.value.why
