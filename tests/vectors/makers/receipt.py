"""Vectors of docs/spec/receipt.md."""

from collections.abc import Iterator

from crypto import manifest, receipt
from tests.vectors.makers.common import DESK, ROOT, b64, fields
from tests.vectors.shape import Vector

A = ("0a" * 16, "a1" * 32)
B = ("0b" * 16, "b1" * 32)
HEAD = "testimony-receipt v1\nserial 3\n"


def vectors() -> Iterator[tuple[str, Vector]]:
    """One fault each."""
    yield "one-envelope", _good("One.", [A])
    yield "two-envelopes-in-any-order", _good("Signed in the other order.", [B, A])

    good = receipt.sign([A, B], 3, DESK)
    for name, comment, note, expect in (
        ("a-changed-id", "One digit.", good.replace(b"0b0b", b"0c0c", 1), "SignatureError"),
        ("the-root-s-receipt", "Another role.", receipt.sign([A], 3, ROOT), "SignatureError"),
        (
            "a-manifest-in-its-place",
            "Signed by the desk key, but a manifest.",
            manifest.sign(fields(), DESK),
            "WrongKind",
        ),
        (
            "an-outbox-in-its-place",
            "Another kind.",
            DESK.sign("testimony-outbox v1\n"),
            "WrongKind",
        ),
        ("text-without-signature", "Not a note.", HEAD.encode(), "NoteError"),
    ):
        yield name, _bad(comment, note, expect)
    a, b = (f"envelope {i} {d}\n" for i, d in (A, B))
    for name, text, field in (
        ("no-serial", "testimony-receipt v1\n" + a, "serial"),
        ("a-serial-of-zero", "testimony-receipt v1\nserial 0\n" + a, "serial"),
        ("a-serial-over-2-to-the-53", f"testimony-receipt v1\nserial {2**53}\n" + a, "serial"),
        ("no-envelope", HEAD, "envelope"),
        ("envelopes-out-of-order", HEAD + b + a, "envelope"),
        ("an-envelope-twice", HEAD + a + a, "envelope"),
        ("an-id-in-capitals", HEAD + a.replace("0a", "0A"), "envelope"),
        ("a-short-hash", HEAD + a[:-3] + "\n", "envelope"),
        ("a-foreign-line", HEAD + a + "delete everything\n", "envelope"),
        ("an-empty-line", HEAD + "\n" + a, "envelope"),
    ):
        yield name, {**_bad("The lines.", DESK.sign(text), "BadField"), "field": field}


def _good(comment: str, entries: list[tuple[str, str]]) -> Vector:
    note = receipt.sign(entries, 3, DESK)
    return {
        **_inputs(comment, note),
        "expect": "success",
        "serial": 3,
        "entries": sorted(map(list, entries)),
    }


def _bad(comment: str, note: bytes, expect: str) -> Vector:
    return {**_inputs(comment, note), "expect": expect}


def _inputs(comment: str, note: bytes) -> Vector:
    return {
        "op": "verify",
        "comment": comment,
        "desk": str(DESK.verifier),
        "note_base64": b64(note),
    }
