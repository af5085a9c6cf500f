"""The numbers an operator may change, and where things lie in the data folder.

DIR/
├── settings.toml     the numbers below
├── root.vkey         who may sign manifests
├── manifests/*.note  one file an epoch
├── board             the board that was delivered last, behind one line with its serial
└── intake.db         ciphertext and nothing that opens it (plus -wal and -shm)
"""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from intake.budget import MIB, Budget, BudgetError

TEMPLATE = """\
# Room for sealed files, in MiB. The disk needs three times `total`: the nightly rewrite copies.
total = {total}
# Part of it that only text can use: attachments and unfinished uploads never touch it.
text = {text}
# What unfinished uploads may hold together. When it is full, a random one of them goes.
unfinished = {unfinished}
"""


class SettingsError(Exception):
    """A settings file that cannot be obeyed; the message says which line and what to do."""


def as_toml(budget: Budget) -> str:
    """The settings file for a budget."""
    return TEMPLATE.format(
        total=budget.total // MIB, text=budget.text // MIB, unfinished=budget.unfinished // MIB
    )


@dataclass(frozen=True, slots=True)
class Settings:
    """One data folder."""

    folder: Path
    budget: Budget

    @property
    def database(self) -> Path:
        return self.folder / "intake.db"

    @property
    def root(self) -> Path:
        return self.folder / "root.vkey"

    @property
    def board(self) -> Path:
        return self.folder / "board"

    @property
    def manifests(self) -> Path:
        return self.folder / "manifests"


def load(folder: Path) -> Settings:
    """Read the settings of a data folder that `intake init` made.

    raises: SettingsError if it is no data folder or a number cannot be obeyed
    """
    path = folder / "settings.toml"
    try:
        table = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise SettingsError(
            f"{folder} is not a data folder. Make one with: intake init {folder} --manifest FILE"
        ) from None
    except OSError as error:
        raise SettingsError(f"{path} cannot be read: {error.strerror}.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path} is not TOML: {error}") from None
    numbers = {name: table.pop(name, None) for name in ("total", "text", "unfinished")}
    for name, value in numbers.items():
        if type(value) is not int:
            raise SettingsError(f"{path}: `{name}` must be a whole number of MiB.")
    if table:
        raise SettingsError(f"{path}: `{min(table)}` is not a setting.")
    try:
        return Settings(folder, Budget(*(value * MIB for value in numbers.values())).check())
    except BudgetError as error:
        raise SettingsError(f"{path}: {error}") from None
