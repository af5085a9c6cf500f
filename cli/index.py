"""The list of cases: what `list` shows, and which envelopes were ever opened.

The index is a summary. Each case folder holds its own record as well, so that a case which was
finished just before the plug was pulled is found again (`Vault.adopt`).
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Record:
    """What is known about one case without opening its account.

    envelope: the id the envelope had on the server, 32 hex digits
    sha256:   of that envelope, hex: what a receipt names
    seen:     keyed hash of it, hex
    stored:   SHA-256 of testimony.age as it lies in the vault, hex
    day:      when it was collected, UTC
    epoch:    serial whose key opened it
    claimed:  serial of the manifest that the testimony names, None if it is none of ours
    language: as the witness chose it
    publish:  "yes", "retell" or "no"
    letters:  characters of all answers
    attachments: how many files came with it
    """

    envelope: str
    sha256: str
    seen: str
    stored: str
    day: date
    epoch: int
    claimed: int | None
    language: str
    publish: str
    letters: int
    attachments: int

    def to_value(self) -> dict[str, Any]:
        """Return a JSON object; `from_value` reads it."""
        return asdict(self) | {"day": self.day.isoformat()}

    @classmethod
    def from_value(cls, value: dict[str, Any]) -> Record:
        """Read what `to_value` made. Raises TypeError, ValueError or KeyError on anything else."""
        return cls(**(value | {"day": date.fromisoformat(value["day"])}))


@dataclass(slots=True)
class Index:
    """All cases, and every envelope ever opened.

    cases: case id → record
    work:  case id → how far an editor is with it, as `list` says it; absent is "new"
    seen:  keyed hash of an envelope → serial of the epoch whose key opened it
    """

    cases: dict[str, Record] = field(default_factory=dict)
    work: dict[str, str] = field(default_factory=dict)
    seen: dict[str, int] = field(default_factory=dict)

    def add(self, case: str, record: Record) -> None:
        """Enter a case that lies whole in the vault."""
        self.cases[case] = record
        self.seen[record.seen] = record.epoch

    def to_value(self) -> dict[str, Any]:
        """Return a JSON object; `from_value` reads it."""
        return {
            "cases": {case: record.to_value() for case, record in self.cases.items()},
            "work": self.work,
            "seen": self.seen,
        }

    @classmethod
    def from_value(cls, value: dict[str, Any]) -> Index:
        """Read what `to_value` made. Raises TypeError, ValueError or KeyError on anything else."""
        cases = {case: Record.from_value(record) for case, record in value["cases"].items()}
        return cls(cases, dict(value["work"]), dict(value["seen"]))
