"""Whatever fails at whatever moment of a collection: no case is half, and the next one completes.

The moments are counted, not timed: the n-th read, sync or rename fails, for every n there is.
"""

from __future__ import annotations

import errno
import io
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cli.collecting import Collector, Outcome
from cli.epochs import load
from cli.errors import OutputError
from cli.files import PART
from cli.options import today
from cli.vault import Vault
from crypto.errors import HandoverError
from tests.unit.cli.newsroom import Newsroom

TEXTS = ("one", "two", "three")


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    return Newsroom.make(tmp_path)


class Failing(io.BytesIO):
    """A handover of which the n-th read is stopped by a person."""

    def __init__(self, data: bytes, number: int) -> None:
        super().__init__(data)
        self.left = number

    def read(self, size: int | None = -1, /) -> bytes:
        self.left -= 1
        if self.left == 0:
            raise KeyboardInterrupt
        return super().read(size)


def collect(vault: Vault, source: io.BytesIO) -> Outcome:
    keys = load([vault.path / "epochs" / "epochs-1.age"], vault.identity)
    outcome = Outcome()
    with vault.writing():
        Collector(vault, keys, today(), outcome).run(source, lambda _: None)
    return outcome


def whole(vault: Vault) -> list[str]:
    """Read back every case that the index knows; return what they say."""
    index = vault.index()
    for name, record in index.cases.items():
        vault.case(name, index).verify(record)
    return sorted(str(vault.case(name, index).content().answers["text"]) for name in index.cases)


def test_a_collection_stopped_at_any_read_is_completed_by_the_next(room: Newsroom) -> None:
    data = room.handover([room.seal(text) for text in TEXTS]).read_bytes()
    vault = room.open()
    stops = 0
    kept: set[int] = set()
    while True:
        stops += 1
        source = Failing(data, stops)
        try:
            collect(vault, source)
        except KeyboardInterrupt:
            assert list(room.vault.rglob(f"{PART}*")) == []
            kept.add(len(whole(vault)))
        else:
            break
    assert stops > len(TEXTS)
    assert kept >= {0, 1, 2}
    assert whole(vault) == sorted(TEXTS)


def test_a_handover_cut_anywhere_gives_whole_cases_and_is_completed_by_the_next(
    room: Newsroom,
) -> None:
    data = room.handover([room.seal(text) for text in TEXTS]).read_bytes()
    vault = room.open()
    counts = []
    for cut in range(0, len(data), len(data) // 12):
        with pytest.raises(HandoverError):
            collect(vault, io.BytesIO(data[:cut]))
        assert list(room.vault.rglob(f"{PART}*")) == []
        counts.append(len(whole(vault)))
    assert counts[0] == 0
    assert counts == sorted(counts)
    collect(vault, io.BytesIO(data))
    assert whole(vault) == sorted(TEXTS)


def counting(real: Callable[..., Any], number: int) -> Callable[..., Any]:
    """Return `real`, but its n-th call finds the disk full."""
    left = number

    def call(*arguments: Any, **named: Any) -> Any:
        nonlocal left
        left -= 1
        if left == 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return real(*arguments, **named)

    return call


CALLS: dict[str, tuple[object, str]] = {
    "sync": (os, "fsync"),
    "rename": (Path, "rename"),
    "make a folder": (Path, "mkdir"),
    "open": (os, "open"),
}


@pytest.mark.parametrize("what", CALLS)
def test_a_disk_that_fills_up_at_any_moment_leaves_whole_cases(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    data = room.handover([room.seal("one"), room.seal("two")]).read_bytes()
    where, name = CALLS[what]
    identity = room.open().identity
    number, said = 0, ""
    while number == 0 or said:
        number += 1
        vault = Vault(room.folder / f"copy-{number}", identity)
        shutil.copytree(room.vault, vault.path)
        with monkeypatch.context() as patched:
            patched.setattr(where, name, counting(getattr(where, name), number))
            said = refusal(vault, data)
        assert not said or "no room left" in said
        assert set(whole(vault)) <= {"one", "two"}
        collect(vault, io.BytesIO(data))
        assert whole(vault) == ["one", "two"]
        assert list(vault.path.rglob(f"{PART}*")) == []
    assert number > 2, "nothing was made to fail"


def refusal(vault: Vault, data: bytes) -> str:
    """Collect; return why it was refused, "" if it was not."""
    try:
        collect(vault, io.BytesIO(data))
    except OutputError as error:
        return str(error)
    return ""
