"""The full screen: what each key does, what is seen without colour, small screens, hostile text."""

from __future__ import annotations

import pytest

from cli.review.keys import KEYS, latin
from cli.review.sitting import Review
from tests.unit.cli.newsroom import Newsroom
from tests.unit.cli.proposed import TEXT, Thing, propose
from tests.unit.cli.review.seated import Seat, review_of, sealed


@pytest.fixture(scope="module")
def desk_room(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    return Newsroom.make(tmp_path_factory.mktemp("screen"))


@pytest.fixture
def room(desk_room: Newsroom) -> Newsroom:
    return desk_room


@pytest.fixture
def review(room: Newsroom) -> Review:
    return review_of(room, sealed(room, TEXT))


def made(review: Review) -> dict[str, str]:
    """Return what was decided: id → action, and the words if there are any."""
    choices = review.work.matched().choices
    return {n: f"{c.action} {c.text}" if c.text else c.action for n, c in choices.items()}


def typed(words: str) -> list[str]:
    """Return the keys that type these words into a line."""
    return ["space" if char == " " else char for char in words]


CLEAR = ["home", "ctrl+k"]  # in a line: to its begin, and cut all

# The screen begins at the place Kola (l1). Keys → what is decided then.
KEYS_DO = {
    "y takes the proposal": (["y"], {"l1": "generalize"}),
    "k keeps": (["k"], {"l1": "keep"}),
    "r blanks": (["r"], {"l1": "remove"}),
    "g takes the words as they are": (["g", "enter"], {"l1": "generalize a town"}),
    "g takes edited words": (
        ["g", *typed(" up north"), "enter"],
        {"l1": "generalize a town up north"},
    ),
    "g with no words changes nothing": (["g", *CLEAR, "enter"], {}),
    "Esc leaves a line": (["g", "x", "escape"], {}),
    "a decision goes on to the next": (["y", "k"], {"l1": "generalize", "l2": "keep"}),
    "p names a person": (["home", "p", *typed("Walter"), "enter"], {"p1": "pseudonym Walter"}),
    "p without a name draws one": (["home", "p", "enter"], {"p1": "pseudonym"}),
    "p does nothing to a place": (["p"], {}),
    "down and up choose": (["down", "down", "k"], {"q2": "keep"}),
    "end and home choose": (["end", "k"], {"q1": "keep"}),
    "n goes on": (["n", "n", "k"], {"q2": "keep"}),
    "N goes back": (["N", "k"], {"q1": "keep"}),
    "u takes back": (["y", "k", "u"], {"l1": "generalize"}),
    "u takes back all": (["y", "k", "u", "u", "u"], {}),
    "U takes again": (["y", "k", "u", "u", "U"], {"l1": "generalize"}),
    "A settles all of a kind": (["A", "enter"], {"l1": "generalize", "l2": "generalize"}),
    "A keeps one": (["A", "k", "enter"], {"l1": "keep", "l2": "generalize"}),
    "A keeps one after all not": (
        ["A", "k", "up", "k", "enter"],
        {"l1": "generalize", "l2": "generalize"},
    ),
    "A leaves out what was to be kept": (["A", "k", "up", "space", "enter"], {"l2": "generalize"}),
    "K cannot be asked to keep": (["K", "k", "enter"], {"l1": "keep", "l2": "keep"}),
    "A leaves one out": (["A", "down", "space", "enter"], {"l1": "generalize"}),
    "A can be left": (["A", "escape"], {}),
    "A is one step": (["A", "enter", "u"], {}),
    "Y settles all of every kind": (
        ["Y", "enter"],
        {"q1": "generalize", "q2": "generalize", "l1": "generalize", "l2": "generalize"},
    ),
    "Y keeps one and leaves one out": (
        ["Y", "k", "space", "enter"],
        {"q1": "generalize", "q2": "generalize", "l1": "keep"},
    ),
    "Y is one step": (["Y", "enter", "u"], {}),
    "K keeps all of a kind": (["K", "enter"], {"l1": "keep", "l2": "keep"}),
    "K never keeps people": (["home", "K", "enter"], {}),
    "Cyrillic keys lie where the Latin ones do": (["л"], {"l1": "keep"}),
    "a key that means nothing": (["x", "ё", "enter", "f5"], {}),
    "help is left by any key": (["?", "k"], {}),
}


@pytest.mark.parametrize("what", KEYS_DO)
def test_keys_decide(room: Newsroom, review: Review, what: str) -> None:
    keys, expected = KEYS_DO[what]
    Seat(review).press(*keys)
    assert made(review) == expected
    again = review_of(room, review.work.case.id)
    assert made(again) == expected, "what is shown is not what is stored"


def test_every_key_of_the_help_does_something_named() -> None:
    for key in KEYS:
        assert latin(key) == key
    assert [latin(key) for key in "нпзКсФ/.т"] == [*"ygpRcA//n"]
    assert latin("і") == latin("ы") == "s"


def test_the_screen_says_what_is_left_and_q_ends_it(review: Review) -> None:
    seat = Seat(review)
    assert "4 to decide · 0 to look at · 2 settled" in seat.rows[0]
    assert seat.press("q").ended == "left"
    seat.press("A", "enter", "y", "k")
    assert "0 to decide" in seat.rows[0]
    assert "Nothing is left" in seat.shown
    assert seat.press("q").ended == "done"


def test_ctrl_c_stops_also_out_of_a_line(review: Review) -> None:
    assert Seat(review).press("g", "ctrl+c").ended == "stopped"


def test_the_thing_in_front_is_shown_in_its_sentence_before_and_after(review: Review) -> None:
    shown = Seat(review).shown
    assert "place · 1 mention · l1" in shown
    assert "metro in ▸Kola◂." in shown
    assert "metro in ▸a town◂." in shown


def test_other_places_of_a_thing_are_turned_to(review: Review) -> None:
    seat = Seat(review)
    assert "▸Daniil◂ and I am" in seat.press("home").shown
    for key in ("right", "tab", "left", "shift+tab"):
        assert "▸Daniil◂, he said" in seat.press(key).shown
        seat.press("left")


def test_what_the_reader_will_see_is_live(review: Review) -> None:
    seat = Seat(review).press("v")
    assert "READER SEES" in seat.rows[0]
    account = "\n".join(row[:47] for row in seat.rows)
    assert "Daniil" not in account
    assert "a town" in seat.press("y").shown
    assert "ACCOUNT" in seat.press("v").rows[0]


def test_a_wide_screen_has_both_beside_each_other(review: Review) -> None:
    seat = Seat(review, (140, 30)).press("v")
    row = next(row for row in seat.rows if "My name is Daniil" in row)
    assert row.count("My name is") == 2


def test_search_finds_and_goes_on(review: Review) -> None:
    seat = Seat(review).press("/", *typed("daniil"), "enter")
    assert "place 1 of 2" in seat.shown
    assert seat.desk.entity == "p1"
    assert "place 2 of 2" in seat.press("/", "enter").shown
    assert seat.desk.place == 1
    assert "place 1 of 2" in seat.press("/", "enter").shown
    assert "stands nowhere" in seat.press("/", *typed("zzz"), "enter").shown
    seat.press("/", "escape")


def test_words_are_marked_by_hand_wherever_they_stand(room: Newsroom) -> None:
    review = review_of(room, sealed(room, "The Falcon came. We hid from the falcon. End."), [])
    seat = Seat(review)
    assert "Nothing was found" in seat.shown
    seat.press("m", "right", "enter")
    assert "What is “Falcon”?" in seat.shown
    seat = Seat(review).press("m", "right", "enter", "p")
    [entity] = review.work.analysis.entities
    assert (entity.kind, entity.forms) == ("person", ("Falcon", "falcon"))
    assert "alcon" not in review.redacted().text
    assert [e.forms for e in review_of(room, review.work.case.id, []).work.analysis.entities] == [
        entity.forms
    ]
    seat.press("u")
    assert review.work.analysis.entities == ()


def test_several_words_are_marked_with_shift_and_left_out_again(review: Review) -> None:
    seat = Seat(review).press("/", *typed("metro"), "enter", "m", "+", "shift+right", "-", "enter")
    assert "What is “metro in”?" in seat.shown
    seat.press("escape")
    seat = Seat(review).press("m", "down", "enter", "escape", "escape")
    assert seat.desk.marking is None
    assert review.work.record.groupings == ()


def test_a_thing_is_joined_with_another_and_taken_apart_again(
    room: Newsroom, review: Review
) -> None:
    seat = Seat(review).press("end", "up", "j", "home", "enter")
    joined = review.entity("p1")
    assert joined.forms == ("Daniil", "sergeant")
    assert "q2" not in {entity.id for entity in review.work.analysis.entities}
    assert "sergeant" not in review.redacted().text
    again = review_of(room, review.work.case.id)
    assert again.entity("p1") == joined
    seat.press("right", "s")
    assert review.entity("p1").forms == ("Daniil",)
    assert "is a person of its own now" in seat.shown
    seat.press("u", "u")
    assert review.entity("q2").forms == ("sergeant",)
    assert "cannot be told apart" in seat.press("home", "s").shown
    seat.press("j", "enter")
    assert "cannot be joined with itself" in seat.shown
    seat.press("j", "escape")
    assert seat.desk.joining == ""


def test_a_review_goes_on_where_it_stopped_and_undo_reaches_back_over_the_stop(
    room: Newsroom, review: Review
) -> None:
    Seat(review).press("y", "k", "g", "x")  # the program is gone in the middle of a line
    again = review_of(room, review.work.case.id)
    seat = Seat(again)
    assert made(again) == {"l1": "generalize", "l2": "keep"}
    assert seat.desk.entity == "q2"
    seat.press("u", "u")
    assert made(again) == {}
    assert "nothing to undo" in seat.press("u").shown
    third = review_of(room, review.work.case.id)
    Seat(third).press("U", "U")
    assert made(third) == {"l1": "generalize", "l2": "keep"}


def test_a_new_wording_is_looked_at(room: Newsroom) -> None:
    name = sealed(room, "Мы были с Сашей у метро.", "ru")
    things = [Thing("p1", "person", ("Сашей",), "remove")]
    review = Review(propose(room, name, things, "ru"))
    seat = Seat(review)
    assert "1 to look at" in seat.rows[0]
    assert "[Сашей~]" in seat.shown
    assert "0 to look at" in seat.press("y").rows[0]
    assert "1 to look at" in seat.press("u").rows[0]
    written = review.redacted().ledger[0].replacement
    # A drawn name may bring another preposition along; what follows it stays.
    assert "Мы были" in seat.press("C").shown
    assert f"▸{written}◂ у метро" in seat.shown
    assert "0 to look at" in seat.press("C", "enter").rows[0]
    assert seat.press("q").ended == "done"
    assert "no new wording" in seat.press("c").shown


# ---- how it looks -------------------------------------------------------------------------------


def test_what_waits_is_unmistakable_without_colour(
    review: Review, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    seat = Seat(review)
    account = [row[:47] for row in seat.rows]
    assert any("[sergeant?]" in row for row in account)
    assert any("▸[Kola?]◂" in row for row in account)
    assert not any("[Daniil" in row for row in account)
    waits = [s for line in seat.segments for s in line if "[sergeant?]" in s.text]
    assert waits
    assert all(s.style is not None and s.style.reverse for s in waits)


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (100, 30), (200, 60), (20, 5)])
def test_every_size_is_drawn(review: Review, size: tuple[int, int]) -> None:
    seat = Seat(review, size)
    assert len(seat.rows) == size[1]
    for keys in (["v"], ["v"], ["?", "escape"], ["A", "escape"], ["g", "escape"], ["m", "escape"]):
        seat.press(*keys)
        assert len(seat.rows) == size[1]
    if size >= (60, 16):
        assert "4 to decide" in seat.rows[0]
        assert "[Kola?]" in seat.shown
        assert "▸? Kola ×1" in seat.shown
        assert "y accept" in seat.shown


