"""What can be said about an age file without any key: its header's grammar and its length.

The server checks every upload with this and can do no more: it has no code that opens one. The
reader of the editor's tool uses the same parser. Nothing here computes with keys.

Source: C2SP age specification (c2sp.org/age), docs/spec/envelope.md.
"""

import binascii
import math
import re
from collections import Counter
from dataclasses import dataclass

from crypto.errors import FormatError, HeaderError
from crypto.padding import SIZE_CLASSES

VERSION_LINE = b"age-encryption.org/v1\n"
# Before anything is parsed. Ten post-quantum stanzas fit; 100 000 stanzas would cost a core 0.2 s.
HEADER_CAP = 16 * 1024
COLUMNS = 64  # body lines are wrapped here; a shorter line ends the body
MAC_SIZE = 32

STANZA_TYPE = "mlkem768x25519"
ENC_SIZE = 1120  # 1088 bytes of ML-KEM-768 ciphertext, 32 of X25519
BODY_SIZE = 32  # 16 bytes of file key, 16 of tag

NONCE_SIZE = 16
CHUNK = 64 * 1024
TAG = 16


def _base64_length(size: int) -> int:
    return -(-size * 4 // 3)


HEADER_LEN: int = (
    len(VERSION_LINE)
    + len(f"-> {STANZA_TYPE} ")
    + _base64_length(ENC_SIZE)
    + len("\n")
    + _base64_length(BODY_SIZE)
    + len("\n--- ")
    + _base64_length(MAC_SIZE)
    + len("\n")
)


def envelope_length(tar_length: int) -> int:
    """Bytes of the sealed envelope around `tar_length` bytes of (padded) tar."""
    chunks = max(1, -(-tar_length // CHUNK))
    return HEADER_LEN + NONCE_SIZE + tar_length + chunks * TAG


ENVELOPE_LENGTHS: tuple[int, ...] = tuple(envelope_length(n) for n in SIZE_CLASSES)


@dataclass(frozen=True, slots=True)
class Stanza:
    """One wrapping of the file key: its type, its arguments, its body."""

    type: str
    args: tuple[str, ...]
    body: bytes


@dataclass(frozen=True, slots=True)
class Header:
    """A header that follows the grammar.

    mac:       32 bytes
    mac_start: what the MAC covers ends here: after the `---`, before the space
    length:    bytes of the header, the last line feed included
    """

    stanzas: tuple[Stanza, ...]
    mac: bytes
    mac_start: int
    length: int


_BASE64 = re.compile(rb"[A-Za-z0-9+/]*")
_ARGUMENTS = re.compile(rb"-> ([!-~]+(?: [!-~]+)*)")


def decode_base64(text: bytes) -> bytes:
    """Unpadded standard base64, canonical only.

    raises: ValueError for any other spelling of the same bytes
    """
    if not _BASE64.fullmatch(text):
        raise ValueError("not base64")
    data = binascii.a2b_base64(text + b"=" * (-len(text) % 4), strict_mode=True)
    if binascii.b2a_base64(data, newline=False).rstrip(b"=") != text:
        raise ValueError("not canonical base64")
    return data


def encode_base64(data: bytes) -> bytes:
    """Unpadded standard base64."""
    return binascii.b2a_base64(data, newline=False).rstrip(b"=")


def parse_header(data: bytes) -> Header:
    """Read the header at the start of `data`, by the strict grammar and nothing more.

    data:   the start of the file; up to HEADER_CAP bytes are looked at
    raises: HeaderError, with the number of the line
    """
    lines = _Lines(data[:HEADER_CAP])
    if lines.take() + b"\n" != VERSION_LINE:
        raise HeaderError(
            "This is not an age file: its first line is not the one of age version 1.",
            "If it is text or a picture, it was not sealed. Seal it and try again.",
        )
    stanzas: list[Stanza] = []
    while True:
        start = lines.position
        line = lines.take()
        if line.startswith(b"---"):
            break
        stanzas.append(_parse_stanza(line, lines))
    if not stanzas:
        raise HeaderError("The header names no recipient.")
    if line[3:4] != b" " or len(mac := lines.decode(line[4:])) != MAC_SIZE:
        raise lines.error("is not the MAC of an age header")
    return Header(tuple(stanzas), mac, start + 3, lines.position)


class _Lines:
    """The header's lines, counted, so that an error can name one."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.position = 0
        self.number = 0

    def take(self) -> bytes:
        end = self._data.find(b"\n", self.position)
        if end < 0:
            if len(self._data) == HEADER_CAP:
                raise HeaderError(f"The header is longer than {HEADER_CAP} bytes.")
            raise HeaderError(
                "The file ends inside its header.",
                "It was cut short, or it is not an age file.",
            )
        line = self._data[self.position : end]
        self.position = end + 1
        self.number += 1
        return line

    def decode(self, text: bytes) -> bytes:
        try:
            return decode_base64(text)
        except ValueError:
            raise self.error("is not canonical base64") from None

    def error(self, what: str) -> HeaderError:
        return HeaderError(f"Line {self.number} of the age header {what}.")


def _parse_stanza(line: bytes, lines: _Lines) -> Stanza:
    match = _ARGUMENTS.fullmatch(line)
    if not match:
        raise lines.error("is neither a recipient nor the end of the header")
    kind, *args = match[1].decode("ascii").split(" ")
    body = bytearray()
    while True:
        part = lines.take()
        if len(part) > COLUMNS:
            raise lines.error(f"is longer than {COLUMNS} columns")
        body += part
        if len(part) < COLUMNS:
            return Stanza(kind, tuple(args), lines.decode(bytes(body)))


def check_one_recipient(header: Header) -> None:
    """Refuse all but exactly one well-formed mlkem768x25519 stanza.

    Several recipients would let one editor open alone and tell how many there are; any other type
    would not be post-quantum.
    raises: HeaderError
    """
    if len(header.stanzas) != 1:
        raise HeaderError(
            f"The file is sealed for {len(header.stanzas)} recipients; it must be exactly one.",
            "Seal it again for the one recipient that the newsroom names.",
        )
    stanza = header.stanzas[0]
    if stanza.type != STANZA_TYPE:
        raise HeaderError(
            "The file is sealed for another type of key than the newsroom's (age1pq1…).",
            "Seal it again for the recipient that the newsroom names, with age 1.3 or later.",
        )
    check_hybrid_shape(stanza)


def check_hybrid_shape(stanza: Stanza) -> bytes:
    """Check argument count and sizes of an mlkem768x25519 stanza; returns the 1120 bytes of enc.

    raises: HeaderError
    """
    if len(stanza.args) != 1:
        raise HeaderError(f"The {STANZA_TYPE} recipient must have exactly one argument.")
    try:
        enc = decode_base64(stanza.args[0].encode("ascii"))
    except ValueError:
        raise HeaderError(f"The argument of {STANZA_TYPE} is not canonical base64.") from None
    if len(enc) != ENC_SIZE:
        raise HeaderError(f"The argument of {STANZA_TYPE} must hold {ENC_SIZE} bytes.")
    if len(stanza.body) != BODY_SIZE:
        raise HeaderError(f"The body of {STANZA_TYPE} must hold {BODY_SIZE} bytes.")
    return enc


def check_header(head: bytes) -> None:
    """Check, without keys, that an envelope begins as ours do.

    head:   the first HEADER_LEN bytes of the file, or more
    raises: HeaderError
    """
    header = parse_header(head)
    check_one_recipient(header)


def check_length(total: int) -> None:
    """Check the exact length of a whole binary envelope against the size classes.

    raises: FormatError
    """
    if total not in ENVELOPE_LENGTHS:
        raise FormatError(
            f"The file has {total} bytes, which is none of the sizes of a sealed testimony.",
            "It was cut short, or made by a program that does not pad. Seal it again.",
        )


# What people really have on a phone or a computer, by its first bytes.
_MAGIC = (
    b"\xff\xd8\xff",  # JPEG
    b"\x89PNG\r\n\x1a\n",
    b"GIF8",
    b"RIFF",  # WebP, AVI, WAV
    b"II*\0",
    b"MM\0*",  # TIFF
    b"%PDF",
    b"PK\x03\x04",  # ZIP: office files
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",  # old office files
    b"OggS",
    b"#!AMR",
    b"ID3",
    b"\xff\xfb",
    b"\xff\xf3",  # MP3 without a tag
    b"fLaC",
    b"\x1a\x45\xdf\xa3",  # WebM, Matroska
    b"BM",
    b"\x1f\x8b",  # gzip
    b"7z\xbc\xaf\x27\x1c",
    b"Rar!",
    b"BZh",
    b"\xfd7zXZ\0",
    b"\xff\xfe",
    b"\xfe\xff",  # UTF-16 text
)
_SEALED_TEXT = (b"age-encryption.org/", b"-----BEGIN AGE ENCRYPTED", b"-----BEGIN PGP MESSAGE")
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def looks_readable(head: bytes) -> bool:
    """Was this readable by whoever saw it pass: text, or a file of a common kind?

    A guess for the words that the sender gets, never for a decision to store. It errs towards
    yes: a needless warning frightens, a missing one leaves a person unwarned.
    head: the first bytes of what came, 4 KiB or more if there were as many
    """
    if not head or head.lstrip().startswith(_SEALED_TEXT):
        return False
    if head.startswith(_MAGIC) or head[4:8] == b"ftyp" or head[257:262] == b"ustar":
        return True
    sample = head[:4096]
    if not _CONTROL.search(sample):
        # Text in UTF-8 or an old 8-bit alphabet. Random bytes get here with 0.89 a byte.
        return len(sample) >= 96 or _is_utf8(sample)
    return len(sample) >= 1024 and _entropy(sample) < 7.0


def _is_utf8(sample: bytes) -> bool:
    try:
        sample.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start > 0 and error.end == len(sample) and len(sample) - error.start < 4
    return True


def _entropy(sample: bytes) -> float:
    total = len(sample)
    return -sum(n / total * math.log2(n / total) for n in Counter(sample).values())
