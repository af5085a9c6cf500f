"""What `testimony attachments` lists: each file, what became of it, and why one stays."""

from __future__ import annotations

from cli.attachments import shelf
from cli.attachments.kinds import REASONS
from cli.attachments.shelf import Prepared
from cli.case import Case
from cli.console import count
from crypto.testimony import FOLDER, Testimony

HEADS = ("file", "kind", "bytes", "state")


def objects(case: Case, account: Testimony, reviewers: int) -> list[dict[str, object]]:
    """Return one object a file, for a script."""
    made = {one.name: one for one in shelf.load(case)}
    found: list[dict[str, object]] = []
    number = 0
    for file in account.listed:
        one = made.get(file.name, Prepared(file.name, ""))
        pictures = [
            {
                "number": number + at,
                "width": page.width,
                "height": page.height,
                "boxes": [[box.x, box.y, box.width, box.height, box.by] for box in page.boxes],
                "notes": list(page.notes),
                "seen": bool(page.seen),
                "by": list(page.by),
                "may leave": page.may_leave(reviewers),
            }
            for at, page in enumerate(one.pages, 1)
        ]
        number += len(pictures)
        found.append(
            {
                "file": file.name.removeprefix(FOLDER),
                "bytes": file.size,
                "kind": one.kind or None,
                "refused": REASONS[one.why][0] if one.why else None,
                "text": one.text is not None,
                "taken": one.taken,
                "pictures": pictures,
            }
        )
    return found


def rows(case: Case, account: Testimony, reviewers: int) -> list[list[str]]:
    """Return a line of the table for each file, under HEADS."""
    made = {one.name: one for one in shelf.load(case)}
    found, first = [], 1
    for file in account.listed:
        one = made.get(file.name)
        name = file.name.removeprefix(FOLDER)
        state = "not opened yet" if one is None else _state(one, first, reviewers)
        found.append([name, one.kind if one else "?", f"{file.size}", state])
        first += len(one.pages) if one else 0
    return found


def refusals(case: Case) -> list[str]:
    """Return a sentence for each file that is refused, and what to do."""
    return [
        f"{one.name.removeprefix(FOLDER)} stays here: {REASONS[one.why][0]}. {REASONS[one.why][1]}"
        for one in shelf.load(case)
        if one.why
    ]


def _state(one: Prepared, first: int, reviewers: int) -> str:
    if one.why:
        return "refused"
    where = "redacted with the account" if one.taken else "stays here (--take)"
    text = "" if one.text is None else f"text, {count(len(one.text), 'character')}: {where}"
    if not one.pages:
        return text
    many = len(one.pages)
    seen = sum(bool(page.seen) for page in one.pages)
    leave = sum(page.may_leave(reviewers) for page in one.pages)
    half = sum(bool(page.by) for page in one.pages) - leave
    parts = [f"picture {first}" if many == 1 else f"pictures {first}–{first + many - 1}"]
    parts.append(f"{sum(len(page.boxes) for page in one.pages)} covered")
    if any("smaller" in page.notes for page in one.pages):
        parts.append("smaller than it was")
    if any("frames" in page.notes for page in one.pages):
        parts.append("first of several frames")
    if many > seen:
        parts.append(f"{many - seen} to look at")
    if half:
        parts.append(f"{half} waits for a second editor" if half == 1 else f"{half} wait for one")
    if leave:
        parts.append(f"{leave} may leave")
    return ", ".join(parts) + (f"; {text}" if text else "")
