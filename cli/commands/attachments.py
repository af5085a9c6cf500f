"""`testimony attachments`: files of a testimony become bare pictures, if a person says so."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli import consent, console, files
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

Pictures and PDF are opened in a closed process that has no keys, no files and no network; bare
points come back, at most 1600 on the longer side. Faces are missed: look at every picture, and at
what else it shows: signs, plates, tattoos, windows, papers, reflections. What may leave goes with
`testimony export`, as 1.png, 2.png. Everything else stays in the vault.
"""


@click.command("attachments", epilog=EPILOG)
@vault_argument
@click.argument("case")
@click.option("--prepare", is_flag=True, help="Open what was not opened yet; cover faces.")
@click.option("--anew", is_flag=True, help="With --prepare: forget boxes and answers, begin anew.")
@click.option("--look", is_flag=True, help="Show each picture and ask whether it may leave.")
@click.option("--picture", type=click.IntRange(1), metavar="N", help="Only picture N.")
@click.option(
    "--blur", multiple=True, metavar="X,Y,W,H", help="Cover this box of picture N, in points."
)
@click.option("--no-faces", is_flag=True, help="Uncover the faces found in picture N.")
@click.option("--out", type=PATH, metavar="DIR", help="Write the pictures that may leave.")
@click.option("--json", "as_json", is_flag=True, help="List for a script.")
@passphrase_option
def command(
    vault: Path,
    case: str,
    prepare: bool,
    anew: bool,
    look: bool,
    picture: int | None,
    blur: tuple[str, ...],
    no_faces: bool,
    out: Path | None,
    as_json: bool,
    passphrase_file: Path | None,
) -> None:
    """List the files of CASE, make safe pictures of them, and look at these."""
    if (blur or no_faces) and picture is None:
        raise click.UsageError("--blur and --no-faces need --picture N.")
    if anew and not prepare:
        raise click.UsageError("--anew goes with --prepare.")
    opened = open_vault(vault, passphrase_file)
    index = opened.index()
    found = opened.case(case, index)
    account = found.content()
    asked = opened.settings().questionnaire_of(index.cases[found.id].claimed)
    kept = consent.files_may_leave(account.consent, asked)
    if prepare or blur or no_faces or look:
        with opened.writing():
            if prepare:
                _prepare(found, anew)
            if picture is not None and (blur or no_faces):
                _edit(found, picture, blur, no_faces)
            if look:
                _look(found, picture, kept)
    if out is not None:
        _write(found, account, out, kept)
    elif as_json:
        console.emit_json(_listed(found, account))
    else:
        _list(found, account, kept)


def _prepare(case: Case, anew: bool) -> None:
    from cli.attachments import cell, preparing, shelf

    cell.require()
    done = () if anew else shelf.load(case)
    with console.progress("Opening attachments") as shown:
        for number, prepared in enumerate(preparing.prepare(case, cell.Cell(), done=done), 1):
            shelf.store(case, prepared)
            shown.show(console.count(number, "file"))


def _edit(case: Case, number: int, blur: tuple[str, ...], no_faces: bool) -> None:
    from cli.attachments import looking, shelf

    prepared = shelf.load(case)
    page = _page(prepared, number)
    if no_faces:
        page = looking.no_faces(page)
    for box in blur:
        page = looking.cover(page, looking.parse_box(box))
    shelf.store(case, shelf.changed(prepared, number, page))


def _look(case: Case, only: int | None, kept: str) -> None:
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
            path = folder / f"{number}.png"
            while True:
                prepared = shelf.load(case)
                page = _page(prepared, number)
                shown = shelf.covered(case, page)
                files.write(path, shown, replace=True)
                _describe(number, len(numbers), page, path)
                answer = console.ask(f"{looking.ANSWERS} > ")
                if answer is None or answer.strip() == "q":
                    return
                if not answer.strip():
                    break
                try:
                    after = looking.answered(page, answer, shown)
                except InputError as error:
                    console.error(str(error), error.hint)
                    continue
                shelf.store(case, shelf.changed(prepared, number, after))
                if after.seen:
                    break
            path.unlink(missing_ok=True)


