"""The trees that weigh what the model of marks says, and what is made of it."""

from __future__ import annotations

from pathlib import Path
from unittest import mock

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.redaction import judge
from cli.redaction.analyze import analyze, suspicions, weigh
from cli.redaction.evidence import Evidence
from cli.redaction.judge import FLOOR, forest, heard, signs, weighed
from cli.redaction.marks import Said, marks
from cli.redaction.model import Analysis
from cli.redaction.page import Page, read
from cli.redaction.train.__main__ import main
from cli.redaction.train.judge import _full
from cli.redaction.trees import _AT_ONCE, DEPTH, INNER, Floats, Trees, load

# ---- trees --------------------------------------------------------------------------------------


def grown(seed: int, rounds: int, classes: int, columns: int) -> Trees:
    chance = np.random.default_rng(seed)
    shape = (rounds, classes, INNER)
    return Trees(
        chance.normal(size=classes).astype(np.float32),
        chance.integers(0, columns, shape).astype(np.uint8),
        chance.normal(size=shape).astype(np.float32),
        chance.normal(size=(rounds, classes, INNER + 1)).astype(np.float32),
    )


def walked(trees: Trees, row: Floats) -> list[float]:
    """Ask every tree by itself, one question after the other."""
    rounds, classes, _ = trees.feature.shape
    scores = [float(each) for each in trees.start]
    for turn in range(rounds):
        for sort in range(classes):
            node = 0
            for _ in range(DEPTH):
                right = row[trees.feature[turn, sort, node]] > trees.threshold[turn, sort, node]
                node = 2 * node + 1 + int(right)
            scores[sort] += float(trees.value[turn, sort, node - INNER])
    power = [np.exp(each - max(scores)) for each in scores]
    return [float(each / sum(power)) for each in power]


@given(st.integers(0, 2**32 - 1), st.integers(1, 5), st.integers(2, 4), st.integers(1, 40))
def test_many_rows_at_once_get_what_a_walk_through_each_tree_gives(
    seed: int, rounds: int, classes: int, columns: int
) -> None:
    trees = grown(seed, rounds, classes, columns)
    rows = np.random.default_rng(seed + 1).normal(size=(3, columns)).astype(np.float32)
    found = trees.probabilities(rows)
    assert found.shape == (3, classes)
    for row, each in zip(rows, found, strict=True):
        assert each == pytest.approx(walked(trees, row), abs=1e-5)


def test_more_rows_than_are_asked_at_once_get_their_answers_in_order() -> None:
    trees = grown(5, 3, 4, 7)
    rows = np.random.default_rng(6).normal(size=(2 * _AT_ONCE + 3, 7)).astype(np.float32)
    found = trees.probabilities(rows)
    assert found.shape == (len(rows), 4)
    for at in (0, _AT_ONCE - 1, _AT_ONCE, 2 * _AT_ONCE + 2):
        assert found[at] == pytest.approx(trees.probabilities(rows[at : at + 1])[0], abs=1e-6)


NODE = np.dtype(
    [
        ("value", "f8"),
        ("feature_idx", "i8"),
        ("num_threshold", "f8"),
        ("is_leaf", "u1"),
        ("left", "u4"),
        ("right", "u4"),
    ]
)


def test_a_branch_that_ends_early_keeps_its_leaf_in_the_full_tree() -> None:
    # x[3] <= 0.5 ? 10 : (x[1] <= 2 ? 20 : 30)
    nodes = np.array(
        [
            (0, 3, 0.5, 0, 1, 2),
            (10, 0, 0, 1, 0, 0),
            (0, 1, 2, 0, 3, 4),
            (20, 0, 0, 1, 0, 0),
            (30, 0, 0, 1, 0, 0),
        ],
        dtype=NODE,
    )
    feature, threshold, value = _full(nodes)
    zero = np.zeros((1, 1, INNER))
    trees = Trees(
        np.zeros(2, dtype=np.float32),
        np.array([[feature, zero[0, 0]]], dtype=np.uint8),
        np.array([[threshold, zero[0, 0]]], dtype=np.float32),
        (np.array([[value, [0.0] * (INNER + 1)]]) / 10).astype(np.float32),
    )
    for row, leaf in (((9, 0, 9, 0.5), 1), ((9, 2, 9, 0.6), 2), ((0, 2.1, 0, 7), 3)):
        [[first, second]] = trees.probabilities(np.array([row], dtype=np.float32))
        assert np.log(first / second) == pytest.approx(leaf, abs=1e-4)


@pytest.mark.parametrize("name", judge.MODELS.values())
def test_the_trees_that_ship_ask_for_nothing_but_the_columns_there_are(name: str) -> None:
    page, evidence, said = _read("Нас было трое: Мурат, Лёха и я, жили на Садовой, 12.")
    columns = signs(page, evidence, [], said).shape[1]
    held = load(name)
    assert int(np.max(held.feature)) < columns
    assert held.feature.shape[1:] == (len(judge.CLASSES), INNER)


# ---- what the trees are asked -------------------------------------------------------------------


def _read(text: str) -> tuple[Page, list[Evidence], list[Said]]:
    page = read(text)
    evidence = weigh(page)
    return page, evidence, marks(page, evidence, suspicions(page, evidence).all)


