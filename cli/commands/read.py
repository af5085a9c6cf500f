"""`testimony read`: one testimony, on the screen only."""

from __future__ import annotations

from pathlib import Path

import click

from cli import consent, console
from cli.answers import answers
from cli.options import open_vault, passphrase_option, vault_argument

EPILOG = """\b
Example:
  testimony read ~/vault k7m2qx
  testimony read ~/vault k7

Characters that would be invisible, turn a line around or move the cursor are written as their
number, like ‹U+202E›. The first letters of a case are enough.
"""


@click.command("read", epilog=EPILOG)
@vault_argument
@click.argument("case")
@passphrase_option
def command(vault: Path, case: str, passphrase_file: Path | None) -> None:
    """Show the testimony of CASE, with everything hidden made visible."""
    opened = open_vault(vault, passphrase_file)
    index, settings = opened.index(), opened.settings()
    found = opened.case(case, index)
    record = index.cases[found.id]
    account = found.content()
    console.say(f"Case {found.id} · collected {record.day} · language {account.language}")
    for line in consent.lines(account):
        console.say(line)
    if others := index.together(found.id):
        console.say(f"From the same witness: {' '.join(sorted(others))}")
    if account.reply is not None:
        console.note(f"The witness can read a reply: testimony reply {vault} {found.id}")
    if record.claimed is None:
        console.warn("This testimony was sealed by a manifest this vault did not sign.")
    for answer in answers(account, settings.questionnaire_of(record.claimed)):
        console.say()
        if answer.question:
            console.say(f"{answer.question}")
        console.say(answer.text)
    if account.listed:
        console.say()
        console.say("Files that came with it (not opened):")
        for file in account.listed:
            console.say(f"  {file.name} · {file.size} bytes · {file.type}")
