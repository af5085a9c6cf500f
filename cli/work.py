"""An editor's work on one case: the proposal, the decisions, and what comes of them.

proposal.age   the analysis of the testimony, as `testimony redact` stored it
decisions.age  what the first editor decided, the way back, the case's secret seed for pseudonyms
second.age     what a second editor decided, and the way back
settled.age    what came of both
ledger.age     what the last export changed, place by place

All are sealed to the case and gone with it. Decisions are kept by kind and form, not by the
number of an entity, so that a new proposal finds them again.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from cli import consent, files
from cli.answers import Answered, answers
from cli.case import Case
from cli.errors import InputError, NotDecided, VaultDamaged
from cli.exporters.account import Joined, join
from cli.redaction import decisions
from cli.redaction.analyze import analyze
from cli.redaction.apply import redact
from cli.redaction.edition import edition
from cli.redaction.ledger import Choice, Redacted, Unsure
from cli.redaction.model import Analysis, Decision, Entity, Finding, Origin
from cli.redaction.policy import Policy
from cli.redaction.regroup import regroup
from cli.review.history import History
from crypto.testimony import Testimony

PROPOSAL: Final = "proposal"
DECISIONS: Final = "decisions"
SECOND: Final = "second"
SETTLED: Final = "settled"
LEDGER: Final = "ledger"
MAX_TEXT: Final = 4 * 1024 * 1024  # bytes of a decisions file

Asking = Callable[[Analysis], Analysis]  # lets things wait that would not


@dataclass(frozen=True, slots=True)
class Work:
    """A case whose testimony was analysed, and one set of decisions on it.

    answered: its answers, the telling itself first
    joined:   all of them as the one text that was analysed
    asked:    the questionnaire the witness saw, None if it is not known
    seed:     32 secret bytes; the same seed draws the same pseudonyms
    record:   everything that was decided so far
    found:    the analysis as the engine made it; `analysis` has the editor's grouping over it
    history:  the way back over all sittings
    state:    under which name it is stored: DECISIONS, SECOND or SETTLED
    editor:   the name its editor gave, "" if none was needed
    basis:    digest of what a settled work was settled from
    reviewers: how many editors the policy of the proposal asks for
    origin:   what that policy wants of drawn names where the real ones tell an origin
    """

    case: Case
    account: Testimony
    answered: tuple[Answered, ...]
    joined: Joined
    asked: Mapping[str, Any] | None
    analysis: Analysis
    seed: bytes
    record: decisions.Record
    found: Analysis
    history: History = field(default_factory=History)
    state: str = DECISIONS
    editor: str = ""
    basis: str = ""
    reviewers: int = 1
    origin: Origin = "ask"
    asking: tuple[Asking, ...] = ()

    def matched(self) -> decisions.Matched:
        """Return which entities the record decides, and which wait."""
        return decisions.match(self.record, self.analysis)

    def redacted(self) -> Redacted:
        """Return the text with every decision carried out."""
        choices = self.matched().choices
        return redact(self.joined.text, self.analysis, choices, self.seed, origin=self.origin)

    def withheld(self) -> list[tuple[int, int]]:
        """Return where the answers stand that are never exported."""
        return _withheld(self.account, self.joined, self.asked)

    def stays(self, entity: Entity) -> bool:
        """Return whether a thing stands only in answers that are never exported."""
        withheld = self.withheld()
        return all(_within(start, end, withheld) for start, end in entity.mentions)

    def unchecked(self, redacted: Redacted | None = None) -> tuple[Unsure, ...]:
        """Return the new wordings that nobody has looked at yet, but for answers that never leave.

        redacted: what comes of this work, if that is known already
        """
        found = decisions.unchecked(self.record, redacted or self.redacted())
        withheld = self.withheld()
        return tuple(one for one in found if not _within(one.start, one.end, withheld))

    def deciding(self, choices: Mapping[str, Choice]) -> Work:
        """Return this work with these decisions in place of the earlier ones."""
        made = decisions.record_of(self.analysis, choices)
        # Two entities can have one name; a record names each once, and the later choice holds.
        once = {(one.kind, decisions.normal(one.form)): one for one in made}
        return replace(self, record=replace(self.record, decisions=tuple(once.values())))

    def having(self, record: decisions.Record) -> Work:
        """Return this work with this record in place of its own."""
        analysis = regroup(self.joined.text, self.found, record.groupings)
        for asking in self.asking:
            analysis = asking(analysis)
        return replace(self, record=record, analysis=analysis)

    def store(self) -> None:
        """Write the decisions, sealed."""
        value: dict[str, Any] = {
            "record": decisions.dumps(self.record),
            "history": self.history.to_value(),
            "editor": self.editor,
        }
        if self.state == DECISIONS:
            value["seed"] = self.seed.hex()
        if self.state == SETTLED:
            value["basis"] = self.basis
        self.case.store(self.state, value)

    def stored(self, state: str, asking: tuple[Asking, ...] = ()) -> Work:
        """Return the work that lies under another name, an empty one if none does."""
        value = self.case.load(state) or {}
        work = replace(
            self,
            state=state,
            history=History.from_value(value["history"]) if value else History(),
            editor=str(value.get("editor", "")),
            basis=str(value.get("basis", "")),
            asking=(*self.asking, *asking),
        )
        record = decisions.loads(value["record"]) if value else decisions.Record()
        return work.having(record)


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
    return keep(case, account, asked, analyze(joined(account, asked).text, policy), policy)


def keep(
    case: Case,
    account: Testimony,
    asked: Mapping[str, Any] | None,
    analysis: Analysis,
    policy: Policy,
) -> Work:
    """Store an analysis made under a policy as the proposal; decisions made before stay."""
    whole = joined(account, asked)
    value = {
        "text": whole.text,
        "reviewers": policy.reviewers,
        "origin": policy.origin,
        "edition": edition(policy),
        **to_value(analysis),
    }
    case.store(PROPOSAL, value)
    work = _work(case, account, asked, whole, value)
    work.store()
    return work


def made_by(case: Case) -> str:
    """Return the edition of the engine that made the proposal, "" if there is none."""
    return str((case.load(PROPOSAL) or {}).get("edition", ""))


def begun(case: Case) -> bool:
    """Return whether an editor has decided, marked or checked anything in a case."""
    empty = decisions.dumps(decisions.Record())
    return any(
        value is not None and value["record"] != empty
        for value in map(case.load, (DECISIONS, SECOND, SETTLED))
    )


def load(case: Case, account: Testimony, asked: Mapping[str, Any] | None) -> Work:
    """Return the stored work of the first editor of a case.

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
    return _work(case, account, asked, whole, value)


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
    proposal: Mapping[str, Any],
) -> Work:
    """Lay what the first editor decided before over an analysis."""

    withheld = _withheld(account, whole, asked)

    def wished(entity: Entity) -> Decision:
        """What the witness asked to hide waits where the policy would keep it; what stands only
        in answers that are never exported waits for nobody."""
        if all(_within(start, end, withheld) for start, end in entity.mentions):
            return "remove" if entity.decision == "ask" else entity.decision
        forbidden = entity.decision == "keep" and consent.forbids(account.consent, entity)
        return "ask" if forbidden else entity.decision

    def asking(analysis: Analysis) -> Analysis:
        entities = (replace(each, decision=wished(each)) for each in analysis.entities)
        return replace(analysis, entities=tuple(entities))

    found = from_value(proposal)
    value = case.load(DECISIONS) or {}
    seed = bytes.fromhex(value["seed"]) if value else secrets.token_bytes(32)
    work = Work(
        case,
        account,
        tuple(answers(account, asked)),
        whole,
        asked,
        found,
        seed,
        decisions.Record(),
        found,
        reviewers=int(proposal.get("reviewers", 1)),
        origin=proposal.get("origin", "ask"),
        asking=(asking,),
    )
    return work.stored(DECISIONS)


def _withheld(
    account: Testimony, whole: Joined, asked: Mapping[str, Any] | None
) -> list[tuple[int, int]]:
    """Return where the answers stand that are never exported."""
    names = consent.withheld(account.consent, asked, list(whole.ranges))
    return [whole.ranges[name] for name in sorted(names & whole.ranges.keys())]


def _within(start: int, end: int, ranges: Sequence[tuple[int, int]]) -> bool:
    return any(left <= start and end <= right for left, right in ranges)


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
        settled=tuple((start, end) for start, end in value.get("settled", ())),
    )
