"""Which manifest is installed, which is served, and which is refused in which words."""

import contextlib
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from crypto.manifest import Manifest, UntrustedManifest
from intake.refusals import Closed
from intake.shelf import MOST_FOUND, Shelf, ShelfError, choose, read_root
from tests.unit.intake.intake_house import TODAY, Clock, Newsroom, make_folder

NOW = Clock()()


def on(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


@pytest.fixture
def shelf(tmp_path: Path, newsroom: Newsroom) -> Shelf:
    """Three epochs of a fortnight with two days of grace, starting today."""
    notes = [newsroom.manifest(n + 1, TODAY + timedelta(days=14 * n), days=15) for n in range(3)]
    settings = make_folder(tmp_path / "shelf", newsroom, notes)
    return Shelf.load(settings.root, settings.manifests)


def test_each_epoch_is_served_when_its_day_has_come(shelf: Shelf) -> None:
    days = {0: 1, 13: 1, 14: 2, 27: 2, 28: 3, 43: 3}
    served = {day: shelf.in_force(on(TODAY + timedelta(days=day)), None).serial for day in days}
    assert served == days


@pytest.mark.parametrize("day", [-1, 44, 400])
def test_before_the_first_and_after_the_last_there_is_none(shelf: Shelf, day: int) -> None:
    with pytest.raises(Closed):
        shelf.in_force(on(TODAY + timedelta(days=day)), None)


def test_a_lower_serial_than_before_is_not_served_even_if_the_clock_goes_back(
    shelf: Shelf,
) -> None:
    with pytest.raises(Closed):
        shelf.in_force(on(TODAY), last_serial=2)


def test_of_two_in_force_the_one_published_last_is_served(
    tmp_path: Path, newsroom: Newsroom
) -> None:
    notes = [newsroom.manifest(4), newsroom.manifest(9), newsroom.manifest(6)]
    settings = make_folder(tmp_path / "data", newsroom, notes)
    assert Shelf.load(settings.root, settings.manifests).in_force(NOW, 6).serial == 9


def test_what_may_be_installed(newsroom: Newsroom) -> None:
    root = newsroom.root.verifier
    month = timedelta(days=40)
    now, later = newsroom.manifest(5), newsroom.manifest(6, TODAY + month)
    assert {m.serial for m in choose({"a": now, "b": later}, root, NOW, None).values()} == {5, 6}
    assert {m.serial for m in choose({"b": later}, root, NOW, 5).values()} == {6}

    changed = now.replace(b"retention-days 30", b"retention-days 31")
    refused: dict[str, tuple[dict[str, bytes], int | None, str]] = {
        "last month's": ({"old": newsroom.manifest(1, TODAY - month)}, None, "old is refused. The"),
        "next month's alone": ({"next": later}, None, "None of these manifests is in force today"),
        "a lower serial": ({"low": now}, 6, "serial 5; 6 was accepted before"),
        "a later one with a lower serial": ({"low": later}, 7, "serial 6 is lower than 7"),
        "another newsroom's": ({"foreign": Newsroom().manifest()}, None, "foreign is refused."),
        "a changed one": ({"changed": changed}, None, "changed is refused."),
        "no note": ({"junk": b"hello"}, None, "junk is refused."),
        "another kind": (
            {"receipt": newsroom.root.sign("testimony-receipt v1\nserial 1\n")},
            None,
            "testimony-receipt v1",
        ),
        "a good and a bad one": ({"a": now, "b": changed}, None, "b is refused."),
    }
    for sentence, (notes, serial, words) in refused.items():
        with pytest.raises(ShelfError) as problem:
            choose(notes, root, NOW, serial)
        assert words in str(problem.value), sentence


def test_a_root_key_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    path = tmp_path / "root.vkey"
    with pytest.raises(ShelfError, match="cannot be read"):
        read_root(path)
    path.write_text("not+a+key")
    with pytest.raises(ShelfError, match="is no root key"):
        read_root(path)


def test_the_longest_retention_of_the_day_holds(tmp_path: Path, newsroom: Newsroom) -> None:
    notes = [newsroom.manifest(1, retention_days=20), newsroom.manifest(2, retention_days=10)]
    settings = make_folder(tmp_path / "data", newsroom, notes)
    shelf = Shelf.load(settings.root, settings.manifests)
    assert shelf.retention_days(NOW) == 20
    # When none is in force any more, the last one still says how long things may lie here.
    assert shelf.retention_days(NOW + timedelta(days=300)) == 10
    with pytest.raises(Closed):
        shelf.retention_days(NOW - timedelta(days=300))


def test_strangers_cannot_make_the_server_verify_again_and_again(
    tmp_path: Path, newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A signature and a questionnaire take milliseconds; a request of 200 bytes must not."""
    notes = [newsroom.manifest(serial) for serial in range(1, 4)]
    settings = make_folder(tmp_path / "data", newsroom, notes)
    shelf = Shelf.load(settings.root, settings.manifests)
    verify, verified = UntrustedManifest.verify, []

    def counted(self: UntrustedManifest, *args: Any, **named: Any) -> Manifest:
        verified.append(self)
        return verify(self, *args, **named)

    monkeypatch.setattr(UntrustedManifest, "verify", counted)
    for _ in range(50):
        assert shelf.lengths(NOW)
        assert shelf.in_force(NOW, 3).serial == 3
    assert len(verified) == 2 * len(notes)
    for day in range(30):  # a clock that runs away fills no memory, and the day is never stale
        with contextlib.suppress(Closed):
            shelf.in_force(on(TODAY + timedelta(days=day)), 3)
    with pytest.raises(Closed):
        shelf.in_force(on(TODAY + timedelta(days=29)), 3)
    assert len(shelf._found) <= MOST_FOUND
