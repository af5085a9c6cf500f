"""What an editor looks at first: the things that lead to a person soonest, most dangerous first."""

from __future__ import annotations

from typing import Final

from cli.redaction.model import IDENTIFIER_KINDS, Entity

# From what names a person to what only narrows a circle. A kind that is not named comes last.
DANGER: Final = (
    "person",
    "unknown",  # may be a name
    "document",
    "address",
    "coordinates",
    "phone",
    "email",
    "handle",
    "url",
    "plate",
    "card",
    "bank",
    "unit",
    "number",
    "file",
    "employer",
    "org",
    "place",
    "job",
    "rank",
    "education",
    "relation",
    "culture",
    "age",
    "date",
)
_RANK: Final = {kind: place for place, kind in enumerate(DANGER)}

# What may be kept many at a time. Who somebody is, is decided one by one.
KEPT_TOGETHER: Final = frozenset(DANGER) - {"person", "unknown"} - frozenset(IDENTIFIER_KINDS)


def danger(entity: Entity, bits: float = 0.0) -> tuple[int, float, int, int]:
    """Return what to sort by: kind, how far it narrows the circle, how often named, where first.

    bits: as `cli.redaction.ranking` weighs it
    """
    rank = _RANK.get(entity.kind, len(DANGER))
    return rank, -bits, -len(entity.mentions), entity.mentions[0][0]
