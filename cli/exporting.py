"""From decisions to finished files: consent, the safe text, the gate, and the ledger.

Nothing is seen under its name before every file of an export passed: all are written into an
unfinished folder inside the target and renamed at the end.
"""

from __future__ import annotations

import contextlib
import re
import secrets
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Final

from cli import consent, files, pair, wishes
from cli.attachments import leaving
from cli.case import Case
from cli.consent import Purpose
from cli.errors import NotDecided, ToolError
from cli.exporters import gate
from cli.exporters.account import Account, Answer, NotConsented
from cli.exporters.formats import Format, render
from cli.exporters.needles import known_words
from cli.redaction.ledger import Redacted
from cli.work import LEDGER, Work

_NAME: Final = re.compile(r"account-([0-9]+)(?:\.[a-z]+)?")


@dataclass(slots=True)
class Draft:
    """A case on its way out: decided, consented, redacted.

    pictures: those of its files that an editor looked at and let leave, as PNG
    """

    work: Work
    redacted: Redacted
    account: Account
    pictures: tuple[bytes, ...] = ()

    @property
    def case(self) -> Case:
        """The case it is made from."""
        return self.work.case

    def leaks(self, path: Path, form: Format) -> list[gate.Leak]:
        """Return what a finished file still shows and nobody let pass."""
        return gate.check(
            path,
            form,
            gate.originals(self.redacted),
            self.work.record.allowed,
            # A name that an editor invented for the account was meant to stand there.
            known=gate.known(self.redacted) | known_words([wishes.invented(self.work)]),
            language=self.account.language,
        )

    def allow(self, leak: gate.Leak) -> None:
        """Record, sealed, that this one place may stay."""
        record = self.work.record
        allowed = (*record.allowed, leak.allowed())
        self.work = replace(self.work, record=replace(record, allowed=allowed))
        self.work.store()


def draft(first: Work, reviewers: int = 1, purpose: Purpose = "publication") -> Draft:
    """Carry out every decision on a case.

    first:     the work of its first editor; a second one's is looked for beside it
    reviewers: how many editors the vault's policy asks for
    raises:    ToolError if the witness did not consent, NotDecided if anything waits
    """
    case, said = first.case.id, first.account.consent
    try:
        consent.check(said, purpose)
    except NotConsented as error:
        raise ToolError(f"Case {case}: {error}") from error
    work = pair.final(first, reviewers)
    _refuse_kept(work)
    redacted, language = work.redacted(), work.analysis.language
    withheld = consent.withheld(said, work.asked, [answer.id for answer in work.answered])
    ranges = work.joined.ranges
    answers = tuple(
        Answer(answer.id, answer.question, redacted.part(*ranges[answer.id]))
        for answer in work.answered
        if answer.id not in withheld
    )
    named = consent.name(said, language, wishes.invented(work), purpose)
    kept = consent.files_may_leave(said, work.asked)
    pictures = leaving.pictures(work.case, kept, reviewers)
    return Draft(work, redacted, Account(language, (*named, *answers)), pictures)


def _refuse_kept(work: Work) -> None:
    """Refuse if something stays that the witness asked to hide."""
    choices = work.matched().choices
    kept = [
        entity.forms[0]
        for entity in work.analysis.entities
        if consent.forbids(work.account.consent, entity)
        and (choices[entity.id].action if entity.id in choices else entity.decision) == "keep"
    ]
    if kept:
        raise NotDecided(
            f"Case {work.case.id}: the witness asked to hide what stays in it: "
            f"{', '.join(kept)}. Nothing was exported.",
            f"Say less there, or blank it: testimony review VAULT {work.case.id}",
        )


def remember(draft: Draft, day: date, formats: Sequence[str]) -> None:
    """Store what an export changed, sealed to its case."""
    entries = [asdict(entry) for entry in draft.redacted.ledger]
    ledger = {"day": day.isoformat(), "formats": list(formats), "entries": entries}
    draft.case.store(LEDGER, ledger)


def file_name(number: int, form: str) -> str:
    """Return the name of an exported account: it says nothing about the case."""
    return f"account-{number}.{form}"


def folder_name(number: int) -> str:
    """Return the name of the folder with an exported account's pictures."""
    return f"account-{number}"


@dataclass(slots=True)
class Target:
    """A folder that is being filled.

    first: the lowest number that no account in it has
    """

    folder: Path
    part: Path
    first: int
    names: list[str] = field(default_factory=list)

    def write(self, number: int, form: Format, account: Account) -> Path:
        """Write one file where only the gate sees it; return its path."""
        name = file_name(number, form)
        path = self.part / name
        files.write(path, render(account, form))
        self.names.append(name)
        return path

    def write_pictures(self, number: int, pictures: Sequence[bytes]) -> None:
        """Write the pictures of an account, if it has any, through a gate of their own.

        raises: NotSafe
        """
        if pictures:
            leaving.write(self.part / folder_name(number), pictures)
            self.names.append(folder_name(number))


@contextlib.contextmanager
def filling(folder: Path) -> Iterator[Target]:
    """Let files appear in `folder` together when the block ends well, and none if it fails.

    raises: OutputError
    """
    existed = folder.exists()
    files.make_folder(folder)
    taken = [int(found[1]) for path in folder.iterdir() if (found := _NAME.fullmatch(path.name))]
    part = folder / f"{files.PART}{secrets.token_hex(8)}"
    target = Target(folder, part, max(taken, default=0) + 1)
    with files.told(folder):
        part.mkdir(mode=files.FOLDER_MODE)
    try:
        yield target
        with files.told(folder):
            for name in target.names:
                (part / name).rename(folder / name)
            part.rmdir()
            files.sync_folder(folder)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        if not existed:
            with contextlib.suppress(OSError):
                folder.rmdir()
        raise
