"""The full screen where two editors settle, where wishes wait, and the list is looked through."""

from __future__ import annotations

import pytest

from cli import wishes
from cli.redaction.ledger import Choice
from cli.review.paint import DIM
from cli.review.sitting import Review
from crypto.testimony import Answer
from tests.unit.cli.newsroom import Newsroom
from tests.unit.cli.proposed import TEXT, THINGS, Thing, propose
from tests.unit.cli.review.pictured import BLANK, FOLDER, STATES, differing, pictured
from tests.unit.cli.review.seated import Seat, review_of, sealed


@pytest.fixture(scope="module")
def settling_room(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    return Newsroom.make(tmp_path_factory.mktemp("settling"))


@pytest.fixture
def room(settling_room: Newsroom) -> Newsroom:
    return settling_room


@pytest.fixture
def review(room: Newsroom) -> Review:
    return differing(room)


def made(review: Review) -> dict[str, str]:
    choices = review.work.matched().choices
    return {n: choices[n].action for n in ("l1", "l2", "q1") if n in choices}


def test_what_differs_is_shown_side_by_side_with_names(review: Review) -> None:
    seat = Seat(review)
    assert "3 to decide" in seat.rows[0]
    assert "1 anna: stays" in seat.shown
    assert "2 boris: → [a place] (y)" in seat.shown
    assert "1 as anna  2 as boris" in seat.shown
    assert "[sergeant?]" not in seat.shown


KEYS: dict[str, tuple[list[str], dict[str, str]]] = {
    "1 takes the first's": (["1"], {"l1": "keep"}),
    "2 takes the second's": (["2"], {"l1": "remove"}),
    "y takes what hides more": (["y"], {"l1": "remove"}),
    "other keys decide as ever": (["g", "enter"], {"l1": "generalize"}),
    "y takes neither where neither hides more": (["down", "y"], {}),
    "1 and 2 do where neither hides more": (["down", "1"], {"l2": "generalize"}),
    "A leaves out what neither hides more of": (["A", "enter"], {"l1": "remove"}),
    "undo goes back": (["1", "2", "u"], {"l1": "keep"}),
}


@pytest.mark.parametrize("what", KEYS)
def test_keys_settle(review: Review, what: str) -> None:
    keys, expected = KEYS[what]
    Seat(review).press(*keys)
    assert made(review) == expected


def test_neither_hides_more_is_said_and_1_and_2_mean_nothing_elsewhere(
    room: Newsroom, review: Review
) -> None:
    assert "1 or 2" in Seat(review).press("down", "y").shown.rsplit("\n", 3)[1]
    alone = review_of(room, sealed(room, TEXT))
    assert "two editors differ" in Seat(alone).press("1").shown
    assert made(alone) == {}


# ---- wishes -------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def asking_room(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    folder = tmp_path_factory.mktemp("asking")
    return Newsroom.make(folder, "--questionnaire", "conscription")


def wished(room: Newsroom, said: dict[str, Answer]) -> Review:
    before = set(room.cases())
    path = room.handover([room.seal(TEXT, consent=said)], f"{len(before)}.tar")
    [case] = set(room.collect(path)) - before
    review = Review(propose(room, case))
    review.decide_all({entity.id: BLANK for entity in review.waiting()})
    return review


def test_wishes_are_shown_one_by_one_and_only_y_agrees(asking_room: Newsroom) -> None:
    review = wished(asking_room, {"hide": ("health", "people"), "hide-other": "the dog"})
    seat = Seat(review)
    assert "3 wishes (w)" in seat.rows[0]
    assert "which only you can see to: w" in seat.shown
    assert seat.press("q").ended == "left"
    assert "“the dog”" in seat.press("w").shown
    for key in ("enter", "space", "k", "escape"):
        seat.press("w", key, "escape")
        assert len(review.wishes()) == 3
    assert "their health" in seat.press("w", "y").shown
    assert len(review.wishes()) == 2
    seat.press("w", "y", "y")
    assert review.wishes() == ()
    assert "Nothing is left" in seat.shown
    assert "wish" not in seat.rows[0]
    seat.press("u")
    assert [wish.name for wish in review.wishes()] == ["hide-people"]
    assert seat.press("w", "y", "q").ended == "done"
    assert "No wish of the witness is left" in seat.press("w").shown


def test_a_hostile_wish_is_shown_and_never_obeyed(asking_room: Newsroom) -> None:
    review = wished(asking_room, {"hide": ("media",), "hide-other": "the dog\x1b[2J \u202eeht"})
    shown = Seat(review).press("w").shown
    assert "the dog‹U+001B›[2J ‹U+202E›eht" in shown
    assert not set(shown) & set("\x1b\u202e")


def test_a_name_is_typed_where_the_witness_asked_for_one(asking_room: Newsroom) -> None:
    review = wished(asking_room, {"hide": ("media",), "name": "invented"})
    seat = Seat(review)
    assert "stands in the account" in seat.press("w", *"Marina", "enter").shown
    assert "invent a name" in seat.press("w").shown
    seat.press("w", *"Oak", "enter")
    assert wishes.invented(review.work) == "Oak"


def test_what_the_witness_asked_to_hide_cannot_be_kept_among_many_either(
    asking_room: Newsroom,
) -> None:
    review = wished(asking_room, {"hide": ("place",), "name": "none"})
    assert review.undo()
    seat = Seat(review).press("A", "k", "enter")
    assert "asked to hide what you would keep" in seat.shown
    assert made(review) == {"l2": "generalize"}


def test_what_the_witness_asked_to_hide_cannot_be_kept(asking_room: Newsroom) -> None:
    review = wished(asking_room, {"hide": ("place",), "name": "none"})
    for key in ("k", "K"):
        seat = Seat(review).press("home", "down", "down", key)
        assert seat.desk.entity == "l1"
        assert "asked to hide this: place" in seat.shown
    assert made(review)["l1"] == "remove"


def test_an_answer_that_is_not_exported_is_told_apart(asking_room: Newsroom) -> None:
    before = set(asking_room.cases())
    sealed_ = asking_room.seal(TEXT, answers={"region": "near Omsk"})
    [case] = set(asking_room.collect(asking_room.handover([sealed_], "aside.tar"))) - before
    review = review_of(asking_room, case, (*THINGS, Thing("l9", "place", ("Omsk",), "ask")))
    seat = Seat(review)
    assert "[Omsk" not in seat.shown
    assert "4 to decide" in seat.rows[0]
    dim = [s for line in seat.segments for s in line if "near" in s.text]
    assert dim
    assert all(s.style is not None and s.style.color == DIM.color for s in dim)
    assert "in an answer that is not" in seat.press("/", *"omsk", "enter").shown


# ---- looking through ----------------------------------------------------------------------------


def test_f_lists_only_what_waits(room: Newsroom) -> None:
    review = review_of(room, sealed(room, TEXT))
    seat = Seat(review).press("f")
    side = [row[47:] for row in seat.rows]
    assert not any("Daniil" in row for row in side[:11])
    assert any("Kola" in row for row in side)
    seat.press("y")
    assert not any("? Kola" in row for row in seat.rows)
    assert "All is listed" in seat.press("f").shown
    assert any("Daniil ×2" in row for row in seat.rows)


def test_e_shows_what_stays_unasked_and_can_hide_some_of_it(room: Newsroom) -> None:
    things = (*THINGS[:3], *(Thing(t.id, t.kind, t.forms, "keep") for t in THINGS[3:5]))
    review = review_of(room, sealed(room, TEXT), things)
    seat = Seat(review).press("e")
    assert "nobody was asked: 2 of 2" in seat.rows[0]
    assert "metro in ▸Kola◂" in seat.shown
    seat.press("e", "space", "enter")
    assert made(review) == {"l1": "generalize", "l2": "keep"}
    assert "Nothing stays that nobody was asked about" in seat.press("e").shown
    seat.press("u")
    assert made(review) == {}


def test_a_public_figure_waits_and_is_proposed_to_stay(room: Newsroom) -> None:
    figure = Thing("p1", "person", ("Daniil",), "ask", gender="masc", public=True)
    review = review_of(room, sealed(room, TEXT), (figure,))
    seat = Seat(review)
    assert "1 to decide" in seat.rows[0]
    seat.press("y")
    assert review.work.matched().choices == {"p1": Choice("keep")}
    assert "Daniil" in review.redacted().text


def test_e_shows_the_words_that_were_doubted_and_one_of_them_can_become_a_person(
    room: Newsroom,
) -> None:
    review = review_of(room, sealed(room, TEXT), THINGS[:1], settled=("metro", "once"))
    seat = Seat(review).press("e")
    assert "nobody was asked: 2 of 2" in seat.rows[0]
    assert "metro (no name) stays" in seat.shown
    assert "from the ▸metro◂ in Kola" in seat.shown
    seat.press("e", "space", "enter")
    assert "1 stay, and you looked. 1 hidden." in seat.shown
    assert [e.forms for e in review.work.analysis.entities] == [("Daniil",), ("metro",)]
    assert "metro" not in review.redacted().text
    assert list(review.settled()) == ["once"]
    seat.press("u")
    assert list(review.settled()) == ["metro", "once"]
    assert "metro" in review.redacted().text


TOGETHER = (
    "The welder of plant No. 7 lived in the village of Malo. He left on 3 May. Petro Danko knows."
)
HEAVY = (
    Thing("j1", "employer", ("plant No. 7",), "ask"),
    Thing("l1", "place", ("village of Malo",), "ask"),
    Thing("l2", "place", ("May",), "ask"),
    Thing("p1", "person", ("knows",), "ask"),
    Thing("p2", "person", ("Petro Danko",), "ask"),
)


def test_of_a_kind_what_narrows_the_circle_most_comes_first(room: Newsroom) -> None:
    desk = Seat(review_of(room, sealed(room, TOGETHER), HEAVY)).desk
    assert [entity.id for entity in desk.items()] == ["p2", "p1", "j1", "l1", "l2"]


def test_what_leaves_few_people_together_is_shown_and_told_when_it_is_kept(
    room: Newsroom,
) -> None:
    review = review_of(room, sealed(room, TOGETHER), HEAVY)
    seat = Seat(review, (120, 24)).press("d")
    assert "plant No. 7 (a workplace that is named" in seat.shown
    assert "leave one person" in seat.shown
    review.decide(review.entity("j1"), Choice("keep"))
    seat = Seat(review, (120, 24))
    seat.desk.select("l1")
    assert "What stays leaves one person: d" in seat.press("k").shown
    for name in ("j1", "l1", "l2"):
        review.decide(review.entity(name), BLANK)
    assert "leaves few people together" in Seat(review).press("d").shown
    assert "one person" not in Seat(review).press("d").shown


# ---- snapshots ----------------------------------------------------------------------------------


@pytest.mark.parametrize("state", STATES)
def test_the_screen_looks_as_it_did(room: Newsroom, state: str) -> None:
    assert pictured(room, state) == (FOLDER / f"{state}.txt").read_text("utf-8")
