"""Words that agree with a name stay right, or an editor is told: adjectives, past tense, he/she."""

from __future__ import annotations

import hashlib

import pytest

from cli.redaction.apply import redact
from cli.redaction.ledger import Choice, Redacted
from cli.redaction.model import Gender
from cli.redaction.names import listed
from tests.unit.redaction_text.marked import read


def run(marked: str, language: str, gender: Gender | None = None, new: str = "") -> Redacted:
    text, analysis = read(marked, language, {"p1": gender} if gender else {})
    choices = {"p1": Choice("pseudonym", new)} if new else {}
    return redact(text, analysis, choices, hashlib.sha256(marked.encode()).digest())


def drawn_gender(done: Redacted, language: str) -> str:
    first = done.drawn["p1"].split()[0]
    return next(item.gender for item in listed(language) if item.name == first)


# A name that serves both, whose gender only its surroundings tell.
TOLD = {
    "{p1:Женя} пришла к нам ночью.": ("ru", "femn"),
    "{p1:Женя} пришёл к нам ночью.": ("ru", "masc"),
    "Бедная {p1:Женя} всё стояла у окна.": ("ru", "femn"),
    "Старому {p1:Вале} помогли сесть.": ("ru", "masc"),
    "Мою сестру {p1:Сашу} увезли.": ("ru", "femn"),
    "Там сидел майор {p1:Приходько}.": ("ru", "masc"),
    "Там сиділа слідча {p1:Приходько}.": ("uk", "femn"),
    "Нас водил дежурный {p1:Валя}.": ("ru", "masc"),
    "Наша {p1:Саша} не верила.": ("uk", "femn"),
    "{p1:Женя} приніс нам хліба.": ("uk", "masc"),
    "My sister {p1:Sasha} was taken.": ("en", "femn"),
    "{p1:Sasha} said that he would stay.": ("en", "masc"),
    "Mr {p1:Alex} left.": ("en", "masc"),
}


@pytest.mark.parametrize("marked", TOLD)
def test_a_drawn_name_has_the_gender_that_the_words_around_it_show(marked: str) -> None:
    language, gender = TOLD[marked]
    done = run(marked, language)
    if "Приходько" in marked:  # only a surname: what form it takes
        assert done.text.endswith("а.") == (gender == "femn" and language == "ru")
        assert done.unsure == ()
    else:
        assert drawn_gender(done, language) == gender


@pytest.mark.parametrize(
    ("marked", "language"),
    [
        ("С {p1:Женей} мы копали яму.", "ru"),
        ("Потом увезли {p1:Сашу}.", "ru"),
        ("Про {p1:Валю} більше не чули.", "uk"),
        ("От {p1:Сковороды} принесли записку.", "ru"),
    ],
)
def test_where_nothing_tells_the_gender_an_editor_is_told(marked: str, language: str) -> None:
    (place,) = run(marked, language).unsure
    assert place.reason == "nothing tells whether this is a man or a woman"


def test_in_english_a_person_of_unknown_gender_gets_a_name_that_serves_both() -> None:
    done = run("We dug with {p1:Sasha} until dark.", "en")
    assert drawn_gender(done, "en") == "any"
    assert done.unsure == ()


def test_she_in_a_sentence_with_another_person_tells_nothing() -> None:
    done = run("{p1:Sasha} told {p2:Olha} that she must leave.", "en")
    assert drawn_gender(done, "en") == "any"


# The gender of the person, the name that an editor types, whether all mentions are shown.
TYPED: dict[str, tuple[str, Gender, str, str]] = {
    "a woman's name for a man": ("ru", "masc", "Анна", "woman's"),
    "a man's name for a woman": ("ru", "femn", "Тарас", "man's"),
    "a woman's surname for a man": ("ru", "masc", "Котова", "woman's"),
    "a woman's patronymic for a man": ("ru", "masc", "Саша Петровна", "woman's"),
    "a name of no list": ("uk", "masc", "Палажка", "woman's"),
    "an English name": ("en", "femn", "Martin", "man's"),
    "a man's name for a man": ("ru", "masc", "Тарас", ""),
    "a name that serves both": ("ru", "femn", "Саша", ""),
    "a surname that may be anybody's": ("ru", "masc", "Сорока", ""),
    "a man's surname for a woman, which becomes hers": ("ru", "femn", "Котов", ""),
    "an English name for both": ("en", "femn", "Robin", ""),
}


@pytest.mark.parametrize("case", TYPED)
def test_a_typed_name_of_the_other_gender_shows_every_place_to_an_editor(case: str) -> None:
    language, gender, new, told = TYPED[case]
    name = {"ru": "Ким", "uk": "Ким", "en": "Kim"}[language]
    marked = f"{{p1:{name}}}. {{p1:{name}}}."
    done = run(marked, language, gender, new)
    reasons = [place.reason for place in done.unsure if "the new name is a" in place.reason]
    assert len(reasons) == (2 if told else 0)
    assert all(f"the new name is a {told}" in reason for reason in reasons)


# Words that agree stay as they are, and stay right, because the gender stays.
AGREE: dict[str, tuple[str, Gender, str, str]] = {
    "Бедная {p1:Анна} плакала, её увели.": ("ru", "femn", "Вера", "Бедная Вера плакала, её увели."),
    "Бедную {p1:Анну} увели.": ("ru", "femn", "Любовь", "Бедную Любовь увели."),
    "Наш {p1:Сергей} был жив.": ("ru", "masc", "Никита", "Наш Никита был жив."),
    "Нашого {p1:Сергія} бачили.": ("uk", "masc", "Микола", "Нашого Миколу бачили."),
    "{p1:Левченки} пішли самі.": ("uk", "masc", "Кравець", "Кравці пішли самі."),
    "Старые {p1:Мельники} уехали.": ("ru", "masc", "Громов", "Старые Громовы уехали."),
}


@pytest.mark.parametrize("marked", AGREE)
def test_adjectives_and_verbs_stay_right_beside_the_new_name(marked: str) -> None:
    language, gender, new, expected = AGREE[marked]
    done = run(marked, language, gender, new)
    assert done.text == expected
