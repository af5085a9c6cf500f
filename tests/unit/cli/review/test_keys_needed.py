"""Grouping and one screen a kind spare keys: counted on a demo account, played to its end."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bench.review import by_line, kind_by_kind, one_by_one, sitting
from tests.unit.cli.newsroom import Newsroom
from tests.unit.cli.review.seated import Seat


@pytest.mark.slow
def test_the_full_screen_needs_half_the_keys_of_line_by_line(tmp_path: Path) -> None:
    room = Newsroom.make(tmp_path)
    plainly, ungrouped = by_line(sitting(room, "uk"))
    single = Seat(sitting(room, "uk")).play(one_by_one)
    together = Seat(sitting(room, "uk")).play(kind_by_kind)
    assert together < single < plainly <= ungrouped
    assert single <= plainly / 2 + 1
