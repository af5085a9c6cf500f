"""Reviewing: one decision an entity, the way back, quitting and going on, recording, replaying."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.redaction.ledger import Choice
from cli.review.sitting import Review, sentence
from tests.unit.cli.newsroom import Newsroom
from tests.unit.cli.proposed import TEXT, THINGS, Thing, propose
from tests.unit.cli.terminal import CTRL_C, Terminal


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    return Newsroom.make(tmp_path)


@pytest.fixture
def case(room: Newsroom) -> str:
    [name] = room.collect(room.handover([room.seal(TEXT)]))
    propose(room, name)
    return name


def waiting(review: Review) -> list[str]:
    return [entity.id for entity in review.waiting()]


def words(room: Newsroom, case: str, *more: str) -> list[str]:
    file = ["--passphrase-file", str(room.passphrase_file)]
    return ["review", str(room.vault), case, "--plain", *file, *more]


# ---- without a terminal -------------------------------------------------------------------------


def test_what_the_policy_asks_waits_in_the_order_of_the_text(room: Newsroom, case: str) -> None:
    review = Review(propose(room, case))
    assert waiting(review) == ["q1", "q2", "l1", "l2"]
    review.decide(review.entity("q2"), Choice("keep"))
    assert waiting(review) == ["q1", "l1", "l2"]


def test_every_decision_is_stored_at_once_and_undo_goes_back_over_all(
    room: Newsroom, case: str
) -> None:
    review = Review(propose(room, case))
    review.decide(review.entity("q1"), Choice("generalize", "in my twenties"))
    review.decide(review.entity("l1"), Choice("keep"))
    assert waiting(Review(propose(room, case))) == ["q2", "l2"]
    assert review.undo()
    assert waiting(Review(propose(room, case))) == ["q2", "l1", "l2"]
    assert review.undo()
    assert not review.undo()
    assert waiting(Review(propose(room, case))) == ["q1", "q2", "l1", "l2"]


def test_a_decision_can_be_taken_anew(room: Newsroom, case: str) -> None:
    review = Review(propose(room, case))
    review.decide(review.entity("l1"), Choice("keep"))
    review.decide(review.entity("l1"), Choice("generalize", "a village"))
    assert ("l1", ["a village"]) in [(entity.id, new) for entity, new in review.outcome()]


def test_two_entities_with_one_name_are_decided_together(room: Newsroom, case: str) -> None:
    things = [Thing("l1", "place", ("Kola",), "ask"), Thing("l2", "place", ("Kola",), "ask")]
    review = Review(propose(room, case, things))
    review.decide(review.entity("l2"), Choice("keep"))
    assert waiting(review) == []
    assert waiting(Review(propose(room, case, things))) == []


def test_pseudonyms_stay_the_same_from_sitting_to_sitting(room: Newsroom, case: str) -> None:
    first, second = propose(room, case), propose(room, case)
    first.store()
    assert first.seed != second.seed, "a case that was never decided has no seed yet"
    assert propose(room, case).redacted().text == first.redacted().text
    assert "Daniil" not in first.redacted().text
    assert "Marina" not in first.redacted().text


def test_a_sentence_is_shown_as_it_is_and_as_it_would_read(room: Newsroom, case: str) -> None:
    review = Review(propose(room, case))
    [(before, after)] = review.sentences(review.entity("l1"), Choice("generalize", "a town"))
    assert before == "The sergeant took me from the metro in ▸Kola◂."
    assert after.endswith("took me from the metro in ▸a town◂.")


PLACES = {
    "a sentence": ("One. Two three. Four.", "three", "Two ▸three◂."),
    "the first sentence": ("One two. Three.", "One", "▸One◂ two."),
    "a line": ("first\nsecond line\nthird", "line", "second ▸line◂"),
    "the last words": ("One. Two", "Two", "▸Two◂"),
}


@pytest.mark.parametrize("what", PLACES)
def test_the_sentence_around_a_place(what: str) -> None:
    text, words_, expected = PLACES[what]
    start = text.index(words_)
    assert sentence(text, start, start + len(words_)).marked() == expected


def test_a_very_long_sentence_is_cut_on_both_sides() -> None:
    text = f"{'a ' * 500}HERE{' b' * 500}"
    shown = sentence(text, 1000, 1004).marked()
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert len(shown) < 400


# ---- decisions from a file ----------------------------------------------------------------------

DECISIONS = """\
version = 1

[[decision]]
kind = "age"
form = "24"
action = "generalize"
text = "in my twenties"

