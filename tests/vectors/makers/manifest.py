"""Vectors of docs/spec/manifest.md."""

import hashlib
import json
from collections.abc import Iterator
from datetime import date

from crypto import manifest, receipt
from crypto.manifest import Fields
from crypto.padding import SIZE_CLASSES
from tests.vectors.makers.common import DESK, IDENTITY, ROOT, STRANGER, b64, fields, questions
from tests.vectors.shape import Vector

NOW = "2026-11-25T12:00:00Z"


def vectors() -> Iterator[tuple[str, Vector]]:
    """Good ones, then each rule of time and trust, then each line of the text."""
    good = fields()
    yield "a-good-manifest", _good("In the middle of its epoch.", good)
    yield "its-first-second", _good("Midnight.", good, now="2026-11-16T00:00:00Z")
    yield "its-last-second", _good("Of the last day.", good, now="2026-12-02T23:59:59Z")
    yield "the-same-serial-again", _good("Fetched twice.", good, last=7)
    yield "a-higher-serial", _good("After an older one.", good, last=6)
    yield (
        "one-size-and-long-retention",
        _good("Only text.", fields(sizes=SIZE_CLASSES[:1], retention_days=3650)),
    )

    note = manifest.sign(good, ROOT)
    yield (
        "a-second-before-its-epoch",
        _bad("Not yet.", note, "NotYetValid", now="2026-11-15T23:59:59Z"),
    )
    yield "a-second-after-its-epoch", _bad("Over.", note, "Expired", now="2026-12-03T00:00:00Z")
    yield (
        "last-month-s-manifest",
        _bad("A month late.", note, "Expired", now="2026-12-25T12:00:00Z"),
    )
    yield (
        "next-month-s-manifest",
        _bad("A month early.", note, "NotYetValid", now="2026-10-25T12:00:00Z"),
    )
    yield "a-lower-serial", _bad("8 was seen before.", note, "LowerSerial", last=8)
    yield "a-stranger-s-manifest", _bad("Same name.", _by(good, STRANGER), "SignatureError")
    yield "the-desk-s-manifest", _bad("Another role.", _by(good, DESK), "SignatureError")
    yield (
        "a-changed-manifest",
        _bad("The serial.", note.replace(b"serial 7", b"serial 8"), "SignatureError"),
    )
    yield (
        "a-receipt-in-its-place",
        _bad(
            "Signed by the root key, but a receipt.",
            receipt.sign([("00" * 16, "11" * 32)], 1, ROOT),
            "WrongKind",
        ),
    )
    yield "too-long", _bad("Over 128 KiB.", note + b"x" * 131072, "NoteError")
    for name, key, value in _faults():
        yield name, _bad("One line is wrong.", _signed(key, value), "BadField", field=key)
    text = _text(good)
    for name, broken in (
        ("a-missing-line", text.replace("retention-days 30\n", "")),
        ("a-line-twice", text.replace("serial 7\n", "serial 7\nserial 7\n")),
        ("lines-out-of-order", _swapped(text)),
        ("an-unknown-line", text + "motto x\n"),
        ("letters-in-clear", text.replace("\\u0413", "Г")),
    ):
        yield name, _bad("The lines.", ROOT.sign(broken), "BadField", field="text")


