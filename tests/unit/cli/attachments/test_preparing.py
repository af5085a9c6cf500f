"""Opening the files of a case, one after the other, and being stopped in between."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from cli.attachments import preparing, shelf, wire
from cli.attachments.cell import Cell, Source
from cli.case import Case
from tests.unit.cli.attachments import specimens
from tests.unit.cli.newsroom import Newsroom

FILES = {"1.png": specimens.png(2, 1, bytes(7)), "2.pdf": specimens.pdf(3), "3.gif": b"GIF89a"}
POINT = wire.Picture(1, 1, b"abc")


class Stopping(Cell):
    """Gives one point for a file; of a document one page, and is stopped at the second."""

    def pictures(self, order: wire.Order, source: Source) -> Iterator[wire.Picture | str]:
        yield POINT
        if order.kind == "PDF":
            raise KeyboardInterrupt


class Refusing(Cell):
    """Gives two pages of a document, and refuses the third."""

    def pictures(self, order: wire.Order, source: Source) -> Iterator[wire.Picture | str]:
        yield POINT
        if order.kind == "PDF":
            yield POINT
            raise wire.Refused("broken")


@pytest.fixture
def case(tmp_path: Path) -> Case:
    room = Newsroom.make(tmp_path)
    [name] = room.collect(room.handover([room.seal(attachments=FILES)]))
    return room.open().case(name)


def pictures(case: Case) -> set[str]:
    return {path.name for path in case.folder.glob("picture-*")}


def test_a_stop_keeps_what_was_finished_and_the_next_run_goes_on(case: Case) -> None:
    run = preparing.prepare(case, Stopping())
    shelf.store(case, next(run))
    with pytest.raises(KeyboardInterrupt):
        next(run)
    [first] = shelf.load(case)
    assert len(pictures(case)) == 2  # a page of the unfinished document is left, sealed
    for made in preparing.prepare(case, Refusing(), done=shelf.load(case)):
        shelf.store(case, made)
    one, document, last = shelf.load(case)
    assert one == first
    assert (document.why, document.pages) == ("broken", ())
    assert len(last.pages) == 1
    assert pictures(case) == {f"{page.file}.age" for page in (*one.pages, *last.pages)}


def test_half_a_document_is_none(case: Case) -> None:
    *_, made = preparing.prepare(case, Refusing())
    assert [(one.why, len(one.pages)) for one in made] == [("", 1), ("broken", 0), ("", 1)]


def test_a_file_above_the_limit_is_not_read(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cli.attachments.kinds.MAX_FILE", 100)
    *_, made = preparing.prepare(case, Refusing())
    assert [one.why for one in made] == ["", "heavy", ""]
