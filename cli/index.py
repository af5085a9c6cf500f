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
    danger:   "yes", "unsure" or "": what the witness answered to being in danger now
    court:    whether it may go to lawyers or a court
    author:   keyed hash of what its codename withdraws with, hex; "" if the witness wants no reply
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
    author: str = ""
    danger: str = ""
    court: bool = False

    def to_value(self) -> dict[str, Any]:
        """Return a JSON object; `from_value` reads it."""
        return asdict(self) | {"day": self.day.isoformat()}

    @classmethod
    def from_value(cls, value: dict[str, Any]) -> Record:
        """Read what `to_value` made. Raises TypeError, ValueError or KeyError on anything else."""
        return cls(**(value | {"day": date.fromisoformat(value["day"])}))


@dataclass(frozen=True, slots=True)
class Settled:
    """An envelope that became no case, or whose case was withdrawn; receipts still name it.

    envelope, sha256, day: as in Record
    """

    envelope: str
    sha256: str
    day: date

    def to_value(self) -> dict[str, Any]:
        """Return a JSON object; `from_value` reads it."""
        return asdict(self) | {"day": self.day.isoformat()}

    @classmethod
    def from_value(cls, value: dict[str, Any]) -> Settled:
        """Read what `to_value` made. Raises TypeError, ValueError or KeyError on anything else."""
        return cls(**(value | {"day": date.fromisoformat(value["day"])}))


@dataclass(slots=True)
class Index:
    """All cases, and every envelope ever opened.

    cases: case id → record
    work:  case id → how far an editor is with it, as `list` says it; absent is "new"
    seen:  keyed hash of an envelope → serial of the epoch whose key opened it
    withdrawn: ids of cases that their witnesses took back; nothing else is kept of them
    spent:     authors (see Record) who withdrew: what they sent is destroyed whenever it comes
    settled:   envelopes without a case that receipts name
    """

    cases: dict[str, Record] = field(default_factory=dict)
    work: dict[str, str] = field(default_factory=dict)
    seen: dict[str, int] = field(default_factory=dict)
    withdrawn: list[str] = field(default_factory=list)
    spent: list[str] = field(default_factory=list)
    settled: list[Settled] = field(default_factory=list)

    def add(self, case: str, record: Record) -> None:
        """Enter a case that lies whole in the vault."""
        self.cases[case] = record
        self.seen[record.seen] = record.epoch

    def withdraw(self, case: str, record: Record) -> None:
        """Forget all of a case but that it was withdrawn."""
        self.cases.pop(case, None)
        self.work.pop(case, None)
        self.withdrawn.append(case)
        self.seen[record.seen] = record.epoch
        self.settled.append(Settled(record.envelope, record.sha256, record.day))

    def together(self, case: str) -> list[str]:
        """Return the other cases of the same codename: a witness added to an earlier account."""
        author = self.cases[case].author
        return [
            other
            for other, record in self.cases.items()
            if author and other != case and record.author == author
        ]

    def to_value(self) -> dict[str, Any]:
        """Return a JSON object; `from_value` reads it."""
        return {
            "cases": {case: record.to_value() for case, record in self.cases.items()},
            "work": self.work,
            "seen": self.seen,
            "withdrawn": self.withdrawn,
            "spent": self.spent,
            "settled": [one.to_value() for one in self.settled],
        }

    @classmethod
    def from_value(cls, value: dict[str, Any]) -> Index:
        """Read what `to_value` made. Raises TypeError, ValueError or KeyError on anything else."""
        cases = {case: Record.from_value(record) for case, record in value["cases"].items()}
        return cls(
            cases,
            dict(value["work"]),
            dict(value["seen"]),
            list(value.get("withdrawn", ())),
            list(value.get("spent", ())),
            [Settled.from_value(one) for one in value.get("settled", ())],
        )
