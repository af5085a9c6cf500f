"""`testimony review` on a real terminal: which face it shows, what it says after, resume."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli import pair, wishes
from cli.redaction.ledger import Choice
from cli.review.sitting import Review
from crypto.testimony import Answer
from tests.unit.cli.newsroom import Newsroom
from tests.unit.cli.proposed import TEXT, THINGS, Thing, propose
from tests.unit.cli.review.seated import SMALL, sealed
from tests.unit.cli.terminal import CTRL_C, Terminal

pytestmark = pytest.mark.slow

ALTERNATE = "\x1b[?1049h"  # what takes the whole screen of a terminal
BACK = "\x1b[?1049l"


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    return Newsroom.make(tmp_path)


def words(room: Newsroom, case: str, *more: str) -> list[str]:
    return ["review", str(room.vault), case, "--passphrase-file", str(room.passphrase_file), *more]


def test_a_sitting_on_the_full_screen_is_stopped_and_gone_on_with(room: Newsroom) -> None:
    case = sealed(room, TEXT)
    propose(room, case)
    with Terminal(words(room, case), SMALL) as terminal:
        terminal.expect(ALTERNATE)
        terminal.expect("4 to decide")
        terminal.press("y")
        terminal.expect("3 to decide")
        terminal.press("q")
        terminal.expect(BACK)
        terminal.expect("Stopped here, every answer is kept. 3 decisions to take")
        assert terminal.end() == 1
    assert "3 to decide" in room.done("list", room.vault).out
    with Terminal(words(room, case), SMALL) as terminal:
        terminal.expect("3 to decide")
        terminal.press("k")
        terminal.expect("2 to decide")
        terminal.kill()
    assert len(Review(propose(room, case)).waiting()) == 2
    with Terminal(words(room, case), SMALL) as terminal:
        terminal.expect("2 to decide")
        terminal.press("y")
        terminal.expect("1 to decide")
        terminal.press("y")
        terminal.expect("0 to decide")
        terminal.press("q")
        terminal.expect("every decision is taken")
        assert terminal.end() == 0


def test_ctrl_c_gives_the_terminal_back_and_keeps_every_answer(room: Newsroom) -> None:
    case = sealed(room, TEXT)
    propose(room, case)
    with Terminal(words(room, case), SMALL) as terminal:
        terminal.expect("4 to decide")
        terminal.press("y")
        terminal.expect("3 to decide")
        terminal.press(CTRL_C)
        terminal.expect(BACK)
        terminal.expect("Stopped.")
        assert terminal.end() == 130
    assert len(Review(propose(room, case)).waiting()) == 3


PLAIN = {
    "it was asked for": (SMALL, ["--plain"]),
    "the terminal is too small": ((59, 24), []),
    "the terminal is too low": ((80, 15), []),
    "the terminal cannot be drawn on": (None, []),
}


@pytest.mark.parametrize("why", PLAIN)
def test_lines_are_asked_where(room: Newsroom, why: str) -> None:
    size, more = PLAIN[why]
    case = sealed(room, TEXT)
    propose(room, case)
    with Terminal(words(room, case, *more), size) as terminal:
        terminal.expect("? > ")
        terminal.enter("q")
        assert terminal.end() == 1
        assert ALTERNATE not in terminal.shown


FULL = """
from cli.case import Case
def full(self, name, value):
    raise OSError(28, "No space left on device")
