"""The command `testimony`: finds the command's file, and turns what it raises into an exit code.

Exit codes: 0 done · 1 refused, with the reason · 2 wrong usage · 130 stopped by Ctrl-C.
"""

from __future__ import annotations

import importlib
import os
import resource
import sys
from typing import Final

import click

from cli import console
from cli.errors import ToolError
from crypto.errors import CryptoError

# Command → what its help says in the list. Each lives in cli/commands/<command>.py, in a function
# named `command`, and is imported only when it is called: the tool starts fast.
COMMANDS: Final = {
    "init": "Make a newsroom's keys and its vault.",
    "publish": "Sign the manifests of the next six epochs.",
    "seal": "Seal a testimony without a browser.",
    "collect": "Take the envelopes of a handover into the vault.",
    "receipt": "Confirm what is safe in the vault.",
    "list": "Show the cases of a vault.",
    "read": "Show one testimony, with everything hidden made visible.",
    "analyze": "Show what in a text could identify somebody.",
    "policy": "Say what is always hidden, said less exactly, kept or asked.",
    "redact": "Propose what to hide in a testimony.",
    "review": "Decide what to hide, one person or place at a time.",
    "attachments": "Make safe pictures of the files of a testimony.",
    "export": "Write safe accounts, if nothing is left in them.",
    "reply": "Answer a witness who made a codename.",
    "outbox": "Write the board of replies for the server.",
    "mark": "Say which accounts were verified.",
    "patterns": "Count the answers of verified accounts, small numbers withheld.",
}

EPILOG: Final = """\b
One round, start to end:
  testimony init ~/vault --newsroom "The Paper"
  testimony publish ~/vault --out /media/stick/manifests
  testimony collect ~/vault /media/stick/handover.tar
  testimony receipt ~/vault --out /media/stick/receipt
  testimony list ~/vault
  testimony redact ~/vault CASE
  testimony review ~/vault CASE
  testimony export ~/vault CASE --out ~/safe --format md
"""


class Commands(click.Group):
    """A group that knows its commands by name and loads one when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order an editor meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return one command, or None if there is none of this name."""
        if cmd_name not in COMMANDS:
            return None
        loaded: object = importlib.import_module(f"cli.commands.{cmd_name}").command
        if not isinstance(loaded, click.Command):
            raise TypeError(f"cli.commands.{cmd_name}.command is no command")
        return loaded

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without loading them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=Commands,
    epilog=EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package_name="testimony-intake", prog_name="testimony")
def testimony() -> None:
    """Open, read, redact and export testimonies, on a computer that is never online.

    This tool opens no connection. Every command explains itself: testimony COMMAND --help
    """


def main() -> None:
    """Run `testimony` and exit."""
    os.umask(0o077)
    # A crash must not leave a picture of memory, with keys and plaintext in it, on the disk.
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    console.prepare()
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command line and return its exit code."""
    try:
        result = testimony.main(args=arguments, prog_name="testimony", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (ToolError, CryptoError) as error:
        console.error(str(error), error.hint)
        return 1
    except (KeyboardInterrupt, click.Abort):
        console.note("Stopped. What was finished is kept; nothing is half written.")
        return 130
    except OSError as error:
        where = f" {error.filename}" if error.filename else ""
        console.error(f"The system refused{where}: {error.strerror or error}.")
        return 1
    except MemoryError:
        console.error(
            "There is not enough memory for this.",
            "Opening the vault needs 1 GiB free for a few seconds; close other programs.",
        )
        return 1
    return result if isinstance(result, int) else 0
