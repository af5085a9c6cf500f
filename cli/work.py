"""An editor's work on one case: the proposal, the decisions, and what comes of them.

proposal.age   the analysis of the testimony, as `testimony redact` stored it
decisions.age  what an editor decided, the way back, and the case's secret seed for pseudonyms
ledger.age     what the last export changed, place by place

All are sealed to the case and gone with it. Decisions are kept by kind and form, not by the
number of an entity, so that a new proposal finds them again.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from cli import files
from cli.answers import Answered, answers
from cli.case import Case
from cli.errors import InputError, NotDecided, VaultDamaged
from cli.exporters.account import Joined, join
from cli.redaction import decisions
from cli.redaction.analyze import analyze
from cli.redaction.apply import redact
from cli.redaction.ledger import Choice, Redacted
from cli.redaction.model import Analysis, Entity, Finding
from cli.redaction.policy import DEFAULT_POLICY, Policy, PolicyError
from cli.redaction.policy import load as read_policy
from cli.redaction.regroup import regroup
from cli.review.history import History
from crypto.testimony import Testimony

PROPOSAL: Final = "proposal"
DECISIONS: Final = "decisions"
LEDGER: Final = "ledger"
MAX_TEXT: Final = 4 * 1024 * 1024  # bytes of a policy or a decisions file


@dataclass(frozen=True, slots=True)
class Work:
    """A case whose testimony was analysed.

    answered: its answers, the telling itself first
    joined:   all of them as the one text that was analysed
    seed:     32 secret bytes; the same seed draws the same pseudonyms
    record:   everything an editor decided so far
    found:    the analysis as the engine made it; `analysis` has the editor's grouping over it
    history:  the way back over all sittings
    """

    case: Case
    account: Testimony
    answered: tuple[Answered, ...]
    joined: Joined
    analysis: Analysis
    seed: bytes
    record: decisions.Record
    found: Analysis
    history: History = field(default_factory=History)

    def matched(self) -> decisions.Matched:
        """Return which entities the record decides, and which wait."""
        return decisions.match(self.record, self.analysis)

    def redacted(self) -> Redacted:
        """Return the text with every decision carried out."""
        return redact(self.joined.text, self.analysis, self.matched().choices, self.seed)

    def deciding(self, choices: Mapping[str, Choice]) -> Work:
        """Return this work with these decisions in place of the earlier ones."""
        made = decisions.record_of(self.analysis, choices)
        # Two entities can have one name; a record names each once, and the later choice holds.
        once = {(one.kind, decisions.normal(one.form)): one for one in made}
        return replace(self, record=replace(self.record, decisions=tuple(once.values())))

    def having(self, record: decisions.Record) -> Work:
        """Return this work with this record in place of its own."""
        analysis = regroup(self.joined.text, self.found, record.groupings)
        return replace(self, record=record, analysis=analysis)

    def store(self) -> None:
        """Write the decisions, sealed."""
        value = {
            "seed": self.seed.hex(),
            "record": decisions.dumps(self.record),
            "history": self.history.to_value(),
        }
        self.case.store(DECISIONS, value)


def load_policy(path: Path | None) -> Policy:
    """Return the policy in a TOML file, the default one without a file. Raises InputError."""
    if path is None:
        return DEFAULT_POLICY
    try:
        return read_policy(_text(path))
    except PolicyError as error:
        raise InputError(f"{path}: {error}", "What a policy may say: docs/redaction.md") from error


def load_decisions(path: Path) -> decisions.Record:
    """Return the decisions recorded in a TOML file. Raises InputError."""
    try:
        return decisions.loads(_text(path))
    except decisions.DecisionsError as error:
        raise InputError(f"{path}: {error}", "Correct that line.") from error


def propose(
    case: Case, account: Testimony, asked: Mapping[str, Any] | None, policy: Policy
) -> Work:
    """Analyse a testimony and store the proposal; decisions made before stay."""
    whole = joined(account, asked)
    analysis = analyze(whole.text, policy)
    case.store(PROPOSAL, {"text": whole.text, **to_value(analysis)})
    work = _work(case, account, asked, whole, analysis)
    work.store()
    return work


def load(case: Case, account: Testimony, asked: Mapping[str, Any] | None) -> Work:
    """Return the stored work on a case.

    raises: NotDecided if nothing was proposed yet
    """
    value = case.load(PROPOSAL)
    if value is None:
        raise NotDecided(
            f"Nothing was proposed for case {case.id} yet.",
            "First: testimony redact VAULT CASE",
        )
    whole = joined(account, asked)
    if value["text"] != whole.text:
        raise VaultDamaged(
            f"The proposal of case {case.id} belongs to another text.",
            "Make it anew: testimony redact VAULT CASE",
        )
    return _work(case, account, asked, whole, from_value(value))


def state(work: Work) -> str:
    """Return how far the work is, as `testimony list` says it."""
    waiting = len(work.matched().undecided)
    if waiting:
        return f"{waiting} to decide"
    unchecked = decisions.unchecked(work.record, work.redacted())
    return f"{len(unchecked)} to look at" if unchecked else "decided"


def _text(path: Path) -> str:
    try:
        return files.read(path, MAX_TEXT).decode()
    except UnicodeDecodeError as error:
        raise InputError(f"{path} is not text in UTF-8.", "Save it as UTF-8.") from error


def joined(account: Testimony, asked: Mapping[str, Any] | None) -> Joined:
    """Return all answers of a testimony as the one text that is analysed."""
    return join({answer.id: answer.text for answer in answers(account, asked)})


def _work(
    case: Case,
    account: Testimony,
    asked: Mapping[str, Any] | None,
    whole: Joined,
    found: Analysis,
) -> Work:
    """Lay what an editor decided before over an analysis."""
    answered = tuple(answers(account, asked))
    seed, record, history = secrets.token_bytes(32), decisions.Record(), History()
    value = case.load(DECISIONS)
    if value is not None:
        seed, record = bytes.fromhex(value["seed"]), decisions.loads(value["record"])
        if "history" in value:
            history = History.from_value(value["history"])
    analysis = regroup(whole.text, found, record.groupings)
    return Work(case, account, answered, whole, analysis, seed, record, found, history)


def to_value(analysis: Analysis) -> dict[str, Any]:
    """Return an analysis as a JSON object; `from_value` reads it."""
    return asdict(analysis)


def from_value(value: Mapping[str, Any]) -> Analysis:
    """Read what `to_value` made."""
    return Analysis(
        language=value["language"],
        findings=tuple(Finding(**found) for found in value["findings"]),
        entities=tuple(
            Entity(
                **entity
                | {
                    "mentions": tuple((start, end) for start, end in entity["mentions"]),
                    "forms": tuple(entity["forms"]),
                }
            )
            for entity in value["entities"]
        ),
    )
