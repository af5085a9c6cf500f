"""An engine that finds villages, units, callings and days of a few accounts, and nothing else.

It stands in the place of the real one where it is not the finding that is tested: in this process
(`analysis`, for `testimony redact CASE`) and as the program of a reader (PROGRAM, for --all).
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

KINDS: Final[Mapping[str, str]] = {
    "place": r"Терн\w+|Ольхов\w+|Берёзк\w+",
    "unit": r"\d+-\w+ бригад\w+",
    "job": r"пчеловод\w*",
    "date": r"\d+ апреля 2022",
}
PROGRAM: Final = ("-I", "-B", str(Path(__file__)))


def analysis(text: str) -> dict[str, Any]:
    """Return what is found in a text, as JSON has it: each form by itself."""
    named: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for kind, pattern in KINDS.items():
        for found in re.finditer(pattern, text):
            named.setdefault((kind, found.group()), []).append(found.span())
    entities = [
        {
            "id": f"x{number}",
            "kind": kind,
            "mentions": mentions,
            "forms": [form],
            "decision": "ask",
            "proposal": None,
            "gender": None,
            "score": 0.9,
            "public": False,
        }
        for number, ((kind, form), mentions) in enumerate(named.items(), 1)
    ]
    return {"language": "ru", "findings": [], "entities": entities}


def main() -> None:
    """Be a reader: a policy comes first, then a text a line."""
    sys.stdin.buffer.readline()
    for line in sys.stdin.buffer:
        print(json.dumps({"analysis": analysis(json.loads(line))}), flush=True)


if __name__ == "__main__":
    main()
