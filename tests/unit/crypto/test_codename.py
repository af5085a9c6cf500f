"""Codename, board and reply keys: what no vector can say."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from crypto import board, codename, outbox, slots
from crypto.codename import Codename
from crypto.errors import BadField, BoardError, CodenameError, OutboxError
from crypto.note import Signer
from crypto.reply import Reply, Withdrawal
from crypto.structure import HEADER_LEN, check_header
from tests.vectors.makers.slots import keys

DAY = date(2026, 11, 26)
WITNESS = keys("witness")


def test_new_codenames_differ_and_are_read_back_in_every_language() -> None:
    made = [Codename.generate() for _ in range(20)]
    assert len(set(made)) == 20
    # By chance one of the ten bytes is the same twenty times once in 256 to the nineteenth.
    assert all(len({one.reveal()[at] for one in made}) > 1 for at in range(10))
    for one in made:
        for language in ("en", "ru", "uk"):
            assert codename.read(" ".join(one.words(language))) == one
        assert codename.read(" ".join(one.digits())) == one


def test_a_codename_has_ten_bytes() -> None:
    for size in (0, 9, 11):
        with pytest.raises(ValueError, match="10 bytes"):
            Codename(bytes(size))


def _passes(words: list[str]) -> bool:
    try:
        codename.read(" ".join(words))
    except CodenameError as error:
        if error.reason != "check":
            raise
        return False
    return True


def test_a_wrong_word_is_noticed_in_all_but_about_one_case_in_256() -> None:
    words = list(Codename(b"0123456789").words("en"))
    passed = sum(_passes([other, *words[1:]]) for other in codename.word_list("en"))
    assert 1 <= passed <= 2048 // 100  # expected: 8, and the right word


def test_no_repr_shows_a_secret() -> None:
    made = Codename(b"0123456789")
    given = WITNESS.given()
    shown = " ".join(map(repr, (made, WITNESS, given, Withdrawal(WITNESS.withdrawal))))
    secrets = [WITNESS.tag_key, WITNESS.reply_key, WITNESS.withdrawal, given.withdrawal, b"01234"]
    for secret in secrets:
        assert secret.hex() not in shown
        assert repr(secret) not in shown
    assert "AGE-SECRET" not in shown
    assert given.recipient not in shown


def test_what_a_testimony_carries_withdraws_nothing() -> None:
    given = WITNESS.given()
    assert WITNESS.withdrawal not in (given.withdrawal, given.tag_key, given.reply_key)
    assert Reply.from_value(given.to_value()) == given


def test_a_dummy_has_the_shape_of_a_reply() -> None:
    reply, dummy = board.slot(WITNESS.given(), DAY, "Hello."), board.dummy()
    assert len(reply) == len(dummy) == slots.SLOT_SIZE
    for one in (reply, dummy):
        sealed = one[slots.NONCE + slots.TAG_SIZE :]
        check_header(sealed)
        assert sealed[:HEADER_LEN].count(b"\n") == reply[48:][:HEADER_LEN].count(b"\n")
    slots.check_board(board.make([reply], 64))


def test_a_witness_could_have_made_the_code_of_a_reply() -> None:
    """So a found reply proves to nobody that the newsroom wrote it."""
    forged = board.slot(WITNESS.given(), DAY, "Written by the witness.")
    [answer] = board.read(board.make([forged], 64), WITNESS).answers
    assert answer.text == "Written by the witness."


def test_replies_come_in_random_order() -> None:
    replies = [board.slot(WITNESS.given(), DAY, str(number)) for number in range(8)]
    orders = {
        tuple(answer.text for answer in board.read(board.make(replies, 64), WITNESS).answers)
        for _ in range(6)
    }
    assert len(orders) > 1  # one in 8!^5 that all six are the same


def test_a_reply_costs_the_same_room_whatever_its_length() -> None:
    sizes = {len(board.slot(WITNESS.given(), DAY, "x" * n)) for n in (1, 100, board.MAX_TEXT)}
    assert sizes == {slots.SLOT_SIZE}


@pytest.mark.parametrize(("replies", "count"), [(65, 64), (0, 63), (0, 512)])
def test_a_board_of_another_size_is_not_made(replies: int, count: int) -> None:
    with pytest.raises(BoardError):
        board.make([bytes(slots.SLOT_SIZE)] * replies, count)


def test_a_lone_surrogate_is_refused() -> None:
    with pytest.raises(BoardError):
        board.check_text("a\ud800b")


def test_the_same_outbox_has_the_same_bytes_and_too_many_manifests_have_none() -> None:
    desk = Signer("desk", bytes(32))
    made = board.make([], 64)
    assert outbox.sign(made, [], 1, desk) == outbox.sign(made, [], 1, desk)
    with pytest.raises(BadField):
        outbox.sign(made, [b"note"] * (outbox.MAX_MANIFESTS + 1), 1, desk)
    with pytest.raises(OutboxError):
        outbox.UntrustedOutbox(bytes(outbox.MAX_OUTBOX + 1)).verify(desk.verifier, None)


def test_a_tag_on_another_board_does_not_help_who_has_no_reply_key() -> None:
    seen = board.slot(WITNESS.given(), DAY, "Seen by the server.")
    mine = board.slot(replace(WITNESS.given(), reply_key=bytes(32)), DAY, "Meet me at the station.")
    spliced = seen[:48] + mine[48:]
    assert board.read(board.make([spliced], 64), WITNESS) == board.Found((), 1)


def test_the_word_lists_are_in_the_package() -> None:
    folder = Path(codename.__file__).with_name("words")
    assert sorted(path.stem for path in folder.glob("*.txt")) == ["en", "ru", "uk"]
