"""`testimony attachments`: files of a testimony become bare pictures, if a person says so."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli import console
from cli.errors import InputError, NotDecided, ToolError
from cli.options import PATH, open_vault, passphrase_option, vault_argument

if TYPE_CHECKING:
    from cli.attachments.shelf import Page, Prepared
    from cli.case import Case
    from crypto.testimony import Testimony

EPILOG = """\b
Example:
  testimony attachments ~/vault k7m2qx                 list them
  testimony attachments ~/vault k7m2qx --prepare       open them, cover faces; nothing leaves
  testimony attachments ~/vault k7m2qx --look          look at each, cover more, let it leave
  testimony attachments ~/vault k7m2qx --picture 2 --blur 120,80,60,60 --no-faces
  testimony attachments ~/vault k7m2qx --take 3.txt    redact its words with the account

Pictures, PDF and DOCX are opened in a closed process that has no keys, no files and no network;
bare points come back, at most 1600 on the longer side, and words. Faces are missed: look at every
picture, and at what else it shows: signs, plates, tattoos, windows, papers, reflections. What may
leave goes with `testimony export`, as 1.png, 2.png. Everything else stays in the vault.
"""


@click.command("attachments", epilog=EPILOG)
@vault_argument
@click.argument("case")
@click.option("--prepare", is_flag=True, help="Open what was not opened yet; cover faces.")
@click.option("--anew", is_flag=True, help="With --prepare: forget boxes and answers, begin anew.")
@click.option("--look", is_flag=True, help="Show each picture and ask whether it may leave.")
@click.option("--as", "name", metavar="NAME", help="Who looks, where two editors decide.")
@click.option("--picture", type=click.IntRange(1), metavar="N", help="Only picture N.")
@click.option(
    "--blur", multiple=True, metavar="X,Y,W,H", help="Cover this box of picture N, in points."
)
@click.option("--no-faces", is_flag=True, help="Uncover the faces found in picture N.")
@click.option("--take", metavar="FILE", help="Redact the words of FILE with the account.")
@click.option("--put-back", metavar="FILE", help="Take the words of FILE out again.")
@click.option("--out", type=PATH, metavar="DIR", help="Write the pictures that may leave.")
@click.option("--json", "as_json", is_flag=True, help="List for a script.")
@passphrase_option
def command(
    vault: Path,
    case: str,
    prepare: bool,
    anew: bool,
    look: bool,
    name: str | None,
    picture: int | None,
    blur: tuple[str, ...],
    no_faces: bool,
    take: str | None,
    put_back: str | None,
    out: Path | None,
    as_json: bool,
    passphrase_file: Path | None,
) -> None:
    """List the files of CASE, make safe pictures of them, and look at these."""
    if (blur or no_faces) and picture is None:
        raise click.UsageError("--blur and --no-faces need --picture N.")
    if anew and not prepare:
        raise click.UsageError("--anew goes with --prepare.")
    from cli import consent, policies  # loads what exports are made of: only here

    opened = open_vault(vault, passphrase_file)
    reviewers = policies.of(opened).reviewers
    by = _name(name, reviewers) if look else ""
    index = opened.index()
    found = opened.case(case, index)
    account = found.content()
    asked = opened.settings().questionnaire_of(index.cases[found.id].claimed)
    kept = consent.files_may_leave(account.consent, asked)
    if prepare or blur or no_faces or look or take or put_back:
        with opened.writing():
            if prepare:
                _prepare(found, anew)
            if picture is not None and (blur or no_faces):
                _edit(found, picture, blur, no_faces)
            if take:
                _take(found, take, True, kept)
            if put_back:
                _take(found, put_back, False, kept)
            if look:
                _look(found, picture, kept, by)
    if out is not None:
        _write(found, account, out, kept, reviewers)
    elif as_json:
        from cli.attachments import listing

        console.emit_json(listing.objects(found, account, reviewers))
    else:
        _list(found, account, kept, reviewers)


def _name(name: str | None, reviewers: int) -> str:
    """Return under which name an editor lets pictures leave. Raises InputError."""
    if name is None and reviewers > 1:
        raise InputError(
            "Two editors look at each picture here, and it is not said who you are.",
            "Add --as NAME",
        )
    if name is None:
        return ""
    from cli import pair

    return pair.name_of(name)


def _prepare(case: Case, anew: bool) -> None:
    from cli.attachments import cell, preparing, shelf

    cell.require()
    before = shelf.load(case)
    done = () if anew else before
    with console.progress("Opening attachments") as shown:
        for number, prepared in enumerate(preparing.prepare(case, cell.Cell(), done=done), 1):
            shelf.store(case, prepared)
            shown.show(console.count(number, "file"))
    if anew and any(one.taken for one in before):
        _changed(case)


def _edit(case: Case, number: int, blur: tuple[str, ...], no_faces: bool) -> None:
    from cli.attachments import looking, shelf

    prepared = shelf.load(case)
    page = _page(prepared, number)
    if no_faces:
        page = looking.no_faces(page)
    for box in blur:
        page = looking.cover(page, looking.parse_box(box))
    shelf.store(case, shelf.changed(prepared, number, page))


def _take(case: Case, name: str, taken: bool, kept: str) -> None:
    """Put the words of a file behind the telling, or take it out again."""
    from dataclasses import replace

    from cli.attachments import shelf

    if kept and taken:
        raise NotDecided(f"Case {case.id}: {kept} Nothing was changed.")
    prepared = shelf.load(case)
    full = f"attachments/{name}"
    if not any(one.name == full and one.text is not None for one in prepared):
        raise InputError(
            f"{name} of case {case.id} holds no words, or was not opened yet.",
            "See which there are: testimony attachments VAULT CASE --prepare",
        )
    shelf.store(case, [replace(p, taken=taken) if p.name == full else p for p in prepared])
    _changed(case)


def _changed(case: Case) -> None:
    """Forget the proposal, which belongs to the text as it was; decisions stay."""
    from cli.work import PROPOSAL

    (case.folder / f"{PROPOSAL}.age").unlink(missing_ok=True)
    console.note(f"The account changed. Next: testimony redact VAULT {case.id}")


def _look(case: Case, only: int | None, kept: str, by: str) -> None:
    """Show each picture and take answers until all were asked or the editor stops."""
    from cli.attachments import looking, shelf

    if not console.interactive():
        raise ToolError(
            "Nobody is there to look at the pictures.", "Run it again in a terminal, with a screen."
        )
    if kept:
        console.warn(f"{kept} You can look; nothing of it is exported.")
    numbers = range(1, len(shelf.pages(shelf.load(case))) + 1)
    if not numbers:
        console.note("There is no picture yet: --prepare makes them.")
    with looking.preview() as folder:
        for number in numbers if only is None else [only]:
            paths: tuple[Path, ...] = ()
            while True:
                prepared = shelf.load(case)
                page = _page(prepared, number)
                shown = shelf.covered(case, page)
                paths = looking.lay_out(folder, number, page, shown)
                _describe(number, len(numbers), page, paths)
                answer = console.ask(f"{looking.ANSWERS} > ")
                if answer is None or answer.strip() == "q":
                    return
                if not answer.strip():
                    break
                try:
                    after = looking.answered(page, answer, shown, by)
                except InputError as error:
                    console.error(str(error), error.hint)
                    continue
                shelf.store(case, shelf.changed(prepared, number, after))
                if after.seen:
                    break
            for path in paths:
                path.unlink()


def _describe(number: int, of: int, page: Page, paths: tuple[Path, Path]) -> None:
    console.say(f"Picture {number} of {of}, {page.width} x {page.height}: {paths[0]}")
    console.say(f"  with a ruler: {paths[1]}")
    for at, box in enumerate(page.boxes, 1):
        what = "a face, as the model believes" if box.by == "found" else "drawn by hand"
        console.say(f"  box {at}: {box.x},{box.y},{box.width},{box.height} · {what}")
    if not page.boxes:
        console.say(
            "  Nothing is covered. The model found no face; that does not mean there is none."
        )


def _write(case: Case, account: Testimony, out: Path, kept: str, reviewers: int) -> None:
    """Write the pictures that may leave, and refuse if none may."""
    from cli.attachments import leaving

    if kept:
        raise NotDecided(f"Case {case.id}: {kept} Nothing was written.")
    pictures = leaving.pictures(case, kept, reviewers)
    if not pictures:
        raise NotDecided(
            f"No picture of case {case.id} may leave yet; it has "
            f"{console.count(len(account.listed), 'file')}. Nothing was written.",
            "First: --prepare, then --look",
        )
    for path in leaving.write(out, pictures):
        console.say(str(path))


def _page(prepared: tuple[Prepared, ...], number: int) -> Page:
    from cli.attachments import shelf

    pages = shelf.pages(prepared)
    if not 1 <= number <= len(pages):
        raise InputError(
            f"There is no picture {number}.",
            f"The case has {console.count(len(pages), 'picture')}; files that were not opened have "
            "none yet: --prepare",
        )
    return pages[number - 1]


def _list(case: Case, account: Testimony, kept: str, reviewers: int) -> None:
    from cli.attachments import listing

    if not account.listed:
        console.note(f"Case {case.id} came without files.")
        return
    console.table(listing.HEADS, listing.rows(case, account, reviewers))
    for sentence in listing.refusals(case):
        console.note(sentence)
    if kept:
        console.note(f"{kept} No file of this case is exported.")
