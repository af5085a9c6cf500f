"""The payload of an age file: chunks of 64 KiB, each sealed under a counter and a last flag.

Both directions work on a batch of chunks in buffers that are made once, so that memory stays flat
whatever the file's size, and a call into the cipher never copies.

Source: C2SP age, "Payload"; Hoang, Reyhanitabar, Rogaway, Vizár: STREAM (eprint 2015/189).
"""

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from crypto.errors import PayloadError
from crypto.files import Sink, Source, fill, write_all
from crypto.structure import CHUNK, TAG

SEALED_CHUNK = CHUNK + TAG
BATCH = (
    16  # chunks a buffer: 1 MiB stays in the core's own cache; more and fewer are slower (measured)
)


def _nonce(counter: int, last: bool) -> bytes:
    return counter.to_bytes(11, "big") + (b"\x01" if last else b"\x00")


class Sealer:
    """Seals plaintext in order. Needs to be told which batch is the last."""

    def __init__(self, key: bytes, dst: Sink) -> None:
        self._cipher = ChaCha20Poly1305(key)
        self._dst = dst
        self._counter = 0
        self._out = memoryview(bytearray(BATCH * SEALED_CHUNK))

    def seal(self, batch: memoryview, last: bool) -> None:
        """Seal and write up to BATCH chunks; all of them are full unless `last`."""
        start = 0
        end = 0
        while True:
            stop = min(start + CHUNK, len(batch))
            final = last and stop == len(batch)
            nonce = _nonce(self._counter, final)
            size = stop - start + TAG
            self._cipher.encrypt_into(nonce, batch[start:stop], None, self._out[end : end + size])
            self._counter += 1
            start, end = stop, end + size
            if start == len(batch):
                break
        write_all(self._dst, self._out[:end])


class Opener:
    """Opens sealed chunks in order.

    head: bytes of the payload that were already read from `src`
    """

    def __init__(self, key: bytes, head: bytes, src: Source) -> None:
        self._cipher = ChaCha20Poly1305(key)
        self._head = head
        self._src = src
        self._counter = 0
        self._in = memoryview(bytearray(BATCH * SEALED_CHUNK))
        self._out = memoryview(bytearray(BATCH * CHUNK))
        self._finished = False
        self._failure: PayloadError | None = None

    def next(self) -> memoryview:
        """The next verified plaintext; empty only after a good last chunk.

        The view is overwritten by the next call. Whole chunks before a damaged one are given out
        first, then every further call raises.
        raises: PayloadError
        """
        if self._failure:
            raise self._failure
        if self._finished:
            return self._out[:0]
        size = self._read()
        start = end = 0
        try:
            if size == 0:
                raise self._error("The file ends before its last chunk: it was cut short.")
            while start < size:
                if self._finished:
                    raise self._error("Something follows the last chunk of the file.")
                stop = min(start + SEALED_CHUNK, size)
                end += self._open(self._in[start:stop], end)
                start = stop
            if self._finished and self._src.read(1):
                raise self._error("Something follows the last chunk of the file.")
        except PayloadError as failure:
            self._failure = failure
            if not end:
                raise
        if self._finished and not end and not self._failure:
            return self._out[:0]
        return self._out[:end]

    def _read(self) -> int:
        used = min(len(self._head), len(self._in))
        if used:
            self._in[:used] = self._head[:used]
            self._head = self._head[used:]
        return used + fill(self._src, self._in[used:])

    def _open(self, chunk: memoryview, at: int) -> int:
        size = len(chunk) - TAG
        if size < 0 or (size == 0 and self._counter > 0):
            raise self._error("The last chunk of the file is cut short or empty.")
        out = self._out[at : at + size]
        # Only a full chunk can be followed by another, so only that one is tried as such.
        for last in (False, True) if size == CHUNK else (True,):
            try:
                self._cipher.decrypt_into(_nonce(self._counter, last), chunk, None, out)
            except InvalidTag:
                continue
            self._counter += 1
            self._finished = last
            return size
        raise self._error("The file is damaged, or was changed, or a part of it is missing.")

    def _error(self, what: str) -> PayloadError:
        return PayloadError(
            f"{what} {self._counter * CHUNK} bytes before that are good.",
            "Get the file again from where it came.",
        )