def test_a_long_list_is_settled_only_after_all_of_it_was_shown(room: Newsroom) -> None:
    names = [f"Town{letter}ville" for letter in "abcdefghijklmnopqrst"]
    text = " ".join(f"We passed {name}." for name in names)
    things = [Thing(f"l{n}", "place", (name,), "ask") for n, name in enumerate(names, 1)]
    review = review_of(room, sealed(room, text), things)
    seat = Seat(review).press("A", "enter")
    assert "Townaville" not in seat.shown
    assert made(review) == {}
    seat.press("A", "enter", "enter")
    assert len(made(review)) == len(names)


HOSTILE = {
    "an escape sequence": ("T\x1b[2Jver", "T‹U+001B›[2Jver"),
    "a bidi override": ("T\u202ever", "T‹U+202E›ver"),
    "a zero-width space": ("T\u200bver", "T‹U+200B›ver"),
    "a tag character": ("T\U000e0041ver", "T‹U+E0041›ver"),
    "textual markup": ("[red]Kola[/]", "[red]Kola[/]"),
    "a tower of marks": ("T\u0301" + "\u0301" * 9_999 + "ver", "‹+9997 marks›"),
    "a carriage return": ("Tv\rer", "Tv‹U+000D›er"),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_hostile_text_is_shown_and_never_obeyed(room: Newsroom, what: str) -> None:
    words, seen = HOSTILE[what]
    review = review_of(
        room,
        sealed(room, f"He came from {words}. Then we left."),
        [Thing("l1", "place", (words,), "ask")],
    )
    seat = Seat(review, (120, 30))
    for keys in ([], ["v"], ["v", "A"], ["g"], ["g", "enter"], ["u"], ["m", "enter"]):
        seat.press(*keys)
        text = "".join(s.text for line in seat.segments for s in line)
        assert not set(text) & set("\x1b\r\u202e\u200b\U000e0041")
        assert "\u0301" * 4 not in text
    seat.press("escape")
    assert seen in Seat(review, (120, 30)).shown


def test_a_line_of_a_mebibyte_is_drawn(room: Newsroom) -> None:
    review = review_of(
        room, sealed(room, "a" * 2**20 + " Kola"), [Thing("l1", "place", ("Kola",), "ask")]
    )
    assert "[Kola?]" in Seat(review).shown
