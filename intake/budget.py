"""Who may use how much room: rules over numbers, no database.

Bytes held count, never bytes declared. The smallest length of an envelope, which every text
without files has, may use all the room; everything else stops where the room kept for text begins.
So junk cannot close the door for words.
"""

from dataclasses import dataclass
from typing import Literal

from crypto.structure import ENVELOPE_LENGTHS

GIB = 1024**3
MIB = 1024**2
TEXT_LENGTH = min(ENVELOPE_LENGTHS)

Sort = Literal["text", "other", "unfinished"]


class BudgetError(Exception):
    """Numbers that contradict each other; the message says which."""


def sort_of(length: int) -> Sort:
    """Which room a whole envelope of this length uses."""
    return "text" if length == TEXT_LENGTH else "other"


@dataclass(frozen=True, slots=True)
class Held:
    """Bytes of each sort, and how many envelopes."""

    text: int = 0
    other: int = 0
    unfinished: int = 0
    envelopes: int = 0

    @property
    def total(self) -> int:
        return self.text + self.other + self.unfinished


@dataclass(frozen=True, slots=True)
class Budget:
    """Room in bytes: for all, of it kept for text, of it for unfinished uploads."""

    total: int = 20 * GIB
    text: int = 5 * GIB
    unfinished: int = 1 * GIB

    def check(self) -> "Budget":
        """Itself, if the numbers fit each other.

        raises: BudgetError
        """
        if not 0 < self.text <= self.total:
            raise BudgetError("`text` must be more than nothing and at most `total`.")
        if not max(ENVELOPE_LENGTHS) <= self.unfinished <= self.total - self.text:
            raise BudgetError(
                "`unfinished` must hold the longest sealed file "
                f"({-(-max(ENVELOPE_LENGTHS) // MIB)} MiB) and fit into `total` less `text`."
            )
        return self

    def pool_allows(self, held: Held, size: int) -> bool:
        """May unfinished uploads hold `size` more bytes without ending another?"""
        return held.unfinished + size <= self.unfinished

    def allows(self, held: Held, sort: Sort, size: int) -> bool:
        """May `size` more bytes of this sort be held?"""
        if held.total + size > self.total:
            return False
        return sort == "text" or held.other + held.unfinished + size <= self.total - self.text
