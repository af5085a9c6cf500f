"""Signed notes: a text, an empty line, signatures by named Ed25519 keys.

The first line of every text says what kind of note it is, and whoever opens one says which kind
is expected. Without it, a list that a stranger dictated could pass as a receipt.

Source: C2SP signed-note (c2sp.org/signed-note), RFC 8032; docs/spec/note.md.
"""

import base64
import binascii
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

from crypto.errors import KeyFormatError, NoteError, SignatureError, WrongKind

KEY_TYPE = b"\x01"  # Ed25519, as the specification numbers it
MAX_SIGNATURES = 16  # a verifier must accept as many; more only cost time
MAX_NOTE = 64 * 1024 * 1024  # a receipt of half a million envelopes

_KIND = re.compile(r"[a-z]+(?:-[a-z]+)* v[1-9][0-9]{0,3}")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")
_NAME = re.compile(r"[^\s+]{1,256}")
_DASH = "\N{EM DASH} "


def key_id(name: str, public: bytes) -> bytes:
    """The first four bytes of SHA-256 over name, line feed, type and public key."""
    return hashlib.sha256(name.encode() + b"\n" + KEY_TYPE + public).digest()[:4]


@dataclass(frozen=True, slots=True)
class Verifier:
    """A public key with its name; `str()` gives `name+8 hex digits+base64`."""

    name: str
    public: bytes

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read the string form.

        raises: KeyFormatError
        """
        name, identifier, data = _split_key(text.strip(), "verifier key")
        if data[:1] != KEY_TYPE or len(data) != 33 or key_id(name, data[1:]) != identifier:
            raise KeyFormatError(
                "The verifier key does not fit its own checksum.",
                "Copy it again, whole: name+8 digits+letters.",
            )
        return cls(name, data[1:])

    def __str__(self) -> str:
        identifier = key_id(self.name, self.public).hex()
        return f"{self.name}+{identifier}+{_b64(KEY_TYPE + self.public)}"

    @property
    def key_id(self) -> bytes:
        """Four bytes that, with the name, find this key's signature."""
        return key_id(self.name, self.public)

    def verify(self, text: bytes, signature: bytes) -> None:
        """Check one signature over the text.

        raises: SignatureError
        """
        try:
            VerifyKey(self.public).verify(text, signature)
        except (BadSignatureError, ValueError):
            raise SignatureError(
                f"The signature by {self.name} does not fit the text: it was changed.",
                "Get the file again from where it was made.",
            ) from None


