"""Carrying decisions out: what changes, what stays, and what an editor is told."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cli.redaction.apply import LIKE_REAL, redact
from cli.redaction.draw import Drawer
from cli.redaction.ledger import Action, Choice, Redacted
from cli.redaction.model import KINDS, Analysis, Decision, Entity, Finding
from cli.redaction.names import pool
from cli.redaction.paradigms import decline
from tests.unit.redaction_text.marked import read

SEED = b"a secret of this case, 32 bytes."


def run(marked: str, language: str = "ru", **choices: Choice) -> Redacted:
    text, analysis = read(marked, language)
    return redact(text, analysis, choices, SEED)


def test_the_same_seed_gives_the_same_text_and_another_gives_other_names() -> None:
    text, analysis = read("Мы ждали {p1:Олега} и {p2:Оксану Мельник}.", "ru")
    first = redact(text, analysis, {}, SEED)
    assert redact(text, analysis, {}, SEED) == first
    assert redact(text, analysis, {}, b"another secret, also 32 bytes...").text != first.text


def test_one_person_has_one_pseudonym_in_every_case_and_two_people_have_two() -> None:
    done = run(
        "Пришёл {p1:Сергей Ковтун}. К {p1:Сергею} подошёл {p2:Андрей}, с {p1:Сергеем Ковтуном} "
        "был {p2:Андрей}.",
        p1=Choice("pseudonym", "Олег Жданов"),
        p2=Choice("pseudonym", "Иван"),
    )
    assert done.text == ("Пришёл Олег Жданов. К Олегу подошёл Иван, с Олегом Ждановым был Иван.")
    assert done.drawn == {"p1": "Олег Жданов", "p2": "Иван"}
    assert done.unsure == ()


def test_people_with_one_surname_keep_one_surname() -> None:
    done = run("{p1:Олег Ковтун} ушёл, {p2:Оксана Ковтун} ждала, {p3:Ковтуны} молчали.")
    first, second, third = (done.drawn[name].split()[-1] for name in ("p1", "p2", "p3"))
    assert first.rstrip("а") == second.rstrip("а")
    assert third.startswith(first)


KINDS_OF_FORMS = """
    {p1:Сергей Петрович Павлов} вошёл. {p1:Серёжа} сел, {p1:Серёжу} били, с {p1:Серёгой} молчали.
    {p1:Петрович}! {p1:Серёжин} брат ждал {p1:С. П. Павлова}. {p1:Павлов} вышел. {p1:Серёж}, иди!
"""


def test_each_form_of_a_name_becomes_a_form_of_its_kind() -> None:
    text, analysis = read(KINDS_OF_FORMS, "ru", {"p1": "masc"})
    done = redact(text, analysis, {}, b"a" * 32)
    assert done.drawn == {"p1": "Геннадий Тарасович Жданов"}
    assert (
        done.text
        == """
    Геннадий Тарасович Жданов вошёл. Гена сел, Гену били, с Геной молчали.
    Тарасович! Генин брат ждал Г. Т. Жданова. Жданов вышел. Ген, иди!
"""
    )
    assert done.unsure == ()


def test_a_short_name_with_one_form_for_two_cases_and_a_full_one_become_full() -> None:
    text, analysis = read("Видели {p1:Толика}. {p2:Никиту} тоже.", "ru")
    first, second = redact(text, analysis, {}, SEED).text.rstrip(".").split(". ")
    assert is_listed_accusative(first.removeprefix("Видели "))
    assert is_listed_accusative(second.removesuffix(" тоже"))


def is_listed_accusative(form: str) -> bool:
    """Say whether this is the accusative of a man's full name on the list."""
    return any(
        decline(item.name, "given", "masc", "accs", language="ru") == form
        for item in pool("ru", "given", "masc")
    )


def test_a_short_name_that_is_like_a_real_one_is_not_used() -> None:
    for number in range(150):
        drawer = Drawer(bytes([number]) * 32, "ru", ("Гена", "Лёша"))
        assert drawer.familiar(drawer.given("p1", "masc")) not in ("Гена", "Лёша", "Лена", "Алёша")


