"""Vectors of docs/spec/board.md: what a witness's browser finds on a board."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from crypto.slots import SLOT_SIZE
from tests.vectors.makers.common import b64
from tests.vectors.makers.slots import TEXT, WITNESS, made_up, sealed
from tests.vectors.shape import Vector

FILLER = made_up("dummy")
REPLY = ["2026-11-26", TEXT]


def vectors() -> Iterator[tuple[str, Vector]]:
    """Boards with a reply, without, and with what somebody else put there."""
    good = sealed("reply")
    yield "one-reply", _read("In the midst of dummies.", _board(good), [REPLY])
    yield "a-reply-in-the-first-slot", _read("At the edge.", [good, *[FILLER] * 63], [REPLY])
    yield "a-reply-in-the-last-slot", _read("At the edge.", [*[FILLER] * 63, good], [REPLY])
    yield (
        "two-replies",
        _read(
            "The newest first.", _board(sealed("older"), good), [REPLY, ["2026-10-01", "First."]]
        ),
    )
    longest = ["2026-11-26", "x" * 6442]
    yield "the-longest-reply", _read("No room is left.", _board(sealed("longest")), [longest])
    yield "no-reply", _read("Dummies alone.", _board(), [])
    yield "a-board-of-128", _read("Grown once.", [good, *[FILLER] * 127], [REPLY])
    yield "a-board-of-256", _read("Grown twice.", [*[FILLER] * 255, good], [REPLY])
    yield "a-reply-to-a-stranger", _read("Passed over.", _board(sealed("stranger")), [])
    yield "a-reply-without-its-tag", _read("Never found.", _board(sealed("untagged")), [])
    changed = bytearray(good)
    changed[-1] ^= 1
    tagged = bytearray(good)
    tagged[20] ^= 1
    yield "a-changed-tag", _read("Never found.", _board(bytes(tagged)), [])
    for name, comment, slot in (
        ("a-changed-byte", "Does not open.", bytes(changed)),
        ("a-forged-reply", "Its code is under another reply key.", sealed("forged")),
        ("a-reply-sealed-to-another", "Tagged, but for another identity.", sealed("elsewhere")),
        ("a-reply-with-another-nonce", "Its code is over the first one.", sealed("moved")),
        ("a-control-character", "The code holds; the text is refused.", sealed("control")),
        ("a-reply-without-a-day", "The code holds.", sealed("no-day")),
        ("a-day-that-does-not-exist", "The code holds.", sealed("no-such-day")),
        ("a-reply-without-text", "The code holds.", sealed("no-text")),
        ("a-text-that-is-no-utf-8", "The code holds.", sealed("not-utf-8")),
        ("words-behind-the-zeros", "The code holds.", sealed("behind-zeros")),
        ("no-age-file", "Tagged, then nothing.", good[:48] + bytes(SLOT_SIZE - 48)),
    ):
        yield name, _read(comment, _board(slot), [], refused=1)
    yield (
        "a-reply-beside-a-forged-one",
        _read("One is shown, one counted.", _board(good, sealed("forged")), [REPLY], refused=1),
    )
    for name, slots in (
        ("an-empty-board", []),
        ("a-board-of-63", [FILLER] * 63),
        ("a-board-of-65", [FILLER] * 65),
        ("half-a-slot-more", [*[FILLER] * 64, FILLER[: SLOT_SIZE // 2]]),
    ):
        vector = _read("No length of a board.", slots, [])
        yield (
            name,
            {k: v for k, v in vector.items() if k not in ("answers", "refused")}
            | {"expect": "BoardError"},
        )


def _board(*slots: bytes) -> list[bytes]:
    return [*[FILLER] * 30, *slots, *[FILLER] * (34 - len(slots))]


def _read(
    comment: str, slots: Sequence[bytes], answers: list[list[str]], refused: int = 0
) -> Vector:
    return {
        "op": "read",
        "comment": comment,
        "identity": str(WITNESS.identity),
        "tag_key_hex": WITNESS.tag_key.hex(),
        "reply_key_hex": WITNESS.reply_key.hex(),
        "board": [
            {"base64": b64(slot), "times": len(list(group))} for slot, group in groupby(slots)
        ],
        "expect": "success",
        "answers": answers,
        "refused": refused,
    }
