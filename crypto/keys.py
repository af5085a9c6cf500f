"""Recipients, which wrap a file key, and identities, which unwrap it.

    HybridRecipient  HybridIdentity   mlkem768x25519  post-quantum; the only type of an envelope
    X25519Recipient  X25519Identity   X25519          read from other programs' files
    ScryptRecipient  ScryptIdentity   scrypt          a passphrase; locked identity files

No primitive of our own: HPKE, ML-KEM, X25519, scrypt, HKDF and ChaCha20-Poly1305 come from
`cryptography`.

Source: C2SP age, "Native recipient types"; RFC 9180; FIPS 203; RFC 7748; RFC 7914.
"""

import hashlib
import os
import re
from collections.abc import Sequence
from typing import ClassVar, Protocol, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import mlkem, x25519
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hpke import (
    AEAD,
    KDF,
    KEM,
    MLKEM768X25519PrivateKey,
    MLKEM768X25519PublicKey,
    Suite,
)
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from crypto import bech32
from crypto.errors import CryptoError, HeaderError, KeyFormatError
from crypto.structure import (
    BODY_SIZE,
    ENC_SIZE,
    STANZA_TYPE,
    Stanza,
    check_hybrid_shape,
    decode_base64,
    encode_base64,
)

SEED_SIZE = 32
MLKEM_PUBLIC_SIZE = 1184
X25519_SIZE = 32
SALT_SIZE = 16
MAX_LOG_N = 22  # 4 GiB of memory: above it a stranger's file could stop the machine
ZERO_NONCE = bytes(12)  # right only because each wrap key is used once

_SUITE = Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)
_HYBRID_INFO = b"age-encryption.org/mlkem768x25519"
_X25519_INFO = b"age-encryption.org/v1/X25519"
_SCRYPT_LABEL = b"age-encryption.org/v1/scrypt"
_DECIMAL = re.compile(r"[1-9][0-9]{0,8}")
_PROBE = x25519.X25519PrivateKey.from_private_bytes(bytes(X25519_SIZE))  # clamped: any scalar does


class Recipient(Protocol):
    """Someone a file is sealed for."""

    kind: ClassVar[str]

    def wrap(self, file_key: bytes) -> Stanza:
        """A stanza from which only this recipient gets the file key."""


class Identity(Protocol):
    """Something that opens files."""

    kind: ClassVar[str]

    def unwrap(self, stanza: Stanza) -> bytes | None:
        """The file key, or None where the stanza is for somebody else.

        raises: HeaderError for a stanza of this type that is malformed
        """


class Secret:
    """Bytes that no repr, log line or traceback shows."""

    __slots__ = ("_value",)

    def __init__(self, value: bytes) -> None:
        self._value = value

    def reveal(self) -> bytes:
        """The bytes."""
        return self._value

    def __repr__(self) -> str:
        return "Secret(…)"


