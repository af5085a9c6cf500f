"""Drawing pseudonyms: stable in a case, unlike the real names, and telling nothing about them."""

from __future__ import annotations

import hashlib
from collections import Counter

import pytest

from cli.redaction.draw import Drawer, TooFewNamesError
from cli.redaction.keys import resembles
from cli.redaction.names import pool

SEED = b"s" * 32


def seed(number: int) -> bytes:
    return hashlib.sha256(f"case {number}".encode()).digest()


def test_a_key_always_draws_the_same_name_in_a_case() -> None:
    drawer = Drawer(SEED, "ru", ())
    first = drawer.given("p1", "masc")
    drawer.given("p2", "masc")
    assert drawer.given("p1", "masc") == first
    assert Drawer(SEED, "ru", ()).given("p1", "masc") == first


def test_two_people_never_draw_the_same_name() -> None:
    drawer = Drawer(SEED, "uk", ())
    names = [drawer.given(f"p{i}", "femn").name for i in range(50)]
    assert len(set(names)) == 50


def test_another_case_draws_other_names() -> None:
    drawn = {Drawer(seed(i), "ru", ()).given("p1", "masc").name for i in range(200)}
    assert len(drawn) > 40


@pytest.mark.parametrize(
    ("real", "unlike"),
    [
        ("Сергею", "Сергей"),
        ("Олексія", "Алексей"),
        ("Serhiy", "Сергей"),
        ("Сергеенко", "Сергей"),
        ("Мариной", "Марина"),
        ("Марією", "Мария"),
    ],
)
def test_names_that_a_reader_could_take_for_each_other_resemble(real: str, unlike: str) -> None:
    assert resembles(real, unlike)


@pytest.mark.parametrize(("one", "other"), [("Игорь", "Антон"), ("Оксана", "Вера")])
def test_different_names_do_not_resemble(one: str, other: str) -> None:
    assert not resembles(one, other)


def test_no_drawn_name_resembles_a_real_one_of_the_case() -> None:
    avoid = ["Сергею", "Иваном", "Олексія", "Петренко", "Коваленкам", "Marina", "Тарас"]
    for number in range(60):
        drawer = Drawer(seed(number), "uk", avoid)
        drawn = [
            drawer.given("p1", "masc"), drawer.given("p2", "femn"), drawer.surname("x"),
            drawer.patronymic("y"),
        ]  # fmt: skip
        for item in drawn:
            assert not any(resembles(item.name, real) for real in avoid)


def test_a_chosen_name_is_not_drawn_for_somebody_else() -> None:
    free = Drawer(SEED, "ru", ()).given("p1", "masc").name
    drawer = Drawer(SEED, "ru", ())
    drawer.reserve(free)
    assert drawer.given("p1", "masc").name != free


def test_more_people_than_names_is_said() -> None:
    drawer = Drawer(SEED, "ru", ())
    count = len(pool("ru", "given", "masc"))
    for number in range(count):
        drawer.given(f"p{number}", "masc")
    with pytest.raises(TooFewNamesError):
        drawer.given("one more", "masc")


def chi_square(observed: Counter[object], expected: Counter[object]) -> float:
    total, all_ = sum(observed.values()), sum(expected.values())
    return sum(
        (observed[key] - expected[key] * total / all_) ** 2 / (expected[key] * total / all_)
        for key in expected
    )


# Upper 0.1 % points of chi-square by degrees of freedom, from the usual table.
CRITICAL = {5: 20.5, 6: 22.5, 7: 24.3, 8: 26.1, 15: 37.7, 16: 39.3, 17: 40.8, 18: 42.3, 19: 43.8,
            20: 45.3, 21: 46.8, 22: 48.3, 23: 49.7}  # fmt: skip


@pytest.mark.parametrize("real", ["Алексею", "Сергея", "Ян", "Константином", "Дмитро"])
@pytest.mark.parametrize("feature", ["initial", "length"])
def test_the_initial_and_length_of_a_pseudonym_say_nothing_of_the_real_name(
    real: str, feature: str
) -> None:
    """2 000 cases with this real name draw as the list itself would (fixed seeds, no chance)."""

    def of(name: str) -> object:
        return name[0] if feature == "initial" else len(name)

    names = pool("ru", "given", "masc")
    expected: Counter[object] = Counter(of(item.name) for item in names)
    if feature == "length":  # join the rare lengths at both ends
        expected = Counter(min(max(len(item.name), 4), 9) for item in names)
    drawn: Counter[object] = Counter()
    for number in range(2000):
        name = Drawer(seed(number), "ru", (real,)).given("p1", "masc").name
        drawn[of(name) if feature == "initial" else min(max(len(name), 4), 9)] += 1
    assert chi_square(drawn, expected) < CRITICAL[len(expected) - 1]
