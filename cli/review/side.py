"""What stands beside the account: the list of things, the one in front, and the bars."""

from __future__ import annotations

from typing import Final

from rich.style import Style

from cli.pair import Side
from cli.redaction.model import IDENTIFIER_KINDS, Entity
from cli.review.desk import Desk
from cli.review.keys import KEYS
from cli.review.page import layout
from cli.review.paint import BAR, DIM, KEY, PLAIN, SIGNS, STRONG, of_kind
from cli.review.panes import Piece
from cli.review.shown import cut, flat, width
from cli.review.view import around

_FORMS: Final = 300  # cells for the forms of one thing
_ROOMY: Final = 40  # columns beside the account from which a line more is no loss
_ROWS: Final = 3  # of a sentence, before it is cut to what stands around its mention
_EDGE: Final = 400  # cells that reach over the edge of any terminal


def title(desk: Desk, case: str, columns: int) -> list[Piece]:
    """Return the bar on top: which case, and what is left."""
    waiting, looks, settled = desk.counts()
    shows = "READER SEES" if desk.reader else "ACCOUNT"
    wishes = len(desk.review.wishes())
    wished = f" · {wishes} wish{'' if wishes == 1 else 'es'} (w)" if wishes else ""
    left = f" {case} · {waiting} to decide · {looks} to look at{wished} · {settled} settled"
    left = cut(left, max(1, columns - width(shows) - 3))
    return [(left + shows.rjust(max(1, columns - width(left) - 1)) + " " * _EDGE, BAR)]


def bar(said: str, columns: int) -> list[Piece]:
    """Return the line that says what the last key did."""
    return [(" " + flat(said, columns - 2), STRONG)]


def keys(desk: Desk, columns: int) -> list[list[Piece]]:
    """Return two lines with the keys needed most, as many as there is room for."""
    entity = desk.current()
    shown = {key: short for key, (_, short, _) in KEYS.items() if short}
    if entity and (sides := desk.review.sides(entity)):
        shown = {"1": f"as {sides[0].editor}", "2": f"as {sides[1].editor}"} | shown
        shown["y"] = "safer"
    elif desk.review.wishes() and not any(desk.counts()[:2]):
        shown = {"w": "wishes of the witness"} | shown
    lines: list[list[Piece]] = [[], []]
    used = [0, 0]
    row = 0
    for key, short in shown.items():
        room = len(key) + len(short) + 3
        if used[row] + room > columns and row == 0:
            row = 1
        if used[row] + room <= columns:
            used[row] += room
            lines[row] += [(f" {key}", KEY), (f" {short} ", PLAIN)]
    return lines


def listed(desk: Desk, columns: int) -> tuple[list[list[Piece]], int]:
    """Return the list of things, each kind under its name, and the line of the one in front."""
    lines: list[list[Piece]] = []
    kind, at = "", 0
    items = desk.listed()
    for entity in items:
        if entity.kind != kind:
            kind = entity.kind
            waiting = sum(1 for e in items if e.kind == kind and desk.state(e) == "open")
            left = f" · {waiting} to decide" if waiting else ""
            lines.append([(f"{kind}{left}", of_kind(kind))])
        front = entity.id == desk.entity
        if front:
            at = len(lines)
        lines.append(_item(desk, entity, columns, front=front))
    return lines or [[("Nothing was found.", PLAIN)]], at


def _item(desk: Desk, entity: Entity, columns: int, *, front: bool) -> list[Piece]:
    state = desk.state(entity)
    count = f" ×{len(entity.mentions)}"
    look = of_kind(entity.kind, bold=front, reverse=state == "open")
    joining = "+" if entity.id == desk.joining else " "
    name = flat(", ".join(entity.forms), max(4, columns - 6 - len(count)))
    return [
        (("▸" if front else joining) + SIGNS[state] + " ", STRONG if front else PLAIN),
        (name, look),
        (count, DIM),
    ]


def detail(desk: Desk, columns: int) -> list[list[Piece]]:
    """Return what is known of the thing in front: its forms, its sentences before and after."""
    entity = desk.current()
    if entity is None:
        return []
    state = desk.state(entity)
    mentions = f"{len(entity.mentions)} mention{'' if len(entity.mentions) == 1 else 's'}"
    lines = _paragraph(f"{entity.kind} · {mentions} · {entity.id}", columns, DIM)
    forms = flat(", ".join(entity.forms), _FORMS)
    lines += _paragraph(forms, columns, of_kind(entity.kind, bold=True))
    if reasons := desk.reasons(entity):
        lines.append([(flat(f"found: {'; '.join(reasons)}", columns), DIM)])
    weight = desk.ranking().weights[entity.id]
    if columns >= _ROOMY and entity.kind not in ("person", *IDENTIFIER_KINDS):
        lines += _paragraph(weight.why, columns, DIM)
    elif columns >= _ROOMY and (told := desk.review.told(entity)):
        lines.append([(flat(told, columns), DIM)])
    said = {
        "open": "waits for you; y would write:",
        "look": "a new wording is to be looked at (c):",
        "hidden": "is written:",
        "kept": "is kept:",
    }
    if desk.review.work.stays(entity):
        said |= {"hidden": "in an answer that is not exported:"}
    if state == "open" and (sides := desk.review.sides(entity)):
        return lines + _two(desk, entity, sides, columns)
    lines += _paragraph(said[state], columns, STRONG)
    pairs = desk.sentences()
    if not pairs:
        return lines + _paragraph("It is a part of something longer.", columns, DIM)
    first = min(desk.place, len(pairs) - 1)
    room = _ROWS * columns
    for number in (*range(first, len(pairs)), *range(first)):
        before, after = pairs[number]
        if number == first and entity.id in desk.view().looks:
            lines += _reasons(desk, entity, columns)
        count = f"{number + 1}/{len(pairs)} " if len(pairs) > 1 else ""
        # What stands there now is in sight beside; what it becomes is not, so it comes first.
        lines += _paragraph(f"{count}→ {around(after, room)}", columns, of_kind(entity.kind))
        if before != after:
            lines += _paragraph(around(before, room), columns, DIM)
    return lines


def _two(desk: Desk, entity: Entity, sides: tuple[Side, Side], columns: int) -> list[list[Piece]]:
    """Return what two editors would do, one under the other, each in its sentence."""
    review = desk.review
    safer = review.differences and review.differences.safer(entity)
    lines = _paragraph("two editors differ:", columns, STRONG)
    would: list[list[Piece]] = []
    for number, side in enumerate(sides, 1):
        does = "stays" if side.safety == 0 else f"→ {side.words or 'nothing'}"
        mark = " (y)" if safer == side else ""
        lines += _paragraph(f"{number} {side.editor}: {does}{mark}", columns, STRONG)
        if pairs := review.sentences(entity, side.choice):
            _, after = pairs[min(desk.place, len(pairs) - 1)]
            after = around(after, _ROWS * columns)
            would += _paragraph(f"{number} {after}", columns, of_kind(entity.kind))
    return lines + would


def _reasons(desk: Desk, entity: Entity, columns: int) -> list[list[Piece]]:
    start, end = entity.mentions[min(desk.place, len(entity.mentions) - 1)]
    looks = desk.view().looks[entity.id]
    reasons = [each.reason for each in looks if start < each.end and each.start < end]
    return [line for reason in reasons for line in _paragraph(f"({reason})", columns, STRONG)]


def _paragraph(text: str, columns: int, look: Style) -> list[list[Piece]]:
    rows = layout(text, (), max(8, columns))
    return [[(cut("".join(piece for piece, _ in row.pieces), columns), look)] for row in rows]
