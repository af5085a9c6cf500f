"""age files, read and written: header in text, payload in chunks.

    encrypt(src, dst, recipients)          decrypt(src, dst, identities)
    EncryptWriter(dst, recipients)         DecryptReader(src, identities)

Memory is flat. Nothing reaches `dst` that was not verified; but chunks are given out as they are,
so a caller that must not act on half a file writes to a temporary one and renames it at the end.

Source: C2SP age specification (c2sp.org/age).
"""

import hashlib
import hmac
import io
import os
from collections.abc import Callable, Sequence

from crypto.errors import HeaderError, HeaderMacError, NoMatch, RecipientError, WrongPassphrase
from crypto.files import Sink, Source, fill, read_full, write_all
from crypto.keys import Identity, Recipient, hkdf
from crypto.stream import BATCH, Opener, Sealer
from crypto.structure import (
    CHUNK,
    COLUMNS,
    HEADER_CAP,
    NONCE_SIZE,
    STANZA_TYPE,
    VERSION_LINE,
    Header,
    Stanza,
    encode_base64,
    parse_header,
)

FILE_KEY_SIZE = 16


def encrypt(src: Source, dst: Sink, recipients: Sequence[Recipient]) -> None:
    """Seal all of `src` for every one of `recipients`.

    raises: RecipientError for none, for a passphrase beside others, for mixed strength
    """
    sealer = _start(dst, recipients)
    full = BATCH * CHUNK
    batch = memoryview(bytearray(full + 1))  # one byte more tells whether a batch is the last
    size = fill(src, batch)
    while size > full:
        sealer.seal(batch[:full], last=False)
        batch[0] = batch[full]
        size = 1 + fill(src, batch[1:])
    sealer.seal(batch[:size], last=True)


def decrypt(src: Source, dst: Sink, identities: Sequence[Identity]) -> None:
    """Open `src` with the first of `identities` that fits; write only verified chunks.

    raises: HeaderError, HeaderMacError, NoMatch, WrongPassphrase before a byte is written;
            PayloadError after the good chunks before the damage were written
    """
    opener = _open(src, identities, None)
    while chunk := opener.next():
        write_all(dst, chunk)


class EncryptWriter(io.RawIOBase):
    """A file to write plaintext to; `close` seals the last chunk and leaves `dst` open.

    Left without `close`, the file has no last chunk, and every reader refuses it. The same holds
    when a `with` block is left by an exception.
    """

    def __init__(self, dst: Sink, recipients: Sequence[Recipient]) -> None:
        super().__init__()
        self._sealer: Sealer | None = _start(dst, recipients)
        self._batch = memoryview(bytearray(BATCH * CHUNK))
        self._size = 0

    def writable(self) -> bool:
        """Yes."""
        return True

    def write(self, data: bytes | bytearray | memoryview, /) -> int:  # type: ignore[override]
        """Take all of `data`; returns its length."""
        if self._sealer is None:
            raise ValueError("the file is closed")
        view = memoryview(data).cast("B")
        taken = 0
        while taken < len(view):
            if self._size == len(self._batch):
                self._sealer.seal(self._batch, last=False)
                self._size = 0
            count = min(len(view) - taken, len(self._batch) - self._size)
            self._batch[self._size : self._size + count] = view[taken : taken + count]
            self._size += count
            taken += count
        return taken

    def close(self) -> None:
        """Seal what is left as the last chunk."""
        if self._sealer is not None:
            sealer, self._sealer = self._sealer, None
            sealer.seal(self._batch[: self._size], last=True)
        super().close()

    def abandon(self) -> None:
        """Close without a last chunk."""
        self._sealer = None
        super().close()

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is None:
            self.close()
        else:
            self.abandon()

    def __del__(self) -> None:
        self.abandon()


