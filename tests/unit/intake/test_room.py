"""Junk cannot close the door for words: what may use which room, and who goes when it is full."""

import hashlib
import io
import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from crypto.structure import ENVELOPE_LENGTHS
from intake import storage
from intake.app import Application
from intake.budget import MIB, TEXT_LENGTH, Budget, BudgetError, Held
from intake.kept import Key, StoreError
from intake.refusals import Finished, NoRoom, Offset, Unknown
from intake.settings import Settings, SettingsError, as_toml, load
from intake.storage import CHUNK, Store
from tests.unit.intake.intake_house import SMALL_BUDGET, TODAY, envelope, tables

SECOND = ENVELOPE_LENGTHS[1]
TIGHT = Budget(total=10 * CHUNK, text=4 * CHUNK, unfinished=3 * CHUNK)

# Sentence: (what is held, sort, size in chunks, allowed)
ROOM: dict[str, tuple[Held, str, int, bool]] = {
    "an empty room takes a text": (Held(), "text", 1, True),
    "attachments stop where the room for text begins": (Held(other=6 * CHUNK), "other", 1, False),
    "unfinished uploads stop there too": (Held(other=6 * CHUNK), "unfinished", 1, False),
    "text goes on there": (Held(other=6 * CHUNK), "text", 4, True),
    "unfinished bytes count against attachments": (
        Held(other=3 * CHUNK, unfinished=3 * CHUNK),
        "other",
        1,
        False,
    ),
    "text may use all": (Held(text=9 * CHUNK), "text", 1, True),
    "but no more than all": (Held(text=9 * CHUNK), "text", 2, False),
    "attachments need room in all, too": (Held(text=10 * CHUNK), "other", 1, False),
}


@pytest.mark.parametrize("case", ROOM)
def test_room(case: str) -> None:
    held, sort, size, allowed = ROOM[case]
    assert TIGHT.allows(held, sort, size * CHUNK) is allowed  # type: ignore[arg-type]


def key(number: int) -> Key:
    return Key(hashlib.sha256(number.to_bytes(8, "big")).digest())


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    Store.create(tmp_path / "intake.db", TIGHT)
    made = Store(tmp_path / "intake.db", TIGHT)
    yield made
    made.close()


def fill_with_attachments(store: Store) -> None:
    fit = (TIGHT.total - TIGHT.text) // SECOND
    for number in range(fit):
        store.put(key(number), bytes(SECOND), TODAY)
    with pytest.raises(NoRoom):
        store.put(key(fit), bytes(SECOND), TODAY)


def test_words_are_taken_when_attachments_are_not(store: Store) -> None:
    fill_with_attachments(store)
    before = store.held()
    assert before.other <= TIGHT.total - TIGHT.text
    store.put(key(5000), envelope(), TODAY)
    assert store.held() == Held(TEXT_LENGTH, before.other, 0, before.envelopes + 1)


def test_unfinished_uploads_cannot_fill_the_room_of_words(store: Store) -> None:
    fill_with_attachments(store)
    store.start(key(2000), SECOND, TODAY)
    with pytest.raises(NoRoom):
        store.append(key(2000), 0, bytes(SECOND))
    store.put(key(5000), envelope(), TODAY)


def test_declared_bytes_take_no_room(store: Store) -> None:
    for number in range(100):
        store.start(key(number), max(ENVELOPE_LENGTHS), TODAY)
    assert store.held() == Held()
    store.put(key(5000), bytes(SECOND), TODAY)


def test_when_the_pool_is_full_a_random_other_upload_goes(store: Store) -> None:
    for number in range(4):
        store.start(key(number), ENVELOPE_LENGTHS[3], TODAY)
        store.append(key(number), 0, bytes(CHUNK))
    held = {n for n in range(4) if _lives(store, key(n))}
    assert 3 in held
    assert len(held) == 3
    assert store.held().unfinished == 3 * CHUNK


def test_an_upload_alone_that_outgrows_the_pool_is_refused(store: Store) -> None:
    store.start(key(1), ENVELOPE_LENGTHS[4], TODAY)
    for number in range(3):
        store.append(key(1), number * CHUNK, bytes(CHUNK))
    with pytest.raises(NoRoom):
        store.append(key(1), 3 * CHUNK, bytes(CHUNK))
    assert store.progress(key(1)).held == 3 * CHUNK


