"""What the commands share: the data folder argument, and refusals as sentences."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from crypto.errors import CryptoError
from intake.refusals import Refusal
from intake.settings import SettingsError, load
from intake.shelf import ShelfError

if TYPE_CHECKING:
    from intake.desk import Desk

data_folder = click.argument(
    "folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False)
)


class Refused(click.ClickException):
    """Exit 1 with a sentence."""

    def show(self, file: object = None) -> None:
        click.echo(f"intake: {self.message}", err=True)


@contextmanager
def refusing() -> Iterator[None]:
    """Turn what this program refuses, and what the system refuses to it, into exit 1."""
    try:
        yield
    except CryptoError as error:
        raise Refused(f"{error} {error.hint}".rstrip()) from None
    except (Refusal, SettingsError, ShelfError) as error:
        raise Refused(str(error)) from None
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        raise Refused(f"The system refuses: {error.strerror}{where}.") from None


@contextmanager
def open_desk(folder: Path) -> "Iterator[Desk]":
    """The use cases over a data folder, with temporary files of the database inside it."""
    with refusing():
        settings = load(folder)
        # Read once, when SQLite is loaded: a rewrite must not leave its copy in /var/tmp.
        os.environ["SQLITE_TMPDIR"] = str(folder.resolve())
        from intake.desk import Desk

        desk = Desk.open(settings, lambda: datetime.now(UTC))
        try:
            yield desk
        finally:
            desk.close()
