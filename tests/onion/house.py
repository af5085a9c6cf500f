"""The process of journey.py, seen from outside its network namespace."""

import contextlib
import json
import os
import select
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 800  # seconds for one answer; about 30 are usual, three networks at most


@dataclass(frozen=True, slots=True)
class House:
    """A newsroom behind an onion service. carried: what the first visit brought back."""

    carried: dict[str, Any]
    _process: "subprocess.Popen[str]"
    _errors: Path

    def do(self, name: str) -> Any:
        """Have something done: visit, circuit or relay. Returns what came of it."""
        assert self._process.stdin
        self._process.stdin.write(f"{name}\n")
        self._process.stdin.flush()
        return answer(self._process, self._errors)


def answer(process: "subprocess.Popen[str]", errors: Path) -> Any:
    """The next line that the process prints, decoded."""
    assert process.stdout
    ready, _, _ = select.select([process.stdout], [], [], PATIENCE)
    line = process.stdout.readline() if ready else ""
    assert line, f"no answer; {errors.read_text()}"
    return json.loads(line)


@contextlib.contextmanager
def open_house() -> Iterator[House]:
    """Start the network and all that is behind it; end it with the block."""
    work = Path(tempfile.mkdtemp(prefix="onion-"))  # short enough for the paths of sockets
    errors = work / "errors"
    isolate = ["unshare", "--net"] if os.getuid() == 0 else ["unshare", "--net", "--map-root-user"]
    module = [sys.executable, "-m", "tests.onion.journey", str(ROOT / "deploy/torrc"), str(work)]
    with errors.open("w") as log:
        process = subprocess.Popen(
            [*isolate, *module],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
    assert process.stdin
    assert process.stdout
    try:
        yield House(answer(process, errors), process, errors)
    finally:
        process.stdin.close()
        process.wait(120)
        process.stdout.close()
        shutil.rmtree(work)
