"""What a witness wrote cannot move the cursor, hide a letter or turn a line around."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.visible import one_line, visible

SHOWN = {
    "plain words stay": ("Hello, мир! Їжак 👋", "Hello, мир! Їжак 👋"),
    "line breaks and tabs stay": ("a\n\tb", "a\n\tb"),
    "line ends of another system become ours": ("a\r\nb", "a\nb"),
    "a carriage return alone would overwrite": ("good\rbad", "good‹U+000D›bad"),
    "an escape sequence is shown": ("\x1b[2J", "‹U+001B›[2J"),
    "an 8-bit escape is shown": ("\x9b2J", "‹U+009B›2J"),
    "a bidi override is shown": ("a\u202evanI", "a‹U+202E›vanI"),
    "a bidi isolate is shown": ("\u2067x\u2069", "‹U+2067›x‹U+2069›"),
    "a zero-width space is shown": ("Iv\u200ban", "Iv‹U+200B›an"),
    "a zero-width joiner is shown": ("a\u200db", "a‹U+200D›b"),
    "a soft hyphen is shown": ("Iv\u00adan", "Iv‹U+00AD›an"),
    "a byte order mark is shown": ("\ufeffx", "‹U+FEFF›x"),
    "a blank letter is shown": ("a\u3164b", "a‹U+3164›b"),
    "a variation selector is shown": ("a\ufe0f", "a‹U+FE0F›"),
    "a tag is shown": ("\U000e0041", "‹U+E0041›"),
    "a line separator is shown": ("a\u2028b", "a‹U+2028›b"),
    "a stress mark stays": ("за\u0301мок", "за\u0301мок"),
}


@pytest.mark.parametrize("what", SHOWN)
def test_hostile_signs(what: str) -> None:
    raw, shown = SHOWN[what]
    assert visible(raw) == shown


@given(st.text(st.characters(codec=None)))
def test_nothing_without_a_shape_is_left(text: str) -> None:
    for char in visible(text):
        assert char in "\n\t" or unicodedata.category(char)[0] != "C"
        assert char not in "\u2028\u2029"


def test_one_line_is_one_short_line() -> None:
    assert one_line("a\nb\tc") == "a b c"
    assert len(one_line("x" * 500, 80)) == 80
