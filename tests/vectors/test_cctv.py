"""All published age vectors: the expected class, and exactly the expected bytes released."""

import hashlib
import io

import pytest

from crypto import age, armor, errors, keys
from crypto.files import Source
from tests.vectors import cctv
from tests.vectors.cctv import CctvVector

VECTORS = cctv.load()
CLASSES: dict[str, type[errors.CryptoError]] = {
    "no match": errors.NoMatch,
    "HMAC failure": errors.HeaderMacError,
    "header failure": errors.HeaderError,
    "armor failure": errors.ArmorError,
    "payload failure": errors.PayloadError,
}


def _decrypt(vector: CctvVector, out: io.BytesIO) -> None:
    identities: list[keys.Identity] = []
    for text in vector.identities:
        identities += keys.parse_identity_file(text)
    identities += [keys.ScryptIdentity(passphrase) for passphrase in vector.passphrases]
    source: Source = io.BytesIO(vector.file)
    age.decrypt(armor.dearmor(source) if vector.armored else source, out, identities)


def test_all_vectors_are_there() -> None:
    assert len(VECTORS) == cctv.COUNT


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector.name)
def test_cctv(vector: CctvVector) -> None:
    out = io.BytesIO()
    if vector.expect == "success":
        _decrypt(vector, out)
    else:
        with pytest.raises(CLASSES[vector.expect]):
            _decrypt(vector, out)
    released = hashlib.sha256(out.getvalue()).hexdigest()
    assert released == (vector.payload or hashlib.sha256(b"").hexdigest())


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector.name)
def test_cctv_through_a_reader_one_byte_at_a_time(vector: CctvVector) -> None:
    """The other way in gives the same bytes and the same failure."""
    whole, pieces = io.BytesIO(), io.BytesIO()
    failures: list[type[Exception] | None] = []
    for read in (_decrypt, _read_slowly):
        try:
            read(vector, whole if read is _decrypt else pieces)
            failures.append(None)
        except errors.CryptoError as error:
            failures.append(type(error))
    assert failures[0] is failures[1]
    assert whole.getvalue() == pieces.getvalue()


class _Trickle:
    """A source that gives a byte, then two, then three, as a slow pipe might."""

    def __init__(self, data: bytes) -> None:
        self._source = io.BytesIO(data)
        self._size = 0

    def read(self, size: int, /) -> bytes:
        self._size = self._size % 4096 + 1
        return self._source.read(min(size, self._size))


def _read_slowly(vector: CctvVector, out: io.BytesIO) -> None:
    identities: list[keys.Identity] = []
    for text in vector.identities:
        identities += keys.parse_identity_file(text)
    identities += [keys.ScryptIdentity(passphrase) for passphrase in vector.passphrases]
    source: Source = _Trickle(vector.file)
    reader = age.DecryptReader(armor.dearmor(source) if vector.armored else source, identities)
    buffer = bytearray(1000)
    while count := reader.readinto(buffer):
        out.write(buffer[:count])
