"""What `testimony` refuses, and why.

ToolError                 anything the tool refuses; exit code 1
├── VaultError            about the vault folder itself
│   ├── NoVault           there is none at this path
│   ├── VaultExists       there is something already where one was to be made
│   ├── VaultBusy         another `testimony` is writing to it
│   └── VaultDamaged      a file of the vault is missing or cannot be opened
├── NoSuchCase            no case, or several, by this name
├── Withdrawn             the witness took this case back
├── PassphraseError       no passphrase could be had, or it may not be used
├── InputError            a file that was given cannot be used
├── OutputError           a file or folder cannot be written
├── NotDecided            a decision of an editor is missing
└── NotSafe               an export would still show something

Each text is a sentence: what happened, and to which thing. `hint` says what to do now.
Errors of `crypto` (crypto/errors.py) carry the same two and are shown in the same way.
"""

# ruff: noqa: N818 - the names say what is wrong

from __future__ import annotations


class ToolError(Exception):
    """A refusal with its reason."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class VaultError(ToolError):
    """Something about the vault folder."""


class NoVault(VaultError):
    """There is no vault at this path."""


class VaultExists(VaultError):
    """Something lies already where a vault was to be made."""


class VaultBusy(VaultError):
    """Another process is writing to this vault."""


class VaultDamaged(VaultError):
    """A file of the vault is missing or cannot be opened."""


class NoSuchCase(ToolError):
    """No case has this name, or several begin with it."""


class Withdrawn(ToolError):
    """The witness took this case back; nothing of it is left."""


class PassphraseError(ToolError):
    """No passphrase could be had, or this one may not be used."""


class InputError(ToolError):
    """A file that was given cannot be used."""


class OutputError(ToolError):
    """A file or folder cannot be written."""


class NotDecided(ToolError):
    """A decision that only an editor can take is missing."""


class NotSafe(ToolError):
    """An export would still show something that was to be hidden."""