def test_rows_without_bytes_are_bounded_too(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storage, "MAX_UNFINISHED", 5)
    for number in range(20):
        store.start(key(number), SECOND, TODAY)
    assert sum(_lives(store, key(n)) for n in range(20)) == 5
    assert _lives(store, key(19))


def _lives(store: Store, one: Key) -> bool:
    try:
        store.progress(one)
    except Unknown:
        return False
    return True


def test_the_counts_of_room_are_the_sums_of_the_rows(tmp_path: Path) -> None:
    import sqlite3

    Store.create(tmp_path / "intake.db", TIGHT)
    store = Store(tmp_path / "intake.db", TIGHT)
    chance = random.Random(7)
    lengths = ENVELOPE_LENGTHS[:4]
    for step in range(400):
        one = key(chance.randrange(30))
        try:
            match chance.randrange(6):
                case 0:
                    store.start(key(step + 100), chance.choice(lengths), TODAY)
                case 1:
                    store.put(key(step + 1000), bytes(chance.choice(lengths[:2])), TODAY)
                case 2:
                    store.start(one, lengths[3], TODAY)
                case 3:
                    at = store.progress(one).held
                    store.append(one, at, bytes(min(CHUNK - at % CHUNK, lengths[3] - at)))
                case 4:
                    store.finish(one, lengths[3], TODAY)
                case 5:
                    store.drop(one)
        except (NoRoom, Unknown, Finished, Offset, StoreError):
            pass
    held = store.held()
    store.close()
    connection = sqlite3.connect(tmp_path / "intake.db")
    total, unfinished, chunk_bytes = (
        connection.execute(f"SELECT coalesce(sum({what}), 0) FROM {table}").fetchone()[0]
        for what, table in (
            ("length", "envelopes"),
            ("held", "uploads"),
            ("length(body)", "chunks"),
        )
    )
    connection.close()
    assert held.text + held.other == total > 0
    assert held.unfinished == unfinished
    assert chunk_bytes == total + unfinished


SETTINGS = {
    "no number": ("total = 'much'", "must be a whole number of MiB"),
    "a number that is missing": ("total = 600", "`text` must be a whole number"),
    "an unknown setting": (as_toml(SMALL_BUDGET) + "extra = 1", "`extra` is not a setting"),
    "no TOML": ("total: 5", "is not TOML"),
    "more for text than there is": (
        as_toml(Budget(500 * MIB, 600 * MIB, 300 * MIB)),
        "`text` must be",
    ),
    "a pool that holds no long file": (
        as_toml(Budget(5000 * MIB, 600 * MIB, 200 * MIB)),
        "must hold the longest sealed file",
    ),
}


@pytest.mark.parametrize("case", SETTINGS)
def test_settings_that_cannot_be_obeyed_are_refused_with_the_reason(
    tmp_path: Path, case: str
) -> None:
    text, reason = SETTINGS[case]
    (tmp_path / "settings.toml").write_text(text)
    with pytest.raises(SettingsError) as refused:
        load(tmp_path)
    assert reason in str(refused.value)
    assert str(tmp_path) in str(refused.value)


def test_the_default_budget_holds_together() -> None:
    with pytest.raises(BudgetError):
        TIGHT.check()
    assert Budget().check() == Budget()


def test_a_day_is_all_that_is_kept_of_time(store: Store) -> None:
    store.put(key(1), envelope(), TODAY)
    assert type(store.progress(key(1)).day) is date


def test_a_form_whose_upload_is_the_one_that_goes_is_told_that_there_is_no_room(
    app: Application, settings: Settings
) -> None:
    before = tables(settings)

    class Overtaken(io.BytesIO):
        """A body during which the pool fills and this upload is the one that ends."""

        def read(self, size: int | None = -1, /) -> bytes:
            if self.tell() > CHUNK:
                store = Store(settings.database, settings.budget)
                store.expire(date.max, date.min)
                store.close()
            return super().read(size)

    with pytest.raises(NoRoom):
        app.desk.deposit(Overtaken(envelope(ENVELOPE_LENGTHS[4])))
    assert tables(settings) == before
