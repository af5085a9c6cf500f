"""What a testimony carries so that it can be answered, and what withdraws it.

Both are parts of testimony.json and come from a stranger: one spelling, exact lengths. The keys
here are no secrets of this side; they are derived in the witness's browser from the codename.

Source: docs/spec/codename.md, sections 5 and 6.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from crypto.errors import TestimonyError

KEY_SIZE = 32  # bytes of each key and of the withdrawal value
WITHDRAWAL_KIND = "withdrawal"

_KEYS = ("recipient", "tag-key", "reply-key", "withdrawal")
# Prefix, 1216 bytes in Bech32's alphabet, checksum. Its sum is checked by whoever seals to it.
_RECIPIENT = re.compile(r"age1pq1[qpzry9x8gf2tvdw0s3jn54khce6mua7l]{1952}")
_HEX = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Reply:
    """Where an answer goes. Its repr shows no key.

    recipient:  age1pq1…
    tag_key:    marks the slot of the board that holds the answer
    reply_key:  proves that the answer comes from who opened the testimony
    withdrawal: SHA-256 of the withdrawal value; the same in every testimony of one codename
    """

    recipient: str = field(repr=False)
    tag_key: bytes = field(repr=False)
    reply_key: bytes = field(repr=False)
    withdrawal: bytes = field(repr=False)

    def to_value(self) -> dict[str, str]:
        """The object of testimony.json."""
        keys = (self.tag_key, self.reply_key, self.withdrawal)
        return dict(zip(_KEYS, (self.recipient, *(key.hex() for key in keys)), strict=True))

    @classmethod
    def from_value(cls, value: Mapping[str, object]) -> "Reply":
        """Read the object of testimony.json.

        raises: TestimonyError
        """
        if value.keys() != set(_KEYS):
            raise TestimonyError(f"testimony.json: reply must have the keys {', '.join(_KEYS)}.")
        tag_key, reply_key, withdrawal = (
            bytes.fromhex(_match(value[key], _HEX, f"reply.{key}")) for key in _KEYS[1:]
        )
        recipient = _match(value["recipient"], _RECIPIENT, "reply.recipient")
        return cls(recipient, tag_key, reply_key, withdrawal)


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A message that withdraws every testimony of one codename. value: KEY_SIZE bytes"""

    value: bytes = field(repr=False)

    def to_value(self) -> dict[str, object]:
        """All of testimony.json."""
        return {"kind": WITHDRAWAL_KIND, "version": 1, "value": self.value.hex()}

    @classmethod
    def from_value(cls, value: Mapping[str, object]) -> "Withdrawal":
        """Read a testimony.json whose kind is `withdrawal`.

        raises: TestimonyError
        """
        version = value.get("version")
        if value.keys() != {"kind", "version", "value"} or type(version) is not int or version != 1:
            raise TestimonyError(
                "The withdrawal is of another version, or holds more than its value.",
                "It may need a newer version of this program.",
            )
        return cls(bytes.fromhex(_match(value["value"], _HEX, "value")))


def _match(value: object, rule: re.Pattern[str], at: str) -> str:
    if not isinstance(value, str) or not rule.fullmatch(value):
        raise TestimonyError(f"testimony.json: {at} does not have its form.")
    return value
