"""Answers of the closed process: nothing in them is believed."""

from __future__ import annotations

import io
import json
import struct
from typing import Any

import pytest

from cli.attachments import kinds, wire
from cli.attachments.wire import Box, Order, Picture

ORDER = Order("PNG", 10, 100, 2, True)
GOOD: dict[str, Any] = {"say": "picture", "width": 2, "height": 1, "faces": [], "notes": []}


def framed(*values: Any, points: bytes = bytes(6)) -> bytes:
    """Answers, each a JSON object and, if it is a picture, points."""
    out = b""
    for value in values:
        data = value if isinstance(value, bytes) else json.dumps(value).encode()
        out += struct.pack(">I", len(data)) + data
        out += points if isinstance(value, dict) and value.get("say") == "picture" else b""
    return out


def read(data: bytes) -> list[Picture | str]:
    return list(wire.answers(io.BytesIO(data), ORDER))


END = {"say": "end"}
LIES: dict[str, bytes] = {
    "nothing": b"",
    "half a length": b"\0\0",
    "a length above the limit": struct.pack(">I", 1 << 30),
    "less than it says": struct.pack(">I", 100) + b"{}",
    "no JSON": framed(b"{'say'}"),
    "not even text": framed(b"\xff\xfe"),
    "deep JSON": framed(b"[" * 60_000),
    "a list": framed([1, 2]),
    "an unknown word": framed({"say": "hello"}),
    "a picture with a word more": framed(GOOD | {"text": "Olena"}),
    "a picture with a word less": framed({"say": "picture", "width": 1}),
    "no width": framed(GOOD | {"width": 0}),
    "a width above what was asked": framed(GOOD | {"width": 101}),
    "a height below nothing": framed(GOOD | {"height": -1}),
    "a width that is no whole number": framed(GOOD | {"width": 1.5}),
    "a width that is a truth": framed(GOOD | {"width": True}),
    "fewer points than it says": framed(GOOD, points=bytes(5)),
    "more points than it says": framed(GOOD, points=bytes(7)) + framed(END),
    "a face outside": framed(GOOD | {"faces": [[2, 0, 1, 1]]}),
    "a face that reaches outside": framed(GOOD | {"faces": [[0, 0, 3, 1]]}),
    "a face of nothing": framed(GOOD | {"faces": [[0, 0, 0, 1]]}),
    "a face of three numbers": framed(GOOD | {"faces": [[0, 0, 1]]}),
    "a face in words": framed(GOOD | {"faces": ["Olena"]}),
    "more faces than a crowd has": framed(GOOD | {"faces": [[0, 0, 1, 1]] * 501}),
    "faces that are no list": framed(GOOD | {"faces": {"0": 1}}),
    "a note of its own": framed(GOOD | {"notes": ["Olena"]}),
    "notes that are no list": framed(GOOD | {"notes": "smaller"}),
    "words without a length": framed({"say": "words"}),
    "no words": framed({"say": "words", "length": 0}, END),
    "more words than a text has": framed({"say": "words", "length": 1 << 21}) + bytes(1 << 21),
    "words that end early": framed({"say": "words", "length": 9}) + b"word",
    "words that are no UTF-8": framed({"say": "words", "length": 2}) + b"\xc0\xaf",
    "words that move the cursor": framed({"say": "words", "length": 4}) + b"\x1b[2J",
    "no end": framed(GOOD),
    "more pages than were asked for": framed(GOOD, GOOD, GOOD, GOOD, END),
}


@pytest.mark.parametrize("what", LIES)
def test_no_answer_is(what: str) -> None:
    with pytest.raises(wire.Nonsense):
        read(LIES[what])


def test_what_was_sent_is_read() -> None:
    picture = Picture(2, 1, b"abcdef", (Box(0, 0, 1, 1),), ("smaller",))
    pipe = io.BytesIO()
    wire.send_picture(pipe, picture)
    wire.send_words(pipe, "слово\n")
    wire.send_end(pipe)
    assert read(pipe.getvalue()) == [picture, "слово\n"]


def test_words_are_cut_where_a_text_ends_and_no_letter_is_halved() -> None:
    pipe = io.BytesIO()
    wire.send_words(pipe, "a" + "ї" * kinds.MAX_TEXT)
    wire.send_end(pipe)
    [words] = read(pipe.getvalue())
    assert isinstance(words, str)
    assert len(words.encode()) == kinds.MAX_TEXT - 1


def test_an_order_is_read_as_it_was_sent() -> None:
    pipe = io.BytesIO()
    wire.send_order(pipe, ORDER)
    pipe.seek(0)
    assert wire.read_order(pipe) == ORDER


@pytest.mark.parametrize(
    ("why", "told"), [("locked", "locked"), ("Olena did it", "nonsense"), (7, "nonsense")]
)
def test_a_refusal_is_one_of_ours_or_none(why: object, told: str) -> None:
    with pytest.raises(wire.Refused) as refused:
        read(framed({"say": "cannot", "why": why}))
    assert refused.value.why == told
