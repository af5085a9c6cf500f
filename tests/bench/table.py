"""What a benchmark module gives back, and how the page is written.

A module of this folder is a benchmark if it has `measure() -> Table`. Everything in one table is
measured in one run, interleaved, so that a busy machine is busy for all of it.
"""

import re
import resource
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

PAGE = Path(__file__).parents[2] / "docs" / "performance.md"
TITLE = """# Performance

Measured by `make bench`, one run, medians. Ratios within a table hold on other machines; absolute
numbers do not.
"""


@dataclass(frozen=True, slots=True)
class Table:
    """One section of the page. The first column is text, the others are aligned to the right."""

    name: str
    title: str
    command: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    notes: Sequence[str] = ()

    def markdown(self) -> str:
        """The section between its markers."""
        align = ["---", *["---:"] * (len(self.head) - 1)]
        lines = ["| " + " | ".join(row) + " |" for row in (self.head, align, *self.rows)]
        notes = "".join(f"\n{note}\n" for note in self.notes)
        return (
            f"<!-- {self.name} -->\n## {self.title}\n\n    {self.command}\n\n"
            + "\n".join(lines)
            + f"\n{notes}<!-- /{self.name} -->\n"
        )


def write(tables: Sequence[Table]) -> None:
    """Put each section in its place on the page; sections of other runs stay."""
    page = PAGE.read_text("utf-8") if PAGE.exists() else TITLE
    for table in tables:
        place = re.compile(rf"<!-- {table.name} -->.*?<!-- /{table.name} -->\n", re.DOTALL)
        found = place.search(page)
        start, end = found.span() if found else (len(page), len(page))
        gap = "" if found else "\n"
        page = page[:start] + gap + table.markdown() + page[end:]
    PAGE.write_text(page, "utf-8")


@dataclass(frozen=True, slots=True)
class Cost:
    """Medians over the rounds, in seconds.

    wall: by the clock; whatever else the machine does is in it
    cpu:  of all cores, this process and its children, user and kernel; steadier on a busy machine
    """

    wall: float
    cpu: float


def interleaved(
    runs: dict[str, Callable[[], object]], rounds: int, before: Callable[[], object] | None = None
) -> dict[str, Cost]:
    """The cost of each of `runs`, taken in turns. `before` runs uncounted ahead of each."""
    walls: dict[str, list[float]] = {name: [] for name in runs}
    cpus: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(rounds):
        for name, run in runs.items():
            if before:
                before()
            wall, cpu = time.perf_counter(), _cpu()
            run()
            walls[name].append(time.perf_counter() - wall)
            cpus[name].append(_cpu() - cpu)
    return {name: Cost(median(walls[name]), median(cpus[name])) for name in runs}


def _cpu() -> float:
    """Seconds of all cores that this process and its finished children have used."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(u.ru_utime + u.ru_stime for u in used)
