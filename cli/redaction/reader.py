"""The engine in a process of its own: texts come in, what was found in them goes out.

Run: python -I -m cli.redaction.reader

The first line of standard input is a policy (TOML), each further one a text, as JSON strings. Each
text is answered with one line: {"analysis": …}, or {"failed": "…"} with the name of what went
wrong and nothing of the text. The process holds no key, opens no file but its own lists and
models, and ends when its input does. What it remembers of words grows with what it reads: once it
holds MOST_MEMORY it says "last": true beside an answer and ends, so that another takes its place.
"""

from __future__ import annotations

import json
import resource
import sys
from dataclasses import asdict
from pathlib import Path
from typing import BinaryIO, Final

from cli.redaction.analyze import analyze
from cli.redaction.policy import load

MOST_MEMORY: Final = 768 * 1024 * 1024  # bytes; it begins with half of that
_HELD: Final = Path("/proc/self/statm")  # not getrusage: that remembers who started the process


def held() -> int:
    """Return how many bytes of memory this process holds; 0 where the system does not say."""
    if not _HELD.exists():
        return 0
    return int(_HELD.read_text("ascii").split()[1]) * resource.getpagesize()


def serve(source: BinaryIO, sink: BinaryIO, most: int = MOST_MEMORY) -> None:
    """Answer texts until there are no more, or `most` bytes of memory are held."""
    first = source.readline()
    if not first:
        return
    policy = load(json.loads(first))
    for line in source:
        try:
            answer: dict[str, object] = {"analysis": asdict(analyze(json.loads(line), policy))}
        except Exception as error:  # whatever it is: one text must not end the work on all others
            answer = {"failed": type(error).__name__}
        last = held() >= most
        if last:
            answer["last"] = True
        sink.write(json.dumps(answer).encode("ascii") + b"\n")
        sink.flush()
        if last:
            return


if __name__ == "__main__":
    serve(sys.stdin.buffer, sys.stdout.buffer)
