"""Who takes the disk after a tidy reads ciphertext, lengths and days; nothing else was written."""

import io
import sqlite3
from pathlib import Path

import pytest

from crypto.structure import ENVELOPE_LENGTHS
from intake.app import Application, create_app
from intake.office import Office
from intake.settings import Settings
from intake.storage import CHUNK
from tests.unit.intake.intake_house import (
    TEXT,
    TODAY,
    Clock,
    Newsroom,
    envelope,
    make_folder,
    make_static,
    tables,
)

TUS = {"Tus-Resumable": "1.0.0", "Content-Type": "application/offset+octet-stream"}
TELLING = {
    "User-Agent": "Mozilla/5.0 (X11; TellTale)",
    "Accept-Language": "uk-UA,telltale",
    "Referer": "http://telltale.example/",
    "Cookie": "telltale=1",
    "X-Forwarded-For": "203.0.113.77",
}
LONG = ENVELOPE_LENGTHS[3]


def by_script(app: Application, body: bytes) -> None:
    client = app.test_client()
    headers = TUS | TELLING | {"Upload-Length": str(len(body))}
    if len(body) == TEXT:
        client.post("/testimonies", headers=headers, data=body)
        return
    url = client.post("/testimonies", headers=headers).headers["Location"]
    for offset in range(0, len(body), 150_000):
        piece = body[offset : offset + 150_000]
        client.patch(url, headers=TUS | TELLING | {"Upload-Offset": str(offset)}, data=piece)


def without_script(app: Application, body: bytes) -> None:
    client = app.test_client()
    headers = TELLING | {"Content-Type": "application/octet-stream"}
    assert client.post("/sealed", headers=headers, data=body).status_code == 201


def world(folder: Path, ways: list[int]) -> tuple[Application, Settings]:
    """A server that took a text and a long one, each by one of two ways."""
    settings = make_folder(folder / "data", Newsroom())
    app = create_app(settings.folder, Clock(), make_static(folder / "static"))
    for way, length in zip(ways, (TEXT, LONG), strict=True):
        (by_script, without_script)[way](app, envelope(length))
    return app, settings


def shape(settings: Settings) -> dict[str, list[tuple[object, ...]]]:
    """The tables with everything random replaced by its length."""
    return {
        name: sorted(
            (tuple(len(cell) if isinstance(cell, bytes) else cell for cell in row) for row in rows),
            key=repr,
        )
        for name, rows in tables(settings).items()
    }


def test_two_worlds_with_and_without_script_leave_the_same_rows(tmp_path: Path) -> None:
    shapes = []
    for ways in ([0, 0], [1, 1], [0, 1], [1, 0]):
        app, settings = world(tmp_path / "".join(map(str, ways)), ways)
        app.desk.close()
        shapes.append(shape(settings))
    assert shapes[0]["envelopes"] == [(16, LONG, str(TODAY)), (16, TEXT, str(TODAY))]
    assert all(one == shapes[0] for one in shapes)


def test_a_crash_during_the_form_leaves_rows_that_an_upload_in_pieces_could_have_left(
    tmp_path: Path,
) -> None:
    class Crashed(BaseException):
        """The process is gone here; what the desk does behind it does not count."""

    form = make_folder(tmp_path / "form" / "data", Newsroom())
    app = create_app(form.folder, Clock(), make_static(tmp_path / "form" / "static"))
    left = []

    class Source(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            data = super().read(size)
            if not data:
                left.append(shape(form))
                raise Crashed
            return data

    with pytest.raises(Crashed):
        app.desk.deposit(Source(envelope(LONG)[: 2 * CHUNK]))
    app.desk.close()

    pieces = make_folder(tmp_path / "pieces" / "data", Newsroom())
    app = create_app(pieces.folder, Clock(), make_static(tmp_path / "pieces" / "static"))
    client = app.test_client()
    url = client.post("/testimonies", headers=TUS | {"Upload-Length": str(LONG)}).headers[
        "Location"
    ]
    body = envelope(LONG)[: 2 * CHUNK]
    client.patch(url, headers=TUS | {"Upload-Offset": "0"}, data=body)
    app.desk.close()
    assert left == [shape(pieces)]


COLUMNS = {
    "envelopes": ["id", "length", "day"],
    "chunks": ["id", "number", "body"],
    "uploads": ["key", "envelope", "length", "held", "day", "turn"],
    "finished": ["key", "length", "day"],
    "room": ["sort", "bytes"],
    "served": ["serial"],
}


def test_the_tables_have_no_column_for_anything_else(tmp_path: Path) -> None:
    app, settings = world(tmp_path, [0, 1])
    app.desk.close()
    connection = sqlite3.connect(settings.database)
    found = {
        name: [row[1] for row in connection.execute(f"PRAGMA table_info({name})")]
        for (name,) in connection.execute("SELECT name FROM sqlite_master")
    }
    connection.close()
    assert found == COLUMNS


def test_no_file_holds_an_address_a_browser_a_language_or_a_time(tmp_path: Path) -> None:
    app, settings = world(tmp_path, [0, 1])
    app.test_client().get("/manifest", headers=TELLING)
    files = {p.name: p.read_bytes() for p in settings.folder.rglob("*") if p.is_file()}
    told = b"".join(files.values())
    for telling in (b"elltale", b"TellTale", b"203.0.113.77", b"127.0.0.1", b"Mozilla", b"uk-UA"):
        assert telling not in told
    moment = Clock()()
    for form in (f"{moment:%H:%M}", str(int(moment.timestamp())), "123456", moment.isoformat()):
        assert form.encode() not in told
    assert str(TODAY).encode() in told, "the day is there, so that this test can find things"
    assert files.keys() <= {"intake.db", "intake.db-wal", "intake.db-shm", "root.vkey"} | {
        "settings.toml",
        *(p.name for p in settings.manifests.iterdir()),
    }
    app.desk.close()


def test_after_tidy_the_days_left_are_those_of_what_still_waits(tmp_path: Path) -> None:
    app, settings = world(tmp_path, [0, 1])
    clock = Clock()
    clock.forward(2)
    office = Office.open(settings, clock)
    office.tidy()
    office.close()
    app.desk.close()
    rows = tables(settings)
    assert rows["finished"] == rows["uploads"] == []
    assert len(rows["envelopes"]) == 2
