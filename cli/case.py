"""One case: a folder named by chance, everything in it sealed to the case's own key.

key.age        the case's identity, sealed to the vault: the one file that destroying must erase
testimony.age  the tar as the witness sealed it, byte for byte, sealed anew
record.age     what the index says about the case
*.age          an editor's work: proposal, decisions, ledger

Source: docs/spec/vault.md, section 4.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NewType

from cli import files, sealed
from cli.attachments.texts import with_texts
from cli.errors import InputError, VaultDamaged
from cli.index import Record
from crypto.age import DecryptReader
from crypto.errors import CryptoError
from crypto.keys import HybridIdentity
from crypto.testimony import Reader, Testimony

CaseId = NewType("CaseId", str)

ALPHABET: Final = (
    "abcdefghjkmnpqrstuvwxyz23456789"  # no i, l, o, 0, 1: read aloud, typed from paper
)
ID_LETTERS: Final = 6  # 31^6 = 887 million; taken ones are drawn again

KEY: Final = "key.age"
TESTIMONY: Final = "testimony.age"
RECORD: Final = "record.age"
ATTACHMENTS: Final = "attachments"  # what was made of its files: cli/attachments/shelf.py
_PIECE: Final = 256 * 1024


@dataclass(frozen=True, slots=True)
class Case:
    """A case whose key was unwrapped."""

    id: CaseId
    folder: Path
    identity: HybridIdentity

    def load(self, name: str) -> dict[str, Any] | None:
        """Return an editor's work by its name, None if there is none yet."""
        path = self.folder / f"{name}.age"
        return sealed.load_value(path, self.identity) if path.exists() else None

    def store(self, name: str, value: Any) -> None:
        """Write an editor's work, sealed to this case."""
        sealed.store_value(self.folder / f"{name}.age", value, self.identity.recipient())

    def record(self) -> Record:
        """Return the case's record. Raises VaultDamaged."""
        path = self.folder / RECORD
        try:
            return Record.from_value(sealed.load_value(path, self.identity))
        except (TypeError, ValueError, KeyError) as error:
            raise VaultDamaged(f"{path} opens but is no record of a case.") from error

    @contextlib.contextmanager
    def testimony(self) -> Iterator[Reader]:
        """Open the testimony for reading; plaintext stays in memory.

        raises: VaultDamaged, from the block as well, if any of it does not authenticate
        """
        path = self.folder / TESTIMONY
        try:
            with files.reading(path) as file:
                yield Reader(DecryptReader(file, [self.identity]))
        except (CryptoError, InputError) as error:
            raise VaultDamaged(
                f"The testimony of case {self.id} cannot be read: {error}",
                "Put back its folder from the second copy of the vault.",
            ) from error

    def content(self) -> Testimony:
        """Return what the witness wrote, texts that an editor took from their files included."""
        with self.testimony() as reader:
            account = reader.testimony
        return with_texts(account, self.load(ATTACHMENTS))

    def verify(self, record: Record) -> None:
        """Read the whole testimony back from the disk and check it against its record.

        raises: VaultDamaged
        """
        path = self.folder / TESTIMONY
        if digest(path) != record.stored:
            raise VaultDamaged(
                f"The testimony of case {self.id} is not the file that was written.",
                "Put back its folder from the second copy of the vault.",
            )
        with self.testimony() as reader:
            drain(reader)


def new_id(cases: Path) -> CaseId:
    """Draw the id of a new case, under which nothing lies in the folder of cases."""
    while True:
        drawn = "".join(secrets.choice(ALPHABET) for _ in range(ID_LETTERS))
        if not os.path.lexists(cases / drawn):
            return CaseId(drawn)


def drain(reader: Reader) -> list[tuple[str, int]]:
    """Read every attachment to its end, so that all of the tar is checked; return names, sizes."""
    found = []
    for name, size, source in reader.attachments():
        while source.read(_PIECE):
            pass
        found.append((name, size))
    return found


def erase(folder: Path) -> None:
    """Destroy a case: its key first, which is enough, then the rest.

    The key is overwritten in place. A flash disk may keep an old copy of it in a worn block, sealed
    to the vault; against who has vault and passphrase only the destruction of the disk helps.
    """
    key = folder / KEY
    with files.told(folder):
        if key.exists():
            with key.open("r+b", buffering=0) as file:
                file.write(secrets.token_bytes(key.stat().st_size))
                os.fsync(file.fileno())
            key.unlink()
        shutil.rmtree(folder)
        files.sync_folder(folder.parent)


def digest(path: Path) -> str:
    """Return the SHA-256 of a file as hex. Raises InputError if it cannot be read."""
    found = hashlib.sha256()
    with files.reading(path) as file:
        while piece := file.read(_PIECE):
            found.update(piece)
    return found.hexdigest()


def unwrap(folder: Path, vault: HybridIdentity) -> HybridIdentity:
    """Return the identity of the case in `folder`. Raises VaultDamaged."""
    text = sealed.load_bytes(folder / KEY, vault)
    try:
        return HybridIdentity.parse(text.decode("ascii").strip())
    except (UnicodeDecodeError, CryptoError) as error:
        raise VaultDamaged(f"{folder / KEY} opens but holds no key.") from error
