"""A board tells nobody which of its places hold replies, nor how many do."""

from datetime import date

import pytest

from crypto import board
from crypto.keys import HybridRecipient
from crypto.slots import COUNTS, SLOT_SIZE, split
from tests.vectors.makers.slots import keys

WITNESS = keys("a witness")
DAY = date(2026, 11, 26)


def reply(text: str = "Thank you.") -> bytes:
    return board.slot(WITNESS.given(), DAY, text)


def place(whole: bytes) -> int:
    """Where the one reply to the witness stands."""
    [found] = [
        number
        for number, slot in enumerate(split(whole))
        if slot[16:48] == board.tag(WITNESS.tag_key, slot[:16])
    ]
    return found


def test_replies_stand_anywhere() -> None:
    places = [place(board.make([reply()], COUNTS[0])) for _ in range(12)]
    assert len(set(places)) > 1, "by chance this fails once in 64 to the eleventh"


def constant(slots: list[bytes]) -> dict[int, int]:
    """The positions at which all slots have one byte, and that byte."""
    return {at: slots[0][at] for at in range(SLOT_SIZE) if len({slot[at] for slot in slots}) == 1}


def test_what_is_the_same_in_all_empty_places_is_the_same_in_all_replies() -> None:
    """So no byte tells one from the other; a byte drawn by chance is never the same 48 times."""
    empty, full = ([make() for _ in range(48)] for make in (board.dummy, reply))
    assert constant(empty) == constant(full) == constant([*empty, *full])


def test_each_empty_place_is_sealed_to_a_key_that_nobody_has(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """One key for all of them, even a secret one, would tell its owner how many there are."""
    sealed_to: list[bytes] = []
    seal = board._seal

    def watched(plain: bytes, recipient: HybridRecipient) -> bytes:
        sealed_to.append(recipient.public)
        return seal(plain, recipient)

    monkeypatch.setattr(board, "_seal", watched)
    board.make([], COUNTS[0])
    board.make([], COUNTS[0])
    assert len(set(sealed_to)) == len(sealed_to) == 2 * COUNTS[0]
