"""What the screen looks like in its states, as text, and the program that writes it anew.

    python -m tests.unit.cli.review.pictured

Look at what changed before you commit it: git diff tests/unit/cli/review/snapshots
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Final

from cli import pair
from cli.redaction.ledger import Choice
from cli.review.sitting import Review
from tests.unit.cli.newsroom import Newsroom
from tests.unit.cli.proposed import TEXT, propose
from tests.unit.cli.review.seated import Seat, review_of, sealed

FOLDER: Final = Path(__file__).parent / "snapshots"
KEEP, BLANK = Choice("keep"), Choice("remove")
# Names that are given, so that no list of names has a part in how the screen looks.
NAMES: Final = {"p1": Choice("pseudonym", "Walter"), "p2": Choice("pseudonym", "Paula")}
STATES: Final[dict[str, tuple[tuple[int, int], list[str]]]] = {
    "start-80x24": ((80, 24), []),
    "start-140x30": ((140, 30), []),
    "smallest-60x16": ((60, 16), []),
    "reader-80x24": ((80, 24), ["y", "v"]),
    "reader-140x30": ((140, 30), ["y", "v"]),
    "kind-80x24": ((80, 24), ["A"]),
    "all-80x24": ((80, 24), ["Y", "k"]),
    "marking-80x24": ((80, 24), ["m", "+"]),
    "help-80x24": ((80, 24), ["?"]),
    "waiting-80x24": ((80, 24), ["y", "f"]),
    "done-80x24": ((80, 24), ["A", "enter", "y", "k"]),
    "settling-80x24": ((80, 24), []),
}


def differing(room: Newsroom) -> Review:
    """Return a sitting of two editors who differ on two places and an age."""
    case = sealed(room, TEXT)
    begun = propose(room, case)
    first = Review(pair.named(begun, "anna", begun))
    city, port = Choice("generalize", "a city"), Choice("generalize", "a port")
    first.decide_all({"l1": KEEP, "l2": port, "q1": BLANK, "q2": BLANK} | NAMES)
    second = Review(pair.named(pair.second_of(first.work), "boris", first.work))
    second.decide_all({"l1": BLANK, "l2": city, "q1": KEEP, "q2": BLANK} | NAMES)
    return Review(*pair.settled(first.work, second.work))


def pictured(room: Newsroom, state: str) -> str:
    """Return what the screen shows in one state, without what hangs over its right edge."""
    size, keys = STATES[state]
    if state.startswith("settling"):
        review = differing(room)
    else:
        review = review_of(room, sealed(room, TEXT))
        review.decide_all(NAMES)
    seat = Seat(review, size).press(*keys)
    return "".join(f"{row.rstrip()}\n" for row in seat.rows)


def main() -> None:
    """Write every picture anew."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        room = Newsroom.make(Path(folder))
        for state in STATES:
            (FOLDER / f"{state}.txt").write_text(pictured(room, state), "utf-8")


if __name__ == "__main__":
    main()
