"""Names that are on no list, declined by shape and dictionary; and held against the lists."""

from __future__ import annotations

import pytest

from cli.redaction.declension import called, decline_any, possessive_of
from cli.redaction.names import Listed, listed
from cli.redaction.paradigms import CASES, Case, Number, decline

# language, sort, gender, number: base form and its genitive, dative, accusative, instrumental.
FORMS = {
    "ru surname masc sing": """
        Мельник Мельника Мельнику Мельника Мельником
        Воробей Воробья Воробью Воробья Воробьём
        Ткач Ткача Ткачу Ткача Ткачом
        Бондарь Бондаря Бондарю Бондаря Бондарем
        Глинка Глинки Глинке Глинку Глинкой
        Нагорный Нагорного Нагорному Нагорного Нагорным
        Рудой Рудого Рудому Рудого Рудым
        Седых Седых Седых Седых Седых
        Черненко Черненко Черненко Черненко Черненко
        Нечуй-Левицкий Нечуя-Левицкого Нечую-Левицкому Нечуя-Левицкого Нечуем-Левицким
    """,
    "ru surname femn sing": """
        Стахович Стахович Стахович Стахович Стахович
        Бережная Бережной Бережной Бережную Бережной
        Сорока Сороки Сороке Сороку Сорокой
        Соколова Соколовой Соколовой Соколову Соколовой
        Сухова-Нечай Суховой-Нечай Суховой-Нечай Сухову-Нечай Суховой-Нечай
    """,
    "ru surname masc plur": """
        Ткач Ткачей Ткачам Ткачей Ткачами
        Бондарь Бондарей Бондарям Бондарей Бондарями
        Сорока Сорок Сорокам Сорок Сороками
        Яровой Яровых Яровым Яровых Яровыми
    """,
    "ru given masc sing": """
        Лев Льва Льву Льва Львом
        Пётр Петра Петру Петра Петром
        Витёк Витька Витьку Витька Витьком
        Илья Ильи Илье Илью Ильей
        Лёха Лёхи Лёхе Лёху Лёхой
    """,
    "ru given femn sing": "Адель Адели Адели Адель Аделью",
    "ru patronymic masc sing": "Ильич Ильича Ильичу Ильича Ильичом",
    "ru callsign masc sing": """
        Седой Седого Седому Седого Седым
        Кедр Кедра Кедру Кедра Кедром
        Борода Бороды Бороде Бороду Бородой
        Филин Филина Филину Филина Филином
    """,
    "uk given femn sing": """
        Ольга Ольги Ользі Ольгу Ольгою
        Палажка Палажки Палажці Палажку Палажкою
        Зоя Зої Зої Зою Зоєю
        Любов Любові Любові Любов Любов'ю
    """,
    "uk given masc sing": """
        Федір Федора Федору Федора Федором
        Яків Якова Якову Якова Яковом
        Ігор Ігоря Ігорю Ігоря Ігорем
        Тиміш Тимоша Тимошу Тимоша Тимошем
        Лука Луки Луці Луку Лукою
    """,
    "uk surname masc sing": """
        Тарасенко Тарасенка Тарасенку Тарасенка Тарасенком
        Гнатюк Гнатюка Гнатюку Гнатюка Гнатюком
        Швачка Швачки Швачці Швачку Швачкою
    """,
    "uk surname femn sing": """
        Зелена Зеленої Зеленій Зелену Зеленою
        Гайова Гайової Гайовій Гайову Гайовою
        Тарасенко Тарасенко Тарасенко Тарасенко Тарасенко
        Савчук-Зелена Савчук-Зеленої Савчук-Зеленій Савчук-Зелену Савчук-Зеленою
    """,
    "uk surname femn plur": "Левченко Левченків Левченкам Левченків Левченками",
    "uk callsign masc sing": """
        Грім Грома Грому Грома Громом
        Сивий Сивого Сивому Сивого Сивим
        Дельфін Дельфіна Дельфіну Дельфіна Дельфіном
    """,
}
OBLIQUE: tuple[Case, ...] = ("gent", "datv", "accs", "ablt")


@pytest.mark.parametrize("kind", FORMS)
def test_a_name_on_no_list_is_declined(kind: str) -> None:
    language, sort, gender, number = kind.split()
    count: Number = "plur" if number == "plur" else "sing"
    for line in FORMS[kind].strip().splitlines():
        name, *forms = line.split()
        made = [decline_any(name, sort, gender, case, count, language=language) for case in OBLIQUE]
        assert [one.text for one in made] == forms
        assert all(one.sure for one in made)


def cases(item: Listed, language: str) -> list[tuple[str, str, Number, Case, str]]:
    """Give every form that the tables have: (base form, gender, number, case, form)."""
    found = []
    genders = ("masc", "femn") if item.sort == "surname" else (item.gender,)
    numbers: tuple[Number, ...] = ("sing", "plur") if item.sort == "surname" else ("sing",)
    for gender in genders if item.gender != "any" else ("masc",):
        base = decline(item.name, item.sort, gender, "nomn", language=language)
        for number in numbers:
            for case in CASES:
                form = decline(item.name, item.sort, gender, case, language=language, number=number)
                if form:
                    found.append((base or item.name, gender, number, case, form))
    return found


@pytest.mark.parametrize("language", ["ru", "uk"])
def test_names_on_the_lists_are_declined_as_the_tables_decline_them(language: str) -> None:
    wrong = []
    for item in listed(language):
        for base, gender, number, case, form in cases(item, language):
            made = decline_any(base, item.sort, gender, case, number, language=language)
            if made.text != form:
                wrong.append((base, number, case, form, made.text))
    assert wrong == []


@pytest.mark.parametrize(
    ("name", "sort", "language"),
    [("Жмыхёнок", "surname", "ru"), ("Грынец", "surname", "ru"), ("Хвощір", "surname", "uk")],
)
def test_a_vowel_that_may_fall_out_is_shown_to_an_editor(
    name: str, sort: str, language: str
) -> None:
    assert not decline_any(name, sort, "masc", "gent", "sing", language=language).sure


@pytest.mark.parametrize(
    ("name", "ending", "gender", "language", "right"),
    [
        ("Денис", "ого", "masc", "ru", "Денисова"),
        ("Костик", "у", "masc", "ru", "Костикову"),
        ("Илья", "ы", "masc", "ru", "Ильины"),
        ("Зоя", "ом", "femn", "ru", "Зоином"),
        ("Ольга", "ого", "femn", "uk", "Ольжиного"),
        ("Марійка", "а", "femn", "uk", "Марійчина"),
        ("Ілля", "у", "masc", "uk", "Ілліну"),
        ("Ігор", "ою", "masc", "uk", "Ігоревою"),
        ("Федір", "і", "masc", "uk", "Федорові"),
        ("Андрій", "", "masc", "uk", "Андріїв"),
    ],
)
def test_a_possessive_is_made_of_any_name(
    name: str, ending: str, gender: str, language: str, right: str
) -> None:
    made = possessive_of(name, ending, gender, language)
    assert (made.text, made.sure) == (right, True)


def test_a_name_is_shortened_as_one_calls() -> None:
    assert [called(name, "ru") for name in ("Ира", "Галя", "Зоя")] == ["Ир", "Галь", "Зой"]
    assert called("Артур", "ru") is None
    assert called("Ганна", "uk") is None
