"""What the operator does: hand over, delete what was confirmed, tidy. No web framework."""

import hashlib
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from crypto.errors import CryptoError, FormatError
from crypto.handover import Writer
from crypto.receipt import UntrustedReceipt
from intake.budget import Held
from intake.desk import GRACE
from intake.kept import EnvelopeId
from intake.refusals import Busy, NoRoom, NotRewritten
from intake.settings import Settings
from intake.shelf import Shelf
from intake.storage import Store


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """What a receipt did."""

    deleted: int
    gone: int
    differing: int


class Office:
    """The operator's use cases over one data folder."""

    def __init__(self, store: Store, shelf: Shelf, now: Callable[[], datetime]) -> None:
        self._store = store
        self._shelf = shelf
        self._now = now

    @classmethod
    def open(cls, settings: Settings, now: Callable[[], datetime]) -> "Office":
        """raises: ShelfError"""
        shelf = Shelf.load(settings.root, settings.manifests)
        return cls(Store(settings.database, settings.budget), shelf, now)

    def close(self) -> None:
        self._store.close()

    def hand_over(self, out: Path) -> int:
        """Write a handover of all envelopes, in random order; delete nothing.

        out:     must not exist; it appears whole or not at all
        returns: how many envelopes it holds
        """
        part = out.with_name(out.name + ".part")
        try:
            with part.open("wb") as file, self._store.reading() as snapshot:
                listed = snapshot.envelopes()
                writer = Writer(file, len(listed))
                for envelope, length in listed:
                    writer.add(envelope.hex(), length, Chunks(snapshot.body(envelope)))
                writer.close()
                file.flush()
                os.fsync(file.fileno())
            part.rename(out)
        finally:
            part.unlink(missing_ok=True)
        return len(listed)

    def acknowledge(self, receipt: bytes) -> Acknowledged:
        """Delete what a receipt of an installed desk key names, then rewrite the file.

        An envelope goes only if id and SHA-256 both fit what lies here.
        raises: CryptoError if no installed desk key signed it as a receipt; NotRewritten if it was
                obeyed, and the disk still holds what went
        """
        verified = self._verify_receipt(receipt)
        fitting, gone, differing = [], 0, 0
        with self._store.reading() as snapshot:
            for name, expected in verified:
                digest = hashlib.sha256()
                found = False
                for body in snapshot.body(EnvelopeId(bytes.fromhex(name))):
                    found = True
                    digest.update(body)
                if not found:
                    gone += 1
                elif digest.hexdigest() == expected:
                    fitting.append(EnvelopeId(bytes.fromhex(name)))
                else:
                    differing += 1
        self._store.delete(fitting)
        self._rewrite()
        return Acknowledged(len(fitting), gone, differing)

    def _verify_receipt(self, receipt: bytes) -> list[tuple[str, str]]:
        problem: CryptoError | None = None
        for desk in self._shelf.desks():
            try:
                return [*UntrustedReceipt(receipt).verify(desk).entries]
            except CryptoError as error:
                problem = problem or error
        raise problem or FormatError("No manifest is installed, so no desk key is known.")

    def tidy(self) -> tuple[int, int]:
        """Expire uploads and envelopes, then rewrite the file in the order of its random ids.

        returns: how many unfinished uploads and how many envelopes went
        raises:  Busy, Closed, NotRewritten
        """
        today = self._now().astimezone(UTC).date()
        retention = timedelta(days=self._shelf.retention_days(self._now()))
        went = self._store.expire(today - GRACE, today - retention)
        self._rewrite()
        return went

    def _rewrite(self) -> None:
        """raises: NotRewritten"""
        try:
            self._store.rewrite()
        except (Busy, NoRoom) as refusal:
            raise NotRewritten from refusal

    def held(self) -> Held:
        return self._store.held()


class Chunks:
    """Chunk rows as a source to read from."""

    def __init__(self, bodies: Iterator[bytes]) -> None:
        self._bodies = bodies
        self._left = memoryview(b"")

    def read(self, size: int, /) -> bytes:
        if not self._left:
            self._left = memoryview(next(self._bodies, b""))
        taken, self._left = self._left[:size], self._left[size:]
        return bytes(taken)
