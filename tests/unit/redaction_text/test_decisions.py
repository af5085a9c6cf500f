"""Recorded decisions: written, read, laid over an analysis again."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cli.redaction.apply import redact
from cli.redaction.decisions import (
    Allowed,
    Checked,
    Decided,
    DecisionsError,
    Record,
    checked,
    dumps,
    loads,
    match,
    normal,
    record_of,
    sentence_around,
    unchecked,
)
from cli.redaction.ledger import Choice
from cli.redaction.model import KINDS
from tests.unit.redaction_text.marked import read

SEED = b"a secret of this case, 32 bytes."
WORDS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=20).filter(normal)


def test_a_record_reads_as_an_editor_would_write_it() -> None:
    record = Record(
        (
            Decided("person", "Олег", Choice("pseudonym", "Иван")),
            Decided("place", "Чугуев", Choice("generalize")),
        ),
        (Checked("Олегу", "Ивану", "К Ивану пришли.", 2),),
        (Allowed("Вера", 'Её "вера".', 1),),
    )
    assert dumps(record) == (
        "version = 1\n"
        '\n[[decision]]\nkind = "person"\nform = "Олег"\naction = "pseudonym"\ntext = "Иван"\n'
        '\n[[decision]]\nkind = "place"\nform = "Чугуев"\naction = "generalize"\n'
        '\n[[checked]]\noriginal = "Олегу"\nreplacement = "Ивану"\nsentence = "К Ивану пришли."\n'
        "n = 2\n"
        '\n[[allowed]]\nfound = "Вера"\nsentence = "Её \\"вера\\"."\nn = 1\n'
    )
    assert loads(dumps(record)) == record


CHOICES = st.builds(
    Choice,
    st.sampled_from(["remove", "pseudonym", "generalize", "keep"]),
    st.none() | WORDS,
)


@given(
    st.lists(
        st.builds(Decided, st.sampled_from(KINDS), WORDS, CHOICES),
        max_size=4,
        unique_by=lambda one: one.kind,
    ),
    st.lists(st.builds(Checked, WORDS, WORDS, WORDS, st.integers(1, 9)), max_size=2),
    st.lists(st.builds(Allowed, WORDS, WORDS, st.integers(1, 9)), max_size=2),
)
@settings(max_examples=80, deadline=None, derandomize=True)
def test_any_record_comes_back_as_it_was_written(
    decisions: list[Decided], places: list[Checked], leaks: list[Allowed]
) -> None:
    record = Record(tuple(decisions), tuple(places), tuple(leaks))
    assert loads(dumps(record)) == record


BAD = {
    "no TOML": "version = ",
    "no version": "",
    "another version": "version = 2",
    "an unknown part": "version = 1\nnote = 1",
    "a part of the wrong sort": "version = 1\ndecision = 1",
    "an unknown kind": 'version = 1\n[[decision]]\nkind = "x"\nform = "a"\naction = "keep"',
    "an unknown action": 'version = 1\n[[decision]]\nkind = "person"\nform = "a"\naction = "x"',
    "no form": 'version = 1\n[[decision]]\nkind = "person"\naction = "keep"',
    "an empty form": 'version = 1\n[[decision]]\nkind = "person"\nform = " "\naction = "keep"',
    "a number as a form": 'version = 1\n[[decision]]\nkind = "person"\nform = 1\naction = "keep"',
    "an unknown field": (
        'version = 1\n[[decision]]\nkind = "person"\nform = "a"\naction = "keep"\nx = "y"'
    ),
    "one thing decided twice": (
        'version = 1\n[[decision]]\nkind = "person"\nform = "A"\naction = "keep"\n'
        '[[decision]]\nkind = "person"\nform = "a"\naction = "remove"'
    ),
    "a place counted from nought": ('version = 1\n[[allowed]]\nfound = "a"\nsentence = "a"\nn = 0'),
}


@pytest.mark.parametrize("fault", BAD)
def test_a_bad_file_is_refused_with_a_sentence(fault: str) -> None:
    with pytest.raises(DecisionsError, match=r"^[A-Z].*\.$"):
        loads(BAD[fault])


def test_decisions_find_their_things_again_by_any_form_and_say_what_is_left() -> None:
    text, analysis = read(
        "{p1:Олег} и {p1:Олега}, {l1:Чугуев}, {u1:Ориентир}.",
        "ru",
        decisions={"p1": "ask", "l1": "ask", "u1": "ask"},
    )
    record = loads(
        'version = 1\n[[decision]]\nkind = "person"\nform = "ОЛЕГА"\naction = "pseudonym"\n'
        '[[decision]]\nkind = "place"\nform = "Львов"\naction = "keep"\n'
        '[[decision]]\nkind = "person"\nform = "ориентир"\naction = "keep"\n'
    )
    found = match(record, analysis)
    assert found.choices == {"p1": Choice("pseudonym"), "u1": Choice("keep")}
    assert [entity.id for entity in found.undecided] == ["l1"]
    assert [one.form for one in found.unmatched] == ["Львов"]
    assert redact(text, analysis, found.choices, SEED).undecided == ("l1",)


def test_what_a_session_chose_can_be_recorded_and_replayed() -> None:
    _, analysis = read("{p1:Олег}, {l1:Чугуев}", "ru", decisions={"l1": "ask"})
    choices = {"p1": Choice("pseudonym", "Иван"), "l1": Choice("keep")}
    record = Record(record_of(analysis, choices))
    assert match(loads(dumps(record)), analysis).choices == choices


def test_a_doubtful_place_stays_until_it_is_checked_and_no_other_with_it() -> None:
    text, analysis = read("Об этом знает {p1:Левченко}. Об этом знает {p1:Левченко}.", "ru")
    done = redact(text, analysis, {"p1": Choice("pseudonym", "Власов")}, SEED)
    first, second = unchecked(Record(), done)
    record = Record(checked=(checked(done, first),))
    assert unchecked(record, done) == (second,)
    both = Record(checked=(checked(done, first), checked(done, second)))
    assert unchecked(both, done) == ()


@pytest.mark.parametrize(
    ("text", "place", "sentence"),
    [
        ("Раз. Два три. Четыре.", "три", "Два три."),
        ("Раз два", "два", "Раз два"),
        ("Он сказал: «Иди!» И ушёл.", "ушёл", "И ушёл."),
        ("строка\nдругая строка\nтретья", "другая", "другая строка"),
    ],
)
def test_the_sentence_around_a_place_is_found(text: str, place: str, sentence: str) -> None:
    start = text.index(place)
    assert sentence_around(text, start, start + len(place)) == sentence
