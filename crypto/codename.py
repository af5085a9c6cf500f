"""The codename: eight words that only the witness has, and every key that follows from them.

    Codename.generate() -> .words("ru"), .digits()        read("яблоко река …") -> Codename
    derive(codename, salt) -> Keys(identity, tag_key, reply_key, withdrawal)

80 random bits and 8 check bits are eight numbers of 11 bits, and each number is a word in each
language. The keys follow from the ten bytes, never from the words, so that a codename is the same
one in every language. This file reads word lists that lie beside it and nothing else.

Source: docs/spec/codename.md; RFC 8018 (PBKDF2), RFC 5869 (HKDF).
"""

import hashlib
import os
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Self

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC

from crypto import spelling
from crypto.errors import CodenameError
from crypto.keys import HybridIdentity, Secret
from crypto.reply import KEY_SIZE, Reply
from crypto.spelling import LANGUAGES, WORDS, Typed

SIZE = 10  # random bytes; why 80 bits are enough: docs/spec/codename.md, section 4
BITS = 11  # of one word
ROUNDS = 600_000  # of PBKDF2-HMAC-SHA-512: 2 to 5 s in Tor Browser on a slow, busy machine
LABEL = b"testimony-codename v1"

_FOLDER = Path(__file__).with_name("words")


@cache
def word_list(language: str) -> tuple[str, ...]:
    """The 2048 words of a language, by number from 0."""
    return tuple((_FOLDER / f"{language}.txt").read_text("utf-8").split())


@cache
def _prefixes(language: str) -> dict[str, int]:
    return spelling.prefixes(word_list(language))


class Codename:
    """Ten secret bytes. The repr shows none of them."""

    __slots__ = ("_secret",)

    def __init__(self, secret: bytes) -> None:
        if len(secret) != SIZE:
            raise ValueError(f"a codename has {SIZE} bytes")
        self._secret = Secret(secret)

    @classmethod
    def generate(cls) -> Self:
        """A new one from the system's generator; nobody ever chooses one."""
        return cls(os.urandom(SIZE))

    def reveal(self) -> bytes:
        """The ten bytes."""
        return self._secret.reveal()

    def words(self, language: str) -> tuple[str, ...]:
        """The eight words in "en", "ru" or "uk"."""
        return tuple(word_list(language)[number] for number in self._numbers())

    def digits(self) -> tuple[str, ...]:
        """The eight numbers, 0001 to 2048."""
        return tuple(f"{number + 1:04}" for number in self._numbers())

    def _numbers(self) -> list[int]:
        secret = self.reveal()
        whole = int.from_bytes(secret + bytes([check_byte(secret)]))
        return [whole >> (BITS * place) & (2**BITS - 1) for place in reversed(range(WORDS))]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Codename) and self.reveal() == other.reveal()

    def __hash__(self) -> int:
        return hash(self.reveal())

    def __repr__(self) -> str:
        return "Codename(…)"


def check_byte(secret: bytes) -> int:
    """Eight bits by which most mistakes are noticed; they cannot say where the mistake is."""
    return hashlib.sha256(LABEL + b" check" + secret).digest()[0]


def read(text: str, language: str = "en") -> Codename:
    """Understand what a person typed: words of any of the three languages, or numbers.

    language: the one that is tried first
    raises:   CodenameError: not eight words, a word that is not on the list, or some word wrong
    """
    ordered = (language, *(other for other in LANGUAGES if other != language))
    tries = [spelling.parse(text, one, _prefixes(one)) for one in ordered]
    for typed in tries:
        if typed.complete and (codename := _checked(typed)) is not None:
            return codename
    raise _refusal(tries)


def _checked(typed: Typed) -> Codename | None:
    whole = 0
    for number in typed.numbers:
        whole = whole << BITS | (number or 0)
    *secret, check = whole.to_bytes(SIZE + 1)
    return Codename(bytes(secret)) if check_byte(bytes(secret)) == check else None


def _refusal(tries: list[Typed]) -> CodenameError:
    best = min(tries, key=lambda typed: len(typed.unknown))
    if len(best.numbers) != WORDS:
        return CodenameError(
            "count", f"A codename has {WORDS} words; {len(best.numbers)} were given."
        )
    if best.unknown:
        named = ", ".join(map(str, best.unknown))
        return CodenameError(
            "word", f"Not on the list, counted from the first: word {named}.", best.unknown
        )
    return CodenameError("check", "All words are on the list, but one or more are wrong.")


@dataclass(frozen=True, slots=True)
class Keys:
    """Everything that follows from a codename at one newsroom. The repr shows nothing.

    identity:   opens replies
    tag_key:    marks the slots of the board that are for this codename
    reply_key:  proves that a reply is the newsroom's
    withdrawal: the value that withdraws; testimonies carry its SHA-256
    """

    identity: HybridIdentity = field(repr=False)
    tag_key: bytes = field(repr=False)
    reply_key: bytes = field(repr=False)
    withdrawal: bytes = field(repr=False)

    def given(self) -> Reply:
        """What a testimony carries, sealed, so that it can be answered and withdrawn."""
        digest = hashlib.sha256(self.withdrawal).digest()
        return Reply(str(self.identity.recipient()), self.tag_key, self.reply_key, digest)


def derive(codename: Codename, salt: bytes) -> Keys:
    """The keys of a codename, by PBKDF2 and HKDF; takes a second or so.

    salt: the manifest's codename salt, 16 bytes, one for as long as the newsroom lives
    """
    stretched = PBKDF2HMAC(hashes.SHA512(), 64, LABEL + salt, ROUNDS).derive(codename.reveal())

    def expand(purpose: bytes) -> bytes:
        info = LABEL + b" " + purpose
        return HKDF(hashes.SHA512(), KEY_SIZE, None, info).derive(stretched)

    return Keys(
        HybridIdentity(expand(b"identity")),
        expand(b"tag key"),
        expand(b"reply key"),
        expand(b"withdrawal"),
    )
