"""Draws pseudonyms with a secret of the case, so that they say nothing about the real names.

A draw picks a name from the whole list first, and so an initial and a length that do not depend
on the real name. If that name is taken or resembles a real name of the case, another with the
same initial, and if possible the same length, is taken instead. Names of other cases play no
part: avoiding them would publish them by what is missing.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import lru_cache

from cli.redaction import origins
from cli.redaction.keys import resembles
from cli.redaction.names import Listed, patronymics, pool


class TooFewNamesError(Exception):
    """Every name of the list is taken in this case."""


@dataclass(slots=True)
class Drawer:
    """Gives each person of one case a name of their own, always the same for the same key.

    seed:  32 secret bytes of the case
    avoid: words of the real names, in any form and script
    """

    seed: bytes
    language: str
    avoid: Collection[str]
    _drawn: dict[tuple[str, str], Listed] = field(default_factory=dict)
    _taken: set[str] = field(default_factory=set)
    _familiar: dict[str, str] = field(default_factory=dict)  # «Валя» → «Валентин»
    _known: dict[str, bool] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._known = _compared(frozenset(self.avoid))

    def reserve(self, *names: str) -> None:
        """Keep names that an editor chose from being drawn for somebody else."""
        self._taken.update(names)

    def given(self, key: str, gender: str, origin: str = "") -> Listed:
        """origin: draw from the names of that origin, if it has a list (see `origins`)"""
        return self._draw("given", key, pool(self.language, "given", gender), origin, gender)

    def surname(self, key: str, origin: str = "") -> Listed:
        return self._draw("surname", key, pool(self.language, "surname", "-"), origin)

    def patronymic(self, key: str, origin: str = "") -> Listed:
        """Draw the man's name that a patronymic is made of."""
        return self._draw("patronymic", key, patronymics(self.language), origin)

    def familiar(self, item: Listed) -> str:
        """Give the familiar form of a drawn name, "" if it is like a real name or is another's."""
        name = item.familiar
        owner = self._familiar.setdefault(name, item.name)
        if owner != item.name or any(resembles(name, word) for word in self.avoid):
            return ""
        return name

    def callsign(self, key: str, gender: str) -> Listed:
        return self._draw("callsign", key, pool(self.language, "callsign", gender))

    def _draw(
        self,
        purpose: str,
        key: str,
        names: tuple[Listed, ...],
        origin: str = "",
        gender: str = "-",
    ) -> Listed:
        """raises: TooFewNamesError"""
        known = self._drawn.get((purpose, key))
        if known is not None:
            return known
        if origin:
            names = origins.pool(self.language, origin, purpose, gender) or names
        space = "father" if purpose == "patronymic" else "name"
        shuffled = _order(self.seed, f"{purpose}\0{key}", names)
        for first in shuffled:
            same = [item for item in shuffled if item.name[0] == first.name[0]]
            same.sort(key=lambda item: abs(len(item.name) - len(first.name)))
            for item in (first, *same):
                if self._free(item, space):
                    self._drawn[purpose, key] = item
                    self._taken.add(_mark(item.name, space))
                    return item
        raise TooFewNamesError

    def _free(self, item: Listed, space: str) -> bool:
        if _mark(item.name, space) in self._taken:
            return False
        mark = _mark(item.name, space)
        if mark not in self._known:
            names = [item.name, *(item.patronymic if space == "father" else ())]
            like = (resembles(name, word) for name in names for word in self.avoid)
            self._known[mark] = any(like)
        return not self._known[mark]


@lru_cache(8)
def _compared(avoid: frozenset[str]) -> dict[str, bool]:
    """Return what is known of names beside these real ones: each decision draws anew, alike."""
    return {}


def _mark(name: str, space: str) -> str:
    return name if space == "name" else f"{space}:{name}"


@lru_cache(512)
def _order(seed: bytes, label: str, names: tuple[Listed, ...]) -> tuple[Listed, ...]:
    """Shuffle the list by HMAC-SHA-256 under the case's secret."""

    def rank(item: Listed) -> bytes:
        message = f"{label}\0{item.name}".encode()
        return hmac.new(seed, message, hashlib.sha256).digest()

    return tuple(sorted(names, key=rank))