def test_two_people_never_share_a_short_name() -> None:
    drawer = Drawer(SEED, "ru", ())
    people = [drawer.given(f"{sex}{n}", sex) for n in range(30) for sex in ("masc", "femn")]
    short = [name for item in people if (name := drawer.familiar(item))]
    assert len(short) == len(set(short)) > 40


@pytest.mark.parametrize(
    ("new", "asked"),
    [
        ("Олег", ["Сергей"]),
        ("Сергеев", ["Сергей"]),
        ("Serhii", ["Сергей"]),
        ("Виталий", []),
    ],
)
def test_a_typed_name_that_is_like_a_real_one_is_shown_once(new: str, asked: list[str]) -> None:
    marked = "{p1:Сергей} ждал {p2:Олега}. {p1:Сергей} ушёл."
    done = run(marked, p1=Choice("pseudonym", new), p2=Choice("pseudonym", "Борис"))
    like = [one for one in done.unsure if one.reason == LIKE_REAL]
    assert [one.original for one in like] == asked


def test_removed_numbers_and_names_leave_a_neutral_word() -> None:
    done = run(
        "Телефон {phone1:+380501234567}, часть {unit1:в/ч 61423}. {p1:Олег} молчал.",
        p1=Choice("remove"),
    )
    assert done.text == "Телефон [номер], часть [часть]. [имя] молчал."


def test_an_entity_that_waits_is_blanked_and_named_as_undecided() -> None:
    text, analysis = read("Я жил в {l1:Новосёловке}.", "ru", decisions={"l1": "ask"})
    done = redact(text, analysis, {}, SEED)
    assert done.text == "Я жил в [место]."
    assert done.undecided == ("l1",)
    kept = redact(text, analysis, {"l1": Choice("keep")}, SEED)
    assert kept.text == text
    assert kept.undecided == ()


def test_a_finding_that_grouping_left_out_is_blanked() -> None:
    text = "Звоните 0501234567."
    finding = Finding(8, 18, "phone", "pattern", 1.0)
    assert redact(text, Analysis("ru", (finding,), ()), {}, SEED).text == "Звоните [номер]."


def test_an_address_that_holds_a_name_is_replaced_as_one() -> None:
    text = "Живу: ул. Олега Мельника, 5, там."
    person = Entity("p1", "person", ((10, 24),), ("Олега Мельника",), "remove", None, None, 1.0)
    address = Entity(
        "i1", "address", ((6, 27),), ("ул. Олега Мельника, 5",), "remove", None, None, 1.0
    )
    done = redact(text, Analysis("ru", (), (person, address)), {}, SEED)
    assert done.text == "Живу: [адрес], там."


def test_a_name_inside_something_kept_is_still_replaced() -> None:
    text = "Школа имени Олега Мельника рядом."
    person = Entity("p1", "person", ((12, 26),), ("Олега Мельника",), "remove", None, None, 1.0)
    school = Entity(
        "o1", "org", ((0, 26),), ("Школа имени Олега Мельника",), "keep", None, None, 1.0
    )
    done = redact(text, Analysis("ru", (), (person, school)), {"p1": Choice("remove")}, SEED)
    assert done.text == "Школа имени [имя] рядом."


def test_the_parts_of_a_joined_account_can_be_cut_out_again() -> None:
    marked = "Меня зовут {p1:Олег}.\n\nБрат {p1:Олега} ушёл."
    text, analysis = read(marked, "ru")
    done = redact(text, analysis, {"p1": Choice("pseudonym", "Константин")}, SEED)
    first = text.index("\n\n")
    assert done.part(0, first) == "Меня зовут Константин."
    assert done.part(first + 2, len(text)) == "Брат Константина ушёл."


def test_letters_keep_their_size() -> None:
    done = run("ПРИШЁЛ {p1:ОЛЕГ} и ушёл {p1:олег}", p1=Choice("pseudonym", "Иван"))
    assert done.text == "ПРИШЁЛ ИВАН и ушёл иван"


