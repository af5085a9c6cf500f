"""Chats, interviews, lists, headings: what a capital or a colon says there."""

from __future__ import annotations

import pytest

from cli.redaction.analyze import analyze
from cli.redaction.tokens import tokenize
from cli.redaction.untranslit import read_transliteration


def _flagged(text: str, word: str) -> list[str]:
    """Decisions on every mention of a word, in order; "" where nothing flags it."""
    found: list[str] = []
    start = text.find(word)
    while start >= 0:
        decisions = [
            entity.decision
            for entity in analyze(text).entities
            if any(left <= start < right for left, right in entity.mentions)
        ]
        found.append(decisions[0] if decisions else "")
        start = text.find(word, start + 1)
    return found


CHATS = {
    "time in brackets": "[19:02] мышь: мы на вокзале\n[19:03] сова: едем\n[19:04] мышь: ждём",
    "name and time": "[мышь, 23:11] ты жива\n[сова, 23:12] да\n[мышь, 23:12] хорошо",
    "bold": "**мышь:** где вы\n**сова:** тут\n**мышь:** ждём\n**сова:** едем",
    "a dash and bold": "— **мышь:** где\n— **сова:** тут\n— **мышь:** ждём\n— **сова:** едем",
    "date and time": "12.03.2022, 19:02 - мышь: где вы\n12.03.2022, 19:05 - сова: в пути",
}


@pytest.mark.parametrize("shape", CHATS)
def test_who_speaks_in_a_chat_is_held(shape: str) -> None:
    assert all(decision in ("ask", "remove") for decision in _flagged(CHATS[shape], "мышь"))


def test_a_name_of_many_words_that_speaks_again_is_held_whole() -> None:
    text = "[19:02] тот что под окном: мы тут\n[19:03] сова: где\n[19:04] тот что под окном: тут"
    assert all(_flagged(text, "окном"))
    once = "[19:02] они сказали мне вот так: мы тут\n[19:03] сова: где\n[19:04] сова: тут"
    assert not any(_flagged(once, "сказали"))


def test_who_takes_turns_in_an_interview_is_held() -> None:
    turns = ["Ворон: Где вы были?", "Сова: В подвале.", "Ворон: Долго?", "Сова: Две недели."]
    text = "\n".join(turns)
    assert all(_flagged(text, "Ворон"))
    assert all(_flagged(text, "Сова"))


def test_one_line_with_a_colon_makes_no_talk() -> None:
    text = "Мы взяли с собой немного. Вещи: одеяло, вода и хлеб. Потом мы ушли."
    assert not any(_flagged(text, "Вещи"))


def test_a_capital_inside_a_sentence_is_carried_to_its_start() -> None:
    text = "Пришёл сам Шнур. Мы молчали. Шнур ушёл утром. Мы спали. Было тихо."
    assert all(decision in ("ask", "remove") for decision in _flagged(text, "Шнур"))


PLAIN = {
    "point of a list": ("Мы ушли.\n1) Книги забрали.\n2) Деньги нашли.\n3) Дом сожгли.", "Деньги"),
    "speech after a colon": ("Он стоял. Потом сказал: «Зовите его». Мы ушли. Все.", "Зовите"),
    "heading": ("COMPLAINT ABOUT MISSING PERSON\n\nHe left home. We waited.", "MISSING"),
}


@pytest.mark.parametrize("place", PLAIN)
def test_a_capital_that_any_word_would_have_there_is_no_question(place: str) -> None:
    text, word = PLAIN[place]
    assert _flagged(text, word) == [""]


def test_initials_before_a_small_word_belong_to_the_name() -> None:
    assert _flagged("Играли пьесу К.М. фон Вебера вчера.", "К.М")[0] in ("ask", "remove")


def test_the_son_of_somebody_is_part_of_the_name() -> None:
    assert _flagged("Рядом был Жамшид Тохир угли из соседей.", "угли")[0] in ("ask", "remove")


def test_ukrainian_in_latin_letters_needs_no_sign_for_what_it_leaves_out() -> None:
    tokens = tokenize("ja tilky pryjshla dodomu i brat njoho ne bachyv u nashoji shkoli tut")
    read_transliteration(tokens)
    words = [token.word for token in tokens]
    assert {"тільки", "нього", "нашої"} <= set(words)
