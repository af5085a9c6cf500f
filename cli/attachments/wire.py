"""What goes through the pipes between the tool and the closed process.

    in     order   length (4 bytes, big-endian), JSON; then the file's bytes, as many as it says
    out    answer  length (4 bytes, big-endian), JSON; a picture's is followed by its points, that
                   of words by the words in UTF-8

A picture's points are red, green, blue, a byte each, rows from the top, nothing between them. They
and words are all that ever comes back of a file. The process may have been taken over by what it
opened, so `answers` believes no number and no word of it.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import IO, Any, Final

from cli.attachments.kinds import MAX_TEXT, REASONS, decoded

MAX_HEAD: Final = 64 * 1024  # bytes of one JSON object
MAX_BOXES: Final = 500  # faces in one picture
NOTES: Final = frozenset({"smaller", "frames"})
_LENGTH: Final = struct.Struct(">I")


class Nonsense(Exception):  # noqa: N818
    """The answer is none. Its text is for tests; the editor reads kinds.REASONS."""


class EndedEarly(Nonsense):
    """The answer broke off: how its process ended says why."""


class Refused(Exception):  # noqa: N818
    """The closed process says that it cannot. why: a key of kinds.REASONS"""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be done.

    kind:   name of a kind in kinds.py
    length: bytes that follow
    side:   the longest side a picture may have afterwards, in points
    pages:  that a document may have
    faces:  look for them
    """

    kind: str
    length: int
    side: int
    pages: int
    faces: bool


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in points, from the upper left. by: "found" by the model, or drawn by "hand"."""

    x: int
    y: int
    width: int
    height: int
    by: str = "found"


@dataclass(frozen=True, slots=True)
class Picture:
    """Bare points.

    points: width x height x 3 bytes
    faces:  where the model sees some, within the picture
    notes:  of NOTES: it was made smaller; it had more frames, of which this is the first
    """

    width: int
    height: int
    points: bytes
    faces: tuple[Box, ...] = ()
    notes: tuple[str, ...] = ()


def send_order(pipe: IO[bytes], order: Order) -> None:
    """Write an order; the file's bytes follow."""
    _send(pipe, asdict(order))


def read_order(pipe: IO[bytes]) -> Order:
    """Read an order, in the closed process."""
    return Order(**_head(pipe))


def send_picture(pipe: IO[bytes], picture: Picture) -> None:
    """Write a picture, in the closed process."""
    faces = [[box.x, box.y, box.width, box.height] for box in picture.faces[:MAX_BOXES]]
    size = {"width": picture.width, "height": picture.height}
    _send(pipe, {"say": "picture", **size, "faces": faces, "notes": list(picture.notes)})
    pipe.write(picture.points)
    pipe.flush()


def send_words(pipe: IO[bytes], words: str) -> None:
    """Write the words of a document, in the closed process; too many are cut."""
    data = words.encode()[:MAX_TEXT].decode(errors="ignore").encode()
    _send(pipe, {"say": "words", "length": len(data)})
    pipe.write(data)
    pipe.flush()


def send_end(pipe: IO[bytes], why: str = "") -> None:
    """Say that this was all, or why there is nothing (more)."""
    _send(pipe, {"say": "cannot", "why": why} if why else {"say": "end"})
    pipe.flush()


def answers(pipe: IO[bytes], order: Order) -> Iterator[Picture | str]:
    """Read what the closed process answers, believing nothing.

    raises: Refused with its reason; EndedEarly; Nonsense for what is no answer
    """
    for _ in range(order.pages + 2):
        head = _head(pipe)
        if head == {"say": "end"}:
            return
        if head.get("say") == "cannot" and head.keys() == {"say", "why"}:
            why = head["why"]
            raise Refused(why if isinstance(why, str) and why in REASONS else "nonsense")
        if head.get("say") == "words" and head.keys() == {"say", "length"}:
            yield _words(pipe, head)
        else:
            yield _picture(pipe, head, order)
    raise Nonsense("more pages than were asked for")


def _picture(pipe: IO[bytes], head: dict[str, Any], order: Order) -> Picture:
    if head.keys() != {"say", "width", "height", "faces", "notes"} or head["say"] != "picture":
        raise Nonsense("no picture")
    width, height = _whole(head["width"], 1, order.side), _whole(head["height"], 1, order.side)
    if not isinstance(head["faces"], list) or len(head["faces"]) > MAX_BOXES:
        raise Nonsense("no list of faces")
    notes = head["notes"]
    if not isinstance(notes, list) or not all(isinstance(n, str) and n in NOTES for n in notes):
        raise Nonsense("no list of notes")
    faces = tuple(_box(face, width, height) for face in head["faces"])
    return Picture(width, height, _exactly(pipe, width * height * 3), faces, tuple(set(notes)))


def _words(pipe: IO[bytes], head: dict[str, Any]) -> str:
    text = decoded(_exactly(pipe, _whole(head["length"], 1, MAX_TEXT)))
    if text is None:
        raise Nonsense("no text")
    return text


def _box(value: Any, width: int, height: int) -> Box:
    if not isinstance(value, list) or len(value) != 4:
        raise Nonsense("no box")
    x, y = _whole(value[0], 0, width - 1), _whole(value[1], 0, height - 1)
    return Box(x, y, _whole(value[2], 1, width - x), _whole(value[3], 1, height - y))


def _whole(value: Any, least: int, most: int) -> int:
    if type(value) is not int or not least <= value <= most:
        raise Nonsense("a number out of bounds")
    return value


def _send(pipe: IO[bytes], value: dict[str, Any]) -> None:
    data = json.dumps(value).encode()
    pipe.write(_LENGTH.pack(len(data)) + data)


def _head(pipe: IO[bytes]) -> dict[str, Any]:
    (length,) = _LENGTH.unpack(_exactly(pipe, _LENGTH.size))
    if length > MAX_HEAD:
        raise Nonsense("a head too long")
    try:
        value = json.loads(_exactly(pipe, length))
    except (ValueError, RecursionError) as error:
        raise Nonsense("no JSON") from error
    if not isinstance(value, dict):
        raise Nonsense("no object")
    return value


def _exactly(pipe: IO[bytes], count: int) -> bytes:
    data = pipe.read(count)
    if len(data) != count:
        raise EndedEarly("an early end")
    return data
