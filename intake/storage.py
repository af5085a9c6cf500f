"""Ciphertext in one SQLite file: the only module that speaks to the database.

Every write is one short transaction that no network read can interrupt, and is on the disk
(`synchronous=FULL`) when its method returns. All bodies lie in chunk rows of one length, however
they came, so that rows tell neither the route nor the pieces of an upload. Keys are random, the
day is the finest time. Why one file, and what the nightly rewrite costs: decision 0011.
"""

import secrets
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DatabaseError

from intake.budget import Budget, Held, Sort, sort_of
from intake.kept import EnvelopeId, Key, Progress, StoreError
from intake.refusals import Busy, Finished, NoRoom, Offset, Unknown

CHUNK = 256 * 1024  # bytes of one row; the last row of an envelope is shorter
TURN = 8  # random bytes
MAX_UNFINISHED = 4096  # rows; an upload without a byte takes a row but no budget
SQLITE_BUSY, SQLITE_FULL = 5, 13
BUSY_PAUSES = (0.002,) * 50 + (0.05,) * 400  # seconds; 20 in all, then come back later

meta = sa.MetaData()
Kind = type[sa.types.TypeEngine[Any]]


def _table(name: str, key: dict[str, Kind], rest: dict[str, Kind]) -> sa.Table:
    """A table that is itself the index, so that its file order is its key order after VACUUM."""
    columns = [sa.Column(column, kind, primary_key=True) for column, kind in key.items()]
    columns += [sa.Column(column, kind, nullable=False) for column, kind in rest.items()]
    return sa.Table(name, meta, *columns, sqlite_with_rowid=False)


BYTES, NUMBER, DAY = sa.LargeBinary, sa.Integer, sa.Date

envelopes = _table("envelopes", {"id": BYTES}, {"length": NUMBER, "day": DAY})
chunks = _table("chunks", {"id": BYTES, "number": NUMBER}, {"body": BYTES})
uploads = _table(
    "uploads",
    {"key": BYTES},
    {"envelope": BYTES, "length": NUMBER, "held": NUMBER, "day": DAY, "turn": BYTES},
)
finished = _table("finished", {"key": BYTES}, {"length": NUMBER, "day": DAY})
# Bytes held, kept beside the rows so that no request has to add them up.
room = _table("room", {"sort": sa.Text}, {"bytes": NUMBER})
served = _table("served", {"serial": NUMBER}, {})


def _code(error: DatabaseError) -> int:
    return getattr(error.orig, "sqlite_errorcode", 0) & 0xFF


@contextmanager
def _refusing() -> Iterator[None]:
    """Turn what the database reports into our own words; statements and values stay out."""
    try:
        yield
    except DatabaseError as error:
        if _code(error) == SQLITE_FULL:
            raise NoRoom from None
        raise StoreError(f"The database cannot be used: {error.orig}.") from None


