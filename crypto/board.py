"""The board: all replies that wait, in one file that is the same for everyone.

    make([slot(reply, day, text), …], count) -> board        read(board, keys) -> Found

A reply is recognised by a tag that only its codename yields, opened, and shown only if its code
under the reply key holds. The code convinces the witness and proves nothing to anybody else, since
the witness could have made it as well. Empty slots are sealed to recipients that nobody has.

Source: docs/spec/board.md.
"""

import hashlib
import hmac
import io
import os
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from crypto import envelope
from crypto.codename import Keys
from crypto.errors import BoardError, CryptoError
from crypto.keys import HybridIdentity, HybridRecipient
from crypto.reply import Reply
from crypto.slots import COUNTS, NONCE, PLAIN, TAG_SIZE, split

CODE_SIZE = 32
DAY_SIZE = len("2026-11-26\n")
MAX_TEXT = PLAIN - CODE_SIZE - DAY_SIZE  # bytes of UTF-8

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_CONTENT = re.compile(rb"([0-9]{4}-[0-9]{2}-[0-9]{2})\n([^\0]+)\0*")


@dataclass(frozen=True, slots=True)
class Answer:
    """A reply whose code held. day: when the editors wrote it"""

    day: date
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Found:
    """What a board holds for one codename.

    refused: slots that carried its tag but did not open, or whose code did not hold; somebody has
             put them there
    """

    answers: tuple[Answer, ...]
    refused: int


def check_text(text: str) -> None:
    """Refuse a reply that no slot holds or no page would show.

    raises: BoardError
    """
    size = len(text.encode("utf-8", errors="replace"))
    if size > MAX_TEXT:
        raise BoardError(
            f"The reply has {size} bytes; a place on the board holds {MAX_TEXT}, about "
            f"{MAX_TEXT // 2} Cyrillic or {MAX_TEXT} Latin letters.",
            "Make it shorter.",
        )
    if not text.strip():
        raise BoardError("The reply is empty.")
    if _CONTROL.search(text) or any("\ud800" <= letter <= "\udfff" for letter in text):
        raise BoardError("The reply holds a control character.", "Save it as plain UTF-8 text.")


def slot(reply: Reply, day: date, text: str) -> bytes:
    """One reply in a slot of its own, made anew for every board.

    raises: BoardError, KeyFormatError if the recipient is no key
    """
    check_text(text)
    nonce = os.urandom(NONCE)
    content = f"{day.isoformat()}\n{text}".encode().ljust(PLAIN - CODE_SIZE, b"\0")
    recipient = HybridRecipient.parse(reply.recipient)
    return (
        nonce
        + tag(reply.tag_key, nonce)
        + _seal(code(reply.reply_key, nonce, content) + content, recipient)
    )


def dummy() -> bytes:
    """A slot that nobody can open and nobody can tell from a reply."""
    return os.urandom(NONCE + TAG_SIZE) + _seal(bytes(PLAIN), HybridIdentity.generate().recipient())


def count_for(replies: int) -> int | None:
    """Slots of the smallest board that holds so many replies; None if no board does."""
    return next((count for count in COUNTS if replies <= count), None)


def make(replies: Sequence[bytes], count: int) -> bytes:
    """A board of `count` slots with these and dummies in random order.

    raises: BoardError
    """
    if count not in COUNTS or len(replies) > count:
        raise BoardError(f"A board of {count} slots cannot hold {len(replies)} replies.")
    slots = [*replies, *(dummy() for _ in range(count - len(replies)))]
    secrets.SystemRandom().shuffle(slots)
    return b"".join(slots)


def read(board: bytes, keys: Keys) -> Found:
    """All replies to one codename, the newest first.

    raises: BoardError if this is no board
    """
    answers: list[Answer] = []
    refused = 0
    for one in split(board):
        nonce, marked = one[:NONCE], one[NONCE : NONCE + TAG_SIZE]
        if not hmac.compare_digest(marked, tag(keys.tag_key, nonce)):
            continue
        try:
            answers.append(_open(one[NONCE + TAG_SIZE :], nonce, keys))
        except CryptoError:
            refused += 1
    answers.sort(key=lambda answer: answer.day, reverse=True)
    return Found(tuple(answers), refused)


def tag(tag_key: bytes, nonce: bytes) -> bytes:
    """What marks a slot: HMAC-SHA-256 of its nonce."""
    return hmac.digest(tag_key, nonce, hashlib.sha256)


def code(reply_key: bytes, nonce: bytes, content: bytes) -> bytes:
    """What proves a reply: HMAC-SHA-256 of its slot's nonce and all that stands behind the code."""
    return hmac.digest(reply_key, nonce + content, hashlib.sha256)


def _seal(plain: bytes, recipient: HybridRecipient) -> bytes:
    sealed = io.BytesIO()
    envelope.seal(io.BytesIO(plain), sealed, recipient)
    return sealed.getvalue()


def _open(sealed: bytes, nonce: bytes, keys: Keys) -> Answer:
    plain = envelope.open_reader(io.BytesIO(sealed), [keys.identity]).read()
    proof, content = plain[:CODE_SIZE], plain[CODE_SIZE:]
    if len(plain) != PLAIN or not hmac.compare_digest(proof, code(keys.reply_key, nonce, content)):
        raise BoardError("The code of a reply does not hold.")
    found = _CONTENT.fullmatch(content)
    try:
        if found:
            day, text = date.fromisoformat(found[1].decode()), found[2].decode()
            check_text(text)
            return Answer(day, text)
    except ValueError:
        pass
    raise BoardError("A reply is not spelled as a reply.")
