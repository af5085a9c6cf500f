"""`testimony review`: an editor decides, one entity at a time."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from cli import console, files
from cli.errors import InputError, NotDecided
from cli.options import PATH, open_vault, passphrase_option, vault_argument

if TYPE_CHECKING:
    from cli.review.sitting import Review
    from cli.work import Work

TITLES: Final = {"decisions": "", "second": " · second editor", "settled": " · settling"}

EPILOG = """\b
Example:
  testimony review ~/vault k7m2qx
  testimony review ~/vault k7m2qx --second --as boris
  testimony review ~/vault k7m2qx --settle --as boris
  testimony review ~/vault k7m2qx --decisions k7m2qx.toml --record k7m2qx.toml

On a terminal the account fills the screen: ? shows every key. --plain asks line by line instead.
Every decision is stored at once; stop whenever you like and go on where you stopped.

Where the policy asks for two editors, the second sees nothing of what the first decided. When both
are through, --settle shows only what differs, one thing at a time. A name is any word that tells
the two apart, and is kept in the vault only.

A decisions file holds names from the testimony in clear. Keep it where you keep the vault.
"""


@click.command("review", epilog=EPILOG)
@vault_argument
@click.argument("case")
@click.option("--as", "name", metavar="NAME", help="Who you are, where two editors decide.")
@click.option("--second", is_flag=True, help="Decide as the second editor, blind.")
@click.option("--settle", is_flag=True, help="Settle what two editors decided differently.")
@click.option("--decisions", type=PATH, metavar="FILE", help="Take these recorded decisions first.")
@click.option("--plain", is_flag=True, help="Ask line by line; for screen readers.")
@click.option("--record", type=PATH, metavar="FILE", help="Write all decisions to FILE (TOML).")
@passphrase_option
def command(
    vault: Path,
    case: str,
    name: str | None,
    second: bool,
    settle: bool,
    decisions: Path | None,
    plain: bool,
    record: Path | None,
    passphrase_file: Path | None,
) -> int:
    """Decide what to hide in CASE.

    What a decisions file does not settle is asked; without a terminal it is refused, with a list.
    """
    from cli import pair, policies, work  # loads dictionaries: only here
    from cli.counting import Counting

    if second and settle:
        raise click.UsageError("Give one of --second and --settle.")
    taken = work.load_decisions(decisions) if decisions else None
    if record is not None and record.exists():
        work.load_decisions(record)  # only an older record may be replaced
    opened = open_vault(vault, passphrase_file)
    with opened.writing():
        index, settings = opened.index(), opened.settings()
        found = opened.case(case, index)
        asked = settings.questionnaire_of(index.cases[found.id].claimed)
        reviewers = policies.of(opened).reviewers
        first = work.load(found, found.content(), asked)
        role = work.SECOND if second else work.SETTLED if settle else work.DECISIONS
        review = begin(first, role, name, reviewers)
        with console.progress("Comparing") as shown:
            counting = Counting.open(opened, index, shown.show)
        review.elsewhere = counting.elsewhere(found.id)
        counting.begin([found.id])
        left = False
        try:
            if taken is not None:
                for missed in review.take(taken):
                    console.note(f"Not in this case: {missed.kind} “{missed.form}”.")
            if console.interactive():
                title = found.id + TITLES[role]
                left = not sit(review, title, plain=plain or not console.capable())
            else:
                list_unfinished(review)
            if not left:
                refuse_unfinished(review, found.id)
        finally:
            first = review.work if role == work.DECISIONS else first
            index.work[found.id] = pair.standing(first, reviewers)
            opened.store_index(index)
            counting.enter(found)
            counting.store()
            if record is not None:
                files.write(record, review.dumps().encode(), replace=True)
                console.warn(f"{record} holds names from the testimony in clear.")
    if left:
        flag = {work.SECOND: " --second", work.SETTLED: " --settle"}.get(role, "")
        console.note(
            f"Stopped here, every answer is kept. {pair.unfinished(review.work)}. To go on:"
        )
        console.note(f"  testimony review {vault} {found.id}{flag}")
        return 1
    console.say(f"{found.id}: every decision is taken.")
    if what := pair.missing(first, reviewers):
        console.note(what)
        console.note(pair.next_step(first, reviewers))
    else:
        console.note(f"Next: testimony export {vault} {found.id} --out DIR --format md")
    return 0


def begin(first: Work, role: str, name: str | None, reviewers: int) -> Review:
    """Return the sitting of one of two editors, or over what differs between them.

    role:   DECISIONS, SECOND or SETTLED
    raises: InputError if the name is missing or another's, NotDecided if there is nothing to settle
    """
    from cli import pair, work
    from cli.review.sitting import Review

    if role == work.SETTLED:
        both = pair.complete_second(first)
        if both is None or not pair.complete(first):
            raise NotDecided(
                f"Case {first.case.id} cannot be settled yet. {pair.missing(first, 2)}",
                pair.next_step(first, 2),
            )
        settling, differences = pair.settled(first, both)
        by = pair.name_of(name) if name is not None else settling.editor
        return Review(replace(settling, editor=by), differences)
    begun = pair.second_of(first) if role == work.SECOND else first
    if role == work.SECOND or reviewers > 1 or first.reviewers > 1 or name is not None:
        given = begun.editor if name is None else name
        if not given and name is None:
            given = console.ask("Your name, initials are enough: ") or ""
        if not given and name is None:
            raise InputError(
                "Two editors decide on this case, and it is not said who you are.", "Add --as NAME"
            )
        known, begun = begun.editor, pair.named(begun, given, first)
        if not known:
            begun.store()
    return Review(begun)


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
    for wish in review.wishes():
        console.note(f"A wish of the witness, {wish.name}: {wish.shown}")


def refuse_unfinished(review: Review, case: str) -> None:
    """Refuse while something still waits. Raises NotDecided."""
    from cli import pair

    if review.left:
        raise NotDecided(
            f"Case {case} is not finished. {pair.unfinished(review.work)}.",
            "Run testimony review in a terminal, or give the rest with --decisions FILE",
        )
