"""`testimony read`: one testimony, on the screen only."""

from __future__ import annotations

from pathlib import Path

import click

from cli import commitments, consent, console
from cli.answers import answers
from cli.options import open_vault, passphrase_option, vault_argument

EPILOG = """\b
Example:
  testimony read ~/vault k7m2qx
  testimony read ~/vault k7
  testimony read ~/vault k7m2qx --commitments > deposit.txt
  testimony read ~/vault k7m2qx --open answers.text

Characters that would be invisible, turn a line around or move the cursor are written as their
number, like ‹U+202E›. The first letters of a case are enough.

--commitments prints a digest of each field, which says nothing to who lacks its secret bytes:
deposit the list, or its last line, and a court can be shown later what was received. --open prints
the secret bytes of one field.
"""


@click.command("read", epilog=EPILOG)
@vault_argument
@click.argument("case")
@click.option("--commitments", "listing", is_flag=True, help="Print a digest of each field.")
@click.option("--open", "field", metavar="FIELD", help="Print what proves one field, as JSON.")
@passphrase_option
def command(
    vault: Path, case: str, listing: bool, field: str | None, passphrase_file: Path | None
) -> None:
    """Show the testimony of CASE, with everything hidden made visible."""
    if listing and field:
        raise click.UsageError("Give one of --commitments and --open.")
    opened = open_vault(vault, passphrase_file)
    index, settings = opened.index(), opened.settings()
    found = opened.case(case, index)
    if listing:
        made = commitments.load(found)
        for one in (*made, commitments.whole(made)):
            console.say(one.line())
        return
    if field:
        console.emit_json(commitments.opened(found, field))
        return
    record = index.cases[found.id]
    account = found.content()
    console.say(f"Case {found.id} · collected {record.day} · language {account.language}")
    if record.danger == "yes":
        console.say("IN DANGER NOW, as the witness says.")
    elif record.danger:
        console.say("Perhaps in danger now: the witness is not sure.")
    asked = settings.questionnaire_of(record.claimed)
    for line in consent.lines(account, asked):
        console.say(line)
    if others := index.together(found.id):
        console.say(f"From the same witness: {' '.join(sorted(others))}")
    if account.reply is not None:
        console.note(f"The witness can read a reply: testimony reply {vault} {found.id}")
    if record.claimed is None:
        console.warn("This testimony was sealed by a manifest this vault did not sign.")
    for answer in answers(account, asked):
        console.say()
        if answer.question:
            console.say(f"{answer.question}")
        console.say(answer.text)
    if account.listed:
        console.say()
        console.say(
            f"Files that came with it; to see them: testimony attachments {vault} {found.id}"
        )
        for file in account.listed:
            console.say(f"  {file.name} · {file.size} bytes · {file.type}")
