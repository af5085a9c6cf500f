"""Which traits are told in which accounts of a vault: kept while cases are read and reviewed.

What a case tells is taken from its folder alone: the stored proposal with whatever any editor has
marked, joined or split in it, whether it is published or not. The summary (cli/traits.py) loses the
part of a case before the case changes and gets it back after. So a case that has a proposal and no
part was being worked on when the plug was pulled, or is older than the summary: it is entered from
its folder by the next command that reads or reviews. After an update of this tool all are.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from cli import traits
from cli.case import Case
from cli.errors import VaultDamaged
from cli.index import Index
from cli.redaction import decisions
from cli.redaction.decisions import Grouping
from cli.redaction.edition import edition
from cli.redaction.elsewhere import Elsewhere, told
from cli.redaction.policy import Policy
from cli.redaction.regroup import regroup
from cli.vault import Vault
from cli.work import DECISIONS, PROPOSAL, SECOND, SETTLED, from_value

_ANY: Final = Policy()  # of an edition only the engine counts here
_SAVE: Final = 500  # cases entered after which the summary is written


@dataclass(slots=True)
class Counting:
    """The summary of a vault that is being written to.

    parts: case → digests of what its account tells
    """

    vault: Vault
    index: Index
    parts: dict[str, str]

    @classmethod
    def open(cls, vault: Vault, index: Index, show: Callable[[str], None]) -> Counting:
        """Return the summary with every case in it that was read.

        show: is told how far it is, where cases have to be entered
        """
        known = traits.load(vault, index)
        counting = cls(vault, index, dict(known.parts) if known.edition == edition(_ANY) else {})
        behind = [case for case in index.cases if counting._behind(case)]
        try:
            for number, case in enumerate(behind, 1):
                show(f"{number} of {len(behind)} accounts")
                with contextlib.suppress(VaultDamaged):  # whatever reads it next says so
                    counting.enter(vault.case(case, index))
                if number % _SAVE == 0:
                    counting.store()
        finally:
            if behind:
                counting.store()
        return counting

    def begin(self, cases: Iterable[str]) -> None:
        """Take out the parts of cases that are about to change; written before this returns."""
        known = [case for case in cases if self.parts.pop(case, None) is not None]
        if known:
            self.store()

    def enter(self, case: Case) -> None:
        """Enter what a case tells now, if it was read; `store` writes it. Raises VaultDamaged"""
        part = told_in(case)
        if part is not None:
            self.parts[case.id] = part

    def store(self) -> None:
        """Write the summary."""
        withdrawn = len(self.index.withdrawn)
        traits.store(self.vault, traits.Summary(self.parts, edition(_ANY), withdrawn))

    def elsewhere(self, case: str) -> Elsewhere:
        """Return what the accounts of other witnesses tell.

        Those of one codename count as one, under the name of one of them.
        """
        own = {case, *self.index.together(case)}
        first: dict[str, str] = {}
        parts: dict[str, str] = {}
        for other, part in self.parts.items():
            if other not in own:
                author = self.index.cases[other].author
                name = first.setdefault(author, other) if author else other
                parts[name] = parts.get(name, "") + part
        return Elsewhere(len(parts) + 1, parts)

    @property
    def unread(self) -> int:
        """How many cases were never read, and are not counted."""
        return len(self.index.cases.keys() - self.parts.keys())

    def _behind(self, case: str) -> bool:
        folder = self.vault.path / "cases" / case
        return case not in self.parts and (folder / f"{PROPOSAL}.age").exists()


def told_in(case: Case) -> str | None:
    """Return the digests of what an account tells, one after another; None if it was not read.

    raises: VaultDamaged
    """
    proposal = case.load(PROPOSAL)
    if proposal is None:
        return None
    groupings: dict[Grouping, None] = {}
    for value in map(case.load, (DECISIONS, SECOND, SETTLED)):
        if value is not None:
            groupings |= dict.fromkeys(decisions.loads(value["record"]).groupings)
    analysis = regroup(proposal["text"], from_value(proposal), list(groupings))
    found: frozenset[str] = frozenset().union(*map(told, analysis.entities))
    return "".join(sorted(found))
