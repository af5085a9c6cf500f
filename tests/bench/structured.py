"""Measures the rules for structured identifiers on presidio-research's generated sentences.

Run: python -m tests.bench.structured --datasets DIR [--missed]

DIR/presidio-research/synth_dataset_v2.json is the set that project publishes (MIT, 1 500 English
sentences made from templates and a fake-data generator). It is only read, never copied. An
identifier counts as found if every letter and figure of it lies in identifiers that the rules
found; `kept` also counts what another layer flags (a postal code taken as a number, a town).
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from pathlib import Path
from typing import Final

from cli.redaction.analyze import analyze
from cli.redaction.identifiers.find import identifiers

FILE: Final = Path("presidio-research") / "synth_dataset_v2.json"
# The labels of that set that are identifiers in figures or signs; the rest are names and dates.
SORTS: Final = (
    "PHONE_NUMBER",
    "EMAIL_ADDRESS",
    "IBAN_CODE",
    "CREDIT_CARD",
    "IP_ADDRESS",
    "DOMAIN_NAME",
    "US_SSN",
    "US_DRIVER_LICENSE",
    "STREET_ADDRESS",
    "ZIP_CODE",
)


def _inside(text: str, start: int, end: int, covered: bytearray) -> bool:
    return all(covered[at] for at in range(start, end) if text[at].isalnum())


def _mask(length: int, spans: list[tuple[int, int]]) -> bytearray:
    covered = bytearray(length)
    for start, end in spans:
        covered[start:end] = b"\x01" * (end - start)
    return covered


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.structured", description=__doc__)
    parser.add_argument("--datasets", type=Path, required=True)
    parser.add_argument("--missed", action="store_true")
    options = parser.parse_args()
    rows = json.loads((options.datasets / FILE).read_text(encoding="utf-8"))
    total, by_rule, by_any = Counter[str](), Counter[str](), Counter[str]()
    missed: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        text = row["full_text"]
        rules = _mask(len(text), [(each.start, each.end) for each in identifiers(text)])
        flagged = [
            mention
            for entity in analyze(text).entities
            if entity.decision != "keep"
            for mention in entity.mentions
        ]
        everything = _mask(len(text), flagged)
        for span in row["spans"]:
            sort, place = span["entity_type"], (span["start_position"], span["end_position"])
            if sort not in SORTS:
                continue
            total[sort] += 1
            by_rule[sort] += _inside(text, *place, rules)
            if _inside(text, *place, everything):
                by_any[sort] += 1
            else:
                missed[sort].append(text[max(0, place[0] - 30) : place[1] + 10])
    print(f"{'sort':20} {'n':>5} {'rules':>7} {'kept':>7}")
    for sort in SORTS:
        n = max(1, total[sort])
        print(f"{sort:20} {n:5} {100 * by_rule[sort] / n:7.1f} {100 * by_any[sort] / n:7.1f}")
        if options.missed:
            print("   ", missed[sort])


if __name__ == "__main__":
    main()
