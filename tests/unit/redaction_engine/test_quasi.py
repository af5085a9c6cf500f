"""Quasi-identifiers: ages, dates, work, rank, schooling, family, culture, places."""

from __future__ import annotations

import pytest

from cli.redaction.analyze import analyze

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
    "жили в Чугуеве": ("Чугуеве", "place"),
    "приехали в изюм": ("изюм", "place"),
    "in Kupiansk they waited": ("Kupiansk", "place"),
}


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
