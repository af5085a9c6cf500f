"""Taking an outbox in: what the operator carries from the editors back to the server."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from crypto.manifest import Manifest
from crypto.slots import SLOT_SIZE
from intake.boards import Boards, read_outbox
from intake.settings import Settings
from intake.shelf import Shelf, authentic, place
from intake.storage import Store


@dataclass(frozen=True, slots=True)
class Delivered:
    """What an outbox brought.

    slots:     places of its board
    installed: manifests that are in force or wait for their day
    passed:    manifests that are over, or older than one that was served
    """

    serial: int
    slots: int
    installed: int
    passed: int


def deliver(settings: Settings, path: Path, now: Callable[[], datetime]) -> Delivered:
    """Check an outbox, install its manifests, then put its board in place of the one served.

    Nothing is changed unless everything in it holds. Twice the same changes nothing.
    raises: CryptoError, ShelfError, OSError
    """
    shelf = Shelf.load(settings.root, settings.manifests)
    boards = Boards(settings.board, shelf.desks())
    outbox = boards.check(read_outbox(path))
    found = [
        authentic(f"Manifest {number} of the outbox", note, shelf.root)
        for number, note in enumerate(outbox.manifests, 1)
    ]
    store = Store(settings.database, settings.budget)
    try:
        last = store.serial() or 0
    finally:
        store.close()
    later = [manifest for manifest in found if _later(manifest, last, now())]
    place(settings.manifests, later)
    boards.replace(outbox)
    slots = len(outbox.board) // SLOT_SIZE
    return Delivered(outbox.serial, slots, len(later), len(found) - len(later))


def _later(manifest: Manifest, last: int, now: datetime) -> bool:
    return manifest.serial >= last and manifest.not_after >= now.astimezone(UTC).date()
