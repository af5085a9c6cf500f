"""Taking envelopes into the vault: open with the epoch's key, seal to a new case's, in one pass.

What was opened exists only in memory, one chunk at a time: the same bytes that are checked on
the way are sealed at once, into a folder that gets its name only when both last chunks are
verified. So no plaintext is ever a file, and a pulled plug leaves a case whole or not at all.

Source: docs/spec/vault.md, section 6.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import secrets
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import BinaryIO, ClassVar, Final

from cli import files, sealed, traits
from cli.case import KEY, RECORD, TESTIMONY, CaseId, drain, erase, new_id
from cli.commitments import COMMITMENTS, Commitment, commit, to_value
from cli.epochs import EpochKey
from cli.errors import OutputError
from cli.index import Index, Record, Settled
from cli.settings import Settings
from cli.vault import Vault
from crypto import envelope
from crypto.age import DecryptReader, EncryptWriter
from crypto.errors import CryptoError
from crypto.files import Sink, Source
from crypto.handover import Entry, Reader
from crypto.keys import HybridIdentity
from crypto.reply import Withdrawal
from crypto.structure import Stanza
from crypto.testimony import Reader as TestimonyReader
from crypto.testimony import Testimony

INDEX_EVERY: Final = 64  # cases between two writes of the index; the rest is found by `adopt`
_PIECE: Final = 256 * 1024


@dataclass(frozen=True, slots=True)
class Aside:
    """An envelope that was not taken in, and why."""

    envelope: str
    reason: str


@dataclass(slots=True)
class Outcome:
    """What one collection did. It is filled while it runs, so that a stopped one can tell too.

    listed:  how many envelopes the handover names
    taken:   new cases
    adopted: cases that an earlier collection finished without entering them
    known:   envelopes that were opened before
    aside:   envelopes that could not be taken in
    withdrawn: cases that their witnesses took back; no content of them is left
    exported:  those of them of which an account was exported before
    wishes:    messages that withdrew something
    """

    listed: int = 0
    taken: list[CaseId] = field(default_factory=list)
    adopted: list[CaseId] = field(default_factory=list)
    known: int = 0
    aside: list[Aside] = field(default_factory=list)
    withdrawn: list[str] = field(default_factory=list)
    exported: list[str] = field(default_factory=list)
    wishes: int = 0


class Collector:
    """One collection into one vault, whose lock is held."""

    def __init__(self, vault: Vault, keys: Sequence[EpochKey], day: date, outcome: Outcome) -> None:
        self._vault = vault
        self._keys = keys
        self._day = day
        self._outcome = outcome
        self._settings: Settings = vault.settings()
        self._index: Index = vault.index()
        self._unsaved = 0

    def run(self, source: BinaryIO, show: Callable[[str], None]) -> None:
        """Take in every envelope of a handover that can be.

        raises: HandoverError where the handover itself ends early or is none; what came before
                is kept
        """
        self._outcome.adopted = self._vault.adopt(self._index)
        self._unsaved = len(self._outcome.adopted)
        traits.load(self._vault, self._index)  # ends what a withdrawal had begun
        try:
            handover = Reader(source)
            self._outcome.listed = len(handover.entries)
            for number, (entry, stream) in enumerate(handover, 1):
                show(f"{number} of {self._outcome.listed} envelopes")
                self._envelope(entry, stream)
        except BaseException:
            # The cases are safe without the index; what failed first is what must be told.
            with contextlib.suppress(OutputError):
                self._save()
            raise
        self._save()

    def _save(self) -> None:
        if self._unsaved:
            self._vault.store_index(self._index)
            self._unsaved = 0

    def _envelope(self, entry: Entry, stream: Source) -> None:
        seen = seen_hash(self._settings.seen_key, entry.sha256)
        try:
            if seen in self._index.seen:
                _drain(stream)  # the list could lie about a known one
                self._outcome.known += 1
                return
            self._take(entry, seen, stream)
        except CryptoError as error:
            self._outcome.aside.append(Aside(entry.id, str(error)))
            with contextlib.suppress(CryptoError):
                _drain(stream)
            return
        self._unsaved += 1
        if self._unsaved >= INDEX_EVERY:
            self._save()

    def _take(self, entry: Entry, seen: str, stream: Source) -> None:
        cases = self._vault.path / "cases"
        while (case := new_id(cases)) in self._index.withdrawn:
            pass
        part = cases / f"{files.PART}{secrets.token_hex(8)}"
        identity = HybridIdentity.generate()
        with files.told(part):
            part.mkdir(mode=files.FOLDER_MODE)
        try:
            opened = self._reseal(stream, part, identity)
            if opened.reader.withdrawal is not None:
                self._obey(opened.reader.withdrawal, entry, seen, opened.epoch)
                return
            record = self._record(entry, seen, opened)
            if record.author and record.author in self._index.spent:
                self._index.withdraw(case, record)
                self._outcome.withdrawn.append(case)
                return
            key = sealed.seal(f"{identity}\n".encode(), self._vault.identity.recipient())
            files.write(part / KEY, key, sync_name=False)
            recipient = identity.recipient()
            sealed.store_value(part / RECORD, record.to_value(), recipient, sync_name=False)
            sealed.store_value(
                part / f"{COMMITMENTS}.age", to_value(opened.made), recipient, sync_name=False
            )
            with files.told(cases / case):
                files.sync_folder(part)
                part.rename(cases / case)
                files.sync_folder(cases)
        finally:
            # What did not become a case never had its key written: nobody can open what is removed.
            shutil.rmtree(part, ignore_errors=True)
        self._index.add(case, record)
        self._outcome.taken.append(case)

    def _record(self, entry: Entry, seen: str, opened: _Opened) -> Record:
        account = opened.reader.testimony
        reply = account.reply
        return Record(
            envelope=entry.id,
            sha256=entry.sha256,
            seen=seen,
            stored=opened.stored,
            day=self._day,
            epoch=opened.epoch,
            claimed=self._settings.serial_of(account.manifest),
            language=account.language,
            publish=consent_to_publish(account),
            letters=sum(len("".join(answer)) for answer in account.answers.values()),
            attachments=len(account.listed),
            author=seen_hash(self._settings.seen_key, reply.withdrawal.hex()) if reply else "",
            danger=danger(account),
            court=account.consent.get("court") == "yes",
        )

    def _obey(self, withdrawal: Withdrawal, entry: Entry, seen: str, epoch: int) -> None:
        """Destroy every case of the codename that withdraws, before anything of them is shown.

        The index is written first: if the plug is pulled, `adopt` ends what was begun.
        """
        digest = hashlib.sha256(withdrawal.value).hexdigest()
        author = seen_hash(self._settings.seen_key, digest)
        index, outcome = self._index, self._outcome
        if author not in index.spent:
            index.spent.append(author)
        index.seen[seen] = epoch
        index.settled.append(Settled(entry.id, entry.sha256, self._day))
        gone = [case for case, record in index.cases.items() if record.author == author]
        for case in gone:
            # Work that went on after an export hides its word in the list, not its ledger.
            ledger = self._vault.path / "cases" / case / "ledger.age"
            if ledger.exists() or index.work.get(case, "").startswith("exported"):
                outcome.exported.append(case)
            index.withdraw(case, index.cases[case])
        self._vault.store_index(index)
        self._unsaved = 0
        traits.load(self._vault, index)  # takes out their parts, and destroys the key they had
        for case in gone:
            erase(self._vault.path / "cases" / case)
        outcome.taken = [case for case in outcome.taken if case not in gone]
        outcome.adopted = [case for case in outcome.adopted if case not in gone]
        outcome.withdrawn += gone
        outcome.wishes += 1

    def _reseal(self, stream: Source, part: Path, identity: HybridIdentity) -> _Opened:
        opened, epoch = open_envelope(stream, self._keys)
        with files.new_file(part / TESTIMONY, sync_name=False) as file:
            sink = _Hashing(file)
            writer = EncryptWriter(sink, [identity.recipient()])
            copying = _Copying(opened, writer)
            reader = TestimonyReader(copying)
            made: tuple[Commitment, ...] = ()
            if reader.withdrawal is None:
                made = commit(reader)
            else:
                drain(reader)
            _drain(copying)
            _drain(stream)
            writer.close()
        return _Opened(reader, made, epoch, sink.hexdigest())


@dataclass(frozen=True, slots=True)
class _Opened:
    """An envelope that was read to its end.

    made:   commitments to its fields, none for a withdrawal
    stored: SHA-256 of what was sealed anew
    """

    reader: TestimonyReader
    made: tuple[Commitment, ...]
    epoch: int
    stored: str


def seen_hash(key: str, sha256: str) -> str:
    """Return what is remembered of an envelope: HMAC-SHA-256 of its digest, under a vault's key.

    Of a codename the same is remembered: of the digest of its withdrawal value.

    key, sha256: hex
    """
    return hmac.new(bytes.fromhex(key), bytes.fromhex(sha256), hashlib.sha256).hexdigest()


def consent_to_publish(account: Testimony) -> str:
    """Return "yes", "retell" or "no"; whatever else a witness's file says means no."""
    said = account.consent.get("publish", "no")
    return said if isinstance(said, str) and said in ("yes", "retell") else "no"


