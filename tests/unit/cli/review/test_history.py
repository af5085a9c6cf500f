"""The way back, as steps over a text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cli.review.history import History, back

TEXTS = st.text("abc\n", max_size=12)


@given(TEXTS, TEXTS)
def test_a_step_leads_back_from_any_text_to_any_other(old: str, new: str) -> None:
    assert back(old, new).take(new) == old


@given(st.lists(TEXTS, min_size=1, max_size=8))
def test_all_the_way_back_and_forward_again(texts: list[str]) -> None:
    history, now = History(), texts[0]
    for text in texts[1:]:
        history, now = history.after(now, text), text
    assert History.from_value(history.to_value()) == history
    for text in reversed(texts[:-1]):
        now, history = history.undo(now)
        assert now == text
    assert not history.past
    for text in texts[1:]:
        now, history = history.redo(now)
        assert now == text
    assert not history.future


def test_a_step_keeps_only_what_changed() -> None:
    step = back("a" * 1000 + "b" + "c" * 1000, "a" * 1000 + "xyz" + "c" * 1000)
    assert (step.at, step.length, step.text) == (1000, 3, "b")


def test_a_new_decision_gives_up_what_was_undone() -> None:
    history = History().after("a", "b")
    now, history = history.undo("b")
    assert history.future
    assert not history.after(now, "c").future