def _describe(number: int, of: int, page: Page, path: Path) -> None:
    console.say(f"Picture {number} of {of}, {page.width} x {page.height}: {path}")
    for at, box in enumerate(page.boxes, 1):
        what = "a face, as the model believes" if box.by == "found" else "drawn by hand"
        console.say(f"  box {at}: {box.x},{box.y},{box.width},{box.height} · {what}")
    if not page.boxes:
        console.say(
            "  Nothing is covered. The model found no face; that does not mean there is none."
        )


def _write(case: Case, account: Testimony, out: Path, kept: str) -> None:
    """Write the pictures that may leave, and refuse if none may."""
    from cli.attachments import leaving

    if kept:
        raise NotDecided(f"Case {case.id}: {kept} Nothing was written.")
    pictures = leaving.pictures(case, kept)
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
            f"There are {len(pages)}. Files that were not opened have none yet: --prepare",
        )
    return pages[number - 1]


def _listed(case: Case, account: Testimony) -> list[dict[str, object]]:
    """Return one object a file."""
    from cli.attachments import shelf

    made = {one.name: one for one in shelf.load(case)}
    found, number = [], 0
    for file in account.listed:
        one = made.get(file.name)
        pages = one.pages if one else ()
        found.append(
            {
                "file": file.name.removeprefix("attachments/"),
                "bytes": file.size,
                "kind": one.kind if one else None,
                "refused": _why(one)[0] if one and one.why else None,
                "text": one is not None and one.text is not None,
                "pictures": [
                    {
                        "number": number + at,
                        "width": page.width,
                        "height": page.height,
                        "boxes": [[b.x, b.y, b.width, b.height, b.by] for b in page.boxes],
                        "notes": list(page.notes),
                        "seen": bool(page.seen),
                        "may leave": page.approved,
                    }
                    for at, page in enumerate(pages, 1)
                ],
            }
        )
        number += len(pages)
    return found


def _list(case: Case, account: Testimony, kept: str) -> None:
    from cli.attachments import shelf

    if not account.listed:
        console.note(f"Case {case.id} came without files.")
        return
    made = {one.name: one for one in shelf.load(case)}
    rows, first = [], 1
    for file in account.listed:
        one = made.get(file.name)
        name = file.name.removeprefix("attachments/")
        state = "not opened yet" if one is None else _state(one, first)
        rows.append([name, one.kind if one else "?", f"{file.size}", state])
        first += len(one.pages) if one else 0
    console.table(["file", "kind", "bytes", "state"], rows)
    for file in account.listed:
        one = made.get(file.name)
        if one and one.why:
            reason, hint = _why(one)
            console.note(f"{file.name.removeprefix('attachments/')} stays here: {reason}. {hint}")
    if kept:
        console.note(f"{kept} No file of this case is exported.")


def _state(one: Prepared, first: int) -> str:
    if one.why:
        return "refused"
    if one.text is not None:
        return f"text, {console.count(len(one.text), 'character')}: stays here"
    many = len(one.pages)
    name = f"picture {first}" if many == 1 else f"pictures {first}–{first + many - 1}"
    boxes = sum(len(page.boxes) for page in one.pages)
    leave, seen = sum(p.approved for p in one.pages), sum(bool(p.seen) for p in one.pages)
    parts = [name, f"{boxes} covered"]
    parts += ["smaller than it was"] if any("smaller" in p.notes for p in one.pages) else []
    parts += ["first of several frames"] if any("frames" in p.notes for p in one.pages) else []
    parts += [f"{many - seen} to look at"] if many > seen else []
    parts += [f"{leave} may leave"] if leave else []
    return ", ".join(parts)


def _why(one: Prepared) -> tuple[str, str]:
    from cli.attachments.kinds import REASONS

    return REASONS.get(one.why, REASONS["unknown"])