class Snapshot:
    """The envelopes as they were at one moment, for as long as its block lasts."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def envelopes(self) -> list[tuple[EnvelopeId, int]]:
        """Id and length of every envelope, in random order."""
        rows = self._connection.execute(sa.select(envelopes.c.id, envelopes.c.length))
        listed = [(EnvelopeId(row.id), int(row.length)) for row in rows]
        secrets.SystemRandom().shuffle(listed)
        return listed

    def body(self, envelope: EnvelopeId) -> Iterator[bytes]:
        """The bytes of one envelope, a chunk at a time; nothing if there is no such envelope."""
        number = 0
        query = sa.select(chunks.c.body).where(chunks.c.id == envelope)
        while body := self._connection.scalar(query.where(chunks.c.number == number)):
            yield body
            number += 1


class Store:
    """The database of one data folder."""

    def __init__(self, path: Path, budget: Budget, mode: str = "rw") -> None:
        self._budget = budget
        self._uri = f"{path.resolve().as_uri()}?mode={mode}"
        self._engine = sa.create_engine(
            "sqlite://", creator=self._connect, poolclass=sa.QueuePool, max_overflow=-1
        )

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self._uri, uri=True, timeout=0, isolation_level=None, check_same_thread=False
        )
        for pragma in ("synchronous=FULL", "secure_delete=ON"):
            connection.execute(f"PRAGMA {pragma}").close()
        return connection

    @classmethod
    def create(cls, path: Path, budget: Budget) -> None:
        """Make an empty database."""
        store = cls(path, budget, "rwc")
        with store._engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA journal_mode=WAL")
            meta.create_all(connection)
            connection.execute(
                room.insert(), [{"sort": s, "bytes": 0} for s in ("text", "other", "unfinished")]
            )
            connection.commit()
        store.close()

    def close(self) -> None:
        self._engine.dispose()

    # ---- transactions ---------------------------------------------------------------------

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """One transaction, durable when the block ends; nothing of it remains if it raises."""
        with _refusing(), self._engine.connect() as connection:
            self._patiently(connection, "BEGIN IMMEDIATE")
            yield connection
            connection.commit()

    @staticmethod
    def _patiently(connection: Connection, statement: str) -> None:
        """Run what needs the lock of the file, waiting without holding up other requests."""
        for pause in BUSY_PAUSES:
            try:
                connection.exec_driver_sql(statement)
            except DatabaseError as error:
                if _code(error) != SQLITE_BUSY:
                    raise
                time.sleep(pause)
            else:
                return
        raise Busy

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        """The database as it is at this moment, for as long as the block lasts."""
        with _refusing(), self._engine.connect() as connection:
            connection.exec_driver_sql("BEGIN")
            self._patiently(connection, "SELECT 1 FROM room")
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Snapshot]:
        with self._reading() as connection:
            yield Snapshot(connection)

    # ---- uploads --------------------------------------------------------------------------

    def start(self, key: Key, length: int, day: date) -> None:
        """Open an upload that holds nothing yet."""
        with self._writing() as connection:
            if self._count(connection, uploads) >= MAX_UNFINISHED:
                self._evict(connection, spare=None)
            new = {"envelope": secrets.token_bytes(16), "turn": secrets.token_bytes(TURN)}
            connection.execute(
                uploads.insert().values(key=key, length=length, held=0, day=day, **new)
            )

    def take_turn(self, key: Key) -> tuple[Progress, bytes]:
        """What is held now, and the turn to add more; whoever had one before adds nothing more.

        So what is told stays true where a line broke and nobody noticed. Turns are random: a count
        would tell by which route the bytes came.
        raises: Unknown, Finished
        """
        with self._writing() as connection:
            row = self._upload(connection, key)
            turn = secrets.token_bytes(TURN)
            connection.execute(uploads.update().where(uploads.c.key == key).values(turn=turn))
        return Progress(row.held, row.length, row.day), turn

    def append(
        self,
        key: Key,
        at: int,
        data: bytes,
        length: int | None = None,
        last: date | None = None,
        turn: bytes | None = None,
    ) -> None:
        """Add `data` at offset `at`; it must not reach over the end of a chunk.

        turn:   from `take_turn`; None where nobody else knows of the upload
        length: set where the whole is not known beforehand: what the row says until the end
        last:   the day, with the last bytes: they and the end of the upload are one transaction
        raises: Unknown, Finished, Offset, NoRoom
        """
        with self._writing() as connection:
            row = self._upload(connection, key)
            if row.held != at or turn not in (None, row.turn):
                raise Offset
            self._hold(connection, "unfinished", len(data), spare=key)
            number, tail = divmod(at, CHUNK)
            if tail + len(data) > CHUNK:
                raise ValueError("a piece reaches over the end of its chunk")
            here = (chunks.c.id == row.envelope) & (chunks.c.number == number)
            if tail:
                body = (connection.scalar(sa.select(chunks.c.body).where(here)) or b"") + data
                connection.execute(chunks.update().where(here).values(body=body))
            else:
                new = {"id": row.envelope, "number": number, "body": data}
                connection.execute(chunks.insert().values(new))
            connection.execute(
                uploads.update()
                .where(uploads.c.key == key)
                .values(held=at + len(data), length=length or row.length)
            )
            if last:
                self._finish(connection, key, row.envelope, at + len(data), last)

    def finish(self, key: Key, length: int, day: date) -> None:
        """Turn a whole upload into an envelope under an id that its uploader never saw."""
        with self._writing() as connection:
            row = self._upload(connection, key)
            if row.held != length:
                raise Offset
            self._finish(connection, key, row.envelope, length, day)

    def put(self, key: Key, body: bytes, day: date) -> None:
        """Take a whole envelope of at most one chunk in one transaction.

        It never waits among the unfinished, so that words never compete with them.
        """
        envelope = secrets.token_bytes(16)
        with self._writing() as connection:
            self._hold(connection, sort_of(len(body)), len(body))
            connection.execute(chunks.insert().values(id=envelope, number=0, body=body))
            self._keep(connection, key, EnvelopeId(envelope), len(body), day)

    def progress(self, key: Key) -> Progress:
        """raises: Unknown"""
        with self._reading() as connection:
            row = connection.execute(sa.select(uploads).where(uploads.c.key == key)).first()
            if row:
                return Progress(row.held, row.length, row.day)
            row = connection.execute(sa.select(finished).where(finished.c.key == key)).first()
            if row:
                return Progress(row.length, row.length, row.day)
        raise Unknown

    def drop(self, key: Key) -> None:
        """End an unfinished upload and remove its bytes.

        raises: Unknown, Finished
        """
        with self._writing() as connection:
            self._drop(connection, self._upload(connection, key))

    def _upload(self, connection: Connection, key: Key) -> sa.Row[Any]:
        row = connection.execute(sa.select(uploads).where(uploads.c.key == key)).first()
        if row is None:
            gone = sa.select(finished.c.key).where(finished.c.key == key)
            raise Finished if connection.scalar(gone) else Unknown
        return row

    def _finish(
        self, connection: Connection, key: Key, envelope: EnvelopeId, length: int, day: date
    ) -> None:
        connection.execute(uploads.delete().where(uploads.c.key == key))
        self._count_bytes(connection, "unfinished", -length)
        self._count_bytes(connection, sort_of(length), length)
        self._keep(connection, key, envelope, length, day)

    def _keep(
        self, connection: Connection, key: Key, envelope: EnvelopeId, length: int, day: date
    ) -> None:
        connection.execute(envelopes.insert().values(id=envelope, length=length, day=day))
        connection.execute(finished.insert().values(key=key, length=length, day=day))

    def _drop(self, connection: Connection, row: sa.Row[Any]) -> None:
        connection.execute(chunks.delete().where(chunks.c.id == row.envelope))
        connection.execute(uploads.delete().where(uploads.c.key == row.key))
        self._count_bytes(connection, "unfinished", -row.held)

    # ---- room -----------------------------------------------------------------------------

    def _hold(
        self, connection: Connection, sort: Sort, size: int, spare: Key | None = None
    ) -> None:
        """Count `size` more bytes of a sort, or raise NoRoom."""
        held = self._held(connection)
        while sort == "unfinished" and not self._budget.pool_allows(held, size):
            self._evict(connection, spare)
            held = self._held(connection)
        if not self._budget.allows(held, sort, size):
            raise NoRoom
        self._count_bytes(connection, sort, size)

    def _evict(self, connection: Connection, spare: Key | None) -> None:
        """Remove a random unfinished upload; `spare` is the one that asks."""
        others = sa.select(uploads).where(uploads.c.key != (spare or b"")).order_by(uploads.c.key)
        point = secrets.token_bytes(32)  # keys are hashes: even over the whole range
        row = connection.execute(others.where(uploads.c.key >= point).limit(1)).first()
        row = row or connection.execute(others.limit(1)).first()
        if row is None:
            raise NoRoom
        self._drop(connection, row)

    @staticmethod
    def _count_bytes(connection: Connection, sort: Sort, change: int) -> None:
        connection.execute(
            room.update().where(room.c.sort == sort).values(bytes=room.c.bytes + change)
        )

    @staticmethod
    def _held(connection: Connection) -> Held:
        return Held(**{row.sort: row.bytes for row in connection.execute(sa.select(room))})

    @staticmethod
    def _count(connection: Connection, table: sa.Table) -> int:
        return connection.scalar(sa.select(sa.func.count()).select_from(table)) or 0

    def held(self) -> Held:
        with self._reading() as connection:
            sums = self._held(connection)
            count = self._count(connection, envelopes)
        return replace(sums, envelopes=count)

    # ---- the operator's side --------------------------------------------------------------

    def serial(self) -> int | None:
        """The highest manifest serial that was ever served."""
        with self._reading() as connection:
            serial: int | None = connection.scalar(sa.select(sa.func.max(served.c.serial)))
        return serial

    def raise_serial(self, serial: int) -> None:
        with self._writing() as connection:
            connection.execute(served.delete())
            connection.execute(served.insert().values(serial=serial))

    def delete(self, ids: Sequence[EnvelopeId]) -> None:
        """Remove envelopes in one transaction. `rewrite` makes them unreadable on the disk."""
        with self._writing() as connection:
            for envelope in ids:
                self._delete(connection, envelope)

    def _delete(self, connection: Connection, envelope: bytes) -> None:
        here = envelopes.c.id == envelope
        length = connection.scalar(sa.select(envelopes.c.length).where(here))
        if length is not None:
            connection.execute(chunks.delete().where(chunks.c.id == envelope))
            connection.execute(envelopes.delete().where(here))
            self._count_bytes(connection, sort_of(length), -length)

    def expire(self, uploads_before: date, envelopes_before: date) -> tuple[int, int]:
        """Remove uploads, their memories, and envelopes older than the given days.

        returns: how many unfinished uploads and how many envelopes went
        """
        with self._writing() as connection:
            over = uploads.c.day < uploads_before
            ended = connection.execute(sa.select(uploads).where(over)).all()
            for row in ended:
                self._drop(connection, row)
            connection.execute(finished.delete().where(finished.c.day < uploads_before))
            past = envelopes.c.day < envelopes_before
            old = connection.scalars(sa.select(envelopes.c.id).where(past)).all()
            for envelope in old:
                self._delete(connection, envelope)
        return len(ended), len(old)

    def rewrite(self) -> None:
        """Write the file anew in key order and empty the WAL.

        Afterwards neither file offsets tell the order of arrival nor does anything that was
        deleted remain in the files. Needs free disk space of twice the database.
        raises: Busy if another process would not let go
        """
        with _refusing(), self._engine.connect() as connection:
            self._patiently(connection, "VACUUM")
            for pause in BUSY_PAUSES:
                busy = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()[0]
                if not busy:
                    return
                time.sleep(pause)
        raise Busy
