"""Vectors of docs/spec/outbox.md."""

import base64
import hashlib
from collections.abc import Iterator
from typing import Any

from crypto import manifest, outbox, receipt, tar
from tests.vectors.makers.common import DESK, ROOT, STRANGER, b64, fields
from tests.vectors.makers.slots import made_up
from tests.vectors.shape import Vector

DUMMY = made_up("dummy")
BOARD = DUMMY * 64
MANIFEST = manifest.sign(fields(serial=8), ROOT)


def vectors() -> Iterator[tuple[str, Vector]]:
    """One fault each."""
    good = outbox.sign(BOARD, [MANIFEST], 5, DESK)
    yield "a-board-and-a-manifest", _good("The usual case.", good, [MANIFEST])
    yield "a-board-alone", _good("No manifest.", outbox.sign(BOARD, [], 5, DESK), [])
    grown = outbox.sign(BOARD * 2, [], 5, DESK)
    yield "a-board-of-128", _good("Grown.", grown, [])
    yield "the-same-serial-again", _good("Delivered twice.", good, [MANIFEST], last=5)
    yield "a-lower-serial", _bad("6 was delivered.", good, "LowerSerial", last=6)
    signed = good[tar.BLOCK : tar.BLOCK + len(_note(5, BOARD, [MANIFEST]))]
    for name, comment, data, expect in (
        ("a-changed-board", "One byte.", _flip(good, 300_000), "OutboxError"),
        ("a-changed-manifest", "One byte.", _flip(good, len(good) - 3000), "OutboxError"),
        ("a-changed-serial", "In the note.", good.replace(b"serial 5", b"serial 6"), "S"),
        ("the-root-s-outbox", "Another role.", outbox.sign(BOARD, [], 5, ROOT), "S"),
        ("a-stranger-s-outbox", "Another key.", outbox.sign(BOARD, [], 5, STRANGER), "S"),
        ("cut-short", "Without its end.", good[:-512], "OutboxError"),
        ("something-behind", "A zero block more.", good + bytes(512), "OutboxError"),
        ("nothing", "No byte.", b"", "OutboxError"),
        ("a-manifest-left-out", "Listed, not there.", _tar(signed, BOARD), "OutboxError"),
        (
            "a-manifest-too-many",
            "Not listed.",
            _tar(signed, BOARD, MANIFEST, MANIFEST),
            "OutboxError",
        ),
        ("no-board", "The note alone.", _tar(signed), "OutboxError"),
        ("a-receipt-in-its-place", "Signed by the desk, as a receipt.", _receipt(), "WrongKind"),
        ("a-receipt-itself", "No tar.", _receipt_note(), "OutboxError"),
    ):
        yield name, _bad(comment, data, "SignatureError" if expect == "S" else expect)
    links = bytearray(good)
    links[156:157] = b"2"
    yield "a-link", _bad("In place of the note.", bytes(links), "OutboxError")
    hole = BOARD[:48] + bytes(8144) + BOARD[8192:]
    text = _text(5, hole, [])
    yield (
        "a-board-with-a-hole",
        _bad("One slot holds no age file.", _tar(DESK.sign(text), hole), "BoardError"),
    )
    for name, changed, field in (
        ("no-serial", _text(5, BOARD, []).replace("serial 5\n", ""), "serial"),
        ("a-serial-of-zero", _text(0, BOARD, []), "serial"),
        ("a-serial-over-2-to-the-53", _text(2**53, BOARD, []), "serial"),
        ("a-board-of-another-length", _text(5, BOARD, []).replace("524288", "524287"), "board"),
        ("a-hash-in-capitals", _capital(_text(5, BOARD, [])), "board"),
        ("a-foreign-line", _text(5, BOARD, []) + "delete everything\n", "manifest"),
    ):
        vector = _bad("The lines.", _tar(DESK.sign(changed), BOARD), "BadField")
        yield name, vector | {"field": field}


def _text(serial: int, board: bytes, manifests: list[bytes]) -> str:
    lines = [outbox.KIND, f"serial {serial}"]
    lines += [f"board {len(board)} {hashlib.sha256(board).hexdigest()}"]
    lines += [f"manifest {len(m)} {hashlib.sha256(m).hexdigest()}" for m in manifests]
    return "\n".join(lines) + "\n"


def _note(serial: int, board: bytes, manifests: list[bytes]) -> bytes:
    return DESK.sign(_text(serial, board, manifests))


def _capital(text: str) -> str:
    at = text.index("board 524288 ") + len("board 524288 ")
    return text[:at] + text[at : at + 64].upper() + text[at + 64 :]


def _receipt_note() -> bytes:
    return receipt.sign([("0a" * 16, "a1" * 32)], 5, DESK)


def _receipt() -> bytes:
    return _tar(_receipt_note(), BOARD)


def _tar(*members: bytes) -> bytes:
    names = ["outbox", "board", *(f"manifests/{n}" for n in range(1, len(members)))]
    parts = [
        tar.header(name, len(data)) + data + tar.filler(len(data))
        for name, data in zip(names, members, strict=False)
    ]
    return b"".join([*parts, tar.END])


def _flip(data: bytes, at: int) -> bytes:
    changed = bytearray(data)
    changed[at] ^= 1
    return bytes(changed)


def _good(comment: str, data: bytes, manifests: list[bytes], last: int | None = None) -> Vector:
    board = 128 if len(data) > len(BOARD) * 2 else 64
    return _inputs(comment, data, last) | {
        "expect": "success",
        "serial": 5,
        "board_sha256_hex": hashlib.sha256(DUMMY * board).hexdigest(),
        "manifests_sha256_hex": [hashlib.sha256(m).hexdigest() for m in manifests],
    }


def _bad(comment: str, data: bytes, expect: str, last: int | None = None) -> Vector:
    return _inputs(comment, data, last) | {"expect": expect}


def _inputs(comment: str, data: bytes, last: int | None) -> Vector:
    return {
        "op": "verify",
        "comment": comment,
        "desk": str(DESK.verifier),
        "last_serial": last,
        "file": _parts(data),
    }


def _parts(data: bytes) -> list[dict[str, Any]]:
    """The file with its equal slots counted: a board is 64 times the same dummy."""
    parts: list[dict[str, Any]] = []
    at = 0
    while (found := data.find(DUMMY, at)) >= 0:
        times = 1
        while data.startswith(DUMMY, found + times * len(DUMMY)):
            times += 1
        if found > at:
            parts.append({"base64": b64(data[at:found]), "times": 1})
        parts.append({"base64": b64(DUMMY), "times": times})
        at = found + times * len(DUMMY)
    if at < len(data):
        parts.append({"base64": b64(data[at:]), "times": 1})
    assert b"".join(base64.b64decode(p["base64"]) * p["times"] for p in parts) == data
    return parts
