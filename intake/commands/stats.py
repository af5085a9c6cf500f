"""`intake stats`: coarse counts."""

from pathlib import Path

import click

from intake.settings import load
from intake.terminal import data_folder, open_office


def coarse(count: int) -> str:
    """A count as a band: a stranger who reads it over a shoulder learns little."""
    if count == 0:
        return "none"
    low = 1
    while count >= low * 10:
        low *= 10
    return f"{low} to {low * 10 - 1}"


def share(part: int, whole: int) -> str:
    """A share of room in steps of ten in a hundred, rounded up."""
    if part == 0:
        return "nothing"
    return f"up to {min(100, -(-part * 10 // whole) * 10)} %"


@click.command(short_help="Coarse counts: how much waits, how full it is.")
@data_folder
def stats(folder: Path) -> None:
    """Say roughly how many testimonies wait and how full the room is. No times are known.

    \b
    Example:
      intake stats /var/lib/intake/data
    """
    with open_office(folder) as office:
        held = office.held()
        budget = load(folder).budget
    click.echo(f"testimonies waiting:       {coarse(held.envelopes)}")
    click.echo(f"room used, of all:         {share(held.total, budget.total)}")
    click.echo(
        "room used, by attachments: "
        f"{share(held.other + held.unfinished, budget.total - budget.text)}"
    )
    click.echo(f"unfinished uploads:        {share(held.unfinished, budget.unfinished)}")
