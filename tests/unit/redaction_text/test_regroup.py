"""An editor's grouping over an analysis, and its place in a file of decisions."""

from __future__ import annotations

import pytest

from cli.redaction.apply import redact
from cli.redaction.decisions import DecisionsError, Grouping, Record, dumps, loads
from cli.redaction.model import Analysis
from cli.redaction.regroup import find, places_of, regroup
from tests.unit.cli.proposed import Thing, analysis

TEXT = "Sasha came with Falcon. Alexander and the falcon left. Sasha Bell, Falcone, Bell."
FOUND = (
    Thing("p1", "person", ("Alexander", "Sasha Bell"), "remove"),
    Thing("u1", "unknown", ("Falcon.",), "ask"),
)

SHAPES = {
    "nothing changes nothing": ([], {"p1": ["Alexander", "Sasha Bell"], "u1": ["Falcon."]}),
    "words are marked wherever they stand alone": (
        [Grouping("mark", "person", "bell")],
        {"p1": ["Alexander", "Sasha Bell"], "u1": ["Falcon."], "p2": ["Bell"]},
    ),
    "marked words swallow what lies inside them": (
        [Grouping("mark", "relation", "came with Falcon. Alexander")],
        {"p1": ["Sasha Bell"], "q1": ["came with Falcon. Alexander"]},
    ),
    "a mark with a known name grows its thing": (
        [Grouping("mark", "person", "bell"), Grouping("mark", "person", "Bell")],
        {"p1": ["Alexander", "Sasha Bell"], "u1": ["Falcon."], "p2": ["Bell"]},
    ),
    "a mark of words that stand nowhere": (
        [Grouping("mark", "person", "Zoe")],
        {"p1": ["Alexander", "Sasha Bell"], "u1": ["Falcon."]},
    ),
    "one thing becomes part of another": (
        [Grouping("join", "unknown", "falcon.", "person", "alexander")],
        {"p1": ["Falcon.", "Alexander", "Sasha Bell"]},
    ),
    "a join with itself": (
        [Grouping("join", "person", "Alexander", "person", "Sasha Bell")],
        {"p1": ["Alexander", "Sasha Bell"], "u1": ["Falcon."]},
    ),
    "a form is split off": (
        [Grouping("split", "person", "Alexander")],
        {"p1": ["Sasha Bell"], "u1": ["Falcon."], "p2": ["Alexander"]},
    ),
    "a thing of one form cannot be split": (
        [Grouping("split", "unknown", "Falcon.")],
        {"p1": ["Alexander", "Sasha Bell"], "u1": ["Falcon."]},
    ),
    "joined and split again": (
        [
            Grouping("join", "unknown", "Falcon.", "person", "Alexander"),
            Grouping("split", "person", "Falcon."),
        ],
        {"p1": ["Alexander", "Sasha Bell"], "p2": ["Falcon."]},
    ),
}


def forms(found: Analysis) -> dict[str, list[str]]:
    return {entity.id: list(entity.forms) for entity in found.entities}


@pytest.mark.parametrize("what", SHAPES)
def test_grouping(what: str) -> None:
    groups, expected = SHAPES[what]
    assert forms(regroup(TEXT, analysis(TEXT, FOUND), groups)) == expected


def test_what_is_marked_is_hidden_everywhere_and_nothing_found_before_comes_back() -> None:
    groups = [Grouping("mark", "person", "Falcon"), Grouping("mark", "person", "Bell")]
    found = regroup(TEXT, analysis(TEXT, FOUND), groups)
    safe = redact(TEXT, found, {}, bytes(32)).text
    for word in ("Bell", "Alexander", "falcon "):
        assert word not in safe
    assert "Falcone" in safe, "a longer word is another word"


def test_a_mark_over_half_of_a_name_leaves_no_half_behind() -> None:
    found = regroup(TEXT, analysis(TEXT, FOUND), [Grouping("mark", "place", "left. Sasha")])
    safe = redact(TEXT, found, {}, bytes(32)).text
    assert "Bell, Falcone" not in safe
    assert "left. Sasha" not in safe


@pytest.mark.parametrize("words", ["ПЁТР", "петр", "Пётр"])
def test_places_are_found_in_any_case_with_either_letter(words: str) -> None:
    assert places_of("Пётр и Петр, Петра нет", words) == [(0, 4), (7, 11)]


def test_words_are_found_over_a_line_and_with_any_apostrophe() -> None:
    assert places_of("Oʼ Hara\nJr", "hara jr") == [(3, 10)]
    assert places_of("O’Hara", "o'hara") == [(0, 6)]


def test_a_marked_name_is_found_in_its_other_cases_and_a_trait_is_not() -> None:
    text = "Пришёл бугор. Бугру дали хлеб, с бугром ушла Вера Лесная. Вере Лесной верят."
    found = regroup(text, analysis(text, ()), [Grouping("mark", "person", "бугор")])
    assert forms(found) == {"p1": ["бугор", "Бугру", "бугром"]}
    found = regroup(text, analysis(text, ()), [Grouping("mark", "person", "Вера Лесная")])
    assert forms(found) == {"p1": ["Вера Лесная", "Вере Лесной"]}
    found = regroup(text, analysis(text, ()), [Grouping("mark", "job", "бугор")])
    assert forms(found) == {"q1": ["бугор"]}


def test_a_thing_is_found_by_kind_and_form_or_by_a_form_of_its_own() -> None:
    entities = analysis(TEXT, FOUND).entities
    assert find(entities, "place", "alexander") is entities[0]
    assert find(entities, "place", "nobody") is None


def test_groupings_are_written_and_read_in_their_order() -> None:
    record = Record(groupings=tuple(group for groups, _ in SHAPES.values() for group in groups))
    assert loads(dumps(record)) == record


BROKEN = {
    "no act": 'kind = "person"\nform = "A"',
    "an unknown act": 'act = "drop"\nkind = "person"\nform = "A"',
    "an unknown kind": 'act = "mark"\nkind = "pet"\nform = "A"',
    "an empty form": 'act = "mark"\nkind = "person"\nform = " "',
    "a join with nothing": 'act = "join"\nkind = "person"\nform = "A"',
    "a join with an unknown kind": (
        'act = "join"\nkind = "person"\nform = "A"\nto_kind = "pet"\nto = "B"'
    ),
    "a field of another act": 'act = "mark"\nkind = "person"\nform = "A"\nto = "B"',
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_grouping_is_refused_by_its_number(what: str) -> None:
    with pytest.raises(DecisionsError, match="Grouping 1"):
        loads(f"version = 1\n\n[[grouping]]\n{BROKEN[what]}\n")
