"""A whole vault read unattended: a proposal for every case that has none.

Each case is finished by itself, so that a run that is stopped, or whose plug is pulled, loses at
most the cases being read at that moment; the next run goes on. What an editor has decided is never
touched. Memory does not grow with the vault: as many texts as there are readers are held at once.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from cli import files, pair, readers, work
from cli.case import Case, CaseId
from cli.counting import Counting
from cli.errors import VaultDamaged
from cli.index import Index
from cli.readers import ReaderFailed, Readers
from cli.redaction.edition import edition
from cli.redaction.policy import Policy
from cli.settings import Settings
from cli.vault import Vault
from crypto.testimony import Testimony

_SAVE: Final = 500  # cases after which the list of cases is written; sealing it takes a moment


Tell = Callable[["Progress"], None]


@dataclass(frozen=True, slots=True)
class Job:
    """A case whose text is being read."""

    case: Case
    account: Testimony
    asked: Mapping[str, Any] | None


@dataclass(slots=True)
class Plan:
    """What a run will do, by what lies in the vault.

    todo:    cases to read, in the order of the list
    unlisted: read by a run that did not get to enter them in the list
    ready:   read before, and left
    decided: would be read again, but an editor has begun with them: left
    """

    todo: list[CaseId] = field(default_factory=list)
    unlisted: list[CaseId] = field(default_factory=list)
    ready: int = 0
    decided: int = 0


@dataclass(slots=True)
class Progress:
    """How far a run is. failed: case → why it could not be read"""

    total: int
    read: int = 0
    failed: dict[CaseId, str] = field(default_factory=dict)
    began: float = field(default_factory=time.monotonic)

    @property
    def done(self) -> int:
        """Cases that need not be waited for any more."""
        return self.read + len(self.failed)

    def sentence(self) -> str:
        """Say how far, how fast and how long still, as "412 of 10000 · 8.1 a second · 20 min"."""
        said = f"{self.done} of {self.total}"
        seconds = time.monotonic() - self.began
        if not self.done or seconds <= 0:
            return said
        rate = self.done / seconds
        return f"{said} · {rate:.1f} a second · about {_span((self.total - self.done) / rate)} left"


def plan(vault: Vault, index: Index, policy: Policy, again: bool) -> Plan:
    """Look what has to be read. again: also what another engine or policy read, if undecided."""
    found = Plan()
    current = edition(policy)
    for name in index.cases:
        case = CaseId(name)
        if not (vault.path / "cases" / case / f"{work.PROPOSAL}.age").exists():
            found.todo.append(case)
            continue
        if again:
            opened = vault.case(case, index)
            if work.made_by(opened) != current:
                if work.begun(opened):
                    found.decided += 1
                else:
                    found.todo.append(case)
                    continue
        found.ready += 1
        if case not in index.work:
            found.unlisted.append(case)
    return found


@dataclass(slots=True)
class Run:
    """One run over a vault that is being written to.

    text:      the policy as TOML, for the readers; policy: the same
    reviewers: how many editors the vault asks for
    counting:  what the accounts tell, side by side
    program:   what a reader runs
    """

    vault: Vault
    index: Index
    settings: Settings
    policy: Policy
    text: str
    reviewers: int
    counting: Counting
    program: Sequence[str] = field(default_factory=lambda: readers.PROGRAM)

    def enter(self, cases: Sequence[CaseId], progress: Progress) -> None:
        """Enter cases in the list that an earlier run has read and not entered."""
        for case in cases:
            if job := self._opened(case, progress):
                self._enter(work.load(job.case, job.account, job.asked))

    def read(self, todo: Sequence[CaseId], jobs: int, progress: Progress, tell: Tell) -> None:
        """Read these cases, several at once, and store each as it is done.

        Whatever ends it, the list of cases is written and the readers are ended.
        """
        count = max(1, min(jobs, len(todo)))
        self.counting.begin(todo)
        try:
            crew: Readers[Job] = Readers(count, self.text, self.program)
            with crew:
                for case in todo:
                    job = self._opened(case, progress)
                    if job is None:
                        continue
                    done = crew.take() if crew.full else None
                    crew.give(work.joined(job.account, job.asked).text, job)
                    if done:
                        self._finish(*done, progress)
                    tell(progress)
                while crew.working:
                    self._finish(*crew.take(), progress)
                    tell(progress)
        finally:
            self._store()

    def _opened(self, name: CaseId, progress: Progress) -> Job | None:
        """Open a case for reading; one that is damaged must not keep the others waiting."""
        try:
            case = self.vault.case(name, self.index)
            for left in case.folder.glob(f"{files.PART}*"):
                left.unlink()  # sealed, and half written when the plug was pulled
            asked = self.settings.questionnaire_of(self.index.cases[name].claimed)
            return Job(case, case.content(), asked)
        except VaultDamaged as error:
            progress.failed[name] = str(error)
            return None

    def _finish(
        self, job: Job, answer: Mapping[str, Any] | ReaderFailed, progress: Progress
    ) -> None:
        try:
            if isinstance(answer, ReaderFailed):
                raise answer
            analysis = work.from_value(answer)
        except (ReaderFailed, KeyError, TypeError, ValueError) as error:
            progress.failed[job.case.id] = f"It could not be read: {error}."
            return
        self._enter(work.keep(job.case, job.account, job.asked, analysis, self.policy))
        progress.read += 1
        if progress.read % _SAVE == 0:
            self._store()

    def _enter(self, read: work.Work) -> None:
        self.index.work[read.case.id] = pair.standing(read, self.reviewers)
        self.counting.enter(read.case)

    def _store(self) -> None:
        self.vault.store_index(self.index)
        self.counting.store()


def _span(seconds: float) -> str:
    """Return a length of time as a person says it: "40 s", "12 min", "3 h 5 min"."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 90 else f"{minutes // 60} h {minutes % 60} min"
