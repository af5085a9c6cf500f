"""A whole vault read by `testimony redact VAULT --all`: speed, memory, and what a kill costs.

Run: python -m tests.bench.vault [--accounts N] [--minutes M] [--folder DIR]

The run is killed (SIGKILL) once a fifth of it is done, and taken up again; if M minutes have gone
by it is stopped as with Ctrl-C, and the rest is reckoned from the CPU time of what was read. The
vault is made first, which for 10 000 accounts takes minutes too and is not counted; with --folder
it is kept there and used again.
"""

from __future__ import annotations

import argparse
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from tests.bench.accounts import accounts
from tests.bench.table import Table, write
from tests.unit.cli.newsroom import Newsroom

ACCOUNTS: Final = 200
WORDS: Final = 500
MINUTES: Final = 10.0
_AT_ONCE: Final = 250  # accounts in one handover
_LOOK: Final = 0.5  # seconds between two looks at memory and progress
_TOOL: Final = (sys.executable, "-c", "from cli.main import main; main()")


@dataclass(slots=True)
class Watched:
    """What was seen of one run. tool, reader: peak memory in kB; cpu: seconds, readers included"""

    tool: int = 0
    readers: dict[int, int] = field(default_factory=dict)
    wall: float = 0.0
    cpu: float = 0.0
    read: int = 0


def made(folder: Path, count: int) -> Newsroom:
    """A newsroom with a vault of so many accounts, made now or before."""
    room = Newsroom(folder)
    if room.vault.exists():
        return room
    room = Newsroom.make(folder)
    batch: list[bytes] = []
    for number, (language, text) in enumerate(accounts(count, WORDS), 1):
        batch.append(room.seal(text, language=language))
        if len(batch) == _AT_ONCE or number == count:
            path = room.handover(batch)
            room.done("collect", room.vault, path)
            path.unlink()
            batch = []
    return room


def _peak(process: int) -> int:
    """Peak memory of a process in kB, 0 if it has ended."""
    try:
        status = Path(f"/proc/{process}/status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    found = [line.split()[1] for line in status.splitlines() if line.startswith("VmHWM")]
    return int(found[0]) if found else 0


def _children(process: int) -> list[int]:
    try:
        return list(map(int, Path(f"/proc/{process}/task/{process}/children").read_text().split()))
    except (FileNotFoundError, ProcessLookupError):
        return []


def _stored(room: Newsroom) -> int:
    return sum(1 for _ in room.vault.glob("cases/*/decisions.age"))


def watch(room: Newsroom, end: int, how: signal.Signals, until: float) -> Watched:
    """Run the tool until `end` accounts are stored or it is `until`; then end it by a signal."""
    seen = Watched()
    before, began = _stored(room), time.monotonic()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    run = subprocess.Popen(
        [*_TOOL, "redact", room.vault, "--all", "--passphrase-file", room.passphrase_file],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    while run.poll() is None:
        seen.tool = max(seen.tool, _peak(run.pid))
        for child in _children(run.pid):
            seen.readers[child] = max(seen.readers.get(child, 0), _peak(child))
        if _stored(room) >= end or time.monotonic() > until:
            run.send_signal(how)
            run.wait()
        time.sleep(_LOOK)
    seen.wall = time.monotonic() - began
    now = resource.getrusage(resource.RUSAGE_CHILDREN)
    seen.cpu = now.ru_utime + now.ru_stime - used.ru_utime - used.ru_stime
    seen.read = _stored(room) - before
    return seen


def measured(count: int, minutes: float, folder: Path) -> Table:
    """Read a vault, with a kill on the way."""
    room = made(folder, count)
    until = time.monotonic() + 60 * minutes
    total = len(room.open().index().cases)
    first = watch(room, total // 5, signal.SIGKILL, until - 30 * minutes)
    second = watch(room, total + 1, signal.SIGINT, until)
    jobs = len(second.readers)
    words = WORDS * second.read
    each = second.cpu / second.read
    hours = 10_000 * each / jobs / 3600
    rows = [
        ["accounts in the vault", f"{total}"],
        ["read before it was killed", f"{first.read}"],
        ["read after it was taken up again", f"{second.read}"],
        ["readers at once", f"{jobs}"],
        ["words a second by the clock", f"{words / second.wall:.0f}"],
        ["words a second of CPU time, everything counted", f"{words / second.cpu:.0f}"],
        ["CPU time of an account, ms", f"{1000 * each:.0f}"],
        [f"hours for 10 000 accounts on {jobs} cores that are free (reckoned)", f"{hours:.2f}"],
        ["peak memory of the tool, MB", f"{max(first.tool, second.tool) / 1000:.0f}"],
        ["peak memory of a reader, MB", f"{max(second.readers.values()) / 1000:.0f}"],
    ]
    load = os.getloadavg()[0]
    return Table(
        name="vault",
        title=f"A vault of accounts of {WORDS} words, read unattended",
        command=f"python -m tests.bench.vault --accounts {count} --minutes {minutes:g}",
        head=("", ""),
        rows=rows,
        notes=(
            "`testimony redact VAULT --all`, killed once with SIGKILL and run again: it goes on "
            "with what was not stored. Stopped when the minutes were over. Memory is VmHWM; a "
            "reader that holds 768 MB is replaced.",
            f"While this was measured the machine's load was {load:.1f} on {os.cpu_count()} cores: "
            "the clock says more about that than about the tool, CPU time less.",
        ),
    )


def measure() -> Table:
    """A small vault, for `make bench`."""
    with tempfile.TemporaryDirectory() as folder:
        return measured(ACCOUNTS, MINUTES, Path(folder))


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.vault", description=__doc__)
    parser.add_argument("--accounts", type=int, default=ACCOUNTS)
    parser.add_argument("--minutes", type=float, default=MINUTES)
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        table = measured(options.accounts, options.minutes, folder)
    write([table])
    print(table.markdown())


if __name__ == "__main__":
    main()
