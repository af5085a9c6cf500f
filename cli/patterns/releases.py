"""What a vault remembers of its patterns: which cases count, and all that was ever shown.

Sealed in patterns.age. A release is never taken back from it: what was shown was seen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, Final

from cli import sealed
from cli.errors import VaultDamaged
from cli.patterns.guard import Shown
from cli.vault import Vault

FILE: Final = "patterns.age"


@dataclass(frozen=True, slots=True)
class Release:
    """One set of counts that left the vault.

    day:     when, UTC
    minimum: the smallest number of witnesses it told about
    shown:   question → option → count
    """

    day: date
    minimum: int
    shown: Mapping[str, Mapping[str, int]] = field(hash=False)

    @classmethod
    def of(cls, day: date, minimum: int, tables: Mapping[str, Sequence[Shown]]) -> Release:
        """Return what is to be remembered of guarded tables, by question."""
        return cls(
            day,
            minimum,
            {
                question: {one.option: one.count for one in cells if one.count is not None}
                for question, cells in tables.items()
            },
        )


@dataclass(slots=True)
class Patterns:
    """The state.

    verified: ids of cases that an editor holds for true, in no order that tells anything
    releases: the oldest first
    """

    verified: list[str] = field(default_factory=list)
    releases: list[Release] = field(default_factory=list)

    def earlier(self, question: str) -> dict[str, int]:
        """Return option → the count that was last shown of it."""
        found: dict[str, int] = {}
        for release in self.releases:
            found.update(release.shown.get(question, {}))
        return found

    def minimum(self, wanted: int) -> int:
        """Return the minimum to use: never below that of an earlier release."""
        return max([wanted, *(release.minimum for release in self.releases)])

    @classmethod
    def load(cls, vault: Vault) -> Patterns:
        """Return the state of a vault, an empty one if there is none. Raises VaultDamaged."""
        path = vault.path / FILE
        if not path.exists():
            return cls()
        value = sealed.load_value(path, vault.identity)
        try:
            releases = [
                Release(date.fromisoformat(one["day"]), one["minimum"], one["shown"])
                for one in value["releases"]
            ]
            return cls(list(value["verified"]), releases)
        except (TypeError, ValueError, KeyError) as error:
            raise VaultDamaged(f"{path} opens but holds no patterns.") from error

    def store(self, vault: Vault) -> None:
        """Write the state, sealed."""
        value: dict[str, Any] = {
            "verified": sorted(self.verified),
            "releases": [asdict(one) | {"day": one.day.isoformat()} for one in self.releases],
        }
        sealed.store_value(vault.path / FILE, value, vault.identity.recipient())
