"""What is deleted is gone from the disk, and the disk forgets the order in which things came."""

import io
import random
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from crypto import handover, receipt
from crypto.structure import ENVELOPE_LENGTHS
from intake import storage
from intake.app import Application, create_app
from intake.desk import Desk
from intake.office import Office
from intake.refusals import NotRewritten, Unknown
from intake.settings import Settings
from intake.storage import Store
from tests.unit.intake.intake_house import (
    SMALL_BUDGET,
    Clock,
    Newsroom,
    envelope,
    make_folder,
    make_static,
    tables,
)

SLICE = 64  # bytes; a chance hit of random bytes is out of the question


@pytest.fixture
def newsroom() -> Newsroom:
    return Newsroom()


@pytest.fixture
def settings(tmp_path: Path, newsroom: Newsroom) -> Settings:
    return make_folder(tmp_path / "data", newsroom, budget=SMALL_BUDGET)


@pytest.fixture
def app(tmp_path: Path, settings: Settings) -> Iterator[Application]:
    """A server that stays up, with its connections to the database open."""
    made = create_app(settings.folder, Clock(), make_static(tmp_path / "static"))
    yield made
    made.desk.close()


@pytest.fixture
def office(settings: Settings) -> Iterator[Office]:
    made = Office.open(settings, Clock())
    yield made
    made.close()


def deposit(app: Application, body: bytes) -> None:
    app.desk.deposit(io.BytesIO(body))


def found(settings: Settings, body: bytes, seed: int) -> int:
    """How many of 40 random slices of `body` lie in any file of the data folder."""
    chance = random.Random(seed)
    points = [chance.randrange(len(body) - SLICE) for _ in range(40)]
    slices = [body[point : point + SLICE] for point in points]
    files = [path.read_bytes() for path in settings.folder.rglob("*") if path.is_file()]
    return sum(any(one in file for file in files) for one in slices)


def handed_over(office: Office, folder: Path) -> dict[str, tuple[str, bytes]]:
    """Id to SHA-256 and bytes, as the editors read them from the handover."""
    office.hand_over(folder / "handover.tar")
    with (folder / "handover.tar").open("rb") as file:
        reader = handover.Reader(file)
        return {entry.id: (entry.sha256, stream.read()) for entry, stream in reader}


def test_after_acknowledge_nothing_of_a_deleted_envelope_is_anywhere_in_the_folder(
    app: Application, office: Office, settings: Settings, newsroom: Newsroom, tmp_path: Path
) -> None:
    sent = [envelope() for _ in range(12)] + [envelope(ENVELOPE_LENGTHS[4]) for _ in range(2)]
    for body in sent:
        deposit(app, body)
    assert all(found(settings, body, 1) for body in sent)
    entries = handed_over(office, tmp_path)
    assert sorted(body for _, body in entries.values()) == sorted(sent)

    confirmed = {name: entries[name] for name in sorted(entries)[::2]}
    note = receipt.sign([(n, sha) for n, (sha, _) in confirmed.items()], 1, newsroom.desk)
    done = office.acknowledge(note)

    assert (done.deleted, done.gone, done.differing) == (len(confirmed), 0, 0)
    gone = [body for _, body in confirmed.values()]
    assert [found(settings, body, 2) for body in gone] == [0] * len(gone)
    for body in sent:
        # A page boundary may cut a few slices of what stays.
        assert body in gone or found(settings, body, 2) > 20
    assert {row[0] for row in tables(settings)["envelopes"]} == {
        bytes.fromhex(name) for name in entries.keys() - confirmed.keys()
    }
    # The same receipt again changes nothing.
    before = tables(settings)
    again = office.acknowledge(note)
    assert (again.deleted, again.gone) == (0, len(confirmed))
    assert tables(settings) == before
    # And the server goes on.
    deposit(app, envelope())


def test_a_receipt_that_names_other_contents_deletes_nothing(
    app: Application, office: Office, settings: Settings, newsroom: Newsroom, tmp_path: Path
) -> None:
    deposit(app, envelope())
    (name,) = handed_over(office, tmp_path)
    before = tables(settings)
    done = office.acknowledge(receipt.sign([(name, "0" * 64)], 1, newsroom.desk))
    assert (done.deleted, done.differing) == (0, 1)
    assert tables(settings) == before


def inversions(order: list[int]) -> int:
    return sum(a > b for i, a in enumerate(order) for b in order[i + 1 :])


def offsets(settings: Settings, bodies: list[bytes]) -> list[int]:
    """Where a slice of each body lies in the database file."""
    data = settings.database.read_bytes()
    places = [data.find(body[5000 : 5000 + SLICE]) for body in bodies]
    assert min(places) >= 0
    return places


