"""Measures the redaction engine, and other people's recognisers in the same run.

Run: make bench-redaction [DATA=DIR], or
python -m tests.bench.redaction [--datasets DIR] [--opponents] [--curve] [--write]
                                [--locked | --held | --fresh | --later | --last]
                                [--missed] [--asked] [--only NAME …]

Without --datasets only our own texts are measured. DIR holds the public sets in the folders and
formats that docs/redaction.md lists. --write puts the table into that page, --curve draws the
trade-off between what is found and what is asked.
"""

from __future__ import annotations

import argparse
import contextlib
import re
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Final

from cli.redaction.analyze import analyze
from cli.redaction.policy import DEFAULT_POLICY, Policy
from tests.bench import curve, opponents, sets
from tests.bench.opponents import Opponent
from tests.bench.scoring import Score, score
from tests.bench.sets import Set

CORPUS: Final = sets.OPEN
ASIDE: Final = ("locked", "held", "fresh", "later", "last")  # hold-outs, the oldest first
PAGE: Final = Path(__file__).parents[2] / "docs" / "redaction.md"
HEAD: Final = (
    f"{'set':34} {'people':>7} {'names':>6} {'nick':>6} {'as p.':>6} {'direct':>7} {'quasi':>6} "
    f"{'clean':>9} {'ask':>6} {'gone':>5} {'left':>6} {'worst':>6} {'words/s':>8}"
)


def row(name: str, found: Score, whole: bool = True) -> str:
    """One line of the table; docs/redaction.md says what each figure means."""
    people = found.gold["P"] + found.gold["PN"]

    def share(sort: str, width: int) -> str:
        return f"{found.share(sort):{width}.1f}" if found.gold[sort] else f"{'–':>{width}}"

    return (
        f"{name:34} {found.people:7.2f} {share('P', 6)} {share('PN', 6)} "
        f"{100 * found.full / max(1, people):6.1f} {share('D', 7)} {share('Q', 6)} "
        f"{f'{found.clean}/{found.documents}':>9} {found.decisions:6.1f} "
        f"{100 * found.gone / max(1, found.plain):5.1f} {found.untouched:6.1f} "
        f"{found.untouched_at_worst:6.1f} "
        f"{found.words / max(found.seconds, 1e-9):8.0f}"
    )


def chosen(options: argparse.Namespace) -> Iterator[Set]:
    """The sets that were asked for."""
    for aside in ASIDE:
        if getattr(options, aside):
            yield from sets.testimonies(aside)
            return
    yield from sets.ours()
    if options.datasets is not None:
        yield from sets.public(options.datasets)


def against(each: Set, rivals: Iterable[Opponent]) -> Iterator[str]:
    """The lines of those who can read a set's language."""
    for rival in rivals:
        if each.language in rival.languages:
            found = score(each.documents, rival, False, whole=each.whole, clock=rival.clock)
            yield row(f"  {rival.title}", found)


def write(name: str, lines: list[str], options: argparse.Namespace) -> None:
    """Put a table between its marks in docs/redaction.md, with the command that made it."""
    start, end = f"<!-- {name} -->\n", f"<!-- /{name} -->\n"
    command = "make bench-redaction" + (" DATA=DIR" if options.datasets else "")
    table = "\n".join(["", f"    {command}", "", "```", *lines, "```", "", ""])
    page = PAGE.read_text("utf-8")
    place = re.compile(re.escape(start) + ".*?" + re.escape(end), re.DOTALL)
    if not place.search(page):
        raise SystemExit(f"{PAGE} has no place for this table: {start.strip()} … {end.strip()}")
    PAGE.write_text(place.sub(lambda _: start + table + end, page), "utf-8")


def parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.redaction", description=__doc__)
    parser.add_argument("--datasets", type=Path)
    parser.add_argument("--opponents", action="store_true", help="measure others in the same run")
    parser.add_argument("--curve", action="store_true", help="draw docs/pictures/redaction-*.svg")
    parser.add_argument("--write", action="store_true", help="put the table into docs/redaction.md")
    kept = parser.add_mutually_exclusive_group()
    for each in ASIDE:
        kept.add_argument(f"--{each}", action="store_true", help="this hold-out, nothing else")
    parser.add_argument("--missed", action="store_true", help="print what was missed")
    parser.add_argument("--asked", action="store_true", help="print questions by kind")
    parser.add_argument("--only", nargs="*", default=[], help="sets whose name holds one of these")
    parser.add_argument("--sure", type=float, default=DEFAULT_POLICY.sure)
    options = parser.parse_args()
    aside = any(getattr(options, each) for each in ASIDE)
    if aside and (options.missed or options.asked):
        parser.error("texts that are kept aside show totals only")
    if options.datasets is not None and not options.datasets.is_dir():
        parser.error(f"there is no folder {options.datasets}")
    return options


def main() -> None:
    options = parsed()
    read = partial(analyze, policy=Policy(sure=options.sure))
    with contextlib.ExitStack() as stack:
        rivals, missing = stack.enter_context(opponents.every()) if options.opponents else ([], [])
        for sentence in missing:
            print(f"Left out: {sentence}")
        lines: list[str] = []

        def say(line: str) -> None:
            lines.append(line)
            print(line, flush=True)

        say(HEAD)
        measured: list[Set] = []
        for each in chosen(options):
            if options.only and not any(part in each.name for part in options.only):
                continue
            measured.append(each)
            found = score(each.documents, read, whole=each.whole)
            say(row(each.name, found))
            for line in against(each, rivals):
                say(line)
            if options.asked:
                per = {k: round(1000 * n / found.words, 1) for k, n in found.asked.most_common()}
                print("   asked:", per)
            if options.missed:
                for sort in ("P", "PN", "D", "Q"):
                    told = [f"{text} ({doc})" for doc, kind, text in found.missed if kind == sort]
                    print("  ", sort, told)
        if options.write:
            write("measured", lines, options)
    # The open corpus is left out: ten short texts, a mention of which is a step of the curve.
    drawable = [each for each in measured if "open" not in each.name]
    if options.curve and drawable:
        curves = [curve.measured(each) for each in drawable]
        drawn = curve.lines(curves)
        print("\n".join(drawn))
        curve.draw(curves)
        if options.write:
            write("curve", drawn, options)


if __name__ == "__main__":
    main()
