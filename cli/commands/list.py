"""`testimony list`: what is in a vault."""

from __future__ import annotations

from pathlib import Path

import click

from cli import console
from cli.options import open_vault, passphrase_option, vault_argument

EPILOG = """\b
Example:
  testimony list ~/vault
  testimony list ~/vault --json
"""


@click.command("list", epilog=EPILOG)
@vault_argument
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for scripts.")
@passphrase_option
def command(vault: Path, as_json: bool, passphrase_file: Path | None) -> None:
    """Show the cases of VAULT: when they came, how long they are, how far the work is."""
    opened = open_vault(vault, passphrase_file)
    index = opened.index()
    cases = sorted(index.cases.items(), key=lambda item: (item[1].day, item[0]))
    if as_json:
        console.emit_json(
            [
                {
                    "case": name,
                    "collected": record.day.isoformat(),
                    "language": record.language,
                    "letters": record.letters,
                    "attachments": record.attachments,
                    "publish": record.publish,
                    "epoch": record.epoch,
                    "manifest": record.claimed,
                    "work": index.work.get(name, "new"),
                    "with": sorted(index.together(name)),
                }
                for name, record in cases
            ]
            + [{"case": name, "work": "withdrawn"} for name in index.withdrawn]
        )
        return
    if not cases and not index.withdrawn:
        console.say("The vault holds no cases yet.")
        return
    heads = ("CASE", "COLLECTED", "LANGUAGE", "LETTERS", "FILES", "PUBLISH", "WORK")
    rows = [
        (
            name,
            record.day.isoformat(),
            record.language,
            str(record.letters),
            str(record.attachments),
            record.publish,
            index.work.get(name, "new"),
        )
        for name, record in cases
    ]
    rows += [(name, "-", "-", "-", "-", "-", "withdrawn") for name in index.withdrawn]
    console.table(heads, rows)
    for name, _ in cases:
        if others := index.together(name):
            console.note(f"{name} comes from the same witness as {' '.join(sorted(others))}.")
    for name, record in cases:
        if record.claimed is None:
            console.warn(f"{name} was sealed by a manifest this vault did not sign.")
        elif record.claimed != record.epoch:
            console.warn(
                f"{name} names manifest {record.claimed} but was sealed to epoch {record.epoch}."
            )
