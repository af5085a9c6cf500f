"""What is removed, generalised, kept or asked, and the TOML file an editor writes it in."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from types import MappingProxyType
from typing import Final, cast, get_args

from cli.redaction.model import KINDS, NAME_KINDS, QUASI_KINDS, Decision, Origin

_DEFAULT: Final[dict[str, Decision]] = {
    **dict.fromkeys(KINDS, "remove"),
    **dict.fromkeys(NAME_KINDS, "ask"),
    "person": "remove",
    **dict.fromkeys(QUASI_KINDS, "ask"),
}


class PolicyError(Exception):
    """The policy file cannot be followed; the text says which line of it and what to write."""


@dataclass(frozen=True, slots=True)
class Policy:
    """What to do with each kind, unless an editor says otherwise.

    decisions:    by kind. "remove" holds only from `sure` on; below it a person is asked about
    sure:         0 to 1, the score from which a person is removed without asking
    capitals:     what to do with countries and their capitals
    public:       what to do with a public figure named in full beside the national office
    coarsen:      kinds generalised without asking, and shown, where a sure proposal is at hand
    paranoid:     ask about every capitalised word that nothing explains
    keep, remove: words (any form, any case) that are always kept or always removed
    reviewers:    1, or 2: a second editor decides without seeing what the first decided
    origin:       what a drawn name does with an origin that the real one tells: "keep" it where
                  many have it, "change" it, or "ask"; where it is rare an editor is always asked
    """

    decisions: Mapping[str, Decision] = field(default_factory=lambda: MappingProxyType(_DEFAULT))
    sure: float = 0.5
    capitals: Decision = "keep"
    public: Decision = "ask"
    coarsen: frozenset[str] = frozenset(
        {"age", "date", "education", "employer", "job", "place", "rank", "relation"}
    )
    paranoid: bool = True
    keep: frozenset[str] = frozenset()
    remove: frozenset[str] = frozenset()
    reviewers: int = 1
    origin: Origin = "ask"


DEFAULT_POLICY: Final = Policy()
DEFAULT_FILE: Final = Path(__file__).with_name("policy.toml")  # the same, every line explained


def _decision(where: str, value: object) -> Decision:
    if value not in get_args(Decision):
        choices = ", ".join(get_args(Decision))
        raise PolicyError(f"The policy says {where} = {value!r}. Write one of: {choices}.")
    return cast(Decision, value)


def load(text: str) -> Policy:
    """Read a policy from TOML; what it does not name stays as in the default policy.

    raises: PolicyError with a sentence for the editor
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise PolicyError(f"The policy is not TOML: {error}.") from error
    known = {each.name for each in fields(Policy)}
    for name in data:
        if name not in known:
            raise PolicyError(
                f"The policy sets {name!r}, which means nothing. Known: {', '.join(sorted(known))}."
            )
    decisions = dict(_DEFAULT)
    given = data.get("decisions", {})
    if not isinstance(given, dict):
        raise PolicyError("In the policy, decisions must be a table: [decisions], then kind = ….")
    for kind, value in given.items():
        if kind not in KINDS:
            raise PolicyError(f"The policy decides on {kind!r}. Kinds are: {', '.join(KINDS)}.")
        decisions[kind] = _decision(f"decisions.{kind}", value)
    sure = data.get("sure", DEFAULT_POLICY.sure)
    if not isinstance(sure, int | float) or isinstance(sure, bool) or not 0 <= sure <= 1:
        raise PolicyError(f"The policy says sure = {sure!r}. Write a number from 0 to 1.")
    paranoid = data.get("paranoid", True)
    if not isinstance(paranoid, bool):
        raise PolicyError(f"The policy says paranoid = {paranoid!r}. Write true or false.")
    reviewers = data.get("reviewers", DEFAULT_POLICY.reviewers)
    if isinstance(reviewers, bool) or reviewers not in (1, 2):
        raise PolicyError(f"The policy says reviewers = {reviewers!r}. Write 1 or 2.")
    return Policy(
        MappingProxyType(decisions),
        float(sure),
        capitals=_decision("capitals", data.get("capitals", DEFAULT_POLICY.capitals)),
        public=_decision("public", data.get("public", DEFAULT_POLICY.public)),
        coarsen=_kinds(data.get("coarsen", sorted(DEFAULT_POLICY.coarsen))),
        paranoid=paranoid,
        keep=_words("keep", data.get("keep", [])),
        remove=_words("remove", data.get("remove", [])),
        reviewers=int(reviewers),
        origin=_origin(data.get("origin", DEFAULT_POLICY.origin)),
    )


def _origin(value: object) -> Origin:
    if value not in get_args(Origin):
        choices = ", ".join(get_args(Origin))
        raise PolicyError(f"The policy says origin = {value!r}. Write one of: {choices}.")
    return cast(Origin, value)


def _kinds(kinds: object) -> frozenset[str]:
    found = _words("coarsen", kinds)
    for kind in found:
        if kind not in KINDS:
            raise PolicyError(f"The policy coarsens {kind!r}. Kinds are: {', '.join(KINDS)}.")
    return found


def _words(name: str, words: object) -> frozenset[str]:
    if not isinstance(words, list) or not all(isinstance(each, str) for each in words):
        raise PolicyError(f'In the policy, {name} must be a list of words: ["…", "…"].')
    return frozenset(each.lower() for each in words)
