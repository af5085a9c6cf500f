"""Guarded counts as CSV: a row an option, empty where a count is withheld."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Final

from cli.patterns.guard import Shown
from cli.patterns.tables import Table

HEADS: Final = ("question", "option", "question in words", "option in words", "count", "note")
WITHHELD: Final = "withheld"
BEFORE: Final = "as in an earlier release"
_FORMULA: Final = "=+-@\t\r"  # a cell that begins so is carried out by spreadsheets


def dumps(tables: Sequence[tuple[Table, Sequence[Shown]]]) -> str:
    """Return the CSV of guarded tables, RFC 4180."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADS)
    for table, cells in tables:
        for one in cells:
            count = "" if one.count is None else str(one.count)
            row = (table.question, one.option, table.label, one.label, count, note(one))
            writer.writerow([harmless(text) for text in row])
    return out.getvalue()


def note(one: Shown) -> str:
    """Return what must be said beside a count, "" if it is plain."""
    if one.count is None:
        return WITHHELD
    return BEFORE if one.before else ""


def harmless(text: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] and text[0] in _FORMULA else text
