"""`testimony patterns`: counts over verified accounts that tell about no single witness."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from cli import console, files
from cli.errors import ToolError
from cli.options import PATH, open_vault, passphrase_option, today, vault_argument
from cli.patterns import sheet
from cli.patterns.guard import LEAST, Shown, guard, told
from cli.patterns.releases import Patterns, Release
from cli.patterns.tables import Counted, Table, count, may_be_counted

if TYPE_CHECKING:
    from cli.vault import Vault

EPILOG: Final = """\b
Example:
  testimony mark ~/vault k7m2qx p3wz9a … --verified
  testimony patterns ~/vault                        look; nothing is released
  testimony patterns ~/vault --out ~/safe/patterns  patterns.csv, and a picture a question

A count below the minimum is withheld, and with it as many others as it takes that nobody can
compute it. Every release is remembered: a count that was shown before and moved by less than the
minimum is shown as before, so that two releases do not differ by one witness. Do not publish what
you only looked at.
"""

Guarded = list[tuple[Table, tuple[Shown, ...]]]


@click.command("patterns", epilog=EPILOG)
@vault_argument
@click.option("--out", type=PATH, metavar="DIR", help="Release the counts into this new folder.")
@click.option(
    "--minimum",
    type=click.IntRange(min=LEAST),
    default=LEAST,
    show_default=True,
    metavar="N",
    help="Show no count below N. It never goes back below that of an earlier release.",
)
@click.option(
    "--language",
    type=click.Choice(["en", "ru", "uk"]),
    default="en",
    show_default=True,
    help="Language of the questions and the pictures.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for scripts.")
@passphrase_option
def command(
    vault: Path,
    out: Path | None,
    minimum: int,
    language: str,
    as_json: bool,
    passphrase_file: Path | None,
) -> None:
    """Count the answers of the verified accounts of VAULT, small numbers withheld."""
    if out is not None:
        free(out)
    opened = open_vault(vault, passphrase_file)
    with opened.writing():
        state = Patterns.load(opened)
        minimum = state.minimum(minimum)
        accounts = gather(opened, state)
        people = len({one.author for one in accounts})
        if people < 2 * minimum:
            raise ToolError(
                f"Of {2 * minimum} verified witnesses that are needed, {people} can be counted. "
                "Nothing was released.",
                f"Mark accounts that you checked: testimony mark {vault} CASE… --verified",
            )
        asked = opened.settings().questionnaires[-1]
        found: Guarded = [
            (table, guard(table, people, minimum, state.earlier(table.question)))
            for table in count(accounts, asked, language)
        ]
        base = told(people, minimum)
        if out is not None:
            release(opened, state, out, found, base, minimum, language)
    if as_json:
        console.emit_json(value(found, base, minimum))
    else:
        show(found, base)
    if out is None:
        console.note("Nothing was released, so nothing of this may be published. Add --out DIR.")
    else:
        console.note(f"Release {len(state.releases)} is in {out}.")


def gather(vault: Vault, state: Patterns) -> list[Counted]:
    """Return the verified accounts that may be counted, in an order that depends on no date."""
    index, settings = vault.index(), vault.settings()
    found, strangers = [], 0
    names = [name for name in state.verified if name in index.cases]
    with console.progress("Counting") as shown:
        for number, name in enumerate(names, 1):
            shown.show(f"{number} of {console.count(len(names), 'account')}")
            record = index.cases[name]
            asked = settings.questionnaire_of(record.claimed)
            account = vault.case(name, index).content()
            if asked is None:
                strangers += 1
            elif may_be_counted(account):
                found.append(Counted(record.author or name, account, asked))
    if strangers:
        console.warn(
            f"{console.count(strangers, 'account')} with a manifest that this vault did not sign: "
            "not counted."
        )
    return found


def free(out: Path) -> None:
    """Refuse a folder that holds something. Raises ToolError."""
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise ToolError(
            f"{out} exists already and is not an empty folder. Nothing was released.",
            "Name a folder that does not exist yet.",
        )


def release(
    vault: Vault,
    state: Patterns,
    out: Path,
    found: Guarded,
    base: int,
    minimum: int,
    language: str,
) -> None:
    """Write the files and remember what they show. It is remembered before it is seen."""
    from cli.patterns.plot import draw  # loads a plotting library: only here

    part = out.with_name(f"{files.PART}{out.name}")
    files.make_folder(out.parent)
    with files.told(out):
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(mode=files.FOLDER_MODE)
    try:
        files.write(part / "patterns.csv", sheet.dumps(found).encode())
        with console.progress("Drawing") as shown:
            for number, (table, cells) in enumerate(found, 1):
                shown.show(f"{number} of {console.count(len(found), 'picture')}")
                for form, data in draw(table.label, cells, base, language).items():
                    files.write(part / f"{table.question}.{form}", data)
        made = {table.question: cells for table, cells in found}
        state.releases.append(Release.of(today(), minimum, made))
        state.store(vault)
        with files.told(out):
            if out.is_dir():
                out.rmdir()
            part.rename(out)
            files.sync_folder(out.parent)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise


def show(found: Guarded, base: int) -> None:
    """Print the counts as a person reads them."""
    console.say(f"At least {base} verified witnesses.")
    for table, cells in found:
        console.say()
        console.say(table.label)
        for one in cells:
            said = "·" if one.count is None else str(one.count)
            note = sheet.note(one)
            console.say(f"  {said:>6}  {one.label}{f'  ({note})' if note else ''}")


def value(found: Guarded, base: int, minimum: int) -> dict[str, object]:
    """Return the counts for a script."""
    return {
        "at_least": base,
        "minimum": minimum,
        "questions": [
            {
                "id": table.question,
                "question": table.label,
                "options": [
                    {"id": one.option, "count": one.count, "before": one.before} for one in cells
                ],
            }
            for table, cells in found
        ],
    }
