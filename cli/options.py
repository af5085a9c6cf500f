"""Arguments and options that several commands share."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from cli import passphrase
from cli.vault import Vault, require

_Command = TypeVar("_Command", bound=Callable[..., Any])


class PathParam(click.Path):
    """A path as a Path, made absolute, so that a file beside it can be named."""

    def __init__(self) -> None:
        super().__init__(path_type=Path)

    def convert(self, value: Any, param: Any, ctx: Any) -> Any:
        """Expand what the shell did not, and make it absolute."""
        return Path(os.fsdecode(super().convert(value, param, ctx))).expanduser().absolute()


PATH = PathParam()


def vault_argument(command: _Command) -> _Command:
    """Add the argument VAULT."""
    return click.argument("vault", type=PATH)(command)


def passphrase_option(command: _Command) -> _Command:
    """Add the option --passphrase-file."""
    return click.option(
        "--passphrase-file",
        type=PATH,
        metavar="FILE",
        help="Read the passphrase from the first line of FILE instead of asking.",
    )(command)


def open_vault(path: Path, passphrase_file: Path | None) -> Vault:
    """Ask for the passphrase and unlock a vault; a wrong path is told before asking."""
    require(path)
    return Vault.open(path, passphrase.obtain(passphrase_file))


def now() -> datetime:
    """Return the time, UTC: the only place of the tool that looks at a clock's day."""
    return datetime.now(UTC)


def today() -> date:
    """Return the day, UTC."""
    return now().date()
