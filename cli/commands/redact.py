"""`testimony redact`: what to hide in one case or in all, proposed and stored sealed."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from cli import console
from cli.options import PATH, open_vault, passphrase_option, vault_argument

if TYPE_CHECKING:
    from cli.reading import Progress
    from cli.redaction.elsewhere import Elsewhere
    from cli.redaction.policy import Policy
    from cli.vault import Vault
    from cli.work import Work

MOST_JOBS: Final = 32
_CAREFUL_JOBS: Final = 4  # readers started unless told otherwise; each takes 300 to 400 MB
_TENTHS: Final = 10  # how often it is said how far a run is where no terminal shows it

EPILOG = """\b
Example:
  testimony redact ~/vault k7m2qx
  testimony redact ~/vault k7m2qx --policy strict.toml
  testimony redact ~/vault --all

People, numbers and handles are replaced without asking; countries and capitals stay; everything
else that could point to somebody waits for your decision. Run it again after an update of this
tool: decisions you took before are found again.

--all reads every account that nobody has read yet. It can be stopped with Ctrl-C, and goes on where
it was when you run it again. While it runs, no other command can write to the vault.
"""


@click.command("redact", epilog=EPILOG)
@vault_argument
@click.argument("case", required=False)
@click.option("--all", "everything", is_flag=True, help="Every case that was not read yet.")
@click.option(
    "--again",
    is_flag=True,
    help="With --all: also what an older version or another policy read, if you decided nothing.",
)
@click.option(
    "--jobs",
    type=click.IntRange(1, MOST_JOBS),
    metavar="N",
    help="With --all: read so many at once; one a core, at most 4, if not given.",
)
@click.option("--policy", type=PATH, metavar="FILE", help="Another policy, for this time only.")
@passphrase_option
def command(
    vault: Path,
    case: str | None,
    everything: bool,
    again: bool,
    jobs: int | None,
    policy: Path | None,
    passphrase_file: Path | None,
) -> int:
    """Propose what to hide in CASE: people, places, numbers, dates and other traits."""
    from cli import policies  # loads models and dictionaries: only here

    if (case is None) != everything:
        raise click.UsageError("Name one case, or give --all.")
    if (again or jobs) and not everything:
        raise click.UsageError("--again and --jobs go with --all.")
    given = policies.read(policy) if policy else None
    opened = open_vault(vault, passphrase_file)
    rules, text = given or (policies.of(opened), policies.text_of(opened))
    if case is None:
        cores = len(os.sched_getaffinity(0))
        return _all(opened, rules, text, again, jobs or min(cores, _CAREFUL_JOBS))
    return _one(opened, case, rules)


def _one(opened: Vault, case: str, rules: Policy) -> int:
    from cli import pair, policies, work
    from cli.counting import Counting

    held = policies.of(opened)
    with opened.writing():
        index, settings = opened.index(), opened.settings()
        found = opened.case(case, index)
        asked = settings.questionnaire_of(index.cases[found.id].claimed)
        with console.progress("Comparing") as shown:
            counting = Counting.open(opened, index, shown.show)
        account = found.content()
        counting.begin([found.id])
        with console.progress("Reading") as shown:
            shown.show(found.id)
            proposed = work.propose(found, account, asked, rules)
        waiting = proposed.matched().undecided
        index.work[found.id] = pair.standing(proposed, held.reviewers)
        opened.store_index(index)
        counting.enter(found)
        counting.store()
    elsewhere = counting.elsewhere(found.id)
    _tell_found(proposed, elsewhere)
    counts = Counter(entity.decision for entity in proposed.analysis.entities)
    said = ", ".join(f"{number} {decision}" for decision, number in sorted(counts.items()))
    console.say()
    console.say(f"{found.id}: {said or 'nothing found'}.")
    said = f"Compared with {console.count(elsewhere.accounts - 1, 'other account')} of this vault"
    if counting.unread:
        unread = console.count(counting.unread, "account")
        said += f"; {unread} not read yet: testimony redact {opened.path} --all"
    if elsewhere.accounts > 1 or counting.unread:
        console.note(f"{said}.")
    if waiting:
        console.note(
            f"{console.count(len(waiting), 'decision')} to take: "
            f"testimony review {opened.path} {found.id}"
        )
    else:
        console.note(
            f"Nothing waits for you; look at it all the same: testimony review {opened.path} …"
        )
    return 0


def _tell_found(proposed: Work, elsewhere: Elsewhere) -> None:
    """Print what was found and where else it is told, then what leaves few people together."""
    from cli.redaction.ranking import rank

    alone = elsewhere.accounts == 1
    heads = ["ENTITY", "KIND", "PROPOSED", "TIMES", *(() if alone else ("ALSO IN",)), "FORMS"]
    rows = []
    for entity in proposed.analysis.entities:
        also = () if alone else (elsewhere.short(elsewhere.of(entity)),)
        times = str(len(entity.mentions))
        forms = ", ".join(entity.forms)
        rows.append([entity.id, entity.kind, entity.decision, times, *also, forms])
    console.table(heads, rows)
    together = rank(proposed.analysis, proposed.joined.text, elsewhere, {}).combinations
    if together:
        console.say()
        console.say("If what is asked about were kept, readers would still be told together:")
    for each in together:
        console.say(f"  {each.why}")


def _telling(shown: console.Progress) -> Callable[[Progress], None]:
    """Return what says how far a run is: in one line on a terminal, else a line each tenth."""
    watched, said = sys.stderr.isatty(), 0

    def tell(progress: Progress) -> None:
        nonlocal said
        tenth = progress.done * _TENTHS // max(1, progress.total)
        if watched:
            shown.show(progress.sentence())
        elif tenth > said:
            said = tenth
            console.note(f"Read {progress.sentence()}")

    return tell


def _all(opened: Vault, rules: Policy, text: str, again: bool, jobs: int) -> int:
    from cli import policies, reading
    from cli.counting import Counting

    held = policies.of(opened)
    with opened.writing():
        index = opened.index()
        plan = reading.plan(opened, index, rules, again)
        with console.progress("Comparing") as shown:
            counting = Counting.open(opened, index, shown.show)
        settings = opened.settings()
        run = reading.Run(opened, index, settings, rules, text, held.reviewers, counting)
        progress = reading.Progress(len(plan.todo))
        run.enter(plan.unlisted, progress)
        if plan.todo or plan.unlisted:
            with console.progress("Reading") as shown:
                run.read(plan.todo, jobs, progress, _telling(shown))
    console.say(
        f"{console.count(progress.read, 'account')} read now, {plan.ready} before; "
        f"{console.count(sum(state != 'decided' for state in index.work.values()), 'account')} "
        f"to look at: testimony review {opened.path} CASE"
    )
    if plan.decided:
        console.note(
            f"{console.count(plan.decided, 'account')} left as read before, because decisions were "
            f"taken there. One at a time: testimony redact {opened.path} CASE"
        )
    for name, why in progress.failed.items():
        console.error(f"Case {name} was not read. {why}")
    return 1 if progress.failed else 0
