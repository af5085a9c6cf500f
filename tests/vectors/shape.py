"""How vectors hold bytes: parts of base64, each with a number of repetitions.

[{"base64": "AAEC", "times": 1}, {"base64": "AAAA…", "times": 126}]

Runs of equal 512-byte blocks, which tars are full of, stay short that way in any language.
"""

import base64
import itertools
import json
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
BLOCK = 512

Vector = dict[str, Any]


def to_parts(data: bytes) -> list[dict[str, object]]:
    """The parts that give `data` back."""
    blocks = [data[i : i + BLOCK] for i in range(0, len(data), BLOCK)]
    runs = [(block, len(list(group))) for block, group in itertools.groupby(blocks)]
    parts: list[tuple[bytes, int]] = []
    for block, times in runs:
        if times == 1 and parts and parts[-1][1] == 1:
            parts[-1] = (parts[-1][0] + block, 1)
        else:
            parts.append((block, times))
    return [{"base64": base64.b64encode(d).decode(), "times": times} for d, times in parts]


def from_parts(parts: list[dict[str, Any]]) -> bytes:
    """The bytes that the parts stand for."""
    return b"".join(base64.b64decode(part["base64"]) * part["times"] for part in parts)


def load(kind: str) -> list[tuple[str, Vector]]:
    """Name and content of every vector of one folder, by name."""
    files = sorted((FOLDER / kind).glob("*.json"))
    return [(f"{kind}/{file.stem}", json.loads(file.read_text("utf-8"))) for file in files]
