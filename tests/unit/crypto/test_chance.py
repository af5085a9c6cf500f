"""Whatever must be drawn by chance is: no byte of it stays the same.

A constant key would open with the right identity like any other, so no round trip notices it.
By chance a byte is the same in all draws once in 256 to the nineteenth.
"""

import io
from collections.abc import Callable

import pytest

from crypto import age, bech32, board
from crypto.codename import Codename
from crypto.keys import HybridIdentity, ScryptRecipient, X25519Identity
from crypto.note import Signer
from crypto.slots import NONCE, TAG_SIZE
from crypto.structure import NONCE_SIZE, Header, decode_base64, parse_header

DRAWS = 20
IDENTITY = HybridIdentity.generate()


def sealed() -> tuple[bytes, Header]:
    made = io.BytesIO()
    age.encrypt(io.BytesIO(b""), made, [IDENTITY.recipient()])
    return made.getvalue(), parse_header(made.getvalue())


def file_key() -> bytes:
    found = IDENTITY.unwrap(sealed()[1].stanzas[0])
    assert found is not None
    return found


def payload_nonce() -> bytes:
    whole, header = sealed()
    return whole[header.length : header.length + NONCE_SIZE]


def encapsulation() -> bytes:
    return decode_base64(sealed()[1].stanzas[0].args[0].encode())


def passphrase_salt() -> bytes:
    return decode_base64(ScryptRecipient("x", 1).wrap(bytes(16)).args[0].encode())


# What: (how it is drawn, its bytes)
DRAWN: dict[str, tuple[Callable[[], bytes], int]] = {
    "a file key": (file_key, 16),
    "a payload nonce": (payload_nonce, 16),
    "an encapsulation": (encapsulation, 1120),
    "a passphrase's salt": (passphrase_salt, 16),
    "a hybrid identity": (lambda: bech32.decode(str(HybridIdentity.generate()))[1], 32),
    "an X25519 identity": (lambda: bech32.decode(str(X25519Identity.generate()))[1], 32),
    "a signing key": (lambda: bytes(Signer.generate("x")._key), 32),
    "a codename": (lambda: Codename.generate().reveal(), 10),
    "nonce and tag of an empty place": (lambda: board.dummy()[: NONCE + TAG_SIZE], 48),
}


@pytest.mark.parametrize("what", DRAWN)
def test_every_byte_is_drawn(what: str) -> None:
    draw, size = DRAWN[what]
    drawn = [draw() for _ in range(DRAWS)]
    assert {len(one) for one in drawn} == {size}
    assert [at for at in range(size) if len({one[at] for one in drawn}) == 1] == []
