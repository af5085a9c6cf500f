"""Policy files: read for one case, kept sealed for a whole vault, compared with the careful one."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import Final

from cli import files
from cli.errors import InputError
from cli.redaction.policy import DEFAULT_FILE, DEFAULT_POLICY, Policy, PolicyError, load
from cli.vault import Vault

MAX_POLICY: Final = 1024 * 1024  # bytes
HINT: Final = "What a policy may say, line by line: testimony policy VAULT"


def read(path: Path) -> tuple[Policy, str]:
    """Return the policy in a TOML file, and its text. Raises InputError."""
    try:
        text = files.read(path, MAX_POLICY).decode()
        return load(text), text
    except UnicodeDecodeError as error:
        raise InputError(f"{path} is not text in UTF-8.", "Save it as UTF-8.") from error
    except PolicyError as error:
        raise InputError(f"{path}: {error}", HINT) from error


def text_of(vault: Vault) -> str:
    """Return the policy file that holds for a vault. Raises VaultDamaged."""
    return vault.policy() or DEFAULT_FILE.read_text("utf-8")


def of(vault: Vault) -> Policy:
    """Return the policy that holds for a vault.

    raises: VaultDamaged, InputError if a newer or older version of this tool wrote it
    """
    try:
        return load(text_of(vault))
    except PolicyError as error:
        raise InputError(
            f"The policy in {vault.path} cannot be followed: {error}",
            f"Put another in its place: testimony policy {vault.path} --default",
        ) from error


def changes(policy: Policy, other: Policy = DEFAULT_POLICY) -> list[str]:
    """Return where a policy says something else than another, a line each."""
    found = []
    for field in fields(Policy):
        ours, theirs = getattr(policy, field.name), getattr(other, field.name)
        if field.name == "decisions":
            found += [
                f"decisions.{kind} = {ours[kind]} (was {theirs[kind]})"
                for kind in ours
                if ours[kind] != theirs[kind]
            ]
        elif ours != theirs:
            found.append(f"{field.name} = {_said(ours)} (was {_said(theirs)})")
    return found


def careless(policy: Policy) -> list[str]:
    """Return what a policy keeps without asking that the careful one does not, a line each."""
    kept = [
        f"every {kind} is kept without asking"
        for kind, decision in policy.decisions.items()
        if decision == "keep" and DEFAULT_POLICY.decisions[kind] != "keep"
    ]
    if policy.keep:
        kept.append(f"{len(policy.keep)} words are kept wherever they stand")
    if not policy.paranoid:
        kept.append("a word with a capital that nothing explains stays, and nobody is asked")
    return kept


def _said(value: object) -> str:
    if isinstance(value, frozenset):
        return f"[{', '.join(sorted(map(str, value)))}]"
    return str(value).lower() if isinstance(value, bool) else str(value)
