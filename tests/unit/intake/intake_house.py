"""A newsroom and its server for tests: root key, manifests, data folder, client stand-in."""

import secrets
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from crypto.manifest import Fields, sign
from crypto.note import Signer
from crypto.outbox import sign as sign_outbox
from crypto.padding import SIZE_CLASSES
from crypto.slots import NONCE, SEALED, TAG_SIZE
from crypto.structure import ENVELOPE_LENGTHS, STANZA_TYPE, VERSION_LINE, encode_base64
from intake.budget import MIB, Budget
from intake.pages import ANSWERS
from intake.settings import Settings, as_toml
from intake.shelf import authentic, place
from intake.storage import Store

TODAY = date(2026, 11, 26)
TEXT = ENVELOPE_LENGTHS[0]
SHORT = 128 * 1024  # tar bytes: the second class
SMALL_BUDGET = Budget(total=600 * MIB, text=100 * MIB, unfinished=400 * MIB)

QUESTIONS: dict[str, object] = {
    "sections": [
        {
            "id": "told",
            "title": {"en": "What happened", "ru": "Что случилось", "uk": "Що сталося"},
            "questions": [
                {
                    "id": "text",
                    "kind": "text",
                    "label": {"en": "Tell it", "ru": "Расскажите", "uk": "Розкажіть"},
                }
            ],
        }
    ]
}


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self, day: date = TODAY) -> None:
        self.now = datetime(day.year, day.month, day.day, 13, 37, 59, 123456, UTC)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, days: int) -> None:
        self.now += timedelta(days=days)


def envelope(length: int = TEXT) -> bytes:
    """Bytes of the shape of an envelope; no key opens them, which is all the server could tell."""
    enc = encode_base64(secrets.token_bytes(1120))
    body = encode_base64(secrets.token_bytes(32))
    mac = encode_base64(secrets.token_bytes(32))
    header = VERSION_LINE + b"-> %s %s\n%s\n--- %s\n" % (STANZA_TYPE.encode(), enc, body, mac)
    return header + secrets.token_bytes(length - len(header))


def board(count: int = 64) -> bytes:
    """Bytes of the shape of a board; nothing in it is a reply."""
    return b"".join(secrets.token_bytes(NONCE + TAG_SIZE) + envelope(SEALED) for _ in range(count))


def outbox(
    newsroom: "Newsroom",
    serial: int = 1,
    manifests: Sequence[bytes] = (),
    slots: bytes | None = None,
) -> bytes:
    """An outbox as `testimony outbox` writes it."""
    return sign_outbox(board() if slots is None else slots, manifests, serial, newsroom.desk)


def recipient() -> str:
    alphabet = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
    return "age1pq1" + "".join(secrets.choice(alphabet) for _ in range(1952))


@dataclass
class Newsroom:
    """Keys that sign for one newsroom."""

    root: Signer = field(default_factory=lambda: Signer.generate("root"))
    desk: Signer = field(default_factory=lambda: Signer.generate("desk"))

    def manifest(
        self,
        serial: int = 1,
        start: date = TODAY - timedelta(days=3),
        days: int = 16,
        sizes: Sequence[int] = SIZE_CLASSES,
        retention_days: int = 30,
    ) -> bytes:
        fields = Fields(
            newsroom="Редакция",
            onion="a" * 56 + ".onion",
            serial=serial,
            not_before=start,
            not_after=start + timedelta(days=days),
            desk=str(self.desk.verifier),
            codename_salt=bytes(range(16)),
            recipient=recipient(),
            sizes=tuple(sizes),
            retention_days=retention_days,
            questionnaire=QUESTIONS,
        )
        return sign(fields, self.root)


def make_folder_for_now(folder: Path, newsroom: Newsroom) -> Settings:
    """A data folder for a server that reads the real clock."""
    yesterday = datetime.now(UTC).date() - timedelta(days=1)
    return make_folder(folder, newsroom, [newsroom.manifest(start=yesterday)])


def make_folder(
    folder: Path,
    newsroom: Newsroom,
    manifests: Sequence[bytes] = (),
    budget: Budget = SMALL_BUDGET,
) -> Settings:
    """A data folder as `intake init` makes it."""
    settings = Settings(folder, budget)
    settings.manifests.mkdir(parents=True)
    notes = manifests or [newsroom.manifest()]
    key = newsroom.root.verifier
    place(settings.manifests, [authentic("test", note, key) for note in notes])
    settings.root.write_text(f"{key}\n")
    (folder / "settings.toml").write_text(as_toml(budget))
    Store.create(settings.database, budget)
    return settings


def make_static(folder: Path) -> Path:
    """Finished files as the client's build writes them."""
    (folder / "answers").mkdir(parents=True)
    (folder / "page.html").write_text("<!doctype html><title>page</title>")
    (folder / "page.html.gz").write_bytes(b"\x1f\x8bpage")
    (folder / "seal.html").write_text("<!doctype html><title>seal</title>")
    (folder / "worker.js").write_text("self.onmessage = null;\n")
    (folder / "icon.png").write_bytes(b"\x89PNG")
    for number, name in enumerate(ANSWERS):
        (folder / "answers" / f"{name}.html").write_text(f"<p>{name}</p>" + "." * number)
    return folder


def tables(settings: Settings) -> dict[str, list[tuple[object, ...]]]:
    """Everything in the database, as rows."""
    connection = sqlite3.connect(settings.database)
    try:
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master")]
        return {
            name: sorted(connection.execute(f"SELECT * FROM {name}"), key=repr) for name in names
        }
    finally:
        connection.close()
