"""`testimony collect`: the envelopes of a handover, taken into the vault."""

from __future__ import annotations

from pathlib import Path

import click

from cli import console, files
from cli.collecting import Collector, Outcome
from cli.epochs import load
from cli.errors import InputError, ToolError
from cli.options import PATH, open_vault, passphrase_option, today, vault_argument
from crypto.errors import HandoverError

EPILOG = """\b
Example:
  testimony collect ~/vault /media/stick/handover.tar --epochs /media/epoch-stick/epochs-1.age

Each envelope is checked by itself, opened and sealed again to a key of its own; nothing is ever
written in clear. What cannot be opened is set aside with its reason and stays on the server, and
the rest goes on. The same handover twice changes nothing. Ctrl-C keeps every case that was
finished; run the command again to go on.
"""


@click.command("collect", epilog=EPILOG)
@vault_argument
@click.argument("handover", type=PATH)
@click.option(
    "--epochs",
    type=PATH,
    multiple=True,
    metavar="FILE",
    help="Epoch keys, if not in the vault's folder epochs. May be given several times.",
)
@passphrase_option
def command(
    vault: Path, handover: Path, epochs: tuple[Path, ...], passphrase_file: Path | None
) -> int:
    """Take the envelopes of HANDOVER into VAULT.

    Exit code 0 if every envelope is in the vault, 1 if one was set aside.
    """
    with files.reading(handover) as source:
        opened = open_vault(vault, passphrase_file)
        keys = load(_key_files(vault, epochs), opened.identity)
        outcome = Outcome()
        with opened.writing():
            try:
                with console.progress("Collecting") as shown:
                    Collector(opened, keys, today(), outcome).run(source, shown.show)
            except HandoverError as error:
                raise InputError(
                    f"The handover {handover} cannot be read to its end: {error}",
                    "Copy it again from the server, which still holds every envelope. "
                    "What was taken in is kept.",
                ) from error
            finally:
                tell(outcome)
    if not any((outcome.taken, outcome.aside, outcome.withdrawn, outcome.wishes)):
        console.say("Nothing new.")
    if not outcome.aside:
        console.note(f"Next: testimony receipt {vault} --out FILE, and a second copy of the vault.")
        return 0
    raise ToolError(
        f"{console.count(len(outcome.aside), 'envelope')} of {outcome.listed} could not be taken "
        "in. Nothing of them is in the vault; the server keeps them.",
        "If they are from another epoch, name its keys: --epochs FILE",
    )


def tell(outcome: Outcome) -> None:
    """Say what a collection did, finished or not."""
    for aside in outcome.aside:
        console.note(f"Set aside: envelope {aside.envelope}. {aside.reason}")
    if outcome.adopted:
        console.say(
            f"{console.count(len(outcome.adopted), 'case')} of an earlier, interrupted collection "
            f"entered: {' '.join(outcome.adopted)}"
        )
    if outcome.known:
        console.say(
            f"{console.count(outcome.known, 'envelope')} collected before, left as they are."
        )
    if outcome.taken:
        console.say(f"{console.count(len(outcome.taken), 'new case')}: {' '.join(outcome.taken)}")
    if outcome.withdrawn:
        console.say(
            f"{console.count(len(outcome.withdrawn), 'case')} withdrawn by the witness, and "
            f"destroyed: {' '.join(outcome.withdrawn)}"
        )
    elif outcome.wishes:
        console.say("A witness withdrew what is not here. If it comes, it is destroyed.")
    for case in outcome.exported:
        console.warn(f"An account of {case} was exported before. Take it back wherever it went.")


def _key_files(vault: Path, named: tuple[Path, ...]) -> list[Path]:
    if named:
        return list(named)
    found = sorted((vault / "epochs").glob("*.age"))
    if not found:
        raise InputError(
            f"There are no epoch keys in {vault / 'epochs'}. Nothing was opened.",
            "Put in the stick with the epoch keys and name its file: --epochs FILE",
        )
    return found
