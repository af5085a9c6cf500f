"""`intake tidy`: the nightly run."""

import sys
from pathlib import Path

import click

from intake.terminal import data_folder, open_office


@click.command(short_help="Nightly: expiry, retention, and the store rewritten.")
@data_folder
def tidy(folder: Path) -> None:
    """End old uploads, remove testimonies past the retention, rewrite the store.

    Until it runs, the disk knows the order in which the day's testimonies came. It needs free
    disk space of twice the store. While it writes, uploads wait; after 20 seconds they are asked
    to return later. Prints to a terminal only, so that no journal keeps it.

    \b
    Example:
      intake tidy /var/lib/intake/data
    """
    with open_office(folder) as office:
        ended, removed = office.tidy()
    if sys.stdout.isatty():
        click.echo(f"{ended} unfinished uploads ended, {removed} testimonies past the retention.")
