"""Runs every streaming path of the core over many bytes and prints how far the peak of memory rose.

    python -m tests.unit.crypto.flat FILE SIZE

A process of its own, so that the peak is the core's alone; sources and sinks hold nothing.
FILE is scratch. The answer is in KiB.
"""

import re
import sys
from collections.abc import Callable
from pathlib import Path

from crypto import age, armor, testimony
from crypto.keys import X25519Identity

IDENTITY = X25519Identity(bytes(range(32)))
PIECE = 100_000
WARM_UP = 2 * 1024 * 1024  # so that buffers and code are already there when counting begins


class Zeros:
    """`size` zero bytes."""

    def __init__(self, size: int) -> None:
        self.left = size

    def read(self, size: int, /) -> bytes:
        size = min(size, self.left)
        self.left -= size
        return bytes(size)


class Drain:
    """Counts and forgets."""

    def __init__(self) -> None:
        self.size = 0

    def write(self, data: bytes | memoryview, /) -> int:
        self.size += len(data)
        return len(data)


def encrypt(size: int, _: Path) -> int:
    sink = Drain()
    age.encrypt(Zeros(size), sink, [IDENTITY.recipient()])
    return sink.size


def write(size: int, _: Path) -> int:
    sink, source = Drain(), Zeros(size)
    with age.EncryptWriter(sink, [IDENTITY.recipient()]) as writer:
        while data := source.read(PIECE):
            writer.write(data)
    return sink.size


def decrypt(size: int, scratch: Path) -> int:
    sink = Drain()
    with scratch.open("wb") as sealed:
        age.encrypt(Zeros(size), sealed, [IDENTITY.recipient()])
    with scratch.open("rb") as source:
        age.decrypt(source, sink, [IDENTITY])
    with scratch.open("rb") as source:
        reader = age.DecryptReader(source, [IDENTITY])
        while data := reader.read(PIECE):
            sink.write(data)
    return sink.size // 2


def write_testimony(size: int, _: Path) -> int:
    sink = Drain()
    document = testimony.Testimony("ru", "0" * 64, {"text": "x"}, {})
    testimony.write(sink, document, [testimony.Attachment("attachments/1", size, Zeros(size))])
    return sink.size


def read_testimony(size: int, scratch: Path) -> int:
    document = testimony.Testimony("ru", "0" * 64, {"text": "x"}, {})
    with scratch.open("wb") as sink:
        testimony.write(sink, document, [testimony.Attachment("attachments/1", size, Zeros(size))])
    total = 0
    with scratch.open("rb") as source:
        for _, _, stream in testimony.Reader(source).attachments():
            while data := stream.read(PIECE):
                total += len(data)
    return total


def write_armor(size: int, _: Path) -> int:
    sink = Drain()
    armor.armor(Zeros(size), sink)
    return sink.size


def read_armor(size: int, scratch: Path) -> int:
    with scratch.open("wb") as sink:
        armor.armor(Zeros(size), sink)
    total = 0
    with scratch.open("rb") as source:
        stream = armor.dearmor(source)
        while data := stream.read(PIECE):
            total += len(data)
    return total


PATHS: list[Callable[[int, Path], int]] = [
    encrypt,
    write,
    decrypt,
    write_testimony,
    read_testimony,
    write_armor,
    read_armor,
]


def peak() -> int:
    """KiB of this process at its largest.

    Not getrusage: its ru_maxrss starts at the peak of the parent that was forked.
    """
    found = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text("utf-8"))
    if not found:
        raise SystemExit("this kernel does not tell a process's peak")
    return int(found[1])


def main(scratch: Path, size: int) -> None:
    """Warm up, run each path over `size` bytes, print the rise."""
    for path in PATHS:
        path(WARM_UP, scratch)
    before = peak()
    for path in PATHS:
        if path(size, scratch) < size:
            raise SystemExit(f"{path.__name__} lost bytes")
    print(peak() - before)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
