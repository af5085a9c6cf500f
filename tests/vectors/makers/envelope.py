"""Vectors of docs/spec/envelope.md: what can be refused without a key."""

from collections.abc import Iterator

from crypto.structure import ENVELOPE_LENGTHS, HEADER_CAP, encode_base64
from tests.vectors.makers.common import stretch
from tests.vectors.shape import Vector, to_parts

VERSION = b"age-encryption.org/v1\n"
MAC = b"--- " + encode_base64(stretch("mac", 32)) + b"\n"
ENC = encode_base64(stretch("enc", 1120))
BODY = encode_base64(stretch("body", 32)) + b"\n"
STANZA = b"-> mlkem768x25519 " + ENC + b"\n" + BODY
X25519 = b"-> X25519 " + encode_base64(stretch("share", 32)) + b"\n" + BODY
SCRYPT = b"-> scrypt " + encode_base64(stretch("salt", 16)) + b" 18\n" + BODY


def vectors() -> Iterator[tuple[str, Vector]]:
    """A well-formed envelope of each length, and one fault each."""
    for length in ENVELOPE_LENGTHS:
        yield f"{length}-bytes", _vector("A size class.", _head(STANZA), length=length)
    good = ENVELOPE_LENGTHS[0]
    bad = "FormatError"
    head = _head(STANZA)
    for name, length in (("cut-by-a-byte", good - 1), ("a-byte-too-long", good + 1)):
        yield name, _vector("No size class.", head[:length], bad, length=length)
    yield "cut-to-a-chunk", _vector("One chunk, no tag.", head, bad, length=1627 + 16 + 65536)

    for name, comment, data in _headers():
        yield name, _vector(comment, data, "HeaderError")
    for name, comment, data in _readable():
        yield name, {**_vector(comment, data, "HeaderError"), "readable": True}


def _headers() -> Iterator[tuple[str, str, bytes]]:
    yield "for-x25519", "Another type.", _head(X25519)
    yield "for-a-passphrase", "Another type.", _head(SCRYPT)
    yield "for-an-unknown-type", "Another type.", _head(b"-> example.com/x\n\n")
    yield "two-stanzas", "Two recipients.", _head(STANZA * 2)
    yield "a-second-of-another-type", "Grease.", _head(STANZA + b"-> x-grease\n\n")
    yield "two-hundred-stanzas", "Over the cap.", _head(STANZA * 200)[: 2 * HEADER_CAP]
    yield "no-stanza", "Nobody.", _head(b"")
    yield (
        "a-header-of-one-mib",
        "Over the cap, in one line.",
        VERSION + b"-> mlkem768x25519 " + b"A" * 1048576,
    )
    yield "a-header-that-fills-the-cap", "No end.", VERSION + b"-> x\n\n" * (HEADER_CAP // 6)
    yield "another-version", "v2", _head(STANZA).replace(b"/v1\n", b"/v2\n")
    yield "lines-ended-by-crlf", "CRLF.", _head(STANZA).replace(b"\n", b"\r\n")
    yield "cut-in-its-header", "800 bytes.", _head(STANZA)[:800]
    yield "an-argument-too-many", "Three words.", _head(STANZA.replace(ENC, ENC + b" x"))
    yield "no-argument", "One word.", _head(STANZA.replace(b" " + ENC, b""))
    yield "a-short-enc", "1119 bytes.", _enc(stretch("enc", 1119))
    yield "a-long-enc", "1121 bytes.", _enc(stretch("enc", 1121))
    yield "enc-with-padding", "= at its end.", _head(STANZA.replace(ENC, ENC + b"=="))
    yield "enc-not-canonical", "Spare bits.", _head(STANZA.replace(ENC, _uncanonical(ENC)))
    yield "a-short-body", "31 bytes.", _body(stretch("body", 31))
    yield "a-long-body", "48 bytes, a full line.", _body(stretch("body", 48) + b"")
    yield (
        "a-body-in-two-short-lines",
        "Two lines.",
        _head(STANZA.replace(BODY, BODY[:20] + b"\n" + BODY[20:])),
    )
    yield "two-spaces", "An empty argument.", _head(STANZA.replace(b"19 ", b"19  "))
    yield "a-short-mac", "31 bytes.", _head(STANZA, b"--- " + encode_base64(bytes(31)) + b"\n")
    yield "a-mac-without-its-space", "Glued.", _head(STANZA, MAC.replace(b" ", b""))
    yield "a-mac-with-a-space-behind", "Trailing.", _head(STANZA, MAC[:-1] + b" \n")
    yield "empty", "No byte.", b""
    yield "random-bytes", "Nothing.", stretch("blob", 4096)


def _readable() -> Iterator[tuple[str, str, bytes]]:
    text = "Меня остановили у метро и забрали паспорт. "
    yield "plain-text-in-english", "Typed and sent.", b"They came at six in the morning.\n"
    yield "plain-text-in-russian", "UTF-8.", text.encode() * 40
    yield "plain-text-in-russian-1251", "An old alphabet.", text.encode("cp1251") * 40
    yield "plain-text-in-utf-16", "Two bytes a letter.", text.encode("utf-16") * 4
    yield "one-word", "Short.", "Помогите".encode()
    yield "a-jpeg", "A photograph.", b"\xff\xd8\xff\xe0" + stretch("jpeg", 4092)
    yield "an-office-file", "A ZIP.", b"PK\x03\x04" + stretch("zip", 4092)
    yield "a-pdf", "A document.", b"%PDF-1.7\n" + stretch("pdf", 4000)
    yield "a-tar", "Not sealed.", b"testimony.json".ljust(257, b"\0") + b"ustar\x0000" + bytes(700)
    yield "a-table-of-numbers", "Structure, with zeros.", bytes(range(64)) * 64
    yield "a-key-instead-of-a-file", "The wrong file.", b"age1pq1" + b"q" * 200


def _head(stanzas: bytes, mac: bytes = MAC) -> bytes:
    return VERSION + stanzas + mac


def _enc(data: bytes) -> bytes:
    return _head(STANZA.replace(ENC, encode_base64(data)))


def _body(data: bytes) -> bytes:
    body = encode_base64(data)
    lines = [body[i : i + 64] for i in range(0, len(body) + 1, 64)]
    return _head(STANZA.replace(BODY, b"\n".join(lines) + b"\n"))


def _uncanonical(text: bytes) -> bytes:
    """The same bytes with another last letter: its lowest bits say nothing."""
    alphabet = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    return text[:-1] + bytes([alphabet[alphabet.index(text[-1]) ^ 1]])


def _vector(
    comment: str, head: bytes, expect: str = "success", length: int = ENVELOPE_LENGTHS[0]
) -> Vector:
    return {
        "op": "check",
        "comment": comment,
        "head": to_parts(head),
        "length": length,
        "expect": expect,
        "readable": False,
    }
