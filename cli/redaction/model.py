"""The values that detection hands on: findings, entities and the analysis of one text.

Detection says where something is and why (`Finding`), grouping says which findings are one
thing and what the policy would do with it (`Entity`). Nothing here changes a text.
All offsets are characters (code points) of the text that was analysed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Origin = Literal["ask", "change", "keep"]  # what a pseudonym does with a telling name
Decision = Literal["remove", "generalize", "keep", "ask"]
Gender = Literal["masc", "femn"]

NAME_KINDS: Final = ("person", "place", "org", "unknown")
IDENTIFIER_KINDS: Final = (
    "phone",
    "email",
    "url",
    "handle",
    "document",
    "plate",
    "unit",
    "card",
    "bank",
    "coordinates",
    "address",
    "number",
    "file",
)
QUASI_KINDS: Final = (
    "age",
    "date",
    "job",
    "rank",
    "education",
    "employer",
    "relation",
    "culture",
)
KINDS: Final = NAME_KINDS + IDENTIFIER_KINDS + QUASI_KINDS


@dataclass(frozen=True, slots=True)
class Finding:
    """One stretch of text that may identify somebody.

    start, end: characters, end exclusive, start < end
    kind:       one of KINDS
    why:        short English words naming the rule or model that found it
    score:      0 to 1, how sure the engine is that this is of that kind
    """

    start: int
    end: int
    kind: str
    why: str
    score: float


@dataclass(frozen=True, slots=True)
class Entity:
    """All mentions of one person, place, number or trait in one text.

    id:       "p1" people, "l1" places, "o1" organisations, "u1" unknown,
              "i1" identifiers, "q1" quasi-identifiers; numbered by first mention
    mentions: (start, end) in order of appearance, never overlapping
    forms:    the distinct strings of the mentions, in order of first appearance
    decision: what the policy says, before any editor has looked
    proposal: a more general wording that could stand in the sentence, or None
    gender:   fixed once by vote over all mentions of a person; None if nothing told it
    score:    the best score among the mentions
    public:   a public figure, named together with the national office held
    """

    id: str
    kind: str
    mentions: tuple[tuple[int, int], ...]
    forms: tuple[str, ...]
    decision: Decision
    proposal: str | None
    gender: Gender | None
    score: float
    public: bool = False


@dataclass(frozen=True, slots=True)
class Analysis:
    """What was found in one text.

    language: "ru", "uk" or "en": the language most of the text is written in
    findings: in order of start
    entities: in order of first mention
    settled:  (start, end) of plain words that were doubted and then taken for nobody's name
    """

    language: str
    findings: tuple[Finding, ...]
    entities: tuple[Entity, ...]
    settled: tuple[tuple[int, int], ...] = ()
