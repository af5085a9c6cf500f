"""`testimony init`: a newsroom's keys and its vault."""

from __future__ import annotations

import secrets
from pathlib import Path

import click

from cli import console, files, passphrase
from cli.options import PATH, passphrase_option, vault_argument
from cli.redaction.policy import DEFAULT_FILE
from cli.root_words import say_fingerprint
from cli.settings import NEWSROOM, RETENTION_DAYS, Settings
from cli.vault import WORK_FACTOR, create, locked, require_free
from crypto.note import Signer

EPILOG = """\b
Example:
  testimony init ~/vault --newsroom "The Paper" --root-out /media/root-stick/root

Three keys are made. The vault's key opens what witnesses send and stays in the vault. The desk's
key signs receipts and stays there too. The root key signs manifests and nothing else: whoever has
it can speak for the newsroom, so keep it on a stick of its own, away from the vault.
"""


@click.command("init", epilog=EPILOG)
@vault_argument
@click.option("--newsroom", default=NEWSROOM, metavar="NAME", help="The name witnesses will read.")
@click.option("--onion", default="", metavar="ADDRESS", help="The server's address, if known.")
@click.option(
    "--retention",
    type=click.IntRange(1, 3650),
    default=RETENTION_DAYS,
    show_default=True,
    metavar="DAYS",
    help="How long the server keeps what nobody fetches.",
)
@click.option(
    "--root-out", type=PATH, metavar="DIR", help="Write the root key here, not into the vault."
)
@passphrase_option
@click.option("--work-factor", type=click.IntRange(1, 22), default=WORK_FACTOR, hidden=True)
def command(
    vault: Path,
    newsroom: str,
    onion: str,
    retention: int,
    root_out: Path | None,
    passphrase_file: Path | None,
    work_factor: int,
) -> None:
    """Make a newsroom's keys and its vault.

    The passphrase is made for you and shown once: write it on paper. It locks the vault and the
    root key. Nothing can be opened without it, by nobody.
    """
    require_free(vault)
    if root_out is not None:
        require_free(root_out)
    if work_factor < WORK_FACTOR:
        console.warn(
            f"A work factor of {work_factor} makes guessing the passphrase "
            f"{2 ** (WORK_FACTOR - work_factor)} times cheaper than the usual {WORK_FACTOR}."
        )
    phrase = passphrase.choose(passphrase_file)
    root = Signer.generate("testimony-root")
    desk = Signer.generate("testimony-desk")
    settings = Settings(
        newsroom=newsroom,
        onion=onion,
        retention_days=retention,
        codename_salt=secrets.token_hex(16),
        seen_key=secrets.token_hex(32),
        root=str(root.verifier),
        desk=str(desk.verifier),
    )
    console.note("Making keys; locking them takes a few seconds.")
    # The root key first: a vault whose root could not be written would be of no use.
    root_key = locked(f"{root.secret()}\n", phrase, work_factor)
    if root_out is not None:
        write_root(root_out, root_key, settings.root)
    create(vault, phrase, settings, desk, work_factor, DEFAULT_FILE.read_text("utf-8"))
    if root_out is None:
        write_root(vault / "root", root_key, settings.root)
    console.say(f"The vault is at {vault}.")
    console.say(f"The root key is in {root_out or vault / 'root'}.")
    say_fingerprint(settings.root)
    if root_out is None:
        console.warn(
            "The root key lies inside the vault. Move the folder root to a stick that is kept "
            "elsewhere: whoever takes vault and passphrase could sign manifests in your name."
        )
    console.note(f"Next: testimony publish {vault} --out DIR")


def write_root(folder: Path, key: bytes, verifier: str) -> None:
    """Write the locked root key, and its public half to give away."""
    files.make_folder(folder)
    files.write(folder / "root.age", key)
    files.write(folder / "root.vkey", f"{verifier}\n".encode(), mode=files.PUBLIC_MODE)
