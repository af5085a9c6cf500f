"""The engine in a process of its own: one answer a text, failures without the text, a bound."""

from __future__ import annotations

import io
import json
from typing import Any

from cli.redaction.reader import MOST_MEMORY, serve


def answers(*texts: object, most: int = MOST_MEMORY) -> list[dict[str, Any]]:
    """What it says to these texts."""
    lines = [json.dumps("sure = 0.6"), *map(json.dumps, texts)]
    sink = io.BytesIO()
    serve(io.BytesIO("\n".join(lines).encode()), sink, most)
    return list(map(json.loads, sink.getvalue().splitlines()))


def test_it_answers_each_text_and_names_a_failure_without_the_text() -> None:
    told = answers("They took Daniil Kovalenko.", ["not", "a", "text"], "Nobody.", most=2**62)
    first, second, third = told
    assert any("Kovalenko" in each["forms"][0] for each in first["analysis"]["entities"])
    assert set(second) == {"failed"}
    assert "text" not in second["failed"]
    assert third["analysis"]["entities"] == []


def test_once_it_has_grown_it_says_so_and_ends() -> None:
    told = answers("They took Daniil.", "They took Marta.", most=1)
    assert len(told) == 1
    assert told[0]["last"] is True
    assert told[0]["analysis"]["entities"]


def test_without_a_policy_it_ends() -> None:
    sink = io.BytesIO()
    serve(io.BytesIO(b""), sink)
    assert sink.getvalue() == b""
