"""Drawing pseudonyms: stable in a case, unlike the real names, and telling nothing about them."""

from __future__ import annotations

import hashlib
import math
import random
from collections import Counter
from collections.abc import Callable, Sequence

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
    names = [drawer.given(f"p{i}", "femn").name for i in range(len(pool("uk", "given", "femn")))]
    assert len(set(names)) == len(names) >= 44


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


def test_no_drawn_patronymic_resembles_a_real_one_of_the_case() -> None:
    for number in range(60):
        father = Drawer(seed(number), "uk", ("Гнатович", "Іванівна")).patronymic("p1")
        assert not any(
            resembles(made, real) for made in father.patronymic for real in ("Гнатович", "Іванівна")
        )


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


# ---- what a pseudonym tells of the real name ---------------------------------------------------

REAL = {
    "given": """
        Алексей Борис Василий Григорий Дмитрий Евгений Захар Игорь Кирилл Лев Максим Николай Олег
        Павел Роман Сергей Тимофей Фёдор Эдуард Юрий Ян Владислав Константин Иван
    """.split(),  # noqa: SIM905
    "surname": """
        Абрамов Белый Васильченко Гром Дёмин Егоров Жук Зайцев Иваненко Коваленко Левченко Мороз
        Никитюк Олейник Петренко Романов Сокол Ткач Ушаков Франко Хохлов Чернышевский Шевчук Ярый
    """.split(),  # noqa: SIM905
}
Draw = Callable[[int, str, str], str]  # number of the case, sort, real name → pseudonym
FEATURES: dict[str, Callable[[str], object]] = {
    "name": lambda name: name,
    "initial": lambda name: name[0],
    "length": len,
}
CASES = 100  # with each real name, so 2 400 draws a table


def drawn(number: int, sort: str, real: str, language: str = "ru") -> str:
    drawer = Drawer(seed(number), language, (real,))
    return (drawer.given("p1", "masc") if sort == "given" else drawer.surname(real)).name


def information(pairs: Sequence[tuple[object, object]]) -> float:
    """Mutual information of two features in bits."""
    total = len(pairs)
    both, left, right = Counter(pairs), Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    return sum(
        count / total * math.log2(count * total / (left[a] * right[b]))
        for (a, b), count in both.items()
    )


def table(draw: Draw, sort: str) -> list[tuple[str, str]]:
    """(real name, pseudonym) of many cases."""
    names = enumerate(REAL[sort])
    return [
        (real, draw(place * CASES + number, sort, real))
        for place, real in names
        for number in range(CASES)
    ]


def leaks(rows: Sequence[tuple[str, str]]) -> list[str]:
    """List what of the real name each feature of the pseudonym tells, beyond chance.

    Beyond chance: more than in any of 200 shuffles of the same draws (p < 0.005), all from one
    seed, so that the answer is the same each time.
    """
    shuffle = random.Random(20261126).shuffle
    found = []
    for shown in ("initial", "length"):
        features = [FEATURES[shown](name) for _, name in rows]
        shuffled = [list(features) for _ in range(200)]
        for one in shuffled:
            shuffle(one)
        for hidden, of in FEATURES.items():
            reals = [of(real) for real, _ in rows]
            chance = max(information(list(zip(reals, one, strict=True))) for one in shuffled)
            if information(list(zip(reals, features, strict=True))) > chance:
                found.append(f"{shown} tells {hidden}")
    return found


@pytest.mark.parametrize("sort", ["given", "surname"])
@pytest.mark.parametrize("language", ["ru", "uk"])
def test_the_initial_and_length_of_a_pseudonym_say_nothing_of_the_real_name(
    sort: str, language: str
) -> None:
    def draw(number: int, sort: str, real: str) -> str:
        return drawn(number, sort, real, language)

    assert leaks(table(draw, sort)) == []


def _same_length_now_and_then(number: int, sort: str, real: str) -> str:
    """One case in ten takes a name as long as the real one."""
    if number % 10:
        return drawn(number, sort, real)
    names = [item.name for item in pool("ru", "given", "masc")]
    return min(names, key=lambda name: (abs(len(name) - len(real)), seed(number + len(name))))


def _another_initial(number: int, sort: str, real: str) -> str:
    """A draw that shuns the initial of the real name."""
    for again in range(50):
        name = drawn(number + again * 100_000, sort, real)
        if name[0] != real[0]:
            return name
    return name


def _no_secret(number: int, sort: str, real: str) -> str:
    """A draw from the real name and not from the secret of the case."""
    digest = hashlib.sha256(real.encode()).digest()
    return Drawer(digest, "ru", (real,)).given("p1", "masc").name


@pytest.mark.parametrize(
    ("draw", "told"),
    [
        (_same_length_now_and_then, "length tells length"),
        (_another_initial, "initial tells initial"),
        (_no_secret, "initial tells name"),
    ],
)
def test_a_draw_that_leaks_is_caught(draw: Draw, told: str) -> None:
    assert told in leaks(table(draw, "given"))


@pytest.mark.parametrize("sort", ["given", "surname"])
def test_one_name_in_two_cases_gets_one_pseudonym_no_oftener_than_chance(sort: str) -> None:
    rows = [
        [drawn(base + number, sort, "Сергей") for number in range(1500)] for base in (0, 50_000)
    ]
    shares = Counter(rows[0] + rows[1])
    chance = sum((count / 3000) ** 2 for count in shares.values())
    same = sum(one == other for one, other in zip(*rows, strict=True))
    spread = math.sqrt(1500 * chance * (1 - chance))
    assert abs(same - 1500 * chance) < 3.3 * spread
    assert same < 0.05 * 1500


def test_two_people_of_one_case_say_nothing_of_each_other() -> None:
    rows = []
    for number in range(2400):
        drawer = Drawer(seed(number), "uk", ())
        rows.append((drawer.given("p1", "masc").name, drawer.given("p2", "femn").name))
    assert leaks(rows) == []
