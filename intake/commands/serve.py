"""`intake serve`: run the server."""

from datetime import UTC, datetime
from pathlib import Path

import click

from intake.terminal import Refused, data_folder, open_store_here, refusing


@click.command(short_help="Run the server on a UNIX socket or 127.0.0.1.")
@data_folder
@click.option(
    "--bind",
    metavar="unix:PATH|127.0.0.1:PORT",
    help="Where to listen. Default: unix:DIR/web.sock",
)
def serve(folder: Path, bind: str | None) -> None:
    """Serve the page and take uploads until the process is told to end.

    It listens on a UNIX socket or on 127.0.0.1 and nowhere else; Tor stands in front.

    \b
    Example:
      intake serve /var/lib/intake/data --bind unix:/run/intake/web.sock
    """
    from intake import pages
    from intake.server import BindError, Server, check_bind

    try:
        address = check_bind(bind or f"unix:{folder.resolve()}/web.sock")
    except BindError as error:
        raise click.UsageError(str(error)) from None
    # Say now what would otherwise fail in every worker.
    with refusing():
        settings = open_store_here(folder)
        from intake.desk import Desk  # loads SQLite, which must know by then where it may write

        desk = Desk.open(settings, lambda: datetime.now(UTC))
        desk.manifest()
        desk.close()
    try:
        pages.load()
    except pages.PagesError as error:
        raise Refused(str(error)) from None
    Server(settings, address).run()
