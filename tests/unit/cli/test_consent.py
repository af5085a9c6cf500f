"""Consent as it was given, and read the most protective way where it was not."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from cli import consent, questions, work
from cli.redaction.ledger import Choice
from crypto.questionnaire import REVEALS
from crypto.testimony import Answer
from tests.unit.cli.newsroom import Newsroom
from tests.unit.cli.proposed import Thing, analysis

TEXT = "The sergeant took me from the metro in Kola. I called Marina at once."
THINGS = (
    Thing("q1", "rank", ("sergeant",), "ask"),
    Thing("q2", "age", ("18–20",), "ask"),
    Thing("l1", "place", ("Kola",), "ask"),
    Thing("p1", "person", ("Marina",), "remove"),
)
ANSWERS: dict[str, Answer] = {"region": "Kola", "age": "18-20", "phone": ("gone",)}


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    return Newsroom.make(tmp_path, "--questionnaire", "conscription")


def decided(room: Newsroom, said: Mapping[str, Answer], keep: str = "") -> str:
    """Collect a testimony with this consent and decide everything in it; return its case.

    keep: the kind that stays
    """
    sealed = room.seal(TEXT, answers=ANSWERS, consent=said)
    [name] = room.collect(room.handover([sealed]))
    vault = room.open()
    case = vault.case(name)
    asked = vault.settings().questionnaire_of(vault.index().cases[name].claimed)
    whole = work.joined(case.content(), asked)
    found = analysis(whole.text, THINGS)
    case.store(work.PROPOSAL, {"text": whole.text, **work.to_value(found)})
    choices = {
        entity.id: Choice("keep" if entity.kind == keep else "remove") for entity in found.entities
    }
    work.load(case, case.content(), asked).deciding(choices).store()
    return name


def exported(room: Newsroom, case: str) -> list[str]:
    """Export a case; return the ids of the answers that are in it."""
    out = room.folder / "safe"
    room.done("export", room.vault, case, "--out", out, "--format", "json")
    [path] = out.iterdir()
    return [answer["id"] for answer in json.loads(path.read_text("utf-8"))["answers"]]


HIDDEN: dict[str, tuple[dict[str, Answer], list[str]]] = {
    "nothing marked hides every answer that reveals": ({}, ["text", "phone"]),
    "place marked hides answers about it": ({"hide": ("place",)}, ["text", "age", "phone"]),
    "photographs marked hide no answer": ({"hide": ("media",)}, ["text", "age", "region", "phone"]),
    "a mark that is not known counts as none": ({"hide": ("moon",)}, ["text", "phone"]),
    "a mark that is no list counts as none": ({"hide": "place"}, ["text", "phone"]),
}


@pytest.mark.parametrize("case", HIDDEN)
def test_what_is_hidden(room: Newsroom, case: str) -> None:
    said, shown = HIDDEN[case]
    assert exported(room, decided(room, said)) == shown


def test_a_newsroom_that_does_not_ask_what_to_hide_exports_all(tmp_path: Path) -> None:
    room = Newsroom.make(tmp_path)
    assert exported(room, decided(room, {})) == ["text", "age", "phone", "region"]


def test_what_was_marked_may_not_be_kept_in_the_story(room: Newsroom) -> None:
    case = decided(room, {"hide": ("place", "age")}, keep="place")
    out = room.folder / "safe"
    said = room.refused("export", room.vault, case, "--out", out)
    assert "asked to hide what stays in it: Kola" in said
    assert "testimony review" in said
    assert not out.exists()


def test_what_was_not_marked_may_be_kept(room: Newsroom) -> None:
    assert "text" in exported(room, decided(room, {"hide": ("age",)}, keep="place"))


def test_every_kind_that_a_wish_forbids_is_one_that_can_be_marked() -> None:
    assert consent.KINDS.keys() <= set(REVEALS)


NAMES: dict[str, tuple[dict[str, Answer], tuple[str, ...]]] = {
    "their own": ({"name": "own", "name-own": " The  neighbour "}, ("The neighbour",)),
    "their own, and none given": ({"name": "own"}, ()),
    "none, though one was typed": ({"name": "none", "name-own": "The neighbour"}, ()),
    "an invented one": ({"name": "invented", "name-own": "The neighbour"}, ()),
    "nothing said": ({"name-own": "The neighbour"}, ()),
    "a whole page": ({"name": "own", "name-own": "x" * 61}, ()),
    "a list": ({"name": "own", "name-own": ("a", "b")}, ()),
}


@pytest.mark.parametrize("case", NAMES)
def test_the_name_they_wished(case: str) -> None:
    said, names = NAMES[case]
    assert tuple(answer.text for answer in consent.name(said, "en")) == names


def test_a_chosen_name_stands_in_the_account(room: Newsroom) -> None:
    case = decided(room, {"name": "own", "name-own": "the neighbour", "hide": ("media",)})
    assert exported(room, case)[0] == "name"


def test_an_editor_sees_every_wish_and_nothing_can_paint_the_screen(room: Newsroom) -> None:
    said: dict[str, Answer] = {
        "name": "own",
        "name-own": "Eve\x1b[2J\u202e",
        "hide": ("unit", "place"),
        "hide-other": "the dog\r",
        "court": "yes",
    }
    [case] = room.collect(room.handover([room.seal(TEXT, publish="retell", consent=said)]))
    shown = room.done("read", room.vault, case).out
    for line in (
        "Publishing: retell",
        "Name: Eve‹U+001B›[2J‹U+202E›",
        "Hide: place, unit",
        "Hide, in their words: the dog‹U+000D›",
        "Lawyers and courts: yes, without a name",
    ):
        assert line in shown


def reveals(asked: Mapping[str, Any]) -> set[str]:
    return {q["reveals"] for s in asked["sections"] for q in s["questions"] if "reveals" in q}


def test_the_ready_questionnaire_says_what_its_free_answers_reveal() -> None:
    asked = questions.load(questions.READY["conscription"])
    assert {"place", "dates", "age", "health", "unit", "people"} <= reveals(asked)
    free = {
        q["id"]: q.get("reveals")
        for s in asked["sections"]
        for q in s["questions"]
        if q["kind"] in ("text", "date")
    }
    assert {name for name, what in free.items() if what is None} == {"text", "unasked"}
