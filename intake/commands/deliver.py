"""`intake deliver`: take in what the editors sent."""

from datetime import UTC, datetime
from pathlib import Path

import click

from intake.terminal import Refused, data_folder, open_store_here, refusing


@click.command(short_help="Take in an outbox: a new board of replies, later manifests.")
@data_folder
@click.argument("outbox", type=click.Path(path_type=Path, exists=True, dir_okay=False))
def deliver(folder: Path, outbox: Path) -> None:
    """Put the board of OUTBOX in place of the one that is served, and install its manifests.

    The outbox must be signed by the desk key of an installed manifest and not be older than the
    last one. The board changes at once, for everyone; a server that runs need not be restarted for
    it.

    \b
    Example:
      intake deliver /var/lib/intake/data /media/stick/outbox
    """
    with refusing():
        settings = open_store_here(folder)
        from intake.delivering import deliver as take_in
        from intake.kept import StoreError

        try:
            done = take_in(settings, outbox, lambda: datetime.now(UTC))
        except StoreError as error:
            raise Refused(str(error)) from None
    click.echo(f"Outbox {done.serial} delivered: a board of {done.slots} places is served.")
    if done.installed:
        click.echo(f"{done.installed} manifest(s) installed. Restart the server to use them.")
    if done.passed:
        click.echo(f"{done.passed} manifest(s) passed over: their time is over.")
