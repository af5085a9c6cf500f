"""The rules of docs/spec/codename.md, section 2, hold for every word of every list."""

import itertools
import re
from collections import defaultdict
from pathlib import Path

import pytest

from tests.words import make

LANGUAGES = tuple(make.ALPHABETS)


def words(language: str) -> list[str]:
    return (make.WORDS / f"{language}.txt").read_text("utf-8").split("\n")[:-1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_list_has_2048_words_in_order(language: str) -> None:
    found = words(language)
    assert len(found) == 2048
    assert found == sorted(set(found))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_has_4_to_8_letters_that_every_keyboard_has(language: str) -> None:
    shape = re.compile(f"[{make.ALPHABETS[language]}]{{4,8}}")
    assert [word for word in words(language) if not shape.fullmatch(word)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_four_letters_decide(language: str) -> None:
    assert len({word[:4] for word in words(language)}) == 2048


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_words_differ_by_one_letter(language: str) -> None:
    by_key = defaultdict(set)
    for word in words(language):
        for key in make.near(word):
            by_key[key].add(word)
    pairs = {pair for group in by_key.values() for pair in itertools.combinations(sorted(group), 2)}
    assert [pair for pair in sorted(pairs) if make.close(*pair)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_is_blocked(language: str) -> None:
    barred, stems = make.blocked(language)
    assert [word for word in words(language) if make.is_blocked(word, barred, stems)] == []


# What must never stand on a witness's screen, whatever the block lists say.
ENDANGERING = {
    "en": "army conscription draft war police testimony evidence crime torture rights anonymous "
    "secret leak whistleblower encrypt onion darknet prison weapon soldier uniform",
    "ru": "армия призыв мобилизация военкомат повестка война полиция показания свидетель "
    "преступление пытки права анонимно секретно слив жалоба иноагент форма дело часть справка "
    "заявление протокол тюрьма оружие солдат повестка",
    "uk": "армія призов мобілізація повістка війна поліція свідчення злочин катування анонімно "
    "таємно скарга справа частина форма довідка заява протокол тюрма зброя солдат",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_endangers_at_a_glance(language: str) -> None:
    assert not set(words(language)) & set(ENDANGERING[language].split())


@pytest.mark.parametrize(
    ("left", "right", "alike"),
    [
        ("apple", "apple", True),
        ("apple", "ample", True),
        ("apple", "apples", True),
        ("form", "from", True),
        ("apple", "people", False),
        ("abcd", "badc", False),
    ],
)
def test_words_are_alike_by_one_letter(left: str, right: str, alike: bool) -> None:
    assert make.close(left, right) is alike
    if alike:
        assert set(make.near(left)) & set(make.near(right))


def test_the_rules_choose_from_words_in_order_and_pass_over_what_is_too_alike(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "blocked").mkdir()
    (tmp_path / "blocked" / "en.txt").write_text("# Not these.\ngloom war*\n")
    monkeypatch.setattr(make, "HERE", tmp_path)
    given = ["table", "tables", "cable", "gloom", "warm", "tabloid", "river", "rivers", "lamp"]
    assert make.choose(given, "en") == ["table", "river", "lamp"]
    assert make.choose(given, "en", size=1) == ["table"]
