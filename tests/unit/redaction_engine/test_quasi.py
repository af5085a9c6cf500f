"""Quasi-identifiers: ages, dates, work, rank, schooling, family, culture, places."""

from __future__ import annotations

import pytest

from cli.redaction.analyze import analyze
from cli.redaction.model import QUASI_KINDS

FOUND = {
    "мне тридцать четыре года": ("тридцать четыре", "age"),
    "мені вісімнадцять": ("вісімнадцять", "age"),
    "1979 года рождения": ("1979 года рождения", "age"),
    "03.11.1971 р.н.": ("1971", "age"),
    "п'ятнадцятирічна дівчина": ("п'ятнадцятирічна", "age"),
    "she is only nineteen": ("nineteen", "age"),
    "a boy of seventeen": ("seventeen", "age"),
    "нам уже за шестьдесят": ("за шестьдесят", "age"),
    "это было 12 апреля": ("12 апреля", "date"),
    "29 червня зник": ("29 червня", "date"),
    "14.09.2022 пришли": ("14.09.2022", "date"),
    "on 3 April they came": ("3 April", "date"),
    "ночью с 11 на 12 ноября он умер": ("с 11 на 12 ноября", "date"),
    "десь 3 чи 4 травня прийшли": ("3 чи 4 травня", "date"),
    "from the 3rd to the 5th of May we sat": ("3rd to the 5th of May", "date"),
    "on November 11-12 they came": ("November 11-12", "date"),
    "двадцать четвёртого утром": ("двадцать четвёртого", "date"),
    "забрали на Пасху": ("Пасху", "date"),
    "in September 2022 we left": ("September 2022", "date"),
    "я работала завучем школы номер 8": ("завучем школы номер 8", "job"),
    "мой муж машинист": ("машинист", "job"),
    "он был лесником": ("лесником", "job"),
    "i am a welder": ("welder", "job"),
    "мой отец служил старшиной": ("старшиной", "rank"),
    "третий курс, историк": ("третий курс", "education"),
    "училась в девятом классе": ("девятом классе", "education"),
    "работал на хлебозаводе": ("хлебозаводе", "employer"),
    "у нас трое детей": ("трое детей", "relation"),
    "она беременная": ("беременная", "relation"),
    "он татарин": ("татарин", "culture"),
    "my husband is a Quaker": ("Quaker", "culture"),
    # what is told by a verb, a mark, a feast, beside a name
    "мать заведует аптекой": ("заведует аптекой", "job"),
    "вона викладала хімію в школі": ("викладала хімію", "job"),
    "she is head of the pharmacy here": ("head of the pharmacy", "job"),
    "she taught geography for years": ("taught geography", "job"),
    "у брата ожог на левой руке": ("ожог на левой руке", "relation"),
    "він без одного ока": ("без одного ока", "relation"),
    "I lost two toes there": ("two toes", "relation"),
    "единственный с дредами на весь город": ("единственный с дредами", "relation"),
    "with three daughters and no roof": ("three daughters and no roof", "relation"),
    "отца забрали на Вербное воскресенье": ("Вербное воскресенье", "date"),
    "поховали на Покрову": ("Покрову", "date"),
    "let out on the feast of Trinity": ("the feast of Trinity", "date"),
    "between 9 and 12 November they": ("9 and 12 November", "date"),
    "the night the dam blew up we ran": ("the night the dam blew", "date"),
    "она тридцать девятого года": ("тридцать девятого года", "date"),
    "окончила медучилище в Ромнах": ("окончила медучилище", "education"),
    "я з 9-А класу": ("9-А", "education"),
    "жили в Чугуеве": ("Чугуеве", "place"),
    "приехали в изюм": ("изюм", "place"),
    "in Kupiansk they waited": ("Kupiansk", "place"),
}


LEFT = (
    "a German car stood there",
    "я вышел и пошёл домой",
    "у нього нема води",
    "one letter from the camp",
    "глухой переулок за домом",
)


@pytest.mark.parametrize("text", LEFT)
def test_what_tells_of_nobody_is_left(text: str) -> None:
    assert [each for each in analyze(text).entities if each.kind in QUASI_KINDS] == []


@pytest.mark.parametrize("text", FOUND)
def test_a_quasi_identifier_is_found_and_never_kept(text: str) -> None:
    wanted, kind = FOUND[text]
    start = text.index(wanted)
    end = start + len(wanted)
    held = [
        entity
        for entity in analyze(text).entities
        if any(left <= start and end <= right for left, right in entity.mentions)
    ]
    assert [entity.kind for entity in held] == [kind]
    assert held[0].decision in ("ask", "generalize")


@pytest.mark.parametrize("date", ["21 января 2023-го", "4 грудня 2022-го року", "5 мая 2022-го"])
def test_what_a_year_in_figures_ends_in_belongs_to_the_date(date: str) -> None:
    text = f"Это было {date}, под утро."
    assert any(text[found.start : found.end] == date for found in analyze(text).findings)


def test_a_number_after_a_verb_of_age_is_one_only_of_somebody() -> None:
    kinds = {}
    told = "Со мной забрали Лёху и его брата Женю. Лёхе было девятнадцать, Жене — двадцать два."
    for text in (told, "Лопат было одиннадцать на всю роту, копали весь день."):
        for found in analyze(text).findings:
            kinds[text[found.start : found.end]] = found.kind
    assert kinds["девятнадцать"] == "age"
    assert "age" not in [kind for words, kind in kinds.items() if "одиннадцать" in words]
