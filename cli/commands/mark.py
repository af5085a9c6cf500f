"""`testimony mark`: say that an account was verified."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from cli import console
from cli.errors import InputError
from cli.index import Index
from cli.options import open_vault, passphrase_option, vault_argument
from cli.patterns.releases import Patterns
from cli.patterns.tables import COUNTED

EPILOG: Final = """\b
Example:
  testimony mark ~/vault k7m2qx p3wz9a --verified
  testimony mark ~/vault p3wz9a --not-verified      take it back
  testimony mark ~/vault                            see which are marked

Only marked accounts are counted by `testimony patterns`. Mark what you checked and hold for true:
counts are worth no more than that, and an account invented to be counted has made it past you.
"""


@click.command("mark", epilog=EPILOG)
@vault_argument
@click.argument("cases", nargs=-1, metavar="[CASE…]")
@click.option("--verified/--not-verified", "verified", default=None, help="What to mark CASE… as.")
@passphrase_option
def command(
    vault: Path, cases: tuple[str, ...], verified: bool | None, passphrase_file: Path | None
) -> None:
    """Mark CASE… of VAULT as verified, or show which are."""
    if cases and verified is None:
        raise click.UsageError("Say --verified or --not-verified.")
    if verified is not None and not cases:
        raise click.UsageError("Name the cases to mark.")
    opened = open_vault(vault, passphrase_file)
    with opened.writing():
        index, state = opened.index(), Patterns.load(opened)
        names = {opened.case(name, index).id for name in cases}
        if refused := sorted(name for name in names if verified and not countable(index, name)):
            raise InputError(
                f"{', '.join(refused)} may not be counted: the witness allowed no publication. "
                "Nothing was marked.",
                "Leave it out of the list.",
            )
        marked = set(state.verified) & index.cases.keys()  # withdrawn ones drop out
        marked = marked | names if verified else marked - names
        if marked != set(state.verified):
            state.verified = sorted(marked)
            state.store(opened)
    for name in state.verified:
        console.say(name)
    console.note(f"{console.count(len(state.verified), 'account')} verified.")


def countable(index: Index, name: str) -> bool:
    """Return whether a case may be counted at all, as its record says."""
    return index.cases[name].publish in COUNTED