def danger(account: Testimony) -> str:
    """Return "yes", "unsure" or "": what a witness answered to whether they are in danger now.

    The question's id is `danger`; every answer to it but `no` counts at least as unsure.
    """
    said = account.answers.get("danger", "no")
    said = said if isinstance(said, str) else " ".join(said)
    return said if said == "yes" else "" if said.strip() in ("", "no") else "unsure"


class _EpochIdentity:
    """An epoch's identity that remembers whether it was the one that fitted."""

    kind: ClassVar[str] = HybridIdentity.kind

    def __init__(self, key: EpochKey) -> None:
        self.serial = key.serial
        self.fitted = False
        self._identity = key.identity

    def unwrap(self, stanza: Stanza) -> bytes | None:
        """See crypto.keys.Identity.unwrap."""
        file_key = self._identity.unwrap(stanza)
        self.fitted = self.fitted or file_key is not None
        return file_key


def open_envelope(source: Source, keys: Sequence[EpochKey]) -> tuple[DecryptReader, int]:
    """Return a reader of what is inside, and the serial of the epoch whose key opened it.

    raises: HeaderError, HeaderMacError, NoMatch
    """
    identities = [_EpochIdentity(key) for key in keys]
    opened = envelope.open_reader(source, identities)
    return opened, next(identity.serial for identity in identities if identity.fitted)


class _Copying:
    """A source whose bytes are sealed as they are read."""

    def __init__(self, source: DecryptReader, writer: EncryptWriter) -> None:
        self._source = source
        self._writer = writer

    def read(self, size: int, /) -> bytes:
        data = self._source.read(size)
        self._writer.write(data)
        return data


class _Hashing:
    """A sink that knows the SHA-256 of what went through it."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        self._digest = hashlib.sha256()

    def write(self, data: bytes | memoryview, /) -> None:
        self._digest.update(data)
        self._sink.write(data)

    def hexdigest(self) -> str:
        return self._digest.hexdigest()


def _drain(source: Source) -> None:
    while source.read(_PIECE):
        pass
