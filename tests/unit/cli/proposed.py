"""A case with a proposal made by hand, so that reviews are tested apart from the detectors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cli import work
from cli.redaction.model import Analysis, Decision, Entity, Finding, Gender
from tests.unit.cli.newsroom import Newsroom

TEXT = (
    "My name is Daniil and I am 24. The sergeant took me from the metro in Kola. "
    "Daniil, he said, you are going to Rostov. I called Marina at once."
)


@dataclass(frozen=True, slots=True)
class Thing:
    """One entity to propose: its forms are looked up in the text.

    overlooked: only its first mention is found, as by a detector that misses the others
    """

    id: str
    kind: str
    forms: tuple[str, ...]
    decision: Decision
    proposal: str | None = None
    gender: Gender | None = None
    overlooked: bool = False
    public: bool = False


THINGS = (
    Thing("p1", "person", ("Daniil",), "remove", gender="masc"),
    Thing("q1", "age", ("24",), "ask"),
    Thing("q2", "rank", ("sergeant",), "ask"),
    Thing("l1", "place", ("Kola",), "ask", proposal="a town"),
    Thing("l2", "place", ("Rostov",), "ask"),
    Thing("p2", "person", ("Marina",), "remove", gender="femn"),
)


def analysis(text: str, things: Sequence[Thing], language: str = "en") -> Analysis:
    """Return an analysis in which these things were found wherever they stand."""
    entities = [
        Entity(
            id=thing.id,
            kind=thing.kind,
            mentions=tuple(
                (at, at + len(form))
                for at in range(len(text))
                for form in thing.forms
                if text.startswith(form, at)
            )[: 1 if thing.overlooked else None],
            forms=thing.forms,
            decision=thing.decision,
            proposal=thing.proposal,
            gender=thing.gender,
            score=1.0,
            public=thing.public,
        )
        for thing in things
    ]
    findings = [
        Finding(start, end, entity.kind, "by hand", 1.0)
        for entity in entities
        for start, end in entity.mentions
    ]
    return Analysis(
        language, tuple(sorted(findings, key=lambda found: found.start)), tuple(entities)
    )


def propose(
    room: Newsroom,
    name: str,
    things: Sequence[Thing] = THINGS,
    language: str = "en",
    settled: Sequence[str] = (),
) -> work.Work:
    """Store a proposal for a case as `testimony redact` does; return the work on it.

    settled: words that were doubted, each at its first place
    """
    vault = room.open()
    case = vault.case(name)
    asked = vault.settings().questionnaire_of(vault.index().cases[case.id].claimed)
    joined = work.joined(case.content(), asked)
    places = tuple((at := joined.text.index(word), at + len(word)) for word in settled)
    found = replace(analysis(joined.text, things, language), settled=places)
    case.store(work.PROPOSAL, {"text": joined.text, **work.to_value(found)})
    return work.load(case, case.content(), asked)
