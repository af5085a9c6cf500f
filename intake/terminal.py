"""What the commands share: the data folder argument, and refusals as sentences."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from crypto.errors import CryptoError
from intake.budget import BudgetError
from intake.refusals import Refusal
from intake.settings import Settings, SettingsError, load
from intake.shelf import ShelfError

if TYPE_CHECKING:
    from intake.office import Office

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
    except (BudgetError, Refusal, SettingsError, ShelfError) as error:
        raise Refused(str(error)) from None
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        raise Refused(f"The system refuses: {error.strerror}{where}.") from None


def open_store_here(folder: Path) -> Settings:
    """The settings of a data folder; the database keeps its temporary files inside it.

    SQLite reads the variable once, when it is loaded: a rewrite must not leave a copy in /var/tmp.
    """
    settings = load(folder)
    os.environ["SQLITE_TMPDIR"] = str(folder.resolve())
    return settings


@contextmanager
def open_office(folder: Path) -> "Iterator[Office]":
    """The operator's use cases over a data folder."""
    with refusing():
        settings = open_store_here(folder)
        from intake.kept import StoreError
        from intake.office import Office

        office = Office.open(settings, lambda: datetime.now(UTC))
        try:
            yield office
        except StoreError as error:
            raise Refused(str(error)) from None
        finally:
            office.close()
