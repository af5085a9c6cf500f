"""`intake acknowledge`: delete what the editors confirmed."""

from pathlib import Path

import click

from intake.terminal import Refused, data_folder, open_office


@click.command(short_help="Delete what a receipt confirms, then rewrite the store.")
@data_folder
@click.argument("receipt", type=click.Path(path_type=Path, exists=True, dir_okay=False))
def acknowledge(folder: Path, receipt: Path) -> None:
    """Delete the sealed testimonies that RECEIPT names, then rewrite the store.

    The receipt must be signed by the desk key of an installed manifest. One is deleted only if
    its SHA-256 is that of what lies here.

    \b
    Example:
      intake acknowledge /var/lib/intake/data /media/stick/receipt.txt
    """
    with open_office(folder) as office:
        done = office.acknowledge(receipt.read_bytes())
    click.echo(f"{done.deleted} deleted and the store rewritten; {done.gone} were gone before.")
    if done.differing:
        raise Refused(
            f"{done.differing} stay: the receipt names other contents than lie here. "
            "Hand over again and ask the editors to compare."
        )
