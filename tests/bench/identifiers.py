"""Measures the identifier rules on single sentences (tests/corpus/identifiers).

Run: python -m tests.bench.identifiers [--missed]

The rules were tuned on the odd lines of each file; the even lines were held back.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from cli.redaction.analyze import analyze
from cli.redaction.identifiers.find import identifiers
from tests.bench.scoring import Document, Score, from_marks, score

FOLDER: Final = Path(__file__).parent.parent / "corpus" / "identifiers"
LANGUAGES: Final = ("ru", "uk", "en")
HALVES: Final = ("odd", "even")


def sentences(language: str, half: str) -> list[Document]:
    """Read the odd or even lines, counted from one; `\\n` in a line stands for a line break."""
    lines = (FOLDER / f"{language}.txt").read_text(encoding="utf-8").splitlines()
    first = HALVES.index(half)
    return [
        from_marks(f"{language} {number}", lines[number - 1].replace("\\n", "\n"))
        for number in range(first + 1, len(lines) + 1, 2)
    ]


def marked(documents: Iterable[Document]) -> list[Document]:
    return [each for each in documents if each.gold]


def distractors(documents: Iterable[Document]) -> list[Document]:
    """The sentences whose numbers identify nobody."""
    return [each for each in documents if not each.gold]


def needless(documents: Iterable[Document]) -> list[tuple[str, str]]:
    """The distractors in which a rule fires, with what it takes."""
    found = []
    for each in distractors(documents):
        taken = identifiers(each.text)
        if taken:
            found.append((each.name, " | ".join(each.text[one.start : one.end] for one in taken)))
    return found


def covered(documents: Iterable[Document]) -> Score:
    return score(marked(documents), analyze)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.identifiers", description=__doc__)
    parser.add_argument("--missed", choices=HALVES, help="print what is missed in this half")
    options = parser.parse_args()
    print(f"{'set':10} {'covered':>16} {'distractors taken':>18}")
    for language in LANGUAGES:
        for half in HALVES:
            documents = sentences(language, half)
            found, taken = covered(documents), needless(documents)
            held = f"{found.covered['D']}/{found.gold['D']} {found.share('D'):5.1f} %"
            print(f"{language} {half:7} {held:>16} {len(taken):>10}/{len(distractors(documents))}")
            if options.missed == half:
                for name, _, text in found.missed:
                    print("   missed", name, repr(text))
                for name, text in taken:
                    print("   taken ", name, repr(text))


if __name__ == "__main__":
    main()