PREPOSITIONS = {
    "говорили об {p1:Андрее}": ("ru", "Семён", "говорили о Семёне"),
    "говорили о {p1:Семёне}": ("ru", "Андрей", "говорили об Андрее"),
    "Со {p1:Степаном} был врач": ("ru", "Олег", "С Олегом был врач"),
    "пришла с {p1:Олегом}": ("ru", "Степан", "пришла со Степаном"),
    "пошла ко {p1:Льву}": ("ru", "Олег", "пошла к Олегу"),
    "С {p1:ОЛЕГОМ} БЫЛ ВРАЧ": ("ru", "Степан", "СО СТЕПАНОМ БЫЛ ВРАЧ"),
    "прийшла зі {p1:Степаном}": ("uk", "Андрій", "прийшла з Андрієм"),
    "прийшла з {p1:Андрієм}": ("uk", "Семен", "прийшла із Семеном"),
    "прийшла із {p1:Семеном}": ("uk", "Степан", "прийшла зі Степаном"),
    "что-то во {p1:Льве} сломалось": ("ru", "Олег", "что-то в Олеге сломалось"),
    "пошла к {p1:Олегу}": ("ru", "Всеволод", "пошла ко Всеволоду"),
    "говорили обо {p1:Всеволоде}": ("ru", "Олег", "говорили об Олеге"),
    "У {p1:Насті} був ключ": ("uk", "Олена", "В Олени був ключ"),
    "взяв в {p1:Олега}": ("uk", "Тарас", "взяв у Тараса"),
    "була в {p1:Олега}": ("uk", "Тарас", "була в Тараса"),
    "була в {p1:Тараса}": ("uk", "Федір", "була у Федора"),
    "сестра й {p1:Остап} мовчали": ("uk", "Юрій", "сестра і Юрій мовчали"),
    "брат і {p1:Олег} мовчали": ("uk", "Іван", "брат і Іван мовчали"),
    "{p1:Марта} й далі мовчала": ("uk", "Любов", "Любов і далі мовчала"),
    "{p1:Марта} в хаті": ("uk", "Любов", "Любов у хаті"),
    "{p1:Марта} й {p2:Остап}": ("uk", "Любов", "Любов і Назар"),
    "{p1:О. П.} в хаті, з {p1:О. П.}": ("uk", "Степан Маркович", "С. М. в хаті, з С. М."),
    "met an {p1:Ivanov} fan": ("en", "Falk", "met a Falk fan"),
    "a {p1:Kovalenko}-like man": ("en", "Adler", "an Adler-like man"),
    "A {p1:Kovalenko} of our times": ("en", "Adler", "An Adler of our times"),
}


@pytest.mark.parametrize("marked", PREPOSITIONS)
def test_the_small_words_beside_a_name_fit_its_new_sound(marked: str) -> None:
    language, chosen, expected = PREPOSITIONS[marked]
    choices = {"p1": Choice("pseudonym", chosen), "p2": Choice("pseudonym", "Назар")}
    assert run(marked, language, **choices).text == expected


ENGLISH = {
    "a first name stays a first name": ("{p1:Petro} left", "Adam", "Adam left"),
    "both names": ("{p1:Petro Lysenko} left", "Adam Falk", "Adam Falk left"),
    "a surname after both": (
        "{p1:Petro Lysenko} left. {p1:Lysenko} ran.",
        "Adam Falk",
        "Adam Falk left. Falk ran.",
    ),
    "a possessive": ("{p1:Petro's} car", "Adam", "Adam's car"),
    "a possessive outside the mention": ("{p1:Petro}'s car", "Adam", "Adam's car"),
    "an initial": ("{p1:Petro L.} left", "Adam Falk", "Adam F. left"),
    "a title stays": ("{p1:Captain Lysenko} left", "Adam Falk", "Captain Falk left"),
    "a family": ("the {p1:Lysenkos} left", "Falk", "the Falks left"),
    "a family in -s": ("the {p1:Lysenkos} left", "Fuchs", "the Fuchses left"),
    "what a family owns": ("the {p1:Lysenkos'} car", "Falk", "the Falks' car"),
    "a name in -s that owns": ("{p1:James}' car", "Adam", "Adam's car"),
    "a name in -s that owns, and becomes one in -s": ("{p1:James}' car", "Lucas", "Lucas' car"),
    "a middle initial": ("{p1:Petro L. Lysenko} left", "Adam Falk", "Adam B. Falk left"),
    "both initials": ("{p1:P. L.} left", "Adam Falk", "A. F. left"),
    "initial and surname": ("{p1:P. Lysenko} left", "Adam Falk", "A. Falk left"),
    "a vowel after an article": ("an {p1:Ivanenko} boy", "Falk", "a Falk boy"),
    "small letters": ("i saw {p1:petro}", "Adam", "i saw adam"),
}


