"""What the server does for a witness, without a web framework: show its terms, take, keep.

It holds no key. An envelope is judged by the shape of its header and by its length alone. No byte
of an upload is written before its header was seen whole.
"""

import contextlib
import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import NewType, Protocol

from crypto import structure
from crypto.errors import FormatError
from crypto.files import Source, read_full
from crypto.manifest import Manifest
from intake.boards import Boards
from intake.kept import Key, Progress
from intake.refusals import (
    Broken,
    Busy,
    Finished,
    HeaderFirst,
    NoRoom,
    NotAnEnvelope,
    Offset,
    TooLarge,
    Unknown,
    Unsealed,
    WrongLength,
)
from intake.settings import Settings
from intake.shelf import Shelf
from intake.storage import CHUNK, Store

UploadId = NewType("UploadId", str)
"""32 hex digits, random; the only thing an uploader ever learns."""

GRACE = timedelta(days=1)  # an upload lives to the end of the next UTC day
LONGEST = max(structure.ENVELOPE_LENGTHS)


class Incoming(Source, Protocol):
    """A body being received. broken: it ended before its declared end."""

    broken: bool


@dataclass(frozen=True, slots=True)
class Status:
    """An upload: bytes held, bytes in all, and the moment after which it is gone."""

    offset: int
    length: int
    expires: datetime


def key_of(upload: UploadId) -> Key:
    return Key(hashlib.sha256(bytes.fromhex(upload)).digest())


def expiry(day: date) -> datetime:
    """The first moment after the day that follows `day`, in UTC."""
    return datetime.combine(day + GRACE + timedelta(days=1), datetime.min.time(), UTC)


def check_head(head: bytes, *, whole: bool) -> None:
    """Refuse what does not begin like one of our envelopes.

    head:   the first bytes; all of them if `whole`
    raises: Unsealed, NotAnEnvelope; HeaderFirst if more could still make it good
    """
    try:
        structure.check_header(head)
    except FormatError:
        start = structure.VERSION_LINE
        if not whole and len(head) < structure.HEADER_LEN and start.startswith(head[: len(start)]):
            raise HeaderFirst from None
        readable = structure.looks_readable(head)
        raise (Unsealed if readable else NotAnEnvelope) from None