def test_a_word_of_which_the_model_says_next_to_nothing_is_not_weighed() -> None:
    page, evidence, _ = _read("Утром мы пили чай и молчали")
    quiet = [Said(trait=FLOOR / 2) for _ in page.tokens]
    with mock.patch("cli.redaction.judge.forest", side_effect=AssertionError):
        assert weighed(page, evidence, [], quiet) == quiet


def test_all_that_is_said_of_a_word_is_at_most_one() -> None:
    text = Path(__file__).parents[2] / "corpus" / "tuning" / "uk.txt"
    page = read(text.read_text("utf-8")[:4000])
    evidence = weigh(page)
    said = heard(page, evidence, suspicions(page, evidence).all)
    assert len(said) == len(page.tokens)
    assert all(0 <= each.any <= 1 + 1e-5 for each in said)


@pytest.mark.parametrize("text", ["", "…", "\n\n", "а", "7"])
def test_texts_of_hardly_a_word_are_read(text: str) -> None:
    assert isinstance(analyze(text), Analysis)


def test_what_stands_elsewhere_in_the_account_counts() -> None:
    """A word in doubt is likelier a name where the same word is surely one further on."""
    page, evidence, _ = _read("Бармен молчал. Потом ушли все. Бармен молчал.")
    bare = [Evidence() for _ in evidence]
    first, last = (at for at, token in enumerate(page.tokens) if token.raw == "Бармен")

    def person(elsewhere: float) -> float:
        said = [Said() for _ in page.tokens]
        said[first], said[last] = Said(person=0.05), Said(person=elsewhere)
        return weighed(page, bare, [], said)[first].person

    assert person(0.99) > 2 * person(0.05)


def test_a_row_holds_what_is_said_of_the_word_its_neighbours_and_the_same_word_elsewhere() -> None:
    page, evidence, _ = _read("Бармен молчал. Потом ушли все. Бармен молчал.")
    first, last = (at for at, token in enumerate(page.tokens) if token.raw == "Бармен")
    said = [Said() for _ in page.tokens]
    said[first], said[last] = Said(person=0.2, trait=0.1), Said(person=0.6)
    rows = signs(page, evidence, [], said)
    odds, before, after = rows[:, :5], rows[:, 10:15], rows[:, 15:20]
    assert odds[first][0] == pytest.approx(np.log(0.2 / 0.8), abs=1e-5)
    assert np.array_equal(before[first + 1], odds[first])
    assert np.array_equal(after[last - 1], odds[last])
    most, count, mean = rows[first, 25:30], rows[first, 30], rows[first, 31:34]
    assert most[[0, 2]] == pytest.approx([np.log(0.6 / 0.4), np.log(0.1 / 0.9)], abs=1e-5)
    assert count == 2
    assert mean == pytest.approx([0.4, 0, 0.05], abs=1e-5)
    assert np.array_equal(rows[first, 25:34], rows[last, 25:34])


def test_trees_are_loaded_once() -> None:
    assert forest(judge.MODELS["c"]) is forest(judge.MODELS["c"])


# ---- what is made of it -------------------------------------------------------------------------


def _said_of(text: str, word: str, said: Said) -> Analysis:
    def say(page: Page, *_: object) -> list[Said]:
        return [said if token.raw == word else Said() for token in page.tokens]

    with mock.patch("cli.redaction.analyze.heard", say):
        return analyze(text)


@pytest.mark.parametrize(("trait", "whole"), [(0.79, True), (0.6, False)])
def test_a_listed_place_of_two_words_stays_whole_if_the_model_is_sure_of_both(
    trait: float, whole: bool
) -> None:
    text = (
        "The night was very quiet. They all waited for it to pass. Then the shooting began. "
        "A fisherman from Hola Prystan told us about the boats."
    )
    said = {"Hola": Said(trait=0.95, person=0.01), "Prystan": Said(trait=trait, person=0.18)}

    def say(page: Page, *_: object) -> list[Said]:
        return [said.get(token.raw, Said()) for token in page.tokens]

    with mock.patch("cli.redaction.analyze.heard", say):
        found = {each.forms[0]: each.kind for each in analyze(text).entities}
    assert (found.get("Hola Prystan") == "place") is whole


def test_one_small_word_is_no_identifier() -> None:
    def found(text: str, word: str) -> list[str]:
        entities = _said_of(text, word, Said(direct=0.2)).entities
        return [each.forms[0] for each in entities if each.kind == "number"]

    assert found("Мы шли и пели.", "и") == []
    assert found("write to ivan at home", "at") == ["at"]


def test_whoever_lacks_what_trains_trees_is_told_before_anything_is_trained(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with (
        mock.patch("cli.redaction.train.judge.find_spec", return_value=None),
        mock.patch("sys.argv", ["train", "--only", "latin-judge.npz"]),
        mock.patch("cli.redaction.train.judge.train", side_effect=AssertionError),
        pytest.raises(SystemExit) as left,
    ):
        main()
    assert left.value.code == 2
    assert "make .build/python-train" in capsys.readouterr().err
