"""What counts as an answer, and of whom."""

from __future__ import annotations

from typing import Any

from cli.patterns.tables import SILENT, Counted, Table, count, may_be_counted
from crypto.testimony import Answer, Testimony


def label(text: str) -> dict[str, str]:
    return {"en": text, "ru": f"{text} (ru)", "uk": f"{text} (uk)"}


def options(*ids: str) -> list[dict[str, Any]]:
    return [{"id": one, "label": label(one)} for one in ids]


ASKED: dict[str, Any] = {
    "consent": ["hide"],
    "sections": [
        {
            "id": "all",
            "title": label("All"),
            "questions": [
                {"id": "text", "kind": "text", "label": label("What happened?")},
                {"id": "when", "kind": "date", "label": label("When?")},
                {
                    "id": "where",
                    "kind": "one",
                    "label": label("Where?"),
                    "options": options("home", "work"),
                    "reveals": "place",
                },
                {
                    "id": "papers",
                    "kind": "many",
                    "label": label("Which papers?"),
                    "options": options("summons", "order"),
                },
            ],
        }
    ],
}


def counted(author: str, hide: tuple[str, ...] = ("age",), **answers: Answer) -> Counted:
    """One account; by default something is marked to be hidden that no question here reveals."""
    consent: dict[str, Answer] = {"publish": "yes", "hide": hide}
    return Counted(author, Testimony("en", "0" * 64, answers, consent), ASKED)


def cells(tables: list[Table], question: str) -> dict[str, int]:
    [table] = [table for table in tables if table.question == question]
    return {cell.option: cell.count for cell in table.cells}


def test_only_questions_with_options_are_counted() -> None:
    tables = count([counted("a", text="Long ago.", when="2024")], ASKED, "en")
    assert [table.question for table in tables] == ["where", "papers"]


def test_an_answer_that_the_witness_asked_to_hide_is_none() -> None:
    shown = counted("a", where="home")
    hidden = counted("b", hide=("place",), where="home")
    blank = counted("c", hide=(), where="home")  # read as everything
    assert cells(count([shown, hidden, blank], ASKED, "en"), "where") == {
        "home": 1,
        "work": 0,
        SILENT: 2,
    }


def test_several_choices_count_one_each_and_a_witness_once() -> None:
    both = counted("a", papers=("summons", "order"))
    again = counted("a", papers=("order",))  # an addition: the first answer holds
    assert cells(count([both, again], ASKED, "en"), "papers") == {
        "summons": 1,
        "order": 1,
        SILENT: 0,
    }


def test_what_no_page_can_have_made_is_no_answer() -> None:
    two = counted("a", where=("home", "work"))
    unknown = counted("b", where="moon")
    assert cells(count([two, unknown], ASKED, "en"), "where") == {"home": 0, "work": 0, SILENT: 2}


def test_labels_come_in_the_language_that_was_chosen() -> None:
    table = count([], ASKED, "uk")[0]
    assert table.label == "Where? (uk)"
    assert [cell.label for cell in table.cells] == ["home (uk)", "work (uk)", "Без відповіді"]


def test_who_allowed_no_publication_is_not_counted() -> None:
    said: list[dict[str, Answer]] = [{"publish": "yes"}, {"publish": "retell"}, {}, {"publish": ""}]
    accounts = [Testimony("en", "0" * 64, {}, consent) for consent in said]
    assert [may_be_counted(account) for account in accounts] == [True, True, False, False]
