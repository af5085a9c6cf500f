"""Vectors of docs/spec/note.md."""

import base64
from collections.abc import Iterator

from nacl.signing import SigningKey

from crypto.note import Signer, Verifier, key_id
from tests.vectors.makers.common import DESK, ROOT, STRANGER, b64, seed
from tests.vectors.shape import Vector

KIND = "example-note v1"
TEXT = f"{KIND}\nOne line.\n\nAnother, after an empty one: «ёж».\n"
HEAD = len(TEXT.encode()) + 1  # the signatures stand behind the text and an empty line
# The order of the group, RFC 8032 section 5.1: s and s + L would sign the same.
ORDER = 2**252 + 27742317777372353535851937790883648493


def vectors() -> Iterator[tuple[str, Vector]]:
    """One fault each."""
    good = ROOT.sign(TEXT)
    line = good[HEAD:]
    desk_line = DESK.sign(TEXT)[HEAD:]
    signature = ROOT.verifier.key_id + good_signature(ROOT)

    yield "a-good-note", _good("Signed by the one trusted key.", good)
    yield "a-second-unknown-signature-is-ignored", _good("The desk signed too.", good + desk_line)
    yield "an-unknown-signature-first-is-ignored", _good("In front.", _with(desk_line + line))
    yield (
        "sixteen-signatures-are-read",
        _good("As many as the specification asks for.", _with(desk_line * 15 + line)),
    )
    yield (
        "same-name-other-key-is-ignored",
        _good("A stranger uses the name.", good + STRANGER.sign(TEXT)[HEAD:]),
    )

    bad = "SignatureError"
    yield "a-changed-text-is-refused", _bad("One letter.", good.replace(b"One", b"Ono"), bad)
    yield "a-stranger-alone-is-refused", _bad("Only another key.", STRANGER.sign(TEXT), bad)
    yield (
        "a-wrong-signature-beside-a-good-one-is-refused",
        _bad("The key signed twice, once wrongly.", good + _line(flip(signature)), bad),
    )
    yield (
        "a-signature-with-s-plus-order-is-refused",
        _bad("The same point, spelled otherwise.", _with(_line(raised(signature))), bad),
    )
    yield (
        "a-short-signature-of-the-key-is-refused",
        _bad("63 bytes.", _with(_line(signature[:-1])), bad),
    )
    yield (
        "a-known-id-under-another-name-is-unknown",
        _bad("Right id and key, other name.", _with(_line(signature, "other.example/root")), bad),
    )

    yield (
        "another-kind-is-refused",
        _bad("Rightly signed, but a receipt.", ROOT.sign("testimony-receipt v1\n"), "WrongKind"),
    )
    yield (
        "another-version-is-refused",
        _bad("A later version.", ROOT.sign("example-note v2\nx\n"), "WrongKind"),
    )
    yield (
        "a-kind-with-a-space-behind-is-refused",
        _bad("Not the same line.", _signed(f"{KIND} \nx\n"), "WrongKind"),
    )

    format_ = "NoteError"
    yield "no-signature-is-refused", _bad("Only text.", TEXT.encode(), format_)
    yield "an-empty-note-is-refused", _bad("No byte.", b"", format_)
    yield "no-text-is-refused", _bad("Only a signature.", b"\n" + line, format_)
    yield "no-empty-line-is-refused", _bad("Glued.", f"{KIND}\nx\n".encode() + line, format_)
    yield "no-last-line-feed-is-refused", _bad("Cut by one byte.", good[:-1], format_)
    yield "a-carriage-return-is-refused", _bad("CRLF.", good.replace(b"\n", b"\r\n"), format_)
    yield "a-zero-byte-is-refused", _bad("NUL.", _signed(f"{KIND}\na\0b\n"), format_)
    yield "a-tab-is-refused", _bad("TAB.", _signed(f"{KIND}\na\tb\n"), format_)
    yield "not-utf-8-is-refused", _bad("A lone byte.", good.replace(b"One", b"\xff"), format_)
    yield "seventeen-signatures-are-refused", _bad("Many.", _with(desk_line * 16 + line), format_)
    yield (
        "a-signature-line-with-a-hyphen-is-refused",
        _bad("Not an em dash.", _with(line.replace("\N{EM DASH}".encode(), b"-")), format_),
    )
    yield (
        "a-signature-without-padding-is-refused",
        _bad("No = at the end.", _with(line.replace(b"=", b"")), format_),
    )
    yield (
        "a-signature-line-with-a-third-word-is-refused",
        _bad("Three words.", _with(line[:-1] + b" x\n"), format_),
    )


def good_signature(signer: Signer) -> bytes:
    """The 64 bytes over TEXT."""
    return base64.b64decode(signer.sign(TEXT).split()[-1])[4:]


def flip(signature: bytes) -> bytes:
    """One bit of the second half."""
    return signature[:-2] + bytes([signature[-2] ^ 1]) + signature[-1:]


def raised(signature: bytes) -> bytes:
    """The scalar plus the group's order."""
    scalar = int.from_bytes(signature[-32:], "little") + ORDER
    return signature[:-32] + scalar.to_bytes(32, "little")


def _line(signature: bytes, name: str = ROOT.name) -> bytes:
    return f"\N{EM DASH} {name} {b64(signature)}\n".encode()


def _with(lines: bytes) -> bytes:
    return TEXT.encode() + b"\n" + lines


def _signed(text: str) -> bytes:
    """A signature over a text that our signer would refuse."""
    public = ROOT.verifier.public
    signature = SigningKey(seed("root")).sign(text.encode()).signature
    return text.encode() + b"\n" + _line(key_id(ROOT.name, public) + signature)


def _good(comment: str, note: bytes) -> Vector:
    return {**_inputs(comment, note), "expect": "success", "text": TEXT}


def _bad(comment: str, note: bytes, expect: str) -> Vector:
    return {**_inputs(comment, note), "expect": expect}


def _inputs(comment: str, note: bytes) -> Vector:
    verifiers: list[Verifier] = [ROOT.verifier]
    return {
        "op": "open",
        "comment": comment,
        "kind": KIND,
        "verifiers": [str(verifier) for verifier in verifiers],
        "note_base64": b64(note),
    }
