"""`testimony export`: safe accounts, if nothing is left in them."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from cli import console
from cli.errors import NotSafe
from cli.options import PATH, open_vault, passphrase_option, today, vault_argument

if TYPE_CHECKING:
    from cli.consent import Purpose
    from cli.exporters.formats import Format
    from cli.exporting import Draft, Target

FORMATS: Final[tuple[Format, ...]] = ("md", "html", "docx", "json")

EPILOG = """\b
Example:
  testimony export ~/vault k7m2qx --out ~/safe --format md,html,docx,json
  testimony export ~/vault k7m2qx p3wz9a --out ~/safe
  testimony export ~/vault k7m2qx --out ~/lawyer --for court --format docx

Each finished file is opened again by another reader and searched for every name that was hidden,
in any form and spelling. One place that still shows something, and nothing is written. In a
terminal you are asked about each such place; what you let pass is recorded, for that one place.
"""


def chosen(ctx: click.Context, param: click.Parameter, value: str) -> tuple[Format, ...]:
    """Return the formats of a list joined by commas, each once."""
    wanted = {part.strip() for part in value.split(",")}
    for one in sorted(wanted - set(FORMATS)):
        raise click.BadParameter(f"{one!r} is none of {', '.join(FORMATS)}.", ctx, param)
    return tuple(form for form in FORMATS if form in wanted)


@click.command("export", epilog=EPILOG)
@vault_argument
@click.argument("cases", nargs=-1, required=True, metavar="CASE…")
@click.option("--out", type=PATH, required=True, metavar="DIR", help="Folder for the accounts.")
@click.option(
    "--format",
    "formats",
    callback=chosen,
    default="md",
    show_default=True,
    metavar="LIST",
    help="md, html, docx, json, or several joined by commas.",
)
@click.option(
    "--for",
    "purpose",
    type=click.Choice(["publication", "court"]),
    default="publication",
    show_default=True,
    help="What for: the witness answered for each by itself. For a court no name is given.",
)
@passphrase_option
def command(
    vault: Path,
    cases: tuple[str, ...],
    out: Path,
    formats: tuple[Format, ...],
    purpose: Purpose,
    passphrase_file: Path | None,
) -> None:
    """Write the safe accounts of CASE… into DIR: all of them, or none."""
    from cli import exporting, policies, work  # loads dictionaries: only here

    opened = open_vault(vault, passphrase_file)
    with opened.writing():
        index, settings = opened.index(), opened.settings()
        reviewers = policies.of(opened).reviewers
        drafts: list[Draft] = []
        for name in dict.fromkeys(cases):
            found = opened.case(name, index)
            asked = settings.questionnaire_of(index.cases[found.id].claimed)
            first = work.load(found, found.content(), asked)
            drafts.append(exporting.draft(first, reviewers, purpose))
        # Neither the order of the cases nor a number that was used before tells one from another.
        secrets.SystemRandom().shuffle(drafts)
        with exporting.filling(out) as target:
            for number, draft in enumerate(drafts, target.first):
                for form in formats:
                    pass_gate(target, draft, number, form)
                target.write_pictures(number, draft.pictures)
            # Before the files get their names: a withdrawal must know of whatever may be out.
            for draft in drafts:
                exporting.remember(draft, today(), formats)
                index.work[draft.case.id] = f"exported {today()}"
            opened.store_index(index)
    for number, draft in enumerate(drafts, target.first):
        names = ", ".join(str(out / exporting.file_name(number, form)) for form in formats)
        many = console.count(len(draft.pictures), "picture")
        with_it = f", {many} in {out / exporting.folder_name(number)}" if draft.pictures else ""
        console.say(f"{draft.case.id}: {names}{with_it}")
    console.note(
        "Attachments that nobody let leave stay in the vault. "
        "Read each account once more before it leaves."
    )


def pass_gate(target: Target, draft: Draft, number: int, form: Format) -> None:
    """Write one file and look for what it still shows; a person may let single places pass.

    raises: NotSafe
    """
    path = target.write(number, form, draft.account)
    while leaks := draft.leaks(path, form):
        for leak in leaks:
            console.note(f"Case {draft.case.id}, {form}: {leak.message}")
            if leak.sort == "unreadable" or not _may_stay():
                raise NotSafe(
                    f"The account of case {draft.case.id} would still show "
                    f"{console.count(len(leaks), 'thing')}. Nothing was exported.",
                    f"Decide anew what stands there: testimony review VAULT {draft.case.id}",
                )
            draft.allow(leak)


def _may_stay() -> bool:
    """Ask whether this one place may be published as it is. False without a terminal."""
    return (console.ask("May this one place stay as it is? y/n > ") or "").strip() == "y"
