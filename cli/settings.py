"""What a vault remembers between commands, beside its cases."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Final

from crypto.slots import COUNTS

NEWSROOM: Final = "Newsroom"  # until --newsroom names it
RETENTION_DAYS: Final = 60  # how long a server keeps what nobody fetched; four epochs and a bit


@dataclass(frozen=True, slots=True)
class Epoch:
    """One epoch that was published.

    serial:     its manifest's serial
    not_before: first day, UTC
    not_after:  last day with grace, UTC
    digest:     SHA-256 of the signed manifest, hex: what a testimony carries inside
    asked:      which of the vault's questionnaires it carries
    """

    serial: int
    not_before: date
    not_after: date
    digest: str
    asked: int


@dataclass(frozen=True, slots=True)
class Settings:
    """A vault's own facts. Sealed with everything else.

    newsroom, onion: as the manifests name them; onion may be "" until there is a server
    retention_days:  as the manifests promise it
    codename_salt:   16 bytes as hex, the same for as long as the newsroom lives
    seen_key:        32 bytes as hex; envelopes are remembered as their HMAC under it
    root, desk:      verifier keys of the manifests and of the receipts
    receipt_serial:  of the last receipt that was written
    outbox_serial:   of the last outbox that was written
    board_slots:     places of the board; it grows by doubling and never shrinks
    questionnaires:  every one that was ever published, the newest last
    epochs:          all that were published, by serial
    """

    newsroom: str
    onion: str
    retention_days: int
    codename_salt: str
    seen_key: str
    root: str
    desk: str
    receipt_serial: int = 0
    outbox_serial: int = 0
    board_slots: int = COUNTS[0]
    questionnaires: tuple[dict[str, Any], ...] = ()
    epochs: tuple[Epoch, ...] = ()

    @property
    def last_serial(self) -> int:
        """Return the serial of the newest manifest, 0 if there is none."""
        return max((epoch.serial for epoch in self.epochs), default=0)

    def epoch(self, serial: int | None) -> Epoch | None:
        """Return the epoch with this serial, None if there is none."""
        return next((epoch for epoch in self.epochs if epoch.serial == serial), None)

    def serial_of(self, digest: str) -> int | None:
        """Return the serial of the manifest with this digest, None if it is not ours."""
        return next((epoch.serial for epoch in self.epochs if epoch.digest == digest), None)

    def questionnaire_of(self, serial: int | None) -> dict[str, Any] | None:
        """Return the questionnaire of the manifest with this serial, None if it is not ours."""
        epoch = self.epoch(serial)
        return self.questionnaires[epoch.asked] if epoch else None

    def to_value(self) -> dict[str, Any]:
        """Return a JSON object; `from_value` reads it."""
        value = asdict(self)
        value["epochs"] = [
            asdict(epoch) | {"not_before": str(epoch.not_before), "not_after": str(epoch.not_after)}
            for epoch in self.epochs
        ]
        return value

    @classmethod
    def from_value(cls, value: dict[str, Any]) -> Settings:
        """Read what `to_value` made. Raises TypeError, ValueError or KeyError on anything else."""
        epochs = tuple(
            Epoch(
                **epoch
                | {
                    "not_before": date.fromisoformat(epoch["not_before"]),
                    "not_after": date.fromisoformat(epoch["not_after"]),
                }
            )
            for epoch in value["epochs"]
        )
        asked = tuple(value["questionnaires"])
        return cls(**value | {"epochs": epochs, "questionnaires": asked})
