"""Loads the texts of tests/corpus/hostile."""

from __future__ import annotations

import json
from pathlib import Path

_FILE = Path(__file__).parents[2] / "corpus" / "hostile" / "texts.json"


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    assert isinstance(value, dict)
    pieces: list[str | tuple[str, int]] = value["of"]
    return "".join(one if isinstance(one, str) else one[0] * one[1] for one in pieces)


TEXTS: dict[str, str] = {
    sort: _text(value) for sort, value in json.loads(_FILE.read_text(encoding="ascii")).items()
}
