"""What was made of a case's attachments, sealed to the case like all the rest.

attachments.age     what each file is, why one was refused, the boxes of each picture, what an
                    editor has seen and let pass
picture-….age       one picture each: a bare PNG without its boxes, then zero bytes up to a size
                    class (docs/spec/padding.md)

A picture is kept uncovered, so that a box can be taken away again; covered it exists only in
memory, in a preview, and in an export. "Seen" and "may leave" hold for exact bytes: the SHA-256 of
the covered PNG. Whoever changes a box has seen nothing yet.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Final

from cli import files, sealed
from cli.attachments import cover, png
from cli.attachments.wire import Box, Picture
from cli.case import ATTACHMENTS, Case
from cli.errors import NotSafe, VaultDamaged
from crypto.padding import pad

PICTURE: Final = "picture-"
MOST_BOXES: Final = 1000  # in one picture


@dataclass(frozen=True, slots=True)
class Page:
    """One picture: a photograph, or a page of a document.

    file:     its name in the case, without `.age`
    length:   bytes of the PNG before it was padded
    digest:   SHA-256 of that PNG, hex
    boxes:    what is covered
    notes:    of wire.NOTES
    seen:     SHA-256 of the covered PNG as an editor saw it last, "" if nobody did
    by:       who let it leave as it was seen; an editor who gave no name is ""
    """

    file: str
    length: int
    digest: str
    width: int
    height: int
    boxes: tuple[Box, ...] = ()
    notes: tuple[str, ...] = ()
    seen: str = ""
    by: tuple[str, ...] = ()

    def with_boxes(self, boxes: Iterable[Box]) -> Page:
        """Return it with other boxes: nobody has seen that yet."""
        return replace(self, boxes=tuple(boxes)[:MOST_BOXES], seen="", by=())

    def judged(self, digest: str, by: str, leaves: bool) -> Page:
        """Return it after an editor saw it. One who refuses takes back what another allowed.

        digest: SHA-256 of the covered PNG they saw
        """
        others = self.by if digest == self.seen else ()
        allowed = (
            (*(one for one in others if one.casefold() != by.casefold()), by) if leaves else ()
        )
        return replace(self, seen=digest, by=allowed)

    def may_leave(self, reviewers: int) -> bool:
        """Return whether as many editors let it leave as the policy asks for.

        Where it asks for two, one who gave no name may be either of them, and counts for none.
        """
        return len([one for one in self.by if one or reviewers == 1]) >= reviewers


@dataclass(frozen=True, slots=True)
class Prepared:
    """One attachment after it was opened.

    name:  in the testimony
    kind:  name of a kind
    why:   a key of kinds.REASONS if it was refused
    pages: its pictures
    text:  what it says in words, if it is a text or a document with words in it
    taken: an editor took that into the account
    """

    name: str
    kind: str
    why: str = ""
    pages: tuple[Page, ...] = ()
    text: str | None = None
    taken: bool = False


def load(case: Case) -> tuple[Prepared, ...]:
    """Return what was prepared so far. Raises VaultDamaged."""
    value = case.load(ATTACHMENTS)
    if value is None:
        return ()
    try:
        return tuple(_prepared(one) for one in value["files"])
    except (TypeError, KeyError) as error:
        raise VaultDamaged(
            f"{case.folder / ATTACHMENTS}.age opens but is no record of attachments.",
            "Put back this file from the second copy of the vault.",
        ) from error


def store(case: Case, files_of_case: Sequence[Prepared]) -> None:
    """Write what was prepared; pictures that nothing names any more are removed."""
    case.store(ATTACHMENTS, {"files": [asdict(one) for one in files_of_case]})
    named = {f"{page.file}.age" for one in files_of_case for page in one.pages}
    for left in case.folder.glob(f"{PICTURE}*.age"):
        if left.name not in named:
            left.unlink()


def keep(case: Case, picture: Picture) -> Page:
    """Seal a picture that came out of the closed process; cover the faces that were found."""
    data = png.write(picture.width, picture.height, picture.points)
    name = f"{PICTURE}{secrets.token_hex(8)}"
    files.write(case.folder / f"{name}.age", sealed.seal(pad(data), case.identity.recipient()))
    return Page(
        name,
        len(data),
        hashlib.sha256(data).hexdigest(),
        picture.width,
        picture.height,
        tuple(cover.grown(face, picture.width, picture.height) for face in picture.faces),
        picture.notes,
    )


def covered(case: Case, page: Page) -> bytes:
    """Return a picture as it would leave. Raises VaultDamaged, NotSafe."""
    path = case.folder / f"{page.file}.age"
    data = sealed.load_bytes(path, case.identity)[: page.length]
    if hashlib.sha256(data).hexdigest() != page.digest:
        raise VaultDamaged(
            f"{path} is not the picture that was prepared.",
            "Put back this file from the second copy of the vault.",
        )
    width, height, points = png.points(data)
    made = png.write(width, height, cover.covered(width, height, points, page.boxes))
    gate(made)
    return made


def leaving(case: Case, prepared: Iterable[Prepared], reviewers: int) -> list[bytes]:
    """Return the pictures that editors let leave, in their order, each as it was seen.

    raises: NotSafe if one is no longer what was seen
    """
    found = []
    for page in pages(prepared):
        if page.may_leave(reviewers):
            data = covered(case, page)
            if hashlib.sha256(data).hexdigest() != page.seen:
                raise NotSafe(
                    f"A picture of case {case.id} is not what was looked at.",
                    f"Look at it again: testimony attachments VAULT {case.id} --look",
                )
            found.append(data)
    return found


def pages(prepared: Iterable[Prepared]) -> list[Page]:
    """Return all pictures of a case, in their order: number 1 is the first."""
    return [page for one in prepared for page in one.pages]


def changed(prepared: Iterable[Prepared], number: int, page: Page) -> tuple[Prepared, ...]:
    """Return what was prepared with another page under this number, from 1."""
    found, left = [], number
    for one in prepared:
        own = list(one.pages)
        if 1 <= left <= len(own):
            own[left - 1] = page
        left -= len(one.pages)
        found.append(replace(one, pages=tuple(own)))
    return tuple(found)


def gate(data: bytes) -> None:
    """Read a finished picture back with another reader. Raises NotSafe."""
    try:
        png.check(data)
    except png.NotBare as error:
        raise NotSafe(f"{error} Nothing was written.", "Prepare it anew.") from error


def _prepared(value: Mapping[str, Any]) -> Prepared:
    made = [
        Page(
            **page
            | {
                "boxes": tuple(Box(**box) for box in page["boxes"]),
                "notes": tuple(page["notes"]),
                "by": tuple(page["by"]),
            }
        )
        for page in value["pages"]
    ]
    return Prepared(**{**value, "pages": tuple(made)})
