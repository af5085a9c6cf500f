"""What an export looks like, and that nothing hostile in an account becomes anything but text."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cli.exporters import json_, markdown
from cli.exporters.account import Account, Answer, NotConsented, check_consent, join
from cli.exporters.clean import visible
from cli.exporters.formats import FORMATS, render
from tests.unit.exporters.second import own


def account(text: str, question: str = "") -> Account:
    return Account("uk", (Answer("text", question, text),))


def test_markdown_holds_a_title_a_note_and_the_answers() -> None:
    two = (Answer("text", "", "Перший рядок.\nДругий.\n\nАбзац."), Answer("q7", "Хто?", "Ніхто."))
    assert markdown.render(Account("uk", two)) == (
        "# Свідчення\n\n"
        "*Імена та подробиці змінено, щоб захистити людей.*\n\n"
        "Перший рядок.\\\nДругий.\n\n"
        "Абзац.\n\n"
        "## Хто?\n\n"
        "Ніхто.\n"
    )


def test_json_holds_exactly_the_keys_of_its_format() -> None:
    document = json.loads(json_.render(account("Текст.", "Що?")))
    assert document == {
        "format": "testimony-account v1",
        "language": "uk",
        "title": "Свідчення",
        "note": "Імена та подробиці змінено, щоб захистити людей.",
        "answers": [{"id": "text", "question": "Що?", "text": "Текст."}],
    }


@pytest.mark.parametrize("language", ["en", "ru", "uk"])
def test_each_language_has_a_title_and_a_note_without_a_number(language: str) -> None:
    empty = Account(language, ())
    assert empty.title
    assert not any(char.isdigit() for char in empty.title + empty.note)


def test_a_strange_question_id_is_refused() -> None:
    with pytest.raises(json_.BadAnswerIdError):
        json_.render(Account("en", (Answer("../x", "", "text"),)))


@given(st.text(max_size=200))
@settings(max_examples=300, deadline=None, derandomize=True)
def test_what_a_reader_gets_is_what_was_meant(text: str) -> None:
    """Any text at all: every file read back gives its visible letters and no structure."""
    wanted = "".join(visible(text).split())
    for form in FORMATS:
        found = own(form, render(account(text), form))
        assert found.odd == ()
        shown = "".join(segment.text for segment in found.segments)
        assert wanted in "".join(shown.split())


@given(st.text(max_size=100))
@settings(max_examples=200, deadline=None, derandomize=True)
def test_visible_text_has_nothing_that_acts(text: str) -> None:
    cleaned = visible(text)
    assert visible(cleaned) == cleaned
    assert {unicodedata.category(char)[0] for char in cleaned if char != "\n"} <= set("LMNPSZ")
    assert not {"\u2028", "\u2029"} & set(cleaned)


def test_answers_are_joined_by_blank_lines_and_found_again() -> None:
    joined = join({"text": "Раз.", "q1": "", "q2": "Два."})
    assert joined.text == "Раз.\n\n\n\nДва."
    assert {name: joined.text[a:b] for name, (a, b) in joined.ranges.items()} == {
        "text": "Раз.",
        "q1": "",
        "q2": "Два.",
    }


@pytest.mark.parametrize(
    ("consent", "words"),
    [
        ({}, "only the editors"),
        ({"publish": "no"}, "only the editors"),
        ({"publish": "retell"}, "retold, not quoted"),
        ({"publish": "Yes"}, "only the editors"),
        ({"publish": True}, "only the editors"),
    ],
)
def test_what_was_not_allowed_is_refused(consent: dict[str, object], words: str) -> None:
    with pytest.raises(NotConsented, match=words):
        check_consent(consent)


def test_what_was_allowed_passes() -> None:
    check_consent({"publish": "yes"})
