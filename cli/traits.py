"""What the accounts of a vault tell, side by side: a summary, so that no case is opened to compare.

VAULT/traits/
├── key.age    the summary's identity, sealed to the vault
└── told.age   case → digests of the places, units, callings, dates … in it, sealed to that identity

It can be made again from the cases, and is, where it cannot be opened or another engine made it.
When a witness withdraws, its identity is destroyed as a case's is, and what is left is sealed to a
new one: no earlier copy of the summary that a disk still holds can then be opened.

Source: docs/spec/vault.md, section 9.
"""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

from cli import files, sealed
from cli.case import KEY, erase, unwrap
from cli.errors import VaultDamaged
from cli.index import Index
from cli.vault import TRAITS, Vault
from crypto.keys import HybridIdentity

TOLD: Final = "told.age"
_LETTERS: Final = 8  # of one digest: cli/redaction/elsewhere.py


@dataclass(frozen=True, slots=True)
class Summary:
    """What is in the file.

    parts:     case → digests
    edition:   of the engine that made them; those of two do not meet
    withdrawn: how many cases had been when the key was made
    """

    parts: Mapping[str, str]
    edition: str
    withdrawn: int

    def to_value(self) -> dict[str, Any]:
        """Return a JSON object; `from_value` reads it."""
        return asdict(self)

    @classmethod
    def from_value(cls, value: Mapping[str, Any]) -> Summary:
        """Read what `to_value` made. Raises ValueError, TypeError or KeyError on anything else."""
        parts = {str(case): part for case, part in value["parts"].items()}
        if not all(isinstance(part, str) and len(part) % _LETTERS == 0 for part in parts.values()):
            raise ValueError("a part is no row of digests")
        return cls(parts, str(value["edition"]), int(value["withdrawn"]))


def load(vault: Vault, index: Index) -> Summary:
    """Return what is known of the cases that the list has, nothing where none was ever counted.

    The vault's lock is held. What an earlier command left undone is done: nothing of a case that
    was withdrawn can be opened after this.
    """
    folder = vault.path / TRAITS
    if not folder.exists():
        return Summary({}, "", len(index.withdrawn))
    try:
        value = sealed.load_value(folder / TOLD, unwrap(folder, vault.identity))
        summary = Summary.from_value(value)
    except (VaultDamaged, AttributeError, TypeError, ValueError, KeyError):
        summary = Summary({}, "", -1)  # the cases tell it again
    parts = {case: part for case, part in summary.parts.items() if case in index.cases}
    left = Summary(parts, summary.edition, len(index.withdrawn))
    if summary.withdrawn != left.withdrawn:
        erase(folder)
        if parts:
            store(vault, left)
    return left


def store(vault: Vault, summary: Summary) -> None:
    """Write the summary in place of what was there. `load` came before, under the same lock."""
    folder = vault.path / TRAITS
    value = summary.to_value()
    if folder.exists():
        recipient = unwrap(folder, vault.identity).recipient()
        sealed.store_value(folder / TOLD, value, recipient)
        return
    part = vault.path / f"{files.PART}{secrets.token_hex(8)}"
    with files.told(folder):
        part.mkdir(mode=files.FOLDER_MODE)
        try:
            identity = HybridIdentity.generate()
            key = sealed.seal(f"{identity}\n".encode(), vault.identity.recipient())
            files.write(part / KEY, key, sync_name=False)
            sealed.store_value(part / TOLD, value, identity.recipient(), sync_name=False)
            files.sync_folder(part)
            part.rename(folder)
        except BaseException:
            shutil.rmtree(part, ignore_errors=True)
            raise
        files.sync_folder(vault.path)
