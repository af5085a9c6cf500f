"""What the store keeps, by the names that its callers use. Knows no database."""

from dataclasses import dataclass
from datetime import date
from typing import NewType

EnvelopeId = NewType("EnvelopeId", bytes)
"""16 random bytes that no witness ever saw."""
Key = NewType("Key", bytes)
"""SHA-256 of the id that an uploader knows: 32 bytes."""


class StoreError(Exception):
    """The file is damaged, missing or not ours; the message is for the operator."""


@dataclass(frozen=True, slots=True)
class Progress:
    """An upload as its uploader may see it."""

    held: int
    length: int
    day: date
