"""The command `intake`: one file a command in `intake/commands`."""

import os
import sys

import click

from intake.commands.acknowledge import acknowledge
from intake.commands.deliver import deliver
from intake.commands.handover import handover
from intake.commands.init import init
from intake.commands.serve import serve
from intake.commands.stats import stats
from intake.commands.tidy import tidy


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
def cli() -> None:
    """Take sealed testimonies over an onion service, hold ciphertext, hand it over.

    This server has no key and can open nothing. A first run:

    \b
      intake init /var/lib/intake/data --manifest manifests/*
      intake serve /var/lib/intake/data
    """


for command in (init, serve, handover, acknowledge, deliver, tidy, stats):
    cli.add_command(command)


def main() -> None:
    """Run, and exit 0 when done, 1 when refused with a reason, 2 on wrong usage."""
    os.umask(0o077)
    sys.exit(cli.main(prog_name="intake"))
