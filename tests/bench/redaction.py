"""Measures the redaction engine.

Run: python -m tests.bench.redaction [--datasets DIR] [--locked] [--missed] [--only NAME …]

Without --datasets only the texts of tests/corpus/open are measured. DIR holds the public sets in
the folders and formats that docs/redaction.md lists.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from cli.redaction.analyze import analyze
from cli.redaction.policy import DEFAULT_POLICY, Policy
from tests.bench.scoring import Document, Score, from_folder, from_json_lines, lowered, score

CORPUS = Path(__file__).parent.parent / "corpus" / "open"
PUBLIC = {
    "factRuEval test (ru)": "factrueval/testset.jsonl",
    "NER-UK test (uk)": "ner-uk/test.jsonl",
    "WikiGold (en)": "wikigold-en/test.jsonl",
    "WNUT-17 test (en)": "wnut17/test.jsonl",
}
DEVELOPMENT = "dev-testimonies"
HEAD = (
    f"{'set':34} {'people':>7} {'names':>6} {'nick':>6} {'as p.':>6} {'direct':>7} {'quasi':>6} "
    f"{'clean':>8} {'ask':>6} {'needl.':>6} {'wrong':>6} {'words/s':>8}"
)


def row(name: str, found: Score) -> str:
    thousand = 1000 / max(1, found.words)
    people = found.gold["P"] + found.gold["PN"]
    return (
        f"{name:34} {found.people:7.2f} {found.share('P'):6.1f} {found.share('PN'):6.1f} "
        f"{100 * found.full / max(1, people):6.1f} {found.share('D'):7.1f} {found.share('Q'):6.1f} "
        f"{f'{found.clean}/{found.documents}':>8} {found.decisions:6.1f} "
        f"{found.needless * thousand:6.1f} {found.wrong * thousand:6.1f} "
        f"{found.words / max(found.seconds, 1e-9):8.0f}"
    )


def locked() -> Iterator[tuple[str, list[Document]]]:
    """The texts by another pen that nobody reads during development; measured at a release."""
    for language in ("ru", "uk", "en"):
        everything = from_folder(CORPUS.with_name("locked"))
        yield (
            f"locked corpus ({language})",
            [each for each in everything if each.name.startswith(language[0] + "l")],
        )


def sets(datasets: Path | None) -> Iterator[tuple[str, list[Document]]]:
    for language in ("ru", "uk", "en"):
        yield f"open corpus ({language})", from_folder(CORPUS / language)
    if datasets is None:
        return
    folder = datasets / DEVELOPMENT
    if folder.exists():
        everything = from_folder(folder)
        for language, marks in (("ru", ("ru", "rb")), ("uk", ("uk", "ub")), ("en", ("en", "eb"))):
            yield (
                f"development ({language})",
                [each for each in everything if each.name.startswith(marks)],
            )
    for name, file in PUBLIC.items():
        if (datasets / file).exists():
            documents = list(from_json_lines(datasets / file))
            yield name, documents
            yield name + ", bare", [lowered(each) for each in documents]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.redaction", description=__doc__)
    parser.add_argument("--datasets", type=Path)
    parser.add_argument("--locked", action="store_true", help="the hold-out, and nothing else")
    parser.add_argument("--missed", action="store_true", help="print what was missed")
    parser.add_argument("--asked", action="store_true", help="print questions by kind")
    parser.add_argument("--only", nargs="*", default=[], help="sets whose name holds one of these")
    parser.add_argument("--sure", type=float, default=DEFAULT_POLICY.sure)
    options = parser.parse_args()
    read = partial(analyze, policy=Policy(sure=options.sure))
    print(HEAD)
    for name, documents in locked() if options.locked else sets(options.datasets):
        if options.only and not any(each in name for each in options.only):
            continue
        found = score(documents, read)
        print(row(name, found), flush=True)
        if options.asked:
            per = {kind: round(1000 * n / found.words, 1) for kind, n in found.asked.most_common()}
            print("   asked:", per)
        if options.missed:
            for sort in ("P", "PN", "D", "Q"):
                print(
                    "  ",
                    sort,
                    [f"{text} ({doc})" for doc, kind, text in found.missed if kind == sort],
                )


if __name__ == "__main__":
    main()
