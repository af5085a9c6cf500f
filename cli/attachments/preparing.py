"""From a sealed testimony to bare pictures, one attachment after the other.

The file goes from the vault through memory into the closed process; what comes back is sealed
before the next is opened. No byte of it in clear ever has a name on a disk.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from cli.attachments import kinds, shelf, wire
from cli.attachments.cell import Cell, Source, order
from cli.case import Case

_PIECE: Final = 256 * 1024


class _Again:
    """A source whose first bytes were read already."""

    def __init__(self, head: bytes, rest: Source) -> None:
        self._head = head
        self._rest = rest

    def read(self, size: int, /) -> bytes:
        """Return up to `size` bytes."""
        piece, self._head = self._head[:size], self._head[size:]
        return piece or self._rest.read(size)


def prepare(
    case: Case, cell: Cell, *, faces: bool = True, done: tuple[shelf.Prepared, ...] = ()
) -> Iterator[tuple[shelf.Prepared, ...]]:
    """Open each attachment that is not among `done`; give the whole record after each.

    raises: VaultDamaged, ToolError; what was given before stays good
    """
    known = {one.name: one for one in done}
    made: list[shelf.Prepared] = []
    with case.testimony() as reader:
        for name, size, source in reader.attachments():
            made.append(known.get(name) or _one(case, cell, name, size, source, faces))
            yield (*made, *(one for one in done if one.name not in {m.name for m in made}))


def _one(
    case: Case, cell: Cell, name: str, size: int, source: Source, faces: bool
) -> shelf.Prepared:
    head = _up_to(source, kinds.HEAD)
    kind = kinds.kind_of(head)
    if kind.sort == "refused":
        return shelf.Prepared(name, kind.name, kind.why)
    rest = _Again(head, source)
    if kind.sort == "text":
        text = kinds.decoded(_up_to(rest, kinds.MAX_TEXT + 1)) if size <= kinds.MAX_TEXT else None
        return shelf.Prepared(name, kind.name, "letters" if text is None else "", text=text)
    if size > kinds.MAX_FILE:
        return shelf.Prepared(name, kind.name, "heavy")
    pages: list[shelf.Page] = []
    words: list[str] = []
    try:
        for made in cell.pictures(order(kind.name, size, faces=faces), rest):
            if isinstance(made, str):
                words.append(made)
            else:
                pages.append(shelf.keep(case, made))
    except wire.Refused as refused:
        # What came before the refusal goes with it: half a document would look like a whole one.
        return shelf.Prepared(name, kind.name, refused.why)
    text = "\n\n".join(words) if words else None
    return shelf.Prepared(name, kind.name, pages=tuple(pages), text=text)


def _up_to(source: Source, limit: int) -> bytes:
    """Read `limit` bytes, or all there are."""
    found = b""
    while len(found) < limit and (piece := source.read(min(_PIECE, limit - len(found)))):
        found += piece
    return found