class HybridRecipient:
    """A post-quantum public key: ML-KEM-768 and X25519 together (X-Wing)."""

    kind: ClassVar[str] = STANZA_TYPE

    def __init__(self, public: bytes) -> None:
        """public: 1216 bytes; raises KeyFormatError."""
        try:
            share = x25519.X25519PublicKey.from_public_bytes(public[MLKEM_PUBLIC_SIZE:])
            # A point of low order is refused here, by whoever names it, and not where it is used.
            _PROBE.exchange(share)
            self._key = MLKEM768X25519PublicKey(
                mlkem.MLKEM768PublicKey.from_public_bytes(public[:MLKEM_PUBLIC_SIZE]), share
            )
        except ValueError:
            raise KeyFormatError("The age1pq1… recipient is not a valid public key.") from None
        self.public = public

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `age1pq1…`; raises KeyFormatError."""
        return cls(_decode(text, "age1pq", MLKEM_PUBLIC_SIZE + X25519_SIZE))

    def __str__(self) -> str:
        return bech32.encode("age1pq", self.public)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, HybridRecipient) and self.public == other.public

    def __hash__(self) -> int:
        return hash(self.public)

    def wrap(self, file_key: bytes) -> Stanza:
        """One HPKE message: 1120 bytes of encapsulation, then 32 of ciphertext."""
        sealed = _SUITE.encrypt(file_key, self._key, info=_HYBRID_INFO)
        enc = encode_base64(sealed[:ENC_SIZE]).decode("ascii")
        return Stanza(self.kind, (enc,), sealed[ENC_SIZE:])


class HybridIdentity:
    """A post-quantum private key. `str()` is the secret itself; the repr shows nothing."""

    kind: ClassVar[str] = STANZA_TYPE

    def __init__(self, seed: bytes) -> None:
        """seed: 32 bytes; raises KeyFormatError."""
        if len(seed) != SEED_SIZE:
            raise KeyFormatError(f"An identity must have {SEED_SIZE} bytes.")
        self._seed = Secret(seed)
        expanded = hashlib.shake_256(seed).digest(64 + X25519_SIZE)
        self._mlkem = mlkem.MLKEM768PrivateKey.from_seed_bytes(expanded[:64])
        self._x25519 = x25519.X25519PrivateKey.from_private_bytes(expanded[64:])
        self._key = MLKEM768X25519PrivateKey(self._mlkem, self._x25519)

    @classmethod
    def generate(cls) -> Self:
        """A new identity from the system's generator."""
        return cls(os.urandom(SEED_SIZE))

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `AGE-SECRET-KEY-PQ-1…`; raises KeyFormatError."""
        return cls(_decode(text, "AGE-SECRET-KEY-PQ-", SEED_SIZE))

    def recipient(self) -> HybridRecipient:
        """The public half."""
        return HybridRecipient(
            self._mlkem.public_key().public_bytes_raw()
            + self._x25519.public_key().public_bytes_raw()
        )

    def __str__(self) -> str:
        return bech32.encode("AGE-SECRET-KEY-PQ-", self._seed.reveal())

    def __repr__(self) -> str:
        return "HybridIdentity(…)"

    def unwrap(self, stanza: Stanza) -> bytes | None:
        """See Identity.unwrap."""
        if stanza.type != self.kind:
            return None
        enc = check_hybrid_shape(stanza)
        _exchange(self._x25519, enc[-X25519_SIZE:])  # HPKE would say only that nothing fits
        try:
            return _SUITE.decrypt(enc + stanza.body, self._key, info=_HYBRID_INFO)
        except InvalidTag:
            return None


class X25519Recipient:
    """A public key of age's first type. Not post-quantum; never used for an envelope."""

    kind: ClassVar[str] = "X25519"

    def __init__(self, public: bytes) -> None:
        """public: 32 bytes; raises KeyFormatError."""
        if len(public) != X25519_SIZE:
            raise KeyFormatError(f"An X25519 recipient must have {X25519_SIZE} bytes.")
        self.public = public

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `age1…`; raises KeyFormatError."""
        return cls(_decode(text, "age", X25519_SIZE))

    def __str__(self) -> str:
        return bech32.encode("age", self.public)

    def wrap(self, file_key: bytes) -> Stanza:
        """An ephemeral share and the file key under the shared secret."""
        ephemeral = x25519.X25519PrivateKey.generate()
        share = ephemeral.public_key().public_bytes_raw()
        try:
            shared = ephemeral.exchange(x25519.X25519PublicKey.from_public_bytes(self.public))
        except ValueError:
            raise KeyFormatError("The age1… recipient is a point that keeps no secret.") from None
        key = hkdf(shared, share + self.public, _X25519_INFO)
        body = ChaCha20Poly1305(key).encrypt(ZERO_NONCE, file_key, None)
        return Stanza(self.kind, (encode_base64(share).decode("ascii"),), body)


class X25519Identity:
    """A private key of age's first type. `str()` is the secret itself."""

    kind: ClassVar[str] = "X25519"

    def __init__(self, secret: bytes) -> None:
        """secret: 32 bytes; raises KeyFormatError."""
        if len(secret) != X25519_SIZE:
            raise KeyFormatError(f"An identity must have {X25519_SIZE} bytes.")
        self._secret = Secret(secret)
        self._key = x25519.X25519PrivateKey.from_private_bytes(secret)
        self._public = self._key.public_key().public_bytes_raw()

    @classmethod
    def generate(cls) -> Self:
        """A new identity from the system's generator."""
        return cls(os.urandom(X25519_SIZE))

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `AGE-SECRET-KEY-1…`; raises KeyFormatError."""
        return cls(_decode(text, "AGE-SECRET-KEY-", X25519_SIZE))

    def recipient(self) -> X25519Recipient:
        """The public half."""
        return X25519Recipient(self._public)

    def __str__(self) -> str:
        return bech32.encode("AGE-SECRET-KEY-", self._secret.reveal())

    def __repr__(self) -> str:
        return "X25519Identity(…)"

    def unwrap(self, stanza: Stanza) -> bytes | None:
        """See Identity.unwrap."""
        if stanza.type != self.kind:
            return None
        (share,) = _arguments(stanza, 1)
        public = _bytes(share, X25519_SIZE, stanza)
        shared = _exchange(self._key, public)
        return _open_body(hkdf(shared, public + self._public, _X25519_INFO), stanza.body)


class ScryptRecipient:
    """A passphrase to seal with. Always the only recipient of its file."""

    kind: ClassVar[str] = "scrypt"

    def __init__(self, passphrase: bytes | str, log_n: int = 18) -> None:
        """log_n: 18 takes 256 MiB and most of a second, each step doubles both."""
        if not 1 <= log_n <= MAX_LOG_N:
            raise ValueError(f"log_n must be 1 to {MAX_LOG_N}")
        self._passphrase = Secret(_encode(passphrase))
        self._log_n = log_n

    def wrap(self, file_key: bytes) -> Stanza:
        """A salt, the work factor, and the file key under the stretched passphrase."""
        salt = os.urandom(SALT_SIZE)
        key = _stretch(self._passphrase, salt, self._log_n)
        body = ChaCha20Poly1305(key).encrypt(ZERO_NONCE, file_key, None)
        return Stanza(self.kind, (encode_base64(salt).decode("ascii"), str(self._log_n)), body)


class ScryptIdentity:
    """A passphrase to open with.

    max_log_n: a higher work factor is refused before any work is done
    """

    kind: ClassVar[str] = "scrypt"

    def __init__(self, passphrase: bytes | str, max_log_n: int = MAX_LOG_N) -> None:
        self._passphrase = Secret(_encode(passphrase))
        self._max_log_n = max_log_n

    def unwrap(self, stanza: Stanza) -> bytes | None:
        """See Identity.unwrap."""
        if stanza.type != self.kind:
            return None
        salt_text, log_text = _arguments(stanza, 2)
        salt = _bytes(salt_text, SALT_SIZE, stanza)
        if not _DECIMAL.fullmatch(log_text) or int(log_text) > self._max_log_n:
            raise HeaderError(
                f"The passphrase's work factor is malformed or above {self._max_log_n}.",
                "The file may be made to stop this machine. Do not open it.",
            )
        return _open_body(_stretch(self._passphrase, salt, int(log_text)), stanza.body)


def parse_identity_file(text: str) -> list[Identity]:
    """The identities of a file with one a line, comments behind `#`, and empty lines.

    raises: KeyFormatError with the number of the line, never with what stands there
    """
    identities: list[Identity] = []
    for number, raw in enumerate(text.splitlines(), 1):
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        try:
            if line.startswith("AGE-SECRET-KEY-PQ-1"):
                identities.append(HybridIdentity.parse(line))
            else:
                identities.append(X25519Identity.parse(line))
        except KeyFormatError as error:
            raise KeyFormatError(f"Line {number} of the key file: {error}", error.hint) from None
    if not identities:
        raise KeyFormatError("The key file holds no identity.", "Check that it is the right file.")
    return identities


def _decode(text: str, hrp: str, size: int) -> bytes:
    found, data = bech32.decode(text.strip())
    if found.lower() != hrp.lower() or len(data) != size:
        raise KeyFormatError(
            f"This is another kind of key; one that begins with {hrp}1 is needed here."
        )
    return data


def _encode(passphrase: bytes | str) -> bytes:
    return passphrase.encode("utf-8") if isinstance(passphrase, str) else passphrase


def _arguments(stanza: Stanza, count: int) -> Sequence[str]:
    if len(stanza.args) != count:
        raise HeaderError(f"The {stanza.type} recipient must have {count} arguments.")
    if len(stanza.body) != BODY_SIZE:
        # Checked before any decryption: else one file could be made that many keys open.
        raise HeaderError(f"The body of {stanza.type} must hold {BODY_SIZE} bytes.")
    return stanza.args


def _bytes(text: str, size: int, stanza: Stanza) -> bytes:
    try:
        data = decode_base64(text.encode("ascii"))
    except ValueError:
        raise HeaderError(f"An argument of {stanza.type} is not canonical base64.") from None
    if len(data) != size:
        raise HeaderError(f"An argument of {stanza.type} must hold {size} bytes.")
    return data


def _exchange(private: x25519.X25519PrivateKey, share: bytes) -> bytes:
    try:
        return private.exchange(x25519.X25519PublicKey.from_public_bytes(share))
    except ValueError:
        raise HeaderError("The header's share is a point that keeps no secret.") from None


def hkdf(secret: bytes, salt: bytes, info: bytes) -> bytes:
    """HKDF-SHA-256 to 32 bytes, the only way that age derives keys."""
    return HKDF(hashes.SHA256(), 32, salt, info).derive(secret)


def _stretch(passphrase: Secret, salt: bytes, log_n: int) -> bytes:
    try:
        return Scrypt(_SCRYPT_LABEL + salt, 32, 2**log_n, 8, 1).derive(passphrase.reveal())
    except MemoryError:
        need = 2**log_n * 1024 // (1024 * 1024)
        raise CryptoError(
            f"The passphrase needs {need} MiB of free memory, and there is less.",
            "Close other programs, or open the file on a larger machine.",
        ) from None


def _open_body(key: bytes, body: bytes) -> bytes | None:
    try:
        return ChaCha20Poly1305(key).decrypt(ZERO_NONCE, body, None)
    except InvalidTag:
        return None
