"""`testimony review`: an editor decides, one entity at a time."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli import console, files
from cli.errors import NotDecided
from cli.options import PATH, open_vault, passphrase_option, vault_argument

if TYPE_CHECKING:
    from cli.review.sitting import Review

EPILOG = """\b
Example:
  testimony review ~/vault k7m2qx
  testimony review ~/vault k7m2qx --decisions k7m2qx.toml --record k7m2qx.toml

On a terminal the account fills the screen: ? shows every key. --plain asks line by line instead.
Every decision is stored at once; stop whenever you like and go on where you stopped.

A decisions file holds names from the testimony in clear. Keep it where you keep the vault.
"""


@click.command("review", epilog=EPILOG)
@vault_argument
@click.argument("case")
@click.option("--decisions", type=PATH, metavar="FILE", help="Take these recorded decisions first.")
@click.option("--plain", is_flag=True, help="Ask line by line; for screen readers.")
@click.option("--record", type=PATH, metavar="FILE", help="Write all decisions to FILE (TOML).")
@passphrase_option
def command(
    vault: Path,
    case: str,
    decisions: Path | None,
    plain: bool,
    record: Path | None,
    passphrase_file: Path | None,
) -> int:
    """Decide what to hide in CASE.

    What a decisions file does not settle is asked; without a terminal it is refused, with a list.
    """
    from cli import work
    from cli.review.sitting import Review  # loads dictionaries: only here

    taken = work.load_decisions(decisions) if decisions else None
    if record is not None and record.exists():
        work.load_decisions(record)  # only an older record may be replaced
    opened = open_vault(vault, passphrase_file)
    with opened.writing():
        index, settings = opened.index(), opened.settings()
        found = opened.case(case, index)
        asked = settings.questionnaire_of(index.cases[found.id].claimed)
        review = Review(work.load(found, found.content(), asked))
        left = False
        try:
            if taken is not None:
                for missed in review.take(taken):
                    console.note(f"Not in this case: {missed.kind} “{missed.form}”.")
            if console.interactive():
                left = not sit(review, found.id, plain=plain or not console.capable())
            else:
                list_unfinished(review)
            if not left:
                refuse_unfinished(review, found.id)
        finally:
            index.work[found.id] = work.state(review.work)
            opened.store_index(index)
            if record is not None:
                files.write(record, review.dumps().encode(), replace=True)
                console.warn(f"{record} holds names from the testimony in clear.")
    if left:
        console.note(f"Stopped here, every answer is kept. {unfinished(review)}. To go on:")
        console.note(f"  testimony review {vault} {found.id}")
        return 1
    console.say(f"{found.id}: every decision is taken.")
    console.note(f"Next: testimony export {vault} {found.id} --out DIR --format md")
    return 0


def sit(review: Review, case: str, *, plain: bool) -> bool:
    """Let a person decide, on the full screen or line by line; False if they left before the end.

    raises: KeyboardInterrupt if they stopped with Ctrl-C
    """
    if plain:
        from cli.review import plain as prompts

        return prompts.sit(review)
    from cli.review.desk import Desk
    from cli.review.quiet import forget_environment

    forget_environment()
    from cli.review import app  # Textual: only here, and only now

    ended = app.sit(Desk(review), case)
    if ended == "stopped":
        raise KeyboardInterrupt
    return ended == "done"


def list_unfinished(review: Review) -> None:
    """Name everything that still waits, for who reads a log."""
    for entity in review.waiting():
        console.note(f"Undecided: {entity.id} {entity.kind}: {', '.join(entity.forms)}")
    for place in review.unchecked():
        console.note(
            f"Not looked at: “{place.original}” became “{place.replacement}” ({place.reason})"
        )


def unfinished(review: Review) -> str:
    """Return how much still waits, in words."""
    waiting, unchecked = len(review.waiting()), len(review.unchecked())
    return (
        f"{console.count(waiting, 'decision')} to take, "
        f"{console.count(unchecked, 'place')} to look at"
    )


def refuse_unfinished(review: Review, case: str) -> None:
    """Refuse while something still waits. Raises NotDecided."""
    if review.waiting() or review.unchecked():
        raise NotDecided(
            f"Case {case} is not finished. {unfinished(review)}.",
            "Run testimony review in a terminal, or give the rest with --decisions FILE",
        )
