"""The instruments themselves: marks, what counts as covered and as touched, and the two knobs."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from cli.redaction import people
from cli.redaction.model import Analysis, Entity
from cli.redaction.train.fill import Example
from tests.bench import curve
from tests.bench.accounts import accounts
from tests.bench.opponents import taken
from tests.bench.scoring import Document, Score, add, from_marks


def entity(text: str, form: str, kind: str, decision: str, score: float = 1.0) -> Entity:
    start = text.index(form)
    return Entity(
        id=f"e{start}",
        kind=kind,
        mentions=((start, start + len(form)),),
        forms=(form,),
        decision=decision,  # type: ignore[arg-type]
        proposal=None,
        gender=None,
        score=score,
    )


def scored(document: Document, *entities: Entity, whole: bool = True) -> Score:
    total = Score()
    add(total, document, Analysis("en", (), tuple(entities)), True, whole)
    return total


def test_a_mark_within_a_mark_is_read_and_leaves_no_brackets() -> None:
    read = from_marks("x", "Then {Q:the father of {P:Hrytsko}, who drowned}, {came} in.")
    assert read.text == "Then the father of Hrytsko, who drowned, {came} in."
    assert [(read.text[start:end], sort) for start, end, sort in read.gold] == [
        ("the father of Hrytsko, who drowned", "Q"),
        ("Hrytsko", "P"),
    ]


def test_a_mark_that_is_never_closed_is_told() -> None:
    with pytest.raises(ValueError, match="x: a mark is opened at character 5"):
        from_marks("x", "They {P:took him.")


def test_what_is_kept_is_not_covered_and_what_is_asked_is() -> None:
    document = from_marks("x", "{P:Marta} saw {P:Levko} and {P:Ilya}.")
    found = scored(
        document,
        entity(document.text, "Marta", "person", "remove"),
        entity(document.text, "Levko", "unknown", "ask"),
        entity(document.text, "Ilya", "person", "keep"),
    )
    assert found.people == pytest.approx(100 * 2 / 3)
    assert found.full == 1
    assert found.asked == {"unknown": 1}
    assert [text for _, _, text in found.missed] == ["Ilya"]


def test_a_plain_word_is_touched_by_the_engine_alone_or_at_worst_by_the_editor_too() -> None:
    document = from_marks("x", "one two three four five six seven eight nine ten")
    text = document.text
    found = scored(
        document,
        entity(text, "two", "person", "remove"),
        entity(text, "four", "date", "generalize"),
        entity(text, "six", "unknown", "ask"),
        entity(text, "eight", "place", "keep"),
    )
    assert (found.gone, found.wrong, found.plain) == (1, 2, 10)
    assert found.untouched == pytest.approx(80)
    assert found.untouched_at_worst == pytest.approx(70)


def test_figures_are_no_plain_words_where_only_names_are_marked() -> None:
    document = from_marks("x", "call 555 1234 or write to anna@example.org now")
    removed = [entity(document.text, part, "phone", "remove") for part in ("555 1234", "anna")]
    assert scored(document, *removed, whole=False).untouched == 100
    assert scored(document, *removed, whole=True).untouched < 100


def test_whatever_an_opponent_labels_counts_as_removed() -> None:
    document = from_marks("x", "{P:Marta} of {Q:Tver}, {P:Levko}")
    text = document.text
    found = [(0, 5, "PERSON"), (text.index("Tver"), text.index("Tver") + 4, "GPE")]
    total = Score()
    add(total, document, taken(text, found), True, True)
    assert (total.people, total.share("Q"), total.full, total.decisions) == (50, 100, 1, 0)


def test_dropping_weak_questions_keeps_what_they_asked_about() -> None:
    text = "Marta Levko Ilya"
    analysis = Analysis(
        "en",
        (),
        (
            entity(text, "Marta", "person", "ask", 0.1),
            entity(text, "Levko", "unknown", "ask", 0.3),
            entity(text, "Ilya", "person", "remove", 0.1),
        ),
    )
    left = curve.without_weak(analysis, 0.2)
    assert [each.decision for each in left.entities] == ["keep", "ask", "remove"]


def test_the_thresholds_are_scaled_only_while_measured() -> None:
    before = dict(people.THRESHOLD)
    with curve.thresholds(16):
        assert all(people.THRESHOLD[sort] >= least for sort, least in before.items())
        assert all(value <= curve.HIGHEST for value in people.THRESHOLD.values())
        assert before != people.THRESHOLD
    assert before == people.THRESHOLD


def test_the_curve_is_drawn_the_same_twice(tmp_path: Path) -> None:
    points = tuple(curve.Point(knob, 90 + knob, 40 / knob) for knob in (0.5, 1.0, 2.0))
    curves = [curve.Curve("some set (ru)", "ru", points, points)]
    for name in ("a.svg", "b.svg"):
        curve.draw(curves, tmp_path / name)
    assert (tmp_path / "a.svg").read_bytes() == (tmp_path / "b.svg").read_bytes()
    drawn = "".join(ET.parse(tmp_path / "a.svg").getroot().itertext())
    assert "some set (ru)" in drawn
    assert "questions in 1 000 words" in drawn


def test_accounts_are_as_long_as_asked_and_the_same_for_the_same_seed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    filled = [Example(f"Filled text {number}. And more.", ()) for number in range(9)]
    monkeypatch.setattr("tests.bench.accounts.testimonies", lambda *_: filled)  # names take long
    made = list(accounts(6, 80, seed=2))
    assert [language for language, _ in made] == ["ru", "uk", "en"] * 2
    assert all(len(text.split()) >= 80 for _, text in made)
    assert len({text for _, text in made}) == 6
    assert list(accounts(6, 80, seed=2)) == made
