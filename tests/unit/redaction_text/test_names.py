"""The lists of pseudonyms: every form of every name is what the dictionary says it is."""

from __future__ import annotations

import pytest

from cli.redaction.declension import possessive_of
from cli.redaction.morphology import Language, analyzer
from cli.redaction.names import Listed, listed, pool
from cli.redaction.paradigms import CASES, Case, Number, Sort, decline
from cli.redaction.shortnames import short_name

LANGUAGES: tuple[Language, ...] = ("ru", "uk")
MARKS = {"given": "Name", "patronymic": "Patr", "surname": "Surn", "callsign": "NOUN"}


def dictionary_forms(word: str, mark: str, language: Language) -> set[tuple[str, str, str, str]]:
    """(form, case, number, gender) of all readings of a word, as pymorphy3 inflects it."""
    found: set[tuple[str, str, str, str]] = set()
    for parse in analyzer(language).parse(word.lower()):
        if mark and mark not in parse.tag.grammemes:
            continue
        for form in parse.lexeme:
            marks = form.tag.grammemes
            gender = "masc" if "masc" in marks else "femn" if "femn" in marks else ""
            number = "plur" if "plur" in marks else "sing"
            for case in CASES:
                if case in marks:
                    found.add((form.word.replace("ё", "е"), case, number, gender))
    return found


def roles(item: Listed) -> list[tuple[str, Sort, str, Number]]:
    if item.sort == "surname":
        return [
            (item.name, "surname", "masc", "sing"),
            (item.name, "surname", "femn", "sing"),
            (item.name, "surname", "", "plur"),
        ]
    found: list[tuple[str, Sort, str, Number]] = [(item.name, item.sort, item.gender, "sing")]
    if item.patronymic[0]:
        found.append((item.patronymic[0], "patronymic", "masc", "sing"))
        found.append((item.patronymic[1], "patronymic", "femn", "sing"))
    return found


def form(name: str, sort: Sort, gender: str, number: Number, case: Case, language: str) -> set[str]:
    made = {
        decline(name, sort, gender, case, language=language, number=number, longer=longer)
        for longer in (False, True)
    }
    assert None not in made, (name, sort, gender, case)
    return {str(one).lower().replace("ё", "е") for one in made}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_form_of_every_listed_name_is_in_the_dictionary(language: Language) -> None:
    wrong = []
    cases = CASES[:6] if language == "ru" else CASES
    for item in listed(language):
        for name, sort, gender, number in roles(item):
            known = dictionary_forms(name, MARKS[sort], language)
            if sort == "surname":
                for other in ("femn", "plur"):
                    base = form(name, sort, "femn", "plur" if other == "plur" else "sing", "nomn",
                                language)  # fmt: skip
                    for one in base:
                        known |= dictionary_forms(one, "" if other == "plur" else "Surn", language)
            for case in cases:
                # VESUM keeps family names in the plural as things: there the accusative is taken
                # from the genitive, as it is for people.
                at: Case = "gent" if (language, number, case) == ("uk", "plur", "accs") else case
                for one in form(name, sort, gender, number, case, language):
                    if not any(
                        (word, c, n) == (one, at, number) and (not gender or g in ("", gender))
                        for word, c, n, g in known
                    ):
                        wrong.append((name, sort, gender, number, case, one))
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_given_name_makes_a_possessive(language: Language) -> None:
    for item in listed(language):
        if item.sort == "given":
            base = item.familiar if language == "ru" else item.name
            made = possessive_of(base, "", item.gender, language)
            assert made.sure
            assert made.text.endswith(("ин", "їн", "ін", "ів", "їв")), made


def test_every_russian_familiar_form_belongs_to_its_name() -> None:
    for item in listed("ru"):
        if item.sort == "given" and item.familiar:
            assert item.familiar[-1] in "ая"
            assert short_name(item.familiar.lower()), item.familiar


@pytest.mark.parametrize("language", ["ru", "uk", "en"])
def test_no_name_stands_twice_and_every_pool_is_large_enough(language: str) -> None:
    names = [(item.sort, item.gender, item.name) for item in listed(language)]
    assert len(names) == len(set(names))
    assert len(pool(language, "surname", "-")) >= 60
    for gender in ("masc", "femn"):
        assert len(pool(language, "given", gender)) >= 44
        assert len(pool(language, "callsign", gender)) >= 10


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_given_names_of_a_list_share_a_form(language: Language) -> None:
    seen: dict[str, str] = {}
    for item in listed(language):
        if item.sort != "given":
            continue
        for case in CASES:
            for one in form(item.name, "given", item.gender, "sing", case, language):
                assert seen.setdefault(one, item.name) == item.name, one
