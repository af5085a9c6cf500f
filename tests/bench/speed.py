"""How fast texts are read, beside natasha on the same Russian text, and from a cold start.

Run: python -m tests.bench speed

CPU time throughout, of one process each: what else the machine does is not in it. *Warm* is
measured on accounts that the process has not seen, after it has read others.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack, suppress
from statistics import median
from typing import Final

from cli.redaction.analyze import analyze
from tests.bench.accounts import LANGUAGES, accounts
from tests.bench.opponents import MissingError, Opponent, opponent
from tests.bench.table import Table, interleaved

WORDS: Final = 500  # of an account; a page of close print
WARMING: Final = 30  # accounts read before, in each language
MEASURED: Final = 12  # accounts a round
ROUNDS: Final = 7
STARTS: Final = 3
_TOOL: Final = (sys.executable, "-c", "from cli.main import main; main()", "analyze")


def _ours(texts: list[str]) -> float:
    """CPU seconds for reading these texts."""
    began = time.process_time()
    for text in texts:
        analyze(text)
    return time.process_time() - began


def _theirs(texts: list[str], rival: Opponent) -> float:
    began = rival.spent
    for text in texts:
        rival(text)
    return rival.spent - began


def _cold(text: str) -> float:
    """CPU seconds of `testimony analyze` from its start to its end."""
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".txt") as file:
        file.write(text)
        file.flush()

        def run() -> None:
            subprocess.run([*_TOOL, file.name], check=True, stdout=subprocess.DEVNULL)

        return interleaved({"cold": run}, STARTS)["cold"].cpu


def measure() -> Table:
    """Ours and natasha in turns over the same texts."""
    rounds = WARMING + MEASURED * ROUNDS
    texts: dict[str, list[str]] = {language: [] for language in LANGUAGES}
    for language, text in accounts(rounds * len(LANGUAGES), WORDS, seed=7):
        texts[language].append(text)
    ours: dict[str, list[float]] = {language: [] for language in LANGUAGES}
    theirs: dict[str, list[float]] = {}
    with ExitStack() as stack:
        rivals: list[Opponent] = []
        for name in ("natasha", "natasha-whole"):
            with suppress(MissingError):  # then its row is not there
                rivals.append(stack.enter_context(opponent(name)))
        for language in LANGUAGES:
            _ours(texts[language][:WARMING])
        for rival in rivals:
            _theirs(texts["ru"][:WARMING], rival)
        for number in range(ROUNDS):
            start = WARMING + number * MEASURED
            for language in LANGUAGES:
                part = texts[language][start : start + MEASURED]
                words = sum(len(text.split()) for text in part)
                ours[language].append(words / _ours(part))
                if language == "ru":
                    for rival in rivals:
                        theirs.setdefault(rival.title, []).append(words / _theirs(part, rival))
    fast = median(ours["ru"])
    spoken = {"ru": "Russian", "uk": "Ukrainian", "en": "English"}
    speeds = {f"ours, {spoken[language]}": ours[language] for language in LANGUAGES}
    speeds |= {f"{title}, Russian": found for title, found in theirs.items()}
    rows = [
        [
            name,
            f"{median(found):.0f}",
            f"{max(found):.0f}",
            f"{fast / median(found):.1f}" if name.endswith("Russian") else "",
        ]
        for name, found in speeds.items()
    ]
    pages = [f"{language} {_cold(texts[language][0]):.1f} s" for language in LANGUAGES]
    return Table(
        name="redaction",
        title="Reading a text for people, numbers and traits",
        command="python -m tests.bench speed",
        head=(
            "one core, warm",
            "words a second, median",
            "in the best round",
            "ours is so many times as fast, by the medians",
        ),
        rows=rows,
        notes=(
            f"`testimony analyze` of a page of {WORDS} words from a cold start, CPU time from the "
            f"first instruction to the last: {', '.join(pages)}.",
            f"{ROUNDS} rounds in turns, CPU time, {MEASURED} accounts of {WORDS} words each that "
            f"the process has not seen, after {WARMING} others in each language. Neighbours on the "
            "same machine can only slow a round, so the best one is nearest to the program's own. "
            "Natasha runs its recogniser of names alone, then with the morphology that bringing "
            "names to one form needs; ours always does both, and numbers and traits besides.",
        ),
    )
