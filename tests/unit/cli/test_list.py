"""The list: danger first, what may not be published, who waits for a second editor."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.collecting import danger
from cli.redaction.ledger import Choice
from cli.review.sitting import Review
from crypto.testimony import Answer, Testimony
from tests.unit.cli.newsroom import Newsroom
from tests.unit.cli.proposed import propose
from tests.unit.cli.terminal import Terminal


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    return Newsroom.make(tmp_path)


def collected(room: Newsroom, *sealed: bytes) -> list[str]:
    """Collect these one by one; return their cases in this order."""
    cases: list[str] = []
    for number, one in enumerate(sealed):
        found = room.collect(room.handover([one], f"{number}-{len(sealed)}.tar"))
        cases += sorted(set(found) - set(cases))
    return cases


def rows(room: Newsroom) -> list[str]:
    return room.done("list", room.vault).out.splitlines()


def test_who_is_in_danger_stands_first_in_words_and_signs(room: Newsroom) -> None:
    calm, unsure, now = collected(
        room,
        room.seal("a", answers={"danger": "no"}),
        room.seal("b", answers={"danger": "unsure"}),
        room.seal("c", answers={"danger": "yes"}),
    )
    ran = room.done("list", room.vault)
    heads, *listed = ran.out.splitlines()
    assert heads.startswith(" ")
    assert [line[:17].split() for line in listed] == [
        ["!!", "DANGER", now],
        ["!", "danger?", unsure],
        [calm],
    ]
    assert f"{now}: THE WITNESS SAYS THEY ARE IN DANGER NOW" in ran.err
    assert f"{unsure}: the witness is not sure" in ran.err
    assert f"{calm}:" not in ran.err
    assert "\x1b" not in ran.out
    value = json.loads(room.done("list", room.vault, "--json").out)
    assert [(one["case"], one["danger"]) for one in value] == [
        (now, "yes"),
        (unsure, "unsure"),
        (calm, ""),
    ]


def test_danger_is_told_again_where_the_account_is_read(room: Newsroom) -> None:
    [case] = collected(room, room.seal("a", answers={"danger": "yes"}))
    assert "IN DANGER NOW" in room.done("read", room.vault, case).out


def test_nobody_in_danger_leaves_no_empty_column(room: Newsroom) -> None:
    collected(room, room.seal("a"))
    assert rows(room)[0].startswith("CASE")


DANGER: dict[str, tuple[dict[str, Answer], str]] = {
    "yes": ({"danger": "yes"}, "yes"),
    "no": ({"danger": "no"}, ""),
    "not sure": ({"danger": "unsure"}, "unsure"),
    "not answered": ({}, ""),
    "an answer of some other questionnaire": ({"danger": "they come tonight"}, "unsure"),
    "a list": ({"danger": ("yes",)}, "yes"),
    "an empty list": ({"danger": ()}, ""),
}


@pytest.mark.parametrize("what", DANGER)
def test_what_counts_as_danger(what: str) -> None:
    answers, expected = DANGER[what]
    assert danger(Testimony("en", "0" * 64, answers, {})) == expected


def test_the_row_of_danger_is_red_on_a_terminal_and_plain_without_colour(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    [case] = collected(room, room.seal("a", answers={"danger": "yes"}))
    words = ["list", str(room.vault), "--passphrase-file", str(room.passphrase_file)]
    with Terminal(words, (100, 30)) as terminal:
        assert terminal.end() == 0
        assert f"\x1b[1;97;41m!! DANGER  {case}" in terminal.shown
    monkeypatch.setenv("NO_COLOR", "1")
    with Terminal(words, (100, 30)) as terminal:
        assert terminal.end() == 0
        assert "\x1b" not in terminal.shown
        assert f"!! DANGER  {case}" in terminal.shown


PUBLISH: dict[str, tuple[str, dict[str, Answer], str]] = {
    "published": ("yes", {}, "yes"),
    "retold": ("retell", {}, "retell"),
    "only read": ("no", {}, "no"),
    "left blank": ("", {}, "no"),
    "only for lawyers and courts": ("no", {"court": "yes"}, "court"),
    "anything else": ("perhaps", {"court": "maybe"}, "no"),
}


@pytest.mark.parametrize("what", PUBLISH)
def test_what_may_be_published_is_said(room: Newsroom, what: str) -> None:
    publish, more, word = PUBLISH[what]
    [case] = collected(room, room.seal("a", publish=publish, consent=more))
    ran = room.done("list", room.vault)
    assert ran.out.splitlines()[1].split()[5] == word
    closed = f"Not to be published in the witness's words: {case}." in ran.err
    assert closed is (word != "yes")


def test_a_case_that_waits_for_a_second_editor_is_named(room: Newsroom) -> None:
    policy = room.folder / "policy.toml"
    policy.write_text("reviewers = 2")
    room.done("policy", room.vault, "--set", policy)
    [case] = collected(room, room.seal("They took me in Kola."))
    review = Review(propose(room, case, []))
    review.decide_all({entity.id: Choice("keep") for entity in review.waiting()})
    room.done("review", room.vault, case, "--as", "anna")
    ran = room.done("list", room.vault)
    assert "waits for 2nd" in ran.out
    assert f"A second editor is needed for {case}." in ran.err
