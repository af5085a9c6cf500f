"""Runs the transcripts in this folder: commands, and what a person sees.

A story is a text file. A line that begins with `$ ` is a command, given to sh in a fresh folder;
the lines below it are what it must print, to either output. A last line `[1]` is the exit code,
if it is not 0. In an expected line `…` stands for anything, and a line that is only `…` for any
number of lines. Lines that begin with `#` at the left edge are the story's own words.
`testimony`, `intake`, `python` and `handover OUT FILE…` are the programs at hand.
"""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
STORIES = sorted(HERE.glob("*.story"))
DEADLINE = 300  # seconds for one command; none takes more than a few

PROGRAMS = {
    "testimony": f'exec "{sys.executable}" -c "from cli.main import main; main()" "$@"',
    "intake": f'exec "{sys.executable}" -c "from intake.main import main; main()" "$@"',
    "python": f'exec "{sys.executable}" "$@"',
    "handover": f'exec "{sys.executable}" -m tests.unit.cli.newsroom handover "$@"',
}


@dataclass(slots=True)
class Step:
    """One command and what it must print."""

    line: int
    command: str
    expected: list[str] = field(default_factory=list)
    code: int = 0


def parse(text: str) -> list[Step]:
    """Read a story."""
    steps: list[Step] = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("$ "):
            steps.append(Step(number, line[2:]))
        elif line.startswith("#") or (not steps and not line):
            continue
        elif not steps:
            raise ValueError(f"line {number} stands before any command")
        elif code := re.fullmatch(r"\[(\d+)\]", line):
            steps[-1].code = int(code[1])
        else:
            steps[-1].expected.append(line)
    for step in steps:
        while step.expected and not step.expected[-1]:
            step.expected.pop()
    return steps


def pattern(expected: list[str]) -> re.Pattern[str]:
    """Return the pattern of a whole output."""
    lines = [
        r"(?:.*\n)*?" if line == "…" else ".*".join(map(re.escape, line.split("…"))) + r"\n"
        for line in expected
    ]
    return re.compile("".join(lines))


def test_there_are_stories() -> None:
    assert STORIES


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.stem)
def test_story(story: Path, tmp_path: Path) -> None:
    programs, folder = tmp_path / "programs", tmp_path / "story"
    programs.mkdir()
    folder.mkdir()
    for name, line in PROGRAMS.items():
        (programs / name).write_text(f"#!/bin/sh\n{line}\n")
        (programs / name).chmod(0o700)
    environment = {
        "PATH": f"{programs}:/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin",
        "HOME": str(folder),
        "LANG": "C.UTF-8",
        "PYTHONPATH": str(ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    for step in parse(story.read_text(encoding="utf-8")):
        ran = subprocess.run(
            ["/bin/sh", "-c", step.command],
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=DEADLINE,
            check=False,
        )
        said = ran.stdout.decode(errors="backslashreplace").replace(f"{folder}/", "")
        at = f"{story.name}:{step.line}: {step.command}\n{said}"
        assert ran.returncode == step.code, at
        if said and not said.endswith("\n"):
            said += "\n"
        assert pattern(step.expected).fullmatch(said), at