[[decision]]
kind = "rank"
form = "sergeant"
action = "keep"

[[decision]]
kind = "place"
form = "Kola"
action = "generalize"
text = "a town"
"""

REST = """
[[decision]]
kind = "place"
form = "Rostov"
action = "remove"
"""


def decided(room: Newsroom, text: str) -> Path:
    path = room.folder / "decisions.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_that_decides_everything_finishes_a_review(room: Newsroom, case: str) -> None:
    file = decided(room, DECISIONS + REST)
    record = room.folder / "record.toml"
    ran = room.done("review", room.vault, case, "--decisions", file, "--record", record)
    assert "every decision is taken" in ran.out
    assert "names from the testimony in clear" in ran.err
    assert "decided" in room.done("list", room.vault).out
    again = room.done("review", room.vault, case, "--decisions", record, "--record", record)
    assert again.out == ran.out


def test_without_a_terminal_what_is_undecided_is_refused_with_a_list(
    room: Newsroom, case: str
) -> None:
    ran = room.run("review", room.vault, case, "--decisions", decided(room, DECISIONS))
    assert ran.code == 1
    assert "Undecided: l2 place: Rostov" in ran.err
    assert "Kola" not in ran.err
    assert "1 decision to take" in ran.err
    assert "1 to decide" in room.done("list", room.vault).out


def test_a_record_brings_its_groupings_to_another_copy_of_the_account(
    room: Newsroom, case: str
) -> None:
    review = Review(propose(room, case))
    marked = review.mark("job", "metro")
    assert marked is not None
    review.decide(marked, Choice("generalize", "a station"))
    review.join(review.entity("q2"), review.entity("p1"))
    review.split(review.entity("p1"), "sergeant")
    record = room.folder / "grouped.toml"
    record.write_text(review.dumps(), encoding="utf-8")
    before = set(room.cases())
    room.collect(room.handover([room.seal(TEXT)], "again.tar"))
    [other] = set(room.cases()) - before
    propose(room, other)
    for _ in range(2):  # a second time changes nothing
        ran = room.run("review", room.vault, other, "--decisions", record)
        assert "Not in this case" not in ran.err
        again = Review(propose(room, other))
        assert again.work.analysis == review.work.analysis
        assert again.work.matched().choices == review.work.matched().choices


def test_a_decision_that_fits_nothing_is_named(room: Newsroom, case: str) -> None:
    file = decided(room, DECISIONS + REST + REST.replace("Rostov", "Omsk"))
    assert (
        "Not in this case: place “Omsk”"
        in room.done("review", room.vault, case, "--decisions", file).err
    )


@pytest.mark.parametrize("text", ["", "version = 2", "version = 1\nx", "\ufeffversion = 1\n["])
def test_a_file_that_holds_no_decisions_is_refused_by_name(
    room: Newsroom, case: str, text: str
) -> None:
    file = decided(room, text)
    before = room.contents()
    ran = room.run("review", room.vault, case, "--decisions", file)
    assert ran.code == 1
    assert str(file) in ran.err
    assert room.contents() == before


def test_a_record_never_replaces_another_file(room: Newsroom, case: str) -> None:
    precious = room.folder / "precious"
    precious.write_text("keep me")
    file = decided(room, DECISIONS + REST)
    ran = room.run("review", room.vault, case, "--decisions", file, "--record", precious)
    assert ran.code == 1
    assert precious.read_text() == "keep me"


def test_without_a_proposal_there_is_nothing_to_review(room: Newsroom) -> None:
    [name] = room.collect(room.handover([room.seal("x")]))
    ran = room.run("review", room.vault, name)
    assert ran.code == 1
    assert "testimony redact" in ran.err


# ---- at a terminal ------------------------------------------------------------------------------

PROMPT = "? > "
OVERVIEW = "q stop: "


def test_a_person_decides_changes_their_mind_and_goes_on_later(room: Newsroom, case: str) -> None:
    with Terminal(words(room, case)) as terminal:
        assert "My name is" in terminal.expect(PROMPT)
        terminal.enter("x")
        terminal.expect("take what is proposed")
        terminal.expect(PROMPT)
        terminal.enter("k")
        assert "q2 rank" in terminal.expect(PROMPT)
        terminal.enter("u")
        assert "q1 age" in terminal.expect(PROMPT)
        terminal.enter("u")
        assert "nothing to undo" in terminal.expect(PROMPT)
        terminal.enter("e")
        terminal.expect("ask me again): ")
        terminal.enter("in my twenties")
        assert "q2 rank" in terminal.expect(PROMPT)
        terminal.enter("q")
        terminal.expect("Stopped here, every answer is kept. 3 decisions to take")
        assert terminal.end() == 1
        assert "Error" not in terminal.shown
    with Terminal(words(room, case, "--record", str(room.folder / "record.toml"))) as terminal:
        assert "3 to decide" in terminal.expect(PROMPT)
        terminal.enter("k")
        assert "l1 place" in terminal.expect(PROMPT)
        terminal.enter("m")
        assert "▸Kola◂" in terminal.expect(PROMPT)
        terminal.enter("r")
        assert "l2 place" in terminal.expect(PROMPT)
        terminal.enter("g")
        terminal.expect("ask me again): ")
        terminal.enter("a big city")
        overview = terminal.expect(OVERVIEW)
        assert "in my twenties" in overview
        assert "a big city" in overview
        terminal.enter("nobody")
        assert "There is no entity nobody" in terminal.expect(OVERVIEW)
        terminal.enter("p1")
        assert "▸Daniil◂" in terminal.expect(PROMPT)
        terminal.enter("p")
        terminal.expect("one is drawn): ")
        terminal.enter("Walter")
        assert "Walter" in terminal.expect(OVERVIEW)
        terminal.enter("u")
        assert "Walter" not in terminal.expect(OVERVIEW).split("BECOMES")[1]
        terminal.enter("")
        terminal.expect("every decision is taken")
        assert terminal.end() == 0
    record = (room.folder / "record.toml").read_text(encoding="utf-8")
    assert 'text = "in my twenties"' in record
    assert "Walter" not in record


def test_a_new_wording_that_may_be_wrong_is_looked_at_and_can_be_changed(room: Newsroom) -> None:
    text = "Мы были с Сашей у метро."
    [name] = room.collect(room.handover([room.seal(text, language="ru")]))
    things = [Thing("p1", "person", ("Сашей",), "remove")]
    review = Review(propose(room, name, things, "ru"))
    assert len(review.unchecked()) == 1, "nothing tells whether Sasha is a man or a woman"
    with Terminal(words(room, name)) as terminal:
        shown = terminal.expect("y c u q > ")
        assert "Сашей◂" in shown, "with its preposition, where the drawn name needs another"
        terminal.enter("c")
        terminal.expect(PROMPT)
        terminal.enter("r")
        assert "Сашей" in terminal.expect(OVERVIEW)
        terminal.enter("u")
        terminal.expect("y c u q > ")
        terminal.enter("y")
        assert "Сашей" in terminal.expect(OVERVIEW)
        terminal.enter("")
        terminal.expect("every decision is taken")
        assert terminal.end() == 0
    assert Review(propose(room, name, things, "ru")).unchecked() == ()


def test_ctrl_c_in_a_review_keeps_every_answer(room: Newsroom, case: str) -> None:
    with Terminal(words(room, case)) as terminal:
        terminal.expect(PROMPT)
        terminal.enter("k")
        terminal.expect(PROMPT)
        terminal.press(CTRL_C)
        terminal.expect("Stopped.")
        assert terminal.end() == 130
    assert waiting(Review(propose(room, case))) == ["q2", "l1", "l2"]


def test_a_closed_terminal_ends_a_review_and_keeps_every_answer(room: Newsroom, case: str) -> None:
    with Terminal(words(room, case)) as terminal:
        terminal.expect(PROMPT)
        terminal.enter("k")
        terminal.expect(PROMPT)
        terminal.press("\x04")  # Ctrl-D: the input ends
        terminal.expect("Stopped here, every answer is kept.")
        assert terminal.end() == 1
    assert waiting(Review(propose(room, case))) == ["q2", "l1", "l2"]


def test_hostile_signs_in_a_name_are_shown_by_their_number(room: Newsroom) -> None:
    [name] = room.collect(room.handover([room.seal("He came from T\x1b[2Jver. Then we left.")]))
    propose(room, name, [Thing("l1", "place", ("T\x1b[2Jver",), "ask")])
    with Terminal(words(room, name)) as terminal:
        shown = terminal.expect(PROMPT)
        assert "T‹U+001B›[2Jver" in shown
        assert "\x1b" not in shown


def test_every_thing_of_the_example_is_in_its_text() -> None:
    assert all(form in TEXT for thing in THINGS for form in thing.forms)
