"""Keys that an editor presses to decide on an account: counted, not timed.

The three accounts of the demo are proposed by the engine and decided to the end by a player who
takes every proposal and finds every wording right: the fewest keys each way of working needs. Who
changes a decision presses more in each of them.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Final
from unittest.mock import patch

from cli import console, work
from cli.redaction.policy import DEFAULT_POLICY
from cli.review import plain
from cli.review.app import ReviewApp
from cli.review.dialogs import Sheet
from cli.review.screen import Table as Screen
from cli.review.sitting import Review
from tests.bench.table import Table
from tests.unit.cli.newsroom import Newsroom
from tests.unit.cli.review.seated import Seat, sealed

ACCOUNTS: Final = Path(__file__).parents[1] / "demo" / "accounts"
LANGUAGES: Final = ("en", "ru", "uk")
WORDS: Final = 600  # of the account that the figures are scaled to
FEW: Final = 2  # of a kind that one presses y for; more are settled on one screen


def sitting(room: Newsroom, language: str) -> Review:
    """Return a sitting over a demo account as the engine proposes it, nothing decided yet."""
    text = (ACCOUNTS / f"{language}.txt").read_text("utf-8")
    vault = room.open()
    case = vault.case(sealed(room, text, language))
    asked = vault.settings().questionnaire_of(vault.index().cases[case.id].claimed)
    return Review(work.propose(case, case.content(), asked, DEFAULT_POLICY))


def by_line(review: Review) -> tuple[int, int]:
    """Return the keys of `--plain`, and what they would be if every mention were asked for itself.

    An answer is a letter and Enter; the last Enter accepts the list of all decisions.
    """
    waiting = review.waiting()
    mentions = sum(len(entity.mentions) for entity in waiting)
    typed: list[str] = []

    def ask(question: str) -> str:
        typed.append("" if question.startswith("Enter") else "y")
        return typed[-1]

    with (
        patch.object(console, "ask", ask),
        patch.object(console, "say"),
        patch.object(console, "table"),
    ):
        assert plain.sit(review)
    keys = sum(len(answer) + 1 for answer in typed)
    return keys, keys + 2 * (mentions - len(waiting))


def one_by_one(app: ReviewApp) -> str:
    """Take each thing for itself on the full screen."""
    assert isinstance(app.screen, Screen)
    return "y" if app.screen.desk.left else "q"


def kind_by_kind(app: ReviewApp) -> str:
    """Settle what is many of a kind on one screen."""
    if isinstance(app.screen, Sheet):
        return "enter"
    assert isinstance(app.screen, Screen)
    desk = app.screen.desk
    front = desk.current()
    if not desk.left or front is None:
        return "q"
    if desk.state(front) == "open":
        waiting = [e for e in desk.items() if e.kind == front.kind and desk.state(e) == "open"]
        return "A" if len(waiting) > FEW else "y"
    return "C" if desk.counts()[1] > FEW else "y"


def all_at_once(app: ReviewApp) -> str:
    """Look through everything on as few screens as there are."""
    if isinstance(app.screen, Sheet):
        return "enter"
    assert isinstance(app.screen, Screen)
    waiting, looks, _ = app.screen.desk.counts()
    return "Y" if waiting else "C" if looks else "q"


def measure() -> Table:
    """Play each account in each way."""
    ways: dict[str, list[int]] = {}
    words = []
    with tempfile.TemporaryDirectory() as folder:
        room = Newsroom.make(Path(folder))
        for language in LANGUAGES:
            review = sitting(room, language)
            words.append(len(review.work.joined.text.split()))
            plainly, ungrouped = by_line(review)
            counted = {
                "line by line, every mention for itself (reckoned)": ungrouped,
                "line by line, one question an entity (`--plain`)": plainly,
                "full screen, one key an entity": Seat(sitting(room, language)).play(one_by_one),
                "full screen, `A` and `C` where more than two wait": Seat(
                    sitting(room, language)
                ).play(kind_by_kind),
                "full screen, `Y` and `C`": Seat(sitting(room, language)).play(all_at_once),
            }
            for way, keys in counted.items():
                ways.setdefault(way, []).append(keys)
    return Table(
        "review",
        "Keys to decide on an account",
        "python -m tests.bench review",
        ("way", *(f"{name}, {n} words" for name, n in zip(LANGUAGES, words, strict=True)),
         f"a {WORDS}-word account"),
        [
            (way, *map(str, keys), str(round(sum(keys) * WORDS / sum(words))))
            for way, keys in ways.items()
        ],
        (
            "A count, the same on every machine. The player takes every proposal; Enter counts, "
            "80 columns and 24 lines. What an editor thinks over costs more in each row.",
        ),
    )  # fmt: skip