class Signer:
    """A private key with its name. Its repr shows only the name."""

    __slots__ = ("_key", "name")

    def __init__(self, name: str, seed: bytes) -> None:
        """raises: KeyFormatError for an unusable name or a seed that is not 32 bytes."""
        if not _NAME.fullmatch(name):
            raise KeyFormatError("A key's name must not be empty, hold a space or a plus sign.")
        if len(seed) != 32:
            raise KeyFormatError("A signing key must have 32 bytes.")
        self.name = name
        self._key = SigningKey(seed)

    @classmethod
    def generate(cls, name: str) -> Self:
        """A new key from the system's generator."""
        return cls(name, bytes(SigningKey.generate()))

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read what `secret()` gave.

        raises: KeyFormatError
        """
        prefix, _, rest = text.strip().partition("+KEY+")
        if prefix != "PRIVATE":
            raise KeyFormatError("This is not a signing key: it does not begin with PRIVATE+KEY+.")
        name, identifier, data = _split_key(rest, "signing key")
        if data[:1] != KEY_TYPE or len(data) != 33:
            raise KeyFormatError("The signing key is of another type than Ed25519.")
        signer = cls(name, data[1:])
        if signer.verifier.key_id != identifier:
            raise KeyFormatError("The signing key does not fit its own checksum.")
        return signer

    def secret(self) -> str:
        """The string form of the private key: whoever has it can sign."""
        data = _b64(KEY_TYPE + bytes(self._key))
        return f"PRIVATE+KEY+{self.name}+{self.verifier.key_id.hex()}+{data}"

    @property
    def verifier(self) -> Verifier:
        """The public half."""
        return Verifier(self.name, bytes(self._key.verify_key))

    def sign(self, text: str) -> bytes:
        """A note: the text and this key's signature.

        text:   begins with its kind's line and ends with a line feed
        raises: NoteError for a text that no verifier would read
        """
        _check_text(text)
        signature = self.verifier.key_id + self._key.sign(text.encode()).signature
        return f"{text}\n{_DASH}{self.name} {_b64(signature)}\n".encode()

    def __repr__(self) -> str:
        return f"Signer({self.name!r}, private)"


def open(note: bytes, kind: str, verifiers: Sequence[Verifier], max_size: int = MAX_NOTE) -> str:
    """The text of a note that a trusted key signed as `kind`.

    kind:      the first line that is expected, like "testimony-receipt v1"
    verifiers: the trusted keys; at least one of them must have signed
    raises:    NoteError, SignatureError, WrongKind
    """
    text, signatures = _split_note(note, max_size)
    trusted = 0
    for name, signature in signatures:
        for verifier in verifiers:
            if (verifier.name, verifier.key_id) == (name, signature[:4]):
                verifier.verify(text.encode(), signature[4:])
                trusted += 1
    if not trusted:
        raise SignatureError(
            "The note carries no signature by a key that is trusted here.",
            "Check that the key belongs to this newsroom.",
        )
    found = text[: text.index("\n")]
    if found != kind:
        named = f"“{found}”" if _KIND.fullmatch(found) else "of no known kind"
        raise WrongKind(
            f"The note is {named}; here only “{kind}” is accepted.",
            "Check that it is the right file.",
        )
    return text


def _split_note(note: bytes, max_size: int) -> tuple[str, list[tuple[str, bytes]]]:
    if len(note) > max_size:
        raise NoteError(f"The note has {len(note)} bytes; at most {max_size} are read.")
    try:
        whole = note.decode("utf-8")
    except UnicodeDecodeError as error:
        raise NoteError(f"The note is not UTF-8 (byte {error.start}).") from None
    if _CONTROL.search(whole):
        raise NoteError("The note holds a control character.")
    head, gap, tail = whole.rpartition("\n\n")
    if not gap or not head or not tail.endswith("\n"):
        raise NoteError("The note has no signatures behind an empty line.")
    lines = tail[:-1].split("\n")
    if len(lines) > MAX_SIGNATURES:
        raise NoteError(f"The note has more than {MAX_SIGNATURES} signatures.")
    return head + "\n", [_parse_signature(line) for line in lines]


def _parse_signature(line: str) -> tuple[str, bytes]:
    parts = line.removeprefix(_DASH).split(" ")
    if line.startswith(_DASH) and len(parts) == 2 and _NAME.fullmatch(parts[0]):
        data = _unb64(parts[1])
        if len(data) > 4:
            return parts[0], data
    raise NoteError("A signature line of the note cannot be read.")


def _check_text(text: str) -> None:
    if not text.endswith("\n") or not _KIND.fullmatch(text[: text.index("\n")]):
        raise NoteError("A text to sign must begin with its kind and end with a line feed.")
    if _CONTROL.search(text):
        raise NoteError("A text to sign must hold no control character but the line feed.")


def _split_key(text: str, what: str) -> tuple[str, bytes, bytes]:
    parts = text.split("+", 2)
    if len(parts) == 3 and _NAME.fullmatch(parts[0]) and re.fullmatch("[0-9a-f]{8}", parts[1]):
        data = _unb64(parts[2])
        if data:
            return parts[0], bytes.fromhex(parts[1]), data
    raise KeyFormatError(f"This is not a {what}: it must read name+8 digits+letters.")


def _b64(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _unb64(text: str) -> bytes:
    """Padded, canonical base64; empty for anything else."""
    try:
        data = binascii.a2b_base64(text.encode("ascii"), strict_mode=True)
    except ValueError:
        return b""
    return data if _b64(data) == text else b""