def _faults() -> Iterator[tuple[str, str, str]]:
    recipient = str(IDENTITY.recipient())
    yield "a-newsroom-that-is-no-json", "newsroom", "Golos"
    yield "a-newsroom-that-is-no-text", "newsroom", "7"
    yield "an-empty-newsroom", "newsroom", '""'
    yield "a-long-newsroom", "newsroom", json.dumps("x" * 101)
    yield "a-newsroom-with-a-direction-override", "newsroom", '"a\\u202eb"'
    yield "a-short-onion", "onion", "a" * 55 + ".onion"
    yield "an-onion-in-capitals", "onion", "A" * 56 + ".onion"
    yield "an-onion-with-a-port", "onion", "a" * 56 + ".onion:80"
    yield "a-serial-with-a-zero-in-front", "serial", "07"
    yield "a-serial-of-zero", "serial", "0"
    yield "a-serial-over-2-to-the-53", "serial", str(2**53)
    yield "a-day-that-does-not-exist", "not-before", "2026-02-30"
    yield "a-day-in-another-spelling", "not-before", "20261116"
    yield "an-end-before-the-start", "not-after", "2026-11-15"
    yield "an-epoch-of-63-days", "not-after", "2027-01-17"
    yield "a-desk-with-a-wrong-id", "desk", str(DESK.verifier).replace("+", "+0", 1)
    yield "a-desk-that-is-a-word", "desk", "None"
    yield "a-desk-without-a-name", "desk", "+00000000+AAAA"
    yield "a-short-salt", "codename-salt", "00" * 15
    yield "a-salt-in-capitals", "codename-salt", "AA" * 16
    yield "an-x25519-recipient", "recipient", "age1" + recipient[7:65]
    yield "a-short-recipient", "recipient", recipient[:-1]
    yield "two-recipients", "recipient", f"{recipient} {recipient}"
    yield "a-recipient-with-a-wrong-letter", "recipient", recipient.replace("q", "b", 2)
    yield "a-size-that-is-no-class", "sizes", "65536 100000"
    yield "sizes-falling", "sizes", "131072 65536"
    yield "a-size-twice", "sizes", "65536 65536"
    yield "no-sizes", "sizes", ""
    yield "no-retention", "retention-days", "0"
    yield "a-retention-of-eleven-years", "retention-days", "4015"
    yield "a-questionnaire-that-is-no-json", "questionnaire", "{"
    yield (
        "a-question-with-a-capital-in-its-id",
        "questionnaire",
        json.dumps(questions(), separators=(",", ":")).replace('"day"', '"Day"'),
    )


def _text(values: Fields) -> str:
    note = manifest.sign(values, ROOT).decode()
    return note[: note.rindex("\n\n") + 1]


def _signed(key: str, value: str) -> bytes:
    lines = _text(fields()).split("\n")
    lines = [f"{key} {value}" if line.startswith(f"{key} ") else line for line in lines]
    return ROOT.sign("\n".join(lines))


def _swapped(text: str) -> str:
    lines = text.split("\n")
    lines[1], lines[2] = lines[2], lines[1]
    return "\n".join(lines)


def _by(values: Fields, signer: object) -> bytes:
    assert isinstance(signer, type(ROOT))
    return manifest.sign(values, signer)


def _good(comment: str, values: Fields, now: str = NOW, last: int | None = None) -> Vector:
    note = manifest.sign(values, ROOT)
    expected = {
        "newsroom": values.newsroom,
        "onion": values.onion,
        "serial": values.serial,
        "not_before": _day(values.not_before),
        "not_after": _day(values.not_after),
        "desk": values.desk,
        "codename_salt_hex": values.codename_salt.hex(),
        "recipient": values.recipient,
        "sizes": list(values.sizes),
        "retention_days": values.retention_days,
        "questionnaire": values.questionnaire,
        "digest_hex": hashlib.sha256(note).hexdigest(),
    }
    return {**_inputs(comment, note, now, last), "expect": "success", "manifest": expected}


def _bad(
    comment: str,
    note: bytes,
    expect: str,
    now: str = NOW,
    last: int | None = None,
    field: str | None = None,
) -> Vector:
    vector = {**_inputs(comment, note, now, last), "expect": expect}
    return {**vector, "field": field} if field else vector


def _inputs(comment: str, note: bytes, now: str, last: int | None) -> Vector:
    return {
        "op": "verify",
        "comment": comment,
        "roots": [str(ROOT.verifier)],
        "now": now,
        "last_serial": last,
        "note_base64": b64(note),
    }


def _day(day: date) -> str:
    return day.isoformat()