@pytest.mark.parametrize("sentence", ENGLISH)
def test_english_mentions_keep_their_shape(sentence: str) -> None:
    marked, chosen, expected = ENGLISH[sentence]
    assert run(marked, "en", p1=Choice("pseudonym", chosen)).text == expected


# ---- whatever the text and the findings ------------------------------------------------------

ALPHABET = "абвгорыси Аин.,\n-'«»ёЇaAbс0\u00adІ"


@st.composite
def analysed(draw: st.DrawFn) -> tuple[str, Analysis, dict[str, Choice]]:
    """A text with any entities at any places, overlapping ones included, and any choices."""
    text = draw(st.text(ALPHABET, min_size=1, max_size=80))
    entities: list[Entity] = []
    choices: dict[str, Choice] = {}
    for number in range(draw(st.integers(0, 5))):
        spans = draw(st.lists(st.tuples(st.integers(0, len(text)), st.integers(1, 12)), max_size=3))
        mentions: list[tuple[int, int]] = []
        for start, length in sorted(spans):
            end = min(len(text), start + length)
            if start < end and (not mentions or mentions[-1][1] <= start):
                mentions.append((start, end))
        if not mentions:
            continue
        name = f"e{number}"
        decision: Decision = draw(st.sampled_from(["remove", "generalize", "keep", "ask"]))
        entities.append(
            Entity(
                name,
                draw(st.sampled_from(KINDS)),
                tuple(mentions),
                tuple(dict.fromkeys(text[start:end] for start, end in mentions)),
                decision,
                None,
                draw(st.sampled_from(["masc", "femn", None])),
                1.0,
            )
        )
        action: Action | None = draw(st.sampled_from([*get_args(Action), None]))
        if action is not None:
            choices[name] = Choice(action)
    language = draw(st.sampled_from(["ru", "uk", "en"]))
    return text, Analysis(language, (), tuple(entities)), choices


@given(analysed())
@settings(max_examples=100, deadline=None, derandomize=True)
def test_what_nobody_named_stays_letter_for_letter(
    case: tuple[str, Analysis, dict[str, Choice]],
) -> None:
    text, analysis, choices = case
    done = redact(text, analysis, choices, SEED)
    at = new = 0
    for entry in done.ledger:
        assert text[at : entry.start] == done.text[new : entry.at]
        assert text[entry.start : entry.end] == entry.original
        assert done.text[entry.at : entry.at + len(entry.replacement)] == entry.replacement
        at, new = entry.end, entry.at + len(entry.replacement)
    assert text[at:] == done.text[new:]
    assert done.length == len(text)


@given(analysed())
@settings(max_examples=100, deadline=None, derandomize=True)
def test_no_letter_of_a_removed_place_is_left_in_place(
    case: tuple[str, Analysis, dict[str, Choice]],
) -> None:
    """Every character of a changed mention lies inside a ledger entry that changed it."""
    text, analysis, choices = case
    done = redact(text, analysis, choices, SEED)
    changed = {
        place
        for entry in done.ledger
        if entry.action != "keep"
        for place in range(entry.start, entry.end)
    }
    for entity in analysis.entities:
        choice = choices.get(entity.id)
        action = choice.action if choice else entity.decision
        if action == "keep":
            continue
        for start, end in entity.mentions:
            assert changed >= set(range(start, end))
    for entry in done.ledger:
        letters = [char for char in entry.original if char.isalpha()]
        if entry.action in ("remove", "pseudonym") and len(letters) > 2:
            assert entry.original.casefold() not in entry.replacement.casefold()


def test_a_word_for_which_no_more_general_one_is_known_stays_and_asks_nobody_to_look() -> None:
    text = "Госпиталь стоял у реки."
    ward = Entity("q1", "employer", ((0, 9),), ("Госпиталь",), "generalize", "госпиталь", None, 0.9)
    done = redact(text, Analysis("ru", (), (ward,)), {}, SEED)
    assert done.text == text
    assert done.unsure == ()
