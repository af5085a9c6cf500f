"""A vault: a folder in which everything but one line is sealed.

VAULT/
├── vault           "testimony-vault v1"
├── lock            held by the one command that writes
├── identity.age    the vault's identity, locked by the passphrase (scrypt)
├── desk.age        the desk's signing key
├── settings.age    newsroom, epochs, counters (cli/settings.py)
├── index.age       the list of cases (cli/index.py)
├── traits/         what their accounts tell, side by side (cli/traits.py)
├── cases/ID/       one case each (cli/case.py)
├── root/           the root key, unless --root-out put it elsewhere
└── epochs/         the epochs' private halves, unless --epochs-out put them elsewhere

Source: docs/spec/vault.md.
"""

from __future__ import annotations

import contextlib
import io
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cli import files, lock, sealed
from cli.case import KEY, Case, CaseId, erase, unwrap
from cli.errors import (
    NoSuchCase,
    NoVault,
    PassphraseError,
    VaultDamaged,
    VaultExists,
    Withdrawn,
)
from cli.index import Index
from cli.settings import Settings
from crypto import age
from crypto.errors import CryptoError, WrongPassphrase
from crypto.keys import HybridIdentity, ScryptIdentity, ScryptRecipient
from crypto.note import Signer

MARK: Final = b"testimony-vault v1\n"
WORK_FACTOR: Final = 20  # scrypt N = 2^20 with r = 8: 1 GiB and about 4 s on a laptop core
TRAITS: Final = "traits"
_MAX_KEY: Final = 64 * 1024  # bytes of an identity file


@dataclass(frozen=True, slots=True)
class Vault:
    """A vault whose identity was unlocked."""

    path: Path
    identity: HybridIdentity

    @classmethod
    def open(cls, path: Path, passphrase: str) -> Vault:
        """Unlock the vault at `path`; costs the scrypt work once.

        raises: NoVault, VaultDamaged, PassphraseError
        """
        require(path)
        text = unlock(path / "identity.age", passphrase)
        try:
            return cls(path, HybridIdentity.parse(text))
        except CryptoError as error:
            raise VaultDamaged(f"{path / 'identity.age'} opens but holds no key.") from error

    @contextlib.contextmanager
    def writing(self) -> Iterator[None]:
        """Be the only writer while the block runs; sweep what an earlier one left unfinished.

        raises: VaultBusy
        """
        with lock.held(self.path / "lock"):
            for folder in (self.path, self.path / "cases", self.path / TRAITS):
                for left in folder.glob(f"{files.PART}*"):
                    shutil.rmtree(left) if left.is_dir() else left.unlink()
            yield

    # ---- what it remembers ----------------------------------------------------------------

    def settings(self) -> Settings:
        """Return the vault's settings. Raises VaultDamaged."""
        path = self.path / "settings.age"
        try:
            return Settings.from_value(sealed.load_value(path, self.identity))
        except (TypeError, ValueError, KeyError) as error:
            raise VaultDamaged(f"{path} opens but holds no settings.") from error

    def store_settings(self, settings: Settings) -> None:
        """Write the settings."""
        path = self.path / "settings.age"
        sealed.store_value(path, settings.to_value(), self.identity.recipient())

    def index(self) -> Index:
        """Return the list of cases. Raises VaultDamaged."""
        path = self.path / "index.age"
        try:
            return Index.from_value(sealed.load_value(path, self.identity))
        except (TypeError, ValueError, KeyError) as error:
            raise VaultDamaged(f"{path} opens but holds no list of cases.") from error

    def store_index(self, index: Index) -> None:
        """Write the list of cases."""
        sealed.store_value(self.path / "index.age", index.to_value(), self.identity.recipient())

    def policy(self) -> str:
        """Return the policy file that holds for every case, "" if none was stored.

        raises: VaultDamaged
        """
        path = self.path / "policy.age"
        if not path.exists():
            return ""
        text = sealed.load_value(path, self.identity).get("text")
        if not isinstance(text, str):
            raise VaultDamaged(f"{path} opens but holds no policy.")
        return text

    def store_policy(self, text: str) -> None:
        """Write the policy file, sealed: its lists of words may name people."""
        path = self.path / "policy.age"
        sealed.store_value(path, {"text": text}, self.identity.recipient())

    def desk(self) -> Signer:
        """Return the key that signs receipts. Raises VaultDamaged."""
        path = self.path / "desk.age"
        try:
            return Signer.parse(sealed.load_bytes(path, self.identity).decode("ascii"))
        except (UnicodeDecodeError, CryptoError) as error:
            raise VaultDamaged(f"{path} opens but holds no signing key.") from error

    # ---- cases ------------------------------------------------------------------------------

    def case(self, name: str, index: Index | None = None) -> Case:
        """Return the case with this id, or the only one whose id begins so.

        raises: NoSuchCase, VaultDamaged
        """
        index = index or self.index()
        known = [*index.cases, *index.withdrawn]
        found = [name] if name in known else [case for case in known if case.startswith(name)]
        if len(found) != 1 or not name:
            raise NoSuchCase(
                f"{'No case' if not found else 'More than one case'} in {self.path} "
                f"{'is' if not found else 'begins with'} “{name}”.",
                f"See which there are: testimony list {self.path}",
            )
        if found[0] in index.withdrawn:
            raise Withdrawn(
                f"Case {found[0]} was withdrawn by its witness. Nothing of it is left.",
                "If its account was exported, take it back wherever it went.",
            )
        opened = self._case(CaseId(found[0]))
        if opened.record() != index.cases[opened.id]:
            raise VaultDamaged(
                f"The folder of case {opened.id} holds another case than the list says.",
                "Somebody has moved folders in the vault. Put it back from its second copy.",
            )
        return opened

    def adopt(self, index: Index) -> list[CaseId]:
        """Enter cases that lie whole in the vault but are not in the index yet.

        A case is finished by renaming its folder; if the plug was pulled before the index was
        written, it is found here. One that was withdrawn is erased, if that was not finished.
        """
        found = []
        for folder in sorted((self.path / "cases").iterdir()):
            if folder.name in index.withdrawn:
                erase(folder)
            elif folder.name not in index.cases and (folder / KEY).exists():
                case = self._case(CaseId(folder.name))
                index.add(case.id, case.record())
                found.append(case.id)
        return found

    def _case(self, case: CaseId) -> Case:
        folder = self.path / "cases" / case
        return Case(case, folder, unwrap(folder, self.identity))


