"""Replies that wait in the vault, and the board that is made from them.

A reply is a file of its case, sealed to it and gone with it. A board is made anew for every outbox:
fresh nonces, fresh seals, another order, so that two boards show neither what was added nor what
stayed.

Source: docs/spec/board.md, section 4.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from cli.case import Case, CaseId
from cli.errors import ToolError, VaultDamaged
from cli.vault import Vault
from crypto import board
from crypto.errors import CryptoError
from crypto.keys import HybridRecipient
from crypto.reply import Reply

REPLY: Final = "reply"
DAYS: Final = 90  # a reply stays on the board; nobody knows whether it was read


@dataclass(frozen=True, slots=True)
class Waiting:
    """A reply that is not on its way yet, or stands on the board. day: when it was written"""

    case: CaseId
    day: date
    text: str

    def over(self, today: date) -> bool:
        """Return whether it has stood on the board long enough."""
        return today - self.day >= timedelta(days=DAYS)


def reply_of(case: Case) -> Reply:
    """Return where an answer to a case goes.

    raises: ToolError if the witness wanted none, or left keys that cannot be used
    """
    reply = case.content().reply
    if reply is None:
        raise ToolError(
            f"The witness of case {case.id} left no way to answer: no codename was made. "
            "Nothing was stored."
        )
    try:
        HybridRecipient.parse(reply.recipient)
    except CryptoError as error:
        raise ToolError(
            f"The reply keys of case {case.id} are no keys, so nobody could read an answer. "
            "Nothing was stored.",
            "The program that sealed it was wrong, or it was made by hand.",
        ) from error
    return reply


def load(case: Case) -> Waiting | None:
    """Return the reply that waits for the witness of a case, None if there is none."""
    value = case.load(REPLY)
    if value is None:
        return None
    try:
        return Waiting(case.id, date.fromisoformat(value["day"]), str(value["text"]))
    except (TypeError, ValueError, KeyError) as error:
        raise VaultDamaged(f"The reply to case {case.id} opens but is none.") from error


def store(case: Case, day: date, text: str) -> None:
    """Keep a reply, sealed to its case, in place of an earlier one. Raises BoardError."""
    board.check_text(text)
    case.store(REPLY, {"day": day.isoformat(), "text": text})


def remove(case: Case) -> None:
    """Take a reply off the next board."""
    (case.folder / f"{REPLY}.age").unlink(missing_ok=True)


def waiting(vault: Vault, today: date) -> tuple[list[Waiting], list[CaseId]]:
    """Return the replies for the next board; remove those that are over, and return their cases."""
    index = vault.index()
    found: list[Waiting] = []
    ended: list[CaseId] = []
    for name in index.cases:
        if not (vault.path / "cases" / name / f"{REPLY}.age").exists():
            continue
        case = vault.case(name, index)
        one = load(case)
        if one is None or one.over(today):
            remove(case)
            ended.append(case.id)
        else:
            found.append(one)
    return found, ended


def make_board(vault: Vault, replies: Sequence[Waiting], count: int) -> bytes:
    """Seal these replies onto a board of `count` places."""
    index = vault.index()
    slots = [
        board.slot(reply_of(vault.case(one.case, index)), one.day, one.text) for one in replies
    ]
    return board.make(slots, count)
