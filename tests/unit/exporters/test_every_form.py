"""Whatever case a name was removed in, whatever case it is left in: the gate finds it."""

from __future__ import annotations

import pytest

from cli.exporters import gate
from cli.exporters.needles import Original
from cli.exporters.readers import Read, Segment
from cli.redaction.model import Analysis
from cli.redaction.names import Listed, listed
from cli.redaction.paradigms import CASES, Case, Sort, decline
from cli.redaction.romanise import romanise


def nobody(text: str) -> Analysis:
    return Analysis("uk", (), ())


def found(removed: str, left: str, language: str) -> bool:
    originals = (Original("p1", "person", (removed,), ("[имя]",)),)
    file = Read((Segment("paragraph 1", f"Тут {left} був."),), ())
    return bool(gate.search(file, originals, language=language, analyse=nobody))


def in_case(item: Listed, case: Case, language: str) -> str:
    gender = "masc" if item.sort == "surname" else item.gender
    sort: Sort = "surname" if item.sort == "surname" else "given"
    made = decline(item.name, sort, gender, case, language=language)
    assert made
    return made


@pytest.mark.parametrize("language", ["ru", "uk"])
def test_every_case_of_every_listed_name_is_found(language: str) -> None:
    missed = []
    for number, item in enumerate(listed(language)):
        if item.sort == "callsign":
            continue
        removed = in_case(item, CASES[number % 6], language)  # as some mention had it
        for case in CASES[:6]:
            left = in_case(item, case, language)
            if not found(removed, left, language):
                missed.append((removed, left))
    assert missed == []


@pytest.mark.parametrize("language", ["ru", "uk"])
def test_every_listed_surname_is_found_in_latin_letters(language: str) -> None:
    names = [item.name for item in listed(language) if item.sort == "surname"]
    missed = [name for name in names if not found(name, romanise(name, language), language)]
    assert missed == []


@pytest.mark.parametrize("language", ["ru", "uk"])
def test_no_listed_name_is_taken_for_another(language: str) -> None:
    """Names that do not resemble each other do not raise false alarms in a clean text."""
    names = [item.name for item in listed(language) if item.sort == "surname"][::6]
    alarms = [
        (one, other)
        for one in names
        for other in names
        if one != other and found(one, other, language)
    ]
    assert alarms == []


@pytest.mark.parametrize("language", ["ru", "uk"])
def test_a_name_in_small_letters_is_found_in_every_case_though_it_stood_with_a_capital(
    language: str,
) -> None:
    """Only names that are ordinary words need a capital to be found; no given name listed is."""
    missed = []
    for item in listed(language):
        if item.sort == "callsign":
            continue
        for case in CASES[:6]:
            left = in_case(item, case, language).lower()
            if not found(item.name, left, language):
                missed.append((item.name, left))
    assert missed == []


WRITTEN = Original("l2", "place", ("Омске",), ("городе в Сибири",))
PLAIN = {
    "a town": (Original("l1", "place", ("город",), ("[место]",)), "Наш город спал."),
    "a month": (Original("q1", "date", ("в октябре",), ("осенью",)), "Была середина октября."),
}


@pytest.mark.parametrize("why", PLAIN)
def test_a_plain_word_that_other_wordings_write_is_no_leak(why: str) -> None:
    removed, left = PLAIN[why]
    month = Original("q2", "date", ("14 октября",), ("в середине октября",))
    file = Read((Segment("paragraph 1", left),), ())
    assert gate.search(file, (removed,), language="ru", analyse=nobody)
    assert not gate.search(file, (removed, WRITTEN, month), language="ru", analyse=nobody)


@pytest.mark.parametrize(
    "removed",
    [
        Original("p1", "person", ("город",), ("сокол",)),
        Original("l1", "place", ("Город",), ("[место]",)),
        Original("l1", "place", ("Город Мёртвых",), ("[место]",)),
        Original("q1", "date", ("14 города",), ("[дата]",)),
        Original("q1", "employer", ("городе 7",), ("городе",)),
    ],
)
def test_a_name_is_searched_for_whatever_other_wordings_write(removed: Original) -> None:
    file = Read((Segment("paragraph 1", f"Тут {removed.forms[0]} был."),), ())
    assert gate.search(file, (removed, WRITTEN), language="ru", analyse=nobody)


def test_a_day_is_searched_for_though_its_wording_writes_the_month() -> None:
    removed = Original("q1", "date", ("14 октября",), ("в середине октября",))
    file = Read((Segment("paragraph 1", "Это было 14 октября, ночью."),), ())
    assert gate.search(file, (removed,), language="ru", analyse=nobody)
