"""Write our own vectors anew: `python -m tests.vectors.make`.

Every byte follows from this folder: keys come from labels, Ed25519 has no randomness, and where
a real encapsulation would be random a made-up one of the right size stands (nothing opens those).
A test compares the files with what this makes.
"""

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.vectors.makers import (
    board,
    codename,
    envelope,
    fingerprint,
    handover,
    manifest,
    note,
    outbox,
    padding,
    questionnaire,
    receipt,
    testimony,
)
from tests.vectors.shape import FOLDER, Vector

Maker = Callable[[], Iterator[tuple[str, Vector]]]

MAKERS: dict[str, Maker] = {
    "board": board.vectors,
    "codename": codename.vectors,
    "envelope": envelope.vectors,
    "fingerprint": fingerprint.vectors,
    "handover": handover.vectors,
    "manifest": manifest.vectors,
    "note": note.vectors,
    "outbox": outbox.vectors,
    "padding": padding.vectors,
    "questionnaire": questionnaire.vectors,
    "receipt": receipt.vectors,
    "testimony": testimony.vectors,
}


def files() -> Iterator[tuple[Path, str]]:
    """Path below this folder and text of every vector."""
    for kind, maker in MAKERS.items():
        seen = set()
        for name, vector in maker():
            if name in seen:
                raise ValueError(f"two vectors of {kind} are called {name}")
            seen.add(name)
            yield Path(kind, f"{name}.json"), json.dumps(vector, indent=1, sort_keys=False) + "\n"


def main() -> None:
    """Write all files and remove those that nothing makes any more."""
    made = dict(files())
    for kind in MAKERS:
        folder = FOLDER / kind
        folder.mkdir(exist_ok=True)
        for old in folder.glob("*.json"):
            if old.relative_to(FOLDER) not in made:
                old.unlink()
    for path, text in made.items():
        (FOLDER / path).write_text(text, "utf-8")
    sys.stdout.write(f"{len(made)} vectors written\n")


if __name__ == "__main__":
    main()