class DecryptReader(io.RawIOBase):
    """A file to read plaintext from, once.

    check:  called with the header before any key is tried; raises to refuse it
    raises: HeaderError, HeaderMacError, NoMatch, WrongPassphrase at once; PayloadError from reads
    """

    def __init__(
        self,
        src: Source,
        identities: Sequence[Identity],
        check: Callable[[Header], None] | None = None,
    ) -> None:
        super().__init__()
        self._opener = _open(src, identities, check)
        self._ready = memoryview(b"")

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: bytearray | memoryview, /) -> int:  # type: ignore[override]
        """At least one byte, 0 only after a good last chunk."""
        if not self._ready:
            self._ready = self._opener.next()
        count = min(len(buffer), len(self._ready))
        buffer[:count] = self._ready[:count]
        self._ready = self._ready[count:]
        return count

    def read(self, size: int = -1, /) -> bytes:
        """`size` bytes, fewer only at the end; everything for a negative size.

        At damage it raises rather than give less than was asked for.
        """
        parts: list[bytes] = []
        while size:
            if not self._ready:
                self._ready = self._opener.next()
                if not self._ready:
                    break
            part = bytes(self._ready[: size if size > 0 else None])
            self._ready = self._ready[len(part) :]
            parts.append(part)
            size -= len(part) if size > 0 else 0
        return b"".join(parts)


def _start(dst: Sink, recipients: Sequence[Recipient]) -> Sealer:
    _check_recipients(recipients)
    file_key = os.urandom(FILE_KEY_SIZE)
    nonce = os.urandom(NONCE_SIZE)
    head = _write_header(file_key, [recipient.wrap(file_key) for recipient in recipients])
    write_all(dst, memoryview(head + nonce))
    return Sealer(_payload_key(file_key, nonce), dst)


def _check_recipients(recipients: Sequence[Recipient]) -> None:
    kinds = [recipient.kind for recipient in recipients]
    if not kinds:
        raise RecipientError("There is nobody to seal the file for.")
    if "scrypt" in kinds and len(kinds) > 1:
        raise RecipientError("A passphrase must be the only recipient of its file.")
    if STANZA_TYPE in kinds and set(kinds) != {STANZA_TYPE}:
        raise RecipientError(
            "A post-quantum recipient is mixed with another type, which would undo its strength.",
            "Seal one file for each.",
        )


def _write_header(file_key: bytes, stanzas: Sequence[Stanza]) -> bytes:
    lines = [VERSION_LINE]
    for stanza in stanzas:
        lines.append(" ".join(["->", stanza.type, *stanza.args]).encode("ascii") + b"\n")
        body = encode_base64(stanza.body)
        # One more line than fits where the last is full: a body ends with a short line.
        for i in range(0, len(body) + 1, COLUMNS):
            lines.append(body[i : i + COLUMNS] + b"\n")
    lines.append(b"---")
    head = b"".join(lines)
    if len(head) + 45 > HEADER_CAP:
        raise RecipientError(f"The header would be longer than {HEADER_CAP} bytes.")
    return head + b" " + encode_base64(_mac(file_key, head)) + b"\n"


def _open(
    src: Source, identities: Sequence[Identity], check: Callable[[Header], None] | None
) -> Opener:
    head = read_full(src, HEADER_CAP + NONCE_SIZE)
    header = parse_header(head)
    if check:
        check(header)
    file_key = _unwrap(header.stanzas, identities)
    if not hmac.compare_digest(_mac(file_key, head[: header.mac_start]), header.mac):
        raise HeaderMacError(
            "The file's header was changed after it was sealed.",
            "Get the file again from where it came.",
        )
    nonce = head[header.length : header.length + NONCE_SIZE]
    if len(nonce) != NONCE_SIZE:
        raise HeaderError("The file ends behind its header: it was cut short.")
    rest = head[header.length + NONCE_SIZE :]
    return Opener(_payload_key(file_key, nonce), rest, src)


def _unwrap(stanzas: Sequence[Stanza], identities: Sequence[Identity]) -> bytes:
    locked = any(stanza.type == "scrypt" for stanza in stanzas)
    if locked and len(stanzas) > 1:
        raise HeaderError("The file is locked with a passphrase beside other recipients.")
    for identity in identities:
        for stanza in stanzas:
            file_key = identity.unwrap(stanza)
            if file_key is not None:
                return file_key
    if locked and any(identity.kind == "scrypt" for identity in identities):
        raise WrongPassphrase("The passphrase does not open this file.", "Type it again.")
    raise NoMatch("None of the given keys opens this file.", "Check which key it was sealed for.")


def _mac(file_key: bytes, head: bytes) -> bytes:
    return hmac.digest(hkdf(file_key, b"", b"header"), head, hashlib.sha256)


def _payload_key(file_key: bytes, nonce: bytes) -> bytes:
    return hkdf(file_key, nonce, b"payload")
