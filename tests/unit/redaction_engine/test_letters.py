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
    "spelled by words": (
        "my name is Z for Zoya, A, R, U, B as in bridge, A",
        {"Z", "for", "Zoya", "R", "U", "bridge"},
    ),
    "spelled by words in Russian": (
        "пишите: М как Мария, А, К, А как Анна, Р",
        {"М", "Мария", "К"},
    ),
    "a soft sign": ("фамилия эр, у, дэ, мягкий знак", {"эр", "дэ", "мягкий", "знак"}),
    "a sign by itself": ("буквами: ен, ель, м'який, ка, а", {"ен", "м'який", "ка"}),
    "letters as they are called in Latin": ("he said es, ha, u, be, i, en", {"es", "be", "en"}),
    "a comma before the word for a letter": ("П, ЯК ПАВУК, Е, Щ, Е, Р", {"П", "ПАВУК", "Щ"}),
    "an initial before a comma": ("There came A., and nobody knew him.", {"A"}),
    "an initial in brackets": ("She asked that it be left in. (S.)", {"S"}),
    "a call sign with a figure": (
        "There was Kedr 7, who shot. The others only looked at us and laughed.",
        {"Kedr", "7"},
    ),
    "two initials alone": ("На печати буквы О. С., больше ничего.", {"О", "С"}),
    "initials and a short surname": ("It was signed by A. B. Sat in blue.", {"A", "B", "Sat"}),
    "an initial of two letters": ("We were told by Ye. T. himself.", {"Ye", "T"}),
    "one initial": ("потом пришёл С. и забрал ключи", {"С"}),
    "a call sign in lower case": (
        "Мы стояли там долго. Потом его ранили. Позывной был грак. Мы ушли. Все живы.",
        {"грак"},
    ),
    "a surname in lower case that could be a short adjective": (
        "Бумагу подписывал тюленев. Мы уехали утром. Потом мы ждали. Никто не пришёл.",
        {"тюленев"},
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
    "points of a list": ("A. We left.\nB. We came to the river and crossed it.", {"A", "B"}),
    "who speaks after a name": ("Like Artem I waited for the bus all day. We left.", {"I"}),
    "how many after a name": ("I saw Ivan 3 times on that day and we talked.", {"3"}),
    "one syllable again and again": ("он пел: ка, ка, ка, ка, и смеялся", {"ка"}),
    "three letters": ("буквы а, бэ, вэ на стене", {"а", "бэ", "вэ"}),
}


@pytest.mark.parametrize("name", LEFT)
def test_what_only_looks_like_letters_of_a_name_is_left(name: str) -> None:
    text, unwanted = LEFT[name]
    assert not unwanted & held(text)
