"""Two vaults have nothing secret in common, nor have two cases of one vault."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from cli import commitments
from cli.settings import Settings
from tests.unit.cli.newsroom import Newsroom
from tests.unit.cli.proposed import propose


def alike(one: str, two: str) -> int:
    """How many bytes of two values in hex are the same, in thousandths."""
    pairs = list(zip(bytes.fromhex(one), bytes.fromhex(two), strict=True))
    return 1000 * sum(a == b for a, b in pairs) // len(pairs)


def drawn(settings: Settings) -> dict[str, str]:
    return {name: str(getattr(settings, name)) for name in ("seen_key", "codename_salt")}


def test_two_vaults_draw_their_secrets_anew(tmp_path: Path) -> None:
    folders = (tmp_path / "one", tmp_path / "two")
    for folder in folders:
        folder.mkdir()
    first, second = (drawn(Newsroom.make(folder).open().settings()) for folder in folders)
    # By chance half of 16 bytes are the same once in 10 to the fifteenth.
    assert {name: alike(first[name], second[name]) < 500 for name in first} == {
        "seen_key": True,
        "codename_salt": True,
    }


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    return Newsroom.make(tmp_path)


def test_the_same_account_twice_has_other_salts_and_another_seed(room: Newsroom) -> None:
    """Else one account's pseudonyms or proofs could be found with the other's."""
    cases = room.collect(room.handover([room.seal("The same."), room.seal("The same.")]))
    vault = room.open()
    values = [
        [work.seed.hex(), *(one.salt for one in commitments.load(vault.case(name)))]
        for name in cases
        for work in [propose(room, name)]
    ]
    assert len(values) == 2
    everything = [value for case in values for value in case]
    assert len(values[0]) == len(values[1]) > 2
    assert all(alike(one, two) < 500 for one, two in pairwise(sorted(everything)))


def test_an_outbox_that_could_not_be_written_has_used_up_its_serial(room: Newsroom) -> None:
    """It may have been written, and the cut came after: never two different ones under one."""
    assert room.run("outbox", room.vault, "--out", room.folder / "missing" / "file").code == 1
    assert "Outbox 2" in room.done("outbox", room.vault, "--out", room.folder / "outbox").out