def create(
    path: Path, passphrase: str, settings: Settings, desk: Signer, work: int, policy: str = ""
) -> Vault:
    """Make an empty vault at `path`. policy: the text of its policy file

    It is built in a folder beside and renamed, so that there is no half vault.
    raises: VaultExists, OutputError
    """
    require_free(path)
    files.make_folder(path.parent)
    part = path.with_name(f"{files.PART}{path.name}")
    with files.told(path):
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(mode=files.FOLDER_MODE)
        try:
            (part / "cases").mkdir(mode=files.FOLDER_MODE)
            identity = HybridIdentity.generate()
            files.write(part / "vault", MARK)
            secret = locked(f"{identity}\n", passphrase, work)
            files.write(part / "identity.age", secret)
            desk_key = sealed.seal(f"{desk.secret()}\n".encode(), identity.recipient())
            files.write(part / "desk.age", desk_key)
            made = Vault(part, identity)
            made.store_settings(settings)
            made.store_index(Index())
            if policy:
                made.store_policy(policy)
            if path.is_dir():
                path.rmdir()  # empty: require_free saw to that
            part.rename(path)
        except BaseException:
            shutil.rmtree(part, ignore_errors=True)
            raise
        files.sync_folder(path.parent)
    return Vault(path, identity)


def require(path: Path) -> None:
    """Refuse a path that holds no vault. Raises NoVault."""
    mark = path / "vault"
    if not mark.is_file():
        there = "There is no vault" if path.is_dir() else "There is nothing"
        raise NoVault(f"{there} at {path}.", f"Check the path, or make one: testimony init {path}")
    found = files.read(mark, 256)
    if found != MARK:
        raise NoVault(
            f"{path} is no vault that this version of testimony can read.",
            "Use the version it was made with, or a newer one.",
        )


def require_free(path: Path) -> None:
    """Refuse a path where something lies. Raises VaultExists."""
    if os.path.lexists(path) and not (path.is_dir() and not any(path.iterdir())):
        raise VaultExists(
            f"{path} exists already and is not an empty folder. Nothing was made.",
            "Name a folder that does not exist yet.",
        )


def locked(text: str, passphrase: str, work: int) -> bytes:
    """Return an age file that opens with the passphrase, at a work factor of 2^`work`."""
    sealed_ = io.BytesIO()
    age.encrypt(io.BytesIO(text.encode()), sealed_, [ScryptRecipient(passphrase, work)])
    return sealed_.getvalue()


def unlock(path: Path, passphrase: str) -> str:
    """Return the one line of an identity file locked by a passphrase.

    raises: InputError if the file is not there, PassphraseError, VaultDamaged
    """
    opened = io.BytesIO()
    data = files.read(path, _MAX_KEY)
    try:
        age.decrypt(io.BytesIO(data), opened, [ScryptIdentity(passphrase)])
    except WrongPassphrase as error:
        raise PassphraseError(
            f"This passphrase does not open {path}. Nothing was opened.",
            "Type it again as it stands on your paper; hyphens count.",
        ) from error
    except CryptoError as error:
        raise VaultDamaged(
            f"{path} cannot be opened: {error}", "Put it back from its second copy."
        ) from error
    return opened.getvalue().decode("utf-8", errors="replace").strip()
