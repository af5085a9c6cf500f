"""The one passphrase of a vault: made by the tool, or had from a file or the terminal.

A made passphrase is six groups of five letters, consonants and vowels in turn, for example
`luhar-bopin-tosuk-gavib-doziz-mafut`. Sixteen consonants and four vowels give 16 bits a group,
96 bits in all: no work factor has to save it, it can be read aloud and written down without
mistaking one sign for another, and it needs no list of words.
Why: docs/decisions/0030-passphrase.md.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Final

from cli import console, files
from cli.errors import PassphraseError

CONSONANTS: Final = "bdfghjklmnprstvz"  # 16, so that one is 4 bits
VOWELS: Final = "aiou"  # 4, so that one is 2 bits
SHAPE: Final = "cvcvc"  # 16 bits
GROUPS: Final = 6
FEW_LETTERS: Final = 16  # below this a passphrase that a person chose is warned about
ENVIRONMENT: Final = "TESTIMONY_PASSPHRASE_FILE"
_MAX_FILE: Final = 4096  # bytes
_TRIES: Final = 3


def make() -> str:
    """Return a new passphrase of 96 random bits."""
    pools = {"c": CONSONANTS, "v": VOWELS}
    return "-".join("".join(secrets.choice(pools[sort]) for sort in SHAPE) for _ in range(GROUPS))


def obtain(file: Path | None) -> str:
    """Return the passphrase from `file`, the environment's file, or the terminal.

    raises: PassphraseError if there is none
    """
    if file is not None:
        return from_file(file)
    if os.environ.get(ENVIRONMENT):
        console.warn(
            f"The passphrase comes from the file that {ENVIRONMENT} names. That is for tests: "
            "whoever can read the file can open the vault."
        )
        return from_file(Path(os.environ[ENVIRONMENT]))
    typed = console.ask_secret("Passphrase of the vault: ")
    if typed is None:
        raise PassphraseError(
            "There is no terminal to ask for the passphrase on.",
            "Give it in a file: --passphrase-file FILE",
        )
    return typed.strip()


def choose(file: Path | None) -> str:
    """Return the passphrase of a vault that is being made.

    With `file`, the one that stands there. Else one is made, shown once, and asked for again.
    raises: PassphraseError if it was not typed again
    """
    if file is not None or os.environ.get(ENVIRONMENT):
        passphrase = obtain(file)
        if len(passphrase) < FEW_LETTERS:
            console.warn(
                f"This passphrase has only {len(passphrase)} letters. Whoever copies the vault can "
                "try millions of them. Without --passphrase-file a strong one is made for you."
            )
        return passphrase
    if not console.interactive():
        raise PassphraseError(
            "A new passphrase would be shown here, but this is no terminal. Nothing was made.",
            "Run it in a terminal, or give a passphrase: --passphrase-file FILE",
        )
    made = make()
    console.note("The passphrase of this vault, shown this once:")
    console.note(f"\n    {made}\n")
    console.note("Write it on paper now. Without it nothing in the vault can be opened again.")
    for _ in range(_TRIES):
        if (console.ask_secret("Type it from your paper: ") or "").strip() == made:
            return made
        console.note("That is not it. Look again; the groups are joined by hyphens.")
    raise PassphraseError(
        "The passphrase was not typed again. Nothing was made.",
        "Run the command again; it makes another one.",
    )


def from_file(path: Path) -> str:
    """Return the first line of a file, without its end. Raises PassphraseError if it is empty."""
    try:
        text = files.read(path, _MAX_FILE).decode()
    except UnicodeDecodeError as error:
        raise PassphraseError(
            f"{path} is not text in UTF-8.", "Put the passphrase on its first line."
        ) from error
    line = text.split("\n", 1)[0].strip()
    if not line:
        raise PassphraseError(f"{path} is empty.", "Put the passphrase on its first line.")
    return line