class Desk:
    """The use cases over one data folder."""

    def __init__(
        self, store: Store, shelf: Shelf, boards: Boards, now: Callable[[], datetime]
    ) -> None:
        self._store = store
        self._shelf = shelf
        self._now = now
        self._boards = boards

    @classmethod
    def open(cls, settings: Settings, now: Callable[[], datetime]) -> "Desk":
        """raises: ShelfError"""
        shelf = Shelf.load(settings.root, settings.manifests)
        boards = Boards(settings.board, shelf.desks())
        return cls(Store(settings.database, settings.budget), shelf, boards, now)

    def close(self) -> None:
        self._store.close()

    def _today(self) -> date:
        return self._now().astimezone(UTC).date()

    def manifest(self) -> Manifest:
        """The manifest in force; its serial is remembered, and no lower one is served again.

        raises: Closed
        """
        last = self._store.serial()
        manifest = self._shelf.in_force(self._now(), last)
        if last is None or manifest.serial > last:
            with contextlib.suppress(Busy, NoRoom):  # the next reader brings it again
                self._store.raise_serial(manifest.serial)
        return manifest

    def root(self) -> str:
        return str(self._shelf.root)

    def board(self) -> bytes | None:
        """The board that was delivered last, the same for everyone; None before the first."""
        current = self._boards.current()
        return current.slots if current else None

    def begin(self, length: int) -> tuple[UploadId, Status]:
        """Open an upload of a declared length.

        raises: WrongLength, TooLarge, Busy
        """
        upload = self._admit(length)
        self._store.start(key_of(upload), length, self._today())
        return upload, Status(0, length, expiry(self._today()))

    def begin_with(self, length: int, source: Incoming) -> tuple[UploadId, Status]:
        """Open an upload with its first bytes; a text comes whole and is kept at once.

        If the source breaks off, nothing remains: the uploader never learned the id.
        raises: WrongLength, TooLarge, HeaderFirst, NotAnEnvelope, Unsealed, Broken, NoRoom,
                Busy
        """
        upload = self._admit(length)
        first = read_full(source, min(CHUNK, length))
        if source.broken:
            raise Broken
        check_head(first, whole=len(first) == length)
        if len(first) == length:
            self._refuse_more(source)
            self._store.put(key_of(upload), first, self._today())
            return upload, Status(length, length, expiry(self._today()))
        self._store.start(key_of(upload), length, self._today())
        try:
            held = self._receive(upload, 0, first, source, length)
            if source.broken:
                raise Broken
        except Unknown:
            raise NoRoom from None  # it was the random one that went when the pool was full
        except BaseException:
            self._forget(upload)
            raise
        return upload, Status(held, length, expiry(self._today()))

    def append(self, upload: UploadId, offset: int, source: Source) -> Status:
        """Add bytes to an upload; what arrived before a break stays.

        raises: Unknown, Finished, Offset, HeaderFirst, NoRoom, Busy; NotAnEnvelope, Unsealed and
                TooLarge end the upload and remove what it held
        """
        progress, turn = self._store.take_turn(key_of(upload))
        status = self._told(progress)
        if status.offset != offset:
            raise Offset
        first = read_full(source, min(CHUNK - offset % CHUNK, status.length - offset))
        try:
            if offset == 0 and first:
                check_head(first, whole=len(first) == status.length)
            held = self._receive(upload, offset, first, source, status.length, turn)
        except (NotAnEnvelope, TooLarge):
            self._forget(upload)
            raise
        return Status(held, status.length, status.expires)

    def status(self, upload: UploadId) -> Status:
        """How far an upload came. What is still on its way to it on another connection is refused
        from now on: it would come twice.

        raises: Unknown, Busy
        """
        key = key_of(upload)
        try:
            progress, _ = self._store.take_turn(key)
        except (Finished, NoRoom):  # a full disk takes no note, and nothing more either
            progress = self._store.progress(key)
        return self._told(progress)

    def _told(self, progress: Progress) -> Status:
        if self._today() > progress.day + GRACE:
            raise Unknown
        return Status(progress.held, progress.length, expiry(progress.day))

    def drop(self, upload: UploadId) -> None:
        """End an unfinished upload. What is complete stays.

        raises: Unknown, Finished
        """
        self._store.drop(key_of(upload))

    def deposit(self, source: Source, broken: Callable[[], bool] = lambda: False) -> None:
        """Take one whole envelope whose length is known only at its end.

        broken: whether the body ended before its declared end; what came may look like a whole one
        raises: NotAnEnvelope, Unsealed, WrongLength, TooLarge, Broken, NoRoom, Busy, and what
                `source` raises; nothing is kept then
        """
        upload = UploadId(secrets.token_hex(16))
        first = read_full(source, CHUNK)
        check_head(first, whole=True)
        lengths = self._shelf.lengths(self._now())
        if len(first) < CHUNK:
            if len(first) not in lengths:
                raise WrongLength
            if broken():
                raise Broken
            self._store.put(key_of(upload), first, self._today())
            return
        self._store.start(key_of(upload), CHUNK, self._today())
        try:
            self._receive_all(upload, first, source, lengths, broken)
        except Unknown:
            raise NoRoom from None
        except BaseException:
            self._forget(upload)
            raise

    def _receive_all(
        self,
        upload: UploadId,
        piece: bytes,
        source: Source,
        lengths: frozenset[int],
        broken: Callable[[], bool],
    ) -> None:
        held = 0
        while piece:
            fitting = [length for length in lengths if length >= held + len(piece)]
            if not fitting:
                raise TooLarge
            # The row says what a declared upload would say, so that it does not tell the route.
            self._store.append(key_of(upload), held, piece, min(fitting))
            held += len(piece)
            piece = read_full(source, CHUNK)
        if held not in lengths:
            raise WrongLength
        if broken():
            raise Broken
        self._store.finish(key_of(upload), held, self._today())

    def _admit(self, length: int) -> UploadId:
        if length > LONGEST:
            raise TooLarge
        if length not in self._shelf.lengths(self._now()):
            raise WrongLength
        return UploadId(secrets.token_hex(16))

    def _receive(
        self,
        upload: UploadId,
        held: int,
        piece: bytes,
        source: Source,
        length: int,
        turn: bytes | None = None,
    ) -> int:
        while piece:
            last = None
            if held + len(piece) == length:
                self._refuse_more(source)
                last = self._today()
            self._store.append(key_of(upload), held, piece, last=last, turn=turn)
            held += len(piece)
            piece = b"" if last else read_full(source, min(CHUNK - held % CHUNK, length - held))
        return held

    @staticmethod
    def _refuse_more(source: Source) -> None:
        """A body that goes on behind the declared end belongs to no upload of ours."""
        if source.read(1):
            raise TooLarge

    def _forget(self, upload: UploadId) -> None:
        with contextlib.suppress(Unknown, Finished):
            self._store.drop(key_of(upload))
