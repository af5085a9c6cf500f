"""Slots of a board that open: sealed once, since an encapsulation is random, and kept beside.

    python -m tests.vectors.makers.slots         seal them all anew into slots.json

Everything else about them follows from labels, as in all vectors.
"""

import base64
import hashlib
import json
from datetime import date
from pathlib import Path

from crypto import board
from crypto.codename import Keys
from crypto.keys import HybridIdentity
from crypto.slots import NONCE, PLAIN, SLOT_SIZE, TAG_SIZE
from crypto.structure import STANZA_TYPE, VERSION_LINE, encode_base64
from tests.vectors.makers.common import seed, stretch

FILE = Path(__file__).with_name("slots.json")
TEXT = "Спасибо. Мы прочитали.\n\tЧто было потом? Ґанок, їжак 🌾"


def keys(label: str) -> Keys:
    """Keys that follow from a label and from no codename."""
    names = ("identity", "tag key", "reply key", "withdrawal")
    identity, *rest = (seed(f"{label} {name}") for name in names)
    return Keys(HybridIdentity(identity), *rest)


WITNESS, STRANGER = keys("witness"), keys("stranger")


def made_up(label: str) -> bytes:
    """A slot of the right shape that nothing opens."""
    data = stretch(label, SLOT_SIZE)
    parts = {"enc": 1120, "body": 32, "mac": 32}
    enc, body, mac = (encode_base64(stretch(f"{label} {n}", size)) for n, size in parts.items())
    head = VERSION_LINE + b"-> %s %s\n%s\n--- %s\n" % (STANZA_TYPE.encode(), enc, body, mac)
    start = data[: NONCE + TAG_SIZE] + head
    return start + data[len(start) :]


def sealed(name: str) -> bytes:
    """One of the slots that are kept."""
    return base64.b64decode(json.loads(FILE.read_text("utf-8"))[name])


def _seal_all() -> dict[str, bytes]:
    day = date(2026, 11, 26)
    given = WITNESS.given()

    def raw(content: bytes, tag_key: bytes = WITNESS.tag_key) -> bytes:
        """A slot whose code holds, around any content."""
        nonce = seed(f"nonce {hashlib.sha256(content).hexdigest()}")[:NONCE]
        filled = content.ljust(PLAIN - board.CODE_SIZE, b"\0")
        plain = board.code(WITNESS.reply_key, nonce, filled) + filled
        return nonce + board.tag(tag_key, nonce) + board._seal(plain, WITNESS.identity.recipient())

    forged = Keys(WITNESS.identity, WITNESS.tag_key, STRANGER.reply_key, WITNESS.withdrawal)
    elsewhere = Keys(STRANGER.identity, WITNESS.tag_key, WITNESS.reply_key, WITNESS.withdrawal)
    moved = board.slot(given, day, "moved")
    nonce = seed("another nonce")[:NONCE]
    return {
        "reply": board.slot(given, day, TEXT),
        "older": board.slot(given, date(2026, 10, 1), "First."),
        "longest": board.slot(given, day, "x" * board.MAX_TEXT),
        "stranger": board.slot(STRANGER.given(), day, "For somebody else."),
        "forged": board.slot(forged.given(), day, "Meet me."),
        "elsewhere": board.slot(elsewhere.given(), day, "Sealed to another."),
        "moved": nonce + board.tag(WITNESS.tag_key, nonce) + moved[NONCE + TAG_SIZE :],
        "untagged": raw(b"2026-11-26\nNo tag.", STRANGER.tag_key),
        "control": raw(b"2026-11-26\n\x1b[2J"),
        "no-day": raw(b"Some words."),
        "no-such-day": raw(b"2026-02-30\nSome words."),
        "no-text": raw(b"2026-11-26\n"),
        "not-utf-8": raw(b"2026-11-26\n\xff\xfe"),
        "behind-zeros": raw(b"2026-11-26\nWords\0more"),
    }


def main() -> None:
    """Seal all slots anew."""
    made = {name: base64.b64encode(data).decode() for name, data in _seal_all().items()}
    FILE.write_text(json.dumps(made, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
