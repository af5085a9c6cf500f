"""Names told by letters, call signs in lower case, and words of other alphabets."""

from __future__ import annotations

import pytest

from cli.redaction.analyze import weigh
from cli.redaction.page import read


def held(text: str, *, least: float = 0.1) -> set[str]:
    page = read(text)
    return {
        token.raw
        for token, each in zip(page.tokens, weigh(page), strict=True)
        if each.score >= least
    }


FOUND = {
    "spelled aloud in Russian": ("фамилия такая: кэ, а, эл, у, гэ", {"кэ", "эл", "гэ"}),
    "spelled aloud in Ukrainian": ("його звали ем а ер ка о", {"ем", "ер", "ка"}),
    "two initials alone": ("На печати буквы О. С., больше ничего.", {"О", "С"}),
    "initials and a short surname": ("It was signed by A. B. Sat in blue.", {"A", "B", "Sat"}),
    "an initial of two letters": ("We were told by Ye. T. himself.", {"Ye", "T"}),
    "one initial": ("потом пришёл С. и забрал ключи", {"С"}),
    "a call sign in lower case": (
        "Мы стояли там долго. Потом его ранили. Позывной был грак. Мы ушли. Все живы.",
        {"грак"},
    ),
    "another alphabet": ("Его звали გიორგი, он грузин.", {"გიორგი"}),
}


@pytest.mark.parametrize("name", FOUND)
def test_a_name_told_by_letters_is_held(name: str) -> None:
    text, wanted = FOUND[name]
    assert wanted <= held(text)


LEFT = {
    "small words in a row": ("и я, и ты, а он о них", {"и", "я", "а", "о"}),
    "an abbreviation": ("P. S. I forgot the rest.", {"P", "S"}),
    "the end of a sentence": ("Это был он, и я. Потом мы ушли.", {"я"}),
    "three letters": ("буквы а, бэ, вэ на стене", {"а", "бэ", "вэ"}),
}


@pytest.mark.parametrize("name", LEFT)
def test_what_only_looks_like_letters_of_a_name_is_left(name: str) -> None:
    text, unwanted = LEFT[name]
    assert not unwanted & held(text)
