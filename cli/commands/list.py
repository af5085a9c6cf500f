"""`testimony list`: what is in a vault, who is in danger first."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import click

from cli import console
from cli.index import Index, Record
from cli.options import open_vault, passphrase_option, vault_argument
from cli.settings import Settings

EPILOG = """\b
Example:
  testimony list ~/vault
  testimony list ~/vault --json

Who says that they are in danger now stands first. PUBLISH says what the witness allowed: yes,
retell (in your words only), no (only you may read it), court (no, but lawyers and courts may).
Nothing but yes can be published.
"""

DANGER: Final = {"yes": "!! DANGER", "unsure": "! danger?", "": ""}
HEADS: Final = ("CASE", "COLLECTED", "LANG", "LETTERS", "FILES", "PUBLISH", "WORK")
WITHDRAWN: Final = "withdrawn"
SECOND: Final = "waits for 2nd"  # as cli.pair says it


@click.command("list", epilog=EPILOG)
@vault_argument
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for scripts.")
@passphrase_option
def command(vault: Path, as_json: bool, passphrase_file: Path | None) -> None:
    """Show the cases of VAULT: who is in danger, what may be published, how far the work is."""
    opened = open_vault(vault, passphrase_file)
    index = opened.index()
    cases = sorted(index.cases.items(), key=_order)
    if as_json:
        console.emit_json(
            [_value(name, record, index) for name, record in cases]
            + [{"case": name, "work": WITHDRAWN} for name in index.withdrawn]
        )
        return
    if not cases and not index.withdrawn:
        console.say("The vault holds no cases yet.")
        return
    show(cases, index)
    tell(cases, index, opened.settings(), vault)


def _order(item: tuple[str, Record]) -> tuple[int, Any, str]:
    name, record = item
    return list(DANGER).index(record.danger), record.day, name


def _value(name: str, record: Record, index: Index) -> dict[str, Any]:
    return {
        "case": name,
        "danger": record.danger,
        "collected": record.day.isoformat(),
        "language": record.language,
        "letters": record.letters,
        "attachments": record.attachments,
        "publish": record.publish,
        "court": record.court,
        "epoch": record.epoch,
        "manifest": record.claimed,
        "work": index.work.get(name, "new"),
        "with": sorted(index.together(name)),
    }


def show(cases: list[tuple[str, Record]], index: Index) -> None:
    """Print the table. A column for danger is there only if somebody is."""
    rows = [
        (
            DANGER[record.danger],
            name,
            record.day.isoformat(),
            record.language,
            str(record.letters),
            str(record.attachments),
            allowed(record),
            index.work.get(name, "new"),
        )
        for name, record in cases
    ]
    rows += [("", name, "-", "-", "-", "-", "-", WITHDRAWN) for name in index.withdrawn]
    first = 0 if any(row[0] for row in rows) else 1
    bold = [number for number, row in enumerate(rows) if row[0] == DANGER["yes"]]
    console.table(("", *HEADS)[first:], [row[first:] for row in rows], strong=bold)


def allowed(record: Record) -> str:
    """Return what a witness allowed, in one word."""
    return "court" if record.publish == "no" and record.court else record.publish


def tell(cases: list[tuple[str, Record]], index: Index, settings: Settings, vault: Path) -> None:
    """Say in sentences what needs somebody now, and what is not as it should be."""
    for name, record in cases:
        if record.danger == "yes":
            console.note(
                f"{name}: THE WITNESS SAYS THEY ARE IN DANGER NOW. Read it first: "
                f"testimony read {vault} {name}"
            )
        elif record.danger:
            console.note(f"{name}: the witness is not sure that they are safe.")
    second = [name for name, _ in cases if index.work.get(name) == SECOND]
    if second:
        console.note(f"A second editor is needed for {' '.join(second)}.")
    closed = [name for name, record in cases if record.publish != "yes"]
    if closed:
        console.note(f"Not to be published in the witness's words: {' '.join(closed)}.")
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
