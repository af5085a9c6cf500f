"""Other projects' recognisers, asked through the same scoring as ours.

They live in an environment of their own (`make opponents`: .build/opponents, pinned by
requirements-bench.lock), so that nothing of theirs comes near the tool. What they find is taken at
its best: every label counts as removed, and nobody is asked anything.
"""

from __future__ import annotations

import contextlib
import json
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from cli.redaction.model import Analysis, Entity

ROOT: Final = Path(__file__).resolve().parents[2]
PYTHON: Final = ROOT / ".build" / "opponents" / "bin" / "python"
NAMES: Final = ("natasha", "spacy", "presidio")
Found = list[tuple[int, int, str]]
_PERSON: Final = frozenset({"PER", "PERSON"})


class MissingError(Exception):
    """An opponent that cannot be run; the text says why."""


@dataclass(slots=True)
class Opponent:
    """A recogniser in a process of its own.

    title:     name and version, as tables show it
    languages: what it is made for, or used for where nothing else is there
    spent:     CPU seconds it has worked so far, its loading left out
    """

    process: subprocess.Popen[str]
    title: str
    languages: tuple[str, ...]
    spent: float = field(default=0.0)

    def __call__(self, text: str) -> Analysis:
        """What it finds, as an analysis in which everything is removed."""
        found, seconds = _exchange(self.process, text)
        self.spent += seconds
        return taken(text, found)

    def clock(self) -> float:
        """CPU seconds so far, for `score`."""
        return self.spent


def taken(text: str, found: Found) -> Analysis:
    """The analysis in which every stretch that was found is removed without a question."""
    return Analysis(
        language="",
        findings=(),
        entities=tuple(
            Entity(
                id=f"e{number}",
                kind="person" if label in _PERSON else "unknown",
                mentions=((start, end),),
                forms=(text[start:end],),
                decision="remove",
                proposal=None,
                gender=None,
                score=1.0,
            )
            for number, (start, end, label) in enumerate(found)
        ),
    )


@contextlib.contextmanager
def opponent(name: str) -> Iterator[Opponent]:
    """Run one of NAMES while the block runs. Raises MissingError."""
    if not PYTHON.exists():
        raise MissingError(f"{name} is not installed: make opponents")
    process = subprocess.Popen(
        [PYTHON, "-W", "ignore", Path(__file__).with_name("contender.py"), name],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
    )
    with process:
        try:
            if process.stdout is None or not (first := process.stdout.readline()):
                raise MissingError(
                    f"{name} does not start: run tests/bench/contender.py to see why"
                )
            hello = json.loads(first)
            yield Opponent(process, hello["name"], tuple(hello["languages"]))
        finally:
            process.kill()


@contextlib.contextmanager
def every() -> Iterator[tuple[list[Opponent], list[str]]]:
    """Run all that can be run; also give a sentence for each that cannot."""
    with contextlib.ExitStack() as stack:
        running: list[Opponent] = []
        missing: list[str] = []
        for name in NAMES:
            try:
                running.append(stack.enter_context(opponent(name)))
            except MissingError as error:
                missing.append(str(error))
        yield running, missing


def _exchange(process: subprocess.Popen[str], text: str) -> tuple[Found, float]:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(json.dumps(text) + "\n")
    process.stdin.flush()
    answer = json.loads(process.stdout.readline())
    return [(start, end, label) for start, end, label in answer["found"]], answer["seconds"]
