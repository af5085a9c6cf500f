"""The engine in a process of its own: texts come in, what was found in them goes out.

Run: python -I -m cli.redaction.reader

The first line of standard input is a policy (TOML), each further one a text, as JSON strings. Each
text is answered with one line: {"analysis": …}, or {"failed": "…"} with the name of what went
wrong and nothing of the text. The process holds no key, opens no file but its own lists and
models, and ends when its input does.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import BinaryIO

from cli.redaction.analyze import analyze
from cli.redaction.policy import load


def serve(source: BinaryIO, sink: BinaryIO) -> None:
    """Answer texts until there are no more."""
    first = source.readline()
    if not first:
        return
    policy = load(json.loads(first))
    for line in source:
        try:
            answer: dict[str, object] = {"analysis": asdict(analyze(json.loads(line), policy))}
        except Exception as error:  # whatever it is: one text must not end the work on all others
            answer = {"failed": type(error).__name__}
        sink.write(json.dumps(answer).encode("ascii") + b"\n")
        sink.flush()


if __name__ == "__main__":
    serve(sys.stdin.buffer, sys.stdout.buffer)