Case.store = full
"""


def test_a_full_disk_is_said_and_the_account_is_not(room: Newsroom) -> None:
    case = sealed(room, TEXT)
    propose(room, case)
    with Terminal(words(room, case), SMALL, before=FULL) as terminal:
        terminal.expect("4 to decide")
        terminal.press("y")
        after = terminal.expect("No space left on device").rpartition(BACK)[2]
        assert "Kola" not in after
        assert terminal.end() == 1
    assert len(Review(propose(room, case)).waiting()) == 4


def test_a_second_editor_killed_in_the_middle_loses_nothing_and_still_sees_nothing(
    room: Newsroom,
) -> None:
    case = sealed(room, TEXT)
    one = Review(propose(room, case))
    one.decide_all({entity.id: Choice("keep") for entity in one.waiting()})
    with Terminal(words(room, case, "--second"), SMALL) as terminal:
        terminal.expect("Your name")
        terminal.enter("boris")
        terminal.expect("second editor")
        terminal.expect("4 to decide")
        terminal.press("y")
        terminal.expect("3 to decide")
        terminal.press("r")
        terminal.expect("2 to decide")
        terminal.kill()
    with Terminal(words(room, case, "--second"), SMALL) as terminal:
        terminal.expect("2 to decide")
        terminal.press("u")
        terminal.expect("3 to decide")
        terminal.press("u")
        terminal.expect("4 to decide")
        terminal.press("U")
        terminal.expect("3 to decide")
        terminal.kill()
    begun = propose(room, case)
    assert len(pair.second_of(begun).matched().undecided) == 3
    assert begun.record == one.work.record


def test_what_two_editors_settle_is_kept_when_the_command_is_killed(room: Newsroom) -> None:
    case = sealed(room, TEXT)
    for name, choice in (("anna", Choice("keep")), ("boris", Choice("remove"))):
        first = propose(room, case)
        begun = pair.second_of(first) if name == "boris" else first
        review = Review(pair.named(begun, name, first))
        review.decide_all({entity.id: choice for entity in review.waiting()})
    with Terminal(words(room, case, "--settle"), SMALL) as terminal:
        terminal.expect("4 to decide")
        terminal.press("1")
        terminal.expect("3 to decide")
        terminal.press("y")
        terminal.expect("2 to decide")
        terminal.kill()
    with Terminal(words(room, case, "--settle", "--plain")) as terminal:
        shown = terminal.expect("? > ")
        assert "2 to decide" in shown
        assert "1 anna: stays" in shown
        assert "2 boris: → [" in shown
        terminal.enter("2")
        terminal.expect("1 to decide")
        terminal.expect("? > ")
        terminal.enter("1")
        terminal.expect("q stop: ")
        terminal.enter("")
        terminal.expect("every decision is taken")
        assert terminal.end() == 0
    assert pair.missing(propose(room, case), 2) == ""


def test_wishes_are_seen_to_line_by_line(tmp_path: Path) -> None:
    room = Newsroom.make(tmp_path, "--questionnaire", "conscription")
    said: dict[str, Answer] = {"hide": ("place", "health"), "name": "invented"}
    [case] = room.collect(room.handover([room.seal(TEXT, consent=said)]))
    review = Review(propose(room, case))
    for entity in review.waiting():
        if entity.id != "l2":
            review.decide(entity, Choice("remove"))
    with Terminal(words(room, case, "--plain")) as terminal:
        assert "l2 place" in terminal.expect("? > ")
        terminal.enter("k")
        terminal.expect("The witness asked to hide this: place")
        terminal.expect("? > ")
        terminal.enter("r")
        assert "hide their health" in terminal.expect("y u q > ")
        terminal.enter("y")
        assert "invent a name" in terminal.expect("go on later): ")
        terminal.enter("Daniil")
        terminal.expect("is a name that stands in the account")
        terminal.expect("go on later): ")
        terminal.enter("Falcon")
        terminal.expect("q stop: ")
        terminal.enter("")
        terminal.expect("every decision is taken")
        assert terminal.end() == 0
    assert wishes.invented(propose(room, case)) == "Falcon"


def test_line_by_line_a_doubted_word_can_be_made_a_person_at_the_end(room: Newsroom) -> None:
    case = sealed(room, TEXT)
    propose(room, case, THINGS[:1], settled=("metro",))
    with Terminal(words(room, case, "--plain")) as terminal:
        assert "taken for no names: metro" in terminal.expect("q stop: ")
        terminal.enter("bus")
        assert "There is no entity bus, and no such word." in terminal.expect("q stop: ")
        terminal.enter("Metro")
        shown = terminal.expect("q stop: ")
        assert "person" in shown.partition("metro")[0].splitlines()[-1]
        assert "no names" not in shown
        terminal.enter("u")
        assert "taken for no names: metro" in terminal.expect("q stop: ")
        terminal.enter("")
        terminal.expect("every decision is taken")


LONG = "They took us at dawn and nobody said where we were being brought, " * 2


def test_line_by_line_a_sentence_is_broken_between_its_words(room: Newsroom) -> None:
    case = sealed(room, f"{LONG}until Kola was behind us and the road was empty.")
    propose(room, case, [Thing("l1", "place", ("Kola",), "ask")])
    with Terminal(words(room, case, "--plain"), (80, 24)) as terminal:
        lines = [line.rstrip() for line in terminal.expect("? > ").splitlines()]
    now = next(n for n, line in enumerate(lines) if line.startswith("  now: "))
    told = lines[now : next(n for n, line in enumerate(lines) if "y →" in line)]
    assert len(told) > 1
    assert all(len(line) < 80 for line in told)
    assert all(line.startswith("       ") for line in told[1:])
    whole = " ".join(line[7:] for line in told)
    assert whole == f"{LONG}until ▸Kola◂ was behind us and the road was empty."
