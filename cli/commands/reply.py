"""`testimony reply`: answer a witness."""

from __future__ import annotations

from pathlib import Path

import click

from cli import console, replies
from cli.commands.analyze import read_text
from cli.errors import InputError
from cli.options import PATH, open_vault, passphrase_option, today, vault_argument
from crypto.board import MAX_TEXT

EPILOG = """\b
Example:
  testimony reply ~/vault k7m2qx
  testimony reply ~/vault k7m2qx --text reply.txt

In a terminal you type the reply; a line with a single dot ends it. Only who has the codename can
read it, on the newsroom's page, and can be certain that it is yours; nobody can prove that to a
third person. It is not signed. Write nothing that would harm the witness if the codename is found.
Nobody can tell whether it was read: it stays on the board for 90 days. A second reply takes the
place of the first.
"""


@click.command("reply", epilog=EPILOG)
@vault_argument
@click.argument("case")
@click.option("--text", type=PATH, metavar="FILE", help="The reply, as UTF-8 text.")
@click.option("--remove", is_flag=True, help="Take the waiting reply off the next board.")
@passphrase_option
def command(
    vault: Path, case: str, text: Path | None, remove: bool, passphrase_file: Path | None
) -> None:
    """Keep a reply to the witness of CASE until the next outbox."""
    if remove and text is not None:
        raise click.UsageError("--remove takes no --text.")
    given = None if text is None else read_text(text)
    opened = open_vault(vault, passphrase_file)
    with opened.writing():
        found = opened.case(case)
        before = replies.load(found)
        if remove:
            replies.remove(found)
            console.say(
                f"{found.id}: {'no reply waits any more' if before else 'no reply waited'}."
            )
            console.note(f"The board changes with the next: testimony outbox {vault} --out FILE")
            return
        replies.reply_of(found)
        if given is None:
            given = typed(found.id)
        given = given.removeprefix("\ufeff").replace("\r\n", "\n")
        replies.store(found, today(), given)
    size = len(given.encode())
    console.say(f"{found.id}: the reply waits, {size} of {MAX_TEXT} bytes.")
    if before:
        console.note(f"It takes the place of the one of {before.day}.")
    console.note(f"Next: testimony outbox {vault} --out FILE")


def typed(case: str) -> str:
    """Ask for a reply, line by line. Raises InputError without a terminal."""
    text = console.ask_text(
        f"Your reply to {case}, at most {MAX_TEXT // 2} Cyrillic letters. End: a line with one dot."
    )
    if text is None:
        raise InputError(
            "Nobody is at a terminal to type the reply. Nothing was stored.",
            "Name a file: --text FILE",
        )
    return text
