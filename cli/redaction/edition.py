"""Which engine made a proposal: changes with its rules, lists and models, and with the policy."""

from __future__ import annotations

import hashlib
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
    parts = [
        _engine(),
        *(f"{kind}={decision}" for kind, decision in sorted(policy.decisions.items())),
        f"{policy.sure} {policy.capitals} {policy.public} {policy.paranoid} {policy.reviewers}",
        policy.origin,
        *(
            ",".join(sorted(words))
            for words in (policy.coarsen, frozenset({"keep"}), policy.keep, policy.remove)
        ),
    ]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]
