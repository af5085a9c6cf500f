"""A noun that says what sort of thing it is, and the number that says which: one rule for all."""

from __future__ import annotations

import pytest

from cli.redaction.identifiers.find import identifiers

# text: what must be inside one finding
NAMED = {
    "в камере 7 сидели": "7",
    "палату номер пять": "пять",
    "бирка 0417 на руке": "0417",
    "протокол 12/к подписал": "12/к",
    "талон А-17 потерял": "А-17",
    "в шестом бараке": "шестом бараке",
    "могила под номером 83": "83",
    "перевели в корпус «Б»": "Б",
    "камеры 7 и 9 были пусты": "7 и 9",
    "в 12 камере": "12",
    "у камері 122-й тепер": "122",
    "на третьому посту": "третьому посту",
    "довідка № 4 від лікаря": "4",
    "у кімнаті триста восьма": "триста восьма",
    "ліжко двадцять три біля вікна": "двадцять три",
    "v kimnati 417 zhyv": "417",
    "ward C was worse": "C",
    "bed twenty-three by the door": "twenty-three",
    "in the third hut": "third hut",
    "a room with number 9": "9",
    "contract has number 1182-K/23": "1182-K/23",
    "property bag no 0093": "0093",
    "on a pink list, line 212": "212",
    "he was on call (bleep 4471)": "4471",
    "rooms 3, 4 and 12": "3, 4 and 12",
    "I exhibit as NCY-4 a receipt": "NCY-4",
}
COUNTED = (
    "камера 12 метров",
    "в камере 12 человек",
    "в камере три дня",
    "мест 12",
    "2 камеры",
    "палата на 6 коек",
    "дело пяти минут",
    "дело 2014 года",
    "пост 24/7",
    "в камеру 5 охранников привели",
    "у палаті дев'ять хворих",
    "the ward had nine patients",
    "case 12 of them",
    "post 2022 world",
    "a record 30-game run",
)


@pytest.mark.parametrize("text", NAMED)
def test_the_number_of_a_thing_is_found_in_every_case_and_writing(text: str) -> None:
    start = text.index(NAMED[text])
    end = start + len(NAMED[text])
    assert any(each.start <= start and end <= each.end for each in identifiers(text))


@pytest.mark.parametrize("text", COUNTED)
def test_what_only_counts_or_measures_is_left(text: str) -> None:
    assert identifiers(text) == []
