"""`intake handover`: write what waits for the editors."""

from pathlib import Path

import click

from intake.terminal import Refused, data_folder, open_office


@click.command(short_help="Write a handover of all that waits; deletes nothing.")
@data_folder
@click.option(
    "--out",
    required=True,
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The file to write; it must not exist.",
)
def handover(folder: Path, out: Path) -> None:
    """Write every sealed testimony into one file for the editors, in random order.

    Nothing is deleted until their receipt comes back (`intake acknowledge`). A second handover on
    a second stick is the backup.

    \b
    Example:
      intake handover /var/lib/intake/data --out /media/stick/handover.tar
    """
    if out.exists():
        raise Refused(f"{out} exists. Choose another name, or remove it first.")
    with open_office(folder) as office:
        count = office.hand_over(out)
    click.echo(f"{out}: {count} sealed testimon{'y' if count == 1 else 'ies'}. Nothing is deleted.")
