"""Writes `data/names.txt.gz`: English names with their share, and keys of Slavic names.

Run: python -m cli.redaction.train.name_tables   (needs the packages `names` and `nicknames`)

Sources: US Census 1990 name lists as packed in `names` (public domain); `nicknames` (Apache-2.0);
dictionary lemmas marked as names in pymorphy3's Russian (OpenCorpora, CC BY-SA) and Ukrainian
(GPLv3) dictionaries, kept only as transliteration keys.
"""

from __future__ import annotations

import csv
import gzip
import importlib.util
import math
from collections.abc import Iterator
from pathlib import Path

from cli.redaction.morphology import LANGUAGES, analyzer
from cli.redaction.translit import key

TARGET = Path(__file__).parent.parent / "data" / "names.txt.gz"


def _package(name: str) -> Path:
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        raise SystemExit(f"The package {name} is not installed: it is in the dev group.")
    return Path(spec.origin).parent


def _census(file: str) -> Iterator[tuple[str, float]]:
    """Yield each name with log10 of its share in a million bearers."""
    for line in (_package("names") / file).read_text(encoding="ascii").splitlines():
        name, share = line.split()[:2]
        yield name.lower(), math.log10(max(float(share), 0.0005) * 10_000)


def _nicknames() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    with (_package("nicknames") / "names.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            full, short = row["name1"].strip().lower(), row["name2"].strip().lower()
            if full.isalpha() and short.isalpha():
                found.setdefault(short, set()).add(full)
    return found


def _slavic() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {"Name": set(), "Surn": set(), "Patr": set()}
    for language in LANGUAGES:
        for word, tag, lemma, _, _ in analyzer(language).iter_known_word_parses(""):
            if word == lemma and len(word) > 2:
                for kind, members in found.items():
                    if kind in tag.grammemes and (kind == "Name" or len(word) > 4):
                        members.add(key(word))
    return found


def main() -> None:
    lines = ["# Written by cli.redaction.train.name_tables; sources are named there."]
    for title, table in (
        ("female", dict(_census("dist.female.first"))),
        ("male", dict(_census("dist.male.first"))),
        ("last", dict(_census("dist.all.last"))),
    ):
        lines.append(f"[{title}]")
        lines += [f"{name} {share:.1f}" for name, share in sorted(table.items())]
    lines.append("[nickname]")
    lines += [f"{short} {' '.join(sorted(full))}" for short, full in sorted(_nicknames().items())]
    for title, members in _slavic().items():
        lines.append(f"[{title}]")
        lines += sorted(members)
    TARGET.write_bytes(gzip.compress(("\n".join(lines) + "\n").encode(), 9, mtime=0))


if __name__ == "__main__":
    main()
