"""Which engine made a proposal: changes with its rules, lists and models, and with the policy."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Final

from cli.redaction.policy import Policy

_FOLDER: Final = Path(__file__).parent
_KINDS: Final = frozenset({".py", ".txt", ".gz", ".crf"})


@cache
def _engine() -> str:
    found = hashlib.sha256()
    for path in sorted(_FOLDER.rglob("*")):
        if path.suffix in _KINDS:
            data = path.read_bytes()
            found.update(f"{path.relative_to(_FOLDER)} {len(data)}\n".encode())
            found.update(data)
    return found.hexdigest()


def edition(policy: Policy) -> str:
    """Return a digest (16 hex digits) of everything an analysis depends on but the text."""
    parts = [_engine()]
    for field in fields(Policy):
        value = getattr(policy, field.name)
        if isinstance(value, Mapping):
            value = sorted(value.items())
        elif isinstance(value, frozenset):
            value = sorted(value)
        parts.append(f"{field.name} {value!r}")
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]
