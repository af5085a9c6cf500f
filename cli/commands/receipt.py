"""`testimony receipt`: tell the server what is safe in the vault and may be deleted there."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Final

import click

from cli import console, files
from cli.errors import OutputError, ToolError, VaultDamaged
from cli.options import PATH, open_vault, passphrase_option, today, vault_argument
from crypto import receipt

EPILOG: Final = """\b
Example:
  testimony receipt ~/vault --out /media/stick/receipt

Every case is read back from the disk and checked before it is named. The server deletes what a
receipt names, and from then on the vault holds the only copy: make a second copy of the vault
first. Cases older than the server's retention are left out; it has nothing of them any more.
"""


@click.command("receipt", epilog=EPILOG)
@vault_argument
@click.option("--out", type=PATH, required=True, metavar="FILE", help="Write the receipt here.")
@passphrase_option
def command(vault: Path, out: Path, passphrase_file: Path | None) -> int:
    """Confirm the cases that are safe in VAULT, signed by the desk.

    Exit code 1 if a case did not verify; the receipt then names the others.
    """
    replaceable(out)
    opened = open_vault(vault, passphrase_file)
    with opened.writing():
        settings, index = opened.settings(), opened.index()
        since = today() - timedelta(days=settings.retention_days)
        entries: list[tuple[str, str]] = []
        damaged: list[VaultDamaged] = []
        due = [(name, record) for name, record in index.cases.items() if record.day >= since]
        with console.progress("Reading back") as shown:
            for number, (name, record) in enumerate(due, 1):
                shown.show(f"{number} of {len(due)} cases")
                try:
                    opened.case(name, index).verify(record)
                    entries.append((record.envelope, record.sha256))
                except VaultDamaged as error:
                    damaged.append(error)
        settled = [one for one in index.settled if one.day >= since]
        confirmed = len(entries)
        entries += [(one.envelope, one.sha256) for one in settled]
        for failure in damaged:
            console.error(str(failure), failure.hint)
        if not entries:
            raise ToolError(
                "There is nothing to confirm. No receipt was written.",
                f"Take in a handover first: testimony collect {vault} HANDOVER",
            )
        serial = settings.receipt_serial + 1
        signed = receipt.sign(entries, serial, opened.desk())
        files.write(out, signed, replace=True, mode=files.PUBLIC_MODE)
        opened.store_settings(replace(settings, receipt_serial=serial))
    besides = f" and {console.count(len(settled), 'withdrawn envelope')}" if settled else ""
    console.say(f"Receipt {serial} confirms {console.count(confirmed, 'case')}{besides}: {out}")
    console.note(
        "Make a second copy of the vault before the server acts on it: "
        "intake acknowledge DIR RECEIPT"
    )
    if damaged:
        raise ToolError(
            f"{console.count(len(damaged), 'case')} did not verify and stand in no receipt. "
            "The server keeps those envelopes."
        )
    return 0


def replaceable(out: Path) -> None:
    """Refuse to write over anything but an older receipt. Raises OutputError."""
    if not out.exists():
        return
    with files.reading(out) as file:
        if file.read(len(receipt.KIND)) == receipt.KIND.encode():
            return
    raise OutputError(
        f"{out} exists already and is no receipt. Nothing was written.", "Choose another name."
    )
