"""Builds an analysis from a text with marks, so that tests need no engine.

`{p1:Сергею}` is a mention of the person p1; the letters before the number name the kind.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from cli.redaction.model import Analysis, Decision, Entity, Finding, Gender

_MARK = re.compile(r"\{([a-z]+)(\d+):([^{}]*)\}")
KINDS = {
    "p": "person",
    "l": "place",
    "o": "org",
    "u": "unknown",
    "phone": "phone",
    "email": "email",
    "unit": "unit",
    "date": "date",
    "age": "age",
    "job": "job",
    "rank": "rank",
    "edu": "education",
    "rel": "relation",
    "addr": "address",
}


def read(
    marked: str,
    language: str,
    genders: Mapping[str, Gender] | None = None,
    decisions: Mapping[str, Decision] | None = None,
) -> tuple[str, Analysis]:
    """Take the marks out; return the text and what they say."""
    text = ""
    at = 0
    mentions: dict[str, list[tuple[int, int]]] = {}
    kinds: dict[str, str] = {}
    for found in _MARK.finditer(marked):
        text += marked[at : found.start()]
        name = found.group(1) + found.group(2)
        kinds[name] = KINDS[found.group(1)]
        mentions.setdefault(name, []).append((len(text), len(text) + len(found.group(3))))
        text += found.group(3)
        at = found.end()
    text += marked[at:]
    entities = tuple(
        Entity(
            name,
            kinds[name],
            tuple(spans),
            tuple(dict.fromkeys(text[start:end] for start, end in spans)),
            (decisions or {}).get(name, "remove"),
            None,
            (genders or {}).get(name),
            1.0,
        )
        for name, spans in mentions.items()
    )
    findings = tuple(
        Finding(start, end, entity.kind, "marked", 1.0)
        for entity in entities
        for start, end in entity.mentions
    )
    return text, Analysis(language, tuple(sorted(findings, key=lambda f: f.start)), entities)
