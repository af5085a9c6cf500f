"""Which stretches of the account, and of what the reader will see, are drawn how."""

from __future__ import annotations

from collections.abc import Iterable

from cli.review.desk import Desk
from cli.review.page import Span, Tag


def original(desk: Desk) -> list[Span]:
    """Return the spans of the account as it was written."""
    found: list[Span] = []
    if desk.marking:
        found.append(Span(*desk.marking.span(), Tag("", "", "marking", True)))
    for entity in desk.analysis.entities:
        state = desk.state(entity)
        for place, (start, end) in enumerate(entity.mentions):
            current = entity.id == desk.entity and place == desk.place and not desk.marking
            shows = _state_at(desk, entity.id, state, start, end)
            found.append(Span(start, end, Tag(entity.id, entity.kind, shows, current)))
    if desk.hit:
        found.append(Span(*desk.hit, Tag("", "", "hit")))
    return _aside(_apart(found, len(desk.text)), desk.review.work.withheld())


def reader(desk: Desk) -> list[Span]:
    """Return the spans of the safe text."""
    redacted = desk.review.redacted()
    kinds = {entity.id: entity.kind for entity in desk.analysis.entities}
    states = desk.view().states
    looks = {place.at for place in desk.review.unchecked()}
    here = _mention(desk)
    found = []
    for entry in redacted.ledger:
        state = "look" if entry.at in looks else states.get(entry.entity, "hidden")
        state = "hidden" if state == "look" and entry.at not in looks else state
        current = here is not None and entry.start < here[1] and here[0] < entry.end
        tag = Tag(entry.entity, kinds.get(entry.entity, entry.kind), state, current)
        found.append(Span(entry.at, entry.at + len(entry.replacement), tag))
    return _apart(found, len(redacted.text))


def current_at(desk: Desk) -> int:
    """Return the character of the account that must be in sight."""
    if desk.marking:
        return desk.marking.span()[1] - 1
    if desk.hit:
        return desk.hit[0]
    here = _mention(desk)
    return here[0] if here else 0


def current_in_reader(desk: Desk) -> int:
    """Return the character of the safe text that must be in sight."""
    at = current_at(desk)
    shift = 0
    for entry in desk.review.redacted().ledger:
        if entry.start > at:
            break
        shift = entry.at - entry.start
        if entry.end > at:
            return entry.at
        shift = entry.at + len(entry.replacement) - entry.end
    return at + shift


def _mention(desk: Desk) -> tuple[int, int] | None:
    entity = desk.current()
    return entity.mentions[min(desk.place, len(entity.mentions) - 1)] if entity else None


def _state_at(desk: Desk, name: str, state: str, start: int, end: int) -> str:
    """A thing with a wording to look at shows it only at the places where it stands."""
    if state != "look":
        return state
    looks = desk.view().looks.get(name, ())
    return "look" if any(start < each.end and each.start < end for each in looks) else "hidden"


def _aside(spans: list[Span], ranges: Iterable[tuple[int, int]]) -> list[Span]:
    """Add what stands between the spans of answers that are never exported."""
    found = list(spans)
    for left, right in ranges:
        at = left
        for span in [*(s for s in spans if left <= s.start < right), None]:
            end = span.start if span else right
            if at < end:
                found.append(Span(at, end, Tag("", "", "aside")))
            at = span.end if span else right
    return sorted(found, key=lambda span: span.start)


def _apart(spans: Iterable[Span], length: int) -> list[Span]:
    """Leave out what overlaps: what is being marked or lies in front is never left out."""
    taken = bytearray(length)
    found: list[Span] = []
    first = sorted(spans, key=lambda s: (s.tag.state != "marking", not s.tag.current, s.start))
    for span in first:
        if span.start < span.end and not any(taken[span.start : span.end]):
            taken[span.start : span.end] = b"\x01" * (span.end - span.start)
            found.append(span)
    return sorted(found, key=lambda span: span.start)
