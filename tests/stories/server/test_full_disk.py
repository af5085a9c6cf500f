"""A full disk: the witness is told, nothing half-written stays, and what is held is kept."""

import io
import sqlite3
from pathlib import Path

import pytest

from crypto.structure import ENVELOPE_LENGTHS
from intake.app import create_app
from intake.storage import Store
from tests.unit.intake.intake_house import (
    TEXT,
    Clock,
    Newsroom,
    envelope,
    make_folder,
    make_static,
    tables,
)

TUS = {"Tus-Resumable": "1.0.0", "Content-Type": "application/offset+octet-stream"}
PAGES = 400  # of 4 KiB: room for some twenty texts


def test_a_full_disk_refuses_in_words_and_keeps_what_it_has(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect = Store._connect

    def cramped(self: Store) -> sqlite3.Connection:
        """SQLite reports a full disk where the file would outgrow these pages."""
        connection = connect(self)
        connection.execute(f"PRAGMA max_page_count={PAGES}").close()
        return connection

    monkeypatch.setattr(Store, "_connect", cramped)
    settings = make_folder(tmp_path / "data", Newsroom())
    app = create_app(settings.folder, Clock(), make_static(tmp_path / "static"))
    client = app.test_client()
    taken: list[bytes] = []
    while len(taken) < 100:
        body = envelope()
        response = client.post(
            "/testimonies", headers=TUS | {"Upload-Length": str(TEXT)}, data=body
        )
        if response.status_code != 201:
            break
        taken.append(body)
    assert 5 < len(taken) < 100
    assert response.status_code == 507
    assert "Nothing was stored." in response.text
    before = tables(settings)
    assert sorted(row[2] for row in before["chunks"]) == sorted(taken)  # type: ignore[type-var]

    kind = "application/octet-stream"
    by_form = client.post("/sealed", data=envelope(), content_type=kind)
    assert by_form.status_code == 507
    assert b"full" in by_form.data
    assert tables(settings) == before

    long = ENVELOPE_LENGTHS[4]
    with pytest.raises(Exception, match="no room"):
        app.desk.deposit(io.BytesIO(envelope(long)))
    assert tables(settings) == before
    app.desk.close()

    connection = sqlite3.connect(settings.database)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    connection.close()
    # With room again, the same server goes on.
    monkeypatch.undo()
    app = create_app(settings.folder, Clock(), tmp_path / "static")
    app.desk.deposit(io.BytesIO(envelope()))
    app.desk.close()
    assert len(tables(settings)["envelopes"]) == len(taken) + 1
