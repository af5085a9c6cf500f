"""`testimony redact`: what to hide in one case, proposed and stored sealed."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from cli import console
from cli.options import PATH, open_vault, passphrase_option, vault_argument

EPILOG = """\b
Example:
  testimony redact ~/vault k7m2qx
  testimony redact ~/vault k7m2qx --policy strict.toml

People, numbers and handles are replaced without asking; countries and capitals stay; everything
else that could point to somebody waits for your decision. Run it again after an update of this
tool: decisions you took before are found again.
"""


@click.command("redact", epilog=EPILOG)
@vault_argument
@click.argument("case")
@click.option("--policy", type=PATH, metavar="FILE", help="Another policy, for this case only.")
@passphrase_option
def command(vault: Path, case: str, policy: Path | None, passphrase_file: Path | None) -> None:
    """Propose what to hide in CASE: people, places, numbers, dates and other traits."""
    from cli import pair, policies, work  # loads models and dictionaries: only here

    given = policies.read(policy)[0] if policy else None
    opened = open_vault(vault, passphrase_file)
    held = policies.of(opened)
    rules = given or held
    with opened.writing():
        index, settings = opened.index(), opened.settings()
        found = opened.case(case, index)
        asked = settings.questionnaire_of(index.cases[found.id].claimed)
        with console.progress("Reading") as shown:
            shown.show(found.id)
            proposed = work.propose(found, found.content(), asked, rules)
        waiting = proposed.matched().undecided
        index.work[found.id] = pair.standing(proposed, held.reviewers)
        opened.store_index(index)
    console.table(
        ("ENTITY", "KIND", "PROPOSED", "TIMES", "FORMS"),
        [
            (
                entity.id,
                entity.kind,
                entity.decision,
                str(len(entity.mentions)),
                ", ".join(entity.forms),
            )
            for entity in proposed.analysis.entities
        ],
    )
    counts = Counter(entity.decision for entity in proposed.analysis.entities)
    said = ", ".join(f"{number} {decision}" for decision, number in sorted(counts.items()))
    console.say()
    console.say(f"{found.id}: {said or 'nothing found'}.")
    if waiting:
        console.note(
            f"{console.count(len(waiting), 'decision')} to take: "
            f"testimony review {vault} {found.id}"
        )
    else:
        console.note(f"Nothing waits for you; look at it all the same: testimony review {vault} …")
