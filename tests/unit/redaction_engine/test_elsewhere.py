"""Which things of two accounts are one thing: cases, spellings and languages of it meet."""

from __future__ import annotations

import pytest

from cli.redaction.analyze import analyze
from cli.redaction.elsewhere import LETTERS, Elsewhere, told
from cli.redaction.model import Entity


def thing(kind: str, *forms: str) -> Entity:
    return Entity("x1", kind, ((0, 1),), forms, "ask", None, None, 1.0)


MEET = {
    "cases of a village": ("place", "Терны", "place", "Тернов"),
    "a case that no list has": ("place", "Терны", "place", "Тернах"),
    "a village in two languages": ("place", "Терны", "place", "Терни"),
    "a village in two scripts": ("place", "Терны", "place", "Terny"),
    "a town whose name ends like a case": ("place", "Харьков", "place", "Харькове"),
    "with the noun and without": ("place", "селе Терны", "place", "Терны"),
    "cases of a calling": ("job", "пчеловод", "job", "пчеловодами"),
    "a unit": ("unit", "36-я бригада", "unit", "36-й бригады"),
    "a unit in two languages": ("unit", "36-я бригада", "unit", "36-та бригада"),
    "a school": ("employer", "школе № 8", "education", "школа номер 8"),
    "a day in three languages": ("date", "12 апреля 2022", "date", "12 квітня 2022 року"),
    "a day in English": ("date", "12 апреля 2022", "date", "12 April 2022"),
    "a day in figures": ("date", "12 апреля 2022", "date", "12.04.2022"),
    "a day in figures, year first": ("date", "2022-04-12", "date", "12.4.2022"),
    "an age": ("age", "81 год", "age", "81 years old"),
}

DIFFER = {
    "two villages": ("place", "Терны", "place", "Терновка"),
    "two units": ("unit", "36-я бригада", "unit", "35-я бригада"),
    "a brigade and a company": ("unit", "2-я бригада", "unit", "2-я рота"),
    "two days": ("date", "12 апреля 2022", "date", "13 апреля 2022"),
    "a day in two years": ("date", "12 апреля 2022", "date", "12 апреля 2014"),
    "two schools": ("employer", "школе № 8", "employer", "школе № 18"),
    "a school that is named and any school": ("employer", "школе № 8", "employer", "школе"),
    "a summer and its year": ("date", "летом 2022", "date", "в 2022 году"),
    "a calling and a place of the same letters": ("job", "Терны", "place", "Терны"),
}


@pytest.mark.parametrize("name", MEET)
def test_it_is_one_thing(name: str) -> None:
    kind, form, other_kind, other = MEET[name]
    assert told(thing(kind, form)) & told(thing(other_kind, other))


@pytest.mark.parametrize("name", DIFFER)
def test_these_are_two_things(name: str) -> None:
    kind, form, other_kind, other = DIFFER[name]
    assert not told(thing(kind, form)) & told(thing(other_kind, other))


def test_a_fuller_name_is_not_the_short_one_it_is_later_called_by() -> None:
    named = thing("employer", "школе № 8", "школе")
    assert not told(named) & told(thing("employer", "школа"))
    assert told(named) & told(thing("employer", "школа номер 8"))


@pytest.mark.parametrize("kind", ["person", "unknown", "phone", "document", "address"])
def test_people_and_numbers_of_theirs_are_not_counted(kind: str) -> None:
    one = thing(kind, "Гринько")
    assert told(one) == frozenset()
    assert Elsewhere(300, {"abcdef": ""}).of(one) is None


def test_a_digest_is_found_only_where_one_begins() -> None:
    place = thing("place", "Терны")
    digest = min(told(place))
    assert len(digest) == LETTERS
    shifted = Elsewhere(3, {"inside": f"abc{digest}defgh", "there": f"{'x' * LETTERS}{digest}"})
    assert shifted.of(place) == frozenset({"there"})


def test_few_accounts_are_named_and_many_are_counted() -> None:
    elsewhere = Elsewhere(300, {})
    assert elsewhere.say(frozenset()) == "in no other of 300 accounts"
    assert elsewhere.say(frozenset({"b", "a"})) == "in 2 other of 300 accounts: a, b"
    assert elsewhere.say(frozenset("abcdefghijkl")) == "in 12 other of 300 accounts"
    assert elsewhere.short(frozenset("abcdefghijkl")) == "12 of 300"
    assert elsewhere.short(frozenset()) == "no other"
    assert elsewhere.short(None) == ""


def test_what_the_engine_finds_in_two_languages_meets() -> None:
    one = analyze("Я жила в селе Терны. 12 апреля 2022 пришли. Стояла там 36-я бригада.")
    other = analyze("Ми з села Терни. 12 квітня 2022 року прийшла 36-та бригада.")
    part = "".join(sorted(frozenset().union(*map(told, other.entities))))
    found = {each.kind: Elsewhere(2, {"there": part}).of(each) for each in one.entities}
    assert {kind for kind, others in found.items() if others} >= {"place", "date", "unit"}
