"""`testimony policy`: what is hidden, generalised, kept or asked in every case of a vault."""

from __future__ import annotations

from pathlib import Path

import click

from cli import console, policies
from cli.options import PATH, open_vault, passphrase_option, vault_argument
from cli.redaction.policy import DEFAULT_FILE, DEFAULT_POLICY

EPILOG = """\b
Example:
  testimony policy ~/vault > policy.toml
  testimony policy ~/vault --check policy.toml
  testimony policy ~/vault --set policy.toml

The policy says what is proposed; an editor can decide each thing otherwise. It also says whether
one editor or two decide on each account. A new policy holds for what is proposed from then on;
run testimony redact again for a case that was proposed before.
"""


@click.command("policy", epilog=EPILOG)
@vault_argument
@click.option("--set", "new", type=PATH, metavar="FILE", help="Let this policy hold from now on.")
@click.option("--check", type=PATH, metavar="FILE", help="Only say what this policy would change.")
@click.option("--default", "default", is_flag=True, help="Let the careful policy hold again.")
@passphrase_option
def command(
    vault: Path, new: Path | None, check: Path | None, default: bool, passphrase_file: Path | None
) -> None:
    """Show the policy of VAULT, every line explained, or put another in its place."""
    if sum(map(bool, (new, check, default))) > 1:
        raise click.UsageError("Give one of --set, --check and --default.")
    named = new or check
    wanted = policies.read(named) if named else None  # refused before a passphrase is asked for
    opened = open_vault(vault, passphrase_file)
    if wanted is None and not default:
        console.say(policies.text_of(opened).rstrip("\n"))
        return
    policy, text = wanted or (DEFAULT_POLICY, DEFAULT_FILE.read_text("utf-8"))
    before = DEFAULT_POLICY if default else policies.of(opened)
    changed = policies.changes(policy, before)
    for line in changed:
        console.say(line)
    for line in policies.careless(policy):
        console.warn(f"By this policy {line}.")
    if check:
        console.note(f"Checked: {console.count(len(changed), 'change')}. Nothing was stored.")
        return
    with opened.writing():
        opened.store_policy(text)
    console.say("The careful policy holds again." if default else "The policy holds from now on.")
