"""How far two markers of the same texts agree, and the engine with each.

Run: python -m tests.bench.agreement

Of the texts written last, a second marker read twenty a language without the first one's marks, by
the same conventions. What one leaves and the other marks is nobody's fault, and no engine can
please both: that is the limit for the shares in docs/redaction.md.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from cli.redaction.analyze import analyze
from tests.bench.scoring import WORD, Document, core, from_folder, score

FOLDER: Final = Path(__file__).parents[1] / "corpus" / "last"
SORTS: Final = {"people": ("P", "PN"), "direct": ("D",), "traits": ("Q",)}
Count = Callable[[Document, Document], tuple[int, int]]
_ALL: Final = ("P", "PN", "D", "Q")


def twice(folder: Path = FOLDER) -> list[tuple[Document, Document]]:
    """Give the texts that two have marked, with the first one's marks and with the second's."""
    again = json.loads((folder / "again.json").read_text(encoding="utf-8"))
    return [
        (first, Document(first.name, first.text, tuple((*span,) for span in again[first.name])))
        for first in from_folder(folder)
        if first.name in again
    ]


def _marked(document: Document, sorts: Sequence[str]) -> bytearray:
    held = bytearray(len(document.text) + 1)
    for start, end, sort in document.gold:
        if sort in sorts:
            held[start:end] = b"\x01" * (end - start)
    return held


def covered(one: Document, other: Document, sorts: Sequence[str]) -> tuple[int, int]:
    """Count what one has marked, and how much of it the other has marked with the same sort."""
    held = _marked(other, sorts)
    cores = [core(one.text, start, end) for start, end, sort in one.gold if sort in sorts]
    return len(cores), sum(all(all(held[x:y]) for x, y in each) for each in cores)


def left(one: Document, other: Document) -> tuple[int, int]:
    """Count the words that one leaves, and how many of them the other leaves too."""
    mine, theirs = _marked(one, _ALL), _marked(other, _ALL)
    words = [match.span() for match in WORD.finditer(one.text)]
    plain = [(x, y) for x, y in words if not any(mine[x:y])]
    return len(plain), sum(not any(theirs[x:y]) for x, y in plain)


def share(
    count: Count,
    pairs: Sequence[tuple[Document, Document]],
) -> float:
    """Give a share over all pairs, in per cent."""
    found = [count(one, other) for one, other in pairs]
    return 100 * sum(held for _, held in found) / max(1, sum(marked for marked, _ in found))


def main() -> None:
    """Print, by language, what each marker and the engine cover and leave of the others' marks."""
    pairs = twice()
    print(f"{'':32}  people  direct  traits    left")

    def row(title: str, *shares: float) -> None:
        print(f"{title:32}" + "".join(f"{each:8.1f}" for each in shares))

    for language in ("ru", "uk", "en"):
        mine = [pair for pair in pairs if pair[0].name.startswith(language[0])]
        swapped = [(second, first) for first, second in mine]
        for title, ordered in (("second by first", swapped), ("first by second", mine)):
            counts: list[Count] = [partial(covered, sorts=sorts) for sorts in SORTS.values()]
            row(f"{title} ({language})", *(share(each, ordered) for each in (*counts, left)))
        for number, title in enumerate(("first by engine", "second by engine")):
            found = score([pair[number] for pair in mine], analyze, keep_missed=False)
            shares = (found.share(*sorts) for sorts in SORTS.values())
            row(f"{title} ({language})", *shares, found.untouched)


if __name__ == "__main__":
    main()
