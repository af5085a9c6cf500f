"""`testimony outbox`: the board of replies and later manifests, for the server."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

import click

from cli import console, files, replies
from cli.errors import InputError, OutputError, ToolError
from cli.options import PATH, open_vault, passphrase_option, today, vault_argument
from cli.settings import Settings
from crypto import board, outbox, tar
from crypto.errors import CryptoError
from crypto.manifest import MAX_NOTE, UntrustedManifest
from crypto.note import Verifier
from crypto.slots import SLOT_SIZE

EPILOG: Final = """\b
Example:
  testimony outbox ~/vault --out /media/server-stick/outbox
  testimony outbox ~/vault --out /media/server-stick/outbox --manifests /media/stick/manifests

The board is one file that every visitor's page fetches whole; places without a reply look the
same as those with one. Make an outbox whenever you collect, reply or none: else its coming tells
that somebody was answered. The server refuses an older one than it has.
"""


@click.command("outbox", epilog=EPILOG)
@vault_argument
@click.option("--out", type=PATH, required=True, metavar="FILE", help="Write the outbox here.")
@click.option(
    "--manifests", type=PATH, metavar="DIR", help="Send the manifests in DIR that are not over."
)
@passphrase_option
def command(vault: Path, out: Path, manifests: Path | None, passphrase_file: Path | None) -> None:
    """Write what goes to the server: a board with all waiting replies, and later manifests."""
    replaceable(out)
    opened = open_vault(vault, passphrase_file)
    with opened.writing():
        settings = opened.settings()
        notes = _manifests(manifests, settings, today()) if manifests else []
        waiting, ended = replies.waiting(opened, today())
        needed = board.count_for(len(waiting))
        if needed is None:
            raise ToolError(
                f"{len(waiting)} replies wait, more than the largest board holds. Nothing was "
                "written.",
                f"Take some back: testimony reply {vault} CASE --remove",
            )
        count = max(needed, settings.board_slots)
        with console.progress("Sealing the board") as shown:
            shown.show(f"{count} places")
            made = replies.make_board(opened, waiting, count)
        serial = settings.outbox_serial + 1
        signed = outbox.sign(made, notes, serial, opened.desk())
        # Counted before it is written: two different outboxes never have one serial.
        opened.store_settings(replace(settings, outbox_serial=serial, board_slots=count))
        files.write(out, signed, replace=True, mode=files.PUBLIC_MODE)
    console.say(
        f"Outbox {serial}: {_replies(len(waiting))} on a board of {count} places, "
        f"{console.count(len(notes), 'manifest')}: {out}"
    )
    if count > settings.board_slots:
        console.warn(
            f"The board grew from {settings.board_slots} to {count} places and stays so: every "
            f"visitor now fetches {count * SLOT_SIZE // 1024} KiB, and everybody can see that "
            f"more than {settings.board_slots} replies waited."
        )
    for case in ended:
        console.note(f"The reply to {case} stood for {replies.DAYS} days and is taken off.")
    console.note(f"Carry it to the server: intake deliver DIR {out.name}")


def _replies(number: int) -> str:
    return f"{number} repl{'y' if number == 1 else 'ies'}"


def _manifests(folder: Path, settings: Settings, day: date) -> list[bytes]:
    """Return the signed manifests of a folder that are not over, by serial. Raises InputError."""
    found: dict[int, bytes] = {}
    for path in sorted(folder.glob("manifest-*.txt")):
        data = files.read(path, MAX_NOTE)
        try:
            one = UntrustedManifest(data).authenticate([Verifier.parse(settings.root)])
        except CryptoError as error:
            raise InputError(
                f"{path} is no manifest of this newsroom: {error} Nothing was written.",
                "Name the folder that testimony publish wrote.",
            ) from error
        if one.not_after >= day:
            found[one.serial] = data
    if not found:
        raise InputError(
            f"{folder} holds no manifest whose time is not over. Nothing was written.",
            "Name the folder that testimony publish wrote, or leave --manifests out.",
        )
    return [found[serial] for serial in sorted(found)]


def replaceable(out: Path) -> None:
    """Refuse to write over anything but an older outbox. Raises OutputError."""
    if not out.exists():
        return
    name = outbox.NOTE_NAME.encode() + b"\0"
    with files.reading(out) as file:
        head = file.read(tar.BLOCK + len(outbox.KIND))
    if head.startswith(name) and head.endswith(outbox.KIND.encode()):
        return
    raise OutputError(
        f"{out} exists already and is no outbox. Nothing was written.", "Choose another name."
    )
