"""Words that are surely no name, and words that only look so."""

from __future__ import annotations

import pytest

from cli.redaction.analyze import analyze
from cli.redaction.english_sorts import sorts
from cli.redaction.lexicon import word_class
from cli.redaction.misspelt import misspelt


def test_a_slip_of_the_pen_in_a_common_word_is_told_from_an_unknown_word() -> None:
    assert misspelt("спецально")
    assert misspelt("exept")
    assert not misspelt("бжедугов")
    assert not misspelt("odhiambo")


def test_a_slip_that_leads_to_a_name_is_no_slip() -> None:
    assert not misspelt("владмир")


def test_an_english_word_knows_what_it_can_be() -> None:
    assert {"NOUN", "VERB"} <= sorts("hope")
    assert "NOUN" not in sorts("resides")
    assert "usually PROPN" in sorts("kafka")
    assert sorts("zzyzx") == frozenset()


def test_a_plain_verb_needs_more_to_be_a_name_than_a_noun() -> None:
    assert word_class("resides") > word_class("needle")


NO_QUESTION = {
    "word of a chat": ("здрасьте напишите мне плиз на вотсап", "плиз"),
    "short word of a chat, en": ("pls call me back thx i am in the cellar srsly", "srsly"),
    "form": ("We ask that the Court order his release. It was cold. We waited. He left.", "Court"),
    "slip": ("он неправильно переводил спецально чтобы нас били", "спецально"),
}


@pytest.mark.parametrize("behaviour", NO_QUESTION)
def test_nobody_is_asked_about(behaviour: str) -> None:
    text, word = NO_QUESTION[behaviour]
    start = text.index(word)
    for entity in analyze(text).entities:
        assert not any(left <= start < right for left, right in entity.mentions), entity