def test_after_tidy_file_offsets_follow_the_random_ids_and_not_the_order_of_arrival(
    app: Application, office: Office, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    bodies = [envelope() for _ in range(200)]
    # Ids from a seeded generator, so that the counts below are the same in every run.
    monkeypatch.setattr(secrets, "token_bytes", random.Random(20261126).randbytes)
    for body in bodies:
        deposit(app, body)
    assert inversions(_checkpointed(settings, bodies)) < 100, "before, the file tells the order"

    office.tidy()

    places = offsets(settings, bodies)
    ids = {row[2]: row[0] for row in tables(settings)["chunks"]}
    by_place = [body for _, body in sorted(zip(places, bodies, strict=True))]
    assert [ids[body] for body in by_place] == sorted(ids.values())  # type: ignore[type-var]
    # 200 in random order have 9 950 inversions on average, with a deviation of 473.
    assert 7_500 < inversions(places) < 12_400
    assert not settings.database.with_name("intake.db-wal").read_bytes()


def _checkpointed(settings: Settings, bodies: list[bytes]) -> list[int]:
    """Offsets once the WAL was copied into the file, as happens by itself after 4 MiB."""
    connection = sqlite3.connect(settings.database)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    connection.close()
    return offsets(settings, bodies)


def test_tidy_removes_what_is_over_and_leaves_no_byte_of_it(
    tmp_path: Path, newsroom: Newsroom
) -> None:
    clock = Clock()
    settings = make_folder(tmp_path / "d", newsroom, [newsroom.manifest(retention_days=10)])
    app = create_app(settings.folder, clock, make_static(tmp_path / "static"))
    office = Office.open(settings, clock)
    client = app.test_client()
    old, new, never = envelope(), envelope(), envelope(ENVELOPE_LENGTHS[3])
    deposit(app, old)
    tus = {"Tus-Resumable": "1.0.0", "Content-Type": "application/offset+octet-stream"}
    begun = client.post("/testimonies", headers=tus | {"Upload-Length": str(len(never))})
    url = begun.headers["Location"]
    client.patch(url, headers=tus | {"Upload-Offset": "0"}, data=never[:400_000])
    clock.forward(1)
    assert office.tidy() == (0, 0)
    clock.forward(1)
    assert office.tidy() == (1, 0)
    assert found(settings, never[:400_000], 3) == 0
    assert tables(settings)["finished"] == []
    clock.forward(8)
    deposit(app, new)
    assert office.tidy() == (0, 0)
    clock.forward(1)
    assert office.tidy() == (0, 1)
    assert found(settings, old, 4) == 0
    assert found(settings, new, 4) > 20
    app.desk.close()
    office.close()


def test_when_the_store_cannot_be_rewritten_the_operator_is_told_what_that_means(
    app: Application,
    office: Office,
    settings: Settings,
    newsroom: Newsroom,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    body = envelope()
    deposit(app, body)
    ((name, (sha, _)),) = handed_over(office, tmp_path).items()
    monkeypatch.setattr(storage, "BUSY_PAUSES", (0.0,) * 3)
    other = Store(settings.database, SMALL_BUDGET)
    with other.reading(), pytest.raises(NotRewritten, match="intake tidy"):
        office.acknowledge(receipt.sign([(name, sha)], 1, newsroom.desk))
    other.close()
    assert tables(settings)["envelopes"] == []
    office.tidy()
    assert found(settings, body, 5) == 0


def test_the_address_of_a_finished_upload_can_neither_end_nor_watch_it(
    app: Application, office: Office, settings: Settings, newsroom: Newsroom, tmp_path: Path
) -> None:
    body = envelope()
    client, tus = app.test_client(), {"Tus-Resumable": "1.0.0"}
    sending = tus | {"Content-Type": "application/offset+octet-stream"}
    headers = sending | {"Upload-Length": str(len(body))}
    url = client.post("/testimonies", headers=headers, data=body).headers["Location"]

    def seen() -> tuple[int, list[tuple[str, str]]]:
        looked = client.head(url, headers=tus)
        return looked.status_code, sorted(looked.headers)

    waiting = seen()
    assert client.delete(url, headers=tus).status_code == 410
    ((name, (sha, sealed)),) = handed_over(office, tmp_path).items()
    assert sealed == body
    assert seen() == waiting, "whether it was handed over is not seen"
    office.acknowledge(receipt.sign([(name, sha)], 1, newsroom.desk))
    assert tables(settings)["envelopes"] == []
    assert seen() == waiting, "nor whether it is still here"


def test_an_abandoned_upload_is_gone_with_the_last_second_of_the_next_day(
    tmp_path: Path, newsroom: Newsroom
) -> None:
    clock = Clock()
    settings = make_folder(tmp_path / "d", newsroom)
    desk = Desk.open(settings, clock)
    office = Office.open(settings, clock)
    never = envelope(ENVELOPE_LENGTHS[3])
    clock.now = clock.now.replace(hour=0, minute=0, second=0, microsecond=0)
    upload, status = desk.begin(len(never))
    desk.append(upload, 0, io.BytesIO(never[:400_000]))
    clock.now = status.expires - timedelta(seconds=1)
    assert desk.status(upload).offset == 400_000
    assert office.tidy() == (0, 0)
    assert desk.status(upload).offset == 400_000
    assert found(settings, never[:400_000], 6) > 0
    clock.now = status.expires
    with pytest.raises(Unknown):
        desk.status(upload)
    with pytest.raises(Unknown):
        desk.append(upload, 400_000, io.BytesIO(never[400_000:]))
    assert office.tidy() == (1, 0)
    assert found(settings, never[:400_000], 7) == 0
    desk.close()
    office.close()


def test_a_dropped_upload_is_overwritten_before_any_rewrite(
    app: Application, settings: Settings
) -> None:
    """Hours lie between a dropped upload and the night; its pages are zeros at once."""
    body = envelope(ENVELOPE_LENGTHS[4])
    for _ in range(3):
        deposit(app, envelope())
    upload, _ = app.desk.begin_with(len(body), Piece(body[:-1]))
    emptied(settings)
    assert found(settings, body, 3) > 20
    app.desk.drop(upload)
    emptied(settings)
    assert found(settings, body, 3) == 0


class Piece(io.BytesIO):
    """A body that came as far as it was sent."""

    broken = False


def emptied(settings: Settings) -> None:
    """Bring what the log holds into the database itself, as the database does by and by."""
    with closing(sqlite3.connect(settings.database)) as connection:
        busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    assert not busy
